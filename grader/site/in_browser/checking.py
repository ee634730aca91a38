"""The checks of an exercise, one after the other, each with a result as data as soon as it is there."""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Callable, Collection, Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from checks.exercises import BY_STEM
from checks.explain.conditions.search import when_it_fails
from checks.explain.drawing import drawing
from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.media import Medium
from checks.explain.messages import Role, paragraphs
from checks.explain.recorded.own_numbers import with_yours
from checks.guest.loading import source_file, source_text
from checks.guest.time_limit import TimeLimit
from checks.law.check import Check, checks_in
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.model.outcomes import CheckAborted, Crashed, Raised
from checks.model.scenario import Scenario
from checks.model.status import Status
from checks.student.last_lines import LastLines
from checks.student.stub_state import is_untouched

Tell = Callable[[dict[str, Any]], None]

BEAT = 0.25
"""Seconds between two signs of life: the page ends a worker from which none has come for long."""

LONGEST = 400
"""Number of characters that the page shows of a line that was printed during a check."""


def nothing() -> None:
    """Give no sign of life."""


class PageMedium(Medium):
    """The page: solutions are in its editor, code goes into its console."""

    paste = "into the console"


PAGE = PageMedium()


class Alive(LocalSubject):
    """The student's solution, with a sign of life at each question. Memory that runs out ends the check."""

    def __init__(self, stem: str, limit: TimeLimit, beat: Callable[[], None]) -> None:
        super().__init__(stem, limit=limit)
        self._beat = beat

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self._beat()
        answers, raised = super().perform(scenario)
        if raised and raised.type == "MemoryError":  # or each smaller network would fill it once more
            raise Crashed("It used up all the memory that there is", scenario)
        return answers, raised


class Checking:
    """Runs checks, and remembers how each failed, for whoever asks for the steps of its network."""

    def __init__(self, limit: TimeLimit, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self.failures: dict[str, Failure] = {}
        self.beat: Callable[[], None] = nothing
        """Gives a sign of life, while checks run."""

        self._begun = 0
        """Number of checks that this Python has begun."""

    def run(self, stem: str, done: Collection[str], tell: Tell) -> None:
        """Run the checks of an exercise on the student's file.

        Args:
            stem: The exercise.
            done: The checks that have run already, by their ids.
            tell: Called with the beginning and the result of each check, and with signs of life.
        """
        self.beat = self._beats(tell)
        subject = Alive(stem, self._limit, self.beat)
        for check in checks_in(importlib.import_module(f"checks.test_{stem}")):
            if check.id in done:
                continue
            tell({"kind": "begin", "id": check.id})
            self._begun += 1
            tell({"kind": "result", **self._result(check, subject)})
        self.beat = nothing  # what is typed into the console has no deadline but that of silence

    def _result(self, check: Check, subject: LocalSubject) -> dict[str, Any]:
        self.failures.pop(check.id, None)
        head = {"id": check.id, "law": check.law, "most": check.points}
        if is_untouched(check.stem):
            return head | _status(Status.NOT_STARTED, 0.0)
        printed = LastLines(LONGEST)
        try:
            failure = self._failure(check, subject, printed)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # a mistake of ours is no mistake of the student's
            what = f"The check itself went wrong ({type(error).__name__}: {error}). Please tell your teachers."
            return head | _status(Status.GRADER_ERROR, 0.0) | {"parts": [{"role": "reason", "lines": [what]}]}
        if failure is None:
            return head | _status(Status.PASSED, check.points)
        self.failures[check.id] = failure
        return head | _status(failure.status, 0.0) | described(failure) | {"printed": printed.lines()}

    def _failure(self, check: Check, subject: LocalSubject, printed: LastLines) -> Failure | None:
        """Ask the solution; None if all is right."""
        source = source_text(check.stem)
        with warnings.catch_warnings(), redirect_stdout(printed), redirect_stderr(printed):
            warnings.simplefilter("ignore")
            try:
                mistake = Examination(check, subject).mistake()
            except CheckAborted as stop:
                if isinstance(stop, Crashed) and self._begun > 1:
                    raise MemoryError from None  # earlier checks may have filled it: a new Python will tell
                return of_abort(check, stop, source)
            if mistake is None:
                return None
            condition = when_it_fails(check, Alive(check.stem, self._limit, self.beat), mistake)
            return with_yours(of_mismatch(check, mistake, source, condition), limit=self._limit)

    def _beats(self, tell: Tell) -> Callable[[], None]:
        last = self._clock()

        def beat() -> None:
            nonlocal last
            now = self._clock()
            if now - last >= BEAT:
                last = now
                tell({"kind": "alive"})

        return beat


def write(files: Mapping[str, str]) -> None:
    """Put the texts of the student's files, by exercise, where the checks look for them."""
    for stem, source in files.items():
        if source_text(stem) != source:
            source_file(stem).write_text(source, encoding="utf-8")


def described(failure: Failure) -> dict[str, Any]:
    """Describe a failure for the page: the blocks of its message, a picture, the code that shows it, and the line."""
    blocks = [block for paragraph in paragraphs(failure, PAGE) for block in paragraph]
    code = [line for block in blocks if block.role is Role.CODE for line in block.lines]
    parts = [{"role": b.role.name.lower(), "lines": list(b.lines)} for b in blocks if b.role is not Role.CODE]
    shown = failure.snapshot()
    return {
        "parts": parts,
        "code": "\n".join(code),
        "line": failure.line,
        "picture": drawing(shown).svg if shown else "",
        "about": shown.network.formula[:200] if shown else "",
        "steps": shown is not None and not BY_STEM[failure.stem].builds_on,
    }


def _status(status: Status, points: float) -> dict[str, Any]:
    return {"status": status.value, "sign": status.sign, "word": status.word, "points": points}
