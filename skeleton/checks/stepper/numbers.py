"""The right numbers of a network: values, the derivatives that come down each edge, and where the parameters go."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from checks.law import oracle
from checks.model.network import LEAVES, Builder, Network
from checks.stepper.question import OUTPUTS, Question, Value

Edge = tuple[int, int]
"""A node, and the place of one of its children."""

Slope = float | list[float] | None
"""The derivative of a node's value with respect to a child: one for each component, where the value is a list."""

RATE = 0.01
"""The learning rate of a parameter that has none of its own, as in the framework."""


@dataclass
class Numbers:
    """The numbers of a network, by position or by edge; None where nobody knows one."""

    values: list[Value | None] = field(default_factory=list)
    slopes: dict[Edge, Slope] = field(default_factory=dict)
    start: Value | None = None
    parts: dict[Edge, float | None] = field(default_factory=dict)
    """What comes down each edge."""

    sums: dict[Edge, float | None] = field(default_factory=dict)
    """The sum that the child has when the part has come down: parents speak from the last one to the first."""

    totals: list[Value | None] = field(default_factory=list)
    """The derivative of the loss with respect to each node's value."""

    after: dict[int, float | None] = field(default_factory=dict)
    """The value of each parameter when it has moved."""


def numbers(question: Question) -> Numbers:
    """Compute all numbers; a student's own nodes are asked, and may raise anything but make only their own unknown."""
    network, found = question.network, Numbers()
    for i, node in enumerate(network.nodes):
        below = [found.values[c] for c in node.children]
        own = question.foreign.get(i)
        value, slopes = _asked(own, below) if own is not None else _local(network, i, below)
        found.values.append(value)
        found.slopes |= {(i, slot): slope for slot, slope in enumerate(slopes)}
    found.start = question.start.given(found.values[network.root])
    totals: list[Any] = [0.0] * network.root + [found.start]
    for parent, slot, child in edges(network):
        part = _part(totals[parent], found.slopes[parent, slot])
        totals[child] = None if part is None or totals[child] is None else totals[child] + part
        found.parts[parent, slot], found.sums[parent, slot] = part, totals[child]
    found.totals = totals
    for i in network.parameters:
        rate = network.nodes[i].learning_rate
        start, total = found.values[i], totals[i]
        known = isinstance(start, (int, float)) and total is not None
        found.after[i] = start - (RATE if rate is None else rate) * total if known else None
    return found


def edges(network: Network) -> list[tuple[int, int, int]]:
    """List the edges (parent, slot, child) in the order in which parents speak: the root first, children last."""
    order = reversed(range(len(network.nodes)))
    return [(i, slot, child) for i in order for slot, child in enumerate(network.nodes[i].children)]


def _local(network: Network, i: int, below: Sequence[Any]) -> tuple[Any, list[Slope]]:
    """Compute the value of a node, and its derivatives with respect to its children."""
    node = network.nodes[i]
    if node.kind in LEAVES:
        return node.value, []
    unknown: list[Slope] = [None] * len(below)
    if any(not isinstance(x, (int, float)) for x in below):
        return None, unknown
    builder = Builder()
    leaves = [builder.input(x) for x in below]
    small = builder.add(node.kind, *leaves).network()
    try:
        value = oracle.values(small)[small.root]
        if node.kind not in OUTPUTS:
            return _known(value), [_known(slope) for slope in oracle.derivatives(small)[: small.root]]
        assert isinstance(value, list)
        every = range(len(value))
        rows = [oracle.gradient(small, tuple(float(j == k) for k in every)) for j in every]
        return _known(value), [_known([row[slot] for row in rows]) for slot in leaves]
    except (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
        return None, unknown


def _asked(node: Any, below: Sequence[Any]) -> tuple[Any, list[Slope]]:
    """Ask a student's own node."""
    slopes = [*(_tried(node.grad, list) or []), *([None] * len(below))][: len(below)]
    value = _known(_tried(lambda: node.op(list(below)), float)) if None not in below else None
    return value, [_known(slope) if isinstance(slope, (int, float)) else None for slope in slopes]


def _tried(ask: Callable[[], Any], kind: type) -> Any:
    try:
        return kind(ask())
    except Exception:  # noqa: BLE001  # a student's code may raise anything
        return None


def _part(total: Value | None, slope: Slope) -> float | None:
    """Multiply what has come down to a node with its derivative; add up over all components."""
    if total is None or slope is None:
        return None
    if isinstance(total, list) != isinstance(slope, list):
        return None
    if isinstance(total, list) and isinstance(slope, list):
        return math.fsum(d * s for d, s in zip(total, slope, strict=True)) if len(total) == len(slope) else None
    return _known(total * slope)  # type: ignore[operator,no-any-return]


def _known(value: Any) -> Any:
    """Return a number or a list of them, None if one of them is not finite."""
    several = value if isinstance(value, list) else [value]
    return value if all(x is not None and math.isfinite(x) for x in several) else None
