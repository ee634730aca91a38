"""The time limits of a solution, by a clock of the test's own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checks.model.limits import AFTER_A_HANG, CLOCK
from grader.course.limits import Limits
from grader.judge.budget import LAST_RESORT, ONCE_MORE, Budget, Purse

LIMITS = Limits(call_seconds=1, check_seconds=5, exercise_seconds=30, submission_seconds=50)


class Hand:
    """A clock that moves only when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def spend(budget: Budget, clock: Hand, seconds: float) -> None:
    budget.begin()
    clock.now += seconds
    budget.end()


def test_an_exercise_is_used_up() -> None:
    """After its time no question is left, whatever the checks have left; the message names the limit."""
    clock = Hand()
    budget = Budget(LIMITS, clock=clock)
    for _ in range(2):
        budget.new_check()
        spend(budget, clock, 14.9)
    assert len(budget.used_up) == 0
    budget.new_check()
    budget.begin()
    assert budget.deadline() == pytest.approx(clock.now + 0.2)
    clock.now += 0.3
    assert budget.too_slow() == "The 30 seconds for this exercise are used up"
    budget.end()
    assert budget.used_up == "The 30 seconds for this exercise are used up"


def test_the_exercises_of_a_submission_share_their_time() -> None:
    """What one exercise has spent the next one lacks."""
    clock, shared = Hand(), Purse(LIMITS.submission_seconds)
    first = Budget(LIMITS, shared, clock)
    spend(first, clock, 29)
    second = Budget(LIMITS, shared, clock)
    spend(second, clock, 20)
    assert shared.left > 0
    spend(second, clock, 1)
    assert second.used_up == "The 50 seconds for all exercises together are used up"
    assert Budget(LIMITS, shared, clock).used_up
    assert not Budget(LIMITS, clock=clock).used_up


def test_the_clock_stands_while_nobody_waits() -> None:
    """What the judge does itself costs a solution nothing."""
    clock = Hand()
    budget = Budget(LIMITS, clock=clock)
    clock.now += 1000
    assert not budget.used_up


def test_after_a_hang_the_judge_waits_less() -> None:
    """An answer that never came shortens the wait for each one after it, in later checks too."""
    clock = Hand()
    budget = Budget(Limits(call_seconds=1, check_seconds=30), clock=clock)
    budget.begin()
    assert budget.deadline() == clock.now + LAST_RESORT * CLOCK
    budget.hung()
    budget.new_check()
    assert budget.deadline() == clock.now + ONCE_MORE * CLOCK
    assert CLOCK < ONCE_MORE * CLOCK, "the worker's own alarm, which names the step, comes first"


def test_after_a_check_that_took_too_long_the_others_have_less_time() -> None:
    """A fifth, and no less after another one: what never ends costs the full time once. The message says why."""
    clock = Hand()
    budget = Budget(Limits(call_seconds=5, check_seconds=30, exercise_seconds=60), clock=clock)
    budget.new_check()
    assert budget.limits.call_seconds == 5, "nothing has taken too long yet"
    for _ in range(2):
        budget.was_late()
        budget.new_check()
    assert (budget.limits.call_seconds, budget.limits.check_seconds) == (5 / AFTER_A_HANG, 30 / AFTER_A_HANG)
    budget.begin()
    assert budget.deadline() == clock.now + LAST_RESORT * CLOCK * 5 / AFTER_A_HANG
    assert budget.too_slow() == (
        "No answer within 1 second of computing (4 on the clock), all that is given once an earlier check has taken "
        "too long"
    )
    clock.now += 30 / AFTER_A_HANG * CLOCK
    assert budget.too_slow().startswith("More than 6 seconds of computing (24 on the clock) for all answers of this")


def test_the_limit_that_was_exceeded_is_named() -> None:
    """That of the answer, or of the check, as the worker says, or else as the clock shows."""
    clock = Hand()
    budget = Budget(LIMITS, clock=clock)
    budget.begin()
    assert budget.too_slow().startswith("No answer within 1 second of")
    assert budget.too_slow(whole_check=True).startswith("More than 5 seconds")
    clock.now += 5 * CLOCK
    assert budget.too_slow().startswith("More than 5 seconds")
    assert budget.too_slow(whole_check=False).startswith("No answer")


def test_the_limits_grow() -> None:
    """An answer, a check, an exercise and a submission each have more time than the one before."""
    one = Limits()
    limits = [one.call_seconds, one.check_seconds, one.exercise_seconds, one.submission_seconds]
    assert all(less < more for less, more in pairwise(limits))
