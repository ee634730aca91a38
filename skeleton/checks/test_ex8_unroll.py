"""Exercise 8: a network as straight-line code. A badge: its points count for nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backprop.losses import bce_loss_grad, mse_loss_grad
from checks.law import oracle
from checks.law.answers import Answers, is_number, numbers_close
from checks.law.check import check
from checks.law.macros import without_macros
from checks.law.strategies import graphs, numbers
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import calls, run_function, run_training, survey, unroll, unroll_training, value_of

Slope = Callable[[Any, Any], "float | Sequence[float]"]


def cce_slope(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / min(max(p, 1e-8), 1.0) for y, p in zip(y_true, y_pred, strict=True)]


SLOPES: dict[str, Slope] = {"mse": mse_loss_grad, "bce": bce_loss_grad, "cce": cce_slope}

values = numbers(0.5, 2.0)


def inputs_for(network: Network) -> st.SearchStrategy[list[float]]:
    count = len(network.inputs())
    return st.lists(values, min_size=count, max_size=count)


def wide(kind: str, terms: int) -> Network:
    """One operation above that many parameters, whose values differ."""
    builder = Builder()
    x = builder.input(0.5)
    return builder.add(kind, x, *(builder.parameter(0.95 + 0.1 * i / terms, 0.1) for i in range(terms))).network()


def deep(levels: int) -> Network:
    """v = 0.5 * v + x, again and again."""
    builder = Builder()
    v = x = builder.input(0.5)
    for _ in range(levels):
        v = builder.operation("Add", builder.operation("Multiply", builder.parameter(0.5, 0.1), v), x)
    return builder.network()


def with_softmax(network: Network, others: Sequence[float]) -> Network:
    """A Softmax of the network's root and of products that share it."""
    builder = Builder()
    score = builder.insert(network)
    scores = [builder.operation("Multiply", builder.parameter(p), score) for p in others]
    return builder.add("Softmax", score, *scores).network()


@st.composite
def graphs_with_macros(draw: st.DrawFn) -> Network:
    """Macros, one of them with two parents, among ordinary nodes."""
    builder = Builder()
    below = builder.insert(draw(graphs(operations=2)))
    shared = builder.operation(draw(st.sampled_from(["Scaled", "Shifted"])), below, builder.input(1.0))
    above = builder.operation(draw(st.sampled_from(["Scaled", "Shifted", "Sigmoid"])), shared)
    return builder.add(draw(st.sampled_from(["Add", "Multiply"])), shared, above).network()


def learned(
    answers: Answers, first: int, network: Network, data: Sequence[oracle.Sample], loss: str, updates: int | None = None
) -> Network:
    """From step `first` on, the parameters are those after exact gradient descent on that data."""
    after = oracle.descend(network, data, len(data) if updates is None else updates, SLOPES[loss])
    end = after[-1] if after else network
    for step, i in enumerate(network.parameters, start=first):
        why = f"This is {network.names[i]} after training on {data}."
        answers.number(step, end.nodes[i].value or 0.0, why, size=1e-2)
    return end


def check_training(subject: Subject, network: Network, data: Sequence[oracle.Sample], loss: str) -> None:
    """One call with all samples; then every parameter has its new value."""
    looks = [value_of(i) for i in network.parameters]
    asked = [unroll_training(network.root, loss), run_training(network.root, data), *looks]
    learned(subject.ask(network, *asked), 2, network, data, loss)


@check("The function gives the values of the network", points=2)
@given(network=graphs(), data=st.data())
def test_values(subject: Subject, network: Network, data: st.DataObject) -> None:
    """For any inputs, in the order of their first visit; a shared node is no other than the rest."""
    first, second = data.draw(inputs_for(network)), data.draw(inputs_for(network))
    root = network.root
    answers = subject.ask(network, unroll(root), run_function(root, first), run_function(root, second))
    answers.number(1, oracle.value(network.feed(first)))
    answers.number(2, oracle.value(network.feed(second)))


@check("Training moves each parameter by exact gradient descent, sample after sample", points=2)
@given(network=graphs(), data=st.data(), loss=st.sampled_from(["mse", "bce"]))
def test_training(subject: Subject, network: Network, data: st.DataObject, loss: str) -> None:
    """Two samples, so the second one starts from what the first one has changed."""
    network = network.with_learning_rate(0.01)
    samples = [(data.draw(inputs_for(network)), data.draw(st.sampled_from([0.0, 1.0]))) for _ in range(2)]
    if loss == "bce":
        builder = Builder()
        half = builder.operation("Multiply", builder.parameter(0.1, 0.01), builder.insert(network))
        network = builder.add("Sigmoid", half).network()
    check_training(subject, network, samples, loss)


@check("Every derivative is computed before any parameter moves, and each has its own learning rate", points=1)
@given(network=graphs(), data=st.data(), rate=st.sampled_from([0.5, 1.0]))
def test_no_parameter_moves_early(subject: Subject, network: Network, data: st.DataObject, rate: float) -> None:
    """With a large learning rate it shows."""
    builder = Builder()
    builder.insert(network.with_learning_rate(rate))
    extra = builder.parameter(0.5, 0.2)
    network = builder.add("Multiply", extra, network.root).network()
    check_training(subject, network, [(data.draw(inputs_for(network)), 1.0)], "mse")


@check("A Softmax gives a list, and learns with the cross-entropy", points=1)
@given(network=graphs(operations=3), others=st.lists(values, min_size=1, max_size=2), data=st.data())
def test_softmax(subject: Subject, network: Network, others: list[float], data: st.DataObject) -> None:
    """Its scores share nodes; a list of probabilities is the target."""
    network = with_softmax(network, others).with_learning_rate(0.1)
    inputs, root = data.draw(inputs_for(network)), network.root
    hot = data.draw(st.integers(0, len(others)))
    target = [0.75 if i == hot else 0.25 / len(others) for i in range(len(others) + 1)]
    looks = [value_of(i) for i in network.parameters]
    steps = [
        unroll(root),
        run_function(root, inputs),
        unroll_training(root, "cce"),
        run_training(root, [(inputs, target)]),
    ]
    right = oracle.outputs(network.feed(inputs))
    answers = subject.ask(network, *steps, *looks)
    answers.numbers(1, right)
    learned(answers, 4, network, [(inputs, target)], "cce")


@check("Scores of 1000 and inputs of -1000 overflow nowhere", points=1)
@given(x=st.sampled_from([1000.0, -1000.0]), y=st.sampled_from([0.0, 1.0]))
def test_extremes(subject: Subject, x: float, y: float) -> None:
    """Only the differences of scores matter; and a sigmoid is 0 or 1 there. The loss keeps its distance from both."""
    builder = Builder()
    score = builder.operation("Multiply", builder.parameter(1.0), builder.input(0.5))
    one = builder.add("Sigmoid", score).network()
    two = with_softmax(Network(one.nodes[:-1]), [-1.0])
    for network, loss, target in ((one, "bce", y), (two, "cce", [y, 1 - y])):
        root = network.root
        steps = [
            unroll(root),
            run_function(root, [x]),
            unroll_training(root, loss),
            run_training(root, [([x], target)]),
        ]
        answers = subject.ask(network, *steps, value_of(0))
        probability = oracle.values(network.feed([x]))[root]
        if isinstance(probability, float):
            answers.number(1, probability)
        else:
            answers.numbers(1, probability)
        answers.holds(4, type(answers[4]) is float and math.isfinite(answers[4]), "a finite parameter")


@check("Macros below the root are unrolled, a shared one once", points=1)
@given(network=graphs_with_macros(), data=st.data())
def test_macros(subject: Subject, network: Network, data: st.DataObject) -> None:
    """A macro of macros too. The graph itself is expanded, so that what was learned can be found in it."""
    network = network.with_learning_rate(0.01)
    inputs, root = data.draw(inputs_for(network)), network.root
    training = [unroll_training(root, "mse"), run_training(root, [(inputs, 1.0)])]
    answers = subject.ask(network, unroll(root), run_function(root, inputs), *training, survey(root))
    expanded = without_macros(network, 0.5)
    answers.number(1, oracle.value(expanded.feed(inputs)))
    after = oracle.descend(expanded, [(inputs, 1.0)], 1, mse_loss_grad)[-1]
    right = sorted(after.nodes[i].value or 0.0 for i in after.parameters)
    got = sorted(value for value in answers[4][1] if is_number(value))
    answers.holds(4, numbers_close(got, right, size=1e-2), f"the parameters {right}", got=f"{got}")


@check("No method of a node is called for each sample", points=1)
@given(network=graphs(), data=st.data())
def test_calls_no_node(subject: Subject, network: Network, data: st.DataObject) -> None:
    """What runs is your text alone: that is why it is fast."""
    inputs, root = data.draw(inputs_for(network)), network.root
    samples = [(inputs, 0.5)] * 3
    made = [unroll(root), unroll_training(root, "mse"), calls()]
    answers = subject.ask(network, *made, run_function(root, inputs), run_training(root, samples), calls())
    counts = answers.counts(5)
    for name in ("op", "grad", "on_backward", "children"):
        most = max(counts[name])
        answers.holds(
            5, most == 0, f"no call of {name}", "Three samples were trained on, one value computed.", f"{most}"
        )


@check("Thousands of levels and thousands of terms are no problem", points=1, examples=1)
@given(levels=st.just(1500), terms=st.just(9000))
def test_large(subject: Subject, levels: int, terms: int) -> None:
    """Deeper than Python's recursion, wider than its compiler likes."""
    for network in (deep(levels), wide("Add", terms), wide("Multiply", terms)):
        root, some = network.root, [value_of(i) for i in network.parameters[::500]]
        steps = [
            unroll(root),
            run_function(root, [0.25]),
            unroll_training(root, "mse"),
            run_training(root, [([0.25], 1.0)]),
        ]
        answers = subject.ask(network, *steps, *some)
        right, slopes = right_answers(network.feed([0.25]))
        answers.number(1, right)
        for step, i in enumerate(network.parameters[::500], start=4):
            moved = (network.nodes[i].value or 0.0) - 0.1 * mse_loss_grad(1.0, right) * slopes[i]
            answers.number(step, moved, f"This is {network.names[i]} after one sample.")


def right_answers(network: Network) -> tuple[float, list[float]]:
    """Value and derivatives by the reverse mode: dual numbers would need a minute here."""
    x: list[float] = []
    for node in network.nodes:
        children = [x[c] for c in node.children]
        operation = math.fsum if node.kind == "Add" else math.prod
        x.append(operation(children) if node.value is None else node.value)
    slopes = [0.0] * network.root + [1.0]
    for i in range(network.root, -1, -1):
        node = network.nodes[i]
        for c in node.children:
            slopes[c] += slopes[i] * (1.0 if node.kind == "Add" else x[i] / x[c])
    return x[network.root], slopes
