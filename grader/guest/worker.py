"""Runs in the student's process: answers the judge's questions with the student's code.

It decides nothing: it knows no expected value, and the judge does not trust it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checks.guest.loading import raised, source_file
from checks.guest.solution import Solution, loaded
from checks.model.scenario import Scenario
from grader.guest.protocol import READY, answer

if TYPE_CHECKING:
    from grader.guest.line_coverage import LineCoverage


LOADS = 10
"""Number of loads after which the classes of earlier ones are collected: isinstance() on the framework's abstract
classes searches all leftover subclasses."""


def main(asked: int, told: int, stem: str, others: Sequence[str], measured: bool, computing: float) -> None:
    """Answer the questions of the judge until it closes the pipe.

    A solution that exceeds its computing time is ended by SIGPROF. The judge does not rely on it: it has a deadline of
    its own, on the clock, which is longer because a machine may be busy.

    Args:
        asked: The descriptor of the pipe with the questions.
        told: The descriptor of the pipe for the replies.
        stem: The exercise.
        others: The stems of the student's other files that it builds on.
        measured: Whether to note which lines run.
        computing: Seconds of processor time for one answer.
    """
    solution = Solution(dict)
    loads = 0
    measuring = _measuring(stem) if measured else None
    with os.fdopen(asked, "rb") as questions, os.fdopen(told, "wb", buffering=0) as replies:
        replies.write(answer(READY, [], None))
        for line in questions:
            signal.setitimer(signal.ITIMER_PROF, computing)
            question = json.loads(line)
            answers: list[Any] = []
            error = None
            try:
                if "scenario" in question:
                    solution.perform(Scenario.from_json(question["scenario"]), answers.append)
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


def _measuring(stem: str) -> LineCoverage:
    """Start to measure; coverage.py is in the folder only if that was asked for."""
    from grader.guest.line_coverage import LineCoverage

    return LineCoverage(str(source_file(stem)))
