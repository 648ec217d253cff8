"""The key that seals what the console hands out or keeps: made once, readable by its owner only."""

from __future__ import annotations

import base64
import contextlib
import secrets
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

from companion.atomic import write_new
from companion.errors import KeyFileError

_BYTES: Final = 32
_PRIVATE: Final = 0o600


def console_key(path: Path) -> str:
    """Return the key in ``path``, 64 hexadecimal digits; the first to ask makes it.

    Raises:
        KeyFileError: the file holds something else.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # another instance was first
            write_new(path, f"{secrets.token_hex(_BYTES)}\n".encode(), mode=_PRIVATE)
    text = path.read_text("ascii", errors="replace").strip()
    if len(text) != 2 * _BYTES or any(each not in "0123456789abcdef" for each in text):
        raise KeyFileError(f"{path} is not a key of the console")
    return text


class Sealer:
    """Seals small secrets with the console's key, so that the database alone gives none away."""

    def __init__(self, key: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(bytes.fromhex(key)))

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode("utf-8")).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return what was sealed.

        Raises:
            KeyFileError: with another key.
        """
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8")
        except InvalidToken as error:
            raise KeyFileError("what is kept was sealed with another console key") from error
