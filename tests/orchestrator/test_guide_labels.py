"""What stands under its name is that, in every language, whatever was asked; a greeting is taken whole."""

from dataclasses import replace
from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.events import Command
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import Reading, read
from orchestrator.messages import Asked
from orchestrator.values import Tool

KNOWN: Draft = {"agent_role": (Fact(value="Ferry desk"),), "agent_name": (Fact(value="Pier"),)}


def told(text: str, code: str, *topics: str) -> dict[str, list[str]]:
    """What a message adds, as texts by slot."""
    asked = Asked(topics=topics)
    found = read(Briefing(message_id=uuid4(), text=text, draft=KNOWN, asked=asked, language=code)).proposals
    now = apply(KNOWN, found).draft
    changed = {slot: [fact.text for fact in said(now, slot)] for slot in now if now[slot] != KNOWN.get(slot)}
    return {slot: texts for slot, texts in changed.items() if texts}


@pytest.mark.parametrize("topic", ["guardrails", "tone", "escalation", "workflow"])
@pytest.mark.parametrize(
    ("code", "text", "goals"),
    [
        (
            "de",
            "Die Ziele sind: Fahrkarten verkaufen, Fahrpläne erklären",
            ["Fahrkarten verkaufen", "Fahrpläne erklären"],
        ),
        ("en", "The goals are: sell tickets, explain timetables", ["Sell tickets", "Explain timetables"]),
        (
            "fr",
            "Nos objectifs sont : vendre des billets, expliquer les horaires",
            ["Vendre des billets", "Expliquer les horaires"],
        ),
        (
            "es",
            "Los objetivos son: vender billetes, explicar horarios",
            ["Vender billetes", "Explicar horarios"],
        ),
        ("zh", "目标是：出售船票，解释时刻表", ["出售船票", "解释时刻表"]),
        ("ar", "الأهداف هي: بيع التذاكر، شرح المواعيد", ["بيع التذاكر", "شرح المواعيد"]),
    ],
)
def test_a_name_with_its_article_and_a_copula_labels_what_follows(
    code: str, text: str, goals: list[str], topic: str
) -> None:
    assert told(text, code, topic) == {"goals": goals}


@pytest.mark.parametrize("topic", ["tone", "guardrails", "workflow", "tools", "greeting", "anything_else"])
@pytest.mark.parametrize(
    ("code", "label", "words"),
    [
        ("de", "Begrüßung: ", "Moin, hier ist Pier, wohin möchten Sie? Nennen Sie mir gern den Tag."),
        ("en", "Greeting: ", "Ahoy, this is Pier. Where are you going, and when?"),
        ("fr", "Accueil : ", "Bonjour, ici Pier, où allez-vous ? Et quand ?"),
        ("es", "Saludo: ", "Hola, soy Pier, ¿adónde va? ¿Y cuándo?"),
        ("zh", "问候语：", "您好，我是小渡。您要去哪里？"),
        ("ar", "التحية: ", "مرحبا، أنا بيير، إلى أين تذهب؟ ومتى؟"),
    ],
)
def test_a_greeting_under_its_label_keeps_its_sentences_and_questions(
    code: str, label: str, words: str, topic: str
) -> None:
    assert told(label + words, code, topic) == {"greeting": [words]}


def test_a_greeting_within_a_line_ends_with_its_last_question() -> None:
    text = "Name: Kai. Begrüßung: Moin, hier ist Kai. Wohin geht es? Ton: ruhig"
    assert told(text, "de", "goals") == {
        "agent_name": ["Kai"],
        "greeting": ["Moin, hier ist Kai. Wohin geht es?"],
        "tone": ["Ruhig"],
    }


@pytest.mark.parametrize("topic", ["tools", "guardrails"])
@pytest.mark.parametrize(
    ("code", "text", "takes", "gives"),
    [
        ("en", "One tool: Ferrio, takes a route and a day, returns free cabins, read only", "route day", "free cabins"),
        ("en", "One tool: Ferrio. It takes a route and a day and returns free cabins", "route day", "free cabins"),
        (
            "de",
            "Werkzeug: Ferrio, nimmt Strecke und Tag, gibt freie Kabinen zurück, darf nur lesen",
            "Strecke Tag",
            "freie Kabinen",
        ),
        (
            "fr",
            "Un outil : Ferrio, prend la ligne et le jour, renvoie les cabines libres, lecture seule",
            "ligne jour",
            "cabines libres",
        ),
        (
            "es",
            "Una herramienta: Ferrio, recibe la ruta y el día, devuelve los camarotes libres, solo lectura",
            "ruta día",
            "camarotes libres",
        ),
        ("zh", "工具：Ferrio，接收航线和日期，返回空余舱位，只读", "航线 日期", "空余舱位"),
        ("ar", "أداة: Ferrio، تأخذ التاريخ، تعيد المقاعد المتاحة، للقراءة فقط", "التاريخ", "المقاعد المتاحة"),
    ],
)
def test_what_a_tool_takes_gives_and_may_do_behind_commas_is_told_of_it(
    code: str, text: str, takes: str, gives: str, topic: str
) -> None:
    asked = Asked(topics=(topic,))
    found = read(Briefing(message_id=uuid4(), text=text, draft=KNOWN, asked=asked, language=code)).proposals
    assert [p.value for p in found] == [Tool(name="Ferrio", inputs=tuple(takes.split()), outputs=(gives,))]


def test_a_tool_behind_another_ones_account_is_one_of_its_own() -> None:
    assert len(told("Ferrio, returns free cabins, and Mailo for the letters", "en", "tools")["tools"]) > 1


@pytest.mark.parametrize("topic", ["escalation", "goals", "tone", "guardrails"])
@pytest.mark.parametrize(
    ("code", "text", "cases"),
    [
        ("de", "An Frau Oster übergeben, wenn ein Kind fehlt", ["ein Kind fehlt → Frau Oster"]),
        ("de", "Wenn ein Kind fehlt, sofort an Frau Oster weiterleiten", ["ein Kind fehlt → Frau Oster"]),
        (
            "de",
            "An Frau Oster weiterleiten, wenn ein Kind fehlt oder jemand stürzt",
            ["ein Kind fehlt → Frau Oster", "jemand stürzt → Frau Oster"],
        ),
        ("fr", "Passer à Madame Roux si un enfant manque", ["un enfant manque → Madame Roux"]),
        ("fr", "Transmettre à Madame Roux en cas de chute", ["chute → Madame Roux"]),
        ("es", "Pasar a Carmen si falta un niño", ["falta un niño → Carmen"]),
        ("es", "Derivar a Carmen cuando alguien se cae", ["alguien se cae → Carmen"]),
    ],
)
def test_a_handover_in_the_infinitive_is_one_at_any_question(
    code: str, text: str, cases: list[str], topic: str
) -> None:
    assert told(text, code, topic) == {"escalation": cases}


def test_a_handover_behind_a_list_under_its_label_is_no_goal() -> None:
    assert told("Ziele: Kabinen zeigen und Fahrten buchen. An Ove übergeben, wenn jemand klagt", "de", "goals") == {
        "goals": ["Kabinen zeigen", "Fahrten buchen"],
        "escalation": ["jemand klagt → Ove"],
    }


def test_what_must_never_be_handed_over_is_no_handover() -> None:
    found = told("Nie an Frau Oster übergeben, wenn niemand klagt", "de", "guardrails")
    assert list(found) == ["guardrails"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Yes, everything is right, thanks"),
        ("de", "Ja, alles stimmt"),
        ("fr", "Oui, tout est correct"),
        ("es", "Sí, todo está bien"),
        ("zh", "是的，都对"),
        ("ar", "نعم، كل شيء صحيح"),
    ],
)
def test_a_mere_yes_to_what_is_finished_leaves_it_finished(code: str, text: str) -> None:
    finished = Briefing(message_id=uuid4(), text=text, draft=KNOWN, language=code, completed=True)
    reading = read(finished)
    assert reading.command == Command(name="generate")
    assert {p.source for p in reading.proposals} <= {"assumed"}  # what is open is filled in, as by finishing
    assert read(replace(finished, text=f"{text}. WhatsApp")).command is None


SAID: Draft = {"agent_name": (Fact(value="Fern"),), "tools": (Fact(value=Tool(name="Lightspeed", purpose="stock")),)}


def read_of(text: str, topic: str, language: str = "en") -> Reading:
    about = "Lightspeed" if topic == "tool_details" else ""
    asked = Asked(topics=(topic,), about=about)
    return read(Briefing(message_id=uuid4(), text=text, draft=SAID, asked=asked, language=language))


@pytest.mark.parametrize("topic", ["tone", "tool_details"])
@pytest.mark.parametrize(
    "text",
    [
        "Lightspeed tool: PATCH", "Lightspeed tool: OAuth2", "Lightspeed tool: None", "Lightspeed tool: XML",
        "The Lightspeed tool is Fine", "The Lightspeed tool is GraphQL", "The Lightspeed tool should be Write Only",
        "the Lightspeed tool is External", "Lightspeed tool: No", "The Lightspeed tool must be Bearer",
    ],
)  # fmt: skip
def test_a_detail_of_a_tool_is_no_name_for_it(topic: str, text: str) -> None:
    tools = said(apply(SAID, read_of(text, topic).proposals).draft, "tools")
    assert [fact.value.name for fact in tools if isinstance(fact.value, Tool)] == ["Lightspeed"]


@pytest.mark.parametrize("topic", ["tone", "tool_details"])
def test_what_stands_behind_a_tool_and_a_colon_is_kept_with_it(topic: str) -> None:
    (fact,) = said(apply(SAID, read_of("Lightspeed tool: OAuth2", topic).proposals).draft, "tools")
    assert fact.value == Tool(name="Lightspeed", purpose="stock", auth="OAuth 2.0")


@pytest.mark.parametrize("topic", ["tone", "tool_details"])
@pytest.mark.parametrize(
    ("text", "name"),
    [("The Lightspeed tool should be HubSpot", "HubSpot"), ("the Lightspeed tool is now Fern Stock", "Fern Stock")],
)
def test_a_tool_is_renamed_by_a_sentence(topic: str, text: str, name: str) -> None:
    assert [p.value.name for p in read_of(text, topic).proposals if isinstance(p.value, Tool)] == [name]


@pytest.mark.parametrize("topic", ["tone", "greeting"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Greeting: up to you. Anything else?", "en"), ("Greeting: no idea. What do others use?", "en"),
        ("Begrüßung: weiß nicht. Was schlagen Sie vor?", "de"), ("Saludo: decide tú. ¿Algo más?", "es"),
        ("Accueil : aucune idée. On continue ?", "fr"), ("问候语：不知道。下一个是什么？", "zh"),
    ],
)  # fmt: skip
def test_a_greeting_that_is_left_to_parley_is_its_assumption(topic: str, text: str, language: str) -> None:
    (proposal,) = read_of(text, topic, language).proposals
    assert (proposal.slot, proposal.source) == ("greeting", "assumed")
    assert "Fern" in str(proposal.value)


@pytest.mark.parametrize("topic", ["tone", "greeting"])
@pytest.mark.parametrize(
    ("text", "language"),
    [("Greeting: no greeting. Is that bad?", "en"), ("Begrüßung: keine. Geht das?", "de"), ("Greeting: none", "en")],
)
def test_no_greeting_is_wanted_whatever_is_asked_behind_it(topic: str, text: str, language: str) -> None:
    assert [(p.slot, p.value) for p in read_of(text, topic, language).proposals] == [("greeting", None)]


@pytest.mark.parametrize("topic", ["tone", "greeting"])
@pytest.mark.parametrize("text", ["Greeting: can I change that later?", "Greeting: what do you mean by that?"])
def test_a_question_to_parley_under_the_label_is_one(topic: str, text: str) -> None:
    reading = read_of(text, topic)
    assert (reading.route, reading.proposals) == ("question", ())


@pytest.mark.parametrize("topic", ["tone", "greeting"])
@pytest.mark.parametrize("text", ["No stress! What shall we plant?", "How can I help you today?", "Hi! Which plant?"])
def test_first_words_that_ask_are_kept_whole(topic: str, text: str) -> None:
    assert [p.value for p in read_of(f"Greeting: {text}", topic).proposals] == [text]
