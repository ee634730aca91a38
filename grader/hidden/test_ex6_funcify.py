"""Exercise 6, hidden: numbers of any size, deep nesting, and a network that has learned since."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.check import check
from checks.law.strategies import numbers
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import assign, backward, forward, funcify, predict
from checks.test_ex6_funcify import check_formula, formulas_to_write, means

sizes = st.sampled_from([1e-12, 1e-5, 1.0, 1e17, 1e22])


@check("Numbers of any size can be read back", points=1)
@given(values=st.tuples(numbers(), numbers(), numbers()), size=sizes)
def test_numbers_of_any_size(subject: Subject, values: tuple[float, float, float], size: float) -> None:
    """A very small parameter times a very large one: every digit of both counts."""
    builder = Builder()
    factors = [builder.parameter(values[0] * size), builder.input(1.0), builder.parameter(values[1] / size)]
    check_formula(
        subject, builder.add("Add", builder.operation("Multiply", *factors), builder.parameter(values[2])).network()
    )


@check("The formula is that of the network as it is now", points=1)
@given(network=formulas_to_write(operations=3), data=st.data())
def test_current_values(subject: Subject, network: Network, data: st.DataObject) -> None:
    """Parameters that have changed, by hand or by backward(), appear with their new values; inputs as names."""
    parameter, value = data.draw(st.sampled_from(network.parameters)), data.draw(numbers())
    inputs = [data.draw(numbers()) for _ in network.inputs()]
    root = network.root
    steps = [funcify(root), assign(parameter, value), predict(root, inputs), forward(root), funcify(root)]
    answers = subject.ask(network, *steps, backward(root, 0.0), funcify(root))
    changed = network.having({parameter: value})
    means(answers, 0, network)
    answers.number(3, oracle.value(changed.feed(inputs)), size=1e3)
    means(answers, 4, changed)
    means(answers, 6, changed)


@check("Sums and products nested many levels deep keep their meaning", points=1, examples=10)
@given(depth=st.integers(5, 25), values=st.lists(numbers(0.5, 1.2), min_size=5, max_size=5))
def test_deep_nesting(subject: Subject, depth: int, values: list[float]) -> None:
    """Every level is inside the one above."""
    builder = Builder()
    top = builder.input(1.0)
    for level in range(depth):
        kind = ("Add", "Multiply", "Sigmoid", "Multiply", "ReLU")[level % 5]
        top = builder.operation(
            kind, top, *([] if kind in ("ReLU", "Sigmoid") else [builder.parameter(values[level % 5])])
        )
    network: Network = builder.network()
    check_formula(subject, network)
