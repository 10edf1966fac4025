"""One line per record, and no secret in it."""

import logging
import os
import re
from collections.abc import Mapping

_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SECRET_SHAPE = re.compile(
    r"(?<=://)([^\s/@:]*):[^\s/@]+(?=@)|\bsk-[\w-]{8,}|(?<=Bearer )[\w.~+/=-]{8,}", re.IGNORECASE
)
MASK = "***"


class OneLine(logging.Formatter):
    """Folds line breaks, a traceback's too, and masks the values of secret settings and what looks like a secret."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")
        self._secrets = secret_values(os.environ)

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        return masked(" | ".join(line.strip() for line in lines if line.strip()), self._secrets)


def secret_values(environment: Mapping[str, str]) -> list[str]:
    """The values of settings whose names say that they are secret; the longest first."""
    found = {value for name, value in environment.items() if _SECRET_NAME.search(name) and len(value) >= 8}
    return sorted(found, key=len, reverse=True)


def masked(text: str, secrets: list[str]) -> str:
    """The text with these secrets, keys and passwords in addresses replaced by ***."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return _SECRET_SHAPE.sub(lambda match: f"{match[1]}:{MASK}" if match[1] is not None else MASK, text)
