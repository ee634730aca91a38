"""Objects with names in a life: arguments stay the caller's, and so do the lists that a solution has returned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checks.law.answers import Answers
from checks.model.kinds import decode
from checks.model.scenario import Step

Demand = Callable[[Answers], object]
"""Raises `Mismatch` if an answer is not what it has to be."""

YOURS = "The list is the caller's, who made it: nobody else changes it."
HANDED_OUT = "This list has been returned before, so it is the caller's: nobody else changes it."


class Belongings:
    """The part of a `Model` that is about objects with names."""

    def __init__(self) -> None:
        self.expected: list[Demand] = []
        """The demands on the answers."""

        self.objects: dict[str, Any] = {}
        """The objects that the caller has made."""

        self.kept: dict[str, int] = {}
        """The lists that were returned and are as they were, each with the step that returned it."""

        self.gave_list = False
        """Whether the answer to the latest step is a list of the solution's."""

        self.handed_in: set[str] = set()
        """The lists of children with which the caller has made nodes."""

    def given(self, argument: Any) -> Any:
        """Return an argument as the solution gets it; a `Ref` as what is in the object by now."""
        return decode(argument, self.objects)

    def let(self, at: int, step: Step) -> None:
        name, value = step.argument
        self.objects[name] = decode(value)

    def refill(self, at: int, step: Step) -> None:
        name, value = step.argument
        assert isinstance(self.objects[name], list), "only a list can be refilled"
        self.objects[name] = decode(value)

    def keep(self, at: int, step: Step) -> None:
        assert self.gave_list, "no list was returned"
        self.kept[step.argument] = at - 1
        self.gave_list = False

    def spoil(self, at: int, step: Step) -> None:
        if step.argument in self.handed_in:
            return  # the node has a list of its own
        if step.argument in self.kept:
            del self.kept[step.argument]
            return
        one = self.objects[step.argument]
        assert isinstance(one, list), "only a list can be spoiled"
        self.objects[step.argument] = [*one[::-1], 99.0]

    def look(self, at: int, step: Step) -> None:
        if step.argument in self.kept:
            returned = self.kept[step.argument]
            self.expected.append(lambda answers: answers.exactly(at, answers[returned], HANDED_OUT))
        else:
            one = self.objects[step.argument]
            right = list(one) if isinstance(one, list) else one
            self.expected.append(lambda answers: answers.exactly(at, right, YOURS))
