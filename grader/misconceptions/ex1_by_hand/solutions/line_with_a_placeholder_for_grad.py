# name: grad() of a line of its own is ones, as backward() goes past it
# explanation: A method works for every node that has it. What are the derivatives of the line by its children?
# severity: slip
# clauses: 1.1, 1.9
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Line(framework.Operation):
    """weight * x + bias as one node."""

    def op(self, x):
        return x[0] * x[1] + x[2]

    def grad(self):
        return [1.0] * len(self.children)  # not used: see backward

    def backward(self, derivative_from_parent):
        weight, x, bias = self.children
        slopes = [x.forward(), weight.forward(), 1.0]
        for child, slope in zip(self.children, slopes):
            child.backward(derivative_from_parent * slope)


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`.

    Returns the root of a new tree of framework nodes with exactly one `Input`, which is
    x, and exactly two `Parameter` nodes, which start with the values `weight` and
    `bias` and learn with the default learning rate. `predict([x])` of the root gives
    weight * x + bias, for what the two are by then. Any tree that does is right.
    """
    # BEGIN SOLUTION
    return Line([framework.Parameter(weight), framework.Input(), framework.Parameter(bias)])
    # END SOLUTION


def three_steps() -> list[tuple[float, float]]:
    """The (weight, bias) after the first, the second and the third update, found with
    pen and paper.

    The start is weight 0.2 and bias 0.1. Every update uses the same sample, x = 3 with
    the true answer y = 2, the loss (y - p)^2, and the learning rate 0.01. Returns a
    list of three pairs of numbers, right to 4 decimals: no number is more than 0.00005
    off.
    """
    # BEGIN SOLUTION
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
    # END SOLUTION


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    # BEGIN SOLUTION
    p = weight * x + bias
    dl_dp = -2 * (y - p)
    return dl_dp * x, dl_dp
    # END SOLUTION


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    """The list of the pairs (weight, bias) after each of `steps` updates, the first
    update first.

    `data` has at least one pair (x, y), and may have equal ones. `steps` may be 0, or
    thousands. Each update uses one sample: the first pair, then the second, and so on,
    and the first again after the last. It moves weight and bias by -learning_rate times
    their derivatives of (y - p)^2, both taken with the weight and the bias from before
    the update.
    """
    # BEGIN SOLUTION
    history = []
    for step in range(steps):
        x, y = data[step % len(data)]
        dl_dweight, dl_dbias = gradients(weight, bias, x, y)
        weight -= learning_rate * dl_dweight
        bias -= learning_rate * dl_dbias
        history.append((weight, bias))
    return history
    # END SOLUTION
