"""The sealed questions of a check: some of its examples, in networks whose operations only the course can compute.

A check that counts calls is asked them after all else was right, since what a solution's own process counts can be
forged by the solution. See `checks.model.witness`.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from checks.law.living.life import Impossible
from checks.law.node_types import NODE_TYPES
from checks.law.search.cost import exactly
from checks.law.search.drawn import Drawn, Law, draws_by_itself
from checks.law.search.minimize import Search
from checks.law.search.numbers import mapped
from checks.law.subject import Apart, Subject
from checks.model.network import Network, Node
from checks.model.outcomes import Mismatch, Raised
from checks.model.scenario import Scenario
from checks.model.sealed import LINEAR, SMOOTH, is_sealed
from checks.model.witness import without_key

MOST = 3
"""Number of examples of a check that are asked once more."""

ENOUGH = 24
"""Number of nodes in them together that is enough, so that a few large networks do not cost most of the time."""

SMALLEST, LARGEST = 3, 60
"""Number of nodes of the networks that are sealed. Smaller ones have nothing to hide; larger ones have many calls, and
each is a way to the judge and back."""

SOME = {"Sealed": 25, "Hidden": 8}
"""Number of operations that are sealed in the larger networks that a law builds by itself. Nobody knows which. Fewer
are hidden, as each of them that is read once too often is a mistake, whatever the sum."""

SORTS = {"Add": LINEAR, "Blend": LINEAR, "Multiply": SMOOTH, **dict.fromkeys(NODE_TYPES, SMOOTH), "Square": SMOOTH}
"""The operations that a sealed node can stand in for, and its sort: linear ones have the same slopes everywhere."""

HIDDEN = ("ex2_compile", "ex7_multi_parent")
"""The exercises about looking at the network, in which the course keeps the children to itself as well."""

LINEAR_ONLY = ("capstone", "ex2_compile")
"""The exercises in which a `grad` of the course's own may not ask for the children's values again, or in which networks
are so high that errors would grow too much in waves."""

COMPUTING = ("predict", "forward", "backward", "call_node")
"""The verbs that a node needs others for."""

ASKED = (
    "The nodes are operations of the course's own, subclasses of your Operation: nothing but their op and grad can "
    "tell what they compute, and each call is counted where your code does not run."
)

T = TypeVar("T")


def sealed_mistake(subject: Subject, right: Subject | None, examples: Iterable[tuple[Law, Drawn]]) -> Mismatch | None:
    """Ask some examples once more, sealed, and return a small one of which an answer is wrong.

    Args:
        subject: The solution.
        right: A right solution, where there is one to ask.
        examples: Those in which calls are counted; all their answers were right.

    Raises:
        CheckAborted: The solution stopped answering.
    """
    asked = nodes = 0
    for law, drawn in examples:
        if draws_by_itself(drawn) or not _can_be_sealed(networks := _networks(drawn)):
            continue
        sealed = Sealed(law, subject.stem)
        try:
            sealed(subject, **drawn)
        except Mismatch as mismatch:
            return _without_secrets(Search(sealed, Apart(subject), right).minimized(drawn, mismatch)[1])
        except Impossible:
            if networks:
                continue
        asked, nodes = asked + 1, nodes + len(_nodes(networks))
        if asked == MOST or nodes >= ENOUGH or not networks:  # a large one: once is enough
            break
    return None


def counts(scenarios: Iterable[Scenario]) -> bool:
    """Tell whether a question asks for counts."""
    return any(step.verb == "calls" for scenario in scenarios for step in scenario.steps)


def telling_first(examples: Iterable[T], asked: Callable[[T], Iterable[Scenario]]) -> Iterator[T]:
    """Order examples: first those that ask about a part of a network where there is something to find.

    Args:
        examples: Those of a check. They are looked at one by one, when the next one is wanted.
        asked: Returns what an example asks.
    """
    others = []
    for one in examples:
        if any(_has_something_to_find(scenario) for scenario in asked(one)):
            yield one
        else:
            others.append(one)
    yield from others


def _has_something_to_find(scenario: Scenario) -> bool:
    """Tell whether the work of a node with two operations and two leaves is counted: of one, any order is right."""
    network = scenario.network
    counted = [step for step, after in pairwise(scenario.steps) if after.verb == "calls" and step.verb in COMPUTING]
    drawn = range(len(network.nodes))  # others are made on the way
    parts = [network.below(step.node) for step in counted if step.node is not None and step.node in drawn]
    operations = set(network.operations)
    return any(len(part & operations) > 1 and len(part - operations) > 1 for part in parts)


class Sealed:
    """A law, about networks of which each operation that can be sealed is."""

    def __init__(self, law: Law, stem: str) -> None:
        self.law = law
        self.kind = "Hidden" if stem in HIDDEN else "Sealed"
        self.sorts = dict.fromkeys(SORTS, LINEAR) if stem in LINEAR_ONLY else SORTS
        # Another one for each question and each solution: what has been asked once is of no use later.
        self._secret = secrets.token_bytes(16)

    def __call__(self, subject: Subject, **drawn: Any) -> None:
        key = hashlib.sha256(self._secret + exactly(drawn).encode()).hexdigest()
        if not _networks(drawn):
            self.law(subject=SealingSubject(subject, lambda network: self._partly_sealed(network, key)), **drawn)
            return
        sealed = mapped(drawn, _is_network, lambda network: self._sealed(network, key))
        try:
            self.law(subject=StrictSubject(subject), **sealed)
        except Mismatch as mismatch:
            if mismatch.values is None or self._has_right_values(subject, drawn):
                raise
            self.law(subject=subject, **sealed)

    def _has_right_values(self, subject: Subject, drawn: Drawn) -> bool:
        """Tell whether a solution computes what is right where nothing is sealed and nobody counts.

        Then it has to here. Whoever computes wrong values everywhere has lost points for that elsewhere.
        """
        try:
            # Apart: nothing in the module tells that a sealed question was before.
            self.law(subject=UnwatchedSubject(Apart(subject)), **drawn)
        except Mismatch as mismatch:
            return mismatch.values is None  # such as one about the counts, which are not there
        return True

    def _sealed(self, network: Network, key: str) -> Network:
        return Network(tuple(self._replaced(node, f"{key} {i}") for i, node in enumerate(network.nodes)))

    def _partly_sealed(self, network: Network, key: str) -> Network:
        """Seal some operations below the root."""
        others = [i for i in network.operations if i != network.root]
        chosen = set(sorted(others, key=lambda i: hashlib.sha256(f"{key} {i}".encode()).digest())[: SOME[self.kind]])
        nodes = (self._replaced(n, f"{key} {i}") if i in chosen else n for i, n in enumerate(network.nodes))
        return Network(tuple(nodes))

    def _replaced(self, node: Node, key: str) -> Node:
        sort = self.sorts.get(node.kind)
        return node if sort is None else node._replace(kind=self.kind, name=f"{sort}:{key}", own=False)


class StrictSubject(Subject):
    """A solution whose values have to be right, too: one that does nothing has not called anything too often."""

    looks_at_values = True

    def __init__(self, subject: Subject) -> None:
        self.stem = subject.stem
        self._subject = subject

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        return self._subject.perform(scenario)


class UnwatchedSubject(StrictSubject):
    """A solution that is asked the same, but not for counts: what its classes are tells it whether somebody counts."""

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        others = tuple(step for step in scenario.steps if step.verb != "calls")
        received, raised = super().perform(replace(scenario, steps=others))
        answers: list[Any] = []
        for step in scenario.steps:
            if step.verb == "calls":
                answers.append(None)
            elif received:
                answers.append(received.pop(0))
            else:
                break
        return answers, raised


class SealingSubject(Subject):
    """A solution that is asked about networks that a law builds by itself, and about no others."""

    def __init__(self, subject: Subject, seal: Callable[[Network], Network]) -> None:
        self.stem = subject.stem
        self._subject = subject
        self._seal = seal

    def asked_about(self, network: Network) -> Network:
        return self._seal(network)

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        if not is_sealed(scenario.network):
            raise Impossible("nothing in this network is sealed")
        return self._subject.perform(scenario)


def _is_network(value: Any) -> bool:
    return isinstance(value, Network)


def _networks(drawn: Drawn) -> list[Network]:
    found: list[Network] = []
    mapped(drawn, _is_network, lambda network: found.append(network) or network)  # type: ignore[func-returns-value]
    return found


def _nodes(networks: Iterable[Network]) -> list[Node]:
    return [node for network in networks for node in network.nodes]


def _can_be_sealed(networks: Sequence[Network]) -> bool:
    """Tell whether networks can be sealed as they were drawn, or whether there are none, and the law builds its own."""
    nodes = _nodes(networks)
    return not networks or (SMALLEST <= len(nodes) <= LARGEST and any(node.kind in SORTS for node in nodes))


def _without_secrets(mismatch: Mismatch) -> Mismatch:
    """Tell the mistake without keys, and without numbers, which are drawn anew each time."""
    scenario = replace(mismatch.scenario, network=Network(tuple(map(without_key, mismatch.scenario.network.nodes))))
    expected, got = mismatch.expected, mismatch.got
    if mismatch.values is not None:
        expected, got = "the number to which the answers of these nodes lead", "another number"
    why = f"{mismatch.why} {ASKED}".strip()
    found = Mismatch(scenario, mismatch.step, expected, got, why, mismatch.raised)
    found.steady = mismatch.steady
    return found
