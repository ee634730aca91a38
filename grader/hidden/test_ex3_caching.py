"""Exercise 3, hidden: large networks, and training."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backprop.losses import mse_loss, mse_loss_grad
from checks.law import oracle
from checks.law.check import check
from checks.law.convergence import follows_descent
from checks.law.strategies import numbers, up_to
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import assign, backward, calls, forward, train

LEVELS = 200
"""As many as a network may have."""


def chain(length: int, width: int) -> Network:
    """Multiply([p1, Multiply([p2, ... Add([inputs])])]); no value is small or large."""
    builder = Builder()
    top = builder.operation("Add", *(builder.input(1.0 + i % 3) for i in range(width)))
    for i in range(length):
        top = builder.operation("Multiply", builder.parameter((1.5, -1.0, 1 / 1.5)[i % 3], 0.0), top)
    return builder.network()


@check("A large network remembers as well as a small one", points=1, examples=2, clauses=("3.2", "3.3", "3.4"))
@given(width=st.sampled_from([150, 2]), which=up_to(0, 9))
def test_large(subject: Subject, width: int, which: int) -> None:
    """A long chain over a wide sum: forward, backward, and forward once more after one factor has changed."""
    network = subject.asked_about(chain(LEVELS - 2, width))
    root, leaf = network.root, network.parameters[which * LEVELS // 10]
    first = [forward(root), calls(), backward(root, 1.5), calls(), forward(root), calls()]
    answers = subject.ask(network, *first, assign(leaf, 2.0), forward(root), calls())
    answers.number(0, oracle.value(network))
    for at, why in (
        (3, "backward() came straight after forward()."),
        (5, "Nothing has moved: the learning rate is 0."),
    ):
        counts = answers.counts(at)["op"]
        ops = sum(counts[i] for i in network.operations)
        answers.holds(at, not ops, "no call of op", why, got=f"{ops}")
    answers.number(7, oracle.value(network.having({leaf: 2.0})))
    counts = answers.counts(8)["op"]
    ops = sum(counts[i] for i in network.operations)
    above = len(network.ancestors(leaf))
    answers.holds(8, ops <= above, f"{above} calls of op, one above the changed parameter each", got=f"{ops}")
    small = chain(10, 2)  # code that is right but slow would take seconds for the large one
    top = small.parameters[-1]
    often = [step for i in range(300) for step in (assign(top, i % 2 + 1.0), forward(small.root))]
    answers = subject.ask(small, forward(small.root), *often, calls(), forward(small.root), calls())
    counts = answers.counts(-1)["op"]
    again = sum(counts[i] for i in small.operations)
    answers.holds(-1, not again, "no call of op", "Nothing has changed since the last forward().", got=f"{again}")


@check("Training with cached values is the same gradient descent", points=2, examples=3, clauses=("3.6", "3.7", "3.8"))
@given(weights=st.tuples(numbers(), numbers(), numbers()), rate=st.sampled_from([0.02, 0.05]))
def test_training(subject: Subject, weights: tuple[float, float, float], rate: float) -> None:
    """w1 * x1 + w2 * x2 + w3 learns y = 2 x1 - 3 x2 + 1: the first updates are exact, and it gets there."""
    builder = Builder()
    products = [builder.operation("Multiply", builder.parameter(w, rate), builder.input()) for w in weights[:2]]
    builder.operation("Add", *products, builder.parameter(weights[2], rate))
    network = builder.network()
    points = [(0.5, 1.0), (-1.0, 0.5), (1.0, -1.0), (-0.5, -0.5), (1.0, 1.0)]
    data = [((a, b), 2 * a - 3 * b + 1) for a, b in points]
    answers = subject.ask(network, train(network.root, "mse", data, 100, watched=30))
    follows_descent(answers, 0, network, data, mse_loss_grad, mse_loss, goal=1e-3)
