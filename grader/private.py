"""Folders whose contents are believed, since nobody but their user can write there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

ROOT = 0
"""Who can change everything anyway."""


def make_private(folder: Path) -> None:
    """Make a folder for this user alone, unless it is there.

    Raises:
        OSError: It cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


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
