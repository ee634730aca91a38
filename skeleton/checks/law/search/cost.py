"""The size of plain data: of two counterexamples the one with the lower cost is the simpler one.

Every smaller variant has a lower cost than what it was made from. So a search that goes from a value to one of its
variants, and on from there, comes to an end.
"""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from checks.law.node_types import NODE_TYPES
from checks.law.strategies import is_tame
from checks.model.network import Network
from checks.model.scenario import Step

SIMPLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0, -1, -2, -3, -4, -5, -6, -7, -8, -9)
"""The numbers with one digit, the simplest first: 0 and -1 hide more than 1 and 2 do, as a factor for instance."""

KINDS = ("Add", "Multiply", *NODE_TYPES)
"""Operations, the simplest first."""


class Cost(NamedTuple):
    """The size of a value. Of two values the one with the lower cost is the simpler one."""

    nodes: int = 0
    edges: int = 0
    entries: int = 0
    """Steps, samples, and whatever else is listed."""

    kinds: int = 0
    """How far the operations are from sums."""

    digits: int = 0
    rank: int = 0
    """How far its numbers are from the simplest with so many digits."""


def cost(value: Any) -> Cost:
    """Compute the size of a value."""
    own = Cost()
    if isinstance(value, Network):
        special = sum((n.name is not None) + n.own + (type(n.value) is int) for n in value.nodes)
        kinds = sum(KINDS.index(n.kind) for n in value.nodes if n.kind in KINDS)
        own = Cost(len(value.nodes), sum(len(node.children) for node in value.nodes), special, kinds)
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        own = Cost(entries=len(value))
    elif isinstance(value, dict):
        own = Cost(entries=1)  # a tuple, for instance, as the argument of a step; see `kinds.encode`
    elif is_plain_number(value):
        own = Cost(digits=_digits(value), rank=_rank(value))
    return Cost(*map(sum, zip(own, *map(cost, parts(value)), strict=True)))


def exactly(value: Any) -> str:
    """Write a value down so that every other one reads differently; a `repr` may leave things out."""
    if isinstance(value, dict):
        return "".join(f"{name}={exactly(part)};" for name, part in value.items())
    if is_data(value) and not isinstance(value, Network):
        return "".join(exactly(getattr(value, field.name)) for field in fields(value))
    return repr(value)


def parts(value: Any) -> list[Any]:
    """List what a value is made of, as far as it can become smaller."""
    if isinstance(value, Network):
        return [part for node in value.nodes for part in (node.value, node.learning_rate)]
    if isinstance(value, Step):
        return [value.argument]
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    return [getattr(value, field.name) for field in fields(value)] if is_data(value) else []


def tame(value: Any) -> bool:
    """Tell whether all networks in a value are tame, see `strategies.is_tame`."""
    if isinstance(value, Network):
        try:
            return is_tame(value)
        except Exception:  # noqa: BLE001  # the value of a macro, or of an Output inside a sum, is not known
            return False
    return all(map(tame, parts(value)))


def is_life(value: Any) -> bool:
    """Tell whether a value is a network with steps: a `Life` or a `Scenario`."""
    return is_data(value) and {"network", "steps"} <= vars(value).keys()


def is_data(value: Any) -> bool:
    """Tell whether a value is an object of a dataclass."""
    return is_dataclass(value) and not isinstance(value, type)


def is_plain_number(value: Any) -> bool:
    """Tell whether a value is an int or a float, and no subclass of them, such as a bool."""
    return type(value) in (int, float)


def _rank(number: float) -> int:
    """Tell how far a number is from the simplest one: those of one digit come first, -0.0 is no 0."""
    if number in SIMPLE and repr(number) != "-0.0":
        return SIMPLE.index(int(number))
    return len(SIMPLE) + (math.copysign(1, number) < 0)


def _digits(number: float) -> int:
    """Count the digits that it takes to write a number; one that is infinite, or none, counts as very long."""
    if not math.isfinite(number):
        return 1000
    return sum(c.isdigit() for c in repr(abs(number)).removesuffix(".0").removeprefix("0."))
