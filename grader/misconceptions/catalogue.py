"""All misconceptions, and the texts of the kit's own solutions."""

from __future__ import annotations

import importlib.util
from functools import cache

from grader.misconceptions.model import Misconception, wrong_solution
from grader.misconceptions.solutions import read_solutions
from grader.paths import GRADER, REFERENCE

RIGHT_SOLUTIONS = REFERENCE / "right_solutions"
"""A folder for each exercise, with the texts of further right solutions."""


@cache
def misconceptions(stem: str) -> tuple[Misconception, ...]:
    """Return the misconceptions of an exercise, those made by changes first; an exercise may have none.

    Raises:
        grader.misconceptions.solutions.HeaderError: A whole solution does not say what it is about.
    """
    if importlib.util.find_spec(f"grader.misconceptions.{stem}") is None:
        return ()
    changed: tuple[Misconception, ...] = importlib.import_module(f"grader.misconceptions.{stem}").MISCONCEPTIONS
    return changed + read_solutions(GRADER / "misconceptions" / stem / "solutions")


@cache
def reference(stem: str) -> str:
    """Read the text of the model solution."""
    return (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")


@cache
def wrong_solutions(stem: str) -> dict[str, str]:
    """Make the text of each misconception's solution, by its id."""
    return {m.id: wrong_solution(m, reference(stem)) for m in misconceptions(stem)}


@cache
def right_solutions(stem: str) -> dict[str, str]:
    """Read the texts of right solutions that are built differently from the reference, by their names."""
    files = sorted((RIGHT_SOLUTIONS / stem).glob("*.py"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
