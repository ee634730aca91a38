"""What is done, remembered in the project's folder: one memory for `pytest`, `watch` and `python -m backprop list`.

A small file of JSON, .backprop/memory.json. Without it, or where it cannot be written, everything works as the first
time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from checks.guest.loading import source_file
from checks.model.status import Status
from checks.student.stub_state import PROJECT, is_untouched

FILE = PROJECT / ".backprop" / "memory.json"


@dataclass(frozen=True)
class Remembered:
    """What is known of an exercise: how its checks ended when they ran last."""

    text: str = ""
    """The fingerprint of the file that was checked."""

    ids: tuple[str, ...] = ()
    """All checks of the exercise, in their order."""

    statuses: Mapping[str, str] = field(default_factory=dict)
    """The statuses of those that ran on that file."""

    was_done: bool = False
    """Whether all checks have passed at some time."""

    @property
    def passed(self) -> int:
        """Number of checks that passed."""
        return sum(self.statuses.get(identity) == Status.PASSED for identity in self.ids)

    @property
    def done(self) -> bool:
        return bool(self.ids) and self.passed == len(self.ids)

    def first_to_run(self, ids: Sequence[str]) -> list[str]:
        """Sort checks: what failed last comes first, what passed last."""

        def rank(identity: str) -> int:
            status = self.statuses.get(identity)
            return 1 if status is None else 2 * (status == Status.PASSED)

        return sorted(ids, key=rank)


class Memory:
    """The memory of a project."""

    def __init__(self, file: Path | None = None) -> None:
        """Read the file; one that is damaged holds nothing."""
        self._file = file or FILE
        self._known: dict[str, Remembered] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            data = json.loads(self._file.read_text(encoding="utf-8"))
            self._known = {stem: _remembered(**entry) for stem, entry in data.items()}

    def of(self, stem: str) -> Remembered:
        """Return what is known of an exercise, though its file may have changed since."""
        return self._known.get(stem, Remembered())

    def note(self, stem: str, ids: Sequence[str], statuses: Mapping[str, str]) -> Remembered:
        """Note how checks ended; what others ended with on the same file is kept.

        Args:
            stem: The exercise.
            ids: All of its checks.
            statuses: Those of the checks that ran, by their ids.

        Returns:
            What is known now.
        """
        before, text = self.of(stem), fingerprint(stem)
        kept = before.statuses if before.text == text else {}
        now = Remembered(text, tuple(ids), {i: s for i, s in {**kept, **statuses}.items() if i in ids}, before.was_done)
        if now.done:
            now = Remembered(now.text, now.ids, now.statuses, was_done=True)
        self._known[stem] = now
        return now

    def save(self) -> None:
        """Write the file, if it can be written."""
        data = {stem: asdict(known) for stem, known in self._known.items()}
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(data, indent=1), encoding="utf-8")
            beside.replace(self._file)  # whoever reads at this moment finds all of it

    def word(self, stem: str) -> str:
        """Say in a word or two how far an exercise is; "was done" if something has changed since, or fails."""
        known = self.of(stem)
        if is_untouched(stem):
            return "not started"
        if self.is_done(stem):
            return "done"
        if known.was_done:
            return "was done"
        return f"{known.passed} of {len(known.ids)}" if known.text == fingerprint(stem) else "changed"

    def is_done(self, stem: str) -> bool:
        """Tell whether an exercise is done, with the file as it is."""
        known = self.of(stem)
        return known.done and known.text == fingerprint(stem)


def _remembered(text: str, ids: list[str], statuses: dict[str, Any], was_done: bool) -> Remembered:
    return Remembered(str(text), tuple(map(str, ids)), {i: Status(s) for i, s in statuses.items()}, bool(was_done))


def fingerprint(stem: str) -> str:
    """Return the fingerprint of an exercise's file, empty if there is none."""
    try:
        return hashlib.sha256(source_file(stem).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""
