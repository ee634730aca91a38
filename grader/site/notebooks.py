"""The notebooks as students get them: stubs in place of solutions, and of the hidden checks nothing but a cell."""

from __future__ import annotations

import re

import nbformat

from checks.exercises import Exercise
from grader.authoring.notebooks import WITH_NOTEBOOK, make_notebook

TITLE = re.compile(r"^# Hidden: .*(?=  \()", re.M)
"""The comment that names a hidden check, up to its points."""


class NoNotebooks(Exception):
    """The packages that make notebooks are missing. The message says what to install."""


def student_notebooks(exercises: list[Exercise]) -> dict[str, str]:
    """Make the notebooks of the exercises that have one, by stem, with nbgrader's own means.

    Raises:
        NoNotebooks: nbgrader is not installed.
    """
    try:
        from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
    except ImportError as error:
        advice = 'pip install "backprop-exercise-kit[nbgrader]"'
        raise NoNotebooks(f"Notebooks are made with nbgrader, and {error.name} is not installed: {advice}") from None
    stub = {"python": 'raise NotImplementedError("Exercise")'}
    steps = [
        ClearSolutions(code_stub=stub),
        ClearHiddenTests(),
        ClearMarkScheme(enforce_metadata=False),
    ]
    found = {}
    for exercise in (one for one in exercises if one in WITH_NOTEBOOK):
        notebook = nbformat.reads(make_notebook(exercise), as_version=4)
        for step in steps:
            notebook, _ = step.preprocess(notebook, {})
        for cell in notebook.cells:
            cell.source = TITLE.sub("# A hidden check", cell.source)
        notebook.metadata["kernelspec"] = {"display_name": "Python", "language": "python", "name": "python"}
        found[exercise.stem] = f"{nbformat.writes(notebook)}\n"
    return found
