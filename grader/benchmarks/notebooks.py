"""The sample students' code in notebooks, as other graders take it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import nbformat

from checks.exercises import EXERCISES
from grader.authoring.notebooks import path_of
from grader.course.limits import Limits
from grader.intake import files as submission

Notebooks = dict[str, dict[str, nbformat.NotebookNode]]
"""By student and by exercise."""


def of_students(folders: Sequence[Path], stems: Sequence[str]) -> Notebooks:
    """A notebook for each exercise that was handed in; of these exercises only, if there are any."""
    chosen = stems or [exercise.stem for exercise in EXERCISES]
    found: Notebooks = {}
    for folder in folders:
        files = submission.read_submission(folder, folder.name, Limits().source_bytes).files
        texts = {stem: files[stem].text for stem in chosen if stem in files and not files[stem].problem}
        found[folder.name] = {stem: of_student(stem, text) for stem, text in texts.items()}
    return found


def of_student(stem: str, text: str) -> nbformat.NotebookNode:
    """The exercise's notebook with the student's file in its first cell to fill in, and nothing in the others.

    What is there to read and to try things in is left out: other graders would run it, and this kit does not.
    """
    notebook: nbformat.NotebookNode = nbformat.read(path_of(stem), as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source, text = text, "# see above"
    return notebook
