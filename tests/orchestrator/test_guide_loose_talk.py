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
        ("Phone. SMS? No. Fax? Nope.", "en", ["Phone"]),
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


@pytest.mark.parametrize(
    ("text", "language", "channels"),
    [
        ("Only SMS? No, phone too", "en", ["SMS", "Phone"]),
        ("Nur SMS? Nein, auch Telefon", "de", ["SMS", "Phone"]),
        ("Seulement SMS ? Non, téléphone aussi", "fr", ["SMS", "Phone"]),
        ("¿Solo SMS? No, también WhatsApp", "es", ["SMS", "WhatsApp"]),
    ],
)
def test_where_only_one_is_denied_both_are_wanted(text: str, language: str, channels: list[str]) -> None:
    assert set(after(text, "channels", "channels", language=language, draft={})) >= set(channels)


def test_where_rules_are_asked_what_is_denied_is_a_rule() -> None:
    assert after("Refunds? No, never. Legal advice? no", "guardrails", "guardrails") == [
        "No refunds",
        "No legal advice",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Anything else? No", "en"),
        ("No refunds. Anything more? No.", "en"),
        ("Keine Rabatte. Sonst noch was? Nein.", "de"),
    ],
)
def test_to_deny_that_there_is_more_adds_no_rule(text: str, language: str) -> None:
    assert not [
        rule for rule in after(text, "guardrails", "guardrails", language=language) if "more" in rule or "noch" in rule
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
def test_what_is_refused_by_its_name_goes_where_a_manner_was_asked(text: str, language: str) -> None:
    assert after(text, "languages", "tone", language=language) == ["English"]
    assert after(text, "tone", "tone", language=language) == []


@pytest.mark.parametrize("topic", ["metrics", "goals", "audience", "knowledge"])
def test_what_is_refused_again_goes_whatever_was_asked(topic: str) -> None:
    assert after("no norwegian, like i said", "languages", topic) == ["English"]


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("Odoo. No Notion.", "en", "goals"),
        ("Tourists. No Norwegian.", "en", "audience"),
        ("Not Norwegian", "en", "agent_name"),
        ("To Ina. Not norwegian.", "en", "escalation"),
        ("Touristen. Kein Norwegisch.", "de", "audience"),
        ("no norwegian", "en", "guardrails"),
        ("No Norwegian", "en", "workflow"),
        ("drop norwegian, the crew is danish", "en", "workflow"),
    ],
)
def test_elsewhere_a_refusal_takes_nothing_out(text: str, language: str, topic: str) -> None:
    assert after(text, "languages", topic, language=language) == ["English", "Norwegian"]
    assert after(text, "tools", topic, language=language) == ["Airtable", "Notion"]


def test_what_is_refused_and_is_not_there_answers_the_question() -> None:
    assert after("no slang", "tone", "tone") == ["No slang"]
    assert after("no norwegian", "guardrails", "guardrails") == ["No norwegian"]


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
        ("Up to 2 guests", "en"),
    ],
)
def test_a_limit_stays_as_it_is_and_is_not_turned_around(text: str, language: str) -> None:
    assert after(text, "guardrails", "guardrails", language=language) == [text]


@pytest.mark.parametrize(
    ("text", "language", "rule"),
    [
        ("Promising more than two nights", "en", "No promising more than two nights"),
        ("Mehr als zwei Rabatte geben", "de", "Nie: Mehr als zwei Rabatte geben"),
        ("Dar más de 10 %", "es", "Nunca: Dar más de 10 %"),
        ("Aller jusqu'à insulter", "fr", "Jamais : Aller jusqu'à insulter"),
    ],
)
def test_too_much_of_something_is_forbidden_where_that_was_asked(text: str, language: str, rule: str) -> None:
    assert after(text, "guardrails", "guardrails", language=language) == [rule]


@pytest.mark.parametrize("topic", ["workflow", "knowledge", "goals"])
def test_a_bound_among_steps_and_sources_is_no_rule(topic: str) -> None:
    assert after("Keep the list up to 10 days old, only Ina approves more", "guardrails", topic) == []


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
    ("text", "language", "topic"),
    [
        ("Haben Sie das Formular gelesen", "de", "workflow"),
        ("vous avez vu notre site web", "fr", "knowledge"),
        ("ça va ?", "fr", "greeting"),
        ("did you hear about our new menu", "en", "greeting"),
    ],
)
def test_what_the_agent_may_ask_is_an_answer(text: str, language: str, topic: str) -> None:
    assert heard(text, topic, language=language).proposals


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Name... my wife says Otto", "en"),
        ("our boss suggested Otto", "en"),
        ("mon chef propose Otto", "fr"),
        ("mi jefe dice Otto", "es"),
    ],
)
def test_a_name_somebody_near_suggests_is_one(text: str, language: str) -> None:
    assert after(text, "agent_name", "agent_name", language=language) == ["Otto"]


@pytest.mark.parametrize("text", ["my wife says Otto but I prefer Pax", "my wife says Otto, I say Pax"])
def test_ones_own_wish_for_a_name_counts_more(text: str) -> None:
    assert after(text, "agent_name", "agent_name") == ["Pax"]


@pytest.mark.parametrize("text", ["my wife says it's silly", "our boss said later", "the law says otherwise"])
def test_what_others_say_of_it_is_no_name(text: str) -> None:
    assert not {"Silly", "Later", "Otherwise"} & set(after(text, "agent_name", "agent_name"))


def test_what_we_have_is_not_taken_out_by_a_rule_or_a_step_about_it() -> None:
    assert after("Forget the languages we have", "languages", "guardrails") == ["English", "Norwegian"]
    assert after("remove jokes, the only humour is dry", "tools", "workflow") == ["Airtable", "Notion"]


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
        ("Un restaurant japonais et coréen", "fr", []),
        ("Un assistant français anglais pour notre hôtel", "fr", ["French", "English"]),
        ("Un asistente con español, inglés y catalán", "es", ["Spanish", "English", "Catalan"]),
        ("مساعد للسفارة النرويجية", "ar", []),
        ("مساعد يتحدث العربية", "ar", ["Arabic"]),
    ],
)
def test_where_something_comes_from_is_no_language(text: str, language: str, languages: list[str]) -> None:
    assert after(text, "languages", "agent_role", "agent_name", language=language, draft={}) == languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No greeting, just: Hi there, Otto here", "en"),
        ("Keine Begrüßung, nur: Moin, hier ist Otto", "de"),
        ("Nada de saludo, pero di: soy Otto", "es"),
        ("不要问候语，说：我是奥托", "zh"),
    ],
)
def test_words_told_instead_of_a_greeting_are_not_thrown_away(text: str, language: str) -> None:
    (found,) = heard(text, "greeting", language=language).proposals
    assert found.value


def test_it_is_not_called_after_a_call() -> None:
    assert after("No se debe llamar después de las 8", "guardrails", "guardrails", language="es") == [
        "No se debe llamar después de las 8"
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Everybody. By phone. SMS we don't need", "en"),
        ("Alle, per Telefon. SMS brauchen wir nicht", "de"),
        ("Alle. Telefon, SMS wollen wir nicht mehr", "de"),
        ("clientes, por teléfono. SMS no lo necesitamos", "es"),
    ],
)
def test_a_place_refused_behind_its_name_is_not_wanted(text: str, language: str) -> None:
    assert after(text, "channels", "audience", "channels", language=language, draft={}) == ["Phone"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norwegisch brauchen wir nicht", "de"),
        ("Norwegisch wollen wir nicht, nur Englisch", "de"),
        ("Norwegisch streichen", "de"),
        ("Norwegisch ist raus", "de"),
        ("norwegian we don't need", "en"),
        ("oh wait, we dont do norwegian any more, just english", "en"),
        ("norwegian is out, take it off the list pls", "en"),
        ("el noruego ya no lo queremos", "es"),
    ],
)
@pytest.mark.parametrize("topic", ["goals", "tone", "confirm"])
def test_what_is_not_needed_any_more_goes_whatever_was_asked(text: str, language: str, topic: str) -> None:
    assert after(text, "languages", topic, language=language) == ["English"]
    assert after(text, topic, topic, language=language) == []


def test_an_order_behind_its_reason_is_one() -> None:
    draft = {**KNOWN, "metrics": (Fact(value="Fewer calls"),)}
    text = "thats wrong, nobody measures it, remove the success measure"
    assert after(text, "metrics", "tone", "languages", draft=draft) == []
    assert after(text, "guardrails", "tone", "languages", draft=draft) == []


@pytest.mark.parametrize(
    ("text", "language"), [("génère", "fr"), ("generiere den Agenten", "de"), ("genera el agente", "es")]
)
def test_generate_is_a_command_in_each_language(text: str, language: str) -> None:
    found = heard(text, "platform", language=language)
    assert found.command is not None
    assert found.command.name == "generate"


@pytest.mark.parametrize("topic", ["tone", "metrics", "goals"])
def test_a_german_question_what_for_is_no_answer(topic: str) -> None:
    assert heard("Wofür braucht ihr das?", topic, language="de").proposals == ()


@pytest.mark.parametrize(
    ("text", "language"), [("Call it Otto.", "en"), ("Nennt ihn Otto.", "de"), ("appelez-le Otto", "fr")]
)
def test_a_name_alone_is_no_role_and_no_call(text: str, language: str) -> None:
    found = heard(text, "agent_role", "agent_name", language=language, draft={}).proposals
    assert [(f.slot, f.value) for f in found] == [("agent_name", "Otto")]
