"""Two similar solutions side by side: what was given is grey, what is found in the other one is marked."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from checks.exercises import BY_STEM
from grader.paths import SKELETON
from grader.reports.html.environment import environment
from grader.reports.similarity import Pair

LONGEST = 300
"""Characters of a line that are shown."""


class Line(NamedTuple):
    """A line of a solution; `sort` is its class in the style sheet: given, alike or own."""

    number: int
    text: str
    sort: str


def comparison(pair: Pair) -> str:
    """Render both solutions of a pair as HTML."""
    sides = [
        (", ".join(students), lines(pair.stem, text, alike))
        for students, text, alike in zip((pair.first, pair.second), pair.texts, pair.alike, strict=True)
    ]
    return environment().get_template("comparison.html").render(sides=sides)


def lines(stem: str, text: str, alike: frozenset[int]) -> list[Line]:
    """Sort the lines of a solution; empty ones count as given."""
    found = []
    for number, line in enumerate(_split(text), start=1):
        sort = "given" if line.strip() in _given(stem) else "alike" if number in alike else "own"
        found.append(Line(number, line.expandtabs(4)[:LONGEST], sort))
    return found


@cache
def _given(stem: str) -> frozenset[str]:
    skeleton = (SKELETON / BY_STEM[stem].file).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in _split(skeleton)) | {""}


def _split(text: str) -> list[str]:
    """Split a text into lines as the lexer of the fingerprints does."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
