"""The life of a few networks: questions and changes in any order, at any node, beside a simple model that is right.

`lives` draws a life, `live` asks it and compares. An exercise says which verbs there are (a subclass of `Model`).
A life is plain data: with a step or a node less it is a life again, or `Impossible` says that it is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from checks.law import oracle, sizes
from checks.law.living.belongings import Belongings, Demand
from checks.law.strategies import ONE_CHILD
from checks.law.subject import Subject
from checks.model.edits import edited, with_children
from checks.model.network import Network, Node
from checks.model.scenario import Step

CANCELLED = 1e-3
"""A parameter that is smaller than this, relative to the terms of its last update, has lost digits that others keep."""


@dataclass(frozen=True)
class Life:
    """A network, which holds several models, and what happens to it."""

    network: Network
    steps: tuple[Step, ...]

    @cached_property
    def demands(self) -> dict[type[Model], Sequence[Demand]]:
        """What the answers have to be, by model: computed once, for the same life is asked of many solutions."""
        return {}

    def __repr__(self) -> str:
        formula = f"{self.network.formula}; " if self.network.nodes else ""
        return f"Life({formula}{', '.join(step.verb for step in self.steps)})"


class Impossible(Exception):
    """The steps cannot be done in that order, or nobody can say for sure what is right."""


class Model(Belongings):
    """What is right at each step of a life.

    There is a method for each verb, called with the position of the step and the step. It changes `network` as the step
    does, and notes what the answer has to be with `expect`.
    """

    shared = False
    """Whether a node may have several parents."""

    tolerance = oracle.TOLERANCE
    """The largest error of a number, relative to the size of its terms."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        """The network by now."""

        self.sizes: dict[int, float] = {}
        """The size of the terms in the values of parameters that have moved."""

    def take(self, at: int, step: Step) -> None:
        """Do a step.

        Raises:
            Impossible: It cannot be done, or its answer is not the same for all right solutions.
        """
        if step.verb != "keep":
            self.gave_list = False
        try:
            getattr(self, step.verb)(at, step)
        except (ArithmeticError, ValueError, IndexError, KeyError, TypeError, AssertionError) as error:
            raise Impossible(str(error)) from error

    @classmethod
    def after(cls, life: Life) -> Self:
        """Return the model at the end of a life."""
        model = cls(life.network)
        for at, step in enumerate(checked(life).steps):
            model.take(at, step)
        return model

    def state(self) -> dict[str, Any]:
        """Return a copy of all that the model knows."""
        return {name: copy(value) for name, value in vars(self).items()}

    def restore(self, state: dict[str, Any]) -> None:
        """Forget the steps since that state."""
        vars(self).update(state)

    def expect(self, demand: Demand) -> None:
        """Note what an answer has to be."""
        self.expected.append(demand)

    def why(self, at: int, step: Step) -> str:
        """Say in a sentence why the answer to a step is what it is; nothing if there is nothing to say."""
        return ""

    def require_sure(self, node: int) -> None:
        """Raise `Impossible` unless all right solutions come to the same numbers at and below a node."""
        if not sizes.is_sure(self.network, node):
            raise Impossible("rounding decides")

    def value(self, at: int, step: Step, node: int) -> None:
        """Demand the value of a node, a number or the list of an Output, as the answer."""
        self.require_sure(node)
        right, size, why = oracle.values(self.network)[node], sizes.value_sizes(self.network, node), self.why(at, step)
        self.gave_list = isinstance(right, list)
        if isinstance(right, list):
            self.expect(lambda answers: answers.numbers(at, right, why, size))
        else:
            self.expect(lambda answers: answers.number(at, right, why, size[0], self.tolerance))

    def forward(self, at: int, step: Step) -> None:
        self.value(at, step, _node(step))

    call_node = forward

    def predict(self, at: int, step: Step) -> None:
        self.network = self.network.feed(self.given(step.argument), step.node)
        self.value(at, step, _node(step))

    def backward(self, at: int, step: Step) -> None:
        node, derivative = _node(step), self.given(step.argument)
        self.require_sure(node)
        before = self.network
        self.network = oracle.updated(before, derivative, node)
        for i in before.parameters:
            self._note_size(i, before.nodes[i], sizes.derivative_size(before, i, node), derivative)
        self.expect(lambda answers: answers.exactly(at, None, "backward() returns nothing."))

    def _note_size(self, parameter: int, before: Node, slope: float, derivative: Any) -> None:
        """Note the size of the terms in a parameter's new value; they must not have cancelled."""
        rate = 0.01 if before.learning_rate is None else before.learning_rate
        most = max(map(abs, derivative), default=0) if isinstance(derivative, (list, tuple)) else abs(derivative)
        size = abs(before.value or 0) + rate * most * slope
        if abs(self.network.nodes[parameter].value or 0) < CANCELLED * size:
            raise Impossible("a parameter has lost its digits")
        self.sizes[parameter] = size

    def assign(self, at: int, step: Step) -> None:
        self.sizes.pop(_node(step), None)
        self.network = self.network.having({_node(step): step.argument})

    def value_of(self, at: int, step: Step) -> None:
        right = self.network.nodes[_node(step)].value
        assert right is not None
        why, size = self.why(at, step), self.sizes.get(_node(step), abs(right))
        self.expect(lambda answers: answers.number(at, right, why, size, self.tolerance))

    def set_rate(self, at: int, step: Step) -> None:
        self.network = self.network.with_learning_rate(step.argument, step.node)

    def find_inputs(self, at: int, step: Step) -> None:
        network = self.network
        right = network.inputs(step.node) if self.shared else _each_time(network, _node(step))
        why = self.why(at, step)
        self.gave_list = True
        self.expect(lambda answers: answers.inputs(at, network, right, why))

    def set_children(self, at: int, step: Step) -> None:
        self._change(_node(step), step.argument)

    def edit(self, at: int, step: Step) -> None:
        node = _node(step)
        how, position, child = step.argument
        children = self.network.nodes[node].children
        if (child is None) != (how == "delete") or not 0 <= position < len(children) + (how == "insert"):
            raise Impossible("there is no such child")
        self._change(node, edited(children, how, position, child))

    def build(self, at: int, step: Step) -> None:
        """Note the caller's list: the network has the node from the beginning, but no step may be about it before."""
        self.handed_in |= {step.argument} - {None, "tuple"}

    def _change(self, node: int, children: Sequence[int]) -> None:
        if any(not 0 <= child < node for child in children):
            raise Impossible("a child must stand before its parent")
        if self.network.nodes[node].kind in ONE_CHILD and len(children) != 1:
            raise Impossible("that operation has one child")
        self.network = with_children(self.network, node, children)
        if not self.shared and not is_forest(self.network):
            raise Impossible("a node has one parent at most")


def live(subject: Subject, life: Life, model: type[Model]) -> None:
    """Ask a solution to live that life, and compare each answer with the model's.

    Raises:
        Impossible: It is no life.
        Mismatch: An answer is wrong.
    """
    if model not in life.demands:
        life.demands[model] = model.after(life).expected
    answers = subject.ask(life.network, *life.steps)
    for demand in life.demands[model]:
        demand(answers)


def checked(life: Life) -> Life:
    """Return the life itself, if each node is made before it is used.

    Raises:
        Impossible: A step is about a node that is not built yet, or the networks are no network.
    """
    network, missing = life.network, {step.node for step in life.steps if step.verb == "build"}
    if any(child >= i for i, node in enumerate(network.nodes) for child in node.children):
        raise Impossible("a child must stand before its parent")
    late = {i for i in range(len(network.nodes)) if not missing.isdisjoint(network.below(i))}
    if late != missing:
        raise Impossible("what stands above a node that is built later is built later as well")
    for step in life.steps:
        used = {step.node, *step.children}
        if step.verb == "build":
            used = set(network.nodes[_node(step)].children)
            missing.discard(step.node)
        if not missing.isdisjoint(used):
            raise Impossible("a node is used before it is built")
    return life


def is_forest(network: Network) -> bool:
    """Tell whether each node has one parent at most, and is its child once."""
    children = [child for node in network.nodes for child in node.children]
    return len(children) == len(set(children))


def _node(step: Step) -> int:
    if step.node is None:
        raise Impossible("the step is about no node")
    return step.node


def _each_time(network: Network, node: int) -> list[int]:
    """List the inputs below a node of a tree; a shared one as often as there are ways to it."""
    if network.nodes[node].kind == "Input":
        return [node]
    return [i for child in network.nodes[node].children for i in _each_time(network, child)]
