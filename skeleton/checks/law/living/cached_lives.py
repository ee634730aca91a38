"""Exercise 3: lives in which nodes are asked again, after changes of all kinds and after none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from checks.law.living.caching import CacheModel, Readable
from checks.law.living.life import Impossible, Life
from checks.law.living.lives import Choices, Draw, Habits, lives
from checks.law.living.remembering import PLAIN, READABLE, spoiled_answer
from checks.law.strategies import FAR_APART, PALETTES, World, one_of
from checks.model.network import Network, Node
from checks.model.objects import attempt
from checks.model.scenario import (
    Step,
    assign,
    backward,
    build,
    calls,
    find_inputs,
    forward,
    grad,
    predict,
    set_rate,
    value_of,
)


def below(choices: Choices, node: int) -> int:
    """Choose a leaf below a node."""
    leaf: int = choices.one_of(i for i in choices.network.leaves if i in choices.network.below(node))
    return leaf


def same_value(choices: Choices) -> Step:
    """Assign a leaf a number that equals its value."""
    leaf = choices.leaf()
    value = choices.network.nodes[leaf].value or 0.0
    kinds = [value, float(value), *([int(value)] if value == int(value) else []), *([-0.0, 0.0] if value == 0 else [])]
    return assign(leaf, choices.one_of(kinds))


def nothing_new(choices: Choices) -> list[Step]:
    """Do something that changes no value."""
    node = choices.operation()
    how = choices.one_of(("assign", "predict", "rate", "backward", "look", "forward"))
    if how == "assign":
        return [same_value(choices) for _ in range(choices.one_of((1, 2, 3)))]
    if how == "predict":
        return [predict(node, [choices.network.nodes[i].value for i in choices.inputs(node)])]
    if how == "rate":
        return [set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0.0, 2)))]
    if how == "backward":
        return [backward(node, 0.0)]
    return [value_of(choices.leaf()) if how == "look" else forward(choices.node())]


def counted(choices: Choices, between: Callable[[Choices, int], list[Step]]) -> list[Step]:
    """Ask a node, do something, and ask it again; the calls of op are counted before and after."""
    node = choices.operation()
    return [forward(node), calls(), *between(choices, node), forward(node), calls()]


def changed(choices: Choices, node: int) -> list[Step]:
    """Assign leaves, most of them below the node."""
    leaves = [choices.one_of((below(choices, node), choices.leaf())) for _ in range(choices.one_of((1, 1, 2)))]
    return [assign(leaf, choices.number()) for leaf in leaves]


def alone(choices: Choices) -> list[Step]:
    """Ask a leaf itself, before and after a change."""
    leaf = choices.leaf()
    return [forward(leaf), assign(leaf, choices.number()), forward(leaf), value_of(leaf)]


def swapped(choices: Choices) -> list[Step]:
    """Let two leaves below a node swap their values, likely where the order of the children matters."""
    blends = [i for i in choices.network.operations if choices.network.nodes[i].kind == "Blend"]
    node = choices.one_of(blends) if blends and choices.one_of((True, True, False)) else choices.operation()
    a, b = below(choices, node), below(choices, node)
    values = [choices.network.nodes[i].value or 0.0 for i in (a, b)]
    return [forward(node), assign(a, values[1]), assign(b, values[0]), forward(node)]


def slopes(choices: Choices) -> list[Step]:
    """Ask for derivatives before and after a change."""
    node = choices.operation()
    return [grad(node), *changed(choices, node), grad(node)]


def once_more(choices: Choices) -> list[Step]:
    """Predict twice with the same numbers, of which one has been replaced in between."""
    node = choices.operation()
    asked = predict(node, [choices.number() for _ in choices.inputs(node)])
    return [asked, assign(choices.one_of((below(choices, node), choices.leaf())), choices.number()), asked]


def trained(choices: Choices) -> list[Step]:
    """Predict, go backward, and predict once more with the same inputs."""
    node = choices.operation()
    asked = predict(node, [choices.number() for _ in choices.inputs(node)])
    asked = choices.one_of((asked, asked, forward(node)))
    inner = choices.one_of(i for i in reversed(choices.network.operations) if i in choices.network.below(node))
    return [asked, backward(choices.one_of((node, inner, choices.operation())), choices.derivative()), asked]


def straight_after(choices: Choices) -> list[Step]:
    """Go backward straight after forward()."""
    node = choices.operation()
    return [forward(node), backward(node, choices.derivative()), calls(), value_of(below(choices, node))]


def failing(choices: Choices) -> list[Step]:
    """Ask a node that has to divide by zero, then with another number."""
    inverse = choices.one_of(i for i in choices.network.operations if choices.network.nodes[i].kind == "Inverse")
    node = choices.one_of((inverse, *choices.network.ancestors(inverse)))
    leaf = below(choices, inverse)
    asked = predict(node, [0 if i == leaf else choices.number() for i in choices.inputs(node)])
    return [
        assign(leaf, 0),
        *[attempt(choices.one_of((asked, forward(node))))] * choices.one_of((1, 2)),
        *choices.one_of(([], [calls()])),
        assign(leaf, choices.number()),
        forward(node),
    ]


DRAWS: dict[str, Draw] = {
    "calls": lambda choices: calls(),
    "grad": lambda choices: grad(choices.operation()),
    "spoil_grad": lambda choices: spoiled_answer(grad(choices.operation()), "slopes"),
    "spoil_inputs": lambda choices: spoiled_answer(find_inputs(choices.operation()), "found"),
    "set_rate": lambda choices: set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0, 2))),
    "same_value": same_value,
    "unchanged": lambda choices: counted(choices, lambda choices, node: nothing_new(choices)),
    "changed": lambda choices: counted(choices, changed),
    "alone": alone,
    "swapped": swapped,
    "once_more": once_more,
    "slopes": slopes,
    "trained": trained,
    "straight_after": straight_after,
    "failing": failing,
}

ASKED = ("forward", "forward", "call_node", "predict", "predict", "backward", "grad", "trained", "changed", "failing")
OTHERS = (
    "assign",
    "assign",
    "same_value",
    "set_rate",
    "value_of",
    "find_inputs",
    "spoil_grad",
    "spoil_inputs",
    "calls",
    "calls",
)
CLOSE = (1.0, 1.0000000003, 0.3, 0.3000000001, 1e-9, 1.2e-9)
"""Numbers that are not the same, but look so to those who compare with a tolerance."""

WORLD = World(kinds=(*World().kinds, "Inverse"))
UNCHANGED = Habits(CacheModel, ("unchanged",), WORLD, DRAWS, models=1, steps=15)
ANYTHING = Habits(
    CacheModel,
    (*ASKED, *OTHERS, "straight_after", "unchanged", "alone", "swapped", "once_more", "slopes"),
    WORLD,
    DRAWS,
    steps=16,
    late=True,
    spare=2,
    palettes=(*PALETTES, CLOSE, (-1, -2, -2.0, -1.0, 0), FAR_APART),
)
"""Numbers of all kinds, the course's own operations, several networks."""

SMALL = Habits(
    CacheModel,
    ("once_more", "changed", "slopes", "swapped", "straight_after", "alone"),
    World(kinds=(*World().kinds, "Inverse"), operations=3, arity=3),
    DRAWS,
    models=1,
    steps=8,
    palettes=(CLOSE, FAR_APART, (-1, -2, -2.0, -1.0, 0), *PALETTES[1:]),
)
"""Small changes, or odd ones, in small networks, where each of them can be seen at the root."""


def plain(*verbs: str, steps: int = 8, **options: Any) -> st.SearchStrategy[Life]:
    """Draw lives with numbers that are easy to read."""
    habits = Habits(Readable, verbs, PLAIN, DRAWS, steps=steps, palettes=READABLE, **{"models": 1, **options})
    return lives(habits)


@st.composite
def growing(draw: st.DrawFn) -> Life:
    """Draw a life in which a network gets a node above its root."""
    life = draw(plain("forward", "assign", "alone", "predict", steps=4))
    root, top = life.network.root, life.network.root + 2
    network = Network((*life.network.nodes, Node("Input", value=2.0), Node("Add", (root, root + 1))))
    leaf = draw(one_of(tuple(i for i in network.leaves if i in network.below(root)) or (root + 1,)))
    last = (build(top), forward(top), assign(leaf, draw(one_of(READABLE[0]))), forward(top), calls())
    grown = Life(network, (*life.steps, *last))
    try:
        Readable.after(grown)
    except Impossible:
        return life
    return grown
