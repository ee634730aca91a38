"""The capstone: one framework out of the seven modules. A badge: its points count for nothing."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks.law import formulas, oracle
from checks.law.answers import Answers, is_number, numbers_close, several
from checks.law.check import check
from checks.law.convergence import spirals
from checks.law.examples import examples_hold
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import lives
from checks.law.living.together import LIVES, CompiledModel
from checks.law.macros import without_macros
from checks.law.strategies import graphs, numbers, one_of, up_to
from checks.law.subject import Subject
from checks.model import scenario
from checks.model.network import Builder, Network
from checks.model.scenario import (
    assign,
    backward,
    calls,
    compile_,
    fill,
    find_inputs,
    forward,
    funcify,
    predict,
    survey,
)

MACROS = ("Linear", "Neuron", "Gate", "Tower")
values = numbers(0.5, 2.0)
inputs_of_two = st.lists(values, min_size=2, max_size=2)


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


def prepared(network: Network, value: float) -> tuple[list[Any], Network]:
    """The steps that compile the network and give all the parameters of its macros one value; and what it is then."""
    return [compile_(network.root), fill(network.root, [value])], without_macros(network, value)


def busiest(answers: Answers, step: int, most: Mapping[str, int]) -> None:
    """No method was called more often than that on any node, also on those that stand for macros."""
    counts = answers.counts(step)
    for name, limit in most.items():
        expected = f"{limit or 'no'} call of {name} on any node" + " at the most" * bool(limit)
        got = f"{several(max(counts[name]), 'call')} on one node"
        answers.holds(step, max(counts[name]) <= limit, expected, got=got)


@check(
    "A compiled network predicts right, and backward() moves every parameter by its whole derivative",
    points=1.5,
    clauses=("9.1", "9.6", "9.7", "9.9"),
)
@given(network=networks(), value=values, inputs=inputs_of_two, slopes=st.lists(values, min_size=3, max_size=3))
def test_learns(subject: Subject, network: Network, value: float, inputs: list[float], slopes: list[float]) -> None:
    """With macros and shared nodes, over all paths from all components of the output; twice in a row."""
    steps, now = prepared(network, value)
    now = now.feed(inputs)
    root, size, count = network.root, len(network.nodes[network.root].children), len(now.parameters)
    derivative = slopes[:size]
    asked = [survey(root), predict(root, inputs), backward(root, derivative), survey(root), forward(root)]
    answers = subject.ask(network, *steps, *asked, backward(root, derivative), survey(root), forward(root))
    _, parameters, macros = answers[2]
    answers.holds(2, not macros, "no macro", "compile() puts their bodies in their places.")
    why = "A macro with two parents is one macro: its parameters are there once."
    answers.holds(2, len(parameters) == count, f"{count} parameters", why, got=f"{len(parameters)}")
    answers.numbers(3, oracle.outputs(now))
    for step in (5, 8):
        now = oracle.updated(now, derivative)
        right = sorted(now.nodes[i].value or 0.0 for i in now.parameters)
        got = sorted(v for v in answers[step][1] if is_number(v))
        why = f"These are the parameters in the order of their size, after backward({derivative})."
        answers.holds(step, numbers_close(got, right, size=1e-2), f"{right}", why, got=f"{got}")
        answers.numbers(step + 1, oracle.outputs(now), "This is the value after the update.")


@check("forward() and backward() cost one op and one grad for each node at the most", points=1, clauses=("9.4", "9.5"))
@given(network=networks(), value=values, inputs=inputs_of_two)
def test_cost(subject: Subject, network: Network, value: float, inputs: list[float]) -> None:
    """And backward() after forward() computes no value again."""
    if len(inputs) != len(network.inputs()):
        raise Impossible("each input has its number")
    steps, expanded = prepared(network, value)
    root = network.root
    derivative = [1.5] * len(network.nodes[root].children)
    asked = [calls(), predict(root, inputs), calls(), backward(root, derivative), calls(), forward(root), calls()]
    answers = subject.ask(network, *steps, *asked)
    busiest(answers, 4, {"op": 1, "grad": 0})
    busiest(answers, 6, {"op": 0, "grad": 1, "on_backward": 1})
    answers.numbers(3, oracle.outputs(expanded.feed(inputs)), "Who computes nothing needs no calls.")
    busiest(answers, 8, {"op": 1, "grad": 0})


@check("In a graph, a changed leaf costs the nodes above it, and no other", points=1, clauses=("9.4",))
@given(network=graphs(), which=up_to(0, 30), value=numbers())
def test_caching(subject: Subject, network: Network, which: int, value: float) -> None:
    """All of its parents hear of it, and all of theirs."""
    root = network.root
    leaves = sorted(network.below(root) & {*network.leaves})
    leaf = leaves[which % len(leaves)]
    value += 0.05 * (value == network.nodes[leaf].value)
    changed = network.having({leaf: value})
    asked = [forward(root), calls(), assign(leaf, value), forward(root), calls()]
    answers = subject.ask(network, compile_(root), *asked)
    answers.number(1, oracle.value(network))
    why = f"{network.names[leaf]} had been given the value {value}."
    answers.number(4, oracle.value(changed), why)
    ops = answers.counts(5)["op"]
    for i in network.operations:
        limit = int(leaf in network.below(i))
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        answers.holds(5, ops[i] <= limit, f"{limit or 'no'} call of op on {name}", why, got=f"{ops[i]}")


@check("An input is asked for once, and a wrong number of inputs is a ValueError", points=1, clauses=("9.2",))
@given(network=networks(), value=values, inputs=inputs_of_two)
def test_inputs(subject: Subject, network: Network, value: float, inputs: list[float]) -> None:
    """In the order of the first visit, however many parents it has."""
    if len(inputs) != len(network.inputs()):
        raise Impossible("each input has its number")
    steps, _ = prepared(network, value)
    order = network.inputs()
    answers = subject.ask(network, *steps, find_inputs(network.root), predict(network.root, [*inputs, 1.0]))
    answers.exactly(2, order)
    answers.raises(3, "ValueError", f"The network has {len(order)} inputs.")


@check(
    "funcify() of a Softmax is softmax(...), and of an Output [...], of the formulas of their children",
    points=1,
    clauses=("9.3", "9.8"),
)
@given(network=networks(), value=values, inputs=inputs_of_two)
def test_funcify(subject: Subject, network: Network, value: float, inputs: list[float]) -> None:
    """Evaluated, it gives what the network predicts. The inputs have the names that compile() gave them."""
    steps, expanded = prepared(network, value)
    answers = subject.ask(network, *steps, predict(network.root, inputs), funcify(network.root))
    for fed in (inputs, [x + 0.75 for x in inputs]):
        means(answers, 3, dict(zip(("x1", "x2"), fed, strict=True)), oracle.outputs(expanded.feed(fed)))


def means(answers: Answers, step: int, variables: Mapping[str, float], right: Sequence[float]) -> None:
    """The answer is a formula that has these values."""
    text = answers[step]
    answers.holds(step, isinstance(text, str), "a formula")
    try:
        tree = formulas.parse(text)
        if isinstance(tree, ast.List):
            got = [formulas.evaluate(one, variables) for one in tree.elts]
        elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id.lower() == "softmax":
            got = formulas.probabilities([formulas.evaluate(one, variables) for one in tree.args])
        else:
            raise formulas.FormulaError("it is neither softmax(...) nor [...]")
    except formulas.FormulaError as error:
        raise answers.mismatch(step, "a formula for a list of numbers", f"This one cannot be used: {error}.") from error
    why = f"This is the value of {text if len(text) < 500 else 'the formula'} for {dict(variables)}."
    answers.holds(step, numbers_close(got, right), list(right), why, got)


@check(
    "Graphs below several roots, asked and trained in any order, have the values that they should",
    points=1,
    examples=60,
    clauses=("9.2", "9.4", "9.6", "9.7"),
)
@given(life=lives(LIVES))
def test_life(subject: Subject, life: Life) -> None:
    """With nodes and numbers of all kinds; outputs may have a child twice."""
    live(subject, life, CompiledModel)


TURNS = (6.0, 4.0, 2.0)
"""How much a sample counts in each turn: large steps first, so that 24 epochs lead from anywhere to where 60 would."""

EPOCHS = 8  # in each turn: none takes long, even where an update takes a few thousandths of a second


def spiral_network(scale: float) -> Network:
    """Two layers of eight neurons, three scores, and one weight for both coordinates: how large the plane is."""
    builder = Builder()
    weight = builder.parameter(scale)
    layer = [builder.operation("Multiply", weight, builder.input()) for _ in range(2)]
    for _ in range(2):
        layer = [builder.operation("ReLU", builder.operation("Linear", *layer)) for _ in range(8)]
    return builder.add("Softmax", *(builder.operation("Linear", *layer) for _ in range(3))).network()


@check(
    "Three spirals: from fixed weights to 97 % of the points, and the formula predicts the same",
    points=1.5,
    clauses=("9.1", "9.6", "9.8", "9.10"),
)
def test_spirals(subject: Subject) -> None:
    """Half of the points that count were not among the samples. Before that, the printed examples."""
    examples_hold(subject, but="funcify")
    samples, rng = spirals(), random.Random(1)
    random.Random(2).shuffle(samples)
    scale, weights = 5.0, [rng.uniform(-1, 1) for _ in range(123)]
    for weight in TURNS:
        network = spiral_network(scale)
        root, data = network.root, [(x, [weight * one for one in y]) for x, y in samples]
        training = scenario.train(root, "cce", data, EPOCHS)
        answers = subject.ask(network, compile_(root), fill(root, weights), training, scenario.value_of(0))
        answers.exactly(1, len(weights), "The weights and biases of 19 Linear.")
        end = answers[2][1]
        right = len(end) == len(weights) + 1 and all(map(is_number, end)) and answers[3] in end
        answers.holds(2, right, f"the values of {len(weights) + 1} parameters")
        scale, weights = answers[3], [v for v in end if v != answers[3]]
    points = [*samples, *spirals(shift=0.5)]
    network = spiral_network(scale)
    asked = [compile_(root), fill(root, weights), funcify(root), *(predict(root, x) for x, _ in points)]
    answers = subject.ask(network, *asked)
    found = 0
    for step, (_, y) in enumerate(points, start=3):
        p = answers[step]
        answers.holds(step, isinstance(p, list) and len(p) == 3 and all(map(is_number, p)), "three probabilities")
        found += p.index(max(p)) == y.index(1.0)
    answers.holds(
        3,
        found >= 0.97 * len(points),
        f"97 % of {len(points)} points in the right class after {EPOCHS * len(TURNS)} epochs",
        "Start with the checks above: if they pass, this one has little left to fail.",
        got=f"{found / len(points):.1%}",
    )
    for step, (x, _) in enumerate(points[:10], start=3):
        means(answers, 2, {"x1": x[0], "x2": x[1]}, answers[step])
