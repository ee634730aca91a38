"""The capstone, hidden: corners where two exercises meet."""

from __future__ import annotations

from hypothesis import given

from checks.law import oracle
from checks.law.check import check
from checks.law.strategies import graphs, numbers
from checks.law.subject import Subject
from checks.law.whole.derived import others_are_asked
from checks.law.whole.networks import slopes_of_three, told_once, values
from checks.model.network import Builder
from checks.model.scenario import backward, calls, compile_, forward, predict, value_of


@check("A node that stands twice below an Output gets both derivatives", points=1, clauses=("9.6", "9.7"))
@given(network=graphs(operations=3), derivative=slopes_of_three)
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
    told_once(answers, 3, whole, derivative)
    nothing = [0.0] * len(derivative)
    told_once(subject.ask(whole, compile_(root), backward(root, nothing), calls()), 2, whole, nothing)


@check("Two models that share nodes do not disturb each other", points=1, clauses=("9.4", "9.6"))
@given(network=graphs(operations=3), value=numbers(), derivative=values)
def test_two_models(subject: Subject, network: object, value: float, derivative: float) -> None:
    """What one has learned or was asked about, the other one knows at its next forward()."""
    builder = Builder()
    shared = builder.insert(network)  # type: ignore[arg-type]
    weight = builder.parameter(value, 0.1)
    one = builder.operation("Multiply", weight, shared)
    other = builder.operation("Add", builder.operation("Multiply", weight, weight), shared)
    third = builder.operation("Output", shared, weight)
    both = builder.network().with_learning_rate(0.01)
    start = [compile_(one), compile_(other), compile_(third), forward(one), forward(other)]
    answers = subject.ask(both, *start, backward(one, derivative), forward(other), forward(one))
    answers.number(3, oracle.value(both, one))
    answers.number(4, oracle.value(both, other))
    after = oracle.updated(both, derivative, one)
    answers.number(6, oracle.value(after, other), "The other model was trained before.", size=1.0)
    answers.number(7, oracle.value(after, one), size=1.0)
    now, asked = both, []
    for root, change in ((one, 0.25), (third, -0.5)):
        fed = [value + change for value in (now.nodes[i].value or 0.0 for i in both.inputs(root))]
        now = now.feed(fed, root)
        asked += [(now, predict(root, fed)), (now, forward(other)), (now, forward(one))]
    answers = subject.ask(both, *start, *(step for _, step in asked))
    for at, (then, step) in enumerate(asked, start=len(start)):
        if step.verb == "forward":
            right = oracle.value(then, step.node)
            answers.number(at, right, "predict() of another model has given values to the inputs.", size=1.0)
    others_are_asked(subject)
