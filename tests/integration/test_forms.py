"""`grader grade` writes the forms of the record, and Gradescope's way of running it does."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.forms import RESULTS, leaks
from tests.places import SUBMISSIONS as SAMPLES


@pytest.mark.parametrize("student", ["daan", "ada"])
def test_the_autograder_in_gradescopes_folders(tmp_path: Path, student: str) -> None:
    """Unpack the zip and run it as Gradescope does; instead of setup.sh, our environment is used.

    /autograder is a temporary folder: run_autograder finds the others beside itself.
    """
    course = tmp_path / "course.toml"
    course.write_text('exercises = ["ex1_by_hand"]\n')
    archive = tmp_path / "autograder.zip"
    assert CliRunner().invoke(main, ["gradescope", str(archive), "--course", str(course)]).exit_code == 0
    root = tmp_path / "autograder"
    (root / "results").mkdir(parents=True)
    with zipfile.ZipFile(archive) as file:
        names = file.namelist()
        file.extractall(root / "source")
        assert file.getinfo("run_autograder").external_attr >> 16 & 0o111
    assert {"setup.sh", "run_autograder", "course.toml", "skeleton/checks/law/check.py"} <= set(names)
    assert not [name for name in names if name.startswith(("tests", ".git/")) or "__pycache__" in name]
    (root / "run_autograder").write_bytes((root / "source/run_autograder").read_bytes())
    (root / "run_autograder").chmod(0o755)
    (root / "submission").symlink_to(SAMPLES / student)
    (root / "submission_metadata.json").write_text("{}")
    _environment(root)
    done = subprocess.run(["./run_autograder"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((root / "results/results.json").read_text("utf-8"))
    jsonschema.validate(results, RESULTS)
    assert results["score"] == {"daan": 6, "ada": 14}[student]
    assert sum(test["max_score"] for test in results["tests"]) == 14
    assert subprocess.run(["bash", "-n", root / "source/setup.sh"], check=False).returncode == 0


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
