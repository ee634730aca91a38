"""Two gradings side by side."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import main


def record() -> dict[str, Any]:
    def check(name: str, status: str) -> dict[str, Any]:
        score = 2.0 if status == "passed" else 0.0
        return {"id": f"ex1_by_hand::{name}", "status": status, "score": score, "max_score": 2.0}

    def entry(student: str, *statuses: str) -> dict[str, Any]:
        checks = [check(name, status) for name, status in zip("abc", statuses, strict=False)]
        exercise = {"id": "ex1_by_hand", "sha256": "1", "checks": checks}
        return {"student": student, "score": sum(c["score"] for c in checks), "exercises": [exercise]}

    kit = {"version": "1", "seed": None, "examples": None, "checks": {f"ex1_by_hand::{name}": name for name in "abc"}}
    students = [entry("ada", "passed", "passed", "passed"), entry("ben", "passed", "failed", "failed")]
    return {"schema": 1, "kit": kit, "submissions": students}


def run(tmp_path: Path, old: dict[str, Any], new: dict[str, Any]) -> Result:
    for name, content in (("old", old), ("new", new)):
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    return CliRunner().invoke(main, ["diff", str(tmp_path / "old.json"), str(tmp_path / "new.json")])


@pytest.fixture
def new() -> dict[str, Any]:
    return copy.deepcopy(record())


def set_check(entry: dict[str, Any], at: int, status: str, score: float) -> None:
    entry["exercises"][0]["checks"][at].update(status=status, score=score)
    entry["score"] = sum(check["score"] for check in entry["exercises"][0]["checks"])


def test_nothing_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    result = run(tmp_path, record(), new)
    assert result.exit_code == 0
    assert result.output == "0 of 2 students changed\n"


def test_the_students_file_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    set_check(new["submissions"][1], 1, "passed", 2.0)
    new["submissions"][1]["exercises"][0]["sha256"] = "2"
    result = run(tmp_path, record(), new)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "ben: 2 -> 4",
        "    ex1_by_hand::b: failed 0/2 -> passed 2/2",
        "        the student's file changed",
        "1 of 2 students changed",
    ]


def test_the_kit_the_seed_and_a_check_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    set_check(new["submissions"][0], 2, "failed", 0.0)
    new["kit"].update(version="2", seed=7)
    new["kit"]["checks"]["ex1_by_hand::c"] = "mended"
    output = run(tmp_path, record(), new).output
    assert 'the kit\'s version: "1" -> "2"' in output
    assert "the seed of the hidden checks: not set -> 7" in output
    assert "check changed: ex1_by_hand::c" in output
    assert "ada: 6 -> 4" in output
    assert "        the check changed" in output
    assert "student's file" not in output


def test_the_list_of_checks_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    """A check that is gone is absent for everybody, and it is said why."""
    del new["kit"]["checks"]["ex1_by_hand::c"]
    for entry in new["submissions"]:
        del entry["exercises"][0]["checks"][2]
    output = run(tmp_path, record(), new).output
    assert "check removed: ex1_by_hand::c" in output
    assert "    ex1_by_hand::c: passed 2/2 -> absent" in output
    assert "2 of 2 students changed" in output


def test_a_change_without_a_reason_is_called_one(tmp_path: Path, new: dict[str, Any]) -> None:
    set_check(new["submissions"][0], 0, "timeout", 0.0)
    assert "no reason known" in run(tmp_path, record(), new).output


def test_who_came_and_who_went(tmp_path: Path, new: dict[str, Any]) -> None:
    new["submissions"][0]["student"] = "zoe"
    output = run(tmp_path, record(), new).output
    assert "ada: 6 -> not there" in output
    assert "zoe: not there -> 6" in output


@pytest.mark.parametrize("content", ["", "[]", '{"schema": 2, "submissions": []}', '{"schema": 1}'])
def test_no_record(tmp_path: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content)
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "old.json"), str(tmp_path / "none.json")])
    assert result.exit_code == 2
    assert "old.json: expected a record written by `grader grade --json`" in result.output
