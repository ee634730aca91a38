"""The conditions that the judge finds cost little, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from checks.law.check import Check
from checks.model.outcomes import CheckAborted, TimedOut
from grader.course import registry
from grader.course.sampling import OWN
from grader.judge import conditions
from grader.judge.subject import SandboxedSubject

STEM = "ex6_funcify"


class Silent:
    """A solution that gives no reply, and notes how often it is asked."""

    def __init__(self, stop: CheckAborted | None = None) -> None:
        self.stop = stop
        self.asked: list[int] = []

    def replies(self, bodies: Sequence[bytes], apart: bool = False) -> tuple[list[bytes], CheckAborted | None]:
        self.asked.append(len(bodies))
        return [b"no reply"] * (0 if self.stop else len(bodies)), self.stop


def when_it_fails(one: Check, silent: Silent) -> str:
    return conditions.when_it_fails(one, cast(SandboxedSubject, silent), OWN)


def test_a_solution_that_stops_is_asked_no_more() -> None:
    """It costs the time of one answer, once for an exercise: the other checks are told no condition."""
    silent = Silent(TimedOut("No answer"))
    for one in registry.visible_checks(STEM):
        assert when_it_fails(one, silent) == ""
    assert len(silent.asked) == 1


def test_a_reply_that_is_none_gives_no_condition() -> None:
    """And no error of ours: a condition is an extra."""
    silent = Silent()
    assert when_it_fails(registry.visible_checks(STEM)[0], silent) == ""
    assert len(silent.asked) == 1


def test_a_check_of_one_question_is_not_asked_again() -> None:
    """Nothing can be told from it."""
    silent = Silent()
    (three_steps,) = (one for one in registry.visible_checks("ex1_by_hand") if one.id.endswith("three_steps"))
    assert when_it_fails(three_steps, silent) == ""
    assert silent.asked == []
