"""Draw lives in which trees with macros are expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import reject
from hypothesis import strategies as st

from checks.law import sizes
from checks.law.living.expanding import MacroModel
from checks.law.living.life import Impossible
from checks.law.living.lives import Choices, Draw, Habits
from checks.law.macros import ALL_MACROS, STRANGE, without_macros
from checks.law.strategies import OPERATIONS, PALETTES, Chooser, World, one_of, wild_model
from checks.model import scenario
from checks.model.network import LEAVES, Builder, Network
from checks.model.objects import attempt
from checks.model.scenario import Step, backward, edit, expand, fill, forward, predict, survey

FILLINGS = (0.625, -0.875, 1.375)
"""Values for the parameters that macros bring: no given parameter has one of them."""

ORDINARY = (*OPERATIONS, "Square", "Blend", "Half", "Inverse", "Seven")
KNOWN = (
    *("Scaled", "Shifted", "Swapped", "Same", "Bare", "Halves", "Kept", "Doubled", "Peeled", "Fixed", "Sighted"),
    *("Tuned", "Both"),
)
"""Macros whose parameters have known values."""

DRAWN = ("Linear", "Neuron", "Tower", "Gate", "Raised", "Padded")
"""Macros whose parameters are drawn at random."""

RANDOM = ("Linear", *DRAWN, *DRAWN, "Same", "Halves", "Bare")


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
    """Give a node, which may have been expanded before, one more child or another one, and expand it again."""
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
    count = len(nodes[node].children)
    how = choices.one_of(("insert", "put")) if count else "insert"
    leaf = [i for i in macros_first if nodes[i].kind in LEAVES]
    if how == "put" and leaf and choices.one_of((False, True)):
        child = leaf[0]
    at = int(choices.one_of(range(count + (how == "insert"))))
    above = sorted(model.network.ancestors(node))
    asked = int(choices.one_of([*(i for i in above if i in known), node, *(i for i in above[-1:] if i < model.count)]))
    first = [expand(asked)] if choices.one_of((True, True, False)) else []
    return [*first, edit(node, how, at, child), *_expanded(choices, asked, child, len(first))]


def _predicting(choices: Choices) -> Step:
    node = _target(choices)
    return predict(node, choices.sample(_model(choices).index(node)))


def _training(choices: Choices) -> list[Step]:
    """Train a tree, and look what it has learned: later, hardly anybody asks that very tree."""
    node = _target(choices)
    look = survey if node in _model(choices).roots else forward
    return [backward(node, choices.derivative()), look(node)]


def _relearning(choices: Choices) -> list[Step]:
    """Give a parameter another learning rate, expand a tree with it, which may have been expanded before, and train it.

    In that tree all parameters are known.
    """
    model = _model(choices)
    leaf = int(choices.one_of(i for i in choices.network.parameters if i < model.count))
    above = [i for i in sorted(model.network.ancestors(leaf)) if i < model.count] or [leaf]
    node = int(choices.one_of((above[-1], above[0])))
    first = [expand(node)] if choices.one_of((True, False)) else []
    tree = model.count + model.made + len(first)
    rate = scenario.set_rate(leaf, choices.one_of((0.5, 0.0, 0.25, 1)))
    is_random = not {*DRAWN}.isdisjoint(model.network.nodes[i].kind for i in model.network.below(node))
    filled = [fill(tree, [FILLINGS[model.count % len(FILLINGS)]])] if is_random else []
    return [*first, rate, expand(node), *filled, backward(tree, choices.derivative()), survey(tree)]


def _refusing(choices: Choices) -> Step:
    """Ask a macro for what only an expanded one has."""
    model = _model(choices)
    macros = [i for i in range(model.count) if model.network.nodes[i].kind in ALL_MACROS]
    node = choices.one_of(i for i in macros if model.network.nodes[i].kind not in STRANGE)
    return attempt(choices.one_of((forward(node), backward(node, 1.0), scenario.call_node(node))))


def _checked(draw: Draw) -> Draw:
    """Turn what is impossible in the model's own words into what a life leaves out."""

    def drawn(choices: Choices) -> Step | list[Step]:
        try:
            return draw(choices)
        except (KeyError, IndexError) as error:
            raise Impossible(str(error)) from error

    return drawn


def plant(draw: Chooser, builder: Builder, world: World, palette: tuple[float, ...]) -> int:
    """Add a tree, and sometimes a macro before it that belongs nowhere, to be put into a tree later."""
    if draw(one_of((True, False))):
        kind = draw(one_of(tuple(kind for kind in world.kinds if kind in ALL_MACROS)))
        builder.operation(kind, builder.input(draw(one_of(palette))))
    return wild_model(draw, builder, world, palette)


DRAWS: Mapping[str, Draw] = {
    "expand": _expanding,
    "grow": _checked(_growing),
    "forward": lambda choices: forward(_target(choices)),
    "call_node": lambda choices: scenario.call_node(_target(choices)),
    "predict": _predicting,
    "backward": _training,
    "relearn": _relearning,
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
    made = ("list", "tuple", "caller's")
    fewest = steps // 2
    return Habits(
        MacroModel, tuple(verbs), world, DRAWS, plant, late=True, made=made, spare=2, steps=steps, fewest=fewest
    )


@st.composite
def wild_trees(
    draw: st.DrawFn, kinds: Sequence[str], operations: int = 5, macros: bool = True, arity: int = 4
) -> Network:
    """Draw a tree with numbers of all kinds; with a macro, or else without any."""
    builder = Builder()
    wild_model(draw, builder, World(tuple(kinds), operations=operations, arity=arity), draw(one_of(PALETTES)))
    network = builder.network()
    if macros == ALL_MACROS.isdisjoint(node.kind for node in network.nodes):
        reject()
    if not sizes.is_sure(without_macros(network, FILLINGS[0])):
        reject()
    return network


def among_macros(network: Network) -> Network:
    """Put a network below a macro that expands its body itself, with macros on both sides, all below another macro."""
    builder = Builder()
    left, right = (builder.operation("Shifted", builder.input(0.5)) for _ in range(2))
    return builder.add("Sighted", left, builder.operation("Ready", builder.insert(network)), right).network()
