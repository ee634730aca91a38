"""The answers of one scenario, and the comparisons that a check makes with them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from checks.law.oracle import FLOOR, TOLERANCE, close
from checks.model.kinds import decode
from checks.model.network import Network
from checks.model.outcomes import Mismatch, NotStarted, Raised
from checks.model.scenario import Scenario

PLURAL = re.compile(
    r"(?<![\w.,-])1 "
    r"(child(?=ren\b)|(?:call|comparison|edge|input|node|number|pair|parameter|read|reading|weight)(?=s\b))(?:ren|s)\b"
)
"""What is counted in the sentences of checks, after a 1."""

LONGEST = 300
"""Number of characters of an answer that are shown."""


class Answers:
    """The answers of a scenario, one for each step until an exception ended it, if one did.

    Each method demands something of the answer of a step, counted from 0, or from the end if negative. It raises
    `Mismatch` when that does not hold; `why` may give the student a reason, in a sentence. Answers are not trusted:
    they are data, and their type and shape are checked where they are used.
    """

    def __init__(self, scenario: Scenario, answers: list[Any], raised: Raised | None) -> None:
        self.scenario = scenario
        self.answers = decode(answers)
        self.raised = raised
        if raised and raised.type == "NotImplementedError" and raised.message.startswith("Exercise"):
            raise NotStarted(raised.message, scenario)

    def __getitem__(self, step: int) -> Any:
        """Return the answer of a step.

        Raises:
            Mismatch: The scenario ended before that step or in it.
        """
        step = range(len(self.scenario.steps))[step]
        if step < len(self.answers):
            return self.answers[step]
        if self.raised is None:
            raise Mismatch(self.scenario, step, "an answer", "none")
        at = len(self.answers)
        raise Mismatch(self.scenario, at, "no exception", str(self.raised), raised=self.raised)

    def number(
        self, step: int, expected: float, why: str = "", size: float = FLOOR, tolerance: float = TOLERANCE
    ) -> None:
        """Demand that number, but for rounding; `size` is that of the largest term in it, see `oracle.close`."""
        if not (is_number(self[step]) and close(self[step], expected, size, tolerance)):
            raise self.mismatch(step, expected, why)

    def numbers(
        self, step: int, expected: Sequence[float], why: str = "", size: float | Sequence[float] = FLOOR
    ) -> None:
        """Demand those numbers, in a list or a tuple as they are, but for rounding; each may have a size of its own."""
        if not numbers_close(self[step], expected, size):
            raise self.mismatch(step, expected, why)

    def exactly(self, step: int, expected: Any, why: str = "") -> None:
        """Demand that very value, of the same type."""
        if type(self[step]) is not type(expected) or self[step] != expected:
            raise self.mismatch(step, repr(expected) if isinstance(expected, str) else expected, why)

    def refused(self, step: int, name: str, why: str = "") -> str:
        """Demand that an `attempt` step ended in that exception or a subclass of it, and return its message."""
        answer = self[step]
        if answer is None:
            raise self.mismatch(step, f"a {name}", why, got="no exception")
        kind, message, bases = answer
        if name not in bases:
            raise self.mismatch(step, f"a {name}", why, got=f"{kind}: {message}")
        return str(message)

    def holds(self, step: int, condition: bool, expected: Any, why: str = "", got: Any = None) -> None:
        """Demand a condition that the check computed itself, which `expected` states in words; see `mismatch`."""
        if not condition:
            raise self.mismatch(step, expected, why, got)

    def inputs(self, step: int, network: Network, right: list[int], why: str = "") -> None:
        """Demand the list of these nodes, given by their positions, as the answer of a `find_inputs` step."""
        answer, names = self[step], [network.names[i] for i in right]
        listed = isinstance(answer, list) and all(type(i) is int for i in answer)
        got = (
            [network.names[i] if 0 <= i < len(network.nodes) else "something else" for i in answer] if listed else None
        )
        text = f"{got}" if listed else f"a {type(answer).__name__}" if isinstance(answer, tuple) else show(answer)
        self.holds(step, listed and answer == right, f"the inputs {names}", why, got=text)

    def counts(self, step: int) -> dict[str, list[Any]]:
        """Return the answer of a `calls()` step: for each name a list with one entry for each node.

        Raises:
            Mismatch: The answer has another form.
        """
        answer = self[step]
        size = len(self.scenario.network.nodes)
        if not isinstance(answer, dict) or not all(isinstance(v, list) and len(v) >= size for v in answer.values()):
            raise self.mismatch(step, "the counts of calls")
        return answer

    def mismatch(self, step: int, expected: Any, why: str = "", got: Any = None) -> Mismatch:
        """Make the exception to raise when the answer of a step is wrong.

        Args:
            step: The step, counted from the end if negative.
            expected: The right answer: a text in words, or the value itself.
            why: A further sentence for the student.
            got: The answer that came, likewise; None stands for that of the step, or the exception that came instead.
        """
        step = range(len(self.scenario.steps))[step]
        wanted, words = _as_list(expected), in_singular(expected) if isinstance(expected, str) else show(expected)
        why = in_singular(why)
        if got is None and step >= len(self.answers):
            return Mismatch(self.scenario, step, words, str(self.raised), why, self.raised)
        came = self.answers[step] if got is None else got
        found = _as_list(came)
        values = None if wanted is None or found is None else (wanted, found)
        mismatch = Mismatch(self.scenario, step, words, got if isinstance(got, str) else show(came), why, values=values)
        if got is None:
            mismatch.data = {"got": came} if isinstance(expected, str) else {"expected": expected, "got": came}
        return mismatch


def _as_list(value: Any) -> list[Any] | None:
    """Return a number as a list of one, a list of numbers or of pairs as it is, and None for anything else."""
    if is_finite(value):
        return [value]
    if isinstance(value, list | tuple) and value and all(is_finite(v) or _is_pair(v) for v in value):
        return list(value)
    return None


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and bool(value) and all(map(is_finite, value))


def is_finite(answer: Any) -> bool:
    """Tell whether an answer is a number, and neither infinite nor nan."""
    return is_number(answer) and math.isfinite(answer)


def is_number(answer: Any) -> bool:
    """Tell whether an answer is an int or a float; True and False are not."""
    return type(answer) in (int, float)


def numbers_close(answer: Any, expected: Sequence[float], size: float | Sequence[float] = FLOOR) -> bool:
    """Tell whether `answer` holds the expected numbers, but for rounding, in a list or tuple as they are.

    Args:
        answer: The answer.
        expected: The numbers, in a list or in a tuple.
        size: See `oracle.close`; one for all, or one for each.
    """
    if type(answer) is not type(expected) or len(answer) != len(expected) or not all(map(is_number, answer)):
        return False
    sizes = [size] * len(expected) if isinstance(size, (int, float)) else size
    return all(close(a, e, s) for a, e, s in zip(answer, expected, sizes, strict=True))


def in_singular(text: str) -> str:
    """Write what stands after 1 in the singular, in a sentence of a check: its author counts things, rarely one."""
    return PLURAL.sub(r"1 \1", text)


def several(count: int, what: str) -> str:
    """Say how many there are, such as 'no inputs', '1 input', '2 inputs'."""
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def show(answer: Any) -> str:
    """Write a value for a person, in a few lines at most; what is no number, text or list is named by its type."""
    text = _spelled(answer)
    return text if len(text) <= LONGEST else text[:LONGEST] + " ..."


def _spelled(value: Any) -> str:
    match value:
        case {"strange": str(kind)} if len(value) == 1:
            return f"an object of type {kind}"
        case list():
            return f"[{', '.join(map(_spelled, value[:LONGEST]))}]"  # more than that is not shown
        case tuple():
            return f"({', '.join(map(_spelled, value[:LONGEST]))}{',' * (len(value) == 1)})"
        case str():
            return repr(value[: LONGEST + 1])
    return repr(value)
