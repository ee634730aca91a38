"""Exercise 4: macros stand for networks, and `expand()` puts those in their place.

A solution may make the parameters of a `Linear` in any order. So the checks give all of them one value, or find
out by asking which is which.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from checks.law import expansion, oracle
from checks.law.answers import Answers, is_number, numbers_close
from checks.law.check import check
from checks.law.strategies import derivatives_from_above, networks, numbers
from checks.law.subject import Subject
from checks.model.network import MACROS, Builder, Network
from checks.model.scenario import Step, backward, expand, fill, forward, predict, survey

fillings = numbers(0.5, 1.5)


@st.composite
def networks_with_macros(
    draw: st.DrawFn, macros: Sequence[str] = ("Linear", "Neuron", "Tower"), operations: int = 4
) -> tuple[Network, float]:
    """A tree with at least one macro, and one value for all the parameters that the macros bring."""
    kinds = ("Add", "Multiply", "Sigmoid", *macros)
    network = draw(networks(operations=operations, kinds=kinds, tame=False))
    assume(any(node.kind in MACROS for node in network.nodes))
    value = draw(fillings)
    assume(all(abs(v) < 100 for v in oracle.values(expansion.expand(network, value)) if isinstance(v, float)))
    return network, value


def plain_trees() -> st.SearchStrategy[Network]:
    return networks(operations=4)


def looked_at(answers: Answers, step: int) -> tuple[list[int], list[float], list[str]]:
    """The answer of a `survey`: inputs, parameters, macros."""
    answer = answers[step]
    answers.holds(
        step, isinstance(answer, list) and [type(a) for a in answer] == [list] * 3, "inputs, parameters, macros"
    )
    inputs, parameters, macros = answer
    return inputs, parameters, macros


@check("Linear is weight_1 * child_1 + ... + weight_n * child_n + bias, with n + 1 parameters", points=3)
@given(
    values=st.lists(numbers(), min_size=0, max_size=4), fresh=st.lists(numbers(), min_size=5, max_size=5, unique=True)
)
def test_linear_is_a_weighted_sum(subject: Subject, values: list[float], fresh: list[float]) -> None:
    """At 0 it is the bias, at a unit vector a weight and the bias: exactly the values of its parameters."""
    n = len(values)
    builder = Builder()
    linear = builder.operation("Linear", *(builder.input(x) for x in values))
    network = builder.add("Add", linear).network()  # a Linear without children may be its bias alone, which is a leaf
    units = [[float(i == j) for j in range(n)] for i in range(n)]
    asked = [[0.0] * n, *units, values]
    expanded = network.root + 1
    answers = subject.ask(
        network, expand(network.root), fill(expanded, fresh[: n + 1]), *(predict(expanded, x) for x in asked)
    )
    answers.exactly(1, n + 1, f"A Linear over {n} children has {n} weights and one bias: {n + 1} parameters.")
    for step in range(2, 3 + n):
        answers.holds(step, is_number(answers[step]), "a number")
    bias = answers[2]
    weights = [answers[3 + i] - bias for i in range(n)]
    answers.holds(
        2,
        numbers_close(sorted([bias, *weights]), sorted(fresh[: n + 1]), size=1.0),
        f"one of the parameters {fresh[: n + 1]} as bias, the others as weights",
        "With all inputs 0, a Linear is its bias. With one input 1, it is that input's weight plus the bias.",
        got=f"bias {bias}, weights {weights}",
    )
    answers.number(-1, sum(w * x for w, x in zip(weights, values, strict=True)) + bias, size=1.0)


@check("After expand() no macro is left, and the inputs are the very ones given", points=2)
@given(case=networks_with_macros())
def test_no_macro_is_left(subject: Subject, case: tuple[Network, float]) -> None:
    """Macros at the root, below ordinary nodes, below macros, and inside the body of macros."""
    network, _ = case
    answers = subject.ask(network, expand(network.root), survey(network.root + 1))
    inputs, _, macros = looked_at(answers, 1)
    answers.holds(1, macros == [], "a network without macros", got=f"a network that still has {macros[:3]}")
    names = [network.names[i] for i in network.inputs()]
    found = [network.names[i] if 0 <= i < len(network.nodes) else "an Input that was not there before" for i in inputs]
    answers.holds(1, inputs == network.inputs(), f"the Input objects {names}, in that order", got=f"{found}")


@check("An expanded network has the value that its macros stand for", points=2)
@given(case=networks_with_macros())
def test_value_of_expanded_network(subject: Subject, case: tuple[Network, float]) -> None:
    """Every parameter that a macro brings gets the same value, so that their order does not matter."""
    network, value = case
    right = expansion.expand(network, value)
    expanded = network.root + 1
    answers = subject.ask(network, expand(network.root), fill(expanded, [value]), forward(expanded))
    count = len(right.parameters) - len(network.parameters)
    answers.exactly(1, count, "So many parameters come with the macros: n + 1 for each Linear, of its own.")
    answers.number(2, oracle.value(right), f"All the parameters that came with macros were set to {value}.", size=1.0)


@check("The parameters of a macro are drawn once", points=2)
@given(case=networks_with_macros(macros=("Linear",)))
def test_predictions_do_not_change(subject: Subject, case: tuple[Network, float]) -> None:
    """forward() twice gives the same value, and so does what a second expand() of the same network returns."""
    network, _ = case
    root, first, second = network.root, network.root + 1, network.root + 2
    answers = subject.ask(network, expand(root), forward(first), forward(first), expand(root), forward(second))
    answers.holds(1, is_number(answers[1]), "a number")
    answers.number(2, answers[1], "forward() was called twice, nothing was changed in between.")
    answers.number(4, answers[1], "The same network was expanded a second time: its Linear nodes are the same.")


@check("expand() changes nothing in a network without macros, so neither does a second expand()", points=1)
@given(plain=plain_trees(), case=networks_with_macros())
def test_nothing_left_to_expand(subject: Subject, plain: Network, case: tuple[Network, float]) -> None:
    """A tree without macros comes back as it was; what comes out of expand() is such a tree."""
    root = plain.root
    answers = subject.ask(plain, survey(root), expand(root), survey(root + 1), forward(root + 1))
    answers.exactly(2, answers[0], "The tree had no macro: the same inputs and parameters come back.")
    answers.number(3, oracle.value(plain))
    network, value = case
    once, twice = network.root + 1, network.root + 2
    steps: list[Step] = [expand(network.root), fill(once, [value]), survey(once), forward(once)]
    answers = subject.ask(network, *steps, expand(once), survey(twice), forward(twice))
    answers.exactly(5, answers[2], "It was expanded twice: the second time there was nothing left to do.")
    answers.holds(3, is_number(answers[3]), "a number")
    answers.number(6, answers[3], "It was expanded twice: the value stays.")


@check("backward() moves the parameters that came with a macro along their derivatives", points=2)
@given(case=networks_with_macros(macros=("Linear",), operations=3), derivative=derivatives_from_above())
def test_training_moves_the_parameters(subject: Subject, case: tuple[Network, float], derivative: float) -> None:
    """The parameters after one update are those of exact gradient descent, in any order."""
    network, value = case
    expanded = network.root + 1
    right = oracle.updated(expansion.expand(network, value), derivative)
    answers = subject.ask(
        network,
        expand(network.root),
        fill(expanded, [value]),
        backward(expanded, derivative),
        survey(expanded),
        forward(expanded),
    )
    expected = sorted(right.nodes[i].value or 0.0 for i in right.parameters)
    _, parameters, _ = looked_at(answers, 3)
    answers.holds(3, all(map(is_number, parameters)), "numbers")
    why = f"All the parameters that came with macros were {value} before backward({derivative})."
    answers.holds(
        3,
        numbers_close(sorted(parameters), expected, size=1.0),
        f"the parameters {expected}",
        why,
        got=f"{sorted(parameters)}",
    )
    answers.number(4, oracle.value(right), "This is the value after the update.", size=1.0)
