"""Changes that leave much as it was."""

from __future__ import annotations

import pytest

from checks.law.living import rearranging
from checks.law.living.life import Impossible, Model
from checks.law.living.lives import Choices
from checks.law.strategies import items_of
from checks.model.network import Builder, Network
from checks.model.scenario import Step, forward


def network() -> Network:
    """(x1 + x2) * w1 * x3, and a number 0 that belongs to nobody; the sum is 4, the product 6."""
    builder = Builder()
    builder.parameter(9.0)
    x, y, w = builder.input(2.0), builder.input(3.0), builder.parameter(5.0)
    total = builder.operation("Add", x, y)
    return builder.add("Multiply", total, w, builder.input(7.0)).network()


def ordered() -> Network:
    """The same with children before their parents."""
    builder = Builder()
    builder.parameter(9.0)
    x, y, w, z = builder.input(2.0), builder.input(3.0), builder.parameter(5.0), builder.input(7.0)
    return builder.add("Multiply", builder.operation("Add", x, y), w, z).network()


def choices(which: int, one: Network) -> Choices:
    """Choose always the item of that number, or the last one."""
    return Choices(lambda strategy: items_of(strategy)[min(which, len(items_of(strategy)) - 1)], Model(one), (0.5,))


def after(one: Network, steps: list[Step]) -> Network:
    model = Model(one)
    for at, step in enumerate(steps):
        model.take(at, step)
    return model.network


@pytest.mark.parametrize("which", [0, 1])
def test_a_child_moves_and_the_leaves_stay_in_their_order(which: int) -> None:
    """From the sum into the product, or the other way."""
    one = ordered()
    other = after(one, rearranging.regrouped(choices(which, one), one.root))
    leaves = [i for i in one.leaves if i in one.below(one.root)]
    order = [i for n in (one, other) for i in n._visit(n.root) if i in leaves]
    assert order[:4] == order[4:]
    assert [n.children for n in one.nodes] != [n.children for n in other.nodes]


@pytest.mark.parametrize("which", [0, 2])
def test_values_are_swapped(which: int) -> None:
    """All numbers are there as before, two of them elsewhere."""
    one = network()
    other = after(one, rearranging.swapped(choices(which, one), one.root))
    values = [[node.value for node in n.nodes if node.value is not None] for n in (one, other)]
    assert sorted(values[0]) == sorted(values[1])
    assert sum(a != b for a, b in zip(*values, strict=True)) == 2


def test_children_are_turned_round() -> None:
    one = network()
    other = after(one, rearranging.turned(choices(0, one), one.root))
    turned = [n.children[::-1] == o.children != n.children for n, o in zip(one.nodes, other.nodes, strict=True)]
    assert sum(turned) == 1


def test_a_leaf_is_replaced_by_its_like() -> None:
    """By the one that has no parent, which gets its value."""
    one = network()
    other = after(one, rearranging.replaced(choices(0, one), one.root))
    assert 0 in other.nodes[other.root].children
    assert other.nodes[0].value == 5.0


def test_an_operation_grows_by_a_leaf_without_a_parent() -> None:
    """One with a single child rather than another."""
    builder = Builder()
    builder.parameter(9.0)
    total = builder.operation("Add", builder.input(2.0))
    one = builder.add("Multiply", total, builder.input(7.0)).network()
    other = after(one, rearranging.grown(choices(0, one), one.root))
    assert other.nodes[total].children == (0, 1)
    assert other.nodes[other.root].children == one.nodes[one.root].children


@pytest.mark.parametrize("which", [0, 4])
def test_an_operation_loses_a_child(which: int) -> None:
    one = network()
    other = after(one, rearranging.shortened(choices(which, one), one.root))
    assert sum(len(o.children) - len(n.children) for n, o in zip(other.nodes, one.nodes, strict=True)) == 1


@pytest.mark.parametrize("change", [rearranging.grown, rearranging.shortened])
@pytest.mark.parametrize("kind", ["Output", "Softmax"])
def test_a_root_with_several_numbers_keeps_as_many(change: rearranging.Change, kind: str) -> None:
    builder = Builder()
    builder.parameter(9.0)
    one = builder.add(kind, builder.input(1.0), builder.operation("ReLU", builder.input(2.0))).network()
    with pytest.raises(Impossible):
        change(choices(0, one), one.root)


def test_without_anything_to_change_there_is_no_step() -> None:
    builder = Builder()
    one = builder.add("Add", builder.input(1.0)).network()
    for change in (rearranging.regrouped, rearranging.swapped, rearranging.turned, rearranging.replaced):
        with pytest.raises(Impossible):
            change(choices(0, one), one.root)


def test_the_question_stands_around_the_change() -> None:
    one = network()
    steps = rearranging.around(choices(4, one), one.root, [forward(one.root)])
    assert steps[0] == steps[-1] == forward(one.root)
    assert [step.verb for step in steps[1:-1]] == ["assign"]
