"""Secrets encrypted at rest, by a key that is not in the database.

Keys are derived from PARLEY_SECRETS_KEY (several, separated by commas: the first one seals, all of them open), or from
a file of the data folder. Whoever has the database alone has no secret.
"""

import base64
import functools

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"parley: secrets of tools"


class KeyGone(Exception):
    """What was sealed cannot be opened: the key it was sealed with is not here any more."""

    def __init__(self) -> None:
        super().__init__(
            "This secret was saved with another key (PARLEY_SECRETS_KEY, or secrets_key in the data folder) and cannot"
            " be read. Set it again, or bring the old key back."
        )


def seal(text: str) -> str:
    return _fernet(settings.PARLEY_SECRETS_KEYS).encrypt(text.encode()).decode()


def opened(sealed: str) -> str:
    """What was sealed. Raises KeyGone."""
    try:
        return _fernet(settings.PARLEY_SECRETS_KEYS).decrypt(sealed.encode()).decode()
    except (InvalidToken, ValueError) as error:
        raise KeyGone from error


@functools.lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(made)
