"""Expected and got, side by side, with the first difference pointed out."""

from __future__ import annotations

import ast
from itertools import zip_longest
from typing import Any

from checks.law.answers import is_number
from checks.law.oracle import close

ROWS = 8
"""Rows of a long list that are shown, the first difference among them."""

WIDTH = 78


def side_by_side(expected: str, got: str) -> list[str]:
    """Lines for two texts; where both are numbers or lists of them, a table."""
    wanted, found = _read(expected), _read(got)
    if wanted is not None and found is not None:
        return _table(wanted, found)
    return [*_entry("Expected", expected), *_entry("Got", got)]


def first_difference(expected: str, got: str) -> int | None:
    """The position in a list at which it begins to differ; None if these are no lists of numbers."""
    wanted, found = _read(expected), _read(got)
    if wanted is None or found is None:
        return None
    return next((i for i, (w, f) in enumerate(zip_longest(wanted, found)) if not _same(w, f)), None)


def _read(text: str) -> list[Any] | None:
    """A number as a list of one, a list of numbers or of pairs; None for all else."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if is_number(value):
        return [value]
    if isinstance(value, list) and value and all(is_number(v) or _is_pair(v) for v in value):
        return value
    return None


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and bool(value) and all(map(is_number, value))


def _same(wanted: Any, found: Any) -> bool:
    if wanted is None or found is None:
        return False
    if is_number(wanted) and is_number(found):
        return close(found, wanted)
    if is_number(wanted) or is_number(found) or len(wanted) != len(found):
        return False
    return all(map(_same, wanted, found))


def _table(wanted: list[Any], found: list[Any]) -> list[str]:
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
    lines[here] += "   <-- " + ("the first difference" if len(pairs) > 1 else _relation(wanted[0], found[0]))
    return [line.removeprefix(" ") for line in lines] if len(pairs) == 1 else lines


def _relation(wanted: Any, found: Any) -> str:
    """How one number differs from another, in the words of a person who has seen it before."""
    if is_number(wanted) and is_number(found) and wanted != 0:
        if found == 0:
            return "zero"
        if close(-found, wanted):
            return "the sign"
        if close(found / 2, wanted):
            return "twice as much"
        if close(found * 2, wanted):
            return "half as much"
    return "different"


def _entry(head: str, text: str) -> list[str]:
    """A text below its heading, in lines that fit."""
    first, *rest = _wrapped(text, WIDTH - 10)
    return [f"{head:<9} {first}", *(" " * 10 + line for line in rest)]


def _wrapped(text: str, width: int) -> list[str]:
    """Like textwrap, but nothing is changed within the text: formulas and lists stay as they are."""
    lines = []
    while len(text) > width:
        at = text.rfind(" ", 1, width + 1)
        at = at if at > 0 else width
        lines.append(text[:at])
        text = text[at:].lstrip(" ")
    return [*lines, text]
