"""The rules of the house: which way imports point, what must be written down, how long things may get."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from config.environment import ROOT

APPS = ("config", "api", "sessions", "builder", "runs", "orchestrator")
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES, SCRIPT_LINES, CONSUMER_LINES = 300, 30, 60, 80, 80


def modules() -> Iterator[Path]:
    return (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_imports_point_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout[-3000:]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_setting_is_explained_to_people() -> None:
    source = (ROOT / "config/environment.py").read_text(encoding="utf-8")
    names = set(re.findall(r'reader\.\w+\("([A-Z_]+)"', source))
    assert len(names) > 10
    for document in ("README.md", ".env.example"):
        text = (ROOT / document).read_text(encoding="utf-8")
        assert {name for name in names if name not in text} == set(), document


def test_modules_and_functions_stay_short() -> None:
    long = [f"{path.relative_to(ROOT)} has {lines(path)} lines" for path in modules() if lines(path) > MODULE_LINES]
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines")
    assert long == []


def test_templates_scripts_and_sockets_stay_short() -> None:
    budgets = {
        "templates/**/*.html": TEMPLATE_LINES,
        "static/js/*.js": SCRIPT_LINES,
        "sessions/consumers.py": CONSUMER_LINES,
    }
    long = [
        f"{path.relative_to(ROOT)} has {lines(path)} lines"
        for pattern, most in budgets.items()
        for path in ROOT.glob(pattern)
        if lines(path) > most
    ]
    assert long == []


def test_every_public_function_says_what_it_promises() -> None:
    """Services are what every door calls: none goes without a sentence."""
    silent = []
    for name in (
        "sessions/services.py",
        "builder/services.py",
        "orchestrator/guide/read.py",
        "orchestrator/interview.py",
    ):
        for node in ast.parse((ROOT / name).read_text(encoding="utf-8")).body:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{name}: {node.name}")
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    left = [str(path.relative_to(ROOT)) for path in modules() if marks.search(path.read_text(encoding="utf-8"))]
    assert left == []
