"""Networks of the capstone, with macros or many levels, and what their nodes have to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import Answers, is_number, several
from checks.law.living.life import Impossible
from checks.law.macros import without_macros
from checks.law.strategies import numbers, one_of, up_to
from checks.model.network import Builder, Network
from checks.model.scenario import compile_, fill

ROUGH = 10.0
"""The size of the terms in a derivative of small networks."""

MACROS = ("Linear", "Neuron", "Gate", "Tower")
values = numbers(0.5, 2.0)
inputs_of_two = st.lists(values, min_size=2, max_size=2)
slopes_of_three = st.lists(values, min_size=3, max_size=3)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Macros with several parents between shared nodes, below a Softmax or an Output."""
    builder = Builder()
    x, y, shared = builder.input(1.0), builder.input(0.5), builder.parameter(draw(values))
    layer = [builder.operation("Multiply", shared, x), builder.operation("Add", x, y)]
    for _ in range(draw(up_to(1, 2))):
        layer = [builder.operation(draw(one_of(MACROS)), *layer) for _ in range(2)]
    scores = [builder.operation("Linear", *layer), builder.operation("Multiply", shared, layer[0]), layer[1]]
    return builder.add(draw(one_of(("Softmax", "Output"))), *scores[: draw(up_to(2, 3))]).network()


def small() -> Network:
    """Make one of the smallest of the `networks`, always the same."""
    builder = Builder()
    x, y, shared = builder.input(1.0), builder.input(0.5), builder.parameter(0.75)
    product, total = builder.operation("Multiply", shared, x), builder.operation("Add", x, y)
    scores = (builder.operation("Linear", product, total), builder.operation("Multiply", shared, product), total)
    return builder.add("Output", *scores).network()


SMALL = small()


def product_and_sum(network: Network) -> tuple[int, int, int]:
    """Find in one of the `networks` the parameter that is shared, and the two lowest operations.

    Raises:
        Impossible: It has been made so small that it is none of them any more.
    """
    shared, product, total = 2, 3, 4
    kinds = [network.nodes[i].kind for i in (shared, product, total)]
    if kinds != ["Parameter", "Multiply", "Add"] or len(network.nodes[network.root].children) < 2:
        raise Impossible("a part is missing")
    return shared, product, total


def below_output(network: Network, kind: str) -> Network:
    """Put an Output above a network, with one more child."""
    builder = Builder()
    top = builder.insert(network)
    return builder.add(kind, top, builder.operation("Sigmoid", top)).network()


def prepared(network: Network, value: float) -> tuple[list[Any], Network]:
    """Return steps that compile the network and give all parameters of macros one value, and what it is then."""
    return [compile_(network.root), fill(network.root, [value])], without_macros(network, value)


def spiral_network(scale: float) -> Network:
    """Two layers of eight neurons, three scores, and one weight for both coordinates: how large the plane is."""
    builder = Builder()
    weight = builder.parameter(scale)
    layer = [builder.operation("Multiply", weight, builder.input()) for _ in range(2)]
    for _ in range(2):
        layer = [builder.operation("ReLU", builder.operation("Linear", *layer)) for _ in range(8)]
    return builder.add("Softmax", *(builder.operation("Linear", *layer) for _ in range(3))).network()


def many_ways(levels: int, root: str) -> Network:
    """Make v = v + (0 + v), again and again: there are 2 ** levels ways down to the leaves, and as many up."""
    builder = Builder()
    v = builder.operation("Add", builder.input(0.5), builder.parameter(0.75, 0.0))
    for _ in range(levels):
        v = builder.operation("Add", v, builder.operation("Add", v))
    return builder.add(root, v).network()


def deep(root: str) -> Network:
    """Make a network with as many levels as there may be."""
    builder = Builder()
    v = x = builder.input(0.5)
    for _ in range(99):
        v = builder.operation("Add", builder.operation("Multiply", builder.parameter(0.5, 0.0), v), x)
    return builder.add(root, v).network()


def told_once(answers: Answers, step: int, network: Network, derivative: list[float]) -> None:
    """Demand of a `calls()` step that each node below an Output was told its derivative once, also if that is 0.

    Args:
        answers: All the answers.
        step: The step, after a `backward` of the root.
        network: The network before that.
        derivative: The derivatives that came down to the components of the root.
    """
    counts, right = answers.counts(step), oracle.gradient(network, tuple(derivative))
    for i in sorted(network.below(network.root) - {network.root}):
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        told, parts = counts["on_backward"][i], counts["derivatives"][i]
        answers.holds(step, told == 1, f"1 call of on_backward on {name}", got=f"{told}")
        whole = len(parts) == 1 and is_number(parts[0]) and oracle.close(parts[0], right[i], ROUGH)
        answers.holds(
            step, whole, f"the derivative {right[i]!r} for {name}", "Over all its ways to the root.", f"{parts}"
        )


def busiest(answers: Answers, step: int, most: Mapping[str, int]) -> None:
    """No method was called more often than that on any node, also on those that stand for macros."""
    counts = answers.counts(step)
    for name, limit in most.items():
        expected = f"{limit or 'no'} call of {name} on any node" + " at the most" * bool(limit)
        got = f"{several(max(counts[name]), 'call')} on one node"
        answers.holds(step, max(counts[name]) <= limit, expected, got=got)
