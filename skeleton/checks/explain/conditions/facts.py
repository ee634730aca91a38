"""What can be counted and measured in a question: its numbers and its steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

from checks.explain.conditions.shape import Shape
from checks.explain.verbs import VERBS
from checks.law import oracle
from checks.model.kinds import numbers_in
from checks.model.network import LARGE, LEAVES, Network
from checks.model.scenario import Scenario, Step

ARGUMENTS = {
    "linear_regression": ("weight", "bias"),
    "gradients": ("weight", "bias", "x", "y"),
    "train": ("weight", "bias", "data", "rate", "steps"),
}
"""The arguments of functions by their names, which tell what a number is."""

UNCOMPUTABLE = (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError, AttributeError)
"""Raised where the right values of a network are not known, that of a macro for instance."""


class Facts:
    """The facts about one question."""

    def __init__(self, scenario: Scenario) -> None:
        self.network = scenario.network
        self.nodes = scenario.network.nodes
        self.steps = tuple(Step(*step.argument) if step.verb == "attempt" else step for step in scenario.steps)
        self.networks: Sequence[Network]
        """The network as it is at first, and as it is seen by and after each step, each state once."""
        self.networks, self.is_changed_by_backward = _history(scenario)

    @cached_property
    def shape(self) -> Shape:
        """The shape of the network, whatever its values are."""
        return Shape(list({tuple(node.children for node in one.nodes): one for one in self.networks}.values()))

    def does(self, *verbs: str) -> bool:
        """Tell whether there is such a step."""
        return any(step.verb in verbs for step in self.steps)

    @cached_property
    def numbers(self) -> Mapping[str, list[float]]:
        """The numbers of the question by what they are: input, parameter, operation, derivative, rate, an argument."""
        found: dict[str, list[float]] = defaultdict(list)
        for network in self.networks:
            for node in network.nodes:
                found[node.kind.lower()] += all_numbers(node.value)
            found["operation"] += _results(network)
        found["rate"] += [node.learning_rate for node in self.nodes if node.learning_rate is not None]
        for step in self.steps:
            if step.verb in VERBS and VERBS[step.verb].derivative:
                found["derivative"] += all_numbers(step.argument)
        for name, value in self.arguments:
            found[name] += all_numbers(value)
        return found

    @cached_property
    def arguments(self) -> list[tuple[str, Any]]:
        """The arguments of the functions that are called, each with its name if that is known."""
        found: list[tuple[str, Any]] = []
        for step in self.steps:
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

    @cached_property
    def asked(self) -> list[Step]:
        """The steps in which the solution does something, not our own code."""
        return [step for step in self.steps if step.verb in VERBS and not VERBS[step.verb].housekeeping]

    @cached_property
    def places(self) -> list[str]:
        """The place of each node that is asked, in their order: root, inner, or leaf."""
        found = []
        for step in self.asked:
            if step.node is None or step.node >= len(self.nodes):
                continue
            if self.nodes[step.node].kind in LEAVES:
                found.append("leaf")
            else:
                found.append("root" if step.node in self.shape.roots else "inner")
        return found

    def has_equal_leaves(self, kinds: Sequence[str]) -> bool:
        """Tell whether two leaves of these kinds have the same value at the same time."""
        for network in self.networks:
            values = [node.value for node in network.nodes if node.kind in kinds]
            if len(set(values)) < len(values):
                return True
        return False

    @cached_property
    def repeats_a_call(self) -> bool:
        """Whether the same node is asked the same a second time, with whatever arguments."""
        calls = Counter((step.verb, step.node, step.argument[0] if step.verb == "call" else "") for step in self.asked)
        return max(calls.values(), default=0) > 1

    @cached_property
    def repeats_a_sample(self) -> bool:
        """Whether a node has to predict for the same inputs a second time, right after the first."""
        last: dict[tuple[str, int | None], Any] = {}
        for step in self.asked:
            if step.verb in ("predict", "run_function"):
                if last.get((step.verb, step.node)) == step.argument:
                    return True
                last[step.verb, step.node] = step.argument
        return False

    @cached_property
    def changed_by_hand(self) -> set[int]:
        """The leaves that are given another value than they have, by an assignment."""
        now = {i: self.nodes[i].value for i in self.network.leaves}
        found = set()
        for step in self.steps:
            if step.verb == "assign" and step.node in now:
                if now[step.node] != step.argument:
                    found.add(step.node)
                now[step.node] = step.argument
        return found

    def changes_by_hand(self, kind: str) -> bool:
        """Tell whether a leaf of that kind is given another value than it has."""
        return any(self.nodes[i].kind == kind for i in self.changed_by_hand)

    @cached_property
    def changes_far_below(self) -> bool:
        """Whether a leaf that is changed by hand has a grandparent."""
        parents = self.shape.parents
        return any(parents[parent] for leaf in self.changed_by_hand for parent in parents[leaf])

    @cached_property
    def changes_spare_an_operation(self) -> bool:
        """Whether an operation is above no leaf that is changed by hand."""
        above = {one for leaf in self.changed_by_hand for one in self.network.ancestors(leaf)}
        return bool(self.changed_by_hand) and not above.issuperset(self.network.operations)


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


def _history(scenario: Scenario) -> tuple[list[Network], bool]:
    """List the states of the network, each once, and tell whether a step of `backward` moves a parameter."""
    now, moved = scenario.network, False
    found = {repr(now): now}  # 1, 1.0 and True are equal, and so are 0.0 and -0.0, but they are not the same here
    for step in scenario.steps:
        verb = VERBS.get(step.verb)
        if verb is None or step.node is None or step.node >= len(now.nodes):
            continue  # a function, or a node that the solution made: nothing is known of it here
        try:
            if verb.sees is not None:
                seen = verb.sees(now, step.node, step.argument)
                found[repr(seen)] = seen
            before, now = now, verb.leaves(now, step.node, step.argument)
        except UNCOMPUTABLE:
            continue
        found[repr(now)] = now
        moved = moved or (verb.derivative and now != before)
    return list(found.values()), moved


def _results(network: Network) -> list[float]:
    """List the values of the operations; none if they are not known, or if there are very many."""
    if len(network.nodes) > LARGE:
        return []
    try:
        values = oracle.values(network)
    except UNCOMPUTABLE:
        return []
    return [value for i in network.operations for value in all_numbers(values[i])]
