"""Many solutions take one check at the same time: Hypothesis draws each network once, and all are asked about it.

A solution's verdict is the one it would get alone: checks are derandomised, and what they draw does not depend on
answers. Nothing is shrunk, for only the verdict is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from hypothesis import is_hypothesis_test

from checks.check import Check
from checks.verdicts import Mismatch, Stop
from grader.known import KnownSubject

PASSED = "passed"


class BadCheck(Exception):
    """The reference does not pass the check: then it says nothing about other solutions."""


def examine(check: Check, reference: KnownSubject, others: Mapping[str, KnownSubject]) -> dict[str, str]:
    """The status that each of `others` gets in this check, as in the record."""
    statuses = dict.fromkeys(others, PASSED)
    for subject in (reference, *others.values()):
        subject.new_check()

    def everybody(law: Callable[..., None], drawn: dict[str, Any]) -> None:
        try:
            law(subject=reference, **drawn)
        except (Mismatch, Stop) as error:
            raise BadCheck(f"{check.id}: the reference does not pass. {error}") from error
        for name, subject in others.items():
            if statuses[name] == PASSED:
                statuses[name] = _status(law, subject, drawn)

    each_example(check, everybody)
    return statuses


def each_example(check: Check, everybody: Callable[[Callable[..., None], dict[str, Any]], None]) -> None:
    """Call `everybody` with the check's law for each example that Hypothesis draws (or once, if there are none)."""
    function: Any = check.function
    if not is_hypothesis_test(function):
        everybody(function, {})
        return
    law = function.hypothesis.inner_test

    @wraps(law)  # what Hypothesis draws depends on the test's source and signature: they are those of the law
    def with_tape(subject: object, **drawn: Any) -> None:
        everybody(law, {name: Tape(value) if hasattr(value, "draw") else value for name, value in drawn.items()})

    function.hypothesis.inner_test = with_tape
    try:
        function(subject=None)
    finally:
        function.hypothesis.inner_test = law


def _status(law: Callable[..., None], subject: KnownSubject, drawn: dict[str, Any]) -> str:
    for value in drawn.values():
        if isinstance(value, Tape):
            value.rewind()
    try:
        law(subject=subject, **drawn)
    except Stop as stop:
        return stop.status
    except Mismatch:
        return "failed"
    except Exception:
        return "grader_error"  # the check itself stumbled over a strange answer
    return PASSED


class Tape:
    """Stands for the `data` of a check: what was drawn for the first solution is played back to the others."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.drawn: list[Any] = []
        self.at = 0

    def draw(self, strategy: Any, label: Any = None) -> Any:
        if self.at == len(self.drawn):
            self.drawn.append(self.data.draw(strategy, label))
        self.at += 1
        return self.drawn[self.at - 1]

    def rewind(self) -> None:
        self.at = 0
