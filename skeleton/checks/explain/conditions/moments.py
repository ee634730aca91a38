"""The moments that are compared: a life has one at each of its questions, any other scenario is one as a whole.

The answers of a life are examined in their order, so it is known of each question whether it was answered rightly, up
to the first that was not. Other laws look at answers in an order of their own: then only the scenario as a whole has a
label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from checks.explain.conditions.events import Events
from checks.explain.conditions.facts import Facts
from checks.explain.conditions.features import FEATURES
from checks.explain.conditions.step_features import name_of
from checks.law.search.labelled import Labelled
from checks.model.scenario import Scenario

KEPT = 10_000
"""Number of scenarios whose features are remembered: a judge meets the same ones with every solution."""

Features = tuple[bool, ...]
"""For each of `FEATURES`, whether it holds."""


class FeaturesOf(Sequence[Features]):
    """The features of a scenario as a whole, then those of each of its questions; found out when first looked at.

    Most are never looked at: only the moments that are compared need any.
    """

    def __init__(self, scenario: Scenario, found: dict[int, Features]) -> None:
        """Begin with the features that were found before, by their place; what is found now is added."""
        self._scenario = scenario
        self._found = found

    @cached_property
    def events(self) -> Events:
        """What happens in the scenario."""
        return Events(self._scenario)

    def __len__(self) -> int:
        return 1 + len(self.events.questions)

    @overload
    def __getitem__(self, at: int) -> Features: ...
    @overload
    def __getitem__(self, at: slice) -> list[Features]: ...
    def __getitem__(self, at: int | slice) -> Features | list[Features]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        if at not in self._found:
            asked = self.events.questions[at - 1 : at] if at else self.events.questions
            facts = Facts(self.events, asked, asked[0].at if at else len(self._scenario.steps))
            self._found[at] = tuple(feature.holds(facts) for feature in FEATURES)
        return self._found[at]


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

    @property
    def features(self) -> Features:
        return self.features_of[self.number]


_known: dict[bytes, dict[int, Features]] = {}


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
