"""The student's own numbers beside the right ones, and the first node at which they depart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from checks.explain.drawing import drawing
from checks.explain.failure import Failure
from checks.explain.messages import Role, explain, paragraphs
from checks.explain.recorded.own_numbers import with_yours
from checks.explain.tree_text import SUMS, sums_text
from checks.explain.yours.numbers import Departure, Yours, departure
from checks.model.network import Builder, Network
from checks.model.scenario import Scenario, Step, backward, call, forward, funcify, predict
from checks.model.status import Status
from grader.misconceptions.catalogue import reference, wrong_solutions


def graph() -> Network:
    """b = a + a; c = b * b."""
    builder = Builder()
    a = builder.parameter(3.0)
    b = builder.operation("Add", a, a)
    return builder.add("Multiply", b, b).network()


def names_of(text: str) -> Mapping[str, Any]:
    names: dict[str, Any] = {"__name__": "wrong"}
    exec(text, names)
    return names


def failure(stem: str, network: Network, *steps: Step, **parts: Any) -> Failure:
    scenario = Scenario(network, steps)
    return Failure(stem, "A law", Status.FAILED, scenario, len(steps) - 1, expected="1", got="2", **parts)


def departing(stem: str, name: str, network: Network, *steps: Step, **parts: Any) -> tuple[str, str] | None:
    """The name of the node, and what departs there."""
    shown = with_yours(failure(stem, network, *steps, **parts), names_of(wrong_solutions(stem)[name])).snapshot()
    assert shown is not None
    found = shown.departure()
    return found and (network.names[found.node], found.what)


def test_values_from_the_leaves_up_then_derivatives_from_the_root_down() -> None:
    """What is wrong above follows from what is wrong below, and the other way round."""
    network = graph()
    values, derivatives = dict(enumerate([3.0, 6.0, 36.0])), dict(enumerate([24.0, 12.0, 1.0]))
    told = {2: (1.0,), 1: (12.0,), 0: (24.0,)}

    def first(yours: Yours) -> Departure | None:
        return departure(network, 2, yours, values, derivatives)

    assert first(Yours(values, told)) is None
    assert first(Yours({0: 3.0, 1: 5.0, 2: 25.0}, {0: (1.0,)})) == Departure(1, "value")
    assert first(Yours(values, {2: (1.0,), 1: (6.0,), 0: (12.0,)})) == Departure(1, "derivative")
    assert first(Yours(values, told | {1: (6.0, 6.0)})) == Departure(1, "derivative"), "parts are no sum"
    assert first(Yours(values, {2: (1.0,), 1: (12.0,)})) == Departure(0, "derivative")
    assert first(Yours({2: None}, {})) == Departure(2, "value")
    assert first(Yours(values, {0: (24.0,)})) is None, "who is told below was reached"
    assert first(Yours(values, {0: (24.0,)}, strict=True)) == Departure(2, "derivative")


def test_wrong_solutions_depart_where_the_mistake_is() -> None:
    """Of a graph: the node with two ways up. Of a cache that is not told: the node above the leaf."""
    assert departing("ex7_multi_parent", "last_parent_wins", graph(), backward(2, 1.0)) == ("n1", "derivative")
    assert departing("ex7_multi_parent", "root_is_not_told", graph(), backward(2, 1.0)) == ("root", "derivative")
    line = Builder()
    network = line.add("Add", line.operation("Add", line.input(0.25)), line.parameter(2.0)).network()
    mean = departing("ex7_multi_parent", "depth_first_order", network, backward(network.root, 1.0))
    assert mean is None, "on a tree it is right"


def test_who_speaks_too_early_is_marked() -> None:
    """And not the child that got a part of the sum."""
    builder = Builder()
    v = builder.operation("Add", builder.input(0.5))
    network = builder.add("Add", v, builder.operation("Add", v)).network()
    asked = failure("ex7_multi_parent", network, backward(network.root, 2.0))
    marked = with_yours(asked, names_of(wrong_solutions("ex7_multi_parent")["level_by_level"]))
    shown = marked.snapshot()
    assert shown is not None
    assert shown.departure() == Departure(v, "early")
    assert "<-- speaks too early" in explain(marked)
    assert "speaks too early" in drawing(shown).svg


def test_a_value_kept_from_before_is_the_one_that_departs() -> None:
    """The root has not asked the node below it again: what that one answered last is what counts."""
    builder = Builder()
    inner = builder.operation("Add", builder.input(0.5))
    network = builder.add("Multiply", inner, builder.parameter(2.0)).network()
    text = reference("ex3_caching")
    kept = text + (
        "\n\ndef forward(self):\n"
        "    if not hasattr(self, '_kept'):\n"
        "        self._kept = self.op([child.forward() for child in self.children])\n"
        "    return self._kept\n\nNeuralNetNode.forward = forward\n"
    )
    asked = failure("ex3_caching", network, forward(network.root), predict(network.root, [7.0]))
    shown = with_yours(asked, names_of(kept)).snapshot()
    assert shown is not None
    assert shown.departure() is not None
    assert network.names[shown.departure().node] == "n1"  # type: ignore[union-attr]


def test_exercise_1_has_the_numbers_of_the_answer() -> None:
    asked = failure(
        "ex1_by_hand", Network(()), call("gradients", 0.5, 2.0, 3.0, 7.0), values=([-21.0, -7.0], [-7.0, -7.0])
    )
    shown = with_yours(asked, {}).snapshot()
    assert shown is not None and shown.yours is not None
    assert shown.network.names[shown.departure().node] == "w1"  # type: ignore[union-attr]


def test_a_formula_has_a_value_at_each_node() -> None:
    """The product whose parentheses are missing departs, and not the sum in it."""
    builder = Builder()
    inner = builder.operation("Add", builder.input(2.0), builder.parameter(3.0))
    network = builder.add("Add", builder.operation("Multiply", inner, builder.parameter(7.0))).network()
    plain = reference("ex6_funcify") + (
        "\n\nMultiply.funcify = lambda self: ' * '.join(c.funcify() for c in self.children)\n"
        "Add.funcify = lambda self: ' + '.join(c.funcify() for c in self.children)\n"
        "Input.funcify = lambda self: 'x1'\nParameter.funcify = lambda self: repr(self.value)\n"
    )
    shown = with_yours(failure("ex6_funcify", network, funcify(network.root)), names_of(plain)).snapshot()
    assert shown is not None
    assert network.names[shown.departure().node] == "n2"  # type: ignore[union-attr]


def test_the_message_has_a_column_a_mark_and_the_sum() -> None:
    asked = failure("ex7_multi_parent", graph(), backward(2, 1.0))
    marked = with_yours(asked, names_of(wrong_solutions("ex7_multi_parent")["last_parent_wins"]))
    text = explain(marked)
    assert "What is right at each node beside yours, when 1 comes down to the root:" in text
    assert "value   yours   derivative   yours" in text
    assert "n1 has several ways up: 12 = 6 from root + 6 from root" in text
    lines = [b.lines[0] for p in paragraphs(marked) for b in p if b.role is Role.DEPARTURE]
    assert len(lines) == 1
    assert lines[0].split()[1:] == ["n1", "Add", "6", "6", "12", "6", "<--", "yours", "departs", "first"]
    assert "beside yours" not in explain(asked)


def test_the_picture_has_them_too() -> None:
    asked = failure("ex7_multi_parent", graph(), backward(2, 1.0))
    shown = with_yours(asked, names_of(wrong_solutions("ex7_multi_parent")["last_parent_wins"])).snapshot()
    assert shown is not None
    svg = drawing(shown).svg
    assert "yours ↓ 6" in svg
    assert svg.count("departs first") == 1
    assert "yours ↓" not in drawing(replace(shown, yours=None)).svg


@pytest.mark.parametrize("text", ["raise SystemExit", "class Add: pass"])
def test_no_column_if_the_code_does_not_run(text: str) -> None:
    asked = failure("ex7_multi_parent", graph(), backward(2, 1.0))
    broken = {"Multiply": None} if text.startswith("raise") else names_of(text)
    assert with_yours(asked, broken) == asked


def test_sums_of_a_large_network_take_few_walks_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk for each node would be thousands: the page of a class then took four times as long."""
    builder = Builder()
    node = builder.parameter(1.0)
    for _ in range(500):
        node = builder.operation("Add", node, node)
    shown = failure("ex7_multi_parent", builder.add("Add", node).network(), backward(501, 1.0)).snapshot()
    assert shown is not None
    walks: list[int] = []
    walk = Network._visit
    monkeypatch.setattr(Network, "_visit", lambda self, root: walks.append(root) or walk(self, root))
    assert len(sums_text(shown)) == SUMS
    assert len(walks) < 20
