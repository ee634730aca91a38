"""The exercises of a submission, graded one by one, share two sandboxes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks.law.check import Check
from grader.api import grade
from grader.course import registry
from grader.course.sampling import Sampling
from grader.grading import solution
from grader.grading.plan import Plan
from grader.grading.sandboxes import same_submission, sandboxes
from grader.judge.check_runner import Outcome, judge
from grader.judge.subject import SandboxedSubject
from grader.sandbox import workers
from grader.sandbox.workers import ServerProcess
from tests.places import SUBMISSIONS
from tests.records import as_in_a_file

STEMS = ("ex1_by_hand", "ex2_compile")


@pytest.mark.parametrize("student", ["ada", "daan"])
def test_two_for_a_submission(student: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one who is right, and of one who is wrong in both: none is asked what is shown and what is hidden."""
    hidden = {check for stem in STEMS for check in registry.hidden_checks(stem)}
    expected = [grade(SUBMISSIONS / student, exercises=[stem]) for stem in STEMS]
    started: list[ServerProcess] = []
    asked: dict[Any, set[bool]] = {}

    def start(*how: Any) -> ServerProcess:
        started.append(ServerProcess(*how))
        return started[-1]

    def judged(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Outcome:
        asked.setdefault(subject.server, set()).add(check in hidden)
        return judge(check, subject, sampling)

    monkeypatch.setattr(workers, "ServerProcess", start)
    monkeypatch.setattr(solution, "judge", judged)
    with same_submission():
        found = [grade(SUBMISSIONS / student, exercises=[stem]) for stem in STEMS]
        assert [one.process.poll() for one in started] == [None, None]
    assert [one.process.poll() is None for one in started] == [False, False]
    assert [as_in_a_file(one) for one in found] == [as_in_a_file(one) for one in expected]
    assert sorted(asked.values(), key=str) == [{False}, {True}]


@pytest.mark.parametrize(("other", "serves"), [({"exercise_seconds": 7}, True), ({"memory_mb": 700}, False)])
def test_other_limits_need_others(other: dict[str, int], serves: bool) -> None:
    """The judge keeps the time for an exercise; all other limits are those of the sandbox."""
    plan = Plan(STEMS).settled()
    with same_submission():
        with sandboxes(plan) as first:
            pass
        with sandboxes(replace(plan, limits=replace(plan.limits, **other))) as second:
            assert (first is second) is serves
    with sandboxes(plan) as third:
        assert third is not first


def test_one_for_what_is_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An exercise that was not handed in, or cannot be read, is asked nothing: no second sandbox starts for it."""
    started: list[ServerProcess] = []

    def start(*how: Any) -> ServerProcess:
        started.append(ServerProcess(*how))
        return started[-1]

    monkeypatch.setattr(workers, "ServerProcess", start)
    shutil.copy(SUBMISSIONS / "ada" / "backprop" / f"{STEMS[0]}.py", tmp_path)
    (tmp_path / f"{STEMS[1]}.py").write_bytes(b"\xff\xfe")
    entry = grade(tmp_path, exercises=[*STEMS, "ex3_caching"])
    assert [exercise.score for exercise in entry.exercises] == [14, 0, 0]
    assert len(started) == 1
