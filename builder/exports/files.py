"""What an export gives: files, and an honest account of what its platform cannot hold. And all of them in one zip."""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# The oldest time a zip can hold: the same files make the same bytes, whenever they are packed.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16


@dataclass(frozen=True)
class File:
    """One file of an export. `name` is its path in the zip, from code and slugs alone; `blurb` is its use."""

    name: str
    media_type: str
    content: bytes
    blurb: str = ""

    @property
    def text(self) -> str:
        return self.content.decode()


def text_file(name: str, media_type: str, text: str, blurb: str = "") -> File:
    return File(name, media_type, text.encode(), blurb)


def json_file(name: str, data: Any, blurb: str = "", media_type: str = "application/json") -> File:
    """The data as JSON to be read by people too."""
    return text_file(name, media_type, json.dumps(data, indent=2, ensure_ascii=False) + "\n", blurb)


@dataclass(frozen=True)
class Loss:
    """What becomes of a definition on a platform, each as a sentence for people."""

    maps: tuple[str, ...] = ()
    approximated: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is lost."""
        return bool(self.approximated or self.dropped)


@dataclass(frozen=True)
class Made:
    """What an export made of a definition. `prompt` is the very text that stands in its files, "" if none does;
    `steps` are what to do with them, one after the other."""

    files: tuple[File, ...]
    loss: Loss = field(default_factory=Loss)
    prompt: str = ""
    steps: tuple[str, ...] = ()


def zip_bytes(files: Iterable[File]) -> bytes:
    """The files as a zip, sorted by name and without a trace of when it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(files, key=lambda file: file.name):
            entry = zipfile.ZipInfo(file.name, _EPOCH)
            entry.external_attr = _PLAIN_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content)
    return buffer.getvalue()
