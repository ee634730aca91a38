"""Exercise 2, hidden: what compile() remembers are nodes, and remembering saves all the searching."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.answers import Answers
from checks.law.check import check
from checks.law.strategies import numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import assign, compile_, forward, predict, work
from checks.test_ex2_compile import inputs_for, predicted


def tower(inputs: int, height: int) -> Network:
    """A sum of inputs below a tower of operations without any input of their own."""
    builder = Builder()
    top = builder.operation("Add", *(builder.input(0.5) for _ in range(inputs)))
    for _ in range(height):
        top = builder.operation("Multiply", top, builder.parameter(1.0))
    return builder.network()


@check("compile() stores nodes, not values", points=1)
@given(network=trees(), data=st.data())
def test_stores_no_values(subject: Subject, network: Network, data: st.DataObject) -> None:
    """Inputs and parameters that change after compile() are noticed, by predict() and by forward()."""
    root = network.root
    parameter = data.draw(st.sampled_from(network.parameters))
    given_by_hand = data.draw(st.sampled_from(network.inputs()))
    value = data.draw(numbers())
    inputs = data.draw(inputs_for(network))
    answers = subject.ask(
        network,
        compile_(root),
        predict(root, inputs),
        assign(parameter, value),
        predict(root, inputs),
        assign(given_by_hand, value),
        forward(root),
    )
    changed = network.having({parameter: value})
    predicted(answers, 1, network, inputs)
    predicted(answers, 3, changed, inputs)
    values = [value if i == given_by_hand else x for i, x in zip(network.inputs(), inputs, strict=True)]
    predicted(answers, 5, changed, values)


@check("What predict() does beyond forward() does not grow with the tree", points=2, examples=5)
@given(inputs=st.integers(1, 4), height=st.integers(20, 60))
def test_overhead_does_not_grow(subject: Subject, inputs: int, height: int) -> None:
    """Counts all calls of functions: forward() and predict() on a small tree and on a tall one, same inputs."""
    small, _ = overhead(subject, tower(inputs, 1), inputs)
    tall, answers = overhead(subject, tower(inputs, height), inputs)
    answers.holds(5, tall <= small + 2, f"about {small} calls more than forward()", got=f"{tall}")


def overhead(subject: Subject, network: Network, inputs: int) -> tuple[int, Answers]:
    """How many calls predict() makes beyond those of forward()."""
    root = network.root
    answers = subject.ask(network, compile_(root), work(), forward(root), work(), predict(root, [0.7] * inputs), work())
    predicted(answers, 4, network, [0.7] * inputs)
    answers.holds(5, type(answers[3]) is int and type(answers[5]) is int, "counts")
    return answers[5] - answers[3], answers
