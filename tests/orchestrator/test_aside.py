"""Work at the side: it ends before its process does, and takes nothing down with it."""

import subprocess
import sys

from config.environment import ROOT

# Within Pydantic's Rust, a thread that is killed at the end of the process aborts it.
BUSY = """
import threading
from pydantic import BaseModel, field_validator

class Slow(BaseModel):
    number: int

    @field_validator("number")
    @classmethod
    def counted(cls, number: int) -> int:
        return sum(range(20_000))

rounds = threading.Semaphore(0)

def steps():
    while True:
        yield Slow(number=1)
        rounds.release()
"""
ENDS_IN_THE_MIDST_OF_IT = f"""{BUSY}
from orchestrator import aside

for _ in range(3):
    aside.start("busy", steps)
for _ in range(60):
    rounds.acquire()
"""
LOADS_AT_THE_END = """
import threading
from orchestrator import aside

def steps():
    threading.main_thread().join()
    yield threading._register_atexit(print)  # what a module that is loaded now would do

aside.start("late", steps)
"""
BREAKS = """
from orchestrator import aside

def steps():
    yield 1 / 0

aside.start("broken", steps).join()
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_a_process_that_ends_in_the_midst_of_it_ends_well() -> None:
    ended = run(ENDS_IN_THE_MIDST_OF_IT)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_can_no_more_be_loaded_at_the_end_is_not_told() -> None:
    ended = run(LOADS_AT_THE_END)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_goes_wrong_before_is_told() -> None:
    assert "ZeroDivisionError" in run(BREAKS).stderr
