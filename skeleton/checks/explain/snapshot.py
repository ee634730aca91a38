"""A network as it was at the question that a solution answered wrongly.

A scenario changes its network: inputs get values, parameters move. This module computes the right values and
derivatives at the moment of the last question, for a person to look at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from backprop.losses import mse_loss_grad
from checks.explain.verbs import VERBS
from checks.law import oracle
from checks.model.kinds import decode, numbers_in
from checks.model.network import Builder, Network
from checks.model.scenario import Scenario, Step

Value = float | list[float]


@dataclass(frozen=True)
class Snapshot:
    """A network, the node that was asked, and the derivative that came down to it if it was asked to go backward."""

    network: Network
    root: int
    derivative: float | tuple[float, ...] | None = None

    def values(self) -> dict[int, Value]:
        """Compute the right value of each node below the root, where it is known: a macro's is not, for instance."""
        try:
            values = oracle.values(self.network)
        except (ArithmeticError, KeyError, TypeError, ValueError, IndexError):
            return {i: node.value for i, node in enumerate(self.network.nodes) if node.value is not None}
        return dict(enumerate(values))

    def derivatives(self) -> dict[int, float]:
        """Compute the sum of the derivatives that each node below the root gets; empty if none came to the root."""
        if self.derivative is None:
            return {}
        try:
            if isinstance(self.derivative, tuple):
                rows = oracle.jacobian(self.network, self.root)
                pairs = list(zip(self.derivative, rows, strict=True))
                return {i: math.fsum(d * row[i] for d, row in pairs) for i in range(self.root)}
            slopes = oracle.derivatives(self.network, self.root)
        except (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
            return {}
        return {i: self.derivative * slope for i, slope in enumerate(slopes)}

    def along(self, parent: int, slot: int) -> float | None:
        """Compute the derivative that comes along one edge: from `parent` to its child number `slot`."""
        total = self.derivatives().get(parent)
        children = self.network.nodes[parent].children
        if total is None or self.network.nodes[parent].kind in ("Output", "Softmax"):
            return self.derivatives().get(children[slot])
        values = self.values()
        small = Builder()
        leaves = [small.input(values[c]) for c in children]  # type: ignore[arg-type]
        network = small.add(self.network.nodes[parent].kind, *leaves).network()
        return total * oracle.derivatives(network)[slot]


def snapshot(scenario: Scenario, step: int, entry: int | None = None) -> Snapshot | None:
    """Find the last question up to a step.

    Args:
        scenario: The question.
        step: The step whose answer was wrong.
        entry: The first wrong state, where the answer is a list with the state after each update.

    Returns:
        The network at that moment; None if the question was about no network.
    """
    network = scenario.network
    if not network.nodes:
        return _line(scenario.steps[: step + 1], entry)
    found = Snapshot(network, network.root)
    for one in scenario.steps[: step + 1]:
        if one.node is None or one.node >= len(network.nodes):
            continue  # a function, or a network that the solution made, whose nodes are not known here
        try:
            network, found = _after(network, one, found)
        except (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
            break  # from here on the right values are not known, after a wrong number of inputs for instance
    return found


def _after(network: Network, step: Step, last: Snapshot) -> tuple[Network, Snapshot]:
    """Compute the network after a step, and the last question."""
    node, argument = step.node, step.argument
    assert node is not None
    verb = VERBS[step.verb]
    after = verb.leaves(network, node, argument)
    if verb.sees is None:
        return after, last
    derivative = None
    if verb.derivative:
        derivative = tuple(numbers_in(argument)) if isinstance(argument, (list, dict)) else argument
    return after, Snapshot(verb.sees(network, node, argument), node, derivative)


def _line(steps: Sequence[Step], entry: int | None) -> Snapshot | None:
    """Build the straight line that a call in exercise 1 is about, with the derivative of the loss at the top."""
    match [decode(step.argument) for step in steps]:
        case [["linear_regression", float(weight), float(bias)], *others]:
            x = others[-1][0] if others and others[-1] else 0.0
            network = _weight_times_x_plus_bias(weight, bias, x)
            return Snapshot(network, network.root)
        case [["gradients", float(weight), float(bias), float(x), float(y)]]:
            return _with_loss(_weight_times_x_plus_bias(weight, bias, x), y)
        case [["train", float(weight), float(bias), [*data], float(rate), int(count)]] if entry is not None:
            if entry >= count:
                return None
            network = _weight_times_x_plus_bias(weight, bias, 0.0).with_learning_rate(rate)
            samples = [([x], y) for x, y in data]
            before = oracle.descend(network, samples, entry, mse_loss_grad)
            x, y = samples[entry % len(samples)]
            return _with_loss((before[-1] if before else network).feed(x), y)
    return None


def _with_loss(network: Network, y: float) -> Snapshot:
    return Snapshot(network, network.root, mse_loss_grad(y, oracle.value(network)))


def _weight_times_x_plus_bias(weight: float, bias: float, x: float) -> Network:
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(weight), builder.input(x))
    return builder.add("Add", product, builder.parameter(bias)).network()
