"""Exercise 7, hidden: paths of different length, several roots, long chains, and training."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backprop.losses import mse_loss, mse_loss_grad
from checks.check import check
from checks.descent import follows_descent
from checks.networks import Builder
from checks.play import backward, calls, find_inputs, train
from checks.strategies import derivatives_from_above, numbers
from checks.subject import Subject
from checks.test_ex7_multi_parent import doubling_chain, each_node_once, looks, updates_are_right


@check("Short and long paths to the same node are added up before it goes on", points=1)
@given(length=st.integers(1, 6), slot=st.integers(0, 2), value=numbers(0.5, 1.2), derivative=derivatives_from_above())
def test_paths_of_different_length(subject: Subject, length: int, slot: int, value: float, derivative: float) -> None:
    """A node that is a child of the root and of a far descendant, with more below it: order matters."""
    builder = Builder()
    deep = builder.operation("Multiply", builder.parameter(value), builder.parameter(value), builder.input(0.5))
    shared = top = builder.operation("Add", deep, builder.input(0.5))
    for _ in range(length):
        top = builder.operation("Add", top, builder.parameter(0.5))
    children = [shared, top, deep]
    root = builder.operation("Multiply", *children[slot:], *children[:slot])
    network = builder.network().with_learning_rate(1.0)
    answers = subject.ask(network, backward(root, derivative), calls(), *looks(network))
    updates_are_right(answers, 2, network, derivative)
    each_node_once(answers, 1, derivative)


@check("Deep graphs cost one call for each node", points=1, examples=4)
@given(depth=st.integers(30, 100))
def test_deep_graphs(subject: Subject, depth: int) -> None:
    """2^depth paths would never end."""
    network = doubling_chain(depth)
    answers = subject.ask(network, find_inputs(depth), backward(depth, 0.75), calls())
    answers.exactly(0, [])
    each_node_once(answers, 2, 0.75)


@check("backward() on one root does not disturb another above the same nodes", points=1)
@given(values=st.tuples(numbers(), numbers()), first=derivatives_from_above(), second=derivatives_from_above())
def test_two_roots(subject: Subject, values: tuple[float, float], first: float, second: float) -> None:
    """Two models share a parameter: only the nodes below the root that was asked get a derivative."""
    builder = Builder()
    w, x = builder.parameter(values[0], 0.1), builder.input(values[1])
    one = builder.operation("Multiply", w, x, x)
    other = builder.operation("Add", builder.operation("Multiply", w, w), builder.parameter(0.5, 0.1))
    network = builder.network()
    answers = subject.ask(
        network,
        backward(one, first),
        *looks(network),
        backward(other, second),
        *looks(network),
        backward(one, first),
        *looks(network),
    )
    after = updates_are_right(answers, 1, network, first, one)
    after = updates_are_right(answers, 4, after, second, other)
    updates_are_right(answers, 7, after, first, one)


@check("A network with a shared weight learns by exact gradient descent", points=1, examples=5)
@given(start=numbers(0.6, 1.0).map(abs), target=st.sampled_from([1.0, 2.0, 3.0]))
def test_training(subject: Subject, start: float, target: float) -> None:
    """w * (w * x + b) learns a line: at this learning rate, a weight that moves too early shows at once."""
    builder = Builder()
    w, b, x = builder.parameter(start, 0.05), builder.parameter(0.5, 0.05), builder.input()
    network = builder.add("Multiply", w, builder.operation("Add", builder.operation("Multiply", w, x), b)).network()
    data = [((v,), target * v + 0.5) for v in (0.5, -1.0, 1.0, -0.5)]
    answers = subject.ask(network, train(network.root, "mse", data, 60, watched=16))
    follows_descent(answers, 0, network, data, mse_loss_grad, mse_loss, goal=0.01)
