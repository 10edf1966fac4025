"""What we write as Mermaid text is accepted by the real package, in two generations of it, and says the same there."""

import json
import shutil
import subprocess
from itertools import islice, product

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from builder import mermaid
from builder.mermaid_text import parse, render
from builder.workflow import drawn
from config.assets import FOR_TESTS, fetch_for_tests
from orchestrator.flow import Edge, Graph, Node
from tests.builder.definitions import EXAMPLES, SNIPPETS
from tests.builder.graphs import KINDS, graphs


@pytest.fixture(scope="module")
def workflows():
    """Any graphs, every text that other grammars could take for their own on every kind of node, and a huge one."""
    found = [drawn(definition) for definition in EXAMPLES.values()]

    @settings(
        max_examples=50, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    @given(graphs())
    def gather(graph):
        found.append(graph)

    gather()
    for kind in KINDS:
        nodes = tuple(Node(id=f"n{i}", kind=kind, label=text.strip()) for i, text in enumerate(SNIPPETS))
        ways = zip(nodes, (*nodes[1:], nodes[0]), strict=True)
        edges = tuple(Edge(source=a.id, target=b.id, label=a.label, otherwise=bool(a.label)) for a, b in ways)
        found.append(Graph(nodes=nodes, edges=edges))
    many = tuple(Node(id=f"n{i}", kind="say", label='"words" ' * 60) for i in range(400))
    pairs = islice(product(many, many), 1000)
    found.append(Graph(nodes=many, edges=tuple(Edge(source=a.id, target=b.id, label="x") for a, b in pairs)))
    return found


FOREIGN = (
    "flowchart TD\na[x] --> b{y} -- yes --> c & d\nb -.->|no| e((z))",
    "graph LR; a-->b; b ==> c[/ask/]; c --- d[(store)]",
    'flowchart LR\nsubgraph one [A group]\na[["x"]]:::k --> b>y]\nend\nclassDef k fill:#f00\nb-- so -->c',
    "flowchart BT\na{{x}} --> b[/h\\]\n%% another\nlinkStyle 0 stroke:#f00\nstyle b fill:#bbf\nclass a,b k",
    "graph TD\nend1[x]-->default1\nA1[\\y/]-. no .->B1([e])",
)


@pytest.fixture(scope="module", params=["mermaid-11", "mermaid"], ids=["11.17", "12.3"])
def read(request, workflows):
    """What the real package reads: (workflow, its text, what was seen), and the same of what others write."""
    fetch_for_tests()
    node = shutil.which("node")
    assert node, "Node comes with the machine, or with the set-up."
    ours = [(graph, write(graph)) for graph in workflows for write in (render, mermaid.draw)]
    theirs = [(parse(text), text) for text in FOREIGN]
    texts = json.dumps([text for _, text in (*ours, *theirs)])
    command = [node, FOR_TESTS / "judge.mjs", request.param]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr[-2000:]
    seen = [(*known, found) for known, found in zip((*ours, *theirs), json.loads(done.stdout), strict=True)]
    return seen[: len(ours)], seen[len(ours) :]


def test_what_is_written_is_read_by_mermaid_as_it_is_meant(read):
    for graph, text, seen in read[0]:
        assert "error" not in seen, (seen, text[:2000])
        assert seen["ids"] == [node.id for node in graph.nodes]
        assert sorted(seen["ways"]) == sorted([edge.source, edge.target] for edge in graph.edges)


def test_what_others_write_is_read_alike_by_us_and_by_mermaid(read):
    for graph, text, seen in read[1]:
        assert "error" not in seen, (seen, text)
        assert (len(seen["ids"]), len(seen["ways"])) == (len(graph.nodes), len(graph.edges)), text
