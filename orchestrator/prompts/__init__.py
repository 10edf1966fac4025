"""The prompts, one Markdown file each, with placeholders in Django's template syntax and without HTML escaping.

What a person typed only ever enters as the value of a placeholder, as JSON: it is never read as a template.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Engine

FOLDER = Path(__file__).parent


def render(name: str, **context: object) -> str:
    """The prompt of that name with its placeholders filled. Raises TemplateDoesNotExist for an unknown name."""
    return _engine().render_to_string(f"{name}.md", context).strip()


def as_data(value: Any) -> str:
    """JSON that cannot close the tag it stands in, whatever a person wrote into it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _engine() -> Engine:
    # An engine of our own: the pages' engine escapes HTML, and a prompt must say exactly what was said.
    return Engine(dirs=[str(FOLDER)], autoescape=False)
