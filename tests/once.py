"""Things that take long to make are made once for all processes that run the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` in `folder`. `make` fills it, unless another process has done so."""
    with FileLock(folder / f"{name}.lock"):
        if not (folder / name / "done").exists():
            make(folder / name)
            (folder / name / "done").touch()
    return folder / name
