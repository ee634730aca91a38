"""All misconceptions, and the texts of the kit's own solutions."""

from __future__ import annotations

import importlib.util
from functools import cache

from grader.misconceptions.model import Misconception, apply_changes
from grader.paths import REFERENCE

RIGHT_SOLUTIONS = REFERENCE / "right_solutions"
"""A folder for each exercise, with the texts of further right solutions."""


@cache
def misconceptions(stem: str) -> tuple[Misconception, ...]:
    """Return the misconceptions of an exercise; a badge has none."""
    if importlib.util.find_spec(f"grader.misconceptions.{stem}") is None:
        return ()
    found: tuple[Misconception, ...] = importlib.import_module(f"grader.misconceptions.{stem}").MISCONCEPTIONS
    return found


@cache
def reference(stem: str) -> str:
    """Read the text of the model solution."""
    return (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")


@cache
def wrong_solutions(stem: str) -> dict[str, str]:
    """Make the text of each misconception's solution, by its id."""
    return {m.id: apply_changes(m, reference(stem)) for m in misconceptions(stem)}


@cache
def right_solutions(stem: str) -> dict[str, str]:
    """Read the texts of right solutions that are built differently from the reference, by their names."""
    files = sorted((RIGHT_SOLUTIONS / stem).glob("*.py"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
