"""The cells of a notebook, as nbgrader wants them."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def markdown_cell(text: str) -> NotebookNode:
    return new_markdown_cell(text)


def code_cell(text: str) -> NotebookNode:
    """A cell to try things in: it is the student's."""
    return new_code_cell(text)


def given_cell(grade_id: str, text: str) -> NotebookNode:
    """A locked cell: nbgrader restores it."""
    return _of_nbgrader(grade_id, text, locked=True)


def solution_cell(grade_id: str, text: str) -> NotebookNode:
    """A cell that the student fills in."""
    return _of_nbgrader(grade_id, text, solution=True)


def grade_cell(grade_id: str, text: str, points: float) -> NotebookNode:
    """A locked cell that gives points."""
    return _of_nbgrader(grade_id, text, locked=True, grade=True, points=points)


def _of_nbgrader(grade_id: str, text: str, **kind: Any) -> NotebookNode:
    kinds = {"grade": False, "locked": False, "solution": False, "task": False}
    about = {**kinds, **kind, "grade_id": grade_id, "schema_version": 3}
    return new_code_cell(text, metadata={"nbgrader": about})


def write_notebook(cells: list[NotebookNode]) -> str:
    """The notebook as text. Every cell has an identity that stays the same when others come and go.

    Raises:
        nbformat.ValidationError: The cells make no notebook.
    """
    for number, cell in enumerate(cells, start=1):
        known = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.id = known[:64] if known else f"{cell.cell_type}-{number}"
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"
