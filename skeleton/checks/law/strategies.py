"""Hypothesis strategies for networks in which no wrong derivative can hide.

In a tame network, values and derivatives are between 0.1 and 10 in size, or exactly 0: far smaller than the tolerance,
they would hide a mistake. ReLU stays off its kink. A wild one has numbers of all kinds and any shape; `sizes` says what
can be told of it. Everything shrinks to few nodes and small numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from checks.guest.course_classes import NICKNAMES
from checks.law import oracle
from checks.law.node_types import KINKS, NODE_TYPES
from checks.model.network import LEAVES, Builder, Network, Node

OPERATIONS = ("Add", "Multiply", "ReLU", "Sigmoid")
T = TypeVar("T")


class Chooser(Protocol):
    """What chooses for a strategy: the `draw` of Hypothesis, or a `Dice`."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T: ...


ONE_CHILD = (*NODE_TYPES, "Square", "Inverse", "Same", "Relay", "OtherSigmoid")


# Hypothesis validates a strategy when it is first used. So strategies that are used inside others are made only once.


@cache
def numbers(low: float = 0.5, high: float = 3.0) -> st.SearchStrategy[float]:
    """Draw a number of that size with one decimal, of either sign: easy to read, and never 0."""
    return st.sampled_from(_with_one_decimal(low, high))


@cache
def derivatives_from_above() -> st.SearchStrategy[float]:
    """Draw a derivative that a node gets from its parent: never 1, which would hide that it was dropped."""
    return st.sampled_from([d for d in _with_one_decimal(0.5, 3.0) if abs(d) != 1.0])


def _with_one_decimal(low: float, high: float) -> list[float]:
    """List numbers from simple to less simple, as Hypothesis shrinks towards the first."""
    return [sign * tenths / 10 for tenths in range(round(low * 10), round(high * 10) + 1) for sign in (1, -1)]


@cache
def up_to(low: int, high: int) -> st.SearchStrategy[int]:
    """Draw an integer between two others, fewer than a hundred apart: of larger ranges Hypothesis makes its own."""
    return _listed(st.integers(low, high), range(low, high + 1))


_choices: dict[str, st.SearchStrategy[Any]] = {}
_items: dict[int, Sequence[Any]] = {}


def _listed(strategy: st.SearchStrategy[T], items: Sequence[T]) -> st.SearchStrategy[T]:
    """Note what a strategy chooses from, by its `id`: it is kept for ever."""
    _items[id(strategy)] = items
    return strategy


def items_of(strategy: st.SearchStrategy[Any]) -> Sequence[Any]:
    """List what one of the strategies `up_to` and `one_of` chooses from; nothing for any other."""
    return _items.get(id(strategy), ())


def one_of(items: Sequence[T]) -> st.SearchStrategy[T]:
    """Draw one of some items, the first one if nothing else matters."""
    key = repr(items)  # not the items themselves: 1, 1.0 and True are equal
    if key not in _choices:
        _choices[key] = _listed(st.sampled_from(items), items)
    return _choices[key]


PALETTES: tuple[tuple[float, ...], ...] = (
    (0.5, -1.5, 2.0, 1.0, 0.25, -0.75),
    (0.0, 1.0, -0.0, 0, 1),
    (1, 2, -1, -2, 3, 0),
    (0.7,),
    (0.3, 0.30000000000000004, 0.1, 0.2, 1.0, 1.0000000000000002),
    (1e-9, -3e-10, 1e-12, 0.5),
    (1e6, -2e8, 3e12, 2.0),
    (1 / 3, 0.1234567890123456, -2.718281828459045, 1234.5678901234567),
    (0.5, 0, -2.0, 1, 1.0, -0.0, 7, 1 / 3, 1e-9, -1e6, 0.1),
)
"""Numbers of one kind: readable, zeros and ones, ints, all the same, neighbours, tiny, huge, many digits, all sorts.

A life takes all its numbers from one of them, so that each kind is met alone and with others.
"""

FAR_APART = (2.0, 1e60, -0.5, -1e-60, 1e30)
"""Numbers so far apart that a square is still one, and the square of that square is not."""


def palettes() -> st.SearchStrategy[tuple[float, ...]]:
    """Draw the numbers from which a life takes its own."""
    return one_of(PALETTES)


LEARNING_RATES = (None, 0.1, 0.5, 0.0, 1)


@dataclass(frozen=True)
class World:
    """What may be in a network.

    Args:
        kinds: The classes of the operations.
        shared: Whether a node may have several parents, or be a child twice.
        operations: The largest number of operations of one model.
        arity: The largest number of children of one operation.
        own: Whether the course's own subclasses may be there.
        names: The names that an input may have, different ones in one model. With none, inputs have no names.
        nicknames: Whether the names of the course's own operations are others than those of their bases.
    """

    kinds: tuple[str, ...] = (*OPERATIONS, "Square", "Blend")
    shared: bool = False
    operations: int = 5
    arity: int = 4
    own: bool = True
    names: tuple[str, ...] = ()
    nicknames: bool = False


def wild_model(draw: Chooser, builder: Builder, world: World, palette: Sequence[float]) -> int:
    """Add a model to the builder, and return its root, which is an operation.

    It may be deep or wide, lack inputs or parameters, and have operations without children, or with equal ones. In a
    world in which nodes are shared it may stand on nodes of the models before.
    """
    value, first = one_of(tuple(palette)), len(builder.nodes)
    counts = tuple(count for count in (0, 1, 2, 2, 2, 3, 3, *range(4, world.arity + 1)) if count <= world.arity)
    free: list[int] = []
    root = first
    for _ in range(draw(up_to(1, world.operations))):
        kind = draw(one_of(world.kinds))
        children: list[int] = []
        for _ in range(1 if kind in ONE_CHILD else 0 if kind == "Seven" else draw(one_of(counts))):
            usable = range(len(builder.nodes)) if world.shared else [f for f in free if f not in children]
            choice = draw(up_to(0, 1 + min(len(usable), 60)))
            if choice > 1:
                children.append(usable[-1 - (choice - 2)])
            elif children and builder.nodes[children[-1]].kind in LEAVES and draw(one_of((False, False, True))):
                builder.nodes.append(builder.nodes[children[-1]]._replace(name=None))
                children.append(len(builder.nodes) - 1)
            else:
                own = world.own and draw(one_of((False, False, False, True)))
                kind_of_leaf = "Parameter" if choice else "Input"
                rate = draw(one_of(LEARNING_RATES)) if choice else None
                name = None if choice or not world.names else name_for(draw, builder.nodes[first:], world.names)
                builder.nodes.append(Node(kind_of_leaf, value=draw(value), learning_rate=rate, name=name, own=own))
                children.append(len(builder.nodes) - 1)
        free = [f for f in free if f not in children]
        own = world.own and kind in (*OPERATIONS, "Linear") and draw(one_of((False, False, False, True)))
        name = NICKNAMES.get(kind) if own and world.nicknames else None
        builder.nodes.append(Node(kind, tuple(children), own=own, name=name))
        free.append(root := len(builder.nodes) - 1)
    if len(free) > 1:
        builder.nodes.append(Node(draw(one_of(("Add", "Multiply"))), tuple(free)))
        root = len(builder.nodes) - 1
    return root


def name_for(draw: Chooser, model: Sequence[Node], names: Sequence[str]) -> str | None:
    """Draw a name that no other node of the model has, or none."""
    name = draw(one_of(tuple(names))) if draw(one_of((False, True))) else None
    return None if any(node.name == name for node in model) else name


@st.composite
def networks(
    draw: st.DrawFn,
    shared: bool = False,
    operations: int = 5,
    kinds: Sequence[str] = OPERATIONS,
    arity: int = 3,
    tame: bool = True,
) -> Network:
    """Draw a network with at least one input and one parameter.

    Args:
        draw: Passed by Hypothesis.
        shared: Whether a node may have several parents.
        operations: The largest number of operations.
        kinds: The classes of the operations.
        arity: The largest number of children of one operation.
        tame: Whether all values and derivatives have a size that can be compared, see `is_tame`.
    """
    builder = Builder()
    free = _free_nodes(draw, builder, shared, operations, kinds, arity)
    if len(free) > 1:
        builder.operation("Add", *free)
    network = builder.network()
    assume(network.parameters and network.inputs())
    if tame:
        assume(is_tame(network))
    return network


def trees(**options: Any) -> st.SearchStrategy[Network]:
    """Draw networks in which every node has one parent at most; the options are those of `networks`."""
    return networks(shared=False, **options)


def graphs(**options: Any) -> st.SearchStrategy[Network]:
    """Draw networks in which a node may have several parents, or be the same parent's child twice."""
    return networks(shared=True, **options)


def _free_nodes(
    draw: st.DrawFn, builder: Builder, shared: bool, operations: int, kinds: Sequence[str], arity: int
) -> list[int]:
    """Add operations to the builder, and return the positions of those without a parent."""
    free: list[int] = []
    for _ in range(draw(up_to(1, operations))):
        kind = draw(one_of(kinds))
        children: list[int] = []
        for _ in range(1 if kind in NODE_TYPES else draw(up_to(1, arity))):
            usable = range(len(builder.nodes)) if shared else [f for f in free if f not in children]
            choice = draw(up_to(0, 1 + len(usable)))
            if choice > 1:
                children.append(usable[choice - 2])
            elif choice == 1:
                children.append(builder.parameter(draw(numbers(0.5, 2.0))))
            else:
                children.append(builder.input(draw(numbers(0.5, 2.0))))
        free = [f for f in free if f not in children]
        free.append(builder.operation(kind, *children))
    return free


def is_tame(network: Network) -> bool:
    """Tell whether no value or derivative is too small or too large to be compared, and no input sits at a kink."""
    for i, node in enumerate(network.nodes):
        if node.kind in KINKS and abs(oracle.value(network, node.children[0])) < 0.1:
            return False
        if abs(oracle.value(network, i)) > 10:
            return False
    return all(d == 0 or 0.1 <= abs(d) <= 10 for d in oracle.derivatives(network))
