"""The capstone, hidden: corners where two exercises meet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.check import check
from checks.law.strategies import graphs, numbers
from checks.law.subject import Subject
from checks.model.network import Builder
from checks.model.scenario import backward, calls, compile_, forward, value_of
from checks.test_capstone import values


@check("A node that stands twice below an Output gets both derivatives", points=1, clauses=("9.6", "9.7"))
@given(network=graphs(operations=3), derivative=st.lists(values, min_size=3, max_size=3))
def test_same_child_twice(subject: Subject, network: object, derivative: list[float]) -> None:
    """And one that is a child of the Output and of another child hears from both."""
    builder = Builder()
    score = builder.insert(network)  # type: ignore[arg-type]
    above = builder.operation("Sigmoid", score)
    whole = builder.add("Output", score, above, score).network().with_learning_rate(0.01)
    root = whole.root
    looks = [value_of(i) for i in whole.parameters]
    answers = subject.ask(whole, compile_(root), forward(root), backward(root, derivative), calls(), *looks)
    after = oracle.updated(whole, derivative)
    for step, i in enumerate(whole.parameters, start=4):
        answers.number(step, after.nodes[i].value or 0.0, f"This is {whole.names[i]} after backward({derivative}).")
    told = answers.counts(3)["on_backward"][score]
    answers.holds(3, told == 1, f"1 call of on_backward on {whole.names[score]}", got=f"{told}")


@check("Two models that share nodes do not disturb each other", points=1, clauses=("9.4", "9.6"))
@given(network=graphs(operations=3), value=numbers(), derivative=values)
def test_two_models(subject: Subject, network: object, value: float, derivative: float) -> None:
    """What one has learned, the other one knows at its next forward()."""
    builder = Builder()
    shared = builder.insert(network)  # type: ignore[arg-type]
    weight = builder.parameter(value, 0.1)
    one = builder.operation("Multiply", weight, shared)
    other = builder.operation("Add", builder.operation("Multiply", weight, weight), shared)
    both = builder.network().with_learning_rate(0.01)
    start = [compile_(one), compile_(other), forward(one), forward(other)]
    answers = subject.ask(both, *start, backward(one, derivative), forward(other), forward(one))
    answers.number(2, oracle.value(both, one))
    answers.number(3, oracle.value(both, other))
    after = oracle.updated(both, derivative, one)
    answers.number(5, oracle.value(after, other), "The other model was trained before.", size=1.0)
    answers.number(6, oracle.value(after, one), size=1.0)
