"""The right values and derivatives, computed with forward-mode dual numbers.

A dual number carries a value and its derivatives with respect to some variables; each operation knows the rule
for both (see Griewank and Walther, "Evaluating Derivatives", chapter 3). No line is shared with the framework
or with any solution: those send derivatives from the root to the leaves, here they come up from the leaves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import cycle, islice
from typing import Any

from checks.law.node_types import NODE_TYPES
from checks.model import sealed
from checks.model.network import Network, Node

TOLERANCE = 1e-9
"""The largest error of an answer, relative to the right one. Finite differences are less exact than that."""

FLOOR = 1e-4
"""The size below which the tolerance stops shrinking: rounding in sums that cancel is no mistake."""

SMALLEST = 1e-300
"""An error that is never a mistake: below it, numbers lose their digits."""


def close(got: float, expected: float, size: float = FLOOR, tolerance: float = TOLERANCE) -> bool:
    """Tell whether `got` is `expected` but for rounding; it is not if it is infinite or nan.

    The largest error is relative to the right number, or to the size of the terms which may have cancelled.
    """
    error = max(tolerance * max(abs(expected), size), SMALLEST)
    return got == expected or (math.isfinite(got) and abs(got - expected) <= error)


@dataclass(frozen=True)
class Dual:
    """A value, and its derivatives by the position of the node that is varied.

    The numbers may be exact ones: Fraction or Decimal.
    """

    value: Any
    slopes: dict[int, Any] = field(default_factory=dict)

    def __add__(self, other: Dual) -> Dual:
        keys = self.slopes.keys() | other.slopes.keys()
        return Dual(self.value + other.value, {k: self.slopes.get(k, 0) + other.slopes.get(k, 0) for k in keys})

    def __mul__(self, other: Dual) -> Dual:
        if not (self.slopes or other.slopes):
            return Dual(self.value * other.value)
        keys = self.slopes.keys() | other.slopes.keys()
        return Dual(
            self.value * other.value,
            {k: self.slopes.get(k, 0) * other.value + self.value * other.slopes.get(k, 0) for k in keys},
        )

    def through(self, value: Any, slope: Any) -> Dual:
        """Apply a function that has that value and slope here."""
        return Dual(value, {k: s * slope for k, s in self.slopes.items()})


def _sum(terms: Sequence[Dual]) -> Dual:
    """Add up, in one go: term by term a wide sum would take the square of its width."""
    slopes: dict[int, Any] = {}
    for term in terms:
        for k, slope in term.slopes.items():
            slopes[k] = slopes.get(k, 0) + slope
    return Dual(sum(term.value for term in terms), slopes)


def _product(factors: Sequence[Dual]) -> Dual:
    """Multiply, a wide product in halves: factor by factor it would take the square of its width."""
    if len(factors) < 16:
        return math.prod(factors, start=Dual(1))
    return _product(factors[: len(factors) // 2]) * _product(factors[len(factors) // 2 :])


def operate(kind: str, children: Sequence[Dual]) -> Dual:
    """Compute the result of an operation on these children."""
    if kind == "Add":
        return _sum(children)
    if kind == "Multiply":
        return _product(children)
    if kind in ("Half", "Relay"):
        return Dual(0.5) * sum(children, start=Dual(0))
    if kind == "Seven":
        return Dual(7.0)
    if kind == "Square":
        return children[0] * children[0]
    if kind == "Inverse":
        inverse = 1 / children[0].value if children[0].value else math.nan
        return children[0].through(inverse, -inverse * inverse)
    if kind == "Blend":
        return sum((Dual(factor) * child for factor, child in enumerate(children, start=1)), start=Dual(0))
    (child,) = children
    return child.through(NODE_TYPES[kind].value(child.value), NODE_TYPES[kind].slope(child.value))


def _operated(node: Node, children: list[Dual]) -> Dual:
    if node.kind not in sealed.SEALED:
        return operate(node.kind, children)
    key, x = node.name or "", [child.value for child in children]
    if not any(child.slopes for child in children):
        return Dual(sealed.value(key, x))  # nothing is varied, so no slope is needed
    parts = (child.through(0.0, slope) for child, slope in zip(children, sealed.slopes(key, x), strict=True))
    return sum(parts, start=Dual(sealed.value(key, x)))


def _duals(network: Network, varied: set[int]) -> list[Dual | list[Dual]]:
    results: list[Dual | list[Dual]] = []
    for i, node in enumerate(network.nodes):
        children: list[Any] = [results[c] for c in node.children]  # those of an Output are plain nodes
        if node.kind in COMPONENTS:
            results.append(COMPONENTS[node.kind](children))
        elif node.kind == "Softmax":
            results.append(_softmax(children))
        else:
            dual = Dual(node.value) if node.value is not None else _operated(node, children)
            results.append(Dual(dual.value, dual.slopes | {i: 1}) if i in varied else dual)
    return results


COMPONENTS: dict[str, Callable[[list[Any]], list[Any]]] = {
    "Output": list,
    "Mirrored": lambda children: children[::-1],
    "Ends": lambda children: [children[0], children[-1]],
}
"""Which children's values are the components of an output's value."""


def _powers(scores: Sequence[Dual]) -> tuple[list[Dual], Dual]:
    """Compute exp(s_i), and 1 / sum_j exp(s_j): decimal, where even exp(100000) is a number like any other."""
    powers = []
    highest = max(s.value for s in scores)
    for s in scores:
        power = (Decimal(s.value) - Decimal(highest if abs(highest) > 1e5 else 0)).exp()
        powers.append(Dual(power, {k: Decimal(v) for k, v in s.slopes.items()}).through(power, power))
    total = _sum(powers)
    return powers, total.through(1 / total.value, -1 / total.value**2)


def _softmax(scores: list[Dual]) -> list[Dual]:
    """Compute exp(s_i) / sum_j exp(s_j)."""
    powers, inverse = _powers(scores)
    return [Dual(float(p.value), {k: float(v) for k, v in p.slopes.items()}) for p in (q * inverse for q in powers)]


def cross_entropy(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[float, list[float]]:
    """Compute the loss -sum_j y_j log p_j and its derivatives with respect to p, clipped to [1e-8, 1] before."""
    terms = []
    for j, (y, p) in enumerate(zip(y_true, y_pred, strict=True)):
        clipped = Dual(sorted([1e-8, p, 1.0])[1], {j: 1.0})
        terms.append(Dual(-y) * clipped.through(math.log(clipped.value), 1 / clipped.value))
    total = _sum(terms)
    return total.value, [total.slopes.get(j, 0.0) for j in range(len(y_pred))]


@lru_cache(maxsize=4096)
def values(network: Network) -> tuple[float | list[float], ...]:
    """Compute the value of every node, by position; an Output and a Softmax have a list of values."""
    return tuple(r.value if isinstance(r, Dual) else [c.value for c in r] for r in _duals(network, set()))


def value(network: Network, node: int | None = None) -> float:
    """Compute the value of a node, by default the root."""
    result = values(network)[network.root if node is None else node]
    assert not isinstance(result, list)
    return result


def outputs(network: Network) -> list[float]:
    """Compute the values of a root that is an Output or a Softmax."""
    result = values(network)[network.root]
    assert isinstance(result, list)
    return result


@lru_cache(maxsize=4096)
def derivatives(network: Network, root: int | None = None) -> tuple[float, ...]:
    """Compute the derivative of the root's value with respect to the value of each node, by position."""
    result = _duals(network, set(range(len(network.nodes))))[network.root if root is None else root]
    assert isinstance(result, Dual)
    return tuple(result.slopes.get(i, 0.0) for i in range(len(network.nodes)))


@lru_cache(maxsize=4096)
def gradient(network: Network, derivative: tuple[float, ...], root: int | None = None) -> tuple[float, ...]:
    """Compute the derivative that each node gets, by position, if these come down to an Output's components.

    They are those of one number, the sum of the components, each times its derivative.
    """
    root = network.root if root is None else root
    duals = _duals(Network(network.nodes[:root]), set(range(root)))
    children: list[Any] = [duals[c] for c in network.nodes[root].children]
    if (kind := network.nodes[root].kind) == "Softmax":
        powers, inverse = _powers(children)
        total = _sum([Dual(Decimal(d)) * power for d, power in zip(derivative, powers, strict=True)]) * inverse
    else:
        total = _sum([Dual(d) * one for d, one in zip(derivative, COMPONENTS[kind](children), strict=True)])
    return tuple(float(total.slopes.get(i, 0.0)) for i in range(len(network.nodes)))


def updated(network: Network, derivative: float | Sequence[float], root: int | None = None) -> Network:
    """Compute the network after `backward(derivative)` on a node: each parameter moved once, all at the same time.

    The derivative is a number, or one for each component of an Output. The network before stays as it is.
    """
    if isinstance(derivative, (int, float)):
        slopes = [derivative * d for d in derivatives(network, root)]
    else:
        slopes = [*gradient(network, tuple(derivative), root)]
    moved = {}
    for i in network.parameters:
        node = network.nodes[i]
        assert node.value is not None
        rate = 0.01 if node.learning_rate is None else node.learning_rate
        moved[i] = node.value - rate * slopes[i]
    return network.having(moved)


Sample = tuple[Sequence[float], "float | Sequence[float]"]


def descend(
    network: Network, data: Sequence[Sample], steps: int, slope: Callable[..., float | Sequence[float]]
) -> list[Network]:
    """Train by exact gradient descent, and return the network after each update; the one before stays as it is.

    The samples are used in their order, again and again; `slope` is the loss's derivative for (target, prediction).
    """
    path = []
    for x, y in islice(cycle(data), steps):
        network = network.feed(x)
        prediction = values(network)[network.root]
        network = updated(network, slope(y, prediction))
        path.append(network)
    return path
