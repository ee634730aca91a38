"""A network as it was at the question that a solution answered wrongly.

A scenario changes its network: inputs get values, parameters move. This module computes the right values and
derivatives at the moment of the last question, for a person to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from backprop.losses import mse_loss_grad
from checks.explain.verbs import VERBS
from checks.explain.yours.numbers import DERIVATIVE, EARLY, Departure, Yours, departure, same
from checks.law import oracle
from checks.law.answers import is_number
from checks.law.living.belongings import Belongings
from checks.law.living.life import Impossible
from checks.law.living.lines import Lines
from checks.model.kinds import decode, encode
from checks.model.network import Builder, Network
from checks.model.scenario import Scenario, Step

Value = float | list[float]


@dataclass(frozen=True)
class Snapshot:
    """A network, the node that was asked, and the derivative that came down to it if it was asked to go backward."""

    network: Network
    root: int
    derivative: float | tuple[float, ...] | None = None
    at: int | None = None
    """The step that asked."""

    yours: Yours | None = None
    """The solution's own numbers, where somebody has asked for them."""

    def departure(self) -> Departure | None:
        """Find the first node at which the solution's own numbers are wrong; None if there is none that is known."""
        if self.yours is None:
            return None
        found = departure(self.network, self.root, self.yours, self.values(), self.derivatives())
        if found and found.what == DERIVATIVE and (hasty := self._hasty_parent(found.node)) is not None:
            return Departure(hasty, EARLY)
        return found

    def _hasty_parent(self, child: int) -> int | None:
        """Find the parent that has passed on a part of its sum, if that is what came to a child, told once, instead."""
        told = self.yours.told.get(child, ()) if self.yours else ()
        parents = [parent for parent, _ in self.edges_to(child)]
        if len(told) != 1 or not is_number(told[0]) or len(parents) != 1:
            return None
        total, arrives = self.derivatives().get(parents[0]), self.derivatives().get(child)
        parts = [self.along(*edge) for edge in self.edges_to(parents[0])]
        if not total or not arrives or len(parts) < 2 or not all(map(is_number, parts)):
            return None
        sums = [sum(parts[:k]) for k in range(1, len(parts))] + [sum(parts[k:]) for k in range(1, len(parts))]  # type: ignore[arg-type]
        return parents[0] if any(same(told[0], arrives * one / total) for one in sums) else None

    def edges_to(self, node: int) -> list[tuple[int, int]]:
        """List the edges to a node: each parent below the root, and the place of the node among its children."""
        return self.edges().get(node, [])

    def edges(self) -> dict[int, list[tuple[int, int]]]:
        """List the edges to each node below the root, all in one go through the network."""
        found: dict[int, list[tuple[int, int]]] = {}
        for k in sorted(self.network.below(self.root), reverse=True):
            for at, child in enumerate(self.network.nodes[k].children):
                found.setdefault(child, []).append((k, at))
        return found

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
                return dict(enumerate(oracle.gradient(self.network, self.derivative, self.root)[: self.root]))
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
    found, objects = Snapshot(network, network.root), Belongings()
    for at, one in enumerate(scenario.steps[: step + 1]):
        if one.verb in ("let", "refill", "spoil"):
            with suppress(KeyError, AssertionError):
                getattr(objects, one.verb)(at, one)
        if one.node is None or one.node >= len(network.nodes):
            continue  # a function, or a network that the solution made, whose nodes are not known here
        try:
            network, latest = _after(network, _with_objects(one, objects), found)
            found = found if latest is found else replace(latest, at=at)
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
        given = decode(argument)
        derivative = tuple(given) if isinstance(given, (list, tuple)) else given
    return after, Snapshot(verb.sees(network, node, argument), node, derivative)


def _with_objects(step: Step, objects: Belongings) -> Step:
    """Return the step with what is in the object that it passes, instead of the object's name."""
    match step.argument:
        case {"ref": str(name)}:
            return step._replace(argument=encode(objects.objects[name]))
    return step


def _line(steps: Sequence[Step], entry: int | None) -> Snapshot | None:
    """Build the straight line that a step in exercise 1 is about, with the derivative of the loss at the top."""
    *before, last = steps
    lines = Lines(Network(()))
    try:
        for at, step in enumerate(before):
            if hasattr(lines, step.verb):
                lines.take(at, step)
        if last.verb == "call":
            function, *arguments = last.argument
            return _of_call(function, [lines.given(argument) for argument in arguments], entry)
        if last.verb == "make":
            return _of_line(last.argument[1], last.argument[2], 0.0)
        line = lines.lines[last.node or 0]
        x = decode(last.argument)[0] if last.verb == "predict" else lines.x.get(last.node or 0, 0.0)
        return _of_line(*line.pair, x)
    except (Impossible, ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
        return None


def _of_line(weight: float, bias: float, x: float) -> Snapshot:
    network = _weight_times_x_plus_bias(weight, bias, x)
    return Snapshot(network, network.root)


def _of_call(function: str, arguments: Sequence[Any], entry: int | None) -> Snapshot | None:
    """Build the line of a call of `gradients`, or of the first wrong update of a call of `train`."""
    weight, bias, *others = arguments
    if function == "gradients":
        x, y = others
        return _with_loss(_weight_times_x_plus_bias(weight, bias, x), y)
    data, rate, count = others
    if entry is None or entry >= count:
        return None
    network = _weight_times_x_plus_bias(weight, bias, 0.0).with_learning_rate(rate)
    samples = [([x], y) for x, y in data]
    before = oracle.descend(network, samples, entry, mse_loss_grad)
    x, y = samples[entry % len(samples)]
    return _with_loss((before[-1] if before else network).feed(x), y)


def _with_loss(network: Network, y: float) -> Snapshot:
    return Snapshot(network, network.root, mse_loss_grad(y, oracle.value(network)))


def _weight_times_x_plus_bias(weight: float, bias: float, x: float) -> Network:
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(weight), builder.input(x))
    return builder.add("Add", product, builder.parameter(bias)).network()
