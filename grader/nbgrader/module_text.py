"""Makes a module of a notebook that came without nbgrader, such as from a learning platform."""

from __future__ import annotations

import nbformat
from nbformat.notebooknode import NotebookNode

from checks.exercises import BY_STEM
from grader.authoring.notebooks import make_notebook
from grader.authoring.reference_module import ReferenceModule
from grader.nbgrader.code import CodeCell, module_of
from grader.nbgrader.intake import cell_name, read_notebook, too_long
from grader.nbgrader.judge import kind
from grader.printable import fit


def module_text(stem: str, data: bytes, source_bytes: int) -> str:
    """Return the code of a student's notebook that counts, as nbgrader's judge would take it.

    Given cells are as they were handed out, whatever the student's copy says.

    Args:
        stem: The exercise.
        data: The notebook's file.
        source_bytes: Maximum size of its code cells in bytes, together.

    Raises:
        ValueError: The file is no notebook, or its code cells are too long. The message says why.
    """
    try:
        notebook = read_notebook(data)
    except Exception as error:  # noqa: BLE001  # a student's file can make the reader fail in any way
        raise ValueError(f"no notebook that can be read: {type(error).__name__}: {fit(str(error), 200)}") from None
    kinds = {cell_name(cell): (kind(cell), cell) for cell in _as_made(stem) if cell_name(cell)}
    given = [CodeCell("given", cell.source) for what, cell in kinds.values() if what == "given"]
    theirs: list[CodeCell] = []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if problem := too_long(code, source_bytes):
        raise ValueError(problem)
    # Of several copies of a cell the last one counts, as in nbgrader; the others are the student's own cells.
    for cell in reversed(code):
        what, _ = kinds.pop(cell_name(cell), ("added", None))
        if what != "given":
            theirs.append(CodeCell(what, cell.source))
    return module_of([*given, *reversed(theirs)], set(ReferenceModule(stem).definitions)).source


def _as_made(stem: str) -> list[NotebookNode]:
    made = nbformat.reads(make_notebook(BY_STEM[stem]), as_version=4)
    return [cell for cell in made.cells if cell.cell_type == "code"]
