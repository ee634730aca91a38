"""Exercise 7: in a graph, the derivative of a node is the sum over all its parents."""

from __future__ import annotations

from hypothesis import example, given, reject
from hypothesis import strategies as st

from checks.law import oracle, sizes
from checks.law.answers import Answers, is_number, several
from checks.law.check import check
from checks.law.dice import Dice
from checks.law.examples import AFTER_ERRORS, COURSE, LEAVES, as_in_the_framework, examples_hold
from checks.law.graphs.deriving import CHANGED, whatever_they_do
from checks.law.graphs.shapes import (
    chain,
    chains,
    detour,
    detours,
    diamond,
    inputs_on_many_levels,
    short_and_long_way,
    wide,
)
from checks.law.graphs.telling import CHANGING, LIVES, GraphModel, told_as_few_are, told_once
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import lives
from checks.law.strategies import PALETTES, World, derivatives_from_above, graphs, one_of, up_to, wild_model
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.objects import attempt
from checks.model.scenario import assign, backward, calls, find_inputs, forward, predict, value_of

rates = one_of((0.5, 1.0, 0.1))
"""Large ones too: a small learning rate hides parameters that move too early."""


def few_calls(answers: Answers, step: int, most: int) -> None:
    """Demand that `backward` has come down to the parameter of a `chain` at all, with no more calls than that."""
    network = answers.scenario.network
    if network.nodes[0].kind != "Parameter" or 0 not in network.below(network.root):
        raise Impossible("no parameter is below it")
    told = answers.counts(step)["derivatives"][0]
    reached = bool(told) and all(map(is_number, told))
    answers.holds(step, reached, "a call of on_backward(number) on the parameter", got=f"{len(told)}")
    for what in ("grad", "on_backward"):
        called = sum(answers.counts(step)[what])
        answers.holds(step, called <= most, f"{several(most, 'call')} of {what} at the most", got=f"{called}")


@st.composite
def graphs_of_all_kinds(draw: st.DrawFn, world: World) -> Network:
    """A graph with numbers of all kinds, of which the root's value and derivatives are sure."""
    dice, builder = Dice(draw), Builder()
    wild_model(dice, builder, world, dice(one_of(PALETTES)))
    network = builder.network()
    if not sizes.is_sure(network):
        reject()
    return network


@check(
    "The derivative of a node is the sum over all its parents, and on_backward() gets it, once",
    points=3.5,
    clauses=("7.1", "7.2", "7.3", "7.9"),
)
@given(network=graphs() | detours, derivative=derivatives_from_above() | one_of((1e60, -1e-60, 2)))
@example(network=diamond(), derivative=1.5)
@example(network=short_and_long_way(short_first=True), derivative=1.5)
@example(network=short_and_long_way(short_first=False), derivative=1.5)
@example(network=detour([1, 4], 3), derivative=1.5)
def test_sum_over_parents(subject: Subject, network: Network, derivative: float) -> None:
    """Not once for each parent, not with a part of the sum. The learning rate is 0: this is about derivatives alone."""
    network = network.with_learning_rate(0.0)
    told_once(subject.ask(network, backward(network.root, derivative), calls()), 1, network, network.root, derivative)


@check("Every derivative is computed before any parameter moves", points=2, clauses=("7.4",))
@given(network=graphs(), derivative=derivatives_from_above(), rate=rates, own=one_of((False, False, True)))
def test_no_parameter_moves_early(
    subject: Subject, network: Network, derivative: float, rate: float, own: bool
) -> None:
    """backward() moves each parameter by its learning rate times its derivative; with a large rate, haste shows.

    That holds for subclasses as well.
    """
    network = Network(tuple(node._replace(own=own) for node in network.with_learning_rate(rate).nodes))
    looks = [value_of(i) for i in network.parameters]
    answers = subject.ask(network, backward(network.root, derivative), *looks, forward(network.root))
    after = updated(answers, 1, network, derivative)
    answers.number(-1, oracle.value(after), "This is the value after the update.")


def updated(answers: Answers, first: int, network: Network, derivative: float) -> Network:
    """From step `first` on, the parameters' values are those after `backward(derivative)` on the root."""
    after = oracle.updated(network, derivative)
    for step, i in enumerate(network.parameters, start=first):
        size = abs(network.nodes[i].value or 0) + abs(derivative) * sizes.derivative_size(network, i)
        why = f"This is {network.names[i]} after backward({derivative})."
        answers.number(step, after.nodes[i].value or 0.0, why, size)
    return after


@check("A shared input is listed once, at its first visit", points=2, clauses=("7.7",))
@given(network=graphs(operations=6))
@example(network=inputs_on_many_levels())
@example(network=wide(1100))
def test_inputs_are_listed_once(subject: Subject, network: Network) -> None:
    """So predict() takes one number for it."""
    order = network.inputs()
    values = [0.5 + i for i in range(len(order))]
    answers = subject.ask(network, find_inputs(network.root), predict(network.root, values))
    answers.inputs(0, network, order)
    fed = network.feed(values)
    answers.number(1, oracle.value(fed), "predict() takes one number for each.", sizes.value_size(fed))


@check(
    "The work grows with the number of edges, not with the number of paths",
    points=2,
    examples=4,
    clauses=("7.2", "7.8"),
)
@given(network=chains(up_to(1, 18), one_of((0, 2, 90))), derivative=derivatives_from_above())
@example(network=chain(18, (1, 1), inputs=90), derivative=1.0)
@example(network=wide(150), derivative=1.0)
def test_work_is_linear(subject: Subject, network: Network, derivative: float) -> None:
    """v = v + v repeated: 2^depth paths, 2 * depth edges, and each node's grad() is needed once."""
    root = network.root
    answers = subject.ask(network, find_inputs(root), calls(), backward(root, derivative), calls())
    edges = sum(len(node.children) for node in network.nodes)
    reads, compared = (sum(answers.counts(1)[what]) for what in ("children", "compared"))
    most = 10 * (edges + len(network.nodes))
    why = f"The graph has {edges} edges, but many more paths lead to the leaves."
    answers.holds(1, reads <= most, f"{most} readings of `children` at the most", why, got=f"{reads}")
    why = f"The graph has {edges} edges. A list is searched from its beginning, and copied whole."
    answers.holds(1, compared <= most, f"{most} comparisons of nodes at the most", why, got=f"{compared}")
    few_calls(answers, 3, most)
    told_as_few_are(subject, answers, derivative)


@check("Nothing is left over from a backward() that has failed", points=1, clauses=("7.4", "7.5"))
@given(
    network=graphs_of_all_kinds(World(shared=True, operations=4)),
    first=one_of((False, True)),
    depth=up_to(0, 5),
    kind=one_of(("Add", "Multiply", "Relay")),
    own=one_of((False, True)),
    derivatives=st.tuples(derivatives_from_above(), derivatives_from_above()),
)
def test_after_a_failure(
    subject: Subject, network: Network, first: bool, depth: int, kind: str, own: bool, derivatives: tuple[float, float]
) -> None:
    """1 / x cannot be computed while x is 0: no parameter moves. Later x is another number, and all is as always.

    The node that fails may stand far below, also under one of the course's own that is no `Operation`, or under one
    whose grad() asks for its value.
    """
    b = Builder()
    top = b.insert(Network(tuple(n._replace(own=own or n.own) if n.kind == "Parameter" else n for n in network.nodes)))
    x = b.input(0.5)
    below = b.operation("Inverse", x)
    for _ in range(depth):
        below = b.operation(kind, below)
    network = b.add("Add", *([below, top] if first else [top, below])).network()
    looks = [value_of(i) for i in network.parameters]
    answers = subject.ask(
        network,
        find_inputs(top),
        assign(x, 0),
        attempt(backward(network.root, derivatives[0])),
        *looks,
        assign(x, 0.5),
        forward(network.root),
        find_inputs(top),
        backward(network.root, derivatives[1]),
        *looks,
        forward(network.root),
    )
    answers.refused(2, "ZeroDivisionError", "The grad of Inverse raises it.")
    for step, i in enumerate(network.parameters, start=3):
        why = "Not all derivatives could be computed, so nothing moves."
        answers.number(step, network.nodes[i].value or 0.0, why, size=0.0)
    at = 4 + len(looks)
    answers.number(at, oracle.value(network), size=sizes.value_size(network))
    answers.holds(at + 1, answers[at + 1] == answers[0], "the same inputs as before")
    after = updated(answers, at + 3, network, derivatives[1])
    if sizes.is_sure(after):
        answers.number(-1, oracle.value(after), "This is the value after the update.", sizes.value_size(after))


@check(
    "A tree still behaves as a tree, and calls do not mix, whatever was asked before and has changed since",
    points=1,
    examples=160,
    clauses=("7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.9", "7.10"),
)
@given(life=lives(LIVES) | lives(LIVES) | lives(CHANGING))
def test_any_life(subject: Subject, life: Life) -> None:
    """Several graphs, which may share nodes; any node is asked, values and children change, some are made later."""
    live(subject, life, GraphModel)


@check(
    "All else is as in the given framework, whatever the nodes of others do",
    points=0.5,
    clauses=("7.4", "7.5", "7.6", "7.7", "7.9", "7.10", "7.11"),
)
def test_as_in_the_framework(subject: Subject) -> None:
    """A course may derive classes, whose methods may raise exceptions. The printed examples come out as printed."""
    examples_hold(subject)
    as_in_the_framework(subject, *COURSE, *LEAVES, "(root(), root.predict([4, 3, 2]), root, ten)", *CHANGED)
    as_in_the_framework(subject, *AFTER_ERRORS)
    whatever_they_do(subject)
