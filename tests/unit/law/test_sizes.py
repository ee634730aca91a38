"""The size of the terms in a number, and what can be told for sure."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings

from checks.law import oracle, sizes
from checks.law.living.life import Model
from checks.law.living.lives import Habits, lives
from checks.model.network import Builder, Network


def summed(*values: float) -> Network:
    """A sum of inputs with those values."""
    builder = Builder()
    return builder.add("Add", *(builder.input(v) for v in values)).network()


def test_terms_that_cancel() -> None:
    """The size is that of the terms, not of the sum."""
    network = summed(1e6, 1.0, -1e6)
    assert oracle.value(network) == 1.0
    assert sizes.value_size(network) == 2e6 + 1


def test_derivative_through_a_product() -> None:
    """The derivative with respect to a factor has the size of the other factors."""
    builder = Builder()
    x, y = builder.input(2.0), builder.input(-3.0)
    network = builder.add("Multiply", x, y, builder.operation("Add", x, x)).network()
    assert sizes.value_size(network) == 24.0
    assert sizes.derivative_size(network, x) == 24.0
    assert sizes.derivative_size(network, y) == 8.0
    assert sizes.derivative_size(network, network.root) == 1.0


def test_components_of_an_output() -> None:
    """An Output has the size of its largest component, and a Softmax adds that of its scores."""
    builder = Builder()
    a, b = builder.parameter(2.0), builder.parameter(-5.0)
    assert sizes.value_size(builder.add("Output", a, b).network()) == 5.0
    builder = Builder()
    soft = builder.add("Softmax", builder.parameter(2.0), builder.parameter(2.0)).network()
    assert sizes.value_size(soft) == pytest.approx(2.5)
    assert sizes.derivative_size(soft, 0) == pytest.approx(2.5 * 1.5)


@pytest.mark.parametrize(
    ("values", "sure"),
    [
        ((1.0, -0.5), True),
        ((0.5, -0.5), True),  # exactly 0, in every order
        ((0.0,), True),
        ((0.1, 0.2, -0.3), False),  # 0 or 5e-17
        ((1e9, -1e9 + 1), False),
    ],
)
def test_sign_of_what_a_relu_gets(values: tuple[float, ...], sure: bool) -> None:
    """A ReLU can be judged if its input is clearly positive, clearly negative, or 0 without any rounding."""
    builder = Builder()
    network = builder.add("ReLU", builder.insert(summed(*values))).network()
    assert sizes.is_sure(network) is sure


@pytest.mark.parametrize("value", [1e200, 1e-200])
def test_too_large_or_small(value: float) -> None:
    """Numbers that overflow or vanish in one order of operations cannot be judged."""
    assert not sizes.is_sure(summed(value))


class Anything(Model):
    """A world in which nodes are shared."""

    shared = True


@settings(max_examples=100)
@given(life=lives(Habits(Anything, ("forward",))))
def test_value_is_never_larger_than_its_size(life: object) -> None:
    """The size bounds the value and the derivatives of every node."""
    network: Network = life.network  # type: ignore[attr-defined]
    for i in range(len(network.nodes)):
        if sizes.is_sure(network, i):
            assert abs(oracle.value(network, i)) <= sizes.value_size(network, i) * (1 + 1e-12)
            slopes = oracle.derivatives(network, i)
            for k in network.below(i):
                assert abs(slopes[k]) <= sizes.derivative_size(network, k, i) * (1 + 1e-12)


def test_rounding_is_small_relative_to_the_size() -> None:
    """Summing in another order changes a value by far less than the tolerance times the size."""
    values = [0.1 * (-1) ** k * 10 ** (k % 7) for k in range(50)]
    exact = float(sum(map(Fraction, values)))
    size = sizes.value_size(summed(*values))
    for order in (values, values[::-1], sorted(values)):
        assert math.isclose(sum(order), exact, rel_tol=0, abs_tol=1e-12 * size)
