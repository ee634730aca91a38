"""The cells of a notebook, as nbgrader wants them."""

from __future__ import annotations

import json
from typing import Any

Cell = dict[str, Any]


def markdown(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code(text: str) -> Cell:
    """A cell to try things in: it is the student's."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": text}


def given(grade_id: str, text: str) -> Cell:
    """A locked cell: nbgrader restores it."""
    return _of_nbgrader(grade_id, text, locked=True)


def solution(grade_id: str, text: str) -> Cell:
    """A cell that the student fills in."""
    return _of_nbgrader(grade_id, text, solution=True)


def grade(grade_id: str, text: str, points: float) -> Cell:
    """A locked cell that gives points."""
    return _of_nbgrader(grade_id, text, locked=True, grade=True, points=points)


def _of_nbgrader(grade_id: str, text: str, **kind: Any) -> Cell:
    cell = code(text)
    kinds = {"grade": False, "locked": False, "solution": False, "task": False}
    cell["metadata"]["nbgrader"] = {**kinds, **kind, "grade_id": grade_id, "schema_version": 3}
    return cell


def notebook(cells: list[Cell]) -> str:
    """The notebook as text. Every cell has an identity that stays the same when others come and go."""
    for number, cell in enumerate(cells, start=1):
        known = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["id"] = known[:64] if known else f"{cell['cell_type']}-{number}"
        cell["source"] = cell["source"].splitlines(keepends=True)
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
