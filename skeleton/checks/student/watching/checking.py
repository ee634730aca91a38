"""A process that checks one exercise for `watch`.

It makes its imports, waits for a line that says what to check, and tells how each check ended in lines of JSON. What
the student's code prints goes with them, so that nothing disturbs the screen.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from checks.exercises import EXERCISES
from checks.explain.conditions.search import when_it_fails
from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.messages import paragraphs
from checks.explain.recorded.own_numbers import with_yours
from checks.guest.loading import source_text
from checks.guest.time_limit import AT_HOME
from checks.law.check import Check, checks_in
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.model.outcomes import CannotLoad, CheckAborted
from checks.model.status import Status
from checks.student.last_lines import LastLines
from checks.student.memory import Memory

Tell = Callable[[dict[str, Any]], None]


def check_exercise(stem: str, tell: Tell) -> None:
    """Run the checks of an exercise, those that failed last first, and tell how each ended."""
    checks = {check.id: check for check in checks_in(importlib.import_module(f"checks.test_{stem}"))}
    tell({"checks": {check.id: check.law for check in checks.values()}})
    subject, told = LocalSubject(stem), False
    for identity in Memory().of(stem).first_to_run(list(checks)):
        printed = LastLines()
        with redirect_stdout(printed), redirect_stderr(printed):
            status, failure, stop = _outcome(checks[identity], subject, explained=not told)
        told = told or status.wrong
        shown = None if failure is None else [[[b.role.name, *b.lines] for b in part] for part in paragraphs(failure)]
        tell({"check": identity, "status": status, "message": shown, "printed": printed.lines()})
        if stop:
            return


def _outcome(check: Check, subject: LocalSubject, explained: bool) -> tuple[Status, Failure | None, bool]:
    """Run a check.

    Returns:
        Its status; why it did not pass, if that is to be `explained`; and whether the others would end in the same way.
    """
    source = source_text(check.stem)
    try:
        mistake = Examination(check, subject).mistake()
    except CheckAborted as stop:
        failure = of_abort(check, stop, source)
        return stop.status, failure if explained else None, isinstance(stop, CannotLoad)
    if mistake is None:
        return Status.PASSED, None, False
    if not explained:
        return Status.FAILED, None, False
    condition = when_it_fails(check, LocalSubject(check.stem), mistake)
    return Status.FAILED, with_yours(of_mismatch(check, mistake, source, condition)), False


def main() -> int:
    """Make the imports, wait for the name of an exercise, and check it."""
    importlib.import_module(f"checks.test_{EXERCISES[0].stem}")  # what is large they have in common
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

    def tell(event: dict[str, Any]) -> None:
        pipe.write(json.dumps(event) + "\n")
        pipe.flush()

    stem = sys.stdin.readline().strip()
    if not stem:
        return 0  # the process that started this one has ended
    AT_HOME.tell = lambda text: tell({"told": text})
    check_exercise(stem, tell)
    tell({"over": True})
    return 0


if __name__ == "__main__":
    sys.exit(main())
