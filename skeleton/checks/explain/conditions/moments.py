"""The moments that are compared: a life has one at each of its questions, any other scenario is one as a whole.

The answers of a life are examined in their order, so it is known of each question whether it was answered rightly, up
to the first that was not. Other laws look at answers in an order of their own: then only the scenario as a whole has a
label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from checks.explain.conditions.events import Events
from checks.explain.conditions.facts import Facts
from checks.explain.conditions.features import FEATURES
from checks.explain.conditions.step_features import name_of
from checks.law.search.labelled import Labelled
from checks.model.scenario import Scenario

KEPT = 10_000
"""Number of scenarios whose features are remembered: a judge meets the same ones with every solution."""

Known = list[int]
"""Which of `FEATURES` have been looked at for something, and which of these hold: a bit for each, in two numbers."""


class FeaturesOf:
    """The features of a scenario as a whole, and those of each of its questions; found out when first looked at.

    Most are never looked at: only the moments that are compared need any, and a few tell most of them apart.
    """

    def __init__(self, scenario: Scenario, known: dict[int, Known]) -> None:
        """Begin with what is known, by place: 0 for the whole, or the number of a question. What is found is added."""
        self._scenario = scenario
        self._known = known
        self._facts: dict[int, Facts] = {}

    @cached_property
    def events(self) -> Events:
        """What happens in the scenario."""
        return Events(self._scenario)

    def holds(self, place: int, feature: int) -> bool:
        """Tell whether a feature, by its number, holds at a place."""
        known, bit = self._known.setdefault(place, [0, 0]), 1 << feature
        if not known[0] & bit:
            known[1] |= bit if FEATURES[feature].holds(self._facts_at(place)) else 0
            known[0] |= bit
        return bool(known[1] & bit)

    def _facts_at(self, place: int) -> Facts:
        if place not in self._facts:
            asked = self.events.questions[place - 1 : place] if place else self.events.questions
            self._facts[place] = Facts(self.events, asked, asked[0].at if place else len(self._scenario.steps))
        return self._facts[place]


@dataclass
class Moment:
    """Something that was asked, and whether it was answered wrongly."""

    key: str
    """What was asked as a text: two moments with the same text are one."""

    fails: bool
    features_of: FeaturesOf
    number: int = 0
    """The place of its features."""

    call: str = ""
    """The function that a question of a life calls."""

    looks: tuple[str, ...] = ()
    """The verbs whose answers tell about it: its own, and those of the steps by which our own code looks at it. If it
    fails, only the one whose answer was wrong."""

    def has(self, feature: int) -> bool:
        """Tell whether a feature holds for it, by the feature's number."""
        return self.features_of.holds(self.number, feature)


_known: dict[bytes, dict[int, Known]] = {}


def moments(one: Labelled) -> Iterator[Moment]:
    """List the moments of a scenario that have a label."""
    features = features_of(one.scenario)
    if not one.in_order:
        yield Moment(repr(one.scenario), one.fails, features)
        return
    verbs = [step.verb for step in one.scenario.steps]
    seen = [question for question in features.events.questions if question.at <= one.end]
    ends = [*(question.at for question in seen[1:]), one.end + 1]
    for number, (question, end) in enumerate(zip(seen, ends, strict=False), start=1):
        key = repr((one.scenario.network, one.scenario.steps[: question.at + 1]))
        fails = one.fails and end > one.end
        looks = verbs[one.end : end] if fails else verbs[question.at : end]
        yield Moment(key, fails, features, number, name_of(question.step), tuple(looks))


def features_of(scenario: Scenario) -> FeaturesOf:
    """Return the features of a scenario. What was found is remembered for the next solution, but not what happens."""
    key = hashlib.sha256(repr(scenario).encode()).digest()
    if key not in _known:
        if len(_known) == KEPT:
            _known.clear()
        _known[key] = {}
    return FeaturesOf(scenario, _known[key])
