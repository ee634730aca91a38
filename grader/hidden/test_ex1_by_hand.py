"""Exercise 1, hidden: extremes of the same laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.strategies import numbers
from checks.law.subject import Subject
from checks.model.scenario import call
from checks.test_ex1_by_hand import NOTHING, Pair, check_path, exact_gradients, is_pairs

magnitudes = st.sampled_from([1e-8, 1e-3, 1.0, 1e3, 1e6])


@check("gradients() is exact for very large and very small numbers", points=1)
@given(weight=numbers(), bias=numbers(), x=numbers(), y=numbers(), big=magnitudes, small=magnitudes)
def test_gradients_of_any_size(
    subject: Subject, weight: float, bias: float, x: float, y: float, big: float, small: float
) -> None:
    """A difference quotient loses its digits here, the chain rule does not."""
    bias, x, y = bias * big, x * small, y * big
    answers = subject.ask(NOTHING, call("gradients", weight, bias, x, y))
    expected = exact_gradients(weight, bias, x, y)
    terms = abs(weight * x) + abs(bias) + abs(y)
    # What may be lost by cancelling is a few units of rounding of the largest term.
    for i, scale in enumerate((abs(x), 1.0)):
        answers.holds(
            0,
            is_pairs([answers[0]], 1) and abs(answers[0][i] - expected[i]) <= 1e-12 * terms * scale,
            expected,
        )


@check("train() reaches the line that the data lie on", points=2, examples=10)
@given(weight=numbers(), bias=numbers(), data=st.lists(st.tuples(numbers(0.1, 1.0), numbers()), min_size=2, max_size=9))
def test_long_training(subject: Subject, weight: float, bias: float, data: list[Pair]) -> None:
    """The same path as exact gradient descent, over several rounds of more samples."""
    check_path(subject, weight, bias, data, 0.05, 25)
