"""What a fresh Parley makes ready in the background, so that nobody's first messages wait for it."""

import subprocess
import sys

from config.environment import ROOT

# In a process of its own: in one that has read messages nothing would be left to make ready.
FRESH = """
import threading
from uuid import uuid4

from orchestrator.briefing import Briefing
from orchestrator.guide.language import language
from orchestrator.interview import planned, warm_up
from orchestrator.messages import Asked

TALK = (
    "A kayak rental desk called Paddle that answers questions on our website.",
    "It should also help people with the tides.",
    "Sunny and short, and only English.",
    "No, make it formal instead of sunny.",
    "If the wind is over 5, say we are closed, otherwise offer a time.",
    "What do you need that for?",
)
warm_up()
for thread in threading.enumerate():
    if thread.name == "guide-rehearsal":
        thread.join()
made = set(language("en")._patterns)
draft, asked = {}, Asked()
for text in TALK:
    plan = planned(Briefing(message_id=uuid4(), text=text, draft=draft, asked=asked, questions=(asked,)))
    draft, asked = plan.draft, plan.question.asked
print(len(made), len(set(language("en")._patterns) - made))
"""


def test_after_it_a_first_interview_needs_hardly_a_pattern_that_is_not_made() -> None:
    told = subprocess.run([sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    made, more = map(int, told.split())
    assert made > 100
    assert more < made / 20
