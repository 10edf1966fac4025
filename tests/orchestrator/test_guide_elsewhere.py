"""What is told at another question than its own finds its place: who takes over, what the agent may use, what it must
not; and what is no answer, a question back or talk about life, becomes no fact."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import ask, read, reply
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked

DRAFT: Draft = {"agent_role": (Fact(value="Library assistant"),), "agent_name": (Fact(value="Folio"),)}


def told(text: str, topic: str, language: str) -> Briefing:
    return Briefing(message_id=uuid4(), text=text, draft=DRAFT, asked=Asked(topics=(topic,)), language=language)


def after(text: str, topic: str, language: str = "en") -> dict[str, list[str]]:
    now = apply(DRAFT, read(told(text, topic, language)).proposals).draft
    return {slot: [fact.text for fact in said(now, slot)] for slot in now if now[slot] != DRAFT.get(slot)}


@pytest.mark.parametrize(
    ("language", "topic", "text", "answer", "handover"),
    [
        ("en", "audience", "Readers. If the alarm rings our janitor steps in, Bo Berg, +46 70 123 45 67.", ["Readers"],
         "the alarm rings → our janitor, Bo Berg, +46 70 123 45 67"),
        ("en", "knowledge", "The map and the catalogue. If a pipe bursts the caretaker takes over.",
         ["The map", "The catalogue"], "a pipe bursts → the caretaker"),
        ("en", "guardrails", "Never lend maps, the archivist Pia helps when a map is needed.", ["Never lend maps"],
         "a map is needed → the archivist Pia"),
        ("en", "tone", "Calm. And when they shout, hand over to the desk between 9 and 17.", ["Calm"],
         "they shout → the desk between 9 and 17"),
        ("de", "audience", "Leser. Wenn ein Rohr bricht, übernimmt der Hausmeister Bo Berg, 0170 1234567.", ["Leser"],
         "ein Rohr bricht → der Hausmeister Bo Berg, 0170 1234567"),
        ("de", "guardrails", "Nie Karten verleihen. Wenn der Alarm läutet, springt unser Hausmeister ein.",
         ["Nie Karten verleihen"], "der Alarm läutet → unser Hausmeister"),
        ("fr", "tone", "Calme. Si une conduite casse, le gardien prend le relais.", ["Calme"],
         "une conduite casse → le gardien"),
        ("es", "audience", "Los lectores. Cuando suena la alarma se encarga nuestro conserje.", ["Los lectores"],
         "suena la alarma → nuestro conserje"),
        ("zh", "tone", "平静。如果水管破裂，由管理员老李接手，电话13800138000。", ["平静"],
         "水管破裂 → 管理员老李,电话13800138000"),
        ("ar", "audience", "القراء. إذا انكسر أنبوب يتولى الحارس سامي.", ["القراء"], "انكسر أنبوب → الحارس سامي"),
        ("en", "audience", "Readers. Our treasurer Ute handles money questions.", ["Readers"],
         "money questions → Our treasurer Ute"),
        ("de", "audience", "Leser. Geldfragen macht unsere Kassenwartin Ute.", ["Leser"],
         "Geldfragen → unsere Kassenwartin Ute"),
        ("fr", "audience", "Les lecteurs. Notre trésorière Ute gère les plaintes.", ["Les lecteurs"],
         "les plaintes → Notre trésorière Ute"),
        ("zh", "audience", "读者。钱的问题由会计小王负责。", ["读者"], "钱的问题 → 会计小王"),
    ],
)  # fmt: skip
def test_who_takes_over_is_a_handover_whatever_was_asked(
    language: str, topic: str, text: str, answer: list[str], handover: str
) -> None:
    assert after(text, topic, language) == {topic: answer, "escalation": [handover]}


def test_a_first_sentence_may_hold_both_rule_and_handover_and_no_greeting() -> None:
    found = after("Never give refunds. The archivist Ms Pia Lund takes over when a map is needed.", "greeting")
    assert found == {
        "guardrails": ["Never give refunds"],
        "escalation": ["a map is needed → The archivist Ms Pia Lund"],
    }


@pytest.mark.parametrize("text", ["If someone asks for help, the assistant takes over.", "If they agree, it helps."])
def test_the_agent_itself_is_nobody_to_hand_over_to(text: str) -> None:
    assert "escalation" not in after(f"Calm. {text}", "tone")


@pytest.mark.parametrize(
    ("language", "text", "sources", "rules"),
    [
        ("en", "It can use the opening plan, our fee table and the house rules. Never waive fees.",
         ["The opening plan", "Our fee table", "The house rules"], ["Never waive fees"]),
        ("de", "Er kennt den Öffnungsplan und die Gebührentabelle. Nie Gebühren erlassen.",
         ["Den Öffnungsplan", "Die Gebührentabelle"], ["Nie Gebühren erlassen"]),
        ("fr", "Il peut utiliser les horaires et le règlement. Jamais de remise.",
         ["Les horaires", "Le règlement"], ["Jamais de remise"]),
        ("es", "Puede usar el horario y el reglamento. Nunca perdonar multas.",
         ["El horario", "El reglamento"], ["Nunca perdonar multas"]),
        ("zh", "它可以使用开放时间表和借阅规定。绝不减免罚款。", ["开放时间表", "借阅规定"], ["绝不减免罚款"]),
        ("ar", "يمكنه استخدام جدول المواعيد. ممنوع إلغاء الغرامات.", ["جدول المواعيد"], ["ممنوع إلغاء الغرامات"]),
    ],
)  # fmt: skip
def test_what_it_may_use_is_no_rule_against_it(language: str, text: str, sources: list[str], rules: list[str]) -> None:
    assert after(text, "guardrails", language) == {"knowledge": sources, "guardrails": rules}


def test_what_a_sentence_allows_ends_where_it_forbids() -> None:
    found = after("It can renew loans, lend maps and reserve books but must never waive fees", "guardrails")
    assert found == {"guardrails": ["Never waive fees"]}


@pytest.mark.parametrize(
    ("language", "topic", "text", "rule"),
    [
        ("de", "audience", "Leser. Die Adressen darf er nie herausgeben.", "Die Adressen darf er nie herausgeben"),
        ("fr", "audience", "Les lecteurs. Ne jamais donner les adresses.", "Ne jamais donner les adresses"),
        ("es", "audience", "Los lectores. Nunca dar las direcciones.", "Nunca dar las direcciones"),
        ("zh", "audience", "读者。绝不透露地址。", "绝不透露地址"),
        ("ar", "tone", "هادئ. ولا يعطي العناوين لأحد.", "ولا يعطي العناوين لأحد"),
    ],
)
def test_a_rule_is_one_whatever_was_asked(language: str, topic: str, text: str, rule: str) -> None:
    assert after(text, topic, language)["guardrails"] == [rule]


@pytest.mark.parametrize(
    ("language", "topic", "text"),
    [
        ("de", "audience", "Leute, die nie anrufen"),
        ("fr", "tone", "Jamais familier"),
        ("ar", "audience", "عندما لا يجد القارئ كتابا"),
    ],
)
def test_who_never_does_something_is_no_rule(language: str, topic: str, text: str) -> None:
    assert "guardrails" not in after(text, topic, language)


@pytest.mark.parametrize(
    ("language", "topic", "text"),
    [
        ("en", "guardrails", "By the way the weather is lovely today, isn't it?"),
        ("en", "audience", "Oh and my sister just got a puppy, such a sweet thing."),
        ("de", "guardrails", "Übrigens, das Wetter ist heute furchtbar, oder?"),
        ("fr", "guardrails", "Au fait, il fait très froid aujourd'hui, non ?"),
        ("es", "guardrails", "Por cierto, hace mucho calor hoy, ¿verdad?"),
        ("zh", "guardrails", "对了，今天天气真好，对吧？"),
        ("ar", "guardrails", "بالمناسبة، الطقس جميل اليوم، أليس كذلك؟"),
    ],
)
def test_talk_about_life_is_no_fact(language: str, topic: str, text: str) -> None:
    assert after(text, topic, language) == {}


def test_talk_beside_an_answer_leaves_the_answer() -> None:
    text = "Hm, plain is maybe the word. Oh and our neighbour has a new cat, lovely animal."
    assert after(text, "tone") == {"tone": ["Plain"]}
    assert after("No, the tone is plain and calm. The cat has nothing to do with it", "tone") == {
        "tone": ["Plain", "Calm"]
    }


def test_what_somebody_in_the_family_says_may_be_the_answer() -> None:
    assert after("My sister has Vapi, so Vapi.", "platform") == {"platform": ["Vapi"]}


@pytest.mark.parametrize(
    ("language", "text", "answer", "why"),
    [
        ("en", "Readers and staff. Why do you ask?", ["Readers", "Staff"], "Each answer becomes"),
        ("de", "Die Leser, 300 Leute, und unser Team. Warum fragst du das?", ["Die Leser", "300 Leute", "Unser Team"],
         "Jede Antwort wird"),
        ("fr", "Les lecteurs. Pourquoi tu demandes ça ?", ["Les lecteurs"], "Chaque réponse"),
        ("es", "Los lectores. ¿Por qué preguntas eso?", ["Los lectores"], "Cada respuesta"),
        ("zh", "读者和同事。你为什么问这个？", ["读者", "同事"], "每个回答"),
        ("ar", "القراء وأهاليهم. لماذا تسأل؟", ["القراء وأهاليهم"], "كل إجابة"),
    ],
)  # fmt: skip
def test_an_answer_before_a_question_is_kept_and_the_question_answered(
    language: str, text: str, answer: list[str], why: str
) -> None:
    briefing = told(text, "audience", language)
    assert after(text, "audience", language) == {"audience": answer}
    heard = read(briefing)
    draft = apply(DRAFT, heard.proposals).draft
    said_back = reply(briefing, heard, draft, ask(briefing, heard, draft))
    assert why in said_back
    assert said_back.rstrip().endswith(("?", "？", "؟"))


def test_a_question_parley_has_no_answer_to_is_no_fact() -> None:
    heard = read(told("Our catalogue. And what else would make sense here?", "knowledge", "en"))
    assert [p.value for p in heard.proposals] == ["Our catalogue"]


@pytest.mark.parametrize("text", ["I don't get it. What do you mean?", "Which languages do you mean?"])
def test_a_question_without_an_answer_is_answered_alone(text: str) -> None:
    assert read(told(text, "languages", "en")) == Reading(route="question")
