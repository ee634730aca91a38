"""The right steps: their order, the sums at shared nodes, who has not yet spoken, and the numbers of every kind."""

from __future__ import annotations

import math
from typing import Any

import pytest

from backprop import framework
from backprop.losses import mse_loss_grad
from checks.law import oracle
from checks.model.network import Builder, Network
from checks.stepper import by_hand
from checks.stepper.examples import example
from checks.stepper.lines import in_words
from checks.stepper.numbers import numbers
from checks.stepper.page import data, written
from checks.stepper.question import OUTPUTS, Start, question
from tests.stepped import diamond, short_and_long_way


def told(found: dict[str, Any], key: str = "line") -> list[str]:
    """What the steps say."""
    return [in_words(step[key], found["numbers"]) for step in found["steps"]]


def of(network: Network, start: Start, names: tuple[str, ...] = ()) -> dict[str, Any]:
    asked = question(network, start, "a test", names=names)
    return data(asked, numbers(asked))


def test_values_go_up_and_derivatives_come_down() -> None:
    found = of(diamond(), Start(1.5), ("a", "b", "c"))
    assert told(found)[1:] == [
        "b = a + a = 0.5 + 0.5 = 1",
        "c = b + b = 1 + 1 = 2",
        "c's derivative = 1.5: backward() is called with it",
        "b's derivative += 1.5 * 1 = 1.5",
        "b's derivative += 1.5 * 1 = 1.5",
        "a's derivative += 3 * 1 = 3",
        "a's derivative += 3 * 1 = 3",
        "a moves: 0.5 - 0.1 * 6 = -0.1",
    ]


def test_the_sum_so_far_and_who_has_not_yet_spoken() -> None:
    """v waits for the parent on the long way, and is told of both before it speaks itself."""
    asked = short_and_long_way()
    found = data(asked, numbers(asked))
    said = dict(zip(told(found), told(found, "more"), strict=True))
    first, second = (line for line in said if line.startswith("v's derivative"))
    assert said[first].endswith("So far v has 1.5. It waits for n1.")
    assert said[second].endswith("That was the last part. v's derivative is 1.5 + 2.25 = 3.75.")
    lines = list(said)
    assert lines.index(second) < lines.index("p's derivative += 3.75 * 2 = 7.5")
    assert said["p's derivative += 3.75 * 2 = 7.5"].endswith("p has no other parent: its derivative is 7.5.")


def test_a_child_twice_under_one_parent() -> None:
    more = told(of(diamond(), Start(), ("a", "b", "c")), "more")
    assert more[4].endswith("So far b has 1. It waits for c once more.")
    assert more[5].endswith("b's derivative is 1 + 1 = 2.")


def test_every_parent_has_spoken_before_its_child_speaks() -> None:
    """In graphs of any form: a node's first word comes after the last word to it."""
    b = Builder()
    nodes = [b.parameter(0.9), b.input(0.7)]
    for k in range(8):
        nodes.append(b.operation("Add", nodes[-1], nodes[k // 2], nodes[-2]))
    found = of(b.network(), Start())
    sends = [found["edges"][step["at"]] for step in found["steps"] if step["do"] == "send"]
    for k, edge in enumerate(sends):
        assert all(other["to"] != edge["from"] for other in sends[k:])


def test_parameters_move_last() -> None:
    does = [step["do"] for step in data(*pair(short_and_long_way()))["steps"]]
    assert does == sorted(does, key=["leaves", "value", "start", "send", "move"].index)


def pair(asked: Any) -> Any:
    return asked, numbers(asked)


KINDS = ("Add", "Multiply", "ReLU", "Sigmoid", "Square", "Blend", "Inverse", "Half", "Relay")


@pytest.mark.parametrize("kind", [*KINDS, *OUTPUTS])
def test_the_numbers_of_every_kind(kind: str) -> None:
    """Those of the framework and the course's own: what comes down is what dual numbers say."""
    b = Builder()
    x = b.parameter(0.8)
    several = kind in ("Add", "Multiply", "Blend", "Half", *OUTPUTS)
    children = (x, b.operation("Multiply", b.parameter(-1.25), b.input(0.5))) if several else (x,)
    network = b.add(kind, *children).network()
    derivative: Any = (1.5, -0.5) if kind in OUTPUTS else 1.5
    right = numbers(question(network, Start(derivative), ""))
    assert right.values == [pytest.approx(value) for value in oracle.values(network)]
    after = oracle.updated(network, derivative)
    assert {i: after.nodes[i].value for i in network.parameters if i in right.after} == pytest.approx(right.after)
    assert told(of(network, Start(derivative)))


def test_a_node_of_nobody_knows_what() -> None:
    """Its number, and those that depend on it, are question marks."""
    b = Builder()
    network = b.add("Add", b.operation("Mystery", b.parameter(1.0)), b.parameter(2.0)).network()
    found = of(network, Start())
    assert "root = n1 + w2 = ? + 2 = ?" in told(found)
    assert "root's derivative = 1: backward() is called with it" in told(found)
    assert "w1's derivative += ? * ? = ?" in told(found)
    assert not found["changeable"]


def test_numbers_that_are_not_finite() -> None:
    """They are unknown, as JSON cannot write them, and nothing of ours breaks."""
    b = Builder()
    found = of(b.add("Inverse", b.operation("Add", b.input(0.0))).network(), Start())
    assert "NaN" not in written(found)
    assert told(found)[2].endswith("= ?")


def test_the_loss_of_exercise_1() -> None:
    """The step in the text: -1.4, -2.8, 0.78 and -0.06."""
    found = data(*pair(by_hand.one_step()))
    lines = told(found)
    assert "p's derivative = -2 * (y - p) = -2 * (1.5 - 0.8) = -1.4" in lines
    assert "weight's derivative += -1.4 * 2 = -2.8" in lines
    assert lines[-2:] == ["weight moves: 0.5 - 0.1 * -2.8 = 0.78", "bias moves: -0.2 - 0.1 * -1.4 = -0.06"]
    assert numbers(by_hand.one_step()).start == mse_loss_grad(1.5, 0.8)


def test_one_way_through_each_component() -> None:
    """The example of exercise 5: b moves, though the loss never looked at its probability."""
    lines = told(data(*pair(example("ex5_outputs"))))
    assert "b's derivative += -2 * -0.25 + 0 * 0.25 = 0.5" in lines
    assert lines[-1] == "b moves: 0 - 1 * 0.5 = -0.5"


@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex2_compile", "ex5_outputs", "ex7_multi_parent", "capstone"])
def test_every_exercise_has_an_example(stem: str) -> None:
    found = data(*pair(example(stem)))
    assert found["title"].startswith("Exercise")
    assert found["changeable"]


def large(kind: str) -> Network:
    """Many nodes: in a chain, under one root, or one as a child a thousand times."""
    b = Builder()
    if kind not in ("chain", "twice"):
        children = [b.parameter(1 + k / 1e4) for k in range(300 if kind == "softmax" else 999)]
        return b.add("Softmax" if kind == "softmax" else "Multiply", *children).network()
    node = b.input(1.0, name="<&>" * 9)
    if kind == "chain":
        for _ in range(998):
            node = b.operation("Add", node, node)
        return b.network()
    return b.add("Add", *[node] * 1000).network()


@pytest.mark.parametrize("kind", ["chain", "wide", "twice", "softmax"])
def test_a_thousand_nodes_fit(kind: str) -> None:
    """A part is shown, with all parents of each node in it, and the page says so."""
    network = large(kind)
    start = Start((1.0,) * 300 if kind == "softmax" else 1.5)
    asked = question(network, start, "")
    right = numbers(asked)
    found = data(asked, right)
    assert len(written(found).encode()) < 100_000
    assert f"Of {len(network.nodes):,} nodes you see" in found["note"]
    assert not found["changeable"]
    shown = len(found["nodes"])
    assert shown < len(network.nodes)
    for k, edge in enumerate(found["edges"]):
        if all(later["to"] != edge["to"] for later in found["edges"][k + 1 :]):
            assert found["numbers"]["sums"][k] == right.totals[len(network.nodes) - shown + edge["to"]]


def test_names_are_told_apart() -> None:
    """Long ones are cut, and no two nodes have the same."""
    b = Builder()
    network = b.add("Add", b.input(1.0, name="the same long name"), b.input(2.0, name="the same long name")).network()
    names = question(network, Start(), "").names
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 16


def test_the_learning_rate_is_that_of_the_framework() -> None:
    b = Builder()
    right = numbers(question(b.add("Add", b.parameter(1.0)).network(), Start(2.0), ""))
    parameter = framework.Parameter(1.0)
    parameter.backward(2.0)
    assert math.isclose(right.after[0] or 0.0, parameter.value)


def test_an_output_may_have_fewer_components_than_children() -> None:
    """Two of three children have an effect; each component has its own derivative."""
    builder = Builder()
    network = builder.add("Ends", *(builder.parameter(v) for v in (1.0, 2.0, 4.0))).network()
    asked = question(network, Start((3.0, 5.0)), "a test")
    found = numbers(asked)
    assert found.totals[:3] == [3.0, 0.0, 5.0]
    assert any("3 * 0 + 5 * 1 = 5" in line for line in told(data(asked, found)))
