"""What happens in a question, step by step: which node is asked, what changes, and what is asked again afterwards."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, NamedTuple

from checks.explain.verbs import VERBS
from checks.model.network import LEAVES, Network
from checks.model.scenario import Scenario, Step

UNCOMPUTABLE = (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError, AttributeError)
"""Raised where what is right is not known: the values of a macro, or what an impossible step leads to."""

HAND, BACKWARD, PREDICT, CHILDREN = "by hand", "by backward()", "by predict()", "its children"
REASONS = {"assign": HAND, "backward": BACKWARD, "predict": PREDICT, "set_children": CHILDREN, "edit": CHILDREN}
"""Why a node is another one after a step, by the step's verb."""


class Change(NamedTuple):
    """A leaf gets another value, or an operation other children, in the step number `at`."""

    at: int
    node: int
    reason: str


class Question(NamedTuple):
    """A node of that network is asked in the step number `at`; `below` are the nodes that the answer depends on."""

    at: int
    node: int
    network: Network
    below: set[int]


class Events:
    """The steps of one question."""

    def __init__(self, scenario: Scenario) -> None:
        self.network = scenario.network
        self.nodes = scenario.network.nodes
        self.steps = [Step(*step.argument) if step.verb == "attempt" else step for step in scenario.steps]
        self.networks: list[Network] = []
        """The network as it is at first, and as it is seen by and after each step, each state once."""

        self.changes: list[Change] = []
        self.questions: list[Question] = []
        self._follow(scenario)

    def _follow(self, scenario: Scenario) -> None:
        now = self.network
        states = {repr(now): now}  # 1, 1.0 and True are equal, and so are 0.0 and -0.0, but they are not the same here
        for at, step in enumerate(scenario.steps):
            verb = VERBS.get(step.verb)
            if verb is None or step.node is None or step.node >= len(now.nodes):
                continue  # a function, or a node that the solution made: nothing is known of it here
            try:
                seen = now if verb.sees is None else verb.sees(now, step.node, step.argument)
                after = verb.leaves(now, step.node, step.argument)
            except UNCOMPUTABLE:
                continue
            states[repr(seen)], states[repr(after)] = seen, after
            if not verb.housekeeping:
                self.questions.append(Question(at, step.node, seen, now.below(step.node)))
            for i, (one, other) in enumerate(zip(now.nodes, after.nodes, strict=True)):
                if one.value != other.value or one.children != other.children:
                    self.changes.append(Change(at, i, REASONS.get(step.verb, "")))
            now = after
        self.networks = list(states.values())

    def does(self, *verbs: str) -> bool:
        """Tell whether there is such a step."""
        return any(step.verb in verbs for step in self.steps)

    def changes_leaf(self, reason: str, *kinds: str) -> bool:
        """Tell whether a leaf of one of these kinds gets another value for that reason."""
        return any(change.reason == reason and self.nodes[change.node].kind in kinds for change in self.changes)

    def is_asked_again_after(self, reason: str) -> bool:
        """Tell whether a node is asked once more when something below it has changed for that reason."""
        for number, question in enumerate(self.questions):
            before = [one.at for one in self.questions[:number] if question.node in one.below]
            last = max(before, default=len(self.steps))
            if any(
                last < change.at <= question.at and change.reason == reason and change.node in question.below
                for change in self.changes
                if change.at < question.at or reason == PREDICT  # predict() changes the inputs, then it is asked
            ):
                return True
        return False

    @cached_property
    def changed_by_hand(self) -> set[int]:
        """The leaves that get another value by an assignment."""
        return {change.node for change in self.changes if change.reason == HAND}

    @cached_property
    def changes_spare_an_operation(self) -> bool:
        """Whether an operation is above no leaf that is changed by hand."""
        above = {one for leaf in self.changed_by_hand for one in self.network.ancestors(leaf)}
        return bool(self.changed_by_hand) and not above.issuperset(self.network.operations)

    def places(self, roots: set[int]) -> list[str]:
        """List the places of the nodes that are asked, in their order: root, inner, or leaf."""
        found = []
        for step in self._asked:
            if step.node is None or step.node >= len(self.nodes):
                continue
            if self.nodes[step.node].kind in LEAVES:
                found.append("leaf")
            else:
                found.append("root" if step.node in roots else "inner")
        return found

    @cached_property
    def repeats_a_call(self) -> bool:
        """Whether the same node is asked the same a second time, with whatever arguments."""
        calls = Counter((step.verb, step.node, step.argument[0] if step.verb == "call" else "") for step in self._asked)
        return max(calls.values(), default=0) > 1

    @cached_property
    def repeats_a_sample(self) -> bool:
        """Whether a node has to predict for the same inputs a second time, right after the first."""
        last: dict[tuple[str, int | None], Any] = {}
        for step in self._asked:
            if step.verb in ("predict", "run_function"):
                if last.get((step.verb, step.node)) == step.argument:
                    return True
                last[step.verb, step.node] = step.argument
        return False

    @cached_property
    def _asked(self) -> list[Step]:
        """The steps in which the solution does something, not our own code."""
        return [step for step in self.steps if step.verb in VERBS and not VERBS[step.verb].housekeeping]
