"""Runs in the student's process: answers the judge's questions with the student's code.

It decides nothing: it knows no expected value, and the judge does not trust it.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any

from checks.guest.loading import raised, source_file
from checks.guest.solution import Solution, loaded
from checks.model.limits import CLOCK, is_over
from checks.model.scenario import Scenario
from grader.guest.line_to_judge import LineToJudge
from grader.guest.protocol import LATE, READY, answer, hear, late

if TYPE_CHECKING:
    from grader.guest.line_coverage import LineCoverage


LOADS = 50
"""Number of loads after which the classes of earlier ones are collected: isinstance() on the framework's abstract
classes searches all leftover subclasses."""


GRACE = 1.0
"""Seconds of computing after which a process that does not listen to the alarm is ended by the system."""

SHORTEST = 0.001
"""Seconds for which a timer can be set at least: 0 would switch it off."""


def main(
    asked: int, told: int, stem: str, others: Sequence[str], measured: bool, computing: float, check: float
) -> None:
    """Answer the questions of the judge until it closes the pipe.

    A solution that exceeds its computing time is ended here. The judge does not rely on it: it has a deadline of its
    own, on the clock, which is longer because a machine may be busy.

    Args:
        asked: The descriptor of the pipe with the questions.
        told: The descriptor of the pipe for the replies.
        stem: The exercise.
        others: The stems of the student's other files that it builds on.
        measured: Whether to note which lines run.
        computing: Seconds of processor time for one answer.
        check: Seconds of processor time for all answers of a check.
    """
    Solution.alone = True
    solution = Solution(dict)
    loads = 0
    current, began = -1, 0.0
    measuring = _measuring(stem) if measured else None
    with os.fdopen(asked, "rb") as questions, os.fdopen(told, "wb", buffering=0) as replies:
        alarm = Alarm(told)
        replies.write(answer(READY, [], None))
        for line in questions:
            question = hear(line)
            if question.get("check", current) != current:
                current, began = question["check"], time.process_time()
            left = check - (time.process_time() - began)
            answers: list[Any] = []
            alarm.set(min(computing, left), question["id"], solution, left < computing)
            error = None
            try:
                if "scenario" in question:
                    solution.perform(Scenario.from_json(question["scenario"]), answers.append)
                elif "sealed" in question:
                    line_to_judge = LineToJudge(question["id"], question["first"], questions, replies)
                    answers = line_to_judge.answers
                    solution.perform_sealed(Scenario.from_json(question["sealed"]), line_to_judge)
                elif "lines_not_run" in question and measuring:
                    answers.append(measuring.lines_not_run())
                else:
                    solution = Solution(dict)  # should loading fail, no later question reaches the old module
                    loads += 1
                    if loads % LOADS == 0:
                        gc.collect()
                    solution = loaded(stem, tuple(others))
            except BaseException as caught:  # noqa: BLE001  # student code may raise anything; the judge decides
                error = raised(caught, stem)
            alarm.stop()
            replies.write(answer(question["id"], answers, error))


class Alarm:
    """Tells the judge which step takes too long, and ends the process.

    A solution can switch that off, or be deaf to it inside of a function that is not Python's. Then the system ends the
    process soon after, or the judge does, by clocks of their own.
    """

    def __init__(self, told: int) -> None:
        self._told = told
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, self._ring)

    def set(self, seconds: float, identity: str, solution: Solution, whole_check: bool) -> None:
        """Ring after so many seconds of computing, or a multiple of that on the clock."""
        self._question = identity, solution, whole_check
        self._seconds, self._began, self._computed = seconds, time.monotonic(), time.process_time()
        self._start(max(seconds, SHORTEST))

    def stop(self) -> None:
        """Do not ring: the answer is there."""
        self._start(0)

    def _start(self, seconds: float) -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds and seconds + GRACE)  # whose signal nobody handles
        signal.setitimer(signal.ITIMER_REAL, CLOCK * seconds)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        computed, waited = time.process_time() - self._computed, time.monotonic() - self._began
        if number == signal.SIGALRM and not is_over(computed, waited, self._seconds):
            signal.setitimer(signal.ITIMER_REAL, 1.0)  # the machine is busy: it computes, but it is slow
            return
        identity, solution, whole_check = self._question
        os.write(self._told, late(identity, solution.step, whole_check))
        os._exit(LATE)


def _measuring(stem: str) -> LineCoverage:
    """Start to measure; coverage.py is in the folder only if that was asked for."""
    from grader.guest.line_coverage import LineCoverage

    return LineCoverage(str(source_file(stem)))
