"""Graphs of certain shapes, on which mistakes show that a small tree hides."""

from __future__ import annotations

from hypothesis import strategies as st

from checks.law.strategies import one_of, up_to
from checks.model.network import Builder, Network


def diamond() -> Network:
    """b = a + a; c = b + b, the smallest network in which sums over parents matter twice."""
    builder = Builder()
    a = builder.parameter(0.5)
    b = builder.operation("Add", a, a)
    return builder.add("Add", b, b).network()


def short_and_long_way(short_first: bool) -> Network:
    """v is a child of the root, and also far below it: it must wait for the parent on the long way."""
    builder = Builder()
    v = builder.operation("Multiply", builder.parameter(0.5), builder.input(2.0))
    far = builder.operation("Multiply", builder.operation("Add", builder.operation("Add", v)), builder.parameter(1.5))
    return builder.add("Add", *([v, far] if short_first else [far, v])).network()


def detour(ways: list[int], below: int) -> Network:
    """Lead from the root to v by ways of those lengths, which share nothing; a parameter is so many levels below v."""
    builder = Builder()
    v = builder.parameter(0.5)
    for _ in range(below):
        v = builder.operation("Add", v)
    ends = []
    for length in ways:
        end = v
        for _ in range(length):
            end = builder.operation("Add", end)
        ends.append(end)
    return builder.add("Add", *ends).network()


detours = st.builds(detour, st.lists(up_to(0, 5), min_size=2, max_size=3), up_to(1, 4))


def inputs_on_many_levels() -> Network:
    """Meet the deepest input first, and one of the inputs again later."""
    builder = Builder()
    a, b, c = builder.input(1.0), builder.input(2.0), builder.input(3.0)
    inner = builder.operation("Multiply", builder.operation("Add", a, b), b)
    return builder.add("Add", inner, c, a).network()


def chain(depth: int, step: tuple[int, ...] = (1, 1), inputs: int = 0) -> Network:
    """Node upon node, each the sum of the nodes so many levels below it: few edges, and a huge number of paths."""
    builder = Builder()
    leaves = [builder.parameter(0.5, 0.0), *(builder.input(1.0) for _ in range(inputs))]
    levels = [builder.operation("Add", *leaves) if inputs else leaves[0]]
    for _ in range(depth):
        levels.append(builder.operation("Add", *(levels[-min(back, len(levels))] for back in step)))
    return builder.network()


STEPS = ((1, 1), (1, 2), (2, 1), (1, 3, 2))
"""v = v + v with twice as many paths on each level, or sums of nodes on different levels."""


def wide(inner: int) -> Network:
    """Sum up so many small sums, of an input of their own and one that they share."""
    builder = Builder()
    parameter, shared = builder.parameter(0.5, 0.0), builder.input(1.0)
    sums = [builder.operation("Add", builder.input(0.5), shared) for _ in range(inner)]
    return builder.add("Add", parameter, *sums).network()


def chains(depths: st.SearchStrategy[int], inputs: st.SearchStrategy[int]) -> st.SearchStrategy[Network]:
    """Draw a `chain` of so many levels, over so many inputs."""
    return st.builds(chain, depths, one_of(STEPS), inputs)


def between(depth: int, leaves: int) -> Network:
    """Make v = v + leaves + v so often: whoever comes to v again has met all these leaves since."""
    builder = Builder()
    v = builder.parameter(0.5, 0.0)
    others = [builder.parameter(0.5, 0.0) for _ in range(leaves)]
    for _ in range(depth):
        v = builder.operation("Add", v, *others, v)
    return builder.network()
