"""Exercise 7: in a graph, the derivative of a node is the sum over all its parents."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import Answers, is_number
from checks.law.check import check
from checks.law.strategies import derivatives_from_above, graphs, numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import Step, backward, calls, find_inputs, forward, predict, value_of

rates = st.sampled_from([0.5, 1.0, 0.1])
"""Large ones too: a small learning rate hides parameters that move too early."""


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


def inputs_on_many_levels() -> Network:
    """The input met first is the deepest, and one of the inputs is met again later."""
    builder = Builder()
    a, b, c = builder.input(1.0), builder.input(2.0), builder.input(3.0)
    inner = builder.operation("Multiply", builder.operation("Add", a, b), b)
    return builder.add("Add", inner, c, a).network()


def doubling_chain(depth: int) -> Network:
    """v = v + v, `depth` times: the derivative is 2^depth, and so is the number of paths."""
    builder = Builder()
    v = builder.parameter(0.5, 0.5)
    for _ in range(depth):
        v = builder.operation("Add", v, v)
    return builder.network()


def updates_are_right(
    answers: Answers, first: int, network: Network, derivative: float, root: int | None = None
) -> Network:
    """From step `first` on, the parameters' values are those after `backward(derivative)`."""
    after = oracle.updated(network, derivative, root)
    for step, i in enumerate(network.parameters, start=first):
        why = f"This is {network.names[i]} after backward({derivative})."
        answers.number(step, after.nodes[i].value or 0.0, why)
    return after


def looks(network: Network) -> list[Step]:
    return [value_of(i) for i in network.parameters]


def totals_are_right(answers: Answers, step: int, derivative: float, root: int | None = None) -> None:
    """What every node below the root was told, in one call of on_backward or in several, adds up to its derivative."""
    network = answers.play.network
    root = network.root if root is None else root
    totals = oracle.derivatives(network, root)
    received = answers.counts(step)["derivatives"]
    for i in sorted(network.below(root), reverse=True):
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        parts = received[i] if isinstance(received[i], list) else []
        right = derivative * totals[i]
        alike = bool(parts) and all(map(is_number, parts)) and oracle.close(sum(parts), right)
        got = f"{' + '.join(map(repr, parts)) or 'nothing'}"
        answers.holds(step, alike, f"the derivative {right!r} for {name}", "That is the sum over all its parents.", got)


@check("The derivative of a node is the sum over all its parents, and on_backward() gets it, once", points=4)
@given(network=graphs(), derivative=derivatives_from_above())
@example(network=diamond(), derivative=1.5)
@example(network=short_and_long_way(short_first=True), derivative=1.5)
@example(network=short_and_long_way(short_first=False), derivative=1.5)
def test_sum_over_parents(subject: Subject, network: Network, derivative: float) -> None:
    """Not once for each parent, not with a part of the sum. The learning rate is 0: this is about derivatives alone."""
    network = network.with_learning_rate(0.0)
    answers = subject.ask(network, backward(network.root, derivative), calls())
    totals_are_right(answers, 1, derivative)
    for i in network.below(network.root):
        calls_of = answers.counts(1)["on_backward"][i]
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        answers.holds(1, calls_of == 1, f"1 call of on_backward on {name}", got=f"{calls_of}")


@check("Every derivative is computed before any parameter moves", points=3)
@given(network=graphs(), derivative=derivatives_from_above(), rate=rates)
def test_no_parameter_moves_early(subject: Subject, network: Network, derivative: float, rate: float) -> None:
    """backward() moves each parameter by its learning rate times its derivative; with a large rate, haste shows."""
    network = network.with_learning_rate(rate)
    root = network.root
    answers = subject.ask(network, backward(root, derivative), *looks(network), forward(root))
    after = updates_are_right(answers, 1, network, derivative)
    answers.number(-1, oracle.value(after), "This is the value after the update.")


@check("A shared input is listed once, at its first visit", points=2)
@given(network=graphs(operations=6), data=st.data())
@example(network=inputs_on_many_levels(), data=None)
def test_inputs_are_listed_once(subject: Subject, network: Network, data: st.DataObject | None) -> None:
    """So predict() takes one number for it."""
    order = network.inputs()
    some = st.lists(numbers(0.5, 2.0), min_size=len(order), max_size=len(order))
    inputs = data.draw(some) if data else [0.5 + i for i in range(len(order))]
    answers = subject.ask(network, find_inputs(network.root), predict(network.root, inputs))
    named = [network.names[i] for i in order]
    found = answers[0] if isinstance(answers[0], list) else []
    got = [network.names[i] if type(i) is int and 0 <= i <= network.root else "something else" for i in found]
    answers.holds(0, answers[0] == order, f"the inputs {named}", got=f"{got}")
    answers.number(1, oracle.value(network.feed(inputs)))


@check("The work grows with the number of edges, not with the number of paths", points=2, examples=8)
@given(depth=st.integers(1, 14), derivative=derivatives_from_above())
def test_work_is_linear(subject: Subject, depth: int, derivative: float) -> None:
    """v = v + v repeated: 2^depth paths, 2 * depth edges, and each node's grad() is needed once."""
    network = doubling_chain(depth).with_learning_rate(0.0)
    answers = subject.ask(network, backward(depth, derivative), calls())
    totals_are_right(answers, 1, derivative)
    for i, count in enumerate(answers.counts(1)["grad"][: len(network.nodes)]):
        answers.holds(1, count <= 1, f"1 call of grad on {network.names[i]} at the most", got=f"{count}")


@check("A tree still behaves as a tree, and two backward() in a row do not mix", points=1)
@given(network=st.one_of(trees(), graphs()), first=derivatives_from_above(), second=derivatives_from_above())
def test_backward_twice(subject: Subject, network: Network, first: float, second: float) -> None:
    """Nothing is left over from the backward() before. The learning rate is 0, so nothing else has changed."""
    network = network.with_learning_rate(0.0)
    root = network.root
    answers = subject.ask(network, backward(root, first), calls(), backward(root, second), calls())
    totals_are_right(answers, 1, first)
    totals_are_right(answers, 3, second)
