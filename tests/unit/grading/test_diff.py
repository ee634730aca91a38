"""Two gradings side by side."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.record import SubmissionEntry
from tests import records


def record() -> dict[str, Any]:
    def entry(student: str, *statuses: str) -> SubmissionEntry:
        names = zip("abc", statuses, strict=False)
        checks = [records.check(f"ex1_by_hand::{name}", status) for name, status in names]
        return records.entry(student, [records.exercise("ex1_by_hand", checks)])

    kit = records.kit(checks={f"ex1_by_hand::{name}": name for name in "abc"}, python="3.12.1", hypothesis="6.100.0")
    students = [entry("ada", "passed", "passed", "passed"), entry("ben", "passed", "failed", "failed")]
    data: dict[str, Any] = records.data(records.record(students, kit))
    return data


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
    """A check that is gone is absent for everybody, and the comparison says why."""
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


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("kit", "python"), "3.13.0", 'Python\'s version: "3.12.1" -> "3.13.0"'),
        (("kit", "hypothesis"), "6.999.0", 'Hypothesis\'s version: "6.100.0" -> "6.999.0"'),
        (("sandbox",), "landlock", 'the sandbox: "process" -> "landlock"'),
        (("kit", "limits"), {"call_seconds": 2}, 'the limits: {} -> {"call_seconds": 2}'),
        (("kit", "late"), {"percent_per_day": 10, "days": 2}, 'the late penalty: not set -> {"percent_per_day": 10'),
    ],
)
def test_a_reason_that_is_known_is_said(
    tmp_path: Path, new: dict[str, Any], place: tuple[str, ...], value: Any, said: str
) -> None:
    """Every difference in the records' fingerprints and settings is a reason."""
    set_check(new["submissions"][0], 0, "timeout", 0.0)
    *way, last = place
    (new["kit"] if way else new)[last] = value
    output = run(tmp_path, record(), new).output
    assert f"        {said}" in output
    assert "no reason known" not in output


def test_older_records_do_not_say_which_python_it_was(tmp_path: Path, new: dict[str, Any]) -> None:
    """A record without Python's version gives no reason: it may have been the same version."""
    set_check(new["submissions"][0], 0, "timeout", 0.0)
    del new["kit"]["python"], new["kit"]["hypothesis"]
    output = run(tmp_path, record(), new).output
    assert "version" not in output
    assert "no reason known" in output


def test_the_courses_name_is_no_reason(tmp_path: Path, new: dict[str, Any]) -> None:
    """Another name of the course is shown, but is no reason for other points."""
    set_check(new["submissions"][0], 0, "timeout", 0.0)
    new["kit"]["course"] = "Another"
    output = run(tmp_path, record(), new).output
    assert output.startswith('the course\'s name: "The class" -> "Another"')
    assert "        no reason known" in output


def test_an_exercise_that_was_left_out_is_a_reason(tmp_path: Path, new: dict[str, Any]) -> None:
    """As by `grader grade --exercise`."""
    new["submissions"][0].update(exercises=[], score=0)
    output = run(tmp_path, record(), new).output
    assert "    ex1_by_hand::a: passed 2/2 -> absent\n        the exercise is in one of the two gradings only" in output
    assert "no reason known" not in output


def test_lateness_is_a_reason(tmp_path: Path, new: dict[str, Any]) -> None:
    """Lateness explains another score when every check ended as before."""
    new["submissions"][0]["exercises"][0].update(score=4.8, late={"days": 2, "percent": 20, "points": -1.2})
    new["submissions"][0]["score"] = 4.8
    assert run(tmp_path, record(), new).output.splitlines() == [
        "ada: 6 -> 4.8",
        "    ex1_by_hand: 0 -> 2 days late",
        "1 of 2 students changed",
    ]


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


def test_an_exception_is_a_reason(tmp_path: Path, new: dict[str, Any]) -> None:
    """Of the student who has it; who is excused has another maximum."""
    ada, ben = new["submissions"]
    ada["exercises"][0].update(score=0, max_score=0, excused=True)
    ada.update(score=0, max_score=0)
    ben["exercises"][0].update(score=3, until="2026-10-27 12:00:00 UTC", late_days=1)
    ben["score"] = 3
    assert run(tmp_path, record(), new).output.splitlines() == [
        "ada: 6 of 6 -> 0 of 0",
        "    ex1_by_hand, exception: none -> excused",
        "ben: 2 -> 3",
        "    ex1_by_hand, exception: none -> until 2026-10-27 12:00:00 UTC, late days spent: 1",
        "2 of 2 students changed",
    ]


def test_another_status_is_a_change(tmp_path: Path, new: dict[str, Any]) -> None:
    """Who needs a person has no grade until there is a decision, whatever the score."""
    new["submissions"][0]["status"] = "needs_review"
    result = run(tmp_path, record(), new)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "ada: 6 -> 6",
        "    status: graded -> needs_review",
        "1 of 2 students changed",
    ]


def test_the_checks_of_an_excused_exercise_are_no_change(tmp_path: Path, new: dict[str, Any]) -> None:
    """They count for nothing, before and after."""
    old = record()
    for data in (old, new):
        data["submissions"][1]["exercises"][0].update(excused=True)
    new["submissions"][1]["exercises"][0]["checks"][1].update(status="failed", score=2.0)
    assert run(tmp_path, old, new).output == "0 of 2 students changed\n"


def test_an_exception_is_said_beside_checks_that_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    set_check(new["submissions"][1], 1, "passed", 2.0)
    new["submissions"][1]["exercises"][0].update(sha256="2", late_days=2)
    output = run(tmp_path, record(), new).output
    assert "    ex1_by_hand, exception: none -> late days spent: 2\n    ex1_by_hand::b: failed 0/2 -> passed" in output


def test_the_late_days_of_the_course_are_a_setting(tmp_path: Path, new: dict[str, Any]) -> None:
    new["kit"]["late_days"] = 2
    assert run(tmp_path, record(), new).output.splitlines()[0] == "the late days: 0 -> 2"


def test_what_is_decided_for_everybody_is_the_reason_of_its_own_checks(tmp_path: Path, new: dict[str, Any]) -> None:
    """A void check is no reason for another one, nor a milder mistake for a check that fails by none."""
    set_check(new["submissions"][1], 1, "failed", 2.0)
    set_check(new["submissions"][1], 2, "failed", 1.0)
    new["submissions"][1]["exercises"][0]["checks"][2]["misconception"] = {"id": "sign", "name": "", "explanation": ""}
    new["kit"].update(void=["ex1_by_hand::b"], milder={"sign": 1.0})
    assert run(tmp_path, record(), new).output.splitlines()[2:-1] == [
        "ben: 2 -> 5",
        "    ex1_by_hand::b: failed 0/2 -> failed 2/2",
        '        the checks that are void: not set -> ["ex1_by_hand::b"]',
        "    ex1_by_hand::c: failed 0/2 -> failed 1/2",
        '        the mistakes that cost less: not set -> {"sign": 1.0}',
    ]


def test_a_void_check_is_no_reason_where_no_check_changed(tmp_path: Path, new: dict[str, Any]) -> None:
    """A person gave points for an exercise, and a check that passed anyway is void: only the first is the reason."""
    exercise = new["submissions"][0]["exercises"][0]
    exercise.update(score=1.0, decided={"verdict": "1 points", "by": "Eva", "at": "Monday"})
    new["submissions"][0]["score"] = 1.0
    new["kit"].update(void=["ex1_by_hand::b"])
    said = run(tmp_path, record(), new).output
    assert "    ex1_by_hand: not decided -> decided: 1 points by Eva\n" in said
    assert "    the checks that are void" not in said
