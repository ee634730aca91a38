"""Smaller variants of what a check draws: networks, numbers, and lists and tuples of them.

Every variant has a lower cost than what it was made from. So a search that goes from a value to one of its variants,
and on from there, comes to an end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from checks.law.search.pruning import Change, pruned, shorter_lives
from checks.law.strategies import is_tame
from checks.model.network import Network, Node
from checks.model.scenario import Step

SIMPLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0, -1, -2, -3, -4, -5, -6, -7, -8, -9)
"""The numbers with one digit, the simplest first: 0 and -1 hide more than 1 and 2 do, as a factor for instance."""

TRIED = (1, 2, 3, 0, -1, -2)
"""Those that stand in for any other number."""


class Cost(NamedTuple):
    """The size of a value. Of two values the one with the lower cost is the simpler one."""

    nodes: int = 0
    edges: int = 0
    entries: int = 0
    """Steps, samples, and whatever else is listed."""

    digits: int = 0
    rank: int = 0
    """How far its numbers are from the simplest with so many digits."""


Variant = tuple[Any, Change | None]
"""A smaller value, and what has become of the network in it, if it is one that lacks nodes or edges."""

WITH_NUMBERS = ("assign", "predict", "backward", "fill", "run_function")
"""The verbs whose argument is numbers, and no positions of nodes."""


def cost(value: Any) -> Cost:
    """Compute the size of a value."""
    own = Cost()
    if isinstance(value, Network):
        special = sum((n.name is not None) + n.own + (type(n.value) is int) for n in value.nodes)
        own = Cost(len(value.nodes), sum(len(node.children) for node in value.nodes), special)
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        own = Cost(entries=len(value))
    elif isinstance(value, dict):
        own = Cost(entries=1)  # a tuple, for instance, as the argument of a step; see `kinds.encode`
    elif _is_plain_number(value):
        own = Cost(digits=_digits(value), rank=_rank(value))
    return Cost(*map(sum, zip(own, *map(cost, _parts(value)), strict=True)))


def _parts(value: Any) -> list[Any]:
    """List what a value is made of, as far as it can become smaller."""
    if isinstance(value, Network):
        return [part for node in value.nodes for part in (node.value, node.learning_rate)]
    if isinstance(value, Step):
        return [value.argument]
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    return [getattr(value, field.name) for field in fields(value)] if _is_data(value) else []


def tame(value: Any) -> bool:
    """Tell whether all networks in a value are tame, see `strategies.is_tame`."""
    if isinstance(value, Network):
        try:
            return is_tame(value)
        except (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
            return False
    return all(map(tame, _parts(value)))


def structures(value: Any) -> Iterator[Any]:
    """Make variants that lack a node, an edge, a step, or an entry of a list, those that lack most first."""
    if isinstance(value, dict):
        yield from _examples(value)
    elif isinstance(value, list | tuple | Network) or _is_data(value):
        yield from (variant for variant, _ in _changed(value))


def _examples(drawn: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Make examples that lack something. Where a network loses inputs, lists of their values lose theirs."""
    for name, value in drawn.items():
        for variant, change in _changed(value):
            changed = {**drawn, name: variant}
            if change and (fitted := {n: change.fitted(v) for n, v in changed.items()}) != changed:
                yield fitted
            yield changed


def _changed(value: Any) -> Iterator[Variant]:
    """Make smaller values, and tell what has become of the network in them."""
    if isinstance(value, Network):
        yield from ((change.after, change) for change in pruned(value))
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        if len(value) > 1 and isinstance(value, list):  # what was a list of something stays one, a tuple has its form
            yield from ((type(value)([*value[:at], *value[at + 1 :]]), None) for at in range(len(value)))
        for at, part in enumerate(value):
            for variant, change in _changed(part):
                parts = [*value[:at], variant, *value[at + 1 :]]
                if change and (fitted := change.fitted(parts)) != parts:
                    yield type(value)(fitted), change
                yield type(value)(parts), change
    elif _is_life(value):
        yield from ((variant, None) for variant in shorter_lives(value))
    elif _is_data(value):
        for field in fields(value):
            for variant, change in _changed(getattr(value, field.name)):
                yield replace(value, **{field.name: variant}), change


def numbers(value: Any) -> Iterator[Any]:
    """Make variants in which one number is simpler."""
    if _is_plain_number(value):
        yield from _simpler_numbers(value)
    elif isinstance(value, Network):
        for at, node in enumerate(value.nodes):
            for smaller in _simpler_leaves(node):
                yield Network((*value.nodes[:at], smaller, *value.nodes[at + 1 :]))
    elif isinstance(value, Step):
        if value.verb in WITH_NUMBERS:
            yield from (value._replace(argument=argument) for argument in numbers(value.argument))
    else:
        yield from _with_other_parts(value)


def _with_other_parts(value: Any) -> Iterator[Any]:
    """Make variants in which a number in one of the parts is simpler."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from ({**value, name: smaller} for smaller in numbers(part))
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for at, part in enumerate(value):
            yield from (type(value)([*value[:at], smaller, *value[at + 1 :]]) for smaller in numbers(part))
    elif _is_data(value):
        for field in fields(value):
            yield from (replace(value, **{field.name: smaller}) for smaller in numbers(getattr(value, field.name)))


def _simpler_leaves(node: Node) -> Iterator[Node]:
    if node.name is not None:
        yield node._replace(name=None)
    if node.own:
        yield node._replace(own=False)
    if type(node.value) is int:
        yield node._replace(value=float(node.value))
    if node.learning_rate is not None:
        yield node._replace(learning_rate=None)
        for rate in _simpler_numbers(node.learning_rate):
            yield node._replace(learning_rate=rate)
    if node.value is not None and _is_plain_number(node.value):
        for value in _simpler_numbers(node.value):
            yield node._replace(value=value)


def _simpler_numbers(number: Any) -> Iterator[Any]:
    """List numbers of the same type that cost less: the simplest, those with a digit less, and the positive one."""
    kind, text = type(number), repr(number)
    candidates = [kind(one) for one in TRIED]
    if math.isfinite(number):
        candidates += [round(number, decimals) for decimals in range(min(len(text), 17))] if kind is float else []
        candidates += [kind(t) for t in _without_a_digit(text, kind)]
        candidates.append(abs(number))
    before = cost(number)
    yield from dict.fromkeys(one for one in candidates if cost(one) < before)


def _without_a_digit(text: str, kind: type) -> Iterator[str]:
    for at, character in enumerate(text):
        shorter = text[:at] + text[at + 1 :]
        if character.isdigit():
            try:
                kind(shorter)
            except ValueError:
                continue
            yield shorter


def _is_life(value: Any) -> bool:
    """Tell whether a value is a network with steps: a `Life` or a `Scenario`."""
    return _is_data(value) and {"network", "steps"} <= vars(value).keys()


def _is_data(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _is_plain_number(value: Any) -> bool:
    """Tell whether a value is an int or a float, and no subclass of them, such as a bool."""
    return type(value) in (int, float)


def _rank(number: float) -> int:
    """Tell how far a number is from the simplest one: those of one digit come first, -0.0 is no 0."""
    if number in SIMPLE and repr(number) != "-0.0":
        return SIMPLE.index(int(number))
    return len(SIMPLE) + (math.copysign(1, number) < 0)


def _digits(number: float) -> int:
    """Count the digits that it takes to write a number; one that is infinite, or none, counts as very long."""
    if not math.isfinite(number):
        return 1000
    return sum(c.isdigit() for c in repr(abs(number)).removesuffix(".0").removeprefix("0."))
