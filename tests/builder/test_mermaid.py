"""The Mermaid text of a workflow, judged by Mermaid itself in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, Playwright, sync_playwright

from builder import mermaid
from builder.graph import Edge, Graph, Node
from builder.graph_parts import KIND_NAMES
from builder.wording import is_blank, one_line
from builder.workflow import synthesise
from tests.browser import launch, own_thread
from tests.builder.definitions import EXAMPLES, RETURNS, SNIPPETS, definitions, nasty_texts

LIBRARY = Path(__file__).resolve().parents[2] / "node_modules/mermaid/dist/mermaid.min.js"
# Draws the text and tells what can be seen of it: boxes by id with kind and label, the labels of the arrows.
DRAW = """async (text) => {
  const { svg } = await mermaid.render(`d${Math.random().toString(36).slice(2)}`, text);
  const place = document.createElement("div");
  place.innerHTML = svg;
  document.body.append(place);
  const kind = (node) => [...node.classList].find((name) => name.startsWith("flow-"));
  const boxes = [...place.querySelectorAll("g.node")].map((node) =>
    [node.id.match(/flowchart-(n\\w+)-/)[1], kind(node), node.textContent]);
  const arrows = [...place.querySelectorAll("g.edgeLabel")].map((label) => label.textContent);
  const strange = place.querySelectorAll("script, a, img, iframe, input, b").length;
  place.remove();
  return { boxes, arrows, strange };
}"""


def blank_page(playwright: Playwright) -> Page:
    page = launch(playwright).new_page()
    page.add_script_tag(path=str(LIBRARY))
    page.evaluate("mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })")
    return page


@pytest.fixture(scope="module")
def look():
    """Draws a text in a real browser and tells what can be seen."""
    if not LIBRARY.exists():
        pytest.fail(f"{LIBRARY} is missing: Mermaid comes with the set-up (make run, or npm ci).")
    with own_thread() as run:
        playwright = run(sync_playwright().start)
        try:
            page = run(blank_page, playwright)
            yield lambda text: run(page.evaluate, DRAW, text)
        finally:
            run(playwright.stop)


def visible(text: str) -> str:
    """What a reader sees of a text: no marks that only part signs, no difference between kinds of space."""
    return re.sub(r"\s+", " ", text.replace("\u2060", "")).strip()


def drawn(look: Callable[[str], Any], graph: Graph) -> None:
    """Draw the graph and compare every label that is shown with the one that was typed."""
    seen = look(mermaid.draw(graph))
    assert seen["strange"] == 0
    assert {box[0]: (box[1], visible(box[2])) for box in seen["boxes"]} == {
        node.id: (f"flow-{node.kind}", shown(node.label, KIND_NAMES[node.kind])) for node in graph.nodes
    }
    labelled = [shown(edge.label) for edge in graph.edges if edge.label]
    assert sorted(visible(text) for text in seen["arrows"] if text) == sorted(labelled)


def shown(label: str, empty: str = "…") -> str:
    line = one_line(label)
    return empty if is_blank(line) else visible(line)


def row_of(labels: list[str]) -> Graph:
    """A graph with each label once in a box and once on an arrow."""
    kinds = ("say", "ask", "tool", "decision", "handoff", "start", "end")
    nodes = tuple(Node(id=f"n{i}", kind=kinds[(i - 1) % 7], label=text, tool=text) for i, text in enumerate(labels, 1))
    pairs = zip(nodes, (*nodes[1:], nodes[0]), labels, strict=True)
    return Graph(nodes=nodes, edges=tuple(Edge(source=a.id, target=b.id, label=text) for a, b, text in pairs))


@pytest.mark.parametrize("start", range(0, len(SNIPPETS), 16))
def test_what_other_grammars_would_take_for_their_own_is_shown_as_typed(look, start):
    drawn(look, row_of([text for snippet in SNIPPETS[start : start + 16] for text in (snippet, f"say {snippet} now")]))


@settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(nasty_texts, min_size=10, max_size=14))
def test_any_text_is_shown_as_typed(look, labels):
    drawn(look, row_of(labels))


@settings(max_examples=100, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(definitions())
def test_the_workflow_of_any_definition_can_be_drawn(look, definition):
    graph = synthesise(definition)
    seen = look(mermaid.draw(graph))
    assert len(seen["boxes"]) == len(graph.nodes)
    assert seen["strange"] == 0


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_can_be_drawn(look, definition):
    graph = synthesise(definition)
    seen = look(mermaid.draw(graph))
    assert [box[0] for box in seen["boxes"]] == [node.id for node in graph.nodes]


def test_a_box_names_the_tool_that_its_label_leaves_out():
    text = mermaid.draw(synthesise(RETURNS))
    assert '[["create a return label (create#95;label)"]]' in text
    assert '[["call get#95;order"]]' in text


def test_each_kind_has_its_shape_and_its_class():
    text = mermaid.draw(row_of(["a", "b", "c", "d", "e", "f", "g"]))
    for shape in ('n1["a"]', 'n2[/"b"/]', 'n3[["c"]]', 'n4{{"d"}}', 'n5[/"e"\\]', 'n6(["f"])', 'n7(["g"])'):
        assert f"  {shape}\n" in text
    assert "class n4 flow-decision" in text


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b", "\ufeff\n"])
def test_a_label_is_never_empty(text):
    assert mermaid.label(text) == '"…"'


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_empty_label_shows_the_name_of_its_kind(kind):
    graph = Graph(nodes=(Node(id="n1", kind=kind, label=""),))
    assert f'"{KIND_NAMES[kind]}"' in mermaid.draw(graph)


def test_a_label_holds_no_mark_that_readers_drop():
    assert mermaid.label("\ufeffa\x00b\ufeff") == '"ab"'


@given(nasty_texts)
def test_a_label_is_one_quoted_piece(text):
    assert re.fullmatch(r'"[^"\n<>`{}|\[\]\\]+"', mermaid.label(text))


def test_a_long_label_is_cut_at_a_word():
    assert mermaid.label("one two three four", 12) == '"one two…"'


def test_labels_shrink_until_the_text_is_short_enough_for_mermaid():
    text = mermaid.draw(row_of(['"' * 300] * 400))
    assert len(text) <= mermaid.MOST_CHARACTERS
    assert "…" in text


def test_no_graph_is_no_text():
    assert mermaid.draw(Graph()) == ""
