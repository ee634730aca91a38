"""`grader grade` writes the forms of the record, and Gradescope's way of running it does."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.forms import RESULTS, leaks
from tests.places import SUBMISSIONS as SAMPLES


def unpacked(tmp_path: Path, student: str, course: str, *options: str) -> Path:
    """Build the autograder, and make Gradescope's folders with a submission. Our environment is in setup.sh's place.

    /autograder is a temporary folder: run_autograder finds the others beside itself.
    """
    (tmp_path / "course.toml").write_text(course)
    archive = tmp_path / "autograder.zip"
    command = ["gradescope", str(archive), "--course", str(tmp_path / "course.toml"), *options]
    assert CliRunner().invoke(main, command).exit_code == 0
    root = tmp_path / "autograder"
    (root / "results").mkdir(parents=True)
    with zipfile.ZipFile(archive) as file:
        file.extractall(root / "source")
        assert file.getinfo("run_autograder").external_attr >> 16 & 0o111
    (root / "run_autograder").write_bytes((root / "source/run_autograder").read_bytes())
    (root / "run_autograder").chmod(0o755)
    (root / "submission").symlink_to(SAMPLES / student)
    (root / "submission_metadata.json").write_text("{}")
    _environment(root)
    return root


def results_of(root: Path) -> Any:
    """Run the autograder, and return what it tells Gradescope."""
    done = subprocess.run(["./run_autograder"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((root / "results/results.json").read_text("utf-8"))
    jsonschema.validate(results, RESULTS)
    return results


@pytest.mark.parametrize("student", ["daan", "ada"])
def test_the_autograder_in_gradescopes_folders(tmp_path: Path, student: str) -> None:
    """It grades, though what Gradescope tells of the submission is something else than it documents."""
    root = unpacked(tmp_path, student, 'exercises = ["ex1_by_hand"]\n')
    names = {path.relative_to(root / "source").as_posix() for path in (root / "source").rglob("*")}
    assert {"setup.sh", "run_autograder", "course.toml", "skeleton/checks/law/check.py"} <= names
    assert not [name for name in names if name.startswith(("tests", ".git/")) or "__pycache__" in name]
    results = results_of(root)
    assert results["score"] == {"daan": 6, "ada": 14}[student]
    assert sum(test["max_score"] for test in results["tests"]) == 14
    assert subprocess.run(["bash", "-n", root / "source/setup.sh"], check=False).returncode == 0


def test_an_extension_and_a_penalty_on_gradescope(tmp_path: Path) -> None:
    """Ada has a day more than the class and comes 30 hours late: 10 % of 14 points.

    What she hands in again without a change is not later than that.
    """
    (tmp_path / "roster.csv").write_text("student,email\nada-l,ada@example.edu\n")
    course = """
exercises = ["ex1_by_hand"]
deadlines = {all = "2026-10-01T12:00Z"}
late = {percent_per_day = 10, days = 3}
students = {ada-l = {ex1_by_hand = "+24h"}, ben = {all = "excused"}}
"""
    root = unpacked(tmp_path, "ada", course, "--roster", str(tmp_path / "roster.csv"))
    told = {"created_at": "2026-10-02T18:00:00.000000+00:00", "users": [{"email": "Ada@example.edu", "name": "Ada"}]}
    (root / "submission_metadata.json").write_text(json.dumps(told))
    first = results_of(root)
    assert first["score"] == pytest.approx(12.6)
    notes = first["output"].splitlines()
    assert "ex1_by_hand: extended until 2026-10-02 12:00:00 UTC" in notes
    assert "ex1_by_hand: 1 day late, minus 10 %" in notes
    assert "ben" not in json.dumps(first)
    earlier = {"submission_time": told["created_at"], "score": 12.6, "results": first}
    again = {**told, "created_at": "2026-10-03T18:00:00+00:00", "previous_submissions": [earlier]}
    (root / "submission_metadata.json").write_text(json.dumps(again))
    assert results_of(root)["output"] == first["output"]


def _environment(root: Path) -> None:
    """A `python` that sees the unpacked kit and not this one, with the installed libraries."""
    python = root / "environment/bin/python"
    python.parent.mkdir(parents=True)
    libraries = Path(pytest.__file__).parent.parent
    path = os.pathsep.join(map(str, (root / "source", root / "source/skeleton", libraries)))
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{_base_python()}" "$@"\n')
    python.chmod(0o755)


def _base_python() -> str:
    import sys

    return str(getattr(sys, "_base_executable", sys.executable))


def test_one_only_forms_refuse_a_class(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["grade", str(SAMPLES), "--gradescope", str(tmp_path / "results.json")])
    assert result.exit_code == 2
    assert "--gradescope is for one submission" in result.output
    result = CliRunner().invoke(main, ["grade", str(SAMPLES / "ada"), "--csv", str(tmp_path / "no/such.csv")])
    assert result.exit_code == 2
    assert "its folder does not exist, make it first" in result.output


def test_grade_writes_all_forms_at_once(tmp_path: Path) -> None:
    """A workflow step writes files, the summary and annotations at the student's lines, and prints nothing hidden."""
    page = tmp_path / "summary.md"
    names = {"junit": "r.xml", "csv": "r.csv", "gradescope": "r.json"}
    options = [part for form, name in names.items() for part in (f"--{form}", str(tmp_path / name))]
    result = CliRunner().invoke(
        main,
        [
            "grade",
            str(SAMPLES / "daan"),
            "--exercise",
            "ex1_by_hand",
            "--github",
            "--store",
            str(tmp_path / "s"),
            *options,
        ],
        env={"GITHUB_STEP_SUMMARY": str(page), "COLUMNS": "200"},
    )
    assert result.exit_code == 0, result.output
    assert all((tmp_path / name).read_text("utf-8") for name in names.values())
    source = (SAMPLES / "daan/ex1_by_hand.py").read_text("utf-8").splitlines()
    commands = [line for line in result.output.splitlines() if line.startswith("::error ")]
    at = [int(command.split("line=")[1].split(",")[0]) for command in commands]
    assert [source[line - 1].split("(")[0] for line in at] == ["def gradients", "def train"]
    assert "| ex1_by_hand | 4 / 9 | 6 / 14 | ✅✅❌✅❌✅❌❌❌ |" in page.read_text("utf-8")
    for name, text in (("output", result.output), ("page", page.read_text("utf-8"))):
        assert leaks(name, text) == []
