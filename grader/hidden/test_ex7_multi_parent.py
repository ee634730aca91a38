"""Exercise 7, hidden: long chains, and several roots."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.strategies import derivatives_from_above, numbers
from checks.law.subject import Subject
from checks.model.network import Builder
from checks.model.scenario import backward, calls, find_inputs
from checks.test_ex7_multi_parent import doubling_chain, looks, totals_are_right, updates_are_right


@check("Deep graphs cost one call for each node", points=2, examples=4)
@given(depth=st.integers(30, 100))
def test_deep_graphs(subject: Subject, depth: int) -> None:
    """2^depth paths would never end."""
    network = doubling_chain(depth)
    answers = subject.ask(network, find_inputs(depth), backward(depth, 0.75), calls())
    answers.exactly(0, [])
    totals_are_right(answers, 2, 0.75)


@check("backward() on one root does not disturb another above the same nodes", points=2)
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
