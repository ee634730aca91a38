"""Exercise 7: in a graph, the derivative of a node is the sum over all its parents."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checks import oracle
from checks.answers import Answers
from checks.check import check
from checks.networks import Builder, Network
from checks.play import Step, backward, calls, find_inputs, forward, predict, value_of
from checks.strategies import derivatives_from_above, graphs, numbers, trees
from checks.subject import Subject

rates = st.sampled_from([0.5, 1.0, 0.1])
"""Large ones too: a small learning rate hides parameters that move too early."""


def diamond() -> Network:
    """b = a + a; c = b + b, the smallest network in which sums over parents matter twice."""
    builder = Builder()
    a = builder.parameter(0.5)
    b = builder.operation("Add", a, a)
    return builder.add("Add", b, b).network()


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


def each_node_once(answers: Answers, step: int, derivative: float, root: int | None = None) -> None:
    """Every node below the root was told its total derivative, once, and grad() was called once at the most."""
    network = answers.play.network
    root = network.root if root is None else root
    totals = oracle.derivatives(network, root)
    counts = answers.counts(step)
    for i in sorted(network.below(root), reverse=True):
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        got, right = counts["derivatives"][i], derivative * totals[i]
        answers.holds(step, counts["on_backward"][i] == 1, f"1 call of on_backward on {name}", got=f"{len(got)}")
        alike = type(got[0]) in (int, float) and oracle.close(got[0], right)
        answers.holds(
            step,
            alike,
            f"on_backward({right!r}) on {name}",
            "That is the sum over all its parents.",
            got=f"on_backward({got[0]!r})",
        )
        answers.holds(step, counts["grad"][i] <= 1, f"1 call of grad on {name} at the most", got=f"{counts['grad'][i]}")


@check("The derivative of a node is the sum over all its parents", points=3)
@given(network=graphs(), derivative=derivatives_from_above())
@example(network=diamond(), derivative=1.5)
def test_sum_over_parents(subject: Subject, network: Network, derivative: float) -> None:
    """backward() moves each parameter by its learning rate times its total derivative."""
    network = network.with_learning_rate(0.01)
    answers = subject.ask(network, forward(network.root), backward(network.root, derivative), *looks(network))
    updates_are_right(answers, 2, network, derivative)


@check("Every derivative is computed before any parameter moves", points=2)
@given(network=graphs(), derivative=derivatives_from_above(), rate=rates)
def test_no_parameter_moves_early(subject: Subject, network: Network, derivative: float, rate: float) -> None:
    """With a large learning rate it shows; and the next prediction is that of the updated network."""
    network = network.with_learning_rate(rate)
    root = network.root
    answers = subject.ask(network, backward(root, derivative), *looks(network), forward(root))
    after = updates_are_right(answers, 1, network, derivative)
    answers.number(-1, oracle.value(after), "This is the value after the update.")


@check("on_backward() is called once for each node, with the total", points=2)
@given(network=graphs(), derivative=derivatives_from_above())
@example(network=diamond(), derivative=1.5)
def test_on_backward_once_with_the_total(subject: Subject, network: Network, derivative: float) -> None:
    """Not once for each parent, not with a part of the sum."""
    answers = subject.ask(network, backward(network.root, derivative), calls())
    each_node_once(answers, 1, derivative)


@check("A shared input is listed once, at its first visit", points=2)
@given(network=graphs(), data=st.data())
def test_inputs_are_listed_once(subject: Subject, network: Network, data: st.DataObject) -> None:
    """So predict() takes one number for it."""
    order = network.inputs()
    inputs = data.draw(st.lists(numbers(0.5, 2.0), min_size=len(order), max_size=len(order)))
    answers = subject.ask(network, find_inputs(network.root), predict(network.root, inputs))
    named = [network.names[i] for i in order]
    found = answers[0] if isinstance(answers[0], list) else []
    got = [network.names[i] if type(i) is int and 0 <= i <= network.root else "something else" for i in found]
    answers.holds(0, answers[0] == order, f"the inputs {named}", got=f"{got}")
    answers.number(1, oracle.value(network.feed(inputs)))


@check("The work grows with the number of edges, not with the number of paths", points=2, examples=8)
@given(depth=st.integers(1, 14), derivative=derivatives_from_above())
def test_work_is_linear(subject: Subject, depth: int, derivative: float) -> None:
    """v = v + v repeated: 2^depth paths, 2 * depth edges."""
    answers = subject.ask(doubling_chain(depth), backward(depth, derivative), calls(), value_of(0))
    each_node_once(answers, 1, derivative)
    answers.number(2, 0.5 - 0.5 * derivative * 2**depth)


@check("A tree still behaves as a tree, and two backward() in a row do not mix", points=1)
@given(network=st.one_of(trees(), graphs()), first=derivatives_from_above(), second=derivatives_from_above())
def test_backward_twice(subject: Subject, network: Network, first: float, second: float) -> None:
    """Nothing is left over from the backward() before."""
    network = network.with_learning_rate(0.1)
    root, after_first = network.root, len(network.parameters)
    answers = subject.ask(network, backward(root, first), *looks(network), backward(root, second), *looks(network))
    halfway = updates_are_right(answers, 1, network, first)
    updates_are_right(answers, after_first + 2, halfway, second)
