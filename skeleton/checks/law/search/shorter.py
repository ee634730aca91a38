"""Lives and scenarios that lack nodes, or a step, or something in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from checks.law.search.pruning import Change, pruned
from checks.model.edits import edited, with_children
from checks.model.kinds import numbers_in
from checks.model.network import Network
from checks.model.scenario import Step

MAKING = ("expand", "body", "make")
"""The verbs whose answer is a new node, which gets the next position."""


def shorter_lives(life: Any) -> Iterator[Any]:
    """Make lives or scenarios that lack nodes, with the steps about them, or a step, or something in one.

    Some are none: then who asks about them says so.
    """
    steps: Sequence[Step] = life.steps
    for change in pruned(life.network, rooted=False):
        yield from _fitting(life, change.after, _left(steps, change))
    unchanged = Change(life.network, life.network, {i: i for i in range(len(life.network.nodes))})
    for at in reversed(range(len(steps) if len(steps) > 1 else 0)):
        yield from _fitting(life, life.network, _left(steps, unchanged, without=at))
    for at, step in enumerate(steps):
        if step.verb == "let":
            yield from _fitting(life, life.network, _without_name(steps, at))
        for argument in _simpler_arguments(step):
            changed = [*steps[:at], step._replace(argument=argument), *steps[at + 1 :]]
            yield from _fitting(life, life.network, changed)


def _left(steps: Sequence[Step], change: Change, without: int | None = None) -> list[Step]:
    """Return the steps with the new positions of nodes, without those about nodes that are gone."""
    left: list[Step] = []
    places = dict(change.places)
    origin: dict[int | None, int | None] = {i: i for i in range(len(change.before.nodes))}
    made, kept = len(change.before.nodes), len(change.after.nodes)
    for at, step in enumerate(steps):
        about = origin.get(step.node)
        with suppress(KeyError):
            if at != without:
                left.append(change._replace(places=places).moved(step, about))
                places |= {made: kept} if step.verb in MAKING else {}
                kept += step.verb in MAKING
        if step.verb in MAKING:
            origin[made] = about
            made += 1
    return left


def _without_name(steps: Sequence[Step], at: int) -> list[Step]:
    """Return the steps with an object itself wherever it is passed by its name, without the step that names it."""
    name, value = steps[at].argument
    rest = [*steps[:at], *steps[at + 1 :]]
    return [step._replace(argument=value) if step.argument == {"ref": name} else step for step in rest]


def _simpler_arguments(step: Step) -> Iterator[Any]:
    """Make arguments with a child less, or with a list for any other sequence."""
    if step.verb == "set_children" and len(step.argument) > 1:
        yield from ([*step.argument[:at], *step.argument[at + 1 :]] for at in range(len(step.argument)))
    elif step.verb == "predict" and isinstance(step.argument, dict) and "ref" not in step.argument:
        yield numbers_in(step.argument)


def _fitting(life: Any, network: Network, steps: Sequence[Step]) -> Iterator[Any]:
    """Make the life of a network, where predict() gets no more numbers than there are inputs by then."""
    fitting: list[Step] = []
    made: dict[str, int] = {}
    now = network
    for step in steps:
        fitting.append(step)
        node, argument = step.node, step.argument
        if step.verb in ("let", "refill"):
            made[argument[0]] = len(fitting) - 1
        if node is None or node >= len(now.nodes):
            continue
        try:
            if step.verb == "set_children":
                now = with_children(now, node, argument)
            elif step.verb == "edit":
                now = with_children(now, node, edited(now.nodes[node].children, *argument))
            elif step.verb == "predict":
                count = len(now.inputs(node))
                if not isinstance(argument, dict) or "ref" not in argument:
                    fitting[-1] = step._replace(argument=_shortened(argument, count))
                elif (at := made.get(argument["ref"])) is not None:
                    name, value = fitting[at].argument
                    fitting[at] = fitting[at]._replace(argument=[name, _shortened(value, count)])
        except (IndexError, ValueError):
            return  # the step does not belong to the network any more
    yield replace(life, network=network, steps=tuple(fitting))


def _shortened(argument: Any, count: int) -> Any:
    """Return an encoded sequence with so many items at most, of the same kind if it can be."""
    items = numbers_in(argument)
    if len(items) <= count:
        return argument
    kind = next(iter(argument)) if isinstance(argument, dict) else ""
    return {kind: items[:count]} if kind in ("tuple", "once") else items[:count]
