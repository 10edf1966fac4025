"""The library of known tools: its data are whole, names are recognised, needs suggest what fits."""

import json
import re
import tracemalloc
from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide import Reading, read, tell
from orchestrator.guide.language import language
from orchestrator.guide.offers import suggestions
from orchestrator.guide.phrasing import worded
from orchestrator.guide.secrets import mask
from orchestrator.languages import names as guide_names
from orchestrator.messages import Asked
from orchestrator.progress import open_tools
from orchestrator.toolbox import (
    KnownTool,
    by_id,
    categories,
    found,
    known,
    library,
    offered,
    operations,
    suggested,
    taken,
)
from orchestrator.toolbox.library import names as tool_names
from orchestrator.toolbox.library import needs, words
from orchestrator.values import Operation, Tool, key_of

LANGUAGES = {"en", "de", "fr", "es", "zh", "ar"}
# What every platform takes as the name of a tool's input.
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
every_tool = pytest.mark.parametrize("tool", library(), ids=lambda tool: tool.id)


def wanted(*goals: str) -> tuple[str, ...]:
    return tuple(s.tool.name for s in suggested({"goals": tuple(Fact(value=goal) for goal in goals)}))


def test_there_are_tools_of_every_kind() -> None:
    assert len(library()) >= 60
    assert len(categories()) >= 18
    assert max(Counter(tool.id for tool in library()).values()) == 1


def test_no_two_tools_share_a_name() -> None:
    each = ({key_of(n).replace(" ", "") for n in (name, *aliases)} for name, aliases in tool_names().items())
    keys = Counter(key for names in each for key in names)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_tool_is_taken_for_another_or_for_a_platform_by_a_slip_of_the_pen() -> None:
    platforms = guide_names()["lexicons"]["platforms"]
    assert [(name, tool.name) for name in platforms if name not in tool_names() and (tool := known(name))] == []
    assert [(one, tool.name) for one in tool_names() if (tool := known(one)) and tool.name != one] == []


@every_tool
def test_a_tool_is_whole(tool: KnownTool) -> None:
    assert 2 <= len(operations(tool)) <= 6
    assert set(tool.needs) <= set(needs())
    assert len({operation.name for operation in operations(tool)}) == len(operations(tool))
    for operation in operations(tool):
        check(operation)


def check(operation: Operation) -> None:
    assert all((operation.purpose, operation.risk, operation.method, operation.when, operation.on_failure))
    assert (operation.url or "").startswith("https://")
    assert bool(operation.confirm) == (operation.risk != "read"), "what changes something is confirmed first"
    for schema in (operation.inputs, operation.outputs):
        Draft202012Validator.check_schema(schema)
    properties = operation.inputs["properties"]
    placed = re.findall(
        r"\{(\w+)\}", " ".join((operation.url or "", *operation.query.values(), *operation.headers.values()))
    )
    assert set(placed) <= set(properties)
    assert set(re.findall(r"\{(\w+)\}", operation.url or "")) <= set(operation.inputs.get("required", ())), (
        "a path is whole"
    )
    assert all(NAME.fullmatch(name) for name in properties)
    assert operation.method != "GET" or not any(p.get("type") == "object" for p in properties.values())


@every_tool
def test_an_entry_holds_no_secret(tool: KnownTool) -> None:
    entry = json.dumps([o.model_dump(mode="json") for o in operations(tool)]) + tool.model_dump_json()
    assert mask(entry).kinds == ()


def test_every_need_is_told_in_every_language_and_some_tool_meets_it() -> None:
    met = {need for tool in library() for need in tool.needs}
    for need in needs().values():
        assert {code for code, phrases in need.words.items() if phrases} == LANGUAGES, need.id
    assert met == set(needs())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("stripe", "Stripe"),
        ("our Shopify store", "Shopify"),
        ("ZEN DESK", "Zendesk"),
        ("Zendesk API", "Zendesk"),
        ("Shopfy", "Shopify"),
        ("Salseforce", "Salesforce"),
        ("hubspott", "HubSpot"),
        ("Google Calander", "Google Calendar"),
        ("Google Kalender", "Google Calendar"),
        ("Google Agenda", "Google Calendar"),
        ("谷歌日历", "Google Calendar"),
        ("飞书", "Feishu"),
        ("تقويم جوجل", "Google Calendar"),
        ("monday.com", "Monday"),
        ("lexoffice", "Lexware"),
    ],
)
def test_a_tool_is_known_by_whatever_it_is_called(typed: str, name: str) -> None:
    found = known(typed)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "typed",
    [
        "Spotify",
        "Motion",
        "Slick",
        "Stripes",
        "Squares",
        "CRM",
        "our booking system",
        "Mailjet",
        "Signal",
        "",
        "🙂",
        "x" * 9000,
    ],
)
def test_nothing_else_is_taken_for_a_tool(typed: str) -> None:
    assert known(typed) is None


def test_a_name_that_is_a_word_needs_its_capital_in_a_conversation() -> None:
    assert "Notion" in words()
    assert language("en").lexicons["tools"].find("they had no notion of it") == []
    assert [h.name for h in language("en").lexicons["tools"].find("it is in Notion and in airtable")] == [
        "Notion",
        "Airtable",
    ]


@pytest.mark.parametrize(
    ("goal", "code", "need"),
    [
        ("Look up their booking", "en", "appointments"),
        ("Tell callers where their parcel is", "en", "parcels"),
        ("Take complaints", "en", "tickets"),
        ("Zahnarzttermine vereinbaren", "de", "appointments"),
        ("Prendre des rendez-vous", "fr", "appointments"),
        ("Consultar el estado de los pedidos", "es", "orders"),
        ("帮客户预约", "zh", "appointments"),
        ("إلغاء المواعيد", "ar", "appointments"),
    ],
)
def test_a_need_suggests_what_fits_with_the_words_that_call_for_it(goal: str, code: str, need: str) -> None:
    found = suggested({"goals": (Fact(value=goal),)}, code)
    assert 1 <= len(found) <= 3
    assert found[0].need.id == need
    assert all(s.need.id in s.tool.needs and s.because == goal for s in found)


def test_what_a_named_tool_is_for_is_not_suggested_again() -> None:
    goals = (Fact(value="Book appointments"), Fact(value="Track parcels"))
    own = Fact(value=Tool(name="Rosewood", purpose="Our appointment book"))
    assert {s.need.id for s in suggested({"goals": goals, "tools": (own,)})} == {"parcels"}
    assert {s.need.id for s in suggested({"goals": goals, "tools": (Fact(value=Tool(name="Calendly")),)})} == {
        "parcels"
    }


def test_several_needs_share_the_three_places() -> None:
    assert wanted("Take orders", "Track parcels", "Handle complaints") == ("Shopify", "DHL", "Zendesk")
    assert wanted("Greet people", "Talk to leaders") == ()


def test_a_tool_takes_what_was_chosen_and_keeps_what_it_said() -> None:
    told = Tool(name="Shopfy", purpose="Our shop", auth="A token")
    source = offered(told)
    assert source is not None
    tool = taken(told, source, ["get_order"])
    assert (tool.name, tool.purpose, tool.auth) == ("Shopfy", "Our shop", "A token")
    assert [o.name for o in tool.operations] == ["get_order"]
    assert tool.access == source.access
    assert offered(tool) is None
    assert taken(told, source, []) == told


def test_the_library_takes_little_memory() -> None:
    for cached in (categories, by_id, needs, tool_names):
        cached.cache_clear()
    tracemalloc.start()
    for tool in library():
        operations(tool)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 2_000_000


# In the interview

TAKEN = {
    "en": "Use the public API of Google Calendar and Zendesk",
    "de": "Die öffentliche API von Google Calendar und Zendesk verwenden",
    "fr": "Utiliser l'API publique de Google Calendar et Zendesk",
    "es": "Usar la API pública de Google Calendar y Zendesk",
    "zh": "使用Google Calendar和Zendesk的公开API",
    "ar": "استخدام الواجهة العامة لـ Google Calendar وZendesk",
}
ABOUT_ALL = Asked(topics=("tool_details",))


def asked(text: str, draft: Draft, about: Asked = ABOUT_ALL, code: str = "en") -> Briefing:
    questions = (Asked(topics=("agent_role",)), about)
    return Briefing(message_id=uuid4(), text=text, draft=draft, language=code, asked=about, questions=questions)


def with_tools(*tools: str) -> Draft:
    return {"tools": tuple(Fact(value=Tool(name=tool, purpose="Ours")) for tool in tools)}


def test_the_question_about_tools_proposes_what_fits_and_says_why() -> None:
    draft = {"goals": (Fact(value="Look up their booking"), Fact(value="Take complaints"))}
    about = Asked(topics=("tools",))
    words = worded(about, Briefing(message_id=uuid4(), text="", draft=draft), Reading(), draft)
    assert "Google Calendar and Outlook for “Look up their booking”; Zendesk for “Take complaints”" in words
    assert words.endswith("Which tools or integrations does it need?")
    assert suggestions(about, draft, language("en")) == ("Google Calendar", "Zendesk", "Outlook", "None")
    assert suggestions(about, {}, language("en")) == ("None", "A calendar", "Our CRM")


@pytest.mark.parametrize("code", sorted(TAKEN))
def test_one_click_takes_what_the_public_apis_offer_in_any_language(code: str) -> None:
    draft = with_tools("Google Calendar", "Rosewood", "Zendesk")
    assert TAKEN[code] in suggestions(ABOUT_ALL, draft, language(code))
    made = apply(draft, read(asked(TAKEN[code], draft, code=code)).proposals)
    counts = {f.text: len(f.value.operations) for f in made.draft["tools"] if isinstance(f.value, Tool)}
    assert counts == {"Google Calendar": 5, "Rosewood": 0, "Zendesk": 5}
    assert "5" in tell(made.changes, code)
    assert TAKEN[code] not in suggestions(ABOUT_ALL, made.draft, language(code))


def test_the_question_about_details_says_what_is_known_already() -> None:
    draft = with_tools("Zendesk", "Rosewood")
    words = worded(ABOUT_ALL, Briefing(message_id=uuid4(), text="", draft=draft), Reading(), draft)
    assert words.startswith("I know the public API of Zendesk; it can simply be used. For each of Zendesk and Rosewood")


def test_details_the_library_knows_are_not_asked_for_once_they_were_taken() -> None:
    draft = with_tools("Zendesk", "Rosewood")
    made = apply(draft, read(asked("use Zendesk's public API", draft)).proposals).draft
    assert open_tools(draft, ()) == ("Zendesk", "Rosewood")
    assert open_tools(made, ()) == ("Rosewood",)


def test_only_a_short_yes_takes_it() -> None:
    draft, about = with_tools("Zendesk"), Asked(topics=("tool_details",), about="Zendesk")
    for text in (
        "It is our official API at https://desk.example/v1, POST, takes the ticket number",
        "I don't know yet",
    ):
        made = apply(draft, read(asked(text, draft, about)).proposals).draft
        assert [f.value.operations for f in made["tools"] if isinstance(f.value, Tool)] == [()]


def test_names_are_found_where_nothing_is_written_between_words() -> None:
    about = Asked(topics=("tools",))
    read_of = read(asked("我们用飞书和谷歌日历", {}, about, "zh")).proposals
    assert [p.value.name for p in read_of if isinstance(p.value, Tool)] == ["Feishu", "Google Calendar"]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "de", "zh", "ar", "xx"]))
def test_any_text_may_be_a_name_a_goal_or_a_search(text: str, code: str) -> None:
    assert known(text) in (None, *library())
    draft = {"goals": (Fact(value=text),), "tools": (Fact(value=Tool(name=text)),)} if text.strip() else {}
    assert len(suggested(draft, code)) <= 3
    assert set(found(text)) <= set(library())
