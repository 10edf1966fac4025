"""Patterns put together of many words: what they match is what the plain list would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.guide.patterns import any_of

pieces = st.sampled_from(
    ["a", "ab", "abc", "b", "B", "a?b", "ab?", "a|bc", "(?:a|b)c", "[ab]c", r"\w+", "", "ba", "bac"]
)


@given(st.lists(pieces, min_size=1, max_size=8), st.text("abcABC ", max_size=12), st.sampled_from(["", "c", r"(?!\w)"]))
def test_a_list_of_patterns_matches_as_if_written_one_after_the_other(entries, text, behind):
    plain = re.compile(f"(?:{'|'.join(entries)}){behind}", re.IGNORECASE)
    grouped = re.compile(f"{any_of(entries)}{behind}", re.IGNORECASE)
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_words_with_the_same_first_letters_stand_together():
    assert any_of(["bat", "bad", "cat"]) == "(?:b(?:a(?:t|d))|cat)"
