"""Runs an nbgrader course with nbgrader's own commands, from release to feedback."""

from __future__ import annotations

import json
from pathlib import Path

from nbgrader.api import Gradebook

from tests.nbgrader_class import STEM, STUDENTS, changed, course_at, handed_in, load, run

EXCHANGE = """
c.Exchange.root = {exchange!r}
c.LateSubmissionPlugin.penalty_method = "zero"
"""

SECOND = "ex4_macros"
ONE_LEVEL = (
    "    if isinstance(node, Macro):\n        return expand(node.body())",
    "    if isinstance(node, Macro):\n        return node.body()",
)
"""A mistake in the second assignment, the same in a notebook and in a file."""

BADGE = "ex8_unroll"


def run_course(folder: Path) -> None:
    exchange = folder.parent / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    course_at(folder, more=EXCHANGE.format(exchange=str(exchange)))
    (folder / "course.toml").write_text("[limits]\ncall_seconds = 2\n")
    run(folder, "nbgrader", "generate_assignment", STEM)
    run(folder, "nbgrader", "release_assignment", STEM)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.update_or_create_assignment(STEM, duedate="2026-01-10 12:00:00 UTC")
        gradebook.add_student("absent", last_name='=HYPERLINK("http://example.org")', first_name='a, "b"')
    solved = load(folder / "source" / STEM / f"{STEM}.ipynb")
    release = load(exchange / "backprop" / "outbound" / STEM / f"{STEM}.ipynb")
    for student in STUDENTS:
        stamp = f"2026-01-1{1 if student == 'late' else 0} 08:00:00.000000 UTC"
        inbound = exchange / "backprop" / "inbound" / f"{student}+{STEM}+{stamp}+x"
        inbound.mkdir()
        (inbound / f"{STEM}.ipynb").write_text(handed_in(student, solved, release), encoding="utf-8")
        (inbound / "timestamp.txt").write_text(stamp)
    run(folder, "nbgrader", "collect", STEM)
    run(folder, "nbgrader", "autograde", STEM)
    run(folder, "nbgrader", "generate_feedback", STEM)
    run_another(folder, SECOND, "right", "partial")
    run_another(folder, BADGE, "right", "blank")
    run(folder, "nbgrader", "export", "--to", "grades.csv", "--assignment", f"['{STEM}']")


def run_another(folder: Path, stem: str, *who: str) -> None:
    """Run another assignment, whose source has the solution and whose release does not."""
    run(folder, "nbgrader", "generate_assignment", stem)
    for student in who:
        notebook = load(folder / ("release" if student == "blank" else "source") / stem / f"{stem}.ipynb")
        if student == "partial":
            changed(notebook, *ONE_LEVEL)
        path = folder / "submitted" / student / stem / f"{stem}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    run(folder, "nbgrader", "autograde", stem)
    run(folder, "nbgrader", "generate_feedback", stem)


def scores(course: Path, stem: str = STEM) -> dict[str, dict[str, float]]:
    """The scores of every grade cell in the gradebook."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        found = {}
        for submission in gradebook.assignment_submissions(stem):
            assert not submission.needs_manual_grade
            (notebook,) = submission.notebooks
            found[submission.student.id] = {grade.name: grade.score for grade in notebook.grades}
        return found
