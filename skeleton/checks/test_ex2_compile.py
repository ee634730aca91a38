"""Exercise 2: `compile()` remembers the input nodes, `predict()` then never searches."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import Answers
from checks.law.check import check
from checks.law.strategies import numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import Step, calls, compile_, forward, predict, set_children


def inputs_for(network: Network, root: int | None = None) -> st.SearchStrategy[list[float]]:
    """One number for each input of the network."""
    count = len(network.inputs(root))
    return st.lists(numbers(0.5, 2.0), min_size=count, max_size=count)


def growing(network: Network) -> tuple[Network, Network, Step]:
    """The network below a sum, the same after the sum has got another input in front, and the step between."""
    builder = Builder()
    inner = builder.insert(network)
    extra = builder.input(0.5)
    root = builder.operation("Add", inner)
    before = builder.network()
    grown = Builder()
    grown.nodes = [*before.nodes[:-1]]
    grown.operation("Add", extra, inner)
    return before, grown.network(), set_children(root, [extra, inner])


def predicted(answers: Answers, step: int, network: Network, inputs: list[float], why: str = "") -> None:
    """That step predicted the right value."""
    answers.number(step, oracle.value(network.feed(inputs)), why)


@check("After compile(), predict() gives the value for the inputs, in the order of find_input_nodes()", points=2)
@given(network=trees(), data=st.data())
def test_predicts_the_right_values(subject: Subject, network: Network, data: st.DataObject) -> None:
    """Every prediction is that of its own inputs."""
    first, second = data.draw(inputs_for(network)), data.draw(inputs_for(network))
    root = network.root
    answers = subject.ask(network, compile_(root), predict(root, first), predict(root, second))
    predicted(answers, 1, network, first)
    predicted(answers, 2, network, second, "This was the second prediction after compile().")


@check("After compile(), predict() does not search the tree", points=3)
@given(network=trees(), data=st.data())
def test_never_searches(subject: Subject, network: Network, data: st.DataObject) -> None:
    """predict() reads the attribute `children` no more often than forward() alone does."""
    root = network.root
    inputs = data.draw(inputs_for(network))
    again = [predict(root, inputs), calls()]
    answers = subject.ask(network, compile_(root), calls(), forward(root), calls(), *again, *again)
    alone = sum(answers.counts(3)["children"])
    for step in (5, 7):
        predicted(answers, step - 1, network, inputs)
        reads = sum(answers.counts(step)["children"])
        answers.holds(
            step, reads <= alone, f"at most {alone} reads of `children`, as many as forward() makes", got=f"{reads}"
        )


@check("Before compile(), predict() works as it always did", points=1)
@given(network=trees(), data=st.data())
def test_works_before_compile(subject: Subject, network: Network, data: st.DataObject) -> None:
    """compile() makes predict() faster, nothing depends on it. Who never calls it may change the tree at any time."""
    before, after, grow = growing(network)
    old, new = data.draw(inputs_for(before)), data.draw(inputs_for(after))
    root = before.root
    answers = subject.ask(before, predict(root, old), forward(root), grow, predict(root, new))
    predicted(answers, 0, before, old)
    predicted(answers, 1, before, old)
    predicted(answers, 3, after, new, "The children changed. Nobody has called compile(), so nothing is remembered.")


@check("compile() once more picks up a changed tree", points=1)
@given(network=trees(), data=st.data())
def test_compile_again(subject: Subject, network: Network, data: st.DataObject) -> None:
    """A tree that got another child has another input."""
    before, after, grow = growing(network)
    old, new = data.draw(inputs_for(before)), data.draw(inputs_for(after))
    root = before.root
    answers = subject.ask(before, compile_(root), predict(root, old), grow, compile_(root), predict(root, new))
    predicted(answers, 1, before, old)
    predicted(answers, 4, after, new, "The children changed, then compile() was called again.")


@check("Two models do not share what compile() remembers", points=1)
@given(one=trees(operations=3), other=trees(operations=3), data=st.data())
def test_two_models(subject: Subject, one: Network, other: Network, data: st.DataObject) -> None:
    """Whichever is compiled last, each predicts with its own inputs."""
    builder = Builder()
    a, b = builder.insert(one), builder.insert(other)
    both = builder.network()
    for_a, for_b = data.draw(inputs_for(one)), data.draw(inputs_for(other))
    answers = subject.ask(both, compile_(a), compile_(b), predict(a, for_a), predict(b, for_b))
    predicted(answers, 2, one, for_a, "The other model was compiled after this one.")
    predicted(answers, 3, other, for_b)


@check("A wrong number of inputs is a ValueError, before and after compile()", points=1)
@given(network=trees(operations=3), data=st.data())
def test_wrong_number_of_inputs(subject: Subject, network: Network, data: st.DataObject) -> None:
    """One too few or one too many; and the right number still works before."""
    root = network.root
    right = data.draw(inputs_for(network))
    wrong = data.draw(st.sampled_from([right[:-1], [*right, 1.0]]))
    for steps in ([], [compile_(root)]):
        answers = subject.ask(network, *steps, predict(root, right), predict(root, wrong))
        predicted(answers, len(steps), network, right)
        why = f"The network has {len(right)} inputs, predict() got {len(wrong)} numbers."
        answers.raises(len(steps) + 1, "ValueError", why)
        message = answers.raised.message if answers.raised else ""
        named = set(map(int, re.findall(r"\d+", message)))
        both = f"a ValueError that names both numbers, {len(right)} and {len(wrong)}"
        answers.holds(len(steps) + 1, {len(right), len(wrong)} <= named, both, why)
