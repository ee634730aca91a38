"""Exercise 4, hidden: macros that nobody has seen, wider and deeper, and how parameters start."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import expansion, oracle
from checks.law.answers import is_number
from checks.law.check import check
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import expand, fill, forward, survey
from checks.test_ex4_macros import looked_at, networks_with_macros


@check("Macros of every kind expand, whatever their body does", points=2)
@given(case=networks_with_macros(macros=("Gate", "Linear", "Neuron", "Tower"), operations=8))
def test_larger_networks(subject: Subject, case: tuple[Network, float]) -> None:
    """Deeper and wider than before, with a macro that splits its children."""
    network, value = case
    right = expansion.expand(network, value)
    expanded = network.root + 1
    answers = subject.ask(network, expand(network.root), fill(expanded, [value]), survey(expanded), forward(expanded))
    answers.exactly(1, len(right.parameters) - len(network.parameters))
    inputs, _, macros = looked_at(answers, 2)
    answers.holds(2, inputs == network.inputs() and macros == [], "the given inputs and no macro")
    answers.number(3, oracle.value(right), size=1.0)


@check("Every parameter of a Linear is drawn at random", points=1, examples=10)
@given(arities=st.lists(st.integers(1, 4), min_size=2, max_size=4))
def test_parameters_are_drawn(subject: Subject, arities: list[int]) -> None:
    """No two parameters start alike, neither in one Linear nor in two of them; all lie in [-1, 1]."""
    builder = Builder()
    linears = [builder.operation("Linear", *(builder.input(0.5) for _ in range(arity))) for arity in arities]
    network = builder.add("Add", *linears).network()
    answers = subject.ask(network, expand(network.root), survey(network.root + 1))
    _, parameters, _ = looked_at(answers, 1)
    answers.holds(1, all(map(is_number, parameters)) and all(abs(p) <= 1 for p in parameters), "numbers in [-1, 1]")
    count = sum(arity + 1 for arity in arities)
    answers.holds(1, len(set(parameters)) == count, f"{count} different numbers")
