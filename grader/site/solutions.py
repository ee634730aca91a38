"""The model answers, for a course that shows them: files of their own, which the page fetches once all checks pass."""

from __future__ import annotations

import ast

from grader.authoring.markers import BEGIN, END
from grader.paths import REFERENCE

NAME = "solution-"
"""The beginning of their names."""


def model_answer(stem: str) -> str:
    """Return the code of an exercise's solution, without the lesson above it and without markers."""
    source = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    lesson = ast.parse(source).body[0].end_lineno
    lines = source.splitlines()[lesson:]
    return "\n".join(line for line in lines if not BEGIN.match(line) and not END.match(line)).strip() + "\n"
