"""What takes long is made once for all processes that run the tests."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` in `folder`, which `make` fills, or has filled in another process."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name / "done").exists():
            make(folder / name)
            (folder / name / "done").touch()
    return folder / name
