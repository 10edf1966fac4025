"""An agent as Parley keeps it: written into the zip, read back without loss, and nothing else."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings

from builder import bundle
from builder.bundle import BadBundle
from builder.exports.agent import agent_of
from builder.exports.registry import bundle as files_of
from builder.exports.registry import bundled, made_of, zip_bytes
from tests.builder.definitions import EXAMPLES, RETURNS, definitions
from tests.existing import packed

KEPT = json.loads(bundle.written(RETURNS, agent_of(RETURNS).graph).text)


def zipped(**changes):
    """The bundle of the returns assistant with some of its entries changed."""
    return packed({bundle.NAME: json.dumps({**KEPT, **changes}).encode()})


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_what_is_read_back_makes_the_same_files_to_the_byte(definition):
    first = zip_bytes(files_of(definition))
    back = agent_of(*bundle.read(first))
    assert zip_bytes(bundled(back, made_of(back))) == first


@settings(max_examples=30, deadline=None)
@given(definitions())
def test_any_agent_is_written_and_read_back(definition):
    graph = agent_of(definition).graph
    first = bundle.written(definition, graph)
    content = packed({bundle.NAME: first.content})
    if "\\u0000" in first.text:  # no draft can hold it
        with pytest.raises(BadBundle, match="NUL"):
            bundle.read(content)
    else:
        assert bundle.written(*bundle.read(content)).content == first.content


def test_facts_come_back_with_their_evidence_and_new_ids():
    known = {"quote": "so", "locked": True}
    facts = {slot: tuple(fact.model_copy(update=known) for fact in of) for slot, of in RETURNS.facts.items()}
    sent = RETURNS.model_copy(update={"facts": facts})
    back, _ = bundle.read(packed({bundle.NAME: bundle.written(sent, agent_of(sent).graph).content}))
    assert back.plain(detail=True) == sent.plain(detail=True)
    assert not {f.id for of in back.facts.values() for f in of} & {f.id for of in facts.values() for f in of}


def locked() -> bytes:
    """A zip that says its file is locked with a password."""
    content = bytearray(zipped())
    for start in (6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1
    return bytes(content)


def squeezed() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(bundle.NAME, "{}")
    return made.getvalue()


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(bundle.NAME, "{}")
        archive.writestr("parlex.json", "{}")
    return made.getvalue().replace(b"parlex.json", bundle.NAME.encode())


def lying() -> bytes:
    """A zip whose file unpacks to more than it says."""
    content = packed({bundle.NAME: b" " * 8_000_000})
    return content.replace((8_000_000).to_bytes(4, "little"), (80).to_bytes(4, "little"))


HOSTILE = {
    "too large": (lambda: b"PK" + b" " * 10_000_001, "larger than 10 MB"),
    "a bomb": (lambda: packed({bundle.NAME: b"{}", "b": b" " * 60_000_000}), "more than 50 MB"),
    "a bomb inside": (lambda: packed({bundle.NAME: b" " * 6_000_000}), "more than an agent can hold"),
    "a bomb that lies": (lying, "damaged"),
    "many files": (lambda: packed({f"{i}.txt": b"" for i in range(501)}), "fewer than 500"),
    "a way out": (lambda: packed({bundle.NAME: b"{}", "../../etc/passwd": b"x"}), "leads out"),
    "an absolute name": (lambda: packed({bundle.NAME: b"{}", "/etc/passwd": b"x"}), "leads out"),
    "a drive": (lambda: packed({bundle.NAME: b"{}", "C:\\x": b"x"}), "leads out"),
    "two of one name": (twice, "two files of one name"),
    "locked": (locked, "password"),
    "another packing": (squeezed, "never does"),
    "no zip": (lambda: b"PK parley.json", "damaged"),
    "cut off": (lambda: zipped()[:-30], "damaged"),
    "without it": (lambda: packed({"spec.json": b"{}"}), "There is no parley.json"),
    "no JSON": (lambda: packed({bundle.NAME: b"\xff\xfe{"}), "damaged"),
    "deep": (lambda: packed({bundle.NAME: b"[" * 200_000}), "damaged"),
    "a list": (lambda: packed({bundle.NAME: b"[]"}), "damaged"),
    "of another time": (lambda: zipped(version=2), "does not read"),
    "an unknown slot": (lambda: zipped(facts={"salary": []}), "damaged"),
    "another kind of value": (lambda: zipped(facts={"goals": [{"value": {"name": "x"}}]}), "damaged"),
    "a text in a list of tools": (lambda: zipped(facts={"tools": [{"value": "Shopify"}]}), "damaged"),
    "two names": (lambda: zipped(facts={"agent_name": [{"value": "a"}, {"value": "b"}]}), "too many"),
    "too many": (lambda: zipped(facts={"goals": [{"value": f"goal {i}"} for i in range(201)]}), "too many"),
    "a long text": (lambda: zipped(facts={"goals": [{"value": "x" * 20_001}]}), "20,001"),
    "a NUL": (lambda: zipped(title="a\0b"), "NUL"),
    "half a character": (lambda: zipped(title="a\ud800b"), "half a character"),
    "no number": (lambda: zipped(facts={"goals": [{"value": "x", "confidence": float("nan")}]}), "damaged"),
    "an odd language": (lambda: zipped(language='en"><script>'), "damaged"),
    "odd ids": (
        lambda: zipped(workflow={"nodes": [{"id": "n1\nclick n1", "kind": "start", "label": "x"}], "edges": []}),
        "damaged",
    ),
    "loose edges": (lambda: zipped(workflow={"nodes": [], "edges": [{"source": "n1", "target": "n2"}]}), "damaged"),
}


@pytest.mark.parametrize(("make", "told"), HOSTILE.values(), ids=HOSTILE)
def test_what_parley_did_not_give_is_refused_in_plain_words(make, told):
    with pytest.raises(BadBundle, match=told):
        bundle.read(make())
