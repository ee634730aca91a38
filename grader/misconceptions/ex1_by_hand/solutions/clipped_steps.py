# name: its parameters move by 1 at the most in one step
# explanation: They learn with the default learning rate, however large the derivative is.
# severity: misunderstanding
# clauses: 1.1
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Careful(framework.Parameter):
    """A parameter that does not jump."""

    def on_backward(self, derivative_from_parent: float) -> None:
        super().on_backward(max(-100.0, min(100.0, derivative_from_parent)))


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`."""
    return framework.Add([framework.Multiply([Careful(weight), framework.Input()]), Careful(bias)])


def three_steps() -> list[tuple[float, float]]:
    """Found with pen and paper."""
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias)."""
    slope = -2 * (y - (weight * x + bias))
    return slope * x, slope


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    """The pairs (weight, bias) after each update."""
    history = []
    for step in range(steps):
        x, y = data[step % len(data)]
        d_weight, d_bias = gradients(weight, bias, x, y)
        weight -= learning_rate * d_weight
        bias -= learning_rate * d_bias
        history.append((weight, bias))
    return history
