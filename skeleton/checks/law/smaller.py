"""Smaller variants of what a check draws: networks, numbers, and lists and tuples of them.

Every variant has a lower cost than what it was made from. So a search that goes from a value to one of its variants,
and on from there, comes to an end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from checks.law.strategies import is_tame
from checks.model.network import Network, Node

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


class Change(NamedTuple):
    """What has become of a network."""

    before: Network
    after: Network
    places: Mapping[int, int]
    """The new position of each node that is left."""

    def inputs_left(self) -> list[int]:
        """List the inputs of the new network by their number among the old ones."""
        old = {self.places.get(node): number for number, node in enumerate(self.before.inputs())}
        return [old[node] for node in self.after.inputs()]


Variant = tuple[Any, Change | None]
"""A smaller value, and what has become of the network in it, if it is one that lacks nodes or edges."""

Variants = Callable[[Any], Iterator[Variant]]


def cost(value: Any) -> Cost:
    """Compute the size of a value."""
    if isinstance(value, Network):
        parts = [part for node in value.nodes for part in (node.value, node.learning_rate)]
        own = Cost(
            len(value.nodes), sum(len(n.children) for n in value.nodes), sum(n.name is not None for n in value.nodes)
        )
    elif isinstance(value, list | tuple):
        parts, own = list(value), Cost(entries=len(value))
    elif is_dataclass(value):
        parts, own = [getattr(value, field.name) for field in fields(value)], Cost()
    elif _is_plain_number(value):
        digits = _digits(value)
        return Cost(digits=digits, rank=_rank(value))
    else:
        return Cost()
    return Cost(*map(sum, zip(own, *map(cost, parts), strict=True)))


def structures(value: Any) -> Iterator[Variant]:
    """Make variants that lack a node, an edge, or an entry of a list, those that lack most first."""
    if isinstance(value, Network):
        yield from ((change.after, change) for change in _smaller_networks(value))
        return
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for at in range(len(value)):
            yield type(value)([*value[:at], *value[at + 1 :]]), None
    yield from _with_one_part(value, structures)


def numbers(value: Any) -> Iterator[Variant]:
    """Make variants in which one number is simpler."""
    if _is_plain_number(value):
        for simpler in _simpler_numbers(value):
            yield simpler, None
    elif isinstance(value, Network):
        for at, node in enumerate(value.nodes):
            for smaller in _simpler_leaves(node):
                yield Network((*value.nodes[:at], smaller, *value.nodes[at + 1 :])), None
    else:
        yield from _with_one_part(value, numbers)


def _with_one_part(value: Any, variants: Variants) -> Iterator[Variant]:
    """Make variants in which one entry of a list, or one field, is a variant of what it was."""
    if isinstance(value, list | tuple):
        for at, part in enumerate(value):
            for smaller, change in variants(part):
                parts = [*value[:at], smaller, *value[at + 1 :]]
                yield value._make(parts) if hasattr(value, "_make") else type(value)(parts), change
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for smaller, change in variants(getattr(value, field.name)):
                yield replace(value, **{field.name: smaller}), change


def fitted(value: Any, change: Change) -> Any:
    """Take out of lists with a number for each input the numbers of those that are gone."""
    if not isinstance(value, list | tuple) or hasattr(value, "_fields"):
        return value
    if len(value) == len(change.before.inputs()) and all(map(_is_plain_number, value)):
        return type(value)(value[number] for number in change.inputs_left())
    return type(value)(fitted(part, change) for part in value)


def tame(value: Any) -> bool:
    """Tell whether all networks in a value are tame, see `strategies.is_tame`."""
    if isinstance(value, Network):
        try:
            return is_tame(value)
        except (ArithmeticError, AssertionError, KeyError, TypeError, ValueError, IndexError):
            return False
    if isinstance(value, dict):
        value = list(value.values())
    elif is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    return all(map(tame, value)) if isinstance(value, list | tuple) else True


def _smaller_networks(network: Network) -> Iterator[Change]:
    """Make networks that lack a node or an edge. What was a sum of something stays one: no operation becomes empty."""
    for at in reversed(network.operations):
        for below in sorted(network.below(at) - {at}):
            yield from _rebuilt(network, {at: below})
    tops = _tops(network)
    for top in tops[:-1]:
        yield from _rebuilt(network, {}, [one for one in tops if one != top])
    for at in reversed(network.operations):
        children = network.nodes[at].children
        for slot in range(len(children) if len(children) > 1 else 0):
            rest = network.nodes[at]._replace(children=(*children[:slot], *children[slot + 1 :]))
            yield from _rebuilt(Network((*network.nodes[:at], rest, *network.nodes[at + 1 :])), {}, tops)


def _tops(network: Network) -> list[int]:
    """List the nodes without a parent: the root, and the roots of further models."""
    children = {child for node in network.nodes for child in node.children}
    return [i for i in range(len(network.nodes)) if i not in children]


def _rebuilt(network: Network, instead: Mapping[int, int], tops: list[int] | None = None) -> Iterator[Change]:
    """Make the network with some nodes in place of others, and without what is then below no root.

    Nothing comes if the root would no longer be the last node.
    """
    tops = [instead.get(top, top) for top in (_tops(network) if tops is None else tops)]
    nodes = [node._replace(children=tuple(instead.get(c, c) for c in node.children)) for node in network.nodes]
    changed = Network(tuple(nodes))
    left = sorted(set().union(*(changed.below(top) for top in tops)))
    if left[-1] != instead.get(network.root, network.root):
        return
    places = {old: new for new, old in enumerate(left)}
    moved = (nodes[old]._replace(children=tuple(places[c] for c in nodes[old].children)) for old in left)
    yield Change(network, Network(tuple(moved)), places)


def _simpler_leaves(node: Node) -> Iterator[Node]:
    if node.name is not None:
        yield node._replace(name=None)
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
