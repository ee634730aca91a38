"""Expected and got, side by side, with the first difference pointed out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from checks.law.answers import is_number
from checks.law.oracle import close
from checks.model.outcomes import Values

ROWS = 8
"""Number of rows shown of a long list, the first difference among them."""

WIDTH = 78
"""Columns of a message: a terminal has at least 80."""


@dataclass(frozen=True)
class Comparison:
    """The expected answer beside the one that came, in lines; `marked` is the line that points at the difference."""

    lines: tuple[str, ...]
    marked: int | None = None


def side_by_side(expected: str, got: str, values: Values | None = None, factor: float | None = None) -> Comparison:
    """Lay out an expected answer and the one that came.

    Args:
        expected: The right answer as text.
        got: The answer that came as text.
        values: Both as data, if they are numbers or lists of them: then they make a table, else one text is below the
            other.
        factor: What the wrong answers have in common: they are the right ones times that.
    """
    if values is not None and first_difference(values) is not None:  # or the list is right, and a number is asked for
        return _table(*values, factor)
    return Comparison((*_entry("Expected", expected), *_entry("Got", got)))


def first_difference(values: Values | None) -> int | None:
    """Find the first position at which two lists of numbers differ; None if they agree or are no such lists."""
    if values is None:
        return None
    return next((i for i, (w, f) in enumerate(zip_longest(*values)) if not _same(w, f)), None)


def _same(wanted: Any, found: Any) -> bool:
    if wanted is None or found is None:
        return False
    if is_number(wanted) and is_number(found):
        return close(found, wanted)
    if is_number(wanted) or is_number(found) or len(wanted) != len(found):
        return False
    return all(map(_same, wanted, found))


def _table(wanted: list[Any], found: list[Any], factor: float | None) -> Comparison:
    pairs = list(zip_longest(wanted, found))
    first = next((i for i, (w, f) in enumerate(pairs) if not _same(w, f)), 0)
    start = max(0, min(first - ROWS // 2, len(pairs) - ROWS))
    cells = [("", "Expected", "Got")]
    if start:
        cells.append(("", "...", "..."))
    for i, pair in enumerate(pairs[start : start + ROWS], start=start):
        w, f = ("(nothing)" if value is None else repr(value) for value in pair)
        cells.append((f"{i}:" if len(pairs) > 1 else "", w, f))
    if start + ROWS < len(pairs):
        cells.append(("", "...", "..."))
    widths = [max(len(row[k]) for row in cells) for k in range(3)]
    lines = [f"{a:>{widths[0]}} {b:<{widths[1]}}   {c:<{widths[2]}}".rstrip() for a, b, c in cells]
    here = 1 + bool(start) + first - start
    lines[here] += "   <-- " + ("the first difference" if len(pairs) > 1 else _relation(wanted[0], found[0], factor))
    shown = [line.removeprefix(" ") for line in lines] if len(pairs) == 1 else lines
    return Comparison(tuple(shown), here)


RELATIONS = {-1.0: "the sign", 2.0: "twice as much", 0.5: "half as much"}
"""Words for the factors that wrong answers may have in common."""


def _relation(wanted: Any, found: Any, factor: float | None) -> str:
    """Say how a number differs from the right one, if it is a common mistake such as the sign."""
    if is_number(wanted) and is_number(found):
        if found == 0:
            return "zero"
        if factor is not None and close(found, factor * wanted):
            return RELATIONS[factor]
    return "different"


def _entry(head: str, text: str) -> list[str]:
    """Put a text beside its heading, in lines that fit."""
    first, *rest = _wrapped(text, WIDTH - 10)
    return [f"{head:<9} {first}", *(" " * 10 + line for line in rest)]


def _wrapped(text: str, width: int) -> list[str]:
    """Wrap a text at spaces, without changing anything else in it: formulas and lists stay as they are."""
    lines = []
    while len(text) > width:
        at = text.rfind(" ", 1, width + 1)
        at = at if at > 0 else width
        lines.append(text[:at])
        text = text[at:].lstrip(" ")
    return [*lines, text]
