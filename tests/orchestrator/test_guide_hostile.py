"""Text nobody types but anybody may send: it is read to its end, whatever it is made of."""

import re
import subprocess
import sys
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.environment import ROOT
from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import language
from orchestrator.guide.patterns import without_second_thoughts
from orchestrator.guide.text import without_runs
from orchestrator.guide.tool_sentences import apart
from orchestrator.messages import Asked
from orchestrator.values import text_of
from sessions.accepting import MAX_LENGTH
from tests.wild import comes_to_its_end

PIECES = (
    """
+|=|A+/|a=|(|,|-|.|no |no, |wait |actually |please |i mean |sorry |<a>|</a>|if a, b |so |- a\\n|1. a\\n|https://
{{a}}|a? |ask |never a, |forget the b thing, |a@b.c |it is called |a |a, |"a" |it needs a |well,
""".strip()
    .replace("\n", "|")
    .split("|")
)
LONGEST = MAX_LENGTH
PATIENCE = 400  # seconds for all pieces of one test; a pattern that runs wild takes hours
READ = """
import sys
from uuid import uuid4
from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.messages import Asked
for piece in sys.argv[2:]:
    piece = piece.replace("\\\\n", chr(10))
    text = (piece * {longest})[:{longest}]
    for part in (text, piece * 30 + "zzz"):
        masked = guide.mask(part).text
        guide.read(Briefing(message_id=uuid4(), text=masked, asked=Asked(topics=tuple(filter(None, sys.argv[1:2])))))
"""


@pytest.mark.parametrize("asked", ["", "workflow", "tools"])
def test_every_wall_of_signs_or_words_is_read_to_its_end(asked: str) -> None:
    command = [sys.executable, "-c", READ.format(longest=LONGEST), asked, *PIECES]
    subprocess.run(command, cwd=ROOT, check=True, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("last", "slot", "value"),
    [
        ("It must never promise a refund.", "guardrails", "Never promise a refund"),
        ("Hand over to our support team when somebody is angry.", "escalation", "somebody is angry → our support team"),
    ],
)
@pytest.mark.parametrize("topic", ["goals", "knowledge", "tools"])
def test_the_last_words_of_the_longest_message_are_read(last: str, slot: str, value: str, topic: str) -> None:
    told = "".join(f"Shelf {n} holds {n * 7} old parts. " for n in range(1_000))
    text = told[: LONGEST - len(last) - 2] + ". " + last
    assert len(text) == LONGEST
    found = guide.read(Briefing(message_id=uuid4(), text=text, asked=Asked(topics=(topic,))))
    [proposal] = [p for p in found.proposals if p.slot == slot]
    assert text_of(proposal.value) == value
    assert proposal.quote in last


@given(st.text(alphabet="ab ,", max_size=40))
def test_an_atomic_round_matches_what_the_plain_one_matches(text: str) -> None:
    plain = r"^(?:(?:a|b)(?!\w)[ ,]*)*(?:[ab]{2})?"
    found = re.match(plain, text)
    quick = re.match(without_second_thoughts(plain), text)
    assert (found and found[0]) == (quick and quick[0])


@pytest.mark.parametrize("piece", ["it needs a ", "Stripe it needs a ", "x, it takes a card and it gives "])
def test_a_tools_account_without_a_stop_is_parted_in_one_pass(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    heard = Heard(text, Asked(), {}, language("en"))
    with comes_to_its_end(1):
        apart(text, heard)


def test_only_repeated_groups_are_made_atomic() -> None:
    assert without_second_thoughts(r"(?:a|b)*c(?:d)?[(](?:e)+(f)*") == r"(?:(?>a|b))*c(?:d)?[(](?:(?>e))+(f)*"


def test_ordinary_text_has_no_runs_to_cut() -> None:
    text = "Wait... really?! It costs 1000000 in 2026 -- see ```code``` and\n\n- this\n- that"
    assert without_runs(text) == text
