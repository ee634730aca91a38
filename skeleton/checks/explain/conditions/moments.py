"""The moments that are compared: a life has one at each of its questions, any other scenario is one as a whole.

The answers of a life are examined in their order, so it is known of each question whether it was answered rightly, up
to the first that was not. Other laws look at answers in an order of their own: then only the scenario as a whole has a
label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from checks.explain.conditions.events import Events
from checks.explain.conditions.facts import Facts
from checks.explain.conditions.features import FEATURES
from checks.law.search.labelled import Labelled
from checks.model.scenario import Scenario

KEPT = 10_000
"""Number of scenarios whose features are remembered: a judge meets the same ones with every solution."""

Features = tuple[bool, ...]
"""For each of `FEATURES`, whether it holds."""

_known: dict[bytes, list[Features]] = {}


class Moment(NamedTuple):
    """Something that was asked, and whether it was answered wrongly."""

    key: str
    """What was asked as a text: two moments with the same text are one."""

    features: Features
    fails: bool


def moments(one: Labelled) -> Iterator[Moment]:
    """List the moments of a scenario that have a label."""
    whole, *parts = features_of(one.scenario)
    if not one.in_order:
        yield Moment(repr(one.scenario), whole, one.fails)
        return
    places = [question.at for question in Events(one.scenario).questions]
    seen = [at for at in places if at <= one.end]
    for number, at in enumerate(seen):
        key = repr((one.scenario.network, one.scenario.steps[: at + 1]))
        # Our own code may look at what a question has done: what it finds belongs to the last question before.
        yield Moment(key, parts[number], one.fails and number == len(seen) - 1)


def features_of(scenario: Scenario) -> list[Features]:
    """Tell the features of a scenario as a whole, then those of each of its questions."""
    key = hashlib.sha256(repr(scenario).encode()).digest()
    if key not in _known:
        if len(_known) == KEPT:
            _known.clear()
        events = Events(scenario)
        facts = [Facts(events, events.questions, len(scenario.steps))]
        facts += [Facts(events, [question], question.at) for question in events.questions]
        _known[key] = [tuple(feature.holds(one) for feature in FEATURES) for one in facts]
    return _known[key]
