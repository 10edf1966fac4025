"""Files that were written, read again."""

import json
from pathlib import Path
from typing import Any


def data(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
