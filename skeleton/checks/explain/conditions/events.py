"""What happens in a scenario, step by step: what is asked, and what changes."""

from __future__ import annotations

from typing import Any, NamedTuple

from checks.explain.verbs import VERBS
from checks.model.network import Network
from checks.model.scenario import Scenario, Step

UNCOMPUTABLE = (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError, AttributeError)
"""Raised where what is right is not known: the values of a macro, or what an impossible step leads to."""

HAND, BACKWARD, PREDICT, CHILDREN = "by hand", "by backward()", "by predict()", "its children"
REASONS = {"assign": HAND, "backward": BACKWARD, "predict": PREDICT, "set_children": CHILDREN, "edit": CHILDREN}
"""Why a node is another one after a step, by the step's verb."""


class Part(NamedTuple):
    """The part of a network that an answer depends on: the node that is asked, and all nodes below."""

    network: Network
    asked: int
    below: frozenset[int]

    @staticmethod
    def of(network: Network, asked: int) -> Part:
        return Part(network, asked, frozenset(network.below(asked)))


class Question(NamedTuple):
    """A step in which the solution does something, not our own code."""

    at: int
    step: Step
    part: Part | None
    """What the answer depends on; None if it is about a function, or about a node that the solution made."""

    given: list[Any]
    """The arguments of the call, with the objects in the place of their names."""


class Change(NamedTuple):
    """A leaf gets another value, or an operation other children, in the step number `at`."""

    at: int
    node: int
    reason: str


class Events:
    """The steps of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.network = scenario.network
        self.steps = scenario.steps
        self.questions: list[Question] = []
        self.changes: list[Change] = []
        self.same: list[Change] = []
        """Leaves that are given the value that they have already."""

        self._follow()

    def _follow(self) -> None:
        now = self.network
        objects: dict[str, Any] = {}
        for at, step in enumerate(self.steps):
            if step.verb == "let":
                objects[step.argument[0]] = step.argument[1]
            asked = Step(*step.argument) if step.verb == "attempt" else step
            verb = VERBS[asked.verb]
            part, after = None, now
            if asked.node is not None and asked.node < len(now.nodes):
                try:
                    seen = now if verb.sees is None else verb.sees(now, asked.node, asked.argument)
                    part = Part.of(seen, asked.node)
                    after = verb.leaves(now, asked.node, asked.argument)
                except UNCOMPUTABLE:
                    part, after = part or Part.of(now, asked.node), now
            if not verb.housekeeping:
                self.questions.append(Question(at, asked, part, _resolved(asked, objects)))
            for i, (one, other) in enumerate(zip(now.nodes, after.nodes, strict=True)):
                if one.value != other.value or one.children != other.children:
                    self.changes.append(Change(at, i, REASONS.get(asked.verb, "")))
            if asked.verb == "assign" and asked.node is not None and after == now:
                self.same.append(Change(at, asked.node, HAND))
            now = after


def _resolved(step: Step, objects: dict[str, Any]) -> list[Any]:
    """List the arguments of a call, without the name of the function."""
    if step.verb in ("call", "make"):
        arguments = step.argument[1:]
    else:
        arguments = [] if step.argument is None else [step.argument]
    return [objects.get(a["ref"], a) if isinstance(a, dict) and "ref" in a else a for a in arguments]
