"""What a file is, by what it holds. Its name only has a say where the two contradict each other."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from orchestrator.documents import refusals
from orchestrator.documents.agents import exported
from orchestrator.documents.refusals import Refused

Kind = Literal["pdf", "docx", "html", "md", "txt", "json"]
MOST_BYTES = 10_000_000
NAMES: dict[Kind, str] = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "html": "a web page",
    "md": "Markdown",
    "txt": "plain text",
    "json": "an exported agent",
}
_ENDINGS: dict[str, Kind] = {
    **{kind: kind for kind in NAMES},
    "htm": "html",
    "xhtml": "html",
    "markdown": "md",
    "text": "txt",
}
_TEXTS: tuple[Kind, ...] = ("html", "md", "txt")
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROLOGUE = re.compile(rb"(?i)\A(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>)?\s*+")
_FRAME = re.compile(rb"(?i)<(?:!doctype\s++html|html|head|body)\b")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(content: bytes, name: str = "") -> Kind:
    """The kind of a document; raises Refused for what is none, too large, or called something else than it is.

    It opens what is packed: call it where a hostile file does no harm (see apart.py).
    """
    first_look(content)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    called = _ENDINGS.get(ending)
    found = _sniffed(content)
    if found == "txt" and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        if exported(content):
            return "json"
        if called == "json":
            raise Refused(refusals.NO_AGENT)
    if found in _TEXTS and called in _TEXTS:
        return called
    if called and called != found:
        raise Refused(refusals.UNLIKE.format(ending=ending, found=NAMES[found]))
    return found


def first_look(content: bytes) -> None:
    """Raises Refused for what its size and first bytes show to be no document. Opens nothing: cheap for any bytes."""
    if not content or content.isspace():
        raise Refused(refusals.EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(refusals.LARGE.format(size=f"{len(content) / 1e6:.1f} MB"))
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused(refusals.ENCRYPTED if locked else refusals.UNKNOWN.format(found="a document of an old Office"))
    for start, what in _OTHERS:
        if content.startswith(start):
            raise Refused(refusals.UNKNOWN.format(found=what))


def _sniffed(content: bytes) -> Kind:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _packed(content)
    if _is_html(content[:8192]):
        return "html"
    if not content.startswith(_TEXT_MARKS) and _is_binary(content[:65536]):
        raise Refused(refusals.UNKNOWN.format(found="no text"))
    return "txt"


def _is_html(start: bytes) -> bool:
    """Whether a page's declaration or frame comes first, after any number of comments."""
    rest = _PROLOGUE.sub(b"", start, count=1)
    while rest.startswith(b"<!--"):
        rest = rest.partition(b"-->")[2].lstrip()
    return bool(_FRAME.match(rest))


def _is_binary(start: bytes) -> bool:
    controls = sum(byte < 9 or 13 < byte < 27 for byte in start)
    return controls > len(start) / 100


def _packed(content: bytes) -> Kind:
    """A Word document among all that is packed in the same way."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise Refused(refusals.BROKEN) from error
    if "word/document.xml" in names:
        return "docx"
    folders = {"xl": "a spreadsheet", "ppt": "a presentation", "content.xml": "an OpenDocument file"}
    found = next((what for start, what in folders.items() if any(n.startswith(start) for n in names)), None)
    raise Refused(refusals.UNKNOWN.format(found=found or "a packed archive"))
