"""A network as data says what it is: as JSON, as code, as a formula."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from backprop import framework
from checks.explain.repro import repro
from checks.law import formulas, oracle
from checks.law.strategies import graphs, trees
from checks.model.network import Builder, Network
from checks.model.scenario import Scenario, assign, forward, predict

quick = settings(max_examples=50)


@quick
@given(network=graphs())
def test_json_round_trip(network: Network) -> None:
    """What goes through a pipe comes out the same."""
    scenario = Scenario(network, (forward(network.root), assign(network.leaves[0], 2.5)))
    assert Scenario.from_json(scenario.to_json()) == scenario


@quick
@given(network=st.one_of(trees(), graphs()))
def test_code_builds_the_same_network(network: Network) -> None:
    """The code that a failing check prints makes a network with the same value."""
    names: dict[str, Any] = dict(vars(framework))
    exec(network.code(), names)
    assert oracle.close(names[network.names[network.root]].forward(), oracle.value(network))


@quick
@given(network=trees())
def test_formula_of_a_tree_has_its_value(network: Network) -> None:
    """The formula in a message is true."""
    text, _, where = network.formula.partition("   where ")
    pairs = [part.split(" = ") for part in where.split(", ")]
    value = formulas.evaluate(_readable(text), {name: float(v) for name, v in pairs})
    assert oracle.close(value, oracle.value(network))


def _readable(text: str) -> Any:
    """A sum or product of one child is written as a function; as a formula it is that child in parentheses."""
    return formulas.parse(text.replace("add(", "(").replace("multiply(", "("))


def test_inputs_are_listed_once_in_order() -> None:
    """Depth first, left to right, at the first visit."""
    builder = Builder()
    a, b = builder.input(1.0), builder.input(2.0)
    inner = builder.operation("Add", b, a)
    network = builder.add("Multiply", a, inner, b).network()
    assert network.inputs() == [a, b]
    assert network.inputs(inner) == [b, a]


def test_ancestors_and_nodes_below() -> None:
    """A leaf's ancestors are the nodes that depend on it."""
    builder = Builder()
    a, b = builder.input(1.0), builder.parameter(2.0)
    left, right = builder.operation("ReLU", a), builder.operation("ReLU", b)
    network = builder.add("Add", left, right).network()
    assert network.ancestors(a) == {left, network.root}
    assert network.below(right) == {right, b}


def test_reproduction_is_complete_code(capsys: Any) -> None:
    """Pasted into a file, it prints the answer of the step that was wrong."""
    builder = Builder()
    x = builder.input(0.5)
    network = builder.add("Add", x, builder.parameter(2.0)).network()
    scenario = Scenario(network, (predict(network.root, [1.0]), assign(x, 3.0), forward(network.root)))
    exec(repro(scenario, "ex3_caching", 2).replace("backprop.ex3_caching", "backprop.framework"), {})
    assert capsys.readouterr().out == "5.0\n"


def test_large_networks_are_no_riddle() -> None:
    """Thousands of levels: the code still runs, line by line, and the formula says how large it is."""
    builder = Builder()
    top = builder.input(1.0)
    for _ in range(3000):
        top = builder.operation("ReLU", top)
    network = builder.network()
    names: dict[str, Any] = dict(vars(framework))
    exec(network.code(), names)
    assert names["root"].children[0].children
    assert network.formula == "a network of 3001 nodes"
