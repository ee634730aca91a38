"""Draw lives in which networks are unrolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.law.living.life import Life
from checks.law.living.lives import Choices, Draw, Habits
from checks.law.strategies import OPERATIONS, Chooser, World, one_of, up_to, wild_model
from checks.law.unroll.unrolling import LOSSES, UnrolledModel
from checks.model.kinds import Cut, Once
from checks.model.network import Builder, Node
from checks.model.objects import attempt, keep, look, spoil
from checks.model.scenario import (
    Step,
    assign,
    run_function,
    run_training,
    set_rate,
    survey,
    unroll,
    unroll_training,
    value_of,
)

OTHERS = ("OtherAdd", "OtherSigmoid", "OtherMultiply")
KINDS = (*OPERATIONS, *OPERATIONS, *OTHERS, "Shifted", "Same", "Swapped", "Halves", "Kept", "Asked", "Lent")
WORLD = World(KINDS, shared=True)
UNKNOWN = ("Square", "Blend", "Seven", "Inverse")
WRONG_LOSSES = ("mae", "", "MSE", "mse\n", "exit()", "bce; 0", "se", "mse2")
RATES = (0.25, 1 / 3, 0.0, 1e-9)
NAMES = ("x; import os", "v1", "lambda", "exp", "1", "a b", "a_b", '"""', "{0}", "x\n1 / 0")


def two_rates() -> Life:
    """Return a life in which two networks of one shape, with learning rates of their own, are trained in turn."""
    b = Builder()
    rates = (0.25, 0.125)
    leaves = [b.parameter(0.0, rate) for rate in rates]
    roots = [b.operation("Add", leaf, b.input()) for leaf in leaves]
    training = [run_training(root, [([0.0], 1.0)]) for root in roots]
    made = [unroll_training(root, "mse") for root in roots]
    return Life(b.network(), (*made, *training, *training, *map(value_of, leaves)))


def plant(draw: Chooser, builder: Builder, world: World, palette: tuple[float, ...]) -> int:
    """Add a model; its root may be a sigmoid or a Softmax, or it may have a node of a kind that is not known."""
    first = len(builder.nodes)
    root = wild_model(draw, builder, world, palette)
    for i in range(first, root):
        if builder.nodes[i].kind == "Input" and builder.nodes[i].own:
            builder.nodes[i] = builder.nodes[i]._replace(name=draw(one_of(NAMES)))
    above = draw(one_of(("", "", "Sigmoid", "Softmax", "Unknown")))
    if above == "Softmax":
        others = [draw(up_to(first, root)) if root - first < 90 else root for _ in range(draw(up_to(0, 2)))]
        builder.nodes.append(Node("Softmax", (root, *others), own=draw(one_of((False, False, True)))))
        return len(builder.nodes) - 1
    if above == "Unknown":
        kind = draw(one_of(UNKNOWN))
        unknown = builder.operation(kind, *([] if kind == "Seven" else [root]))
        return builder.operation("Add", unknown, root)
    if above or builder.nodes[root].kind not in (*OPERATIONS, *OTHERS):
        return builder.operation(above or "Add", root)
    return root


def _model(choices: Choices) -> UnrolledModel:
    if not isinstance(choices.model, UnrolledModel):
        raise TypeError("these steps are for an UnrolledModel")
    return choices.model


def _numbers(choices: Choices, node: int) -> list[float]:
    part, _ = _model(choices).part(node)
    now = [part.nodes[i].value for i in part.inputs()]
    return choices.one_of(([choices.number() for _ in now], now, now[::-1]))  # type: ignore[no-any-return]


def _sample(choices: Choices, node: int) -> Any:
    """Draw inputs and a target, as lists or tuples."""
    root = choices.network.nodes[node]
    targets = (1.0, 0.0, 0.25, 1, 0, 2.0, choices.number())
    x: Any = _numbers(choices, node)
    y: Any = choices.one_of(targets)
    if root.kind == "Softmax":
        y = [choices.one_of(targets) for _ in root.children]
        y = choices.one_of((y, tuple(y)))
    x = choices.one_of((x, tuple(x)))
    return choices.one_of(((x, y), [x, y]))


def _function(choices: Choices) -> list[Step]:
    """Unroll a node, and call the function; or call the one that was made before."""
    node = choices.operation()
    if node not in _model(choices).functions or choices.one_of((True, False)):
        moved = sorted(choices.network.below(node) & {*choices.network.parameters})
        changed = [assign(choices.one_of(moved), choices.number())] if moved and choices.one_of((True, False)) else []
        made = [unroll(node), *changed] if choices.one_of((False, False, True)) else [*changed, unroll(node)]
        return [*made, run_function(node, _numbers(choices, node))]
    return [run_function(node, _numbers(choices, node))]


def _call(choices: Choices) -> list[Step]:
    node = choices.one_of(reversed(_model(choices).functions))
    numbers = _numbers(choices, node)
    asked = run_function(node, numbers)
    if choices.one_of((True, True, False)):
        return [asked]
    name = f"kept{len(choices.model.kept) + 1}"
    if choices.network.nodes[node].kind == "Softmax":
        other = run_function(node, _numbers(choices, node))
        return [asked, keep(name), *choices.one_of(([other, look(name)], [spoil(name), asked]))]
    return [attempt(run_function(node, choices.one_of(([*numbers, 1.0], numbers[:-1], [*numbers, 1.0, 2.0]))))]


def _training(choices: Choices) -> list[Step]:
    """Train with some samples, and look at what was learned."""
    known = _model(choices).trainers
    node = choices.one_of(known) if known and choices.one_of((True, False)) else choices.operation()
    made = [] if node in known and choices.one_of((True, True, False)) else _made(choices, node)
    if choices.one_of((False, True)):
        moved = choices.one_of(sorted(choices.network.below(node) & {*choices.network.parameters}))
        made.append(assign(moved, choices.number()))
    samples = [_sample(choices, node) for _ in range(choices.one_of((2, 1, 3, 0)))]
    kind = choices.one_of((list, list, tuple, Once, Cut, "too many", "too few", "no number"))
    if kind in (list, tuple):
        asked = run_training(node, kind(samples))
    elif kind is Once:
        asked = run_training(node, Once(tuple(samples)))
    elif kind is Cut:
        asked = attempt(run_training(node, Cut(tuple(samples))))
    else:
        x, y = _sample(choices, node)
        wrong = [*x, 1.0] if kind == "too many" or not x else x[:-1] if kind == "too few" else [*x[:-1], None]
        asked = attempt(run_training(node, [*samples, (wrong, y), *samples]))
    leaves = choices.network.below(node) & {*choices.network.leaves}
    looks = [value_of(i) for i in sorted(leaves)][:4]
    return [*made, asked, *choices.one_of((looks, [survey(node)], [*looks, survey(node)]))]


def _made(choices: Choices, node: int) -> list[Step]:
    kind = choices.network.nodes[node].kind
    likely = ("cce", "cce", "mse", "bce") if kind == "Softmax" else ("mse", "mse", "bce") if kind == "Add" else LOSSES
    other = choices.operation()
    another = [unroll_training(other, "mse")] if other != node and choices.one_of((False, True)) else []
    leaves = sorted(choices.network.below(node) & {*choices.network.parameters})
    changed = [set_rate(choices.one_of(leaves), choices.one_of(RATES))] if choices.one_of((0, 0, 0, 1)) else []
    return [*changed, unroll_training(node, choices.one_of(likely)), *another]


def _refusing(choices: Choices) -> Step:
    node = choices.operation()
    if choices.one_of((True, False)):
        return attempt(unroll_training(node, choices.one_of(WRONG_LOSSES)))
    return attempt(choices.one_of((unroll(node), unroll_training(node, "mse"))))


DRAWS: Mapping[str, Draw] = {
    "function": _function,
    "call": _call,
    "training": _training,
    "refuse": _refusing,
    "survey": lambda choices: survey(choices.operation()),
}
VERBS = ("function", "function", "call", "training", "training", "assign", "edit", "refuse", "survey", "forward")


def habits(operations: int, steps: int) -> Habits:
    """Say what happens in lives of unrolled networks."""
    world = World(KINDS, shared=True, operations=operations)
    return Habits(UnrolledModel, VERBS, world, DRAWS, plant, models=2, steps=steps, spare=1, late=True)
