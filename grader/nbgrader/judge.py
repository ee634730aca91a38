"""Grades notebooks in the place of nbgrader's `Execute`.

`Judge` starts no kernel. It judges the notebook's code in the sandbox, and writes outputs into the grade cells, from
which nbgrader reads the scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, OverwriteCells

from checks import notebook
from checks.exercises import BY_STEM
from checks.explain.media import NotebookMedium
from checks.model.network import Network
from checks.model.outcomes import CannotLoad, Crashed, Frame, Raised, TimedOut
from checks.model.scenario import Scenario
from checks.model.status import Status
from checks.notebook import Result
from grader import api
from grader.authoring.grade_ids import grade_id
from grader.authoring.reference_module import Solved
from grader.course import config as course
from grader.course.config import Course
from grader.course.limits import Limits
from grader.intake.files import SourceFile, Submission
from grader.judge.subject import SandboxedSubject
from grader.nbgrader.code import CodeCell, Module, module_of
from grader.nbgrader.intake import UNREADABLE
from grader.record import CheckEntry, ExerciseEntry

ATTEMPTS = 20
"""Number of statements left out, one after the other, before code that does not load is given up."""


class Judge(NbGraderPreprocessor):
    """The preprocessor that grades. It executes other notebooks than the kit's exercises as nbgrader does.

    A `course.toml` in the course's folder sets limits and draws; the points are those of the cells.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        stem = resources["nbgrader"]["notebook"]
        if stem not in BY_STEM:
            return Execute(parent=self.parent).preprocess(nb, resources)
        own = [cell for cell in nb.cells if cell.cell_type == "code" and _kind(cell) != "given"]
        given = self._restore(nb, resources["nbgrader"])
        cells = [*given, *(CodeCell(_kind(cell), cell.source) for cell in own)]
        module = module_of(cells, set(Solved(stem).definitions))
        entry = self._graded(stem, module, nb.metadata.get(UNREADABLE, ""), resources["nbgrader"]["student"])
        for i, problem in module.problems.items():
            if i >= len(given):
                own[i - len(given)].outputs = [new_output("stream", name="stdout", text=problem)]
        checks = {grade_id(check.id, check.hidden): check for check in entry.checks}
        for cell in nb.cells:
            if utils.is_grade(cell) and cell.cell_type == "code":
                name = cell.metadata.nbgrader.grade_id
                # Without an error here, the empty cell would get full marks.
                if name not in checks:
                    raise RuntimeError(f"the kit has no check for the grade cell {name!r}: generate {stem} once more")
                if checks[name].status is Status.GRADER_ERROR:
                    raise RuntimeError(f"{name} could not be judged, so no grade:\n{checks[name].message}")
                _fill_in(cell, checks[name], module)
        return nb, resources

    def _restore(self, nb: NotebookNode, about: Mapping[str, str]) -> list[CodeCell]:
        """Append the grade cells that are missing. Return the given cells with their original code."""
        there = {
            cell.metadata.nbgrader.grade_id for cell in nb.cells if "grade_id" in cell.metadata.get("nbgrader", {})
        }
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            graded = {cell.name: cell.max_score for cell in source.grade_cells}
            cells = {cell.name: cell for cell in source.source_cells}
            overwrite = OverwriteCells(parent=self.parent)
            for name, points in graded.items():
                if name not in there:
                    nb.cells.append(from_dict(overwrite.missing_cell_transform(cells[name], points)))
            return [
                CodeCell("given", cell.source)
                for name, cell in cells.items()
                if cell.locked and name not in graded and cell.cell_type == "code"
            ]

    def _graded(self, stem: str, module: Module, problem: str, student: str) -> ExerciseEntry:
        """Grade the exercise. If the code does not load, the statements at fault are left out one after the other.

        Args:
            stem: The exercise.
            module: The student's code, from which statements may be dropped.
            problem: Why the notebook could not be read; empty if it could.
            student: The student's name.

        Returns:
            The exercise's entry, as `grader grade` would make it.
        """
        rules = self._rules()
        entry = _grade(stem, module, problem, student, rules)
        if problem or any(check.status not in (Status.CRASHED, Status.TIMEOUT) for check in entry.checks):
            return entry
        changed = False
        for _ in range(ATTEMPTS):
            fault = _fault(stem, module.source, rules.limits)
            if fault is None:
                break
            line, why = fault
            origin = module.origin(line)
            if origin:
                module.drop(origin[0], why)
            elif not module.drop_actions():
                break
            changed = True
        return _grade(stem, module, problem, student, rules) if changed else entry

    def _rules(self) -> Course:
        """Read the course file beside nbgrader's configuration; without one, take the kit's defaults."""
        path = Path(self.parent.parent.coursedir.root) / course.FILE
        return course.read_course(path) if path.is_file() else Course()


def _grade(stem: str, module: Module, problem: str, student: str, rules: Course) -> ExerciseEntry:
    """Grade a file with the module's code as `grader grade` does, with a check's own points."""
    exercise = BY_STEM[stem]
    file = SourceFile(Path(exercise.file), module.source, problem)
    handed_in = Submission(student, Path(), {stem: file})
    return api.grade(handed_in, replace(rules, points={}), exercises=[stem]).exercises[0]


def _fault(stem: str, source: str, limits: Limits) -> tuple[int, str] | None:
    """Load the module, and return the line that fails and why; line 0 if unknown, None if the module loads."""
    with SandboxedSubject(stem, source, limits) as subject:
        try:
            subject.perform(Scenario(Network(()), ()))
        except CannotLoad as error:
            return _line(error.raised), f"{error.raised.type}: {error.raised.message}."
        except (Crashed, TimedOut) as error:
            return 0, f"{error}."
    return None


def _line(raised: Raised) -> int:
    """Return the line of the module's top level that an exception passed; 0 if there is none."""
    return next((line for _, line, function, _ in raised.frames if function == "<module>"), 0)


def _kind(cell: NotebookNode) -> str:
    if utils.is_grade(cell):
        return "grade"
    if utils.is_solution(cell):
        return "solution"
    return "given" if utils.is_locked(cell) else "added"


def _fill_in(cell: NotebookNode, check: CheckEntry, module: Module) -> None:
    """Write the outcome of a check into the outputs of its grade cell. Of a hidden check, only the title is shown."""
    most = float(cell.metadata.nbgrader.points)
    points = min(max(check.share, 0.0), 1.0) * most
    if check.hidden:
        cell.source = f"# Hidden: {check.title}"
        cell.outputs = _outputs(Result(check.title, points, most, check.status))
        return
    cell.outputs = _outputs(_result(check, points, most, module))


def _outputs(result: Result) -> list[NotebookNode]:
    """Make two outputs: the result for the reader, then the score as a plain number, which nbgrader reads."""
    shown = {"text/plain": repr(result), "text/html": result._repr_html_()}
    score = {"text/plain": repr(float(result.points))}
    return [new_output("display_data", data=shown), new_output("execute_result", data=score, execution_count=None)]


class Cells(NotebookMedium):
    """The medium of a submitted notebook: a line of the judged code is named by its cell."""

    def __init__(self, module: Module) -> None:
        self.module = module

    def place(self, frame: Frame) -> str:
        origin = self.module.origin(frame.line)
        if origin is None:
            return "the cells of your notebook"
        piece, line = origin
        return f"line {line} of the cell that begins with {self.module.cells[piece.cell].title!r}"


def _result(check: CheckEntry, points: float, most: float, module: Module) -> Result:
    """Make the result that a grade cell shows."""
    if check.status is Status.NOT_STARTED:
        return Result(check.title, points, most, check.status, "Not started yet.")
    if check.failure is None:
        return Result(check.title, points, most, check.status, check.message)
    shown = notebook.result(check.failure, most, Cells(module))
    return replace(shown, points=points)
