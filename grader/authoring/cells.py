"""The kinds of cells in a notebook, with the metadata that nbgrader expects."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""The kernel that runs the notebooks."""


def markdown_cell(text: str) -> NotebookNode:
    """Make a cell with text in Markdown."""
    return new_markdown_cell(text)


def code_cell(text: str) -> NotebookNode:
    """Make a free cell, in which a student tries things."""
    return new_code_cell(text)


def given_cell(grade_id: str, text: str) -> NotebookNode:
    """Make a locked cell, which nbgrader restores."""
    return _of_nbgrader(grade_id, text, locked=True)


def solution_cell(grade_id: str, text: str) -> NotebookNode:
    """Make a cell that the student fills in."""
    return _of_nbgrader(grade_id, text, solution=True)


def grade_cell(grade_id: str, text: str, points: float) -> NotebookNode:
    """Make a locked cell that gives points.

    Args:
        grade_id: Its name in the gradebook, unique in the notebook.
        text: The code in it.
        points: Its maximum score.
    """
    return _of_nbgrader(grade_id, text, locked=True, grade=True, points=points)


def _of_nbgrader(grade_id: str, text: str, **kind: Any) -> NotebookNode:
    kinds = {"grade": False, "locked": False, "solution": False, "task": False}
    about = {**kinds, **kind, "grade_id": grade_id, "schema_version": 3}
    return new_code_cell(text, metadata={"nbgrader": about})


def write_notebook(cells: list[NotebookNode]) -> str:
    """Write the notebook as text. Each cell keeps its identity when other cells are added or removed.

    Raises:
        nbformat.ValidationError: The cells make no valid notebook.
    """
    for number, cell in enumerate(cells, start=1):
        known = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.id = known[:64] if known else f"{cell.cell_type}-{number}"
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"
