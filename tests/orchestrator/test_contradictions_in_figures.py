"""Hours and limits in two spellings are the same; those that can in no reading be the same are found."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.contradictions import find
from orchestrator.contradictions.figures import NUMBER, RANGE, amounts, spans
from orchestrator.facts import Draft, Proposal, apply


def draft(slot: str, *texts: str) -> Draft:
    return apply({}, [Proposal(slot=slot, value=text) for text in texts]).draft


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The workshop is open 9-17", "The workshop is open 9:00-17:00"),
        ("The workshop is open 09:00-17:00", "The workshop is open 9:00–17:00"),
        ("Opening hours 9am-5pm", "Opening hours 9-17"),
        ("Opening hours 9 a.m. to 5 p.m.", "Opening hours 9.00 to 17.00"),
        ("Opening hours 9 in the morning to 5 in the afternoon", "Opening hours 9-5"),
        ("Opening hours 9 to 5", "Opening hours 9:00 to 17:00"),
        ("Opening hours 5 to 9 pm", "Opening hours 17-21"),
        ("Opening hours 5 to 9 pm", "Opening hours 5 am to 9 pm"),
        ("Opening hours noon to midnight", "Opening hours 12-24"),
        ("Opening hours noon to midnight", "Opening hours 12:00-0:00"),
        ("Die Werkstatt ist geöffnet 9 bis 17 Uhr", "Die Werkstatt ist geöffnet 9:00 bis 17:00 Uhr"),
        ("Die Werkstatt ist geöffnet 9 Uhr 30 bis 17 Uhr", "Die Werkstatt ist geöffnet 9:30 bis 17 Uhr"),
        ("Geöffnet 9 Uhr morgens bis 5 Uhr nachmittags", "Geöffnet 9-17 Uhr"),
        ("Atelier ouvert de 9h à 17h", "Atelier ouvert de 9h00 à 17h00"),
        ("Atelier ouvert de 9 h 30 à 17 h", "Atelier ouvert de 9h30 à 17 heures"),
        ("Taller abierto de 9 a 17 h", "Taller abierto de 9:00 a 17:00 horas"),
        ("营业时间9点到17点", "营业时间9:00到17:00"),
        ("营业时间上午9点半到下午5点", "营业时间9:30至17:00"),
        ("ساعات العمل من 9 صباحا إلى 5 مساء", "ساعات العمل من 9 إلى 17"),
    ],
)
def test_the_same_hours_in_two_spellings_are_no_contradiction(one: str, other: str) -> None:
    assert find(draft("knowledge", one, other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The workshop is open 9-17", "The workshop is open 9:30-17:00"),
        ("Opening hours 9am-5pm", "Opening hours 9am-6pm"),
        ("Opening hours 5-9 am", "Opening hours 5-9 pm"),
        ("Opening hours 9 to 5", "Opening hours 9:00 to 18:00"),
        ("Opening hours noon to 8 pm", "Opening hours noon to midnight"),
        ("Die Werkstatt ist geöffnet 9 bis 17 Uhr", "Die Werkstatt ist geöffnet 9 Uhr 30 bis 17 Uhr"),
        ("Geöffnet 5 Uhr morgens bis 20 Uhr", "Geöffnet 17-20 Uhr"),
        ("Atelier ouvert de 9h à 17h", "Atelier ouvert de 9h00 à 17h30"),
        ("营业时间9点到17点", "营业时间9点半到17点"),
        ("营业时间上午9点到17点", "营业时间晚上9点到17点"),
        ("ساعات العمل من 9 صباحا إلى 5 مساء", "ساعات العمل من 9 إلى 18"),
    ],
)
def test_other_hours_are_found_in_whatever_spelling(one: str, other: str) -> None:
    assert [found.rule for found in find(draft("knowledge", one, other))] == ["hours"]


@pytest.mark.parametrize("text", ["Open 9-45", "Open 9:75-17:00", "Open since 1950-2000"])
def test_what_is_no_time_of_day_tells_no_hours(text: str) -> None:
    assert find(draft("knowledge", text, "Open 8-18")) == ()


@pytest.mark.parametrize(
    ("slot", "rule", "one", "same", "another"),
    [
        ("guardrails", "Refund lost parcels up to {}", "1,000 euros", "1000 euros", "1,000,000 euros"),
        ("guardrails", "Refund lost parcels up to {}", "1,000 euros", "1.000 euros", "500 euros"),
        ("guardrails", "Refund lost parcels up to {}", "1 250 000 euros", "1,250,000.00 euros", "1,250 euros"),
        ("guardrails", "Refund lost parcels up to {}", "$2,500", "$2500.00", "$2500.50"),
        ("guardrails", "Refund lost parcels up to {}", "$1,5", "$1.50", "$15"),
        ("guardrails", "Verlorene Pakete ersetzen bis {}", "1.000 Euro", "1000 Euro", "100 Euro"),
        ("guardrails", "Rembourser les colis perdus jusqu'à {}", "90 jours", "90,0 jours", "9 jours"),
        ("metrics", "{} of callers are served without a colleague", "90 %", "90.0 %", "90.5 %"),
        ("metrics", "{} of callers are served without a colleague", "90 %", "90%", "9%"),
    ],
)
def test_a_limit_is_the_number_and_not_its_spelling(slot: str, rule: str, one: str, same: str, another: str) -> None:
    assert find(draft(slot, rule.format(one), rule.format(same))) == ()
    for spelled in (one, same):
        assert [found.rule for found in find(draft(slot, rule.format(spelled), rule.format(another)))] == ["limit"]


@pytest.mark.parametrize("number", ["1,000,00", "12,34,567"])
def test_a_number_nobody_can_read_is_no_limit(number: str) -> None:
    assert (
        find(draft("guardrails", f"Refund lost parcels up to {number} euros", "Refund lost parcels up to 5 euros"))
        == ()
    )


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "'"]))
def test_thousands_may_be_parted_by_any_sign(number: int, sign: str) -> None:
    text = f"{number:,}".replace(",", sign)
    assert re.fullmatch(NUMBER, text)
    assert Decimal(number) in amounts(text)


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_what_it_says_with_or_without_a_half_of_the_day(hour: int, minute: int) -> None:
    half = f"{(hour + 11) % 12 + 1}:{minute:02} {'pm' if hour >= 12 else 'am'}"
    for told in (f"{hour}:{minute:02}", f"{hour:02}.{minute:02}", f"{hour}h{minute:02}", half):
        match = RANGE.search(f"{told} - 13:00")
        assert match
        assert (hour * 60 + minute, 13 * 60) in spans(match)


PIECES = (
    "9",
    "30",
    "75",
    "h",
    " ",
    "am",
    "p. m.",
    ":",
    "-",
    " to ",
    "uhr",
    "点",
    "半",
    "下午",
    "noon",
    "m\u0131dnight",
    ",",
    "٩",
    "مساء",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_looks_like_hours_or_a_limit_is_read_to_its_end(text: str) -> None:
    told = f"Open {text}", f"Refund {text} euros for lost parcels"
    assert len(find(draft("knowledge", *told, "Open 8-18"))) <= 3
