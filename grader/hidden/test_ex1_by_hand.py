"""Exercise 1, hidden: extremes of the same laws."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.living.line import Pair, follows_chain_rule, follows_path
from checks.law.strategies import numbers, one_of
from checks.law.subject import Subject
from checks.model.scenario import call
from checks.test_ex1_by_hand import NOTHING

magnitudes = st.sampled_from([1e-8, 1e-3, 1.0, 1e3, 1e6])


@check("gradients() is exact for very large and very small numbers", points=1, clauses=("1.4",))
@given(weight=numbers(), bias=numbers(), x=numbers(), y=numbers(), big=magnitudes, small=magnitudes)
@example(weight=1e80, bias=0.0, x=1e80, y=0.0, big=1.0, small=1.0)  # the loss itself would overflow
@example(weight=0.0, bias=1e-17, x=1e20, y=0.0, big=1.0, small=1.0)
def test_gradients_of_any_size(
    subject: Subject, weight: float, bias: float, x: float, y: float, big: float, small: float
) -> None:
    """A difference quotient loses its digits here, the chain rule does not."""
    arguments = (weight, bias * big, x * small, y * big)
    answers = subject.ask(NOTHING, call("gradients", *arguments))
    follows_chain_rule(answers, 0, arguments)


@dataclass(frozen=True)
class Training:
    """The arguments of `train`."""

    weight: float
    bias: float
    data: list[Pair]
    rate: float
    steps: int


@st.composite
def trainings(draw: st.DrawFn) -> Training:
    """Draw a training of several rounds, which converges, or one that is thrown off further with each update."""
    converges = draw(one_of((True, True, False)))
    pairs = st.tuples(numbers(0.1, 1.0) if converges else numbers(2.0, 3.0), numbers())
    data = draw(st.lists(pairs, min_size=2, max_size=9))
    rate, steps = (0.05, 25) if converges else (draw(one_of((1.0, 30.0))), 90)
    return Training(draw(numbers()), draw(numbers()), data, rate, steps)


@check("train() does every update, however many there are and wherever they lead", points=2, examples=12,
       clauses=("1.5", "1.6", "1.7"))  # fmt: skip
@given(training=trainings())
@example(training=Training(0.5, -1.5, [(2.0, 1.0), (-3.0, 0.5)], 30.0, 80))
@example(training=Training(0.5, -1.5, [(0.7, 2.0), (-0.4, 1.0), (0.9, -0.3)], 0.05, 2500))
@example(training=Training(0.0, 1e-40, [(1e40, 0.0)], 0.1, 1))
@example(training=Training(1.0, 0.0, [(1e20, 0.0)], 1e-40, 1))
def test_long_training(subject: Subject, training: Training) -> None:
    """The same path as exact gradient descent, over several rounds, thousands of updates, or far away."""
    arguments = (training.weight, training.bias, training.data, training.rate, training.steps)
    answers = subject.ask(NOTHING, call("train", *arguments))
    follows_path(answers, 0, arguments)
