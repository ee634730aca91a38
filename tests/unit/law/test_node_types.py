"""Each kind of node with one child is right in all that its entry says, and known wherever a kind matters."""

from __future__ import annotations

import pytest

from checks.explain.conditions import features
from checks.explain.drawing import SIGNS
from checks.law import oracle, sizes, strategies
from checks.law.node_types import NODE_TYPES, NodeType
from checks.law.search import cost, sealed
from checks.model.network import Builder
from checks.stepper import lines, objects

POINTS = (-30.0, -2.0, -0.5, 0.25, 1.0, 3.0, 30.0)
STEP = 1e-5


@pytest.mark.parametrize("known", NODE_TYPES.values(), ids=lambda known: known.kind)
def test_the_slope_is_that_of_the_value(known: NodeType) -> None:
    for x in POINTS:
        measured = (known.value(x + STEP) - known.value(x - STEP)) / (2 * STEP)
        assert known.slope(x) == pytest.approx(measured, abs=1e-8)
        bend = (known.slope(x + STEP) - known.slope(x - STEP)) / (2 * STEP)
        assert abs(bend) <= known.bend + 1e-8


@pytest.mark.parametrize("known", NODE_TYPES.values(), ids=lambda known: known.kind)
def test_nothing_overflows(known: NodeType) -> None:
    for x in (0.0, -0.0, 1e-100, 1e100, -1e100):
        assert abs(known.value(x)) <= max(1.0, abs(x))
        assert abs(known.slope(x)) <= 1


@pytest.mark.parametrize("kind", NODE_TYPES)
def test_it_is_known_everywhere(kind: str) -> None:
    builder = Builder()
    network = builder.add(kind, builder.input(0.5)).network()
    assert oracle.value(network) == NODE_TYPES[kind].value(0.5)
    assert oracle.derivatives(network)[0] == NODE_TYPES[kind].slope(0.5)
    assert sizes.is_sure(network)
    for table in (strategies.ONE_CHILD, cost.KINDS, sealed.SORTS, features.KINDS, SIGNS, lines.FORMS, objects.KINDS):
        assert kind in table
    assert lines.WHY[kind] == NODE_TYPES[kind].why


def test_sizes_of_a_smooth_function() -> None:
    """An error in the child's value is stretched by the slope, and bends the slope."""
    square = NodeType("Square", lambda x: x * x, lambda x: 2 * x, "²", ("(", ")²"), "", bend=2.0)
    assert square.size_of(3.0, 5.0) == (9.0 + 6.0 * 5.0, 6.0 + 2.0 * 5.0)
