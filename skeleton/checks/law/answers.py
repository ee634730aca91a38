"""The answers of one scenario, and the comparisons that a check makes with them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from checks.law.oracle import FLOOR, close
from checks.model.outcomes import Mismatch, NotStarted, Raised
from checks.model.scenario import Scenario


class Answers:
    """One answer per step, until an exception ended the scenario. Every method raises Mismatch when it does not hold.

    Nothing an answer holds is trusted: it is data, but its type and shape are checked where it is used.
    """

    def __init__(self, scenario: Scenario, answers: list[Any], raised: Raised | None) -> None:
        self.scenario = self.play = scenario
        self.answers = answers
        self.raised = raised
        if raised and raised.type == "NotImplementedError" and raised.message.startswith("Exercise"):
            raise NotStarted(raised.message, scenario)

    def __getitem__(self, step: int) -> Any:
        """The answer of a step; Mismatch if the scenario ended before or in it."""
        step = range(len(self.scenario.steps))[step]
        if step < len(self.answers):
            return self.answers[step]
        if self.raised is None:
            raise Mismatch(self.scenario, step, "an answer", "none")
        at = len(self.answers)
        raise Mismatch(self.scenario, at, "no exception", str(self.raised), raised=self.raised)

    def number(self, step: int, expected: float, why: str = "", size: float = FLOOR) -> None:
        """The answer is that number, but for rounding."""
        if not (is_number(self[step]) and close(self[step], expected, size)):
            raise self.mismatch(step, expected, why)

    def numbers(self, step: int, expected: Sequence[float], why: str = "", size: float = FLOOR) -> None:
        """The answer is a list of those numbers, but for rounding."""
        if not numbers_close(self[step], expected, size):
            raise self.mismatch(step, list(expected), why)

    def exactly(self, step: int, expected: Any, why: str = "") -> None:
        """The answer is that, of the same type."""
        if type(self[step]) is not type(expected) or self[step] != expected:
            raise self.mismatch(step, repr(expected) if isinstance(expected, str) else expected, why)

    def raises(self, step: int, name: str, why: str = "") -> None:
        """That step ended in an exception of that type."""
        if len(self.answers) < step:
            self[step]  # an earlier step failed: say so
        if len(self.answers) > step or self.raised is None or self.raised.type != name:
            raise self.mismatch(step, f"a {name}", why)

    def holds(self, step: int, condition: bool, expected: Any, why: str = "", got: Any = None) -> None:
        """Something else is true of the answer, which `expected` says in words; see `mismatch`."""
        if not condition:
            raise self.mismatch(step, expected, why, got)

    def counts(self, step: int) -> dict[str, list[Any]]:
        """The answer of a `calls()` step: per name a list with one entry for each node."""
        answer = self[step]
        size = len(self.scenario.network.nodes)
        if not isinstance(answer, dict) or not all(isinstance(v, list) and len(v) >= size for v in answer.values()):
            raise self.mismatch(step, "the counts of calls")
        return answer

    def mismatch(self, step: int, expected: Any, why: str = "", got: Any = None) -> Mismatch:
        """What to raise when the answer of a step is wrong.

        Args:
            step: The step, counted from the end if negative.
            expected: What is right: a text in words, or the value itself.
            why: A sentence more, for a person.
            got: What came, likewise; None is the answer of that step, or the exception that came instead.
        """
        step = range(len(self.scenario.steps))[step]
        wanted = _as_list(expected)
        expected = expected if isinstance(expected, str) else repr(expected)
        if got is None and step >= len(self.answers):
            return Mismatch(self.scenario, step, expected, str(self.raised), why, self.raised)
        came = self.answers[step] if got is None else got
        found = _as_list(came)
        values = None if wanted is None or found is None else (wanted, found)
        return Mismatch(self.scenario, step, expected, got if isinstance(got, str) else show(came), why, values=values)


def _as_list(value: Any) -> list[Any] | None:
    """A number as a list of one, a list of numbers or of pairs; None for all else."""
    if is_finite(value):
        return [value]
    if isinstance(value, list) and value and all(is_finite(v) or _is_pair(v) for v in value):
        return value
    return None


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and bool(value) and all(map(is_finite, value))


def is_finite(answer: Any) -> bool:
    """Whether it is a number, and neither infinite nor nan."""
    return is_number(answer) and math.isfinite(answer)


def is_number(answer: Any) -> bool:
    return type(answer) in (int, float)


def numbers_close(answer: Any, expected: Sequence[float], size: float = FLOOR) -> bool:
    """Whether `answer` is a list of the expected numbers, but for rounding."""
    if type(answer) is not list or len(answer) != len(expected) or not all(map(is_number, answer)):
        return False
    return all(close(a, e, size) for a, e in zip(answer, expected, strict=True))


def show(answer: Any) -> str:
    """An answer as a person wants to read it, and never longer than a few lines."""
    if isinstance(answer, dict) and set(answer) == {"strange"}:
        return f"an object of type {answer['strange']}"
    text = repr(answer)
    return text if len(text) <= 300 else text[:300] + " ..."
