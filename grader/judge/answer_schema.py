"""The shape of the answer to each step, as our own worker gives it whatever the solution did.

The solution shares a process with the worker and can write to its pipe. This module rejects forged shapes, so a check
never meets a text where it expects the counts of `calls`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checks.explain.verbs import VERBS, Shape
from checks.guest.call_counter import WATCHED
from checks.model.scenario import Scenario, Step

LEAST = 200
"""Number of values that any answer may have."""

SPARE = 4
"""A wrong answer may be this many times as long as a right one, and is shown nevertheless."""


def fits_schema(scenario: Scenario, answers: list[Any]) -> bool:
    """Tell whether each answer could have come from a step of that kind."""
    return all(fits(step, answer, scenario) for step, answer in zip(scenario.steps, answers, strict=False))


def fits(step: Step, answer: Any, scenario: Scenario) -> bool:
    """Tell whether this answer could have come from that step."""
    return not too_long(step, answer, scenario) and SCHEMA[VERBS[step.verb].answer](answer, len(scenario.network.nodes))


def too_long(step: Step, answer: Any, scenario: Scenario) -> bool:
    """Tell whether a solution returned more values than that step can be asked for, by a wide margin."""
    if VERBS[step.verb].answer is not Shape.ANYTHING or (size := _size(answer)) <= SPARE * LEAST:
        return False
    given = _size(step.argument) + _largest(step.argument)
    return size > SPARE * (LEAST + len(scenario.network.nodes) + given)


def _size(value: Any) -> int:
    """Count the values in lists, tuples and dicts, at all levels."""
    if not isinstance(value, (list, tuple, dict)):
        return 0
    inner = list(value.values()) if isinstance(value, dict) else value
    return len(inner) + sum(map(_size, inner))


def _largest(argument: Any) -> int:
    """Return the largest whole number in an argument: it may be a number of steps."""
    if isinstance(argument, (list, tuple)):
        return max(map(_largest, argument), default=0)
    return argument if type(argument) is int and argument > 0 else 0


def _count(answer: Any) -> bool:
    return type(answer) is int and 0 <= answer < 2**63


def _counts(answer: list[Any]) -> bool:
    """Tell whether all are counts, of which there may be thousands."""
    return not answer or (set(map(type, answer)) == {int} and _count(min(answer)) and _count(max(answer)))


def _integers(answer: Any) -> bool:
    return type(answer) is list and all(type(item) is int and abs(item) < 2**63 for item in answer)


def _positions(answer: Any) -> bool:
    """Tell whether this is a list of positions, or what a solution returned instead of a list."""
    return _integers(answer) or type(answer) is not list


def _survey(answer: Any, nodes: int) -> bool:
    return (
        type(answer) is list
        and len(answer) == 3
        and _integers(answer[0])
        and type(answer[1]) is list
        and type(answer[2]) is list
        and all(type(name) is str for name in answer[2])
    )


def _training(answer: Any, nodes: int) -> bool:
    return type(answer) is list and len(answer) == 2 and all(type(part) is list for part in answer)


def _calls(answer: Any, nodes: int) -> bool:
    if type(answer) is not dict or set(answer) != {*WATCHED, "derivatives"}:
        return False
    lists = [answer[name] for name in (*WATCHED, "derivatives")]
    if not all(type(one) is list and len(one) >= nodes for one in lists):
        return False
    return all(_counts(answer[name]) for name in WATCHED) and all(type(d) is list for d in lists[-1])


def _structure(answer: Any, nodes: int) -> bool:
    return type(answer) is list and bool(answer) and all(_object(one, len(answer)) for one in answer)


def _object(one: Any, count: int) -> bool:
    match one:
        case [str(), list(children), _, int(position)]:
            return _integers(children) and all(0 <= c < count for c in children) and _integers([position])
    return False


def _exception(answer: Any, nodes: int) -> bool:
    match answer:
        case None:
            return True
        case [str(), str(), list(bases)]:
            return all(type(base) is str for base in bases)
    return False


SCHEMA: dict[Shape, Callable[[Any, int], bool]] = {
    Shape.ANYTHING: lambda answer, nodes: True,
    Shape.NOTHING: lambda answer, nodes: answer is None,
    Shape.COUNT: lambda answer, nodes: _count(answer),
    Shape.POSITIONS: lambda answer, nodes: _positions(answer),
    Shape.SURVEY: _survey,
    Shape.TRAINING: _training,
    Shape.CALLS: _calls,
    Shape.STRUCTURE: _structure,
    Shape.EXCEPTION: _exception,
    Shape.TEXT: lambda answer, nodes: type(answer) is str,
}
"""For each shape: a predicate that takes an answer and the number of nodes in the network."""
