"""What is shown step by step: a network, what its nodes are called, and what comes down to its root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backprop.losses import EPSILON, mse_loss_grad
from checks.model.network import COURSE_OUTPUTS, LEAVES, Network, Node

Value = float | list[float]

OUTPUTS = ("Output", "Softmax", *COURSE_OUTPUTS)
"""The kinds of nodes whose value is a list, and to which a list comes down."""


def components(output: Node) -> int:
    """Count the components of an output's value."""
    return 2 if output.kind == "Ends" else len(output.children)


LONGEST_NAME = 16
"""Number of characters of a name that fit into a node."""


@dataclass(frozen=True)
class Start:
    """What comes down to the root: a derivative, or that of a loss, `mse` or `cce`, with the true answer `target`."""

    derivative: float | tuple[float, ...] = 1.0
    loss: str = ""
    target: float | tuple[float, ...] = 0.0

    def given(self, value: Value | None) -> Value | None:
        """Compute what comes down if the root has that value; None if nobody can know."""
        if not self.loss:
            return list(self.derivative) if isinstance(self.derivative, tuple) else self.derivative
        if self.loss == "mse" and isinstance(value, (int, float)) and not isinstance(self.target, tuple):
            return mse_loss_grad(self.target, value)
        if self.loss == "cce" and isinstance(value, list) and isinstance(self.target, tuple):
            return [0.0 - y / min(max(p, EPSILON), 1.0) for y, p in zip(self.target, value, strict=True)]
        return None


@dataclass(frozen=True)
class Question:
    """A network whose last node is the root and is above all others, and what comes down to it."""

    network: Network
    names: tuple[str, ...]
    start: Start = field(default_factory=Start)
    title: str = ""
    foreign: Mapping[int, Any] = field(default_factory=dict)
    """The nodes of which only their own `op` and `grad` know what they compute: those of a student's own classes."""


def question(
    network: Network, start: Start, title: str, root: int | None = None, names: Sequence[str] = ()
) -> Question:
    """Ask about a node of a network and what is below it.

    Args:
        network: The network.
        start: What comes down to the node.
        title: A heading for the page.
        root: The node, by default the root.
        names: What the nodes are called, by position; empty names, and those that are missing, are made up.
    """
    kept = sorted(network.below(network.root if root is None else root))
    place = {i: k for k, i in enumerate(kept)}
    nodes = (network.nodes[i] for i in kept)
    small = Network(tuple(n._replace(children=tuple(place[c] for c in n.children)) for n in nodes))
    given = [names[i] if i < len(names) else "" for i in kept]
    return Question(small, _names(small, given), start, title)


def _names(network: Network, given: Sequence[str]) -> tuple[str, ...]:
    """Name the nodes: as they are called, or else as `Network.names` has it; no name stands for two nodes."""
    found: list[str] = []
    for made_up, node, name in zip(network.names, network.nodes, given, strict=True):
        wanted = str(name or (node.kind in LEAVES and node.name) or made_up)
        short = wanted if len(wanted) <= LONGEST_NAME else wanted[: LONGEST_NAME - 1] + "…"
        number = 2
        while short in found:
            short, number = f"{wanted[: LONGEST_NAME - 4]}'{number}", number + 1
        found.append(short)
    return tuple(found)
