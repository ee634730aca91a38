"""A solution's own numbers at the nodes of a network, and the first node at which they depart from the right ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checks.law.answers import is_number
from checks.law.oracle import close
from checks.model.network import Network

VALUE, DERIVATIVE, EARLY = "value", "derivative", "early"
"""What departs: a number of the node, or that it has told its children before it had heard all."""


@dataclass(frozen=True)
class Yours:
    """What a solution's nodes answered and were told, by the nodes' positions."""

    values: Mapping[int, Any] = field(default_factory=dict)
    told: Mapping[int, tuple[Any, ...]] = field(default_factory=dict)
    """The derivatives that came to a node, one for each call."""

    strict: bool = False
    """Whether each node is promised to hear of its derivative, so that silence is wrong."""

    asked: int | None = None
    """The node whose own answer is the wrong one, where that is no value: the list of its `grad()`, for instance."""


class Departure(NamedTuple):
    """The first node at which a solution's numbers are wrong, and which of them."""

    node: int
    what: str


def departure(
    network: Network, root: int, yours: Yours, values: Mapping[int, Any], derivatives: Mapping[int, Any]
) -> Departure | None:
    """Find where a solution's numbers depart first: values from the leaves up, then derivatives from the root down.

    Args:
        network: The network.
        root: The node that was asked.
        yours: The solution's numbers.
        values: The right value of each node, where it is known.
        derivatives: The right sum of derivatives of each node, where it is known.
    """
    below = sorted(network.below(root))
    for i in below:
        if i in yours.values and i in values and not same(yours.values[i], values[i]):
            return Departure(i, VALUE)
    for i in reversed(below):
        if i not in derivatives:
            continue
        parts = yours.told.get(i, ())
        if parts and not (len(parts) == 1 and same(parts[0], derivatives[i])):
            return Departure(i, DERIVATIVE)
        # What is told to a parameter moves it; whether others are told makes no difference but where it is promised.
        matters = yours.told and derivatives[i] and network.nodes[i].kind == "Parameter"
        if not parts and (yours.strict or matters):
            return Departure(i, DERIVATIVE)
    return None if yours.asked is None else Departure(yours.asked, "")


def same(got: Any, right: Any) -> bool:
    """Tell whether a number, or a list of them, is the right one but for rounding."""
    if isinstance(right, list):
        return isinstance(got, list) and len(got) == len(right) and all(map(same, got, right))
    return is_number(got) and close(got, right, max(1.0, abs(right)))
