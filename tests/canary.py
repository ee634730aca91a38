"""A tree of files that a submission must leave as it is: content, modes, owners, times and attributes included."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any


class Canary:
    """A folder as a classmate would have it, and what it looked like in the beginning."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "classmate" / "backprop").mkdir(parents=True)
        self.file = folder / "classmate" / "backprop" / "ex1_by_hand.py"
        self.file.write_text("MINE = True\n", encoding="utf-8")
        self.file.chmod(0o644)
        (folder / "empty").mkdir(mode=0o755)
        (folder / "link").symlink_to("classmate")
        if hasattr(os, "setxattr"):
            os.setxattr(self.file, "user.owner", b"classmate")
        self.before = picture(folder)

    def changes(self) -> list[str]:
        """Name what is no longer as it was."""
        after = picture(self.folder)
        return sorted(p for p in self.before.keys() | after.keys() if self.before.get(p) != after.get(p))


def picture(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Describe every file, folder and link below, itself included. The time of reading is no change."""
    return {str(path): _described(path) for path in [folder, *folder.rglob("*")]}


def _described(path: Path) -> tuple[Any, ...]:
    found = path.lstat()
    content = path.read_bytes() if stat.S_ISREG(found.st_mode) else b""
    listed = os.listxattr(path, follow_symlinks=False) if hasattr(os, "listxattr") else []
    attributes = {name: os.getxattr(path, name, follow_symlinks=False) for name in listed}
    # The time of the inode's last change tells of changes that were undone.
    return (found.st_mode, found.st_uid, found.st_gid, found.st_nlink, found.st_size, found.st_mtime_ns,
            found.st_ctime_ns, content, attributes)  # fmt: skip
