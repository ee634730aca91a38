"""Exercise 5, hidden: loss and root together, and training."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.check import check
from checks.law.convergence import follows_descent
from checks.law.strategies import numbers
from checks.law.subject import Subject
from checks.model.network import Builder
from checks.model.scenario import train
from checks.test_ex5_outputs import Descent, check_backward, scores_network

CLASSES = 3


@st.composite
def wide_descents(draw: st.DrawFn) -> Descent:
    """Draw many scores, some of them large, straight below a Softmax."""
    shift = draw(st.sampled_from([0.0, 1000.0]))
    scores = draw(st.lists(numbers(0.5, 4.0), min_size=4, max_size=9))
    derivative = draw(st.lists(numbers(), min_size=len(scores), max_size=len(scores)))
    return Descent(scores_network("Softmax", [s + shift for s in scores]), derivative)


@check("Softmax.backward() is right for many classes and large scores", points=1, examples=25,
       clauses=("5.5", "5.7", "5.8"))  # fmt: skip
@given(case=wide_descents())
def test_many_classes(subject: Subject, case: Descent) -> None:
    """The derivatives depend on differences of scores alone."""
    check_backward(subject, case.network, case.derivative)


@dataclass(frozen=True)
class Start:
    """The parameters at the beginning, and whether the targets are soft."""

    parameters: list[float]
    soft: bool


starts = st.builds(Start, st.lists(numbers(0.5, 1.0), min_size=3 * CLASSES, max_size=3 * CLASSES), st.booleans())


@check("A softmax classifier learns by gradient descent on the cross-entropy", points=2, examples=2,
       clauses=("5.2", "5.5", "5.8", "5.12"))  # fmt: skip
@given(start=starts)
def test_training(subject: Subject, start: Start) -> None:
    """Three classes in the plane: the first updates are exact, and the loss gets small. Targets hard or soft."""
    builder = Builder()
    scores = []
    for c in range(CLASSES):
        w = [builder.parameter(v, 0.3) for v in start.parameters[3 * c : 3 * c + 3]]
        products = [builder.operation("Multiply", p, builder.input()) for p in w[:2]]
        scores.append(builder.operation("Add", *products, w[2]))
    network = builder.add("Softmax", *scores).network()
    points = [(1.0, 0.0), (-0.5, 0.8), (-0.5, -0.8), (0.9, 0.2), (-0.4, 1.0), (-0.6, -0.7)]
    high = 0.9 if start.soft else 1.0
    low = (1.0 - high) / 2
    data = [
        (list(p) * CLASSES, [high if i % CLASSES == c else low for c in range(CLASSES)]) for i, p in enumerate(points)
    ]
    answers = subject.ask(network, train(network.root, "cce", data, 45, watched=12))
    follows_descent(answers, 0, network, data, slopes_of_loss, loss, goal=0.6 if start.soft else 0.2)


def loss(y: list[float], p: list[float]) -> float:
    return oracle.cross_entropy(y, p)[0]


def slopes_of_loss(y: list[float], p: list[float]) -> list[float]:
    return oracle.cross_entropy(y, p)[1]
