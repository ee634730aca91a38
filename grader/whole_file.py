"""Files that are there as a whole or not at all, for processes that share a folder."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
BY_UMASK = 0o666
"""Who can read and write a file: its owner alone, or whom the umask lets, as of any file that a program writes."""


def write_whole(file: Path, content: bytes, mode: int = OWNER_ONLY) -> None:
    """Write a file, and its folder if that is missing.

    Another process sees all of it or what was there before, whenever this one is killed, also if both write it.

    Args:
        file: The file.
        content: All that is in it.
        mode: Who can read and write it, `OWNER_ONLY` or `BY_UMASK`.

    Raises:
        OSError: It cannot be written. Nothing is left behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        part.replace(file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
