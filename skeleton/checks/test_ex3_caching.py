"""Exercise 3: a node is computed again only if the value of a leaf below it has changed."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import Answers
from checks.law.check import check
from checks.law.strategies import derivatives_from_above, numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import assign, backward, calls, forward, predict, value_of

ZERO = Builder()
"""relu(-0.5 * x1) at x1 = 1: the value of an inner node is 0.0, which is a value like any other."""
ZERO.operation("ReLU", ZERO.operation("Multiply", ZERO.parameter(-0.5), ZERO.input(1.0)))


def computed_at_most(answers: Answers, step: int, allowed: set[int], why: str) -> None:
    """Since the last count, op was called at most once on the allowed operations, and not on the others."""
    network = answers.play.network
    ops = answers.counts(step)["op"]
    for i in network.operations:
        limit = int(i in allowed)
        expected = (
            f"{limit or 'no'} call{'' if limit == 1 else 's'} of op on {network.names[i]} ({network.nodes[i].kind})"
        )
        answers.holds(step, ops[i] <= limit, expected, why, got=f"{ops[i]}")


@check("The first forward() calls op of every node once", points=1)
@given(network=trees())
def test_first_forward_computes_each_node_once(subject: Subject, network: Network) -> None:
    """Nothing is cached yet, so everything is computed, and nothing twice."""
    answers = subject.ask(network, forward(network.root), calls())
    answers.number(0, oracle.value(network))
    for i in network.operations:
        ops = answers.counts(1)["op"][i]
        answers.holds(1, ops == 1, f"1 call of op on {network.names[i]} ({network.nodes[i].kind})", got=f"{ops}")


@check("If no leaf has changed, op is not called again", points=3)
@given(network=trees())
@example(network=ZERO.network())
def test_unchanged_leaves_cost_nothing(subject: Subject, network: Network) -> None:
    """It is the value that counts, not the assignment: a leaf that is given the value it already has is unchanged."""
    root, expected = network.root, oracle.value(network)
    same = [network.nodes[i].value or 0.0 for i in network.inputs()]
    again = [assign(leaf, network.nodes[leaf].value or 0.0) for leaf in network.leaves]
    asked = [
        forward(root),
        calls(),
        forward(root),
        calls(),
        predict(root, same),
        calls(),
        *again,
        forward(root),
        calls(),
    ]
    answers = subject.ask(network, *asked)
    for step in (0, 2, 4, -2):
        answers.number(step, expected)
    computed_at_most(answers, 3, set(), "forward() was called a second time, nothing had changed.")
    computed_at_most(answers, 5, set(), "predict() got the values that the inputs already had.")
    computed_at_most(answers, -1, set(), "Every leaf was given the value that it already had.")


@check("If one leaf changed, only the nodes above it are computed again, and the value is right", points=2)
@given(network=trees(), data=st.data(), value=numbers())
def test_changed_leaf_costs_its_ancestors(
    subject: Subject, network: Network, data: st.DataObject, value: float
) -> None:
    """The leaf is an input or a parameter, changed by hand."""
    leaf, root = data.draw(st.sampled_from(network.leaves)), network.root
    answers = subject.ask(network, forward(root), calls(), assign(leaf, value), forward(root), calls())
    changed = network.having({leaf: value})
    why = f"{network.names[leaf]} was changed after the first forward()."
    answers.number(0, oracle.value(network))
    answers.number(3, oracle.value(changed), why)
    computed_at_most(answers, 4, network.ancestors(leaf), why)


@check("A parameter that backward() has moved counts as changed", points=2)
@given(network=trees(), derivative=derivatives_from_above())
def test_backward_invalidates(subject: Subject, network: Network, derivative: float) -> None:
    """predict() after an update with the same inputs gives the value for the new parameters."""
    network = network.with_learning_rate(0.1)
    root = network.root
    same = [network.nodes[i].value or 0.0 for i in network.inputs()]
    answers = subject.ask(network, predict(root, same), backward(root, derivative), predict(root, same), forward(root))
    answers.number(0, oracle.value(network))
    after = oracle.value(oracle.updated(network, derivative))
    answers.number(2, after, "The inputs are the same, but backward() has moved the parameters.")
    answers.number(3, after)


@check("backward() right after forward() calls op not once, and the derivatives are right", points=2)
@given(network=trees(), derivative=derivatives_from_above())
def test_backward_uses_the_cache(subject: Subject, network: Network, derivative: float) -> None:
    """grad() asks the children for values that are known already, although parameters move meanwhile."""
    network = network.with_learning_rate(0.1)
    root, parameters = network.root, network.parameters
    looks = [value_of(i) for i in parameters]
    answers = subject.ask(network, forward(root), calls(), backward(root, derivative), calls(), *looks)
    computed_at_most(answers, 3, set(), "backward() came right after forward(): all the values it needs are known.")
    after = oracle.updated(network, derivative)
    for step, i in enumerate(parameters, start=4):
        answers.number(step, after.nodes[i].value or 0.0, f"This is {network.names[i]} after backward({derivative}).")


@check("Two models do not disturb each other", points=1)
@given(one=trees(operations=3), other=trees(operations=3), data=st.data(), value=numbers())
def test_two_models(subject: Subject, one: Network, other: Network, data: st.DataObject, value: float) -> None:
    """A change in one costs the other nothing, and neither gets the other's value."""
    builder = Builder()
    a, b = builder.insert(one), builder.insert(other)
    both = builder.network()
    leaf = data.draw(st.sampled_from(one.leaves))
    answers = subject.ask(both, forward(a), forward(b), calls(), assign(leaf, value), forward(b), calls(), forward(a))
    answers.number(0, oracle.value(one))
    answers.number(1, oracle.value(other))
    answers.number(4, oracle.value(other))
    computed_at_most(answers, 5, set(), "Only a leaf of the other model was changed.")
    answers.number(6, oracle.value(one.having({leaf: value})))
