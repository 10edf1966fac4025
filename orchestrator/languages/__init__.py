"""The data files of the languages: one each for those Parley speaks (en.toml, de.toml...), one of names that are the
same everywhere, one of languages it only knows when it sees them. Adding a language is adding a file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Data = Mapping[str, Any]
_FOLDER = Path(__file__).parent


@cache
def spoken() -> Mapping[str, Data]:
    """The languages there is a file for, by code; English first."""
    found = {path.stem: _read(path.stem) for path in sorted(_FOLDER.glob("??.toml"))}
    return {"en": found["en"], **found}


@cache
def known() -> Mapping[str, Data]:
    """The languages that are told from others but have no file: nothing is asked in them."""
    found: Mapping[str, Data] = _read("others")
    return found


@cache
def names() -> Data:
    """Names that are the same in every language."""
    return _read("names")


def base(code: str) -> str:
    """The language of a code such as "de-AT", as it is looked up: "de"."""
    return code.split("-")[0].casefold()


def name_of(code: str) -> str:
    """The English name of a language, or its code where it is not known."""
    data = {**spoken(), **known()}.get(base(code))
    return str(data["names"][0]) if data else code


def _read(name: str) -> Data:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf8"))
