"""The files people take away."""

import io
import json
import re
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings

from builder.exports import readme
from builder.exports.agent import agent_of
from builder.exports.files import File, Loss, Made
from builder.exports.registry import EXPORTS, NEUTRAL, Export, bundle, files_of, find, zip_bytes
from builder.graph import Graph, Node
from orchestrator.slots import BY_NAME
from tests.builder.definitions import EXAMPLES, RETURNS, agent, definitions

SAFE_NAME = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:\.[a-z]+)+")


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_every_target_has_a_title_a_blurb_and_files(export, definition):
    files = files_of(export, agent_of(definition))
    assert export.title
    assert export.blurb.endswith(".")
    assert files
    for file in files:
        assert SAFE_NAME.fullmatch(file.name)
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", file.media_type)
        assert file.content
        assert file.blurb.endswith(".")


def test_every_target_is_known_by_its_own_name():
    assert all(name == export.name for name, export in EXPORTS.items())


def test_no_two_targets_write_the_same_file():
    names = [file.name for file in bundle(RETURNS)]
    assert len(names) == len(set(names))


def test_the_neutral_target_gives_prompt_diagram_and_specification():
    made = agent_of(RETURNS)
    files = {file.name: file for file in files_of(EXPORTS[NEUTRAL], made)}
    texts = ["system_prompt.md", "workflow.mmd", "agent_tests.yaml"]
    assert list(files) == [*texts, "spec.json", "evidence.json", "parley.json", "README.md"]
    assert files["system_prompt.md"].text == made.prompt
    assert files["workflow.mmd"].text.startswith("flowchart TD\n")
    assert json.loads(files["spec.json"].text) == RETURNS.plain()


def test_the_specification_is_written_to_be_read():
    text = files_of(EXPORTS[NEUTRAL], agent_of(EXAMPLES["cosmetics"]))[3].text
    assert '\n  "agent_name": "小棠"' in text


def test_a_published_version_keeps_its_prompt_and_its_diagram():
    graph = Graph(nodes=(Node(id="n1", kind="start", label="As it was"),))
    files = {file.name: file.text for file in bundle(RETURNS, graph, "The prompt as it was.\n")}
    assert files["system_prompt.md"] == "The prompt as it was.\n"
    assert "As it was" in files["workflow.mmd"]


def test_the_readme_names_every_file_beside_it():
    *files, last = bundle(RETURNS)
    assert last.name == "README.md"
    assert all(f"`{file.name}`" in last.text for file in files)


def test_the_readme_tells_what_a_target_loses():
    loss = Loss(maps=("Greeting.",), approximated=("Branches, as instructions.",), dropped=("Success measures.",))
    made = Made((File("a.json", "application/json", b"{}", "All of it."),), loss)
    text = readme.write(agent_of(RETURNS), [(Export("x", "A platform", "For a test.", lambda _: made), made)]).text
    assert "Comes close:\n- Branches, as instructions." in text
    assert "Stays behind:\n- Success measures." in text


def test_a_target_says_beside_its_files_what_to_do_with_them():
    made = Made((File("a.json", "application/json", b"{}", "All of it."),), prompt="Be kind.\n", steps=("Paste it.",))
    files = files_of(Export("x", "A platform", "For a test.", lambda _: made), agent_of(RETURNS))
    assert [file.name for file in files] == ["a.json", "prompts/x.md", "README.md"]
    assert files[1].text == "Be kind.\n"
    assert "What to do:\n1. Paste it." in files[2].text


@pytest.mark.parametrize("name", ["openai", "OpenAI", " open ai ", "ElevenLabs", "CLAUDE", "retell", "google adk"])
def test_a_target_is_found_by_any_name_that_people_give_it(name):
    found = find(name)
    assert (found is None) == (name == " open ai ")


def test_every_platform_that_the_interview_suggests_has_its_export():
    assert all(find(name) for name in BY_NAME["platform"].suggest if name != "You decide")


def _called(export):
    return {name.casefold() for name in (export.name, export.title, *export.said_as)}


def test_no_two_targets_are_called_the_same():
    names = [name for export in EXPORTS.values() for name in _called(export)]
    assert len(names) == len(set(names))


def test_the_zip_holds_the_files_as_they_are():
    files = bundle(RETURNS)
    with zipfile.ZipFile(io.BytesIO(zip_bytes(files))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {file.name: file.content for file in files}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_the_same_files_make_the_same_zip_at_any_time_in_any_order(monkeypatch):
    files = bundle(RETURNS)
    first = zip_bytes(files)
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert zip_bytes(files[::-1]) == first


def test_what_people_typed_never_names_a_file():
    files = bundle(agent(agent_name="../../etc/passwd", agent_role="a/b.exe", platform="../x"))
    assert all(SAFE_NAME.fullmatch(file.name) for file in files)
    assert len(files) == len(bundle(RETURNS))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definitions())
def test_any_definition_can_be_packed_and_read_again(definition):
    files = {file.name: file for file in bundle(definition)}
    assert json.loads(files["spec.json"].text) == json.loads(json.dumps(definition.plain()))
    assert zip_bytes(files.values())
