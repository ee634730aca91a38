"""The operations with one child: each is a function of one number, and all that is known of it stands here, once.

Whatever needs to know a kind of node looks here: the oracle and the sizes of rounding errors, the strategies that draw
networks and the search that makes them smaller, the conditions in a report, the picture, the words of the step-by-step
page. So a new kind is one entry. Its class is the framework's or a solution's. None of this is seen by student code.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class NodeType:
    """An operation with one child, by the name of its class."""

    kind: str

    value: Callable[[float], float]
    """The function. It has to be exact for huge numbers and for tiny ones, and never overflow."""

    slope: Callable[[float], float]
    """Its derivative, likewise; not computed as the reference does it."""

    sign: str
    """What stands in a picture's node."""

    written: tuple[str, str]
    """What is before and behind the child when the operation is written down."""

    why: str
    """Why the slope is what it is, in a sentence to a student; `{p}` is the node, `{c}` its child."""

    bend: float = 1.0
    """The largest second derivative in size: how fast the slope changes with the child's value."""

    sizes: Callable[[float, float], tuple[float, float]] | None = None
    """From the child's value, and the size of the terms in it: the sizes of the terms in the value and in the slope.

    Left out, they are those of any smooth function; see `size_of` and `checks.law.sizes`.
    """

    kink: bool = False
    """Whether the slope jumps at 0: then a child's value has to have a clear sign."""

    exact: bool = False
    """Whether the value of a small whole number is computed without any rounding."""

    def size_of(self, x: float, size: float) -> tuple[float, float]:
        """Return the sizes of the terms in the value and in the slope, as in `sizes`."""
        if self.sizes:
            return self.sizes(x, size)
        slope = abs(self.slope(x))
        return abs(self.value(x)) + slope * size, slope + self.bend * size


def sigmoid(x: float) -> float:
    """Compute 1 / (1 + exp(-x)) as exp(-log(1 + exp(-x))), which keeps its digits at both ends."""
    return math.exp(-math.log1p(math.exp(-x))) if x >= 0 else math.exp(x - math.log1p(math.exp(x)))


def _sigmoid_sizes(x: float, size: float) -> tuple[float, float]:
    # The derivative is s * (1 - s), and of 1 - s the digits are lost where s is near 1.
    both = sigmoid(x) + sigmoid(x) * sigmoid(-x) * size
    return both, both


NODE_TYPES = {
    one.kind: one
    for one in (
        NodeType(
            "ReLU",
            value=lambda x: max(x, 0.0),
            slope=lambda x: 1.0 if x > 0 else 0.0,
            sign="ReLU",
            written=("max(0, ", ")"),
            why="The slope of ReLU is 1 above 0, else 0.",
            sizes=lambda x, size: (size, 1.0) if x > 0 else (0.0, 0.0),
            kink=True,
            exact=True,
        ),
        NodeType(
            "Sigmoid",
            value=sigmoid,
            slope=lambda x: sigmoid(x) * sigmoid(-x),
            sign="σ",
            written=("σ(", ")"),
            why="The slope of a sigmoid with the value s is s * (1 - s).",
            sizes=_sigmoid_sizes,
        ),
        # New kinds come above this line.
    )
}
"""Class name -> what is known of it, in the order from simple to less simple."""

KINKS = frozenset(one.kind for one in NODE_TYPES.values() if one.kink)
