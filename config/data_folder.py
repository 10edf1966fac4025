"""The data folder: database, secret key, Valkey's socket and log, the lock of whoever runs on it."""

import contextlib
import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

# A socket's path has room for 103 bytes on macOS, 107 on Linux.
SOCKET_PATH_ROOM = 100


class FolderRefused(Exception):
    """The data folder cannot be used. The text is one line that says why."""


def open_folder(path: Path) -> Path:
    """Make the folder if need be, and see that it can be written to. Raises FolderRefused."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        reason = f"The data folder {path} cannot be written to ({error.strerror})."
        raise FolderRefused(f"{reason} Choose another with PARLEY_DATA_DIR.") from error


def secret_key(folder: Path, name: str = "secret_key") -> str:
    """The key that signs sessions and tokens, or another: made once, read by nobody else, kept in the data folder."""
    path = folder / name
    if not path.exists():
        draft = Path(tempfile.mkstemp(prefix=f"{name}.", dir=folder)[1])  # mkstemp: mode 0600
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and whoever comes second takes the first one's
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def secrets_keys(folder: Path, given: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of tools' secrets, the one that seals first: those given, and the folder's own, made if none was."""
    name = "secrets_key"
    own = (secret_key(folder, name),) if not given or (folder / name).exists() else ()
    return given + own


def valkey_socket(folder: Path) -> Path:
    """Where the embedded Valkey listens for this data folder, for everybody to find. Raises FolderRefused."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_ROOM:
        return path
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return _private_folder(Path(tempfile.gettempdir()) / f"parley-{os.getuid()}") / f"{name}.sock"


def _private_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise FolderRefused(f"{path} belongs to somebody else: remove it, or choose a data folder with a shorter path.")
    return path
