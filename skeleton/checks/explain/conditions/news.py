"""What has changed since it was last used: the reason why a node must be computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from checks.explain.conditions.events import UNCOMPUTABLE, Change, Events, Part, Question
from checks.law import oracle
from checks.model.network import LEAVES

USING_VERBS = ("forward", "call_node", "predict", "backward", "grad")
"""The verbs that use the values of the nodes below."""


class News(NamedTuple):
    """What a question finds changed: leaves, operations with other children, and values."""

    again: bool = False
    """Whether the node was used before."""

    changes: tuple[Change, ...] = ()
    """The last change of each leaf or list of children that is no longer what it was when it was last used."""

    value: bool = False
    """Whether the value of the node itself is another one."""

    values: bool = False
    """Whether the value of an operation is another one: that of the node, or of one below it."""

    spared: bool = False
    """Whether an operation that was used before has nothing new below it."""


_known: WeakKeyDictionary[Events, list[News]] = WeakKeyDictionary()


def news(events: Events) -> list[News]:
    """Return the news at each question of a scenario, in their order; found out once for all facts about it."""
    if events not in _known:
        _known[events] = list(_news(events.questions, events.changes))
    return _known[events]


def _news(questions: Sequence[Question], changes: Sequence[Change]) -> Iterator[News]:
    last: dict[int, tuple[Any, ...]] = {}
    for question in questions:
        part = question.part
        if part is None or question.step.verb not in USING_VERBS:
            yield News()
            continue
        now = _state(part)
        other = {i for i in part.below if last.get(i, now[i]) != now[i]}
        before = {change.node: change for change in changes if change.at <= question.at}
        found = tuple(before[i] for i in sorted(other) if i in before and last[i][:2] != now[i][:2])
        operations = {i for i in other if part.network.nodes[i].kind not in LEAVES and last[i][2] != now[i][2]}
        used = [i for i in sorted(part.below) if part.network.nodes[i].kind not in LEAVES and i in last]
        new = {change.node for change in found}
        spared = any(new.isdisjoint(part.network.below(i)) for i in used)
        yield News(part.asked in last, found, part.asked in operations, bool(operations), spared)
        last |= now


def _state(part: Part) -> dict[int, tuple[Any, ...]]:
    """List for each node its own value, its children, and the value that it computes."""
    try:
        values: Sequence[Any] = oracle.values(part.network)
    except UNCOMPUTABLE:
        values = [None] * len(part.network.nodes)
    nodes = part.network.nodes
    return {i: (nodes[i].value, nodes[i].children, values[i]) for i in part.below}
