"""Exercise 6: a network as a formula. Judged by its value, never by its text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law import formulas, oracle
from checks.law.answers import Answers
from checks.law.check import check
from checks.law.strategies import OPERATIONS, networks, numbers
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import funcify

# Of the floats in a range, Hypothesis likes those that it finds in the modules around: others for each student.
any_numbers = st.one_of(
    numbers(), st.builds(lambda whole, part: whole + part / 97, st.integers(-99, 98), st.integers(1, 96))
)
"""Few digits, or as many as there are."""
POINTS = ([0.7, -1.3, 2.1, 0.4], [-0.9, 0.6, -1.7, 1.1], [1.9, 2.3, 0.8, -0.2])
"""Values for the inputs, taken in turn: the formula must be right at each of the three."""


@st.composite
def formulas_to_write(
    draw: st.DrawFn, operations: int = 5, kinds: Sequence[str] = OPERATIONS, names: bool = False
) -> Network:
    """A tree; its inputs may have names. Each check is about one thing that can go wrong, hence the kinds."""
    network = draw(networks(operations=operations, kinds=kinds, tame=False))
    if not names:
        return network
    pool = draw(st.permutations(["a", "temperature", "speed", "z", "time_of_day", "q7"]))
    named = {i: name for i, name in zip(network.inputs(), pool, strict=False) if draw(st.booleans())}
    return Network(tuple(node._replace(name=named.get(i)) for i, node in enumerate(network.nodes)))


def variables(network: Network, root: int) -> dict[int, str]:
    """What each input below `root` is called: its name, or x1, x2, ... among the nameless ones."""
    count = 0
    called = {}
    for i in network.inputs(root):
        name = network.nodes[i].name
        count += name is None
        called[i] = name or f"x{count}"
    return called


def means(answers: Answers, step: int, network: Network, root: int | None = None) -> None:
    """The text is a formula of the node's inputs, and has its value at several points."""
    root = network.root if root is None else root
    text = answers[step]
    answers.holds(step, type(text) is str, "a str, the formula of the network")
    called = variables(network, root)
    try:
        tree = formulas.parse(text)
        unknown = formulas.names(tree) - set(called.values())
        if unknown:
            inputs = ", ".join(called.values()) or "none"
            raise formulas.FormulaError(f"it contains the name {sorted(unknown)[0]}; the inputs are called: {inputs}")
        for point in POINTS:
            at = {i: point[k % len(point)] + k // len(point) for k, i in enumerate(called)}
            right = oracle.value(network.having(at), root)
            value = formulas.evaluate(tree, {called[i]: x for i, x in at.items()})
            where = ", ".join(f"{called[i]} = {x}" for i, x in at.items())
            expected = f"a formula with the value {right!r}" + (f" for {where}" if where else "")
            size = size_of_terms(network.having(at))
            answers.holds(step, oracle.close(value, right, size), expected, got=f"{text}, which is {value!r}")
    except formulas.FormulaError as error:
        raise answers.mismatch(step, "a formula", f"The text is not right: {error}.", got=repr(text[:300])) from None


def size_of_terms(network: Network) -> float:
    """The largest number that may have cancelled against another: results, and terms of sums."""
    sums = [child for node in network.nodes if node.kind == "Add" for child in node.children]
    return max(1e-4, *(abs(oracle.value(network, i)) for i in {*network.operations, *sums}), 0.0)


def check_formula(subject: Subject, network: Network) -> None:
    """funcify() of the root means the root's value."""
    means(subject.ask(network, funcify(network.root)), 0, network)


@check("The formula has the network's value, whatever its inputs: sums, ReLU and sigmoid", points=3)
@given(network=formulas_to_write(kinds=("Add", "ReLU", "Sigmoid")))
def test_formula_has_the_value(subject: Subject, network: Network) -> None:
    """Nested in each other."""
    check_formula(subject, network)


def with_an_empty(kind: str) -> Network:
    """x1 and an operation without children, below the same kind of operation."""
    builder = Builder()
    return builder.add(kind, builder.input(1.0), builder.operation(kind)).network()


@check("Sums and products keep their meaning inside each other: parentheses where they are needed", points=3)
@given(network=formulas_to_write(kinds=("Multiply", "Add"), operations=6))
@example(network=with_an_empty("Add"))
@example(network=with_an_empty("Multiply"))
def test_parentheses(subject: Subject, network: Network) -> None:
    """A sum inside a product, a product inside a sum, and so on. The sum of nothing is 0, the product of nothing 1."""
    check_formula(subject, network)


@check("Inputs appear by their names, the nameless ones as x1, x2, ...", points=2)
@given(network=formulas_to_write(kinds=("Add",), names=True))
def test_names(subject: Subject, network: Network) -> None:
    """Two inputs never share a name, and x1, x2, ... count the nameless ones in the order of find_input_nodes()."""
    check_formula(subject, network)


@check("Numbers are written with all their digits, negative ones too", points=1)
@given(value=any_numbers, factor=any_numbers, kind=st.sampled_from(["Add", "Multiply"]))
@example(value=-0.1234567890123456, factor=-1 / 3, kind="Multiply")
def test_numbers(subject: Subject, value: float, factor: float, kind: str) -> None:
    """Nothing is rounded."""
    builder = Builder()
    inner = builder.operation(kind, builder.parameter(value), builder.input(1.0))
    check_formula(subject, builder.add("Multiply", builder.parameter(factor), inner).network())


@check("Every node has a formula, with the names that the node asked gives", points=2)
@given(network=formulas_to_write(kinds=("Add", "Sigmoid")), data=st.data())
def test_every_node(subject: Subject, network: Network, data: st.DataObject) -> None:
    """Leaves too. Asking one node does not change what another one answers."""
    node = data.draw(st.integers(0, network.root))
    answers = subject.ask(network, funcify(node), funcify(network.root), funcify(node))
    means(answers, 0, network, node)
    means(answers, 1, network)
    means(answers, 2, network, node)
