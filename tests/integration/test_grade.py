"""`grader grade`: a fair grade for any submission, and a clear line about each fault in one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checks.exercises import EXERCISES
from grader.cli import main
from grader.course import registry
from grader.paths import REFERENCE, SKELETON

STEMS = [exercise.stem for exercise in EXERCISES]
QUICK = ["--exercise", "ex1_by_hand", "--call-seconds", "2"]


def grade(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["grade", "--jobs", "1", *map(str, arguments)])


def record(tmp_path: Path, *arguments: str | Path) -> dict[str, Any]:
    """The record of a grading that went well."""
    file = tmp_path / "record.json"
    result = grade(*arguments, "--json", file)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(file.read_text())
    return loaded


def checks_of(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for exercise in entry["exercises"] for check in exercise["checks"]]


@pytest.fixture
def ada(tmp_path: Path) -> Path:
    """A submission with the first exercise solved."""
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    shutil.copy(REFERENCE / "ex1_by_hand.py", folder)
    return folder


def test_points() -> None:
    """The seven are worth 100, the hidden checks about 20 of them, and no check has a name twice."""
    visible = [c for stem in STEMS for c in registry.visible_checks(stem)]
    hidden = [c for stem in STEMS for c in registry.hidden_checks(stem)]
    assert sum(c.points for c in visible + hidden) == 100
    assert 18 <= sum(c.points for c in hidden) <= 24
    assert len({c.id for c in visible + hidden}) == len(visible + hidden)
    for stem in STEMS:
        assert 4 <= len(registry.visible_checks(stem)) <= 8
        assert len(registry.hidden_checks(stem)) >= 2


def test_reference_gets_everything(tmp_path: Path) -> None:
    """100 of 100, and the record says which files were graded."""
    (entry,) = record(tmp_path, REFERENCE)["submissions"]
    assert (entry["score"], entry["max_score"], entry["status"]) == (100, 100, "graded")
    assert [exercise["file"] for exercise in entry["exercises"]] == [str(REFERENCE / f"{s}.py") for s in STEMS]


def test_untouched_skeleton_gets_nothing(tmp_path: Path) -> None:
    """0 of 100, every check not started."""
    (entry,) = record(tmp_path, SKELETON)["submissions"]
    assert entry["score"] == 0
    assert {check["status"] for check in checks_of(entry)} == {"not_started"}


def test_same_class_same_record(tmp_path: Path, ada: Path) -> None:
    """Grading twice gives the same bytes: no address, no time, no random draw is in the record."""
    wrong = (REFERENCE / "ex1_by_hand.py").read_text().replace("-2 * (y - p)", "object() * (y - p)")
    (ada.parent / "bob").mkdir()
    (ada.parent / "bob" / "ex1_by_hand.py").write_text(wrong)
    first = record(tmp_path, ada.parent, *QUICK)
    second = record(tmp_path, ada.parent, *QUICK)
    assert first == second
    assert [entry["student"] for entry in first["submissions"]] == ["ada", "bob"]


def test_failing_check_says_everything(tmp_path: Path) -> None:
    """The file to edit, the smallest network as a formula and as code, what was expected, what came."""
    source = (REFERENCE / "ex2_compile.py").read_text().replace("node.value = value", "node.value = value + 1")
    (tmp_path / "ex2_compile.py").write_text(source)
    (entry,) = record(tmp_path, tmp_path, "--exercise", "ex2_compile")["submissions"]
    failed = next(check for check in checks_of(entry) if check["status"] == "failed")
    assert "backprop/ex2_compile.py" in failed["message"]
    assert "xpected" in failed["message"]
    assert failed["counterexample"]["formula"] in failed["message"]
    assert failed["counterexample"]["code"].splitlines()[-1].startswith("print(")
    # The smallest network: an operation with one input.
    assert failed["counterexample"]["formula"].count("x") <= 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("latin.py", "# Größe\n".encode("latin-1"), "not UTF-8"),
        ("big.py", b"#" * 100_000_000, "100,000,000 bytes; at most"),
        ("nul.py", b"x = 1\0\n", "NUL bytes"),
        ("syntax.py", b"def train(:\n", "SyntaxError"),
        ("imports.py", b"import numpy\n", "imports numpy"),
    ],
)
def test_file_that_cannot_be_run(tmp_path: Path, ada: Path, name: str, content: bytes, words: str) -> None:
    """A clear line, no points for that exercise, and the rest of the class is graded."""
    bad = ada.parent / "zed"
    bad.mkdir()
    (bad / "ex1_by_hand.py").write_bytes(content)
    good, entry = record(tmp_path, ada.parent, *QUICK)["submissions"]
    assert good["score"] == good["max_score"]
    assert entry["score"] == 0
    assert {check["status"] for check in checks_of(entry)} == {"crashed"}
    assert words in checks_of(entry)[0]["message"]
    assert "Traceback" not in checks_of(entry)[0]["message"]


def test_folder_in_place_of_a_file(tmp_path: Path, ada: Path) -> None:
    """A directory named ex1_by_hand.py is said to be one."""
    (ada.parent / "zed" / "ex1_by_hand.py").mkdir(parents=True)
    good, entry = record(tmp_path, ada.parent, *QUICK)["submissions"]
    assert good["score"] == good["max_score"]
    assert "ex1_by_hand.py is a folder" in checks_of(entry)[0]["message"]


def test_folder_without_exercise_files(tmp_path: Path, ada: Path) -> None:
    """A row with 0 points and a note, not an omission."""
    (ada.parent / "empty").mkdir()
    _, entry = record(tmp_path, ada.parent, *QUICK)["submissions"]
    assert entry["score"] == 0
    assert "has no exercise file" in entry["notes"][0]


def test_two_students_of_one_name(tmp_path: Path, ada: Path) -> None:
    """Both get a row, told apart by the folder above."""
    other = tmp_path / "second" / "ada"
    other.mkdir(parents=True)
    shutil.copy(SKELETON / "backprop" / "ex1_by_hand.py", other)
    entries = record(tmp_path, ada, other, *QUICK)["submissions"]
    assert {entry["student"]: entry["score"] for entry in entries} == {"class/ada": 14, "second/ada": 0}


def test_path_that_is_not_there(tmp_path: Path, ada: Path) -> None:
    """A clear line, exit code 2, and the others are graded all the same."""
    file = tmp_path / "record.json"
    result = grade(tmp_path / "nowhere", ada, *QUICK, "--json", file)
    assert result.exit_code == 2
    assert "nowhere does not exist" in result.output
    assert json.loads(file.read_text())["submissions"][0]["score"] == 14
    assert grade(tmp_path / "nowhere").exit_code == 2


def test_unknown_exercise_is_wrong_use(ada: Path) -> None:
    """The names to choose from are in the message."""
    result = grade(ada, "--exercise", "ex9")
    assert result.exit_code == 2
    assert "ex1_by_hand" in result.output


def test_record_cannot_be_written(ada: Path, tmp_path: Path) -> None:
    """An output file that cannot be written is reported before anything is graded."""
    result = grade(ada, "--json", tmp_path / "no" / "folder" / "r.json")
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_our_own_fault_is_no_grade(ada: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grader that breaks marks the submission for a person and exits with 1."""

    def broken(*_: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("grader.judge.subject.SandboxedSubject._converse", broken)
    file = tmp_path / "record.json"
    result = grade(ada, *QUICK, "--json", file)
    assert result.exit_code == 1
    (entry,) = json.loads(file.read_text())["submissions"]
    assert entry["status"] == "needs_review"
    assert {check["status"] for check in checks_of(entry)} == {"grader_error"}
