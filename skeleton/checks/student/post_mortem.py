"""Where `pytest --pdb` stops: in the student's own code, not in the check that compared an answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

from checks.exercises import BY_STEM
from checks.guest.loading import is_exercise
from checks.guest.solution import loaded
from checks.law.subject import perform_here
from checks.model.outcomes import Mismatch
from checks.model.scenario import Scenario

Place = tuple[FrameType, int, int]
"""A frame, with its last instruction and its line, as a traceback notes them."""


def in_own_code(stem: str, error: BaseException) -> BaseException | None:
    """Find the exception to show in a debugger instead of the one that ended a check; None if there is none.

    Its traceback ends where the solution raised it; or, for a wrong answer, where the function returned that gave it.
    A wrong answer is asked for once more.

    Args:
        stem: The exercise.
        error: What the check raised.
    """
    if not isinstance(error, Mismatch):
        return _of_solution(error.__cause__)
    with suppress(BaseException):  # what is raised here is no news
        solution = loaded(stem, BY_STEM[stem].builds_on)
        for before in error.before:
            with suppress(BaseException):
                perform_here(solution, before, [])
        upto = Scenario(error.scenario.network, error.scenario.steps[: error.step + 1])
        watch = Returns()
        raised: BaseException | None = None
        sys.setprofile(watch)
        try:
            perform_here(solution, upto, [])
        except BaseException as problem:  # noqa: BLE001  # a student's code may raise anything
            raised = problem
        finally:
            sys.setprofile(None)
        if error.raised:
            return _of_solution(raised)
        return watch.latest and AssertionError(str(error)).with_traceback(_traceback([watch.latest]))
    return None


class Returns:
    """A profiler that notes which function of an exercise has returned last."""

    latest: Place | None = None

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "return" and is_exercise(frame.f_code.co_filename):
            self.latest = frame, frame.f_lasti, frame.f_lineno


def _of_solution(error: BaseException | None) -> BaseException | None:
    """Cut the traceback of an exception to what lies between the first and the last line of an exercise."""
    if error is None:
        return None
    walked = list(_entries(error.__traceback__))
    own = [at for at, entry in enumerate(walked) if is_exercise(entry.tb_frame.f_code.co_filename)]
    if not own:
        return None
    kept = walked[own[0] : own[-1] + 1]
    return error.with_traceback(_traceback([(e.tb_frame, e.tb_lasti, e.tb_lineno) for e in kept]))


def _entries(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace:
        yield trace
        trace = trace.tb_next


def _traceback(places: list[Place]) -> TracebackType | None:
    """Make a traceback of these places, outermost first."""
    made: TracebackType | None = None
    for frame, instruction, line in reversed(places):
        made = TracebackType(made, frame, instruction, line)
    return made
