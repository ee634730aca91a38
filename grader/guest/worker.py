"""Runs inside the student's process: answers the judge's questions with the student's code.

Nothing here decides anything. It knows no expected value, and the judge believes nothing it says.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checks.guest.interpreter import Interpreter
from checks.guest.loading import load, raised, source_file
from checks.model.scenario import Scenario
from grader.guest.protocol import READY, answer

if TYPE_CHECKING:
    from grader.guest.line_coverage import LineCoverage


LOADS = 10
"""After so many, the classes of earlier ones are thrown away: isinstance() on the framework's abstract classes looks
through all that are left over."""


def main(asked: int, told: int, stem: str, others: Sequence[str], measured: bool, computing: float) -> None:
    """Answer the lines of the pipe `asked` on the pipe `told` until the judge closes it.

    Who computes for more than `computing` seconds for one answer is ended by SIGPROF. The judge does not rely on it: it
    has a deadline of its own, on the clock, which is longer, since a machine may have other things to do.
    """
    namespace: Mapping[str, Any] = {}
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
                random.seed(0)  # what Parameter() sampling is the same in every grading
                if "scenario" in question:
                    Interpreter(namespace, Scenario.from_json(question["scenario"])).perform(answers.append)
                elif "lines_not_run" in question and measuring:
                    answers.append(measuring.lines_not_run())
                else:
                    namespace = {}  # nothing is asked of what was there before, should this fail
                    loads += 1
                    if loads % LOADS == 0:
                        gc.collect()
                    namespace = load(stem, tuple(others))
            except BaseException as caught:
                error = raised(caught, stem)
            replies.write(answer(question["id"], answers, error))


def _measuring(stem: str) -> LineCoverage:
    """Only for this is coverage.py in the folder."""
    from grader.guest.line_coverage import LineCoverage

    return LineCoverage(str(source_file(stem)))
