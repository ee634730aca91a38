"""What `watch` shows, as lines: how far the exercises are, the first failure in the room that there is, the keys."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from checks.student.watching.result import Part, Result

KEYS = {"h": "hint", "n": "next", "l": "list", "d": "draw", "r": "repro", "t": "text", "q": "quit"}
"""The keys, and what they do."""

WIDEST = 100
"""Number of columns at most: longer lines are hard to read."""

SPARED = (("CODE", "PASTE"), ("TREE",), ("FRAMES",), ("CONDITION",), ("STEPS",), ("WHY",), ("UNSTEADY",))
"""The parts of a message that are left out where there is no room, the first ones first: `r` and `d` show them."""

BOLD = ("LAW", "EDIT", "TITLE", "KEYS")
RED = ("DIFFERENCE", "DEPARTURE", "WRONG")
GREEN = ("DONE",)


class Line(NamedTuple):
    """A line, and its role, which has a look where there are colours."""

    text: str
    role: str = ""

    def painted(self) -> str:
        """Write the line with the look of its role. The words say the same without it."""
        codes = ["1"] * (self.role in BOLD) + ["31"] * (self.role in RED) + ["32"] * (self.role in GREEN)
        return f"\x1b[{';'.join(codes)}m{self.text}\x1b[0m" if codes and self.text else self.text


def keys_line(width: int) -> Line:
    """Write the last line, shorter where there is no room for words."""
    words = "  ".join(f"{key} {word}" for key, word in KEYS.items())
    return Line(words if len(words) <= width else " ".join(KEYS), "KEYS")


def screen(batch: Sequence[Result], width: int, height: int) -> list[Line]:
    """Lay the screen out, in exactly `height` lines.

    Args:
        batch: The exercises that are being checked, or were checked last.
        width: Columns of the terminal.
        height: Its lines.
    """
    width = min(width, WIDEST)
    head = [*map(title, batch[-max(height // 3, 1) :]), Line("")]
    room = max(height - len(head) - 2, 1)
    first = next((one for one in batch if one.wrong), None)
    body = failure(first, room) if first else _paragraphs(batch[-1].note, width)
    if first is None and (printed := batch[-1].printed):
        body += [Line(""), Line("Your code printed:"), *map(Line, printed)]
    told = next((one.told for one in batch if one.told and one.running), "")
    body += [Line(""), Line(told)] if told and len(body) + 2 <= room else []
    lines = [*head, *_cut(body, room)]
    lines += [Line("")] * (height - 1 - len(lines))
    return [Line(_short(line.text, width), line.role) for line in [*lines[: height - 1], keys_line(width)]]


def full(result: Result) -> list[Line]:
    """Write all of a result, and an empty line, for something that is no screen."""
    body = failure(result, sys.maxsize) if result.wrong else _paragraphs(result.note, WIDEST)
    return [title(result), Line(""), *body, Line("")]


def title(result: Result) -> Line:
    """Say which exercise it is, and how far."""
    exercise = result.exercise
    role = "WRONG" if result.wrong else "DONE" if result.done else "TITLE"
    return Line(f"{exercise.number}  {exercise.title}: {result.score}", role)


def failure(result: Result, room: int) -> list[Line]:
    """Show why a check did not pass, in so many lines if possible."""
    if result.stopped and not result.message:
        where = f" It was {result.told.partition(';')[0]}." if result.told else ""
        return [Line(f"You stopped the checks.{where} Save the file, and they run again.")]
    if result.broken and not result.message:
        return [Line(f"The checks ended early. python -m backprop check {result.exercise.number} shows why.")]
    parts = list(result.message)
    printed = [Line(""), Line("Your code printed:"), *map(Line, result.printed)] if result.printed else []
    for spared in ((), *SPARED):
        parts = [left for part in parts if (left := [block for block in part if block[0] not in spared])]
        for lines in (_spaced(parts) + printed, _spaced(parts)):
            if len(lines) <= room:
                return lines
    return _together(parts)


def _spaced(parts: Sequence[Part]) -> list[Line]:
    lines: list[Line] = []
    for part in parts:
        lines += [Line("")] if lines else []
        lines += _together([part])
    return lines


def _together(parts: Sequence[Part]) -> list[Line]:
    return [Line(text, role) for part in parts for role, *texts in part for text in texts]


def _paragraphs(note: Sequence[str], width: int) -> list[Line]:
    lines: list[Line] = []
    for text in note:
        lines += [Line("")] if lines else []
        lines += [Line(line) for line in textwrap.wrap(text, width)]
    return lines


def _cut(lines: list[Line], room: int) -> list[Line]:
    """Leave out the middle, where there are too many lines: the end says which file to edit."""
    if len(lines) <= room:
        return lines
    return [*lines[: max(room - 2, 0)], Line("..."), lines[-1]][:room]


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."
