"""Word documents: looked over for bombs, then turned into a page by mammoth, which knows lists, styles and tables."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from orchestrator.documents import markup, refusals
from orchestrator.documents.blocks import Block
from orchestrator.documents.refusals import Refused

MOST_PARTS, MOST_UNPACKED, MOST_XML = 5_000, 120_000_000, 20_000_000
RATIO = 150  # unpacked to packed; text reaches 20, and only what is large can harm
HARMLESS = 1_000_000
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def blocks(content: bytes, told: Callable[[int, int], None]) -> list[Block]:
    """The paragraphs of a Word document; raises Refused."""
    told(0, 1)
    _look_over(content)
    import mammoth  # only the process that reads pays for it

    try:
        page = mammoth.convert_to_html(BytesIO(content), convert_image=_no_picture).value
    except Exception as error:  # whatever breaks in there, the document is broken
        raise Refused(refusals.BROKEN) from error
    told(1, 1)
    return markup.blocks(page)


def _no_picture(picture: Any) -> list[Any]:
    return []


def _look_over(content: bytes) -> None:
    """Refuse what would unpack to more than a document holds, is locked, or declares entities."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            _weigh(parts, len(content))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_into(packed, part)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError) as error:
        raise Refused(refusals.BROKEN) from error


def _weigh(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(refusals.ENCRYPTED)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > HARMLESS and unpacked > RATIO * packed):
        raise Refused(refusals.BOMB)


def _look_into(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.file_size > MOST_XML:
        raise Refused(refusals.BOMB)
    try:
        with packed.open(part) as opened:
            content = opened.read(MOST_XML + 1)
    except Exception as error:  # zlib's, or a wrong check sum
        raise Refused(refusals.BROKEN) from error
    if len(content) > MOST_XML or _DECLARES.search(content) or _DECLARES.search(content.replace(b"\0", b"")):
        raise Refused(refusals.BOMB)
