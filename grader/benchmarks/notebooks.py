"""Puts the code of the sample students into notebooks, for other graders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import nbformat

from checks.exercises import EXERCISES
from grader.authoring.notebooks import path_of
from grader.course.limits import Limits
from grader.intake import files as submission

Notebooks = dict[str, dict[str, nbformat.NotebookNode]]
"""Student -> exercise -> notebook."""


def of_students(folders: Sequence[Path], stems: Sequence[str]) -> Notebooks:
    """Make a notebook for each exercise that was handed in.

    Args:
        folders: The submissions; a folder's name is the student's.
        stems: The exercises; all if empty.
    """
    chosen = stems or [exercise.stem for exercise in EXERCISES]
    found: Notebooks = {}
    for folder in folders:
        files = submission.read_submission(folder, folder.name, Limits().source_bytes).files
        texts = {stem: files[stem].text for stem in chosen if stem in files and not files[stem].problem}
        found[folder.name] = {stem: of_student(stem, text) for stem, text in texts.items()}
    return found


def of_student(stem: str, text: str) -> nbformat.NotebookNode:
    """Make an exercise's notebook with the student's file in its first solution cell, and nothing in the others.

    Cells for reading and for trying things are left out: other graders would run them, and this kit does not.
    """
    notebook: nbformat.NotebookNode = nbformat.read(path_of(stem), as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source, text = text, "# see above"
    return notebook
