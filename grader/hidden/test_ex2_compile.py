"""Exercise 2, hidden: what compile() remembers are nodes, in a small network and in a large one."""

from __future__ import annotations

from hypothesis import given

from checks.law import oracle
from checks.law.check import check
from checks.law.compiled.statements import SUM_OF_ONES
from checks.law.examples import come_out
from checks.law.living.compiling import Compiled, plain
from checks.law.living.life import Life, live
from checks.law.strategies import one_of, up_to
from checks.law.subject import Subject
from checks.model.edits import with_children
from checks.model.network import Builder, Network
from checks.model.scenario import calls, compile_, edit, forward, predict
from checks.model.sealed import SEALED
from checks.test_ex2_compile import reads_of_forward


@check("compile() stores nodes, not values", points=1, clauses=("2.9",))
@given(life=plain(Compiled, "compiled", "once_more", "once_more", "assign", "backward", "forward"))
def test_stores_no_values(subject: Subject, life: Life) -> None:
    """Inputs and parameters that change after compile() are noticed, by predict() and by forward()."""
    live(subject, life, Compiled)


def tower(inputs: int, height: int, levels: int) -> Network:
    """A sum of inputs below a tower of products, each with a number and an input of its own; last an input apart.

    Sums of one child on top make it as high as is wanted.
    """
    builder = Builder()
    extra = builder.input(1.0)
    top = builder.operation("Add", *(builder.input(0.5) for _ in range(inputs)))
    for _ in range(height):
        top = builder.operation("Add", builder.operation("Multiply", top, builder.parameter(-1.0)), builder.input(0.25))
    for _ in range(levels - 2 - 2 * height):
        top = builder.operation("Add", top)
    assert extra == 0
    return builder.network()


@check("A large network is compiled as well as a small one", points=2, examples=3,
       clauses=("2.3", "2.5", "2.7", "2.11"))  # fmt: skip
@given(inputs=one_of((130, 3, 150)), height=up_to(50, 60), levels=one_of((200, 199)))
def test_large(subject: Subject, inputs: int, height: int, levels: int) -> None:
    """Many inputs, many levels; the sum at the bottom gets one more child, and the root is compiled once more."""
    network = subject.asked_about(tower(inputs, height, levels))
    root, bottom = network.root, inputs + 1
    grown = with_children(network, bottom, [0, *network.nodes[bottom].children])
    count = len(network.inputs())
    numbers = [float(1 + i % 7) for i in range(count + 1)]
    before = [compile_(root), predict(root, numbers[:-1]), edit(bottom, "insert", 0, 0), compile_(root)]
    asked = [calls(), predict(root, numbers), calls(), forward(root), calls()]
    answers = subject.ask(network, *before, *asked)
    answers.number(1, oracle.value(network.feed(numbers[:-1])))
    answers.number(-4, oracle.value(grown.feed(numbers)), "The sum at the bottom got one more input.")
    counts = answers.counts(-3)["children"]
    alone, reads = sum(answers.counts(-1)["children"]), sum(counts)
    alone = min(alone, reads_of_forward(grown, root))
    answers.holds(-3, reads <= alone, f"at most {alone} reads of `children`, as forward() makes", got=f"{reads}")
    most = max((counts[i] for i in network.operations if network.nodes[i].kind in SEALED), default=0)
    answers.holds(-3, most <= 1, "one read of `children` of each node, as forward() makes", got=f"{most}")
    wide = 1100 + inputs + height + levels  # more than Python allows calls inside each other; seldom the same twice
    come_out(subject, "Each input is 1.", (SUM_OF_ONES, ""), (f"sum_of_ones({wide}, compiled=True)", str(wide)))
