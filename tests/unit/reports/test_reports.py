"""The forms of the one record: each is what its reader asks for, and none shows a student what is hidden."""

from __future__ import annotations

import copy
import csv as standard
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
from click.testing import CliRunner

from grader.authoring import leak_scan, release
from grader.cli import main
from grader.course.config import Course
from grader.grading.student_view import OURS, for_student, summary
from grader.paths import KIT
from grader.push import hook
from grader.reports import github
from grader.reports.csv import csv
from grader.reports.gradescope import gradescope
from grader.reports.junit import junit
from grader.reports.push import failures, scoreboard

SAMPLES = KIT / "tests/submissions"

Record = dict[str, Any]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The real record of a right, a wrong and an untouched submission of two exercises."""
    folder = tmp_path_factory.mktemp("graded")
    paths = [str(SAMPLES / name) for name in ("ada", "daan", "viktor")]
    options = ["--exercise", "ex1_by_hand", "--exercise", "ex2_compile", "--json", str(folder / "r.json")]
    result = CliRunner().invoke(main, ["grade", *paths, *options, "--store", str(folder / "store")])
    assert result.exit_code == 0, result.output
    record: Record = json.loads((folder / "r.json").read_text("utf-8"))
    return record


@pytest.fixture
def record(graded: Record) -> Record:
    return copy.deepcopy(graded)


@pytest.fixture
def daan(record: Record) -> Record:
    """A record of one submission, with everything in it that can go wrong."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "daan")
    entry["student"] = "da\x1b[31man"
    entry["status"] = "needs_review"
    visible = [c for e in entry["exercises"] for c in e["checks"] if not c["hidden"]]
    visible[0].update(status="grader_error", message=f"Traceback in {KIT}/grader/judging.py SECRET", score=0.0)
    visible[1].update(status="crashed", message="gone\x1b]0;evil\x07 %0A::error::x ``` ]]>", score=0.0)
    for check in (c for e in entry["exercises"] for c in e["checks"] if c["hidden"]):
        check.update(status="failed", message="SECRET", misconception={"name": "SECRET"})
        check["counterexample"] = {"formula": "SECRET", "code": "SECRET", "network": [["Input", [], 4.125, None, None]]}
        check["new_key"] = "SECRET"
    entry["new_key"] = "SECRET"
    return {**record, "kit": {"seed": "SECRET"}, "submissions": [entry]}


def forms(record: Record) -> dict[str, str]:
    """Everything that a student can see of a record."""
    (entry,) = for_student(record)["submissions"]
    return {
        "record": json.dumps(for_student(record), ensure_ascii=False),
        "junit": junit(record),
        "gradescope": json.dumps(json.loads(gradescope(record)), ensure_ascii=False),
        "summary": github.summary(record),
        "annotations": "\n".join(github.workflow_commands(record)),
        "push": "\n".join([*scoreboard(entry, None), *failures(entry)]),
    }


def leaks(name: str, text: str) -> list[str]:
    """What the sweep finds besides the titles of hidden checks, which a student may see."""
    titles = leak_scan.hidden_titles()
    return [find for find in leak_scan.leaks([(name, text.encode())]) if not any(title in find for title in titles)]


def test_nothing_hidden_is_in_any_form_that_a_student_sees(daan: Record) -> None:
    """Neither a hidden check's message, network or code, nor a reference line, nor a path of the grader."""
    for name, text in forms(daan).items():
        assert "SECRET" not in text, name
        assert "4.125" not in text, name
        assert str(KIT) not in text, name
        assert leaks(name, text) == []
        if name != "annotations":
            assert "train() reaches the line that the data lie on" in text, name


def test_the_real_messages_of_hidden_checks_are_in_no_form(record: Record) -> None:
    """The same on what the grader really wrote; that the sweep can find it is shown on the record itself."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "daan")
    hidden = [c for e in entry["exercises"] for c in e["checks"] if c["hidden"] and c["status"] == "failed"]
    assert hidden
    alone = {**record, "submissions": [entry]}
    for check in hidden:
        data = [line for line in check["counterexample"]["code"].splitlines() if "print(" in line]
        data.append(check["message"])
        for name, text in forms(alone).items():
            decoded = json.dumps(text, ensure_ascii=False)
            assert not any(secret in text or secret in decoded for secret in data), name
    assert leaks("record", '    """Every level is inside the one above."""\n') != []


def test_nothing_hidden_is_on_a_students_page(daan: Record, tmp_path: Path) -> None:
    """The same for the page that each student gets."""
    pages = pytest.importorskip("grader.reports.html.student_pages")
    pages.write_student_pages(daan, tmp_path)
    (page,) = tmp_path.iterdir()
    text = page.read_text("utf-8")
    assert "train() reaches the line that the data lie on" in text
    assert "SECRET" not in text
    assert leaks("page", text) == []


def test_no_form_can_steer_a_terminal(daan: Record) -> None:
    for name, text in forms(daan).items():
        assert all(c.isprintable() or c in "\n\t" for c in text), name


def test_the_grader_error_is_said_without_its_traceback(daan: Record) -> None:
    assert OURS in junit(daan)
    assert "Traceback" not in "".join(forms(daan).values())


def test_all_is_well_is_never_said_when_a_hidden_check_failed(record: Record) -> None:
    """'All visible checks pass' stands beside how many hidden ones do."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "ada")
    hidden = next(c for c in entry["exercises"][0]["checks"] if c["hidden"])
    hidden["status"] = "failed"
    total = sum(c["hidden"] for e in entry["exercises"] for c in e["checks"])
    assert f"{total - 1} of {total} hidden checks pass" in summary(entry)


def test_junit_is_read_by_a_library(record: Record, tmp_path: Path) -> None:
    """A suite for each student and exercise; what is not passed is a failure or an error, never skipped."""
    file = tmp_path / "report.xml"
    file.write_text(junit(record), "utf-8")
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(file))}
    assert len(suites) == 6
    right, wrong, untouched = (suites[f"{name}/ex1_by_hand"] for name in ("ada", "daan", "viktor"))
    assert (right.tests, right.failures, right.errors) == (7, 0, 0)
    assert (wrong.tests, wrong.failures, wrong.errors) == (7, 5, 0)
    assert untouched.failures == 7
    assert all(not case.is_skipped for suite in suites.values() for case in suite)


def test_csv_has_a_row_for_each_and_no_formulas(record: Record) -> None:
    record["submissions"][0]["student"] = "=cmd|' /C calc'!A0"
    rows = list(standard.DictReader(io.StringIO(csv(record))))
    assert [row["student"] for row in rows] == ["'=cmd|' /C calc'!A0", "daan", "viktor"]
    assert [row["score"] for row in rows] == ["26", "5", "0"] or rows[0]["score"] == rows[0]["max_score"]
    assert csv({"submissions": []}).startswith("student,")


RESULTS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score", "tests"],
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": {"$ref": "#/$defs/format"},
        "test_output_format": {"$ref": "#/$defs/format"},
        "test_name_format": {"$ref": "#/$defs/format"},
        "visibility": {"$ref": "#/$defs/visibility"},
        "stdout_visibility": {"$ref": "#/$defs/visibility"},
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "score", "max_score"],
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string", "minLength": 1},
                    "name_format": {"$ref": "#/$defs/format"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": {"$ref": "#/$defs/format"},
                    "tags": {"type": "array"},
                    "visibility": {"$ref": "#/$defs/visibility"},
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
    "$defs": {
        "format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
        "visibility": {"enum": ["hidden", "after_due_date", "after_published", "visible"]},
    },
}
"""What Gradescope's documentation says of `results.json`, as a schema."""


def test_gradescope_gets_what_its_documentation_asks(daan: Record) -> None:
    results = json.loads(gradescope(daan))
    jsonschema.validate(results, RESULTS)
    assert results["stdout_visibility"] == "hidden"
    assert "this is no grade yet" in results["output"]
    hidden = [test for test in results["tests"] if test["name"].endswith("(hidden)")]
    assert {test["output"] for test in hidden} == {"not shown: the check is hidden"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**results, "visibility": "sometimes"}, RESULTS)


@pytest.mark.parametrize("student", ["daan", "ada"])
def test_the_autograder_in_gradescopes_folders(tmp_path: Path, student: str) -> None:
    """The zip is unpacked and run as Gradescope does it; the environment that setup.sh makes is ours here.

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
    assert results["score"] == {"daan": 5, "ada": 14}[student]
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
    """As a step of a workflow: files, the summary, annotations at the student's lines, and nothing hidden printed."""
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
    assert "| ex1_by_hand | 2 / 7 | 5 / 14 | ✅✅❌❌❌❌❌ |" in page.read_text("utf-8")
    for name, text in (("output", result.output), ("page", page.read_text("utf-8"))):
        assert leaks(name, text) == []


def test_what_is_not_a_grade_output_is_swept_too(tmp_path: Path) -> None:
    """The release and the installed hook, which students can get at as well."""
    release.release(tmp_path / "out", Course(exercises=("ex1_by_hand",)))
    assert leak_scan.leaks_in_repository(tmp_path / "out") == []
    assert leaks("hook", hook.SCRIPT) == []
