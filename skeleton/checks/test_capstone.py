"""The capstone: one framework out of the seven modules. A badge: its points count for nothing."""

from __future__ import annotations

import random

from hypothesis import example, given

from checks.law import oracle
from checks.law.answers import is_number, numbers_close, several
from checks.law.check import check
from checks.law.convergence import spirals
from checks.law.examples import examples_hold
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import lives
from checks.law.living.together import LIVES, CompiledModel
from checks.law.strategies import graphs, numbers, one_of, up_to
from checks.law.subject import Subject
from checks.law.whole import promises, texts
from checks.law.whole.derived import nodes_may_be_the_courses, nothing_is_computed_twice
from checks.law.whole.meaning import has_value, means, names_both
from checks.law.whole.networks import (
    SMALL,
    below_output,
    busiest,
    deep,
    inputs_of_two,
    many_ways,
    networks,
    prepared,
    product_and_sum,
    slopes_of_three,
    spiral_network,
    values,
)
from checks.law.whole.statements import belongings_are_right, inputs_are_right, parts_are_right
from checks.model import scenario
from checks.model.network import Network
from checks.model.objects import attempt
from checks.model.scenario import (
    assign,
    backward,
    calls,
    compile_,
    forward,
    funcify,
    predict,
    survey,
)

# Statements do not depend on what is drawn, so they are asked once, beside one of these.
WAYS, NO_LIFE = many_ways(30, "Add"), Life(SMALL, ())


@check(
    "A compiled network predicts right, and backward() moves every parameter by its whole derivative",
    points=1.5,
    clauses=("9.1", "9.6", "9.7", "9.9"),
)
@given(network=networks(), value=values, inputs=inputs_of_two, slopes=slopes_of_three)
@example(network=SMALL, value=0.5, inputs=[0.5, -1.0], slopes=[1.5, -0.5, 2.0])
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
    if network == SMALL:
        parts_are_right(subject)
        promises.outputs_are_right(subject)


@check("forward() and backward() cost one op and one grad for each node at the most", points=1, clauses=("9.4", "9.5"))
@given(network=networks(), value=values, inputs=inputs_of_two)
@example(network=many_ways(30, "Output"), value=0.5, inputs=[0.5])
@example(network=deep("Output"), value=0.5, inputs=[0.5])
@example(network=SMALL, value=0.5, inputs=[0.5, -1.0])
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
    if network == SMALL:
        promises.heard_from_below(subject)


@check("In a graph, a changed leaf costs the nodes above it, and no other", points=1, clauses=("9.4",))
@given(network=graphs(), which=up_to(0, 30), value=numbers(), kind=one_of(("", "Output", "Softmax")))
@example(network=WAYS, which=0, value=1.5, kind="")
def test_caching(subject: Subject, network: Network, which: int, value: float, kind: str) -> None:
    """All of its parents hear of it, and all of theirs; a value that was there before is no change."""
    network = (below_output(network, kind) if kind else network).with_learning_rate(0.0)
    root = network.root
    leaves = sorted(network.below(root) & {*network.leaves})
    leaf = leaves[which % len(leaves)]
    value += 0.05 * (value == network.nodes[leaf].value)
    changed = network.having({leaf: value})
    asked = [forward(root), calls(), assign(leaf, value), forward(root), calls()]
    derivative = [1.5] * len(network.nodes[root].children) if kind else 1.5
    again = [changed.nodes[i].value for i in changed.inputs()]
    same = [assign(leaf, value), backward(root, derivative), predict(root, again), forward(root), calls()]
    answers = subject.ask(network, compile_(root), *asked, *same)
    has_value(answers, 1, oracle.values(network)[root])
    why = f"{network.names[leaf]} had been given the value {value}."
    has_value(answers, 4, oracle.values(changed)[root], why)
    nothing = "The leaves were given the values that they had, and learn nothing at the rate 0."
    has_value(answers, 9, oracle.values(changed)[root], nothing)
    for step, reason in ((5, why), (10, nothing)):
        ops = answers.counts(step)["op"]
        for i in network.operations:
            limit = int(step == 5 and leaf in network.below(i))
            name = f"{network.names[i]} ({network.nodes[i].kind})"
            answers.holds(step, ops[i] <= limit, f"{limit or 'no'} call of op on {name}", reason, got=f"{ops[i]}")
    if network == WAYS:
        nothing_is_computed_twice(subject)
        promises.changes_are_heard(subject)


@check("An input is asked for once, and a wrong number of inputs is a ValueError", points=1, clauses=("9.2",))
@given(network=networks(), value=values, inputs=inputs_of_two)
@example(network=SMALL, value=0.5, inputs=[0.5, -1.0])
def test_inputs(subject: Subject, network: Network, value: float, inputs: list[float]) -> None:
    """In the order of the first visit, however many parents it has."""
    if len(inputs) != len(network.inputs()):
        raise Impossible("each input has its number")
    steps, _ = prepared(network, value)
    order = network.inputs()
    wrong = predict(network.root, [*inputs, 1.0])
    answers = subject.ask(network, *steps, scenario.find_inputs(network.root), calls(), attempt(wrong), calls())
    answers.exactly(2, order)
    names_both(answers, 4, len(order), len(order) + 1)
    looked = sum(answers.counts(5)["children"])
    why = "compile() has remembered the inputs. So it is known how many there are."
    answers.holds(5, looked == 0, "no look at any node's children", why, got=several(looked, "look"))
    if network == SMALL:
        inputs_are_right(subject)
        promises.preparing_is_right(subject)


@check(
    "funcify() of a Softmax is softmax(...), and of an Output [...], of the formulas of their children",
    points=1,
    clauses=("9.3", "9.8"),
)
@given(network=networks(), value=values, inputs=inputs_of_two)
@example(network=SMALL, value=0.5, inputs=[0.5, -1.0])
def test_funcify(subject: Subject, network: Network, value: float, inputs: list[float]) -> None:
    """Evaluated, it gives what the network predicts. The inputs have the names that compile() gave them."""
    steps, expanded = prepared(network, value)
    shared, product, total = product_and_sum(network)
    written = [funcify(network.root), funcify(product), funcify(total)]
    answers = subject.ask(network, *steps, *written, assign(shared, -value), *written)
    names = ("x1", "x2")
    means(answers, 2, dict(zip(names, inputs, strict=True)), oracle.outputs(expanded.feed(inputs)))
    others = [x + 0.75 for x in inputs]
    variables, now = dict(zip(names, others, strict=True)), expanded.feed(others)
    for step, then in ((2, now), (6, now.having({shared: -value}))):
        means(answers, step, variables, oracle.outputs(then))
        means(answers, step + 1, variables, [oracle.value(then, product)])
        means(answers, step + 2, variables, [oracle.value(then, total)])
    if network == SMALL:
        texts.names_are_right(subject)
        texts.texts_are_right(subject)


@check(
    "Graphs below several roots, asked and trained in any order, have the values that they should",
    points=1,
    examples=60,
    clauses=("9.2", "9.4", "9.6", "9.7"),
)
@given(life=lives(LIVES))
@example(life=NO_LIFE)
def test_life(subject: Subject, life: Life) -> None:
    """With nodes and numbers of all kinds; outputs may have a child twice."""
    live(subject, life, CompiledModel)
    if life == NO_LIFE:
        belongings_are_right(subject)
        nodes_may_be_the_courses(subject)
        promises.learning_is_as_asked(subject)


TURNS = (6.0, 4.0, 2.0)
"""How much a sample counts in each turn: large steps first, so that 24 epochs lead from anywhere to where 60 would."""

EPOCHS = 8  # in each turn: none takes long, even where an update takes a few thousandths of a second


@check(
    "Three spirals: from fixed weights to 97 % of the points, and the formula predicts the same",
    points=1.5,
    clauses=("9.1", "9.6", "9.8", "9.10"),
)
def test_spirals(subject: Subject) -> None:
    """Half of the points that count were not among the samples. Before that, the printed examples."""
    examples_hold(subject, but="funcify")
    promises.losses_are_finite(subject)
    samples, rng = spirals(), random.Random(1)
    random.Random(2).shuffle(samples)
    scale, weights = 5.0, [rng.uniform(-1, 1) for _ in range(123)]
    for weight in TURNS:
        network = spiral_network(scale)
        root, data = network.root, [(x, [weight * one for one in y]) for x, y in samples]
        training = scenario.train(root, "cce", data, EPOCHS)
        answers = subject.ask(network, compile_(root), scenario.fill(root, weights), training, scenario.value_of(0))
        answers.exactly(1, len(weights), "The weights and biases of 19 Linear.")
        end = answers[2][1]
        right = len(end) == len(weights) + 1 and all(map(is_number, end)) and answers[3] in end
        answers.holds(2, right, f"the values of {len(weights) + 1} parameters")
        scale, weights = answers[3], [v for v in end if v != answers[3]]
    points = [*samples, *spirals(shift=0.5)]
    network = spiral_network(scale)
    asked = [compile_(root), scenario.fill(root, weights), funcify(root), *(predict(root, x) for x, _ in points)]
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
