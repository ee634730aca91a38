"""Variants of plain data in which a number, or an operation, is simpler."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from itertools import count
from typing import Any

from checks.law.search.cost import KINDS, cost, is_data, is_plain_number
from checks.model.network import Network, Node
from checks.model.scenario import Step

TRIED = (1, 2, 3, 0, -1, -2)
"""Those that stand in for any other number."""

MANY = 150
"""Of more numbers none is made simpler by itself: nobody reads them, and the variants would take minutes to write."""

WITH_NUMBERS = ("assign", "predict", "backward", "fill", "run_function", "call", "make", "let", "refill")
"""The verbs whose argument is numbers, and no positions of nodes."""

IsLeaf = Callable[[Any], bool]
"""Tells which parts of a value are looked at as they are."""


def numbers(value: Any) -> Iterator[Any]:
    """Make variants in which a number is simpler, wherever it occurs or in one place, or a node is plainer."""
    found = leaves(value, is_plain_number)
    often = Counter(map(repr, found))
    for number in {repr(n): n for n in found if often[repr(n)] > 1}.values():
        for simpler in _simpler_numbers(number):
            yield mapped(value, is_plain_number, partial(_instead, number, simpler))
    if len(found) > MANY:
        return
    yield from _in_one_place(value, is_plain_number, _simpler_numbers)
    yield from _in_one_place(value, lambda part: isinstance(part, Node), _plainer_nodes)


def _instead(number: Any, simpler: Any, one: Any) -> Any:
    """Return the simpler number if this one is that number, of the same type."""
    return simpler if repr(one) == repr(number) else one


def _in_one_place(value: Any, is_leaf: IsLeaf, variants: Callable[[Any], Iterator[Any]]) -> Iterator[Any]:
    """Make variants in which one leaf is a variant of what it was."""
    for place, leaf in enumerate(leaves(value, is_leaf)):
        for variant in variants(leaf):
            places = count()
            yield mapped(value, is_leaf, lambda one: variant if next(places) == place else one)  # noqa: B023


def leaves(value: Any, is_leaf: IsLeaf) -> list[Any]:
    """List the leaves of a value, in the order of `mapped`."""
    found: list[Any] = []
    mapped(value, is_leaf, lambda leaf: found.append(leaf) or leaf)  # type: ignore[func-returns-value]
    return found


def mapped(value: Any, is_leaf: IsLeaf, change: Callable[[Any], Any]) -> Any:
    """Copy a value with each leaf in it changed, always in the same order."""
    if is_leaf(value):
        return change(value)
    if isinstance(value, Network):
        return Network(tuple(mapped(node, is_leaf, change) for node in value.nodes))
    if isinstance(value, Node):
        number, rate = mapped(value.value, is_leaf, change), mapped(value.learning_rate, is_leaf, change)
        return value._replace(value=number, learning_rate=rate)
    if isinstance(value, Step):
        return value._replace(argument=mapped(value.argument, is_leaf, change)) if value.verb in WITH_NUMBERS else value
    if isinstance(value, dict):
        return {name: mapped(part, is_leaf, change) for name, part in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(mapped(part, is_leaf, change) for part in value)
    if is_data(value):
        parts = {field.name: mapped(getattr(value, field.name), is_leaf, change) for field in fields(value)}
        return replace(value, **parts)
    return value


def _plainer_nodes(node: Node) -> Iterator[Node]:
    if node.kind in KINDS:
        # The name of an operation belongs to its kind.
        yield from (node._replace(kind=kind, name=None) for kind in KINDS[: KINDS.index(node.kind)])
    if node.name is not None:
        yield node._replace(name=None)
    if node.own:
        yield node._replace(own=False)
    if node.learning_rate is not None:
        yield node._replace(learning_rate=None)
    if type(node.value) is int:
        yield node._replace(value=float(node.value))


def _simpler_numbers(number: Any) -> Iterator[Any]:
    """List numbers of the same type that cost less: the simplest, those with a digit less, and the positive one."""
    kind, text = type(number), repr(number)
    candidates = [kind(one) for one in TRIED]
    if math.isfinite(number):
        candidates += [round(number, decimals) for decimals in range(min(len(text), 17))] if kind is float else []
        candidates += [kind(t) for t in _without_a_digit(text, kind)]
        candidates.append(abs(number))
    before = cost(number)
    least = 1 if kind is int and number > 0 else -math.inf  # a count of something stays one
    yield from dict.fromkeys(one for one in candidates if cost(one) < before and not one < least)


def _without_a_digit(text: str, kind: type) -> Iterator[str]:
    for at, character in enumerate(text):
        shorter = text[:at] + text[at + 1 :]
        if character.isdigit():
            try:
                kind(shorter)
            except ValueError:
                continue
            yield shorter
