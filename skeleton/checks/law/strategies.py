"""Hypothesis strategies for networks in which no wrong derivative can hide.

Values and derivatives are between 0.1 and 10 in size, or exactly 0: far smaller than the tolerance, they would hide a
mistake. ReLU stays off its kink. Everything shrinks to few nodes and small numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from checks.law import oracle
from checks.model.network import Builder, Network

OPERATIONS = ("Add", "Multiply", "ReLU", "Sigmoid")
UNARY = ("ReLU", "Sigmoid")


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
def _up_to(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@cache
def _one_of(kinds: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(kinds)


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
    for _ in range(draw(_up_to(1, operations))):
        kind = draw(_one_of(kinds))
        children: list[int] = []
        for _ in range(1 if kind in UNARY else draw(_up_to(1, arity))):
            usable = range(len(builder.nodes)) if shared else [f for f in free if f not in children]
            choice = draw(_up_to(0, 1 + len(usable)))
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
    """Tell whether no value or derivative is too small or too large to be compared, and no ReLU sits at its kink."""
    for i, node in enumerate(network.nodes):
        if node.kind == "ReLU" and abs(oracle.value(network, node.children[0])) < 0.1:
            return False
        if abs(oracle.value(network, i)) > 10:
            return False
    return all(d == 0 or 0.1 <= abs(d) <= 10 for d in oracle.derivatives(network))
