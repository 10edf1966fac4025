"""What stands in a page without saying that it is English."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

# Names that are the same in every language.
NAMES = {"Parley", "Enter", "PDF", "API", "Google", "Calendar", "Markdown", "Mermaid", "JSON", "OpenAI", "Anthropic"}
NAMES |= {"ElevenLabs", "Vapi", "Slack", "WhatsApp", "endpoint", "inputs", "outputs", "FAQ", "zip"}


def unmarked(page: str, code: str) -> Iterator[str]:
    """Texts, titles and labels in Latin letters where the page says that it is in another language; what a person
    wrote has `dir="auto"` and may be in any."""
    for element in lxml.html.document_fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        own = [element.text or "", *(child.tail or "" for child in element)]
        labels = [element.get(name) or "" for name in ("aria-label", "title", "placeholder", "alt")]
        for text in (*([] if _is_theirs(element) else own), *([] if element.get("dir") == "auto" else labels)):
            if _language(element) == code and set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES:
                yield " ".join(text.split())


def _language(element: Any) -> str:
    return next((lang for one in (element, *element.iterancestors()) if (lang := one.get("lang"))), "")


def _is_theirs(element: Any) -> bool:
    return any(one.get("dir") == "auto" for one in (element, *element.iterancestors()))
