"""Exercise 2, hidden: what compile() remembers are nodes, in a small network and in a large one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.check import check
from checks.law.living.compiling import Compiled, plain
from checks.law.living.life import Life, live
from checks.law.strategies import up_to
from checks.law.subject import Subject
from checks.model.network import Builder, Network, with_children
from checks.model.scenario import calls, compile_, edit, forward, predict
from checks.test_ex2_compile import reads_of_forward


@check("compile() stores nodes, not values", points=1, clauses=("2.9",))
@given(life=plain(Compiled, "compiled", "once_more", "once_more", "assign", "backward", "forward"))
def test_stores_no_values(subject: Subject, life: Life) -> None:
    """Inputs and parameters that change after compile() are noticed, by predict() and by forward()."""
    live(subject, life, Compiled)


def tower(inputs: int, height: int) -> Network:
    """A sum of inputs below a tower of products, each with a number and an input of its own; last an input apart."""
    builder = Builder()
    extra = builder.input(1.0)
    top = builder.operation("Add", *(builder.input(0.5) for _ in range(inputs)))
    for _ in range(height):
        top = builder.operation("Add", builder.operation("Multiply", top, builder.parameter(-1.0)), builder.input(0.25))
    assert extra == 0
    return builder.network()


@check("A large network is compiled as well as a small one", points=2, examples=3, clauses=("2.3", "2.5", "2.7"))
@given(inputs=st.sampled_from([130, 3, 40]), height=up_to(80, 96))
def test_large(subject: Subject, inputs: int, height: int) -> None:
    """Many inputs, many levels; the sum at the bottom gets one more child, and the root is compiled once more."""
    network = tower(inputs, height)
    root, bottom = network.root, inputs + 1
    grown = with_children(network, bottom, [0, *network.nodes[bottom].children])
    count = len(network.inputs())
    numbers = [float(1 + i % 7) for i in range(count + 1)]
    before = [compile_(root), predict(root, numbers[:-1]), edit(bottom, "insert", 0, 0), compile_(root), calls()]
    answers = subject.ask(network, *before, forward(root), calls(), predict(root, numbers), calls())
    answers.number(1, oracle.value(network.feed(numbers[:-1])))
    answers.number(7, oracle.value(grown.feed(numbers)), "The sum at the bottom got one more input.")
    alone, reads = (sum(answers.counts(step)["children"]) for step in (6, 8))
    alone = min(alone, reads_of_forward(grown, root))
    answers.holds(8, reads <= alone, f"at most {alone} reads of `children`, as forward() makes", got=f"{reads}")
