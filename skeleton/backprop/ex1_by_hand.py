"""# Exercise 1: Backpropagation by hand

Before a computer does it a million times, do it three times yourself. The smallest
network that learns anything is a straight line:

    p = weight * x + bias

It has two numbers to learn. For one sample, an input `x` with its true answer `y`, the
loss says how wrong the prediction `p` is. We take the squared error `L = (y - p)^2`.
Training turns the two knobs `weight` and `bias` a little, each in the direction that
makes `L` smaller:

    new value = old value - learning rate * derivative of L by the old value

So all the work is in two derivatives, and the chain rule finds them. Walk from the loss
down to the knobs: how does `L` react when `p` moves? How does `p` react when the weight
moves, and how when the bias does? Multiply along the way. That walk from the loss to
the leaves *is* backpropagation; in a bigger network it is only longer.

## One step, done for you

Start with weight 0.5 and bias -0.2. The sample is x = 2, y = 1.5, the learning rate
0.1.

| what | figure |
|---|---|
| prediction p | 0.5 * 2 - 0.2 = 0.8 |
| loss L | (1.5 - 0.8)^2 = 0.49 |
| dL/dp | -2 * (1.5 - 0.8) = -1.4 |
| dp/dweight, which is x | 2 |
| dp/dbias | 1 |
| dL/dweight | -1.4 * 2 = -2.8 |
| dL/dbias | -1.4 * 1 = -1.4 |
| weight after the step | 0.5 - 0.1 * (-2.8) = 0.78 |
| bias after the step | -0.2 - 0.1 * (-1.4) = -0.06 |

The same as a tree, with the derivative of each node beside it. Values go up in it,
derivatives come down:

    p = 0.8                   dL/dp = -1.4
    |-- weight * x = 1.0      dL/d(weight * x) = -1.4 * 1 = -1.4
    |   |-- weight = 0.5      dL/dweight = -1.4 * 2 = -2.8
    |   `-- x = 2
    `-- bias = -0.2           dL/dbias = -1.4 * 1 = -1.4

The new prediction is 0.78 * 2 - 0.06 = 1.5, and the loss is 0: this learning rate
happened to be a lucky one. Try 0.2 on paper before you go on. Bigger is not better.

Make sure you know where each of the three derivatives comes from, and why two of them
are the same. A good habit: check a derivative by nudging. With weight 0.501 instead of
0.5 the loss becomes 0.487204, so it changed by about -2.8 per unit of weight, just as
the table says.

To see it move, type `python -m backprop step 1`: a page for your browser goes through
this step number by number, and you may change each of them. Once your functions are
written, their answers are there as well.

## Your task

Edit `backprop/ex1_by_hand.py`. There are four functions:

1. `linear_regression` builds the line as a tree of framework nodes. Nodes are made like
   `framework.Input()` and `framework.Add([a, b])`; open `backprop/framework.py` to see
   what else there is.
2. `three_steps` is for pen and paper. Type in what you find; please do not compute it
   in Python.
3. `gradients` is your pen-and-paper formula as code, for any numbers.
4. `train` repeats the step. If it disagrees with `three_steps`, one of you two has made
   a slip: find it.

The framework can check your gradients, for it does the same walk:

    >>> from backprop.losses import mse_loss_grad
    >>> line = linear_regression(0.5, -0.2)
    >>> p = line.predict([2])
    >>> p
    0.8
    >>> line.backward(mse_loss_grad(1.5, p))    # one step, with the default learning rate 0.01
    >>> round(line.predict([2]), 6)
    0.87

What holds in every exercise, about numbers, arguments and time, stands at the top of
`backprop/framework.py`. Check your work with `pytest -k ex1`.

## To think about

With `x = 0` one of the two parameters does not move at all. Which one, and why is that
reasonable?

To read on, with more pictures of the same walk: Christopher Olah,
[Calculus on Computational Graphs: Backpropagation](https://colah.github.io/posts/2015-08-Backprop/).
"""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`.

    Returns the root of a new tree of framework nodes with exactly one `Input`, which is
    x, and exactly two `Parameter` nodes, which start with the values `weight` and
    `bias` and learn with the default learning rate. `predict([x])` of the root gives
    weight * x + bias, for what the two are by then. Any tree that does is right.
    """
    raise NotImplementedError("Exercise 1")


def three_steps() -> list[tuple[float, float]]:
    """The (weight, bias) after the first, the second and the third update, found with
    pen and paper.

    The start is weight 0.2 and bias 0.1. Every update uses the same sample, x = 3 with
    the true answer y = 2, the loss (y - p)^2, and the learning rate 0.01. Returns a
    list of three pairs of numbers, right to 4 decimals: no number is more than 0.00005
    off.
    """
    raise NotImplementedError("Exercise 1")


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    raise NotImplementedError("Exercise 1")


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
    raise NotImplementedError("Exercise 1")
