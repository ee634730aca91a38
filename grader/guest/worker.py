"""Runs in the student's process: answers the judge's questions with the student's code.

It decides nothing: it knows no expected value, and the judge does not trust it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from checks.guest.loading import raised, source_file
from checks.guest.solution import Solution, loaded
from checks.model.scenario import Scenario
from grader.guest.protocol import READY, answer, progress

if TYPE_CHECKING:
    from grader.guest.line_coverage import LineCoverage


LOADS = 10
"""Number of loads after which the classes of earlier ones are collected: isinstance() on the framework's abstract
classes searches all leftover subclasses."""


SHORTEST = 0.001
"""Seconds for which a timer can be set at least: 0 would switch it off."""


def main(
    asked: int, told: int, noted: int, stem: str, others: Sequence[str], measured: bool, computing: float, check: float
) -> None:
    """Answer the questions of the judge until it closes the pipe.

    A solution that exceeds its computing time is ended by SIGPROF. The judge does not rely on it: it has a deadline of
    its own, on the clock, which is longer because a machine may be busy.

    Args:
        asked: The descriptor of the pipe with the questions.
        told: The descriptor of the pipe for the replies.
        noted: The descriptor of the file in which the progress is noted.
        stem: The exercise.
        others: The stems of the student's other files that it builds on.
        measured: Whether to note which lines run.
        computing: Seconds of processor time for one answer.
        check: Seconds of processor time for all answers of a check.
    """
    solution = Solution(dict)
    loads = 0
    current, began = -1, 0.0
    measuring = _measuring(stem) if measured else None
    with os.fdopen(asked, "rb") as questions, os.fdopen(told, "wb", buffering=0) as replies:
        replies.write(answer(READY, [], None))
        for line in questions:
            question = json.loads(line)
            if question.get("check", current) != current:
                current, began = question["check"], time.process_time()
            left = check - (time.process_time() - began)
            signal.setitimer(signal.ITIMER_PROF, min(computing, max(left, SHORTEST)))
            answers: list[Any] = []
            tell = _noting(answers, noted, left < computing)
            error = None
            try:
                if "scenario" in question:
                    solution.perform(Scenario.from_json(question["scenario"]), tell)
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
            replies.write(answer(question["id"], answers, error))


def _noting(answers: list[Any], noted: int, whole_check: bool) -> Callable[[Any], None]:
    """Note that the first step begins; return a function that takes its answer, and notes that the next one does."""

    def tell(answer: Any) -> None:
        answers.append(answer)
        os.pwrite(noted, progress(len(answers), whole_check), 0)

    os.pwrite(noted, progress(0, whole_check), 0)
    return tell


def _measuring(stem: str) -> LineCoverage:
    """Start to measure; coverage.py is in the folder only if that was asked for."""
    from grader.guest.line_coverage import LineCoverage

    return LineCoverage(str(source_file(stem)))
