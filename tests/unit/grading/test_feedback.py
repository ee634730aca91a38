"""One policy decides what students read, in every form alike."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.model.status import Status
from grader.course.config import Course, CourseError, read_course
from grader.course.exceptions import StudentException
from grader.grading.feedback import policy_of
from grader.grading.provenance import made_with
from grader.grading.student_view import for_student
from grader.record import LatePolicy, MisconceptionName, Record
from grader.reports import github
from grader.reports.gradescope import gradescope
from grader.reports.junit import junit
from grader.reports.push import failures
from grader.review import FeedbackPolicy
from tests import records

FAILURE = Failure(
    "ex1_by_hand",
    "The law",
    Status.FAILED,
    expected="EXPECTED",
    got="GOT",
    why="Why.",
    condition="It fails whenever WHEN.",
)
NAME = MisconceptionName("sign_lost", "The sign is lost", "Look at the minus.")
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def record(policy: FeedbackPolicy | None) -> Record:
    """A visible and a hidden check, which failed alike."""
    more: dict[str, Any] = {"message": explain(FAILURE), "failure": FAILURE, "misconception": NAME}
    checks = [
        records.check(f"ex1_by_hand::{name}", "failed", hidden=name == "SECRET", **more) for name in ("a", "SECRET")
    ]
    made = records.record([records.entry("ada", [records.exercise("ex1_by_hand", checks)])])
    return msgspec.structs.replace(made, kit=msgspec.structs.replace(made.kit, feedback=policy))


def forms(policy: FeedbackPolicy | None) -> dict[str, str]:
    whole = record(policy)
    (entry,) = for_student(whole).submissions
    texts = {
        "push": "\n".join(failures(entry)),
        "gradescope": json.loads(gradescope(whole))["tests"][0]["output"],
        "hidden": json.loads(gradescope(whole))["tests"][1]["output"],
        "junit": junit(whole),
        "summary": github.job_summary(whole),
    }
    pages = pytest.importorskip("grader.reports.html.student_pages", reason="jinja2 is not installed")
    return texts | {"page": pages.student_page(whole.submissions[0], policy)}


@pytest.mark.parametrize(
    ("show", "seen", "unseen"),
    [
        ("mistake", ["EXPECTED", "GOT", "WHEN", "The sign is lost"], []),
        ("counterexample", ["EXPECTED", "GOT"], ["WHEN", "The sign is lost"]),
        ("title", ["the law of"], ["EXPECTED", "GOT", "WHEN", "The sign is lost"]),
    ],
)
def test_every_form_shows_the_same(show: str, seen: list[str], unseen: list[str]) -> None:
    for name, text in forms(FeedbackPolicy(show)).items():
        if name == "hidden":
            assert text == "not shown: the check is hidden"
            continue
        joined = " ".join(text.split())
        wanted = [word for word in seen if word != "the law of" or name != "gradescope"]  # which has it as a name
        assert [word for word in wanted if word not in joined] == [], name
        assert [word for word in unseen if word in joined] == [], name


def test_hidden_checks_are_revealed_by_the_same_policy() -> None:
    assert forms(FeedbackPolicy("mistake", ["ex1_by_hand"]))["hidden"].count("EXPECTED") == 1
    assert "WHEN" not in forms(FeedbackPolicy("counterexample", ["ex1_by_hand"]))["hidden"]
    assert forms(FeedbackPolicy("mistake", ["ex2_compile"]))["hidden"] == "not shown: the check is hidden"
    (entry,) = for_student(record(FeedbackPolicy("mistake", ["ex1_by_hand"]))).submissions
    assert [check.hidden for check in entry.exercises[0].checks] == [False, True]


@pytest.mark.parametrize(
    ("more", "hours", "revealed"),
    [
        ({}, -1, []),
        ({}, 1, ["ex1_by_hand"]),
        ({"late_days": 2}, 47, []),
        ({"late_days": 2}, 49, ["ex1_by_hand"]),
        ({"late": LatePolicy(10, 3)}, 71, []),
        ({"students": {"ben": {"ex1_by_hand": StudentException(more=timedelta(hours=5))}}}, 4, []),
        ({"students": {"ben": {"ex1_by_hand": StudentException(more=timedelta(hours=5))}}}, 6, ["ex1_by_hand"]),
        ({"reveal_hidden": False}, 1000, []),
        ({"deadlines": {}}, 1000, []),
    ],
)
def test_nothing_is_revealed_while_anybody_can_hand_it_in(
    more: dict[str, Any], hours: int, revealed: list[str]
) -> None:
    settings: dict[str, Any] = {
        "exercises": ("ex1_by_hand", "ex2_compile"),
        "deadlines": {"ex1_by_hand": NOON, "ex2_compile": NOON + timedelta(days=99)},
        "reveal_hidden": True,
    }
    course = Course(**(settings | more))
    assert policy_of(course, NOON + timedelta(hours=hours)).revealed == revealed


def test_the_record_carries_the_policy_unless_it_is_the_kits(tmp_path: Path) -> None:
    file = tmp_path / "course.toml"
    file.write_text('exercises = ["ex1_by_hand"]\nfeedback = { show = "title", hidden = "after-deadline" }\n')
    course = read_course(file)
    assert course.reveal_hidden
    assert made_with(course, NOON).feedback == FeedbackPolicy("title")
    assert made_with(Course(exercises=("ex1_by_hand",)), NOON).feedback is None
    file.write_text('feedback = { show = "all" }\n')
    with pytest.raises(CourseError, match=r"feedback\.show: expected one of title, counterexample, mistake, got 'all'"):
        read_course(file)
