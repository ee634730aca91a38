"""Draw lives in which trees with macros are expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.law.living.expanding import MacroModel
from checks.law.living.life import Impossible
from checks.law.living.lives import Choices, Draw, Habits
from checks.law.macros import ALL_MACROS
from checks.law.strategies import OPERATIONS, World
from checks.model import scenario
from checks.model.network import LEAVES
from checks.model.objects import attempt
from checks.model.scenario import Step, backward, edit, expand, fill, forward, predict, survey

FILLINGS = (0.625, -0.875, 1.375)
"""Values for the parameters that macros bring: no given parameter has one of them."""

ORDINARY = (*OPERATIONS, "Square", "Blend")
KNOWN = ("Scaled", "Shifted", "Swapped", "Same", "Bare", "Halves", "Kept")
"""Macros whose parameters have known values."""

DRAWN = ("Linear", "Neuron", "Tower", "Gate", "Raised")
"""Macros whose parameters are drawn at random."""

RANDOM = ("Linear", *DRAWN, "Same", "Halves", "Bare")


def _model(choices: Choices) -> MacroModel:
    if not isinstance(choices.model, MacroModel):
        raise TypeError("these steps are for a MacroModel")
    return choices.model


def _target(choices: Choices) -> int:
    return int(choices.one_of(_model(choices).targets))


def _leaf(choices: Choices) -> int:
    return int(choices.one_of(i for i in choices.network.leaves if i < _model(choices).count))


def _expanding(choices: Choices) -> list[Step]:
    """Expand a tree, most often a given one."""
    model = _model(choices)
    given = [i for i in range(model.count) if model.network.nodes[i].kind not in LEAVES]
    return _expanded(choices, int(choices.one_of([*reversed(given), *reversed(model.roots)])))


def _expanded(choices: Choices, node: int, also: int | None = None, before: int = 0) -> list[Step]:
    """Expand a node, and ask what came of it.

    So many trees are made `before` it by steps that are not done yet.

    If there are random numbers in it, all parameters that macros bring get one value.
    """
    model = _model(choices)
    below = model.network.below(model.index(node)) | (set() if also is None else model.network.below(also))
    is_random = not {*DRAWN}.isdisjoint(model.network.nodes[i].kind for i in below)
    tree = model.count + model.made + before
    filled = [fill(tree, [FILLINGS[model.count % len(FILLINGS)]])] if is_random else []
    numbers = choices.sample(model.index(node)) if also is None else None
    questions = [[forward(tree)], [survey(tree)], [scenario.find_inputs(tree)], []]
    if numbers is not None:
        questions.insert(0, [predict(tree, numbers)])
    return [expand(node), *filled, *choices.one_of(questions)]


def _growing(choices: Choices) -> list[Step]:
    """Give a node, which may have been expanded before, one more child, and expand it again."""
    model = _model(choices)
    nodes = model.network.nodes[: model.count]
    children = {child for node in nodes for child in node.children}
    tops = [i for i in range(model.count) if i not in children]
    macro_tops = [i for i in tops if nodes[i].kind in ALL_MACROS] or tops
    fitting = [
        i for i, one in enumerate(nodes) if one.kind in ("Add", "Multiply", "Blend") and i > min(macro_tops, default=i)
    ]
    known = {i for i in range(model.count) if nodes[i].kind in ALL_MACROS}
    below_macros = [i for i in fitting if known & model.network.ancestors(i)]
    node = int(choices.one_of(below_macros if below_macros and choices.one_of((False, True)) else reversed(fitting)))
    macros_first = sorted((i for i in tops if i < node), key=lambda i: nodes[i].kind not in ALL_MACROS)
    child = int(choices.one_of(macros_first))
    at = int(choices.one_of(range(len(nodes[node].children) + 1)))
    above = sorted(model.network.ancestors(node))
    asked = int(choices.one_of([*(i for i in above if i in known), node, *(i for i in above[-1:] if i < model.count)]))
    first = [expand(asked)] if choices.one_of((False, True)) else []
    return [*first, edit(node, "insert", at, child), *_expanded(choices, asked, child, len(first))]


def _predicting(choices: Choices) -> Step:
    node = _target(choices)
    return predict(node, choices.sample(_model(choices).index(node)))


def _training(choices: Choices) -> list[Step]:
    """Train a tree, and look what it has learned: later, hardly anybody asks that very tree."""
    node = _target(choices)
    look = survey if node in _model(choices).roots else forward
    return [backward(node, choices.derivative()), look(node)]


def _refusing(choices: Choices) -> Step:
    """Ask a macro for what only an expanded one has."""
    model = _model(choices)
    macros = [i for i in range(model.count) if model.network.nodes[i].kind in ALL_MACROS]
    node = choices.one_of(i for i in macros if model.network.nodes[i].kind not in ("Bare", "Halves"))
    return attempt(choices.one_of((forward(node), backward(node, 1.0), scenario.call_node(node))))


def _checked(draw: Draw) -> Draw:
    """Turn what is impossible in the model's own words into what a life leaves out."""

    def drawn(choices: Choices) -> Step | list[Step]:
        try:
            return draw(choices)
        except (KeyError, IndexError) as error:
            raise Impossible(str(error)) from error

    return drawn


DRAWS: Mapping[str, Draw] = {
    "expand": _expanding,
    "grow": _checked(_growing),
    "forward": lambda choices: forward(_target(choices)),
    "call_node": lambda choices: scenario.call_node(_target(choices)),
    "predict": _predicting,
    "backward": _training,
    "survey": lambda choices: survey(_target(choices)),
    "find_inputs": lambda choices: scenario.find_inputs(_target(choices)),
    "assign": lambda choices: scenario.assign(_leaf(choices), choices.number()),
    "value_of": lambda choices: scenario.value_of(_leaf(choices)),
    "attempt": _refusing,
}

VERBS = (
    "expand",
    "expand",
    "expand",
    "grow",
    "grow",
    "forward",
    "predict",
    "find_inputs",
    "assign",
    "edit",
    "set_children",
    "attempt",
)


def habits(macros: Sequence[str], verbs: Sequence[str], operations: int, steps: int) -> Habits:
    """Say what happens in lives with these macros."""
    world = World((*ORDINARY, *macros), operations=operations)
    return Habits(MacroModel, tuple(verbs), world, DRAWS, late=True, spare=1, steps=steps, fewest=steps // 2)
