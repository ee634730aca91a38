"""nbgrader by itself, without our plug-ins: its scores, and its validation of our notebooks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from grader.authoring import markers
from grader.authoring.notebooks import WITH_NOTEBOOK
from grader.paths import REFERENCE
from tests import nbgrader_class as students
from tests.nbgrader_class import HONEST, STEM, course_at, handed_in, load, run
from tests.nbgrader_course import scores


def test_without_the_plugin_honest_students_are_graded_rightly_and_the_forger_gets_full_marks(
    scores_of_files: dict[str, dict[str, float]], tmp_path: Path
) -> None:
    """The weakness of plain nbgrader that docs/how-to/nbgrader.md describes is still there.

    With the plug-in, a notebook has the scores of the file, as tests/integration/test_nbgrader_course.py shows.
    """
    folder = course_at(tmp_path / "vanilla", plugins=False)
    run(folder, "nbgrader", "generate_assignment", STEM)
    solved = load(folder / "source" / STEM / f"{STEM}.ipynb")
    release = load(folder / "release" / STEM / f"{STEM}.ipynb")
    for student in (*HONEST, "forger"):
        path = folder / "submitted" / student / STEM / f"{STEM}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(handed_in(student, solved, release), encoding="utf-8")
    run(folder, "nbgrader", "autograde", STEM)
    plain, ours = scores(folder), scores_of_files
    for student in HONEST:
        assert plain[student] == ours[student], student
    assert plain["forger"] == ours["right"]
    assert sum(ours["forger"].values()) == 0


def test_notebooks_pass_solved_and_fail_released(shared: Path) -> None:
    """`nbgrader validate` on all sources, `validate --invert` on all releases."""
    folder = course_at(shared / f"all-{os.getpid()}")
    run(folder, "nbgrader", "generate_assignment", "*")
    stems = [exercise.stem for exercise in WITH_NOTEBOOK]
    text = run(folder, "nbgrader", "validate", *(f"source/{stem}/{stem}.ipynb" for stem in stems))
    assert text.count("Success!") == len(stems)
    text = run(folder, "nbgrader", "validate", "--invert", *(f"release/{stem}/{stem}.ipynb" for stem in stems))
    assert text.count("Success!") == len(stems)
    for stem in stems:
        release = "\n".join(map(students.source, load(folder / "release" / stem / f"{stem}.ipynb")["cells"]))
        secret = markers.solution_lines((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        assert [line for line in secret if line in release] == [], stem
        assert "BEGIN" not in release
