"""Answers to click: two to five for every question, fitted to the line of work, and read as exactly what they say."""

from typing import Any
from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.language import language
from orchestrator.guide.offers import suggestions
from orchestrator.guide.read import read
from orchestrator.guide.reading import Reading
from orchestrator.guide.targets import texts
from orchestrator.guide.wording import suggested
from orchestrator.languages import spoken
from orchestrator.messages import Asked
from orchestrator.slots import SLOTS, TOPICS
from orchestrator.values import Escalation, Step, Tool, key_of

# A role of each line of work, and one of none, in each language.
ROLES: dict[str, dict[str, str]] = {
    "en": {
        "code": "Code review for pull requests",
        "health": "Receptionist of a dental clinic",
        "finance": "Insurance adviser",
        "shop": "Returns assistant for a shoe shop",
        "stay": "Hotel concierge",
        "booking": "Booking assistant of a barber",
        "support": "IT help desk",
        "sales": "Qualifying leads",
        "staff": "Internal guide for new hires",
        "": "Gardening adviser",
    },
    "de": {
        "code": "Code-Review für Pull Requests",
        "health": "Empfang einer Zahnarztpraxis",
        "finance": "Versicherungsberater",
        "shop": "Retouren für einen Schuhladen",
        "stay": "Concierge im Hotel",
        "booking": "Terminbuchung beim Friseur",
        "support": "Helpdesk der IT",
        "sales": "Vertrieb, der Leads einordnet",
        "staff": "Interner Begleiter für neue Mitarbeitende",
        "": "Gartenberater",
    },
    "fr": {
        "code": "Revue de code des pull requests",
        "health": "Accueil d'un cabinet dentaire",
        "finance": "Conseiller en assurance",
        "shop": "Assistant de retours d'une boutique",
        "stay": "Concierge d'hôtel",
        "booking": "Réservation chez le coiffeur",
        "support": "Support informatique",
        "sales": "Qualification des prospects",
        "staff": "Guide interne pour le personnel",
        "": "Conseiller en jardinage",
    },
    "es": {
        "code": "Revisión de código de pull requests",
        "health": "Recepción de una clínica dental",
        "finance": "Asesor de seguros",
        "shop": "Devoluciones de una tienda de zapatos",
        "stay": "Conserje de hotel",
        "booking": "Reservas de una peluquería",
        "support": "Soporte informático",
        "sales": "Calificación de leads",
        "staff": "Guía interna para empleados",
        "": "Asesor de jardinería",
    },
    "zh": {
        "code": "代码审查助手",
        "health": "牙科诊所前台",
        "finance": "保险顾问",
        "shop": "网店退货助手",
        "stay": "酒店礼宾",
        "booking": "理发店预约",
        "support": "技术故障支持",
        "sales": "筛选销售线索",
        "staff": "内部员工向导",
        "": "园艺顾问",
    },
    "ar": {
        "code": "مساعد مراجعة الكود",
        "health": "استقبال عيادة أسنان",
        "finance": "مستشار تأمين",
        "shop": "مساعد إرجاع لمتجر أحذية",
        "stay": "مساعد ضيوف فندق",
        "booking": "حجز مواعيد الحلاق",
        "support": "الدعم التقني",
        "sales": "مساعد مبيعات",
        "staff": "دليل داخلي للموظفين",
        "": "مستشار حدائق",
    },
}
# What says that there is nothing to name, and how many letters of a click may only join its values.
NOTHING = set("None Never Keine Nie Aucun Aucune Jamais Ninguna Nunca 没有 从不 أبدا".split()) | {"لا يوجد"}
MOST_LEFT_OUT = 4
CODES = sorted(ROLES)
QUESTIONS = [slot.name for slot in SLOTS if slot.ask] + [t.name for t in TOPICS if t.name != "contradiction"]
WORKS = [(code, work) for code in CODES for work in ROLES[code]]


def drafted(code: str, work: str) -> Draft:
    return {"agent_role": (Fact(value=ROLES[code][work]),)}


def asked(topic: str) -> Asked:
    return Asked(topics=(topic,), about="Rosewood" if topic == "tool_details" else "")


def open_at(topic: str, code: str, work: str) -> Draft:
    """The draft when a topic is asked for: details are asked of a tool that is there."""
    tools: Draft = {"tools": (Fact(value=Tool(name="Rosewood")),)} if topic == "tool_details" else {}
    return {**drafted(code, work), **tools}


def clickable(topic: str, draft: Draft, code: str) -> list[str]:
    """What the page shows: all but what leaves the question to Parley, for which it has a button of its own."""
    spoken = language(code)
    return [text for text in suggestions(asked(topic), draft, spoken) if not unevaded(text, spoken)[1]]


def clicked(text: str, topic: str, draft: Draft, code: str) -> Reading:
    before = (Asked(topics=("agent_role",)), asked(topic))
    return read(
        Briefing(message_id=uuid4(), text=text, language=code, draft=draft, asked=asked(topic), questions=before)
    )


def test_every_language_has_offers_for_every_line_of_work() -> None:
    assert set(ROLES) == set(spoken())
    english = language("en").texts
    for code in CODES:
        data = language(code).texts
        assert list(data["works"]) == list(english["works"]) == [work for work in ROLES[code] if work]
        offers = {slot: set(data["offers"][slot]) for slot in data["offers"]}
        assert offers == {slot: set(english["offers"][slot]) for slot in english["offers"]}


@pytest.mark.parametrize(("code", "work"), WORKS)
def test_every_question_has_two_to_five_answers_to_click(code: str, work: str) -> None:
    for topic in QUESTIONS:
        assert 2 <= len(clickable(topic, open_at(topic, code, work), code)) <= 5, topic


@pytest.mark.parametrize(("code", "work"), WORKS)
def test_a_click_is_read_as_exactly_what_it_says(code: str, work: str) -> None:
    for topic in QUESTIONS:
        draft = open_at(topic, code, work)
        for text in clickable(topic, draft, code):
            reading = clicked(text, topic, draft, code)
            assert not reading.unread, text
            assert not reading.evaded, text
            CHECKS.get(topic, says_it)(text, topic, reading, draft)


@pytest.mark.parametrize(("code", "work"), WORKS)
def test_nothing_is_offered_twice(code: str, work: str) -> None:
    for topic in (slot.name for slot in SLOTS if slot.ask and slot.kind != "tool"):
        draft = open_at(topic, code, work)
        first = next(iter(clickable(topic, draft, code)))
        after = apply(draft, clicked(first, topic, draft, code).proposals).draft
        if any(fact.value for fact in after.get(topic, ())):
            assert first not in suggestions(asked(topic), after, language(code)), topic


@pytest.mark.parametrize("code", CODES)
def test_a_shared_question_offers_what_is_read_for_either_half(code: str) -> None:
    for slot in SLOTS:
        for other in slot.shares:
            both = Asked(topics=(slot.name, other))
            draft = drafted(code, "health")
            for text in suggestions(both, draft, language(code)):
                briefing = Briefing(message_id=uuid4(), text=text, language=code, draft=draft, asked=both)
                found = {p.slot for p in read(briefing).proposals}
                assert found <= {slot.name, other}, (text, found)


@pytest.mark.parametrize("code", CODES)
def test_a_line_of_work_nobody_knows_is_offered_what_fits_everybody(code: str) -> None:
    spoken = language(code)
    for topic in QUESTIONS:
        special = {
            text.format(tool="Rosewood")
            for work, texts in spoken.texts["offers"].get(topic, {}).items()
            if work != "any" and isinstance(texts, list)
            for text in texts
        }
        general = {text.format(tool="Rosewood") for text in suggested(topic, spoken)}
        offered = set(suggestions(asked(topic), open_at(topic, code, ""), spoken))
        assert not offered & (special - general), topic


@pytest.mark.parametrize(
    ("role", "goal"),
    [
        ("IT help desk for the employees of a hospital", "Create tickets"),
        ("Makes it easy to keep bees", "Answer questions"),
        ("Booking assistant of a dental clinic", "Remind people of their visits"),
    ],
)
def test_most_words_of_the_role_tell_the_line_of_work(role: str, goal: str) -> None:
    assert goal in suggestions(asked("goals"), {"agent_role": (Fact(value=role),)}, language("en"))


def says_it(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    """Its values are its words, but for what joins them; a no is nothing."""
    assert {p.slot for p in reading.proposals} == {topic}, (text, reading)
    values = [p.value for p in reading.proposals if p.value is not None]
    if topic in ("tools", "channels", "languages", "knowledge", "escalation") and not values:
        assert text in NOTHING, text
        return
    if topic in ("channels", "languages"):
        return  # their names are English, and their number is what counts
    assert values, text
    told = key_of(" ".join(t for value in values for t in texts(value))).replace(" ", "")
    letters = key_of(text).replace(" ", "")
    assert len(told) >= len(letters) - MOST_LEFT_OUT, (text, values)
    assert all(key_of(part) in key_of(text) for value in values for part in texts(value)), (text, values)


def is_whole(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    assert [(p.slot, p.value) for p in reading.proposals] == [(topic, text)]


def is_steps(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    steps = [p.value for p in reading.proposals if isinstance(p.value, Step)]
    assert len(steps) == len(reading.proposals)
    assert 3 <= len(steps) <= 5, (text, steps)
    assert all(key_of(step.step) in key_of(text) for step in steps), (text, steps)
    sentences = [part for part in text.replace("。", ". ").split(". ") if part]
    assert len(steps) + sum(bool(step.branches) for step in steps) == len(sentences), (text, steps)
    assert all(b.then and b.else_ for step in steps for b in step.branches), (text, steps)


def is_case(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    if text in NOTHING:
        assert [p.value for p in reading.proposals] == [None]
        return
    [proposal] = reading.proposals
    assert isinstance(proposal.value, Escalation), text
    assert key_of(proposal.value.when) in key_of(text), (text, proposal.value)


def is_detail(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    [proposal] = reading.proposals
    tool = proposal.value
    assert isinstance(tool, Tool)
    assert tool.name == "Rosewood"
    assert tool.auth or (len(tool.inputs) == 1 and len(tool.outputs) == 1), (text, tool)
    assert all(key_of(field) in key_of(text) for field in (*tool.inputs, *tool.outputs)), (text, tool)


def is_closing(text: str, topic: str, reading: Reading, draft: Draft) -> None:
    """Yes finishes, no leaves room for a correction, and the draft can be shown before."""
    order = reading.command.name if reading.command else ""
    assert order in ("", "generate", "show"), text
    if order != "generate":
        assert apply(draft, reading.proposals).draft == draft


CHECKS: dict[str, Any] = {
    "agent_role": says_it,
    "agent_name": is_whole,
    "greeting": is_whole,
    "workflow": is_steps,
    "escalation": is_case,
    "tool_details": is_detail,
    "anything_else": is_closing,
    "confirm": is_closing,
}
