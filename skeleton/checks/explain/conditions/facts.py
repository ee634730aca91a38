"""All that can be known of a moment: its numbers, the shape of what is asked, and what happened before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

from checks.explain.conditions.events import HAND, UNCOMPUTABLE, Change, Events, Part, Question
from checks.explain.conditions.news import News, news
from checks.explain.conditions.shape import Shape
from checks.explain.conditions.telling import telling_edges
from checks.explain.verbs import VERBS
from checks.law import oracle
from checks.model.kinds import numbers_in
from checks.model.network import LARGE, LEAVES

ARGUMENTS = {
    "linear_regression": ("weight", "bias"),
    "gradients": ("weight", "bias", "x", "y"),
    "train": ("weight", "bias", "data", "rate", "steps"),
}
"""The arguments of functions by their names, which tell what a number is."""


class Facts:
    """The facts about a moment in a scenario, or about all of its questions together."""

    def __init__(self, events: Events, questions: Sequence[Question], end: int) -> None:
        """Look at some questions of a scenario.

        Args:
            events: What happens in the scenario.
            questions: The questions that the facts are about: one, or all.
            end: The number of the last step that counts; what comes later is not looked at.
        """
        self.events = events
        self.questions = questions
        self.earlier = [question for question in events.questions if question.at <= end]
        self.end = end

    @cached_property
    def parts(self) -> list[Part]:
        """What the questions are about; the whole network if that is not known."""
        found = [question.part for question in self.questions if question.part]
        network = self.events.network
        return found or [Part(network, network.root, frozenset(range(len(network.nodes)))) for _ in network.nodes[:1]]

    @cached_property
    def shape(self) -> Shape:
        """The shape of what is asked, whatever its values are."""
        return Shape(self.parts)

    @cached_property
    def numbers(self) -> Mapping[str, list[float]]:
        """The numbers by what they are: input, parameter, operation, derivative, rate, or an argument's name."""
        found: dict[str, list[float]] = defaultdict(list)
        for part in self.parts:
            for i in sorted(part.below):
                node = part.network.nodes[i]
                found[node.kind.lower()] += all_numbers(node.value)
                found["rate"] += all_numbers(node.learning_rate)
            found["operation"] += _results(part)
        for question in self.questions:
            if VERBS[question.step.verb].derivative:
                found["derivative"] += all_numbers(question.given)
        for name, value in self.arguments:
            found[name] += all_numbers(value)
        return found

    @cached_property
    def arguments(self) -> list[tuple[str, Any]]:
        """The arguments of the functions that are called, each with its name if that is known."""
        found: list[tuple[str, Any]] = []
        for question in self.questions:
            if question.step.verb in ("call", "make"):
                names = ARGUMENTS.get(question.step.argument[0], ())
                found += zip_longest(names[: len(question.given)], question.given, fillvalue="argument")
            elif question.step.verb == "run_training":
                found += [("data", value) for value in question.given]
        return found

    @cached_property
    def told(self) -> dict[int, list[int]]:
        """For each node the parents that tell it a derivative other than 0 in one backward(), once for each edge."""
        found: dict[int, list[int]] = {}
        for question in self.questions:
            if VERBS[question.step.verb].derivative and question.part and question.given:
                now: dict[int, list[int]] = defaultdict(list)
                for parent, child in telling_edges(question.part, question.given[0]):
                    now[child].append(parent)
                found |= {node: parents for node, parents in now.items() if len(parents) >= len(found.get(node, ()))}
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
    def roots(self) -> set[int]:
        """The nodes of the network without a parent: several models have several."""
        children = {child for node in self.events.network.nodes for child in node.children}
        return {*range(len(self.events.network.nodes))} - children

    def places(self, questions: Sequence[Question]) -> list[str]:
        """List the places of nodes that are asked: root, inner, or leaf."""
        parts = [question.part for question in questions if question.part]
        leaf = ["leaf" if part.network.nodes[part.asked].kind in LEAVES else "" for part in parts]
        return [one or ("root" if part.asked in self.roots else "inner") for one, part in zip(leaf, parts, strict=True)]

    def does(self, *verbs: str) -> bool:
        """Tell whether there is such a step by now."""
        return any(step.verb in verbs for step in self.events.steps[: self.end + 1])

    def asks(self, *verbs: str) -> bool:
        """Tell whether one of the questions is about that."""
        return any(question.step.verb in verbs for question in self.questions)

    @cached_property
    def changes(self) -> list[Change]:
        """The changes by now, of nodes that matter to the questions."""
        below = {i for part in self.parts for i in part.below}
        return [change for change in self.events.changes if change.at <= self.end and change.node in below]

    def changes_leaf(self, reason: str, *kinds: str) -> bool:
        """Tell whether a leaf of one of these kinds gets another value for that reason."""
        nodes = self.events.network.nodes
        return any(change.reason == reason and nodes[change.node].kind in kinds for change in self.changes)

    @cached_property
    def changed_by_hand(self) -> set[int]:
        """The leaves that get another value by an assignment."""
        return {change.node for change in self.changes if change.reason == HAND}

    @cached_property
    def news(self) -> list[News]:
        """What has changed since it was last used, at each of the questions."""
        pairs = zip(self.events.questions, news(self.events), strict=True)
        asked = {question.at for question in self.questions}
        return [one for question, one in pairs if question.at in asked]

    def has_changed(self, reasons: Sequence[str], kinds: Sequence[str]) -> bool:
        """Tell whether a node of these kinds has changed for one of these reasons since it was last used."""
        nodes = self.events.network.nodes
        changes = [change for one in self.news for change in one.changes]
        return any(change.reason in reasons and nodes[change.node].kind in kinds for change in changes)

    @cached_property
    def is_given_the_same(self) -> bool:
        """Whether a leaf was given the value that it had already, since the question before."""
        return any(
            max((one.at for one in self._before(question)), default=self.end) < same.at < question.at
            for question in self.questions
            for same in self.events.same
            if question.part and same.node in question.part.below
        )

    @cached_property
    def is_counted(self) -> bool:
        """Whether the calls are counted after one of the questions, before the next."""
        places = [question.at for question in self.events.questions]
        counted = set()
        for at, step in enumerate(self.events.steps):
            if step.verb == "calls":
                counted.add(max((place for place in places if place < at), default=-1))
        return any(question.at in counted for question in self.questions)

    def is_compiled_before(self) -> bool:
        """Tell whether a node was compiled before it is asked."""
        return any(
            one.step.verb == "compile" and one.step.node == question.step.node
            for question in self.questions
            for one in self._before(question)
        )

    @cached_property
    def repeats_a_call(self) -> bool:
        """Whether the same node is asked the same a second time, with whatever arguments."""
        calls = Counter(map(_call, self.earlier))
        return any(calls[_call(question)] > 1 for question in self.questions)

    @cached_property
    def repeats_a_sample(self) -> bool:
        """Whether a node has to predict for the same inputs a second time, right after the first."""
        for question in self.questions:
            same = [one for one in self._before(question) if _call(one) == _call(question)]
            if question.step.verb in ("predict", "run_function") and same and same[-1].given == question.given:
                return True
        return False

    def _before(self, question: Question) -> list[Question]:
        return [one for one in self.earlier if one.at < question.at]


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


def _call(question: Question) -> tuple[Any, ...]:
    step = question.step
    return step.verb, step.node, step.argument[0] if step.verb in ("call", "make") else ""


def _results(part: Part) -> list[float]:
    """List the values of the operations; none if they are not known, or if there are very many."""
    if len(part.network.nodes) > LARGE:
        return []
    try:
        values = oracle.values(part.network)
    except UNCOMPUTABLE:
        return []
    return [value for i in part.network.operations if i in part.below for value in all_numbers(values[i])]
