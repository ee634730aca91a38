"""Exercise 4, hidden: macros that nobody has seen, wider and deeper, and training."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backprop.losses import mse_loss, mse_loss_grad
from checks import oracle
from checks.check import check
from checks.descent import follows_descent
from checks.networks import Builder, Network
from checks.play import expand, fill, forward, survey, train
from checks.strategies import numbers
from checks.subject import Subject
from checks.test_ex4_macros import looked_at, networks_with_macros


@check("Macros of every kind expand, whatever their body does", points=2)
@given(case=networks_with_macros(macros=("Gate", "Linear", "Neuron", "Tower"), operations=8))
def test_larger_networks(subject: Subject, case: tuple[Network, float]) -> None:
    """Deeper and wider than before, with a macro that splits its children."""
    network, value = case
    right = oracle.expand(network, value)
    expanded = network.root + 1
    answers = subject.ask(network, expand(network.root), fill(expanded, [value]), survey(expanded), forward(expanded))
    answers.exactly(1, len(right.parameters) - len(network.parameters))
    inputs, _, macros = looked_at(answers, 2)
    answers.holds(2, inputs == network.inputs() and macros == [], "the given inputs and no macro")
    answers.number(3, oracle.value(right), size=1.0)


@check("A Linear learns by gradient descent", points=1, examples=5)
@given(start=numbers(0.5, 1.0), slopes=st.tuples(numbers(), numbers()))
def test_training(subject: Subject, start: float, slopes: tuple[float, float]) -> None:
    """Linear([x1, x2]) learns a plane: the same path as exact gradient descent, to the end."""
    builder = Builder()
    network = builder.add("Linear", builder.input(), builder.input()).network()
    points = [(0.5, 1.0), (-1.0, 0.5), (1.0, -1.0), (-0.5, -0.5), (1.0, 1.0)]
    data = [((a, b), slopes[0] * a + slopes[1] * b + 1) for a, b in points]
    expanded = network.root + 1
    answers = subject.ask(
        network, expand(network.root), fill(expanded, [start]), train(expanded, "mse", data, 20, watched=20)
    )
    right = oracle.expand(network, start)
    follows_descent(answers, 2, right, data, mse_loss_grad, mse_loss)
