"""How people talk past a question: they answer themselves, refuse, pass on what others say, chat."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import Reading, read
from orchestrator.messages import Asked
from orchestrator.values import Tool

KNOWN: Draft = {
    "agent_role": (Fact(value="Ferry desk"),),
    "languages": (Fact(value="English"), Fact(value="Norwegian")),
    "tools": (Fact(value=Tool(name="Airtable")), Fact(value=Tool(name="Notion"))),
}


def heard(text: str, *topics: str, language: str = "en", draft: Draft = KNOWN) -> Reading:
    asked = Asked(topics=topics)
    told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=asked, questions=(asked,), language=language)
    return read(told)


def after(text: str, slot: str, *topics: str, language: str = "en", draft: Draft = KNOWN) -> list[str]:
    now = apply(draft, heard(text, *topics, language=language, draft=draft).proposals).draft
    return [fact.text for fact in said(now, slot)]


@pytest.mark.parametrize(
    ("text", "language", "channels"),
    [
        ("SMS? nah, just WhatsApp", "en", ["WhatsApp"]),
        ("also sms? nope only whatsapp", "en", ["WhatsApp"]),
        ("Phone and website chat. SMS? No.", "en", ["Phone", "Website chat"]),
        ("SMS? Nein, nur WhatsApp", "de", ["WhatsApp"]),
        ("des SMS ? non, juste WhatsApp", "fr", ["WhatsApp"]),
        ("¿SMS? no, solo WhatsApp", "es", ["WhatsApp"]),
        ("رسائل SMS؟ لا، فقط واتساب", "ar", ["WhatsApp"]),
        ("短信？不，只用微信", "zh", ["WeChat"]),
    ],
)
def test_what_is_asked_and_denied_by_the_same_person_is_not_wanted(
    text: str, language: str, channels: list[str]
) -> None:
    assert after(text, "channels", "channels", language=language) == channels


def test_where_rules_are_asked_what_is_denied_is_a_rule() -> None:
    assert after("Refunds? No, never. Legal advice? no", "guardrails", "guardrails") == [
        "No refunds",
        "No legal advice",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no norwegian, like i said", "en"),
        ("actually no scrap norwegian, our crew only speaks english", "en"),
        ("Kein Norwegisch, wie gesagt", "de"),
        ("pas de norvégien, comme je l'ai dit", "fr"),
        ("nada de noruego", "es"),
        ("بدون النرويجية", "ar"),
        ("不要挪威语", "zh"),
    ],
)
@pytest.mark.parametrize("topic", ["tone", "metrics"])
def test_what_is_refused_by_its_name_goes_whatever_was_asked(text: str, language: str, topic: str) -> None:
    assert after(text, "languages", topic, language=language) == ["English"]
    assert after(text, topic, topic, language=language) == []


def test_what_is_refused_and_is_not_there_answers_the_question() -> None:
    assert after("no slang", "tone", "tone") == ["No slang"]
    assert after("no norwegian", "guardrails", "guardrails") == ["No norwegian"]
    assert after("no norwegian", "languages", "guardrails") == ["English", "Norwegian"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no greeting, just answers", "en"),
        ("We don't need a greeting", "en"),
        ("keine Begrüßung, nur Antworten", "de"),
        ("pas de message d'accueil", "fr"),
        ("sin saludo, directo al grano", "es"),
        ("بدون التحية", "ar"),
        ("不要问候语，直接回答", "zh"),
    ],
)
def test_a_refused_greeting_is_none(text: str, language: str) -> None:
    (found,) = heard(text, "greeting", language=language).proposals
    assert (found.slot, found.value, found.source) == ("greeting", None, "said")


@pytest.mark.parametrize(
    "text", ["No worries, I am Otto. What can I do?", "Skip the queue! Otto here, how can I help?"]
)
def test_first_words_that_begin_like_a_refusal_are_first_words(text: str) -> None:
    assert after(text, "greeting", "greeting") == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Up to 15 euros off, above that only with approval", "en"),
        ("Rabatte bis 15 %, mehr nur mit Genehmigung", "de"),
        ("Remises jusqu'à 15 %, au-delà seulement avec l'accord de la direction", "fr"),
        ("Descuentos de hasta 15 %, más solo con autorización", "es"),
        ("Up to two guests", "en"),
    ],
)
def test_a_limit_stays_as_it_is_and_is_not_turned_around(text: str, language: str) -> None:
    assert after(text, "guardrails", "guardrails", language=language) == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lol did u see the game last night", "en"),
        ("r u a robot", "en"),
        ("hast du das Spiel gesehen", "de"),
        ("t'as vu le match", "fr"),
        ("viste el partido", "es"),
        ("هل شاهدت المباراة", "ar"),
        ("你看了比赛吗", "zh"),
    ],
)
@pytest.mark.parametrize("topic", ["guardrails", "tone", "audience", "goals"])
def test_a_question_to_parley_in_passing_is_no_answer(text: str, language: str, topic: str) -> None:
    assert heard(text, topic, language=language).route == "off_topic"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Name... my wife says Otto", "en"),
        ("our boss suggested Otto", "en"),
        ("meine Frau sagt Otto", "de"),
        ("mon chef propose Otto", "fr"),
        ("mi jefe dice Otto", "es"),
    ],
)
def test_a_name_somebody_near_suggests_is_one(text: str, language: str) -> None:
    assert after(text, "agent_name", "agent_name", language=language) == ["Otto"]


def test_ones_own_wish_for_a_name_counts_more() -> None:
    assert after("my wife says Otto but I prefer Pax", "agent_name", "agent_name") == ["Pax"]


@pytest.mark.parametrize("joint", [". ", ", "])
@pytest.mark.parametrize("topic", ["workflow", "tone"])
def test_the_only_tools_take_the_place_of_those_that_were_noted(joint: str, topic: str) -> None:
    text = f"Remove the tools you noted{joint}the only tools are Shopify and Zendesk"
    assert after(text, "tools", topic) == ["Shopify", "Zendesk"]
    assert after(text, topic, topic) == []


@pytest.mark.parametrize(
    ("text", "language", "languages"),
    [
        ("Deutsch, Norwegisch und Finnisch", "de", ["German", "Norwegian", "Finnish"]),
        ("français, suédois et coréen", "fr", ["French", "Swedish", "Korean"]),
        ("español, sueco y japonés", "es", ["Spanish", "Swedish", "Japanese"]),
        ("العربية والسويدية", "ar", ["Arabic", "Swedish"]),
        ("中文和挪威语", "zh", ["Chinese", "Norwegian"]),
    ],
)
def test_languages_are_known_by_their_names_in_each(text: str, language: str, languages: list[str]) -> None:
    assert after(text, "languages", "languages", language=language, draft={}) == languages


@pytest.mark.parametrize(
    ("text", "language", "languages"),
    [
        ("Un asistente para un restaurante italiano en Lugo", "es", []),
        ("Un bot para una escuela de sueco", "es", []),
        ("Un asistente que habla español, gallego y portugués", "es", ["Spanish", "Galician", "Portuguese"]),
        ("Un assistant pour notre restaurant grec", "fr", []),
        ("Un assistant pour un cours d'italien", "fr", []),
        ("Un assistant qui parle français et grec pour nos clients", "fr", ["French", "Greek"]),
    ],
)
def test_where_something_comes_from_is_no_language(text: str, language: str, languages: list[str]) -> None:
    assert after(text, "languages", "agent_role", "agent_name", language=language, draft={}) == languages
