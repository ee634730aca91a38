"""All that can be known of a question: its numbers, the shape of its networks, and what happens in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

from checks.explain.conditions.events import UNCOMPUTABLE, Events
from checks.explain.conditions.shape import Shape
from checks.explain.verbs import VERBS
from checks.law import oracle
from checks.model.kinds import numbers_in
from checks.model.network import LARGE, Network
from checks.model.scenario import Scenario

ARGUMENTS = {
    "linear_regression": ("weight", "bias"),
    "gradients": ("weight", "bias", "x", "y"),
    "train": ("weight", "bias", "data", "rate", "steps"),
}
"""The arguments of functions by their names, which tell what a number is."""


class Facts:
    """The facts about one question."""

    def __init__(self, scenario: Scenario) -> None:
        self.events = Events(scenario)
        self.nodes = scenario.network.nodes

    @cached_property
    def shape(self) -> Shape:
        """The shape of the network, whatever its values are."""
        states = {tuple(node.children for node in one.nodes): one for one in self.events.networks}
        return Shape(list(states.values()))

    @cached_property
    def places(self) -> list[str]:
        """The places of the nodes that are asked, in their order."""
        return self.events.places(self.shape.roots)

    @cached_property
    def has_equal_arguments(self) -> bool:
        """Whether two numbers among the arguments of a function are equal."""
        kinds = ("weight", "bias", "x", "y", "argument")
        numbers = [number for kind in kinds for number in self.numbers[kind]]
        return len(set(numbers)) < len(numbers)

    @cached_property
    def is_asked_again_with_another_value(self) -> bool:
        """Whether the right value of a node is another one when it is asked again."""
        last: dict[int, Any] = {}
        for question in self.events.questions:
            try:
                value = oracle.values(question.network)[question.node]
            except UNCOMPUTABLE:
                continue
            if last.setdefault(question.node, value) != value:
                return True
        return False

    @cached_property
    def numbers(self) -> Mapping[str, list[float]]:
        """The numbers of the question by what they are: input, parameter, operation, derivative, rate, an argument."""
        found: dict[str, list[float]] = defaultdict(list)
        for network in self.events.networks:
            for node in network.nodes:
                found[node.kind.lower()] += all_numbers(node.value)
            found["operation"] += _results(network)
        found["rate"] += [node.learning_rate for node in self.nodes if node.learning_rate is not None]
        for step in self.events.steps:
            if step.verb in VERBS and VERBS[step.verb].derivative:
                found["derivative"] += all_numbers(step.argument)
        for name, value in self.arguments:
            found[name] += all_numbers(value)
        return found

    @cached_property
    def arguments(self) -> list[tuple[str, Any]]:
        """The arguments of the functions that are called, each with its name if that is known."""
        found: list[tuple[str, Any]] = []
        for step in self.events.steps:
            if step.verb in ("call", "make"):
                function, *values = step.argument
                names = ARGUMENTS.get(function, ())
                found += zip_longest(names[: len(values)], values, fillvalue="argument")
            elif step.verb == "run_training":
                found.append(("data", step.argument))
            elif step.verb == "let":
                found.append(("argument", step.argument[1]))
        return found

    @property
    def updates(self) -> int:
        """The number of steps that a training is to take; -1 if it is no part of the question."""
        steps = next((value for name, value in self.arguments if name == "steps"), None)
        return steps if isinstance(steps, int) else -1

    @property
    def samples(self) -> int:
        """The number of samples of a training; 0 if there is none."""
        sizes = [len(numbers_in(value)) for name, value in self.arguments if name == "data" and not is_ref(value)]
        return max(sizes, default=0)

    def has_equal_leaves(self, kinds: Sequence[str]) -> bool:
        """Tell whether two leaves of these kinds have the same value at the same time."""
        for network in self.events.networks:
            values = [node.value for node in network.nodes if node.kind in kinds]
            if len(set(values)) < len(values):
                return True
        return False


def all_numbers(data: Any) -> Iterator[float]:
    """Yield all the numbers inside an encoded value, see `checks.model.kinds`."""
    if isinstance(data, (int, float)) and not isinstance(data, bool):
        yield data
    elif isinstance(data, (list, dict)) and not is_ref(data):
        for item in numbers_in(data):
            yield from all_numbers(item)


def is_ref(data: Any) -> bool:
    """Tell whether an encoded value stands for an object, whose items are not known here."""
    return isinstance(data, dict) and {*data}.isdisjoint({"tuple", "once", "range"})


def _results(network: Network) -> list[float]:
    """List the values of the operations; none if they are not known, or if there are very many."""
    if len(network.nodes) > LARGE:
        return []
    try:
        values = oracle.values(network)
    except UNCOMPUTABLE:
        return []
    return [value for i in network.operations for value in all_numbers(values[i])]
