"""Exercise 6: a network as a formula. Judged by its value, never by its text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, reject
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.dice import Dice
from checks.law.formula_shapes import (
    alike,
    all_repeated,
    alternating,
    counted,
    equal_factors,
    extreme,
    named,
    nearly,
    printed,
    repeated,
    rows,
    signs,
    tower,
    wide,
)
from checks.law.living import rearranging
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import Choices, Habits, lives
from checks.law.meaning import FormulaModel, has_formula, means, points
from checks.law.planting import wild_or_twin
from checks.law.strategies import ONE_CHILD, OPERATIONS, PALETTES, World, networks, one_of, wild_model
from checks.law.subject import Subject
from checks.law.written.palettes import ALIKE, EXTREMES, MANY, NAMES, NUMBERS
from checks.law.written.statements import stated
from checks.model.network import Builder, Network
from checks.model.objects import attempt
from checks.model.scenario import Step, funcify, set_children


def ask_again(choices: Choices) -> list[Step]:
    """Ask a node before and after a change that leaves much as it was."""
    return rearranging.around(choices, node := choices.operation(), [funcify(node)])


def ask_any(choices: Choices) -> Step | list[Step]:
    """Ask a node for its formula, also one that has none, or that lacks a child for a moment."""
    network = choices.network
    inner = {child for one in network.nodes for child in one.children}
    roots = [i for i in network.operations if i not in inner]
    node = choices.one_of(roots) if choices.one_of((True, False)) else choices.node()
    if not has_formula(network, node):
        return attempt(funcify(node))
    one_child = [i for i in network.below(node) if network.nodes[i].kind in ONE_CHILD]
    if one_child and choices.one_of((False, False, False, True)):
        broken = choices.one_of(one_child)
        children = network.nodes[broken].children
        return [set_children(broken, []), attempt(funcify(node)), set_children(broken, children)]
    return funcify(node)


def ask_grown(choices: Choices) -> list[Step]:
    """Give a sum in a product, or a product in a sum, a child more or less, and ask the one above."""
    nodes = choices.network.nodes
    pairs = [(i, c) for i in choices.network.operations for c in nodes[i].children]
    pairs = [(i, c) for i, c in pairs if {nodes[i].kind, nodes[c].kind} == {"Add", "Multiply"}]
    small = [(i, c) for i, c in pairs if len(nodes[c].children) < 2]
    above, grown = choices.one_of(small or pairs) if choices.one_of((True, False)) else choices.one_of(pairs)
    question = funcify(above)
    if choices.one_of((True, False)):
        return [*rearranging.grown(choices, grown), question]
    return [question, *rearranging.shortened(choices, above), question]


LIVES = Habits(
    FormulaModel,
    (
        *("funcify", "funcify", "funcify", "again", "again", "again", "grown"),
        *("edit", "set_children", "assign", "forward", "predict", "backward"),
    ),
    World((*OPERATIONS, *OPERATIONS, *OPERATIONS, "Square"), operations=4, names=NAMES[:6], nicknames=True),
    {"funcify": ask_any, "again": ask_again, "grown": ask_grown},
    plant=wild_or_twin,
    palettes=MANY,
    steps=14,
    models=2,
    late=True,
    made=("list", "tuple", "caller's"),
    spare=3,
)


@st.composite
def formulas_to_write(draw: st.DrawFn, world: World, numbers: Sequence[tuple[float, ...]] = MANY) -> Network:
    """A tree with numbers of all kinds, of which the root's formula can be judged."""
    dice, builder = Dice(draw), Builder()
    wild_model(dice, builder, world, dice(one_of(numbers)))
    network = builder.network()
    try:
        points(network, network.root)
    except Impossible:
        reject()
    return network


@st.composite
def named_sums(draw: st.DrawFn) -> Network:
    """Sums in sums; some of the inputs have names."""
    network = draw(networks(kinds=("Add",), tame=False))
    names = draw(st.permutations(["a", "temperature", "speed", "z", "time_of_day", "q7"]))
    known = {i: name for i, name in zip(network.inputs(), names, strict=False) if draw(one_of((True, False)))}
    return Network(tuple(node._replace(name=known.get(i)) for i, node in enumerate(network.nodes)))


def check_formula(subject: Subject, network: Network) -> None:
    """funcify() of the root means the root's value."""
    means(subject.ask(network, funcify(network.root)), 0, network, network.root)


@st.composite
def repeated_parts(draw: st.DrawFn) -> Network:
    """Operations with equal children, which have equal children: they may be written as powers of powers."""
    kinds = [draw(one_of(kinds)) for kinds in (OPERATIONS, ("Multiply", "Add"), ("Multiply", "Add"))]
    values = draw(one_of(((1.5, -0.5), (-2.0, 3), (2, 0.25))))
    return repeated(kinds, draw(st.tuples(*[one_of((3, 2, 1))] * 3)), values)


@check(
    "The formula has the network's value, whatever its inputs: sums, ReLU and sigmoid",
    points=3,
    clauses=("6.1", "6.3"),
)
@given(network=networks(kinds=("Add", "ReLU", "Sigmoid"), tame=False))
def test_formula_has_the_value(subject: Subject, network: Network) -> None:
    """Nested in each other."""
    check_formula(subject, network)


@check(
    "Sums and products keep their meaning inside each other: parentheses where they are needed",
    points=3,
    clauses=("6.1", "6.3"),
)
@given(network=networks(kinds=("Multiply", "Add"), operations=6, tame=False))
def test_parentheses(subject: Subject, network: Network) -> None:
    """A sum inside a product, a product inside a sum, and so on."""
    check_formula(subject, network)


@check(
    "Inputs appear by their names, the nameless ones as x1, x2, ...", points=2.5, clauses=("6.4", "6.5", "6.6", "6.7")
)
@given(network=named_sums())
def test_names(subject: Subject, network: Network) -> None:
    """Two inputs never share a name, and x1, x2, ... count the nameless ones in the order of find_input_nodes()."""
    check_formula(subject, network)


@check("Numbers are written with all their digits, negative ones too", points=0.5, clauses=("6.2", "6.3", "6.8"))
@given(values=st.tuples(one_of(NUMBERS), one_of(NUMBERS)), extreme=one_of(EXTREMES), kind=one_of(("Add", "Multiply")))
@example(values=(-0.1234567890123456, -1 / 3), extreme=2.5e-99, kind="Multiply")
@example(values=(3e-10, 6.02214076e23), extreme=-1e-100, kind="Multiply")
@example(values=(0.5, -1 / 3), extreme=2**53 + 1, kind="Add")
@example(values=(12345678901234567891, 0.5), extreme=-(10**40) - 1, kind="Multiply")
def test_numbers(subject: Subject, values: tuple[float, float], extreme: float, kind: str) -> None:
    """Nothing is rounded. A formula of one number reads back as exactly that number."""
    builder = Builder()
    alone = [builder.parameter(value) for value in (*values, extreme)]
    inner = builder.operation(kind, alone[0], builder.input(1.0))
    network = builder.add("Multiply", alone[1], inner).network()
    answers = subject.ask(network, *map(funcify, (*alone, network.root)))
    for step, node in enumerate((*alone, network.root)):
        means(answers, step, network, node)


@check(
    "A formula may be wide or deep, have any numbers and names in it, and operations without children",
    points=0.5,
    examples=100,
    clauses=("6.1", "6.3", "6.4", "6.5", "6.6", "6.7", "6.9", "6.10", "6.11", "6.12"),
)
@given(
    network=st.one_of(
        formulas_to_write(World(("Multiply", "Add"), operations=6, arity=3), MANY),
        formulas_to_write(World(OPERATIONS, arity=3, names=NAMES, nicknames=True), PALETTES[:3]),
        formulas_to_write(
            World(("Add", "Multiply", "Sigmoid"), arity=16, operations=3, names=NAMES), (*PALETTES[:3], ALIKE)
        ),
        repeated_parts(),
    )
)
@example(network=equal_factors(-1.5))
@example(network=equal_factors(2.5))
@example(network=signs())
@example(network=extreme(0))
@example(network=extreme(1))
@example(network=extreme(2))
@example(network=printed(0))
@example(network=printed(1))
@example(network=printed(2))
@example(network=all_repeated())
@example(network=rows())
@example(network=alternating(("Multiply", "Add"), 4))
@example(network=alternating(("Add", "Multiply"), 4))
@example(network=alike(ALIKE))
@example(network=(b := Builder()).add("Add", b.input(), b.parameter(0.05)).network())
@example(network=named(NAMES))
@example(network=counted(120))
@example(network=nearly("Add"))
@example(network=nearly("Multiply"))
@example(network=tower(("Multiply", "Add"), 200))  # as many levels as a network may have
@example(network=tower(("Sigmoid", "ReLU", "ReLU", "Add"), 5))
@example(network=wide("Add"))
@example(network=wide("Multiply"))
def test_corners(subject: Subject, network: Network) -> None:
    """The sum of nothing is 0, the product of nothing 1."""
    check_formula(subject, network)


@check(
    "Every node has a formula at any time, whatever was asked before and has changed since",
    points=1.5,
    examples=165,
    clauses=("6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10"),
)
@given(life=lives(LIVES))
@example(life=rearranging.regrown())
@example(life=stated(0))
@example(life=stated(1))
@example(life=stated(2))
@example(life=stated(3))
def test_any_life(subject: Subject, life: Life) -> None:
    """Several networks, of which any node is asked; values and children change, and some nodes are made later."""
    live(subject, life, FormulaModel)
