"""Openings that call the agent "something", and tell what people come to ask; what was said already; whole orders."""

import pytest

from orchestrator.facts import Draft, Fact
from tests.orchestrator.test_guide_besides import after

FRESH: Draft = {}
OPENING = ("agent_role", "agent_name")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "We run a kiln studio. I'd like something called Ember that books wheel lessons",
            {"agent_name": ["Ember"], "goals": ["Book wheel lessons"]},
        ),
        (
            "Parents phone us all day asking if the pool is open, whether armbands are lent, and how to cancel a "
            "lesson. I want something named Otter, kind of cheeky",
            {
                "agent_name": ["Otter"],
                "tone": ["cheeky"],
                "goals": ["Tell if the pool is open", "Tell whether armbands are lent", "Tell how to cancel a lesson"],
            },
        ),
        (
            "My stall sells stamps. Customers ask what a stamp is worth; they also want to know when we open.",
            {"goals": ["Tell what a stamp is worth", "Tell when we open"]},
        ),
    ],
)
def test_something_called_so_is_a_name_and_what_people_ask_are_goals(text: str, told: dict[str, list[str]]) -> None:
    known = after(text, "agent_role", draft=FRESH)
    assert "agent_role" not in known
    assert {slot: known.get(slot) for slot in told if slot != "tone"} == {
        slot: texts for slot, texts in told.items() if slot != "tone"
    }
    assert all(tone in " ".join(known["tone"]).lower() for tone in told.get("tone", []))


def test_something_with_a_job_stays_a_role() -> None:
    known = after("I need something for my piano school", "agent_role", draft=FRESH)
    assert known["agent_role"] == ["Something for my piano school"]


@pytest.mark.parametrize("cry", ["Help!", "Help please!", "Help."])
def test_a_cry_for_help_before_an_opening_is_no_order(cry: str) -> None:
    known = after(f"{cry} We need a bot for our tool library that renews loans", "agent_role", draft=FRESH)
    assert known["agent_role"]


TOLD: Draft = {
    "agent_role": (Fact(value="Kiln helper"),),
    "agent_name": (Fact(value="Ember"),),
    "languages": (Fact(value="English"),),
    "goals": (Fact(value="Book lessons"), Fact(value="Sell clay")),
    "audience": (Fact(value="Potters"), Fact(value="Hang on")),
    "platform": (Fact(value="That is odd"),),
}


@pytest.mark.parametrize(
    "text",
    ["I just told you: Otter.", "As I said, Otter", "Like I said before: it's Otter", "I already told you – Otter"],
)
def test_what_was_told_before_and_is_told_again_is_an_answer(text: str) -> None:
    role: Draft = {"agent_role": (Fact(value="Pool helper"),)}
    assert after(text, "agent_name", draft=role) == {"agent_name": ["Otter"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("languages English and Polish, also some Greek", {"languages": ["English", "Polish", "Greek"]}),
        (
            "goal: 1 in 5 potters returns",
            {"goals": ["Book lessons", "Sell clay", "1 in 5 potters returns"]},
        ),
        ("'hang on' is not an audience haha, remove that", {"audience": ["Potters"]}),
        ("Remove hang on from the audience", {"audience": ["Potters"]}),
        ("the platform is wrong too, it's not 'That is odd', I have no idea which", {}),
    ],
)
def test_what_comes_on_top_adds_and_what_is_called_wrong_goes(text: str, told: dict[str, list[str]]) -> None:
    assert after(text, "tone", draft=TOLD) == told


def test_a_tool_with_its_address_is_no_handover() -> None:
    told = (
        "It uses our kiln log Firebook: give it a day, it gives the free kilns. The api is at https://fire.example/v1"
    )
    known = after(told, "escalation", draft=TOLD)
    assert "escalation" not in known
    assert "Firebook" in known["tools"][0]


@pytest.mark.parametrize("text", ["Bring the clay, then remove it.", "Wrap the pot and label it, then take it away"])
def test_a_step_that_takes_something_away_is_no_order(text: str) -> None:
    assert len(after(text, "workflow", draft=TOLD)["workflow"]) == 2


@pytest.mark.parametrize(
    ("text", "slot", "values"),
    [
        ("language: Welsh", "languages", ["Welsh"]),
        ("goals: glaze pots", "goals", ["Glaze pots"]),
        ("rule: never touch a hot kiln", "guardrails", ["Never touch a hot kiln"]),
    ],
)
def test_a_label_for_one_thing_adds_and_a_label_for_all_replaces(text: str, slot: str, values: list[str]) -> None:
    assert after(text, "tone", draft=TOLD)[slot] == values


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Das habe ich doch schon gesagt: Fjord", "Fjord"),
        ("fr", "Je viens de vous le dire : Fjord", "Fjord"),
        ("es", "Ya te lo dije: Fjord", "Fjord"),
        ("zh", "我刚才说过：小舟", "小舟"),
        ("ar", "كما قلت: لؤلؤة", "لؤلؤة"),
    ],
)
def test_said_again_is_an_answer_in_every_language(language: str, text: str, name: str) -> None:
    role: Draft = {"agent_role": (Fact(value="Pool helper"),)}
    assert after(text, "agent_name", draft=role, language=language) == {"agent_name": [name]}


def test_what_it_has_to_say_is_not_what_was_said_before() -> None:
    role: Draft = {"agent_role": (Fact(value="Pool helper"),)}
    rules = after("Debe decir: no lo sabemos", "guardrails", draft=role, language="es")["guardrails"]
    assert rules == ["Debe decir: no lo sabemos"]


def test_a_system_with_its_address_that_takes_cases_stays_a_handover() -> None:
    told = after("Complaints go to the ticket system at https://desk.example/new", "escalation", draft=TOLD)
    assert told == {"escalation": ["complaints → the ticket system at https://desk.example/new"]}


KEPT: Draft = {
    "agent_role": (Fact(value="Night porter"),),
    "goals": (Fact(value="Wake guests"), Fact(value="Cancel taxis")),
    "audience": (Fact(value="Guests"),),
    "languages": (Fact(value="English"), Fact(value="Italian")),
    "channels": (Fact(value="Phone"),),
    "guardrails": (Fact(value="Never open the bar"), Fact(value="Never wake Mr Tull")),
}


@pytest.mark.parametrize(
    ("asked", "text", "slot", "left"),
    [
        ("escalation", "staff too, not just guests", "audience", ["Guests", "Staff"]),
        ("metrics", "drop the cancel one, I do that myself", "goals", ["Wake guests"]),
        ("confirm", "remove the Tull rule, that was only a joke", "guardrails", ["Never open the bar"]),
        ("tone", "take cancelling taxis off the goals", "goals", ["Wake guests"]),
        ("platform", "take italian out of the languages", "languages", ["English"]),
        ("tone", "calm, english only", "languages", ["English"]),
    ],
)
def test_what_is_told_of_another_list_changes_that_one(asked: str, text: str, slot: str, left: list[str]) -> None:
    known = after(text, asked, draft=KEPT)
    assert known.get(slot, [str(f.value) for f in KEPT[slot]]) == left
    assert asked not in known or asked == "tone"


def test_between_two_answers_another_slot_is_told() -> None:
    known = after(
        "caretakers, english only, website only", "audience", "channels", draft={"agent_role": KEPT["agent_role"]}
    )
    assert known == {"audience": ["Caretakers"], "channels": ["Website chat"], "languages": ["English"]}


def test_whoever_is_on_call_is_not_met_on_the_phone() -> None:
    assert "channels" not in after("nurses on call", "audience", "channels", draft=FRESH)


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("Refunds go to Ina when they are over 90 euros", "en", "refunds when they are over 90 euros → Ina"),
        (
            "Anfragen an Herrn Tal durchstellen, wenn es um Strom geht",
            "de",
            "Anfragen wenn es um Strom geht → Herrn Tal",
        ),
    ],
)
def test_what_goes_to_somebody_under_a_condition_keeps_both(text: str, language: str, when: str) -> None:
    assert after(text, "escalation", language=language)["escalation"] == [when]


def test_what_is_not_handed_over_is_no_handover() -> None:
    assert "escalation" not in after("Nicht an Frau Oster übergeben, wenn sie frei hat", "escalation", language="de")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bons an die Bar weiterleiten, sobald sie gedruckt sind", "de"),
        ("Adressen an HubSpot weitergeben, sobald sie stimmen", "de"),
        ("Passer à la question suivante si le client hésite", "fr"),
        ("Pasar a la siguiente pregunta si no contesta", "es"),
    ],
)
def test_passing_on_an_order_is_a_deed_and_no_handover(text: str, language: str) -> None:
    told = after(text, "goals", language=language)
    assert "escalation" not in told
    assert told["goals"]
