"""What belongs to one user: folders whose contents are believed, and keys that nobody else reads."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

KEY_BYTES = 32
"""Length of a key: as many as its HMAC, SHA-256, has."""

ROOT = 0
"""Who can change everything anyway."""


def make_private(folder: Path) -> None:
    """Make a folder for this user alone, unless it is there.

    Raises:
        OSError: It cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def read_key(file: Path, make: bool = False) -> bytes:
    """Read a secret key.

    Args:
        file: The file with the key.
        make: Whether to make a key, readable for its owner only, if there is none.

    Raises:
        OSError: There is no key, or it cannot be read or made.
        ValueError: The file has something else in it.
    """
    if make and not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_hex(KEY_BYTES) + "\n")
    key = bytes.fromhex(file.read_text(encoding="ascii"))
    if len(key) != KEY_BYTES:
        raise ValueError(f"expected a key of {KEY_BYTES} bytes, got {len(key)}")
    return key


def who_else_writes(path: Path) -> str:
    """Explain who else can change what is at a path, or put something else there; empty if nobody can.

    All folders above count as well, but one like /tmp, in which only the owner of a thing can move it.
    """
    if not hasattr(os, "geteuid"):  # Windows gives each user a cache folder, and has no modes
        return ""
    there = Path(os.path.realpath(path))
    for folder in (there, *there.parents):
        try:
            about = folder.stat()
        except OSError:
            continue  # what is not there yet, this user will make
        if about.st_uid not in (ROOT, os.geteuid()):
            return f"{folder} belongs to another user"
        if _others_write(about) and not (folder != there and about.st_mode & stat.S_ISVTX):
            return f"others can write into {folder}"
    return ""


def _others_write(about: os.stat_result) -> bool:
    """Tell whether a mode lets others write; a group with the user's own number is the user's alone."""
    if about.st_mode & stat.S_IWGRP and about.st_gid not in (ROOT, os.geteuid()):
        return True
    return bool(about.st_mode & stat.S_IWOTH)
