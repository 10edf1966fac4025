"""The interview is held in the person's language: which that is, what is said in it, and that every language says all
of it."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Proposal, apply
from orchestrator.guide import ask, commanded, heard, in_its_language, read, reply, tell
from orchestrator.guide.language import language
from orchestrator.guide.reading import Reading
from orchestrator.languages import spoken
from orchestrator.messages import Asked, Message
from orchestrator.slots import SLOTS, TOPICS
from orchestrator.stages import STAGES

ABROAD = [code for code in spoken() if code != "en"]


def _briefing(text: str, *before: str, held: str = "en", asked: tuple[str, ...] = ("goals",)) -> Briefing:
    history = tuple(Message(id=uuid4(), role="person", text=earlier) for earlier in before)
    return Briefing(message_id=uuid4(), text=text, language=held, history=history, asked=Asked(topics=asked))


def _held(text: str, *before: str, held: str = "en", asked: tuple[str, ...] = ("goals",)) -> str:
    return in_its_language(_briefing(text, *before, held=held, asked=asked)).language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Eine Telefonhilfe für unsere Gärtnerei"),
        ("de", "Wenn es schon dunkel ist, morgen zurückrufen"),
        ("fr", "Une aide au téléphone pour notre pépinière"),
        ("fr", "Si le colis n'est pas là, on rappelle demain"),
        ("es", "Una ayuda por teléfono para nuestro vivero"),
        ("es", "Si ya es tarde, llamamos mañana"),
        ("zh", "我们的花店想要一个电话助手"),
        ("zh", "用 Shopify 和 Zendesk 来查询订单状态"),
        ("ar", "نريد مساعدا هاتفيا لمشتلنا"),
        ("ar", "نستخدم Shopify و Zendesk لمتابعة الطلبات"),
        ("en", "A phone helper for our garden centre"),
        ("it", "Vogliamo un aiuto al telefono per il nostro vivaio"),
        ("ja", "花屋のための電話アシスタントがほしい"),
        ("ru", "Помощник по телефону для нашего питомника"),
    ],
)
def test_a_language_is_told_from_a_short_sentence(code: str, text: str) -> None:
    assert heard(text) == code


@pytest.mark.parametrize(
    "text", ["ok", "Shopify", "Frieda", "", "42", "https://example.org/die/der/das", "🙂", "WhatsApp, SMS"]
)
def test_a_name_a_number_or_an_ok_tell_no_language(text: str) -> None:
    assert heard(text, least=2) == ""


def test_the_first_words_of_a_person_set_the_language() -> None:
    assert _held("Ein Helfer für unsere Gärtnerei", asked=("agent_role", "agent_name")) == "de"


def test_an_interview_opened_in_one_language_follows_a_person_who_writes_another() -> None:
    assert _held("We sell plants and pots to people in the city", held="fr", asked=("agent_role",)) == "en"


@pytest.mark.parametrize("text", ["ok", "Shopify", "Zendesk and Shopify", "no idea", "skip"])
def test_an_english_word_or_name_does_not_end_a_german_interview(text: str) -> None:
    assert _held(text, "Ein Helfer für unsere Gärtnerei, der Termine macht", held="de") == "de"


PASTED = "POST /orders creates an order. It takes the id of the customer and returns the number of the order."


def test_one_message_in_another_language_changes_nothing_and_a_second_does() -> None:
    german = "Ein Helfer für unsere Gärtnerei, der Termine macht"
    english = "It should look up the orders and it must never promise any discount"
    assert _held(PASTED, german, held="de", asked=("tools",)) == "de"
    assert _held(english, german, PASTED, held="de") == "en"


@pytest.mark.parametrize("topic", ["greeting", "tool_details", "languages"])
def test_words_of_the_agent_are_not_the_persons_language(topic: str) -> None:
    assert _held("Guten Tag, hier ist Frieda. Was kann ich für Sie tun?", "We sell plants", asked=(topic,)) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Please speak German", "de"),
        ("Can we do this in French, please?", "fr"),
        ("Können wir das auf Arabisch machen?", "ar"),
        ("Bitte auf Englisch", "en"),
        ("En español, por favor", "es"),
        ("请用中文", "zh"),
        ("تحدث بالعربية من فضلك", "ar"),
        ("parlons en anglais s'il vous plaît", "en"),
        ("Ich würde lieber auf Deutsch weitermachen", "de"),
        ("Aber ich spreche eigentlich Deutsch", "de"),
        ("I'd rather continue in Spanish", "es"),
        ("actually we speak French better", "fr"),
        ("Prefiero hablar en español", "es"),
        ("Mais je préfère parler en français", "fr"),
        ("其实我想用中文", "zh"),
        ("أنا أفضل التحدث بالعربية", "ar"),
    ],
)
def test_a_wish_is_met_at_once_and_changes_nothing_else(text: str, code: str) -> None:
    briefing = in_its_language(_briefing(text, "We sell plants and pots"))
    reading = read(briefing)
    assert briefing.language == code
    assert (reading.route, reading.proposals) == ("question", ())
    said = reply(briefing, reading, {}, ask(briefing, reading, {}))
    assert said.startswith(language(code).say("reply.switched"))


@pytest.mark.parametrize(
    "text", ["German", "German and English", "It should speak German", "Deutsch", "We speak German and Italian here"]
)
def test_a_language_of_the_agent_is_no_wish(text: str) -> None:
    assert _held(text, "We sell plants and pots", asked=("languages",)) == "en"


def test_a_wish_holds_while_the_person_goes_on_in_another_language() -> None:
    assert _held("It should answer the questions of our customers", "Please speak German", held="de") == "de"


def test_a_language_without_questions_says_so_once_and_asks_in_english() -> None:
    text = "Vogliamo un assistente per il nostro ristorante, per le prenotazioni"
    briefing = in_its_language(_briefing(text, asked=("agent_role",)))
    said = reply(briefing, Reading(), {}, ask(briefing, Reading(), {}))
    assert briefing.language == "it"
    assert "no questions in Italian yet" in said
    later = in_its_language(_briefing("Anche il sabato e la domenica", text, held="it"))
    assert "Italian" not in reply(later, Reading(), {}, ask(later, Reading(), {}))


def _texts(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, f"{path}.{key}")
    else:
        yield from ((path, text) for text in ([data] if isinstance(data, str) else data))


# English alone says what no language says for itself, and how it writes its lists.
ONLY_ENGLISH = {".reply.no_file", ".marks.comma", ".marks.semicolon", ".marks.stop", ".marks.space"}


@pytest.mark.parametrize("code", ABROAD)
def test_a_language_says_everything_and_fills_no_other_places(code: str) -> None:
    own, english = dict(_texts(spoken()[code]["texts"])), dict(_texts(spoken()["en"]["texts"]))
    assert set(english) - set(own) <= ONLY_ENGLISH
    for path in set(own) & set(english):
        assert set(re.findall(r"\{\w+\}", own[path])) <= set(re.findall(r"\{\w+\}", english[path])), path


@pytest.mark.parametrize("code", ABROAD)
def test_a_language_has_a_name_a_question_and_answers_for_every_slot_and_a_title_for_every_stage(code: str) -> None:
    texts = spoken()[code]["texts"]
    assert {item.name for item in (*SLOTS, *TOPICS)} == set(texts["slots"])
    assert {item.name for item in (*SLOTS, *TOPICS) if item.ask} == set(texts["questions"])
    assert {stage.name for stage in STAGES} == set(texts["titles"])


@pytest.mark.parametrize("code", spoken())
def test_the_buttons_of_the_page_give_orders_in_their_language(code: str) -> None:
    words, orders = spoken()[code]["texts"]["page"], spoken()[code]["texts"]["orders"]
    given = {name: commanded(f"/{word}", code) for name, (word, _) in orders.items()}
    assert {name: order.name if order else None for name, order in given.items()} == {
        "skip": "skip",
        "back": "back",
        "undo": "undo",
        "show": "show",
        "restart": "restart",
        "finish": "generate",
    }
    for button, name in (("skip", "skip"), ("back", "back"), ("undo_order", "undo")):
        order = commanded(words[button], code)
        assert order
        assert order.name == name
    for stage, title in spoken()[code]["texts"]["titles"].items():
        order = commanded(words["go_to"].format(stage=title), code)
        assert order
        assert (order.name, order.argument) == ("go", stage)


@pytest.mark.parametrize("code", ABROAD)
def test_a_receipt_is_in_the_language_of_the_interview(code: str) -> None:
    changes = apply({}, [Proposal(slot="channels", value="Phone"), Proposal(slot="tone", value="zart")]).changes
    told = tell(changes, code)
    assert language(code).shown("Phone") in told
    assert "Noted" not in told


def _rules(code: str, text: str) -> list[Any]:
    found = read(_briefing(text, held=code, asked=("guardrails",))).proposals
    return [proposal.value for proposal in found if proposal.slot == "guardrails"]


@pytest.mark.parametrize(
    ("code", "text", "rules"),
    [
        ("de", "Nie Rabatte geben. Immer höflich bleiben.", ["Nie Rabatte geben", "Immer höflich bleiben"]),
        ("fr", "Ne jamais mentir. Toujours vouvoyer.", ["Ne jamais mentir", "Toujours vouvoyer"]),
        ("es", "Nunca mentir. Siempre tratar de usted.", ["Nunca mentir", "Siempre tratar de usted"]),
    ],
)
def test_a_rule_that_says_what_is_always_done_is_not_turned_around(code: str, text: str, rules: list[str]) -> None:
    assert _rules(code, text) == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("不要退款", ["不要退款"]),
        ("不用表情", ["不用表情"]),
        ("不要打折，不要报价", ["不要打折", "不要报价"]),
        ("不用了", [None]),
        ("不要别的", [None]),
        ("不需要", [None]),
    ],
)
def test_a_short_chinese_rule_is_not_heard_as_none(text: str, rules: list[str | None]) -> None:
    assert _rules("zh", text) == rules
