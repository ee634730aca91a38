"""Notices saved files by looking at them, which works with every editor, and on drives that send no events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from checks.exercises import BY_STEM
from checks.guest.loading import GIVEN

Stamp = tuple[int, int]


def stamp_of(path: Path) -> Stamp | None:
    """Return the time and the size of a file; None if it is just being replaced."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class Saves:
    """The files of a folder that are looked at: the exercises and the given modules."""

    def __init__(self, folder: Path, stamp: Callable[[Path], Stamp | None] = stamp_of) -> None:
        self._files = {stem: folder / f"{stem}.py" for stem in (*BY_STEM, *GIVEN)}
        self._stamp = stamp
        self._stamps = {stem: stamp(path) for stem, path in self._files.items()}
        self._texts = {stem: _text(path) for stem, path in self._files.items()}

    def new(self) -> list[str]:
        """List the modules whose text has changed since the last time; an empty file is one that is being written."""
        found = []
        for stem, path in self._files.items():
            stamp = self._stamp(path)
            if stamp is None or stamp == self._stamps[stem]:
                continue
            text = _text(path)
            self._stamps[stem] = stamp if text else None
            if text and text != self._texts[stem]:
                self._texts[stem] = text
                found.append(stem)
        return found


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def to_run(saved: Iterable[str], current: str, started: Mapping[str, bool]) -> list[str]:
    """List the exercises to check after some files were saved, in the order of their numbers.

    Args:
        saved: The modules; a given one concerns the exercise that is on the screen.
        current: That exercise.
        started: For each exercise whether it is started; those that build on others run with them if they are.
    """
    wanted = {current if stem in GIVEN else stem for stem in saved}
    wanted |= {stem for stem, one in BY_STEM.items() if started.get(stem) and not wanted.isdisjoint(one.builds_on)}
    return [stem for stem in BY_STEM if stem in wanted]
