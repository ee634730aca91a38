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

from checks.model import sealed
from checks.model.network import Network, Node

TOLERANCE = 1e-9
"""The largest error of an answer, relative to the right one. Finite differences are less exact than that."""

FLOOR = 1e-4
"""The size below which the tolerance stops shrinking: rounding in sums that cancel is no mistake."""

SMALLEST = 1e-300
"""An error that is never a mistake: below it, numbers lose their digits."""


def close(got: float, expected: float, size: float = FLOOR, tolerance: float = TOLERANCE) -> bool:
    """Tell whether `got` is `expected` but for rounding.

    Args:
        got: The number that came; infinite and nan are wrong.
        expected: The right one.
        size: The size of the terms which may have cancelled.
        tolerance: The largest error, relative to the right number or to that size.
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
        keys = self.slopes.keys() | other.slopes.keys()
        return Dual(
            self.value * other.value,
            {k: self.slopes.get(k, 0) * other.value + self.value * other.slopes.get(k, 0) for k in keys},
        )

    def through(self, value: Any, slope: Any) -> Dual:
        """Apply a function that has that value and slope here."""
        return Dual(value, {k: s * slope for k, s in self.slopes.items()})


def _relu(x: Dual) -> Dual:
    return x.through(max(x.value, 0.0), 1.0 if x.value > 0 else 0.0)


def sigmoid(x: float) -> float:
    """Compute 1 / (1 + exp(-x)) as exp(-log(1 + exp(-x))), which keeps its digits at both ends."""
    return math.exp(-math.log1p(math.exp(-x))) if x >= 0 else math.exp(x - math.log1p(math.exp(x)))


def _sigmoid(x: Dual) -> Dual:
    return x.through(sigmoid(x.value), sigmoid(x.value) * sigmoid(-x.value))


def _sum(terms: Sequence[Dual]) -> Dual:
    """Add up, in one go: term by term a wide sum would take the square of its width."""
    slopes: dict[int, Any] = {}
    for term in terms:
        for k, slope in term.slopes.items():
            slopes[k] = slopes.get(k, 0) + slope
    return Dual(sum(term.value for term in terms), slopes)


def operate(kind: str, children: Sequence[Dual]) -> Dual:
    """Compute the result of an operation on these children."""
    if kind == "Add":
        return _sum(children)
    if kind == "Multiply":
        return math.prod(children, start=Dual(1))
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
    return {"ReLU": _relu, "Sigmoid": _sigmoid}[kind](children[0])


def _operated(node: Node, children: list[Dual]) -> Dual:
    if node.kind not in sealed.SEALED:
        return operate(node.kind, children)
    key, x = node.name or "", [child.value for child in children]
    parts = (child.through(0.0, slope) for child, slope in zip(children, sealed.slopes(key, x), strict=True))
    return sum(parts, start=Dual(sealed.value(key, x)))


def _duals(network: Network, varied: set[int]) -> list[Dual | list[Dual]]:
    results: list[Dual | list[Dual]] = []
    for i, node in enumerate(network.nodes):
        children = [results[c] for c in node.children]
        if node.kind in ("Output", "Mirrored"):  # their children are plain nodes
            results.append(children[:: 1 if node.kind == "Output" else -1])  # type: ignore[arg-type]
        elif node.kind == "Softmax":
            results.append(_softmax(children))  # type: ignore[arg-type]
        else:
            dual = Dual(node.value) if node.value is not None else _operated(node, children)  # type: ignore[arg-type]
            results.append(Dual(dual.value, dual.slopes | {i: 1}) if i in varied else dual)
    return results


def _softmax(scores: list[Dual]) -> list[Dual]:
    """Compute exp(s_i) / sum_j exp(s_j) in decimal arithmetic, in which even exp(100000) is a number like any other."""
    powers = []
    highest = max(s.value for s in scores)
    for s in scores:
        power = (Decimal(s.value) - Decimal(highest if abs(highest) > 1e5 else 0)).exp()
        powers.append(Dual(power, {k: Decimal(v) for k, v in s.slopes.items()}).through(power, power))
    total = sum(powers, start=Dual(0))
    inverse = total.through(1 / total.value, -1 / total.value**2)
    shares = [power * inverse for power in powers]
    return [Dual(float(p.value), {k: float(v) for k, v in p.slopes.items()}) for p in shares]


def cross_entropy(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[float, list[float]]:
    """Compute the loss -sum_j y_j log p_j and its derivatives with respect to p, clipped to [1e-8, 1] before."""
    total = Dual(0.0)
    for j, (y, p) in enumerate(zip(y_true, y_pred, strict=True)):
        clipped = Dual(sorted([1e-8, p, 1.0])[1], {j: 1.0})
        total += Dual(-y) * clipped.through(math.log(clipped.value), 1 / clipped.value)
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
def jacobian(network: Network, root: int | None = None) -> tuple[tuple[float, ...], ...]:
    """Compute for each component of an Output's value its derivative with respect to each node's, by position."""
    result = _duals(network, set(range(len(network.nodes))))[network.root if root is None else root]
    assert isinstance(result, list), "an Output has components"
    return tuple(tuple(r.slopes.get(i, 0.0) for i in range(len(network.nodes))) for r in result)


def updated(network: Network, derivative: float | Sequence[float], root: int | None = None) -> Network:
    """Compute the network after `backward(derivative)`: each parameter moved once, all at the same time.

    Args:
        network: The network before, which stays as it is.
        derivative: What `backward` is called with: a number, or one for each component of an Output.
        root: The node on which it is called, by default the last one.
    """
    if isinstance(derivative, (int, float)):
        slopes = [derivative * d for d in derivatives(network, root)]
    else:
        rows = jacobian(network, root)
        slopes = [
            math.fsum(d * row[i] for d, row in zip(derivative, rows, strict=True)) for i in range(len(network.nodes))
        ]
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
    """Train by exact gradient descent, one sample at a time.

    Args:
        network: The network before the training, which stays as it is.
        data: The samples, used in their order again and again.
        steps: The number of updates.
        slope: The derivative of the loss with respect to the prediction, called with (target, prediction).

    Returns:
        The network after each update.
    """
    path = []
    for x, y in islice(cycle(data), steps):
        network = network.feed(x)
        prediction = values(network)[network.root]
        network = updated(network, slope(y, prediction))
        path.append(network)
    return path
