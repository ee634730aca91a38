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
from checks.explain.conditions.step_features import name_of
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
    call: str = ""
    """The function that a question of a life calls."""

    looks: tuple[str, ...] = ()
    """The verbs whose answers tell about it: its own, and those of the steps by which our own code looks at it. If it
    fails, only the one whose answer was wrong."""


def moments(one: Labelled) -> Iterator[Moment]:
    """List the moments of a scenario that have a label."""
    whole, *parts = features_of(one.scenario)
    if not one.in_order:
        yield Moment(repr(one.scenario), whole, one.fails)
        return
    verbs = [step.verb for step in one.scenario.steps]
    seen = [question for question in Events(one.scenario).questions if question.at <= one.end]
    ends = [*(question.at for question in seen[1:]), one.end + 1]
    for number, (question, end) in enumerate(zip(seen, ends, strict=False)):
        key = repr((one.scenario.network, one.scenario.steps[: question.at + 1]))
        fails = one.fails and end > one.end
        looks = verbs[one.end : end] if fails else verbs[question.at : end]
        yield Moment(key, parts[number], fails, name_of(question.step), tuple(looks))


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
