"""Reads the notebook that a student handed in. A file that cannot be read gets no points, and stops nobody else."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from grader.intake.files import NOTEBOOK_BYTES
from grader.nbgrader.released import Released
from grader.printable import encodable, fit
from grader.startup import collect_garbage_seldom, keep_hypothesis_out

UNREADABLE = "backprop_unreadable"
"""Key of the notebook's metadata that says why the file could not be read."""

OBJECTS, ITEMS = 100_000, 2_000_000
"""Maximum number of objects and of all items in a notebook's file. A cell takes three; what is large are pictures."""

REVIEW = "backprop_review"
"""Key of nbconvert's resources with the reasons why a person has to look at the notebook."""


class Intake(NotebookExporter):
    """The exporter with which nbgrader reads a notebook for autograding. It trusts nothing but the names of the cells.

    The kind and the points of a cell come from the gradebook. So a submission is graded in spite of copied cells, of
    lost or edited metadata, and even if the file is no notebook.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Prepare this process to grade, as `grader` does: nbgrader makes its exporter before it imports the judge."""
        keep_hypothesis_out()
        collect_garbage_seldom()
        super().__init__(*arguments, **settings)
        self._released: dict[tuple[str, ...], Released] = {}

    def released(self, about: Mapping[str, str]) -> Released:
        """Return what was handed out, read once for all students: nbgrader makes an exporter for each command."""
        key = about["db_url"], about["assignment"], about["notebook"]
        if key not in self._released:
            self._released[key] = Released.read(about)
        return self._released[key]

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        about = (resources or {}).get("nbgrader", {})
        try:
            path = Path(filename)
            if path.stat().st_size > NOTEBOOK_BYTES:
                raise ValueError(f"it has {path.stat().st_size:,} bytes; at most {NOTEBOOK_BYTES:,} are accepted")
            notebook = read_notebook(path.read_bytes())
        except Exception as error:  # noqa: BLE001  # a student's file can make the reader fail in any way
            why = f"the file is no notebook that can be read: {type(error).__name__}: {fit(str(error), 200)}"
            notebook = new_notebook(cells=[new_markdown_cell(f"**{Path(filename).name}**: {why}")])
            notebook.metadata[UNREADABLE] = why
        kinds = self.released(about).kinds()
        # Of several copies of a cell the last one counts, as in nbgrader; the others are the student's own cells.
        for cell in reversed(notebook.cells):
            kind = kinds.pop(cell_name(cell), None)
            cell.metadata.pop("nbgrader", None)
            if kind:
                cell.metadata["nbgrader"] = NotebookNode(kind)
        result: tuple[Any, Any] = self.from_notebook_node(notebook, resources=resources, **kw)
        if notes := result[1].get(REVIEW):
            self.log.warning("%s needs a person: %s", Path(filename).name, "; ".join(notes))
            with Gradebook(about["db_url"]) as gradebook:
                mark(gradebook, about)
        return result


def mark(gradebook: Gradebook, about: Mapping[str, str]) -> None:
    """Have nbgrader ask for a person to look at what a notebook has earned; the scores stay.

    Args:
        gradebook: The gradebook, with the scores of the notebook.
        about: What nbgrader knows of it: the student, the assignment, and the notebook's name.
    """
    submitted = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
    for grade in submitted.grades:
        if grade.auto_score:
            grade.needs_manual_grade = True
    gradebook.db.commit()


def read_notebook(data: bytes) -> NotebookNode:
    """Read a notebook's file, and keep its well-formed cells only. Any exception may be raised if it is none."""
    # Counted in the file: half a million cells take nbformat a minute, and a gigabyte.
    if data.count(b"{") > OBJECTS or data.count(b",") + data.count(b"[") > ITEMS:
        raise ValueError(f"it has over {OBJECTS:,} objects, or {ITEMS:,} items")
    with warnings.catch_warnings(action="ignore"):  # nbformat warns of each cell
        notebook = nbformat.reads(data.decode(), as_version=4)
    cells = []
    for cell in notebook["cells"]:
        if not isinstance(cell.get("source"), str) or cell.get("cell_type") not in ("code", "markdown", "raw"):
            continue
        cell["source"] = encodable(cell["source"])  # JSON can hold half a character, which no file can
        if not isinstance(cell.get("metadata"), dict):
            cell["metadata"] = NotebookNode()
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = list(cell.get("outputs", [])), None
        cells.append(cell)
    notebook["cells"] = cells
    if not isinstance(notebook.get("metadata"), dict):
        notebook["metadata"] = NotebookNode()
    return notebook


def too_long(cells: Iterable[NotebookNode], source_bytes: int) -> str:
    """Say that the code cells are too long; nothing if they are not."""
    size = sum(len(cell.source.encode()) for cell in cells)
    return (
        ""
        if size <= source_bytes
        else f"the code cells have {size:,} bytes together; at most {source_bytes:,} are accepted"
    )


def cell_name(cell: NotebookNode) -> str:
    """Return nbgrader's name of a cell; empty if it has none."""
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""
