"""# Exercise 8 (bonus): A network *is* a function, so write it down

This course began with one sentence: a neural network is a mathematical function. Since
then you have built trees, walked through them, remembered values in them and put them
in order. For every sample, Python walks through objects, asks each for its children,
calls a method here and a method there; and in the middle of all that, once in a while,
two numbers are multiplied. How much of the time is that one multiplication? For the
small classifier above the line y = x, about one percent.

So take the sentence seriously. The network

    Sigmoid([Add([Multiply([Parameter(0.5), x]), Multiply([Parameter(-2.0), y])])])

*is* this function:

    def function(v1, v4):
        v2 = 0.5 * v1
        v5 = -2.0 * v4
        v6 = v2 + v5
        if v6 >= 0:
            v7 = 1 / (1 + exp(-v6))
        else:
            e = exp(v6)
            v7 = e / (1 + e)
        return v7

No objects, no children, no recursion, no cache to keep true: every node is one line,
computed once, after the lines of its children. And what you did for `forward` you can
do for `backward`: the derivative of every node is one more line, after those of its
parents. And then the update: one line for each parameter. Python can compile a text
while it runs (`compile`, `exec`), so a program may write a program, and use it.
Compilers for neural networks do just that. Theirs write for graphics cards; yours
writes Python, and beats every engine that walks through scalar nodes.

One line needs thought: the derivatives of a product. That of each factor is the product
of all the others, and for 10,000 factors, written down one by one, that is a hundred
million factors. Go through them twice instead. The products *before* each factor are
had from left to right, those *after* it from right to left, and each derivative is one
times the other. For 2, 3, 5, 7 they are 1, 2, 6, 30 and 105, 35, 7, 1; so the
derivatives are 105, 70, 42, 30.

## Your task

Edit `backprop/ex8_unroll.py`. Two functions:

- `unroll(root)` returns a Python function of the network's inputs: `function(0.3, 0.7)`
  instead of `root.predict([0.3, 0.7])`, with the parameters' values as they are now.
- `unroll_training(root, loss)` returns `train(data)`, which does forward, backward and
  update for each sample in turn. `loss` is `"mse"`, `"bce"` or `"cce"`. After the call
  the `Parameter` nodes hold what was learned.

In between, `train` may keep the parameters in local variables, the fastest place Python
has. That is the point of giving it a list of samples, and it is also the one thing to
take care of: however `train` ends, the graph has to know.

- All operations; nodes with several parents; macros anywhere below the root; at the
  root also a `Softmax` (scores in, a list of probabilities out). Each node is computed
  once, however many parents it has.
- All derivatives of a sample are computed before any parameter moves.
- 10,000 nodes: a chain ten thousand nodes deep, a sum of ten thousand terms. Recursion
  ends at a depth of 1,000, Python's parser gives up at 200 nested parentheses, and its
  compiler at a few thousand terms in one line.
- Variables get names that you make up. A name from outside,
  `Input(name="x; import os")`, is text that a stranger wrote, and a text that you
  execute is no place for it.

What a node *is* tells the name of its class, or of the first of its base classes (in
`__mro__`) with a name you know: each module of this package has an `Add` of its own,
and all of them are called `Add`; so it is with `Macro` and `Softmax`. Operations of the
course's own are not known here. `Macro` and `Softmax` below are given so that this
exercise stands alone. They cannot compute anything, nor do they have to: your text does
it.

## An example

    >>> from backprop.framework import Add, Input, Multiply, Parameter, Sigmoid
    >>> x, y = Input(), Input()
    >>> w = Parameter(0.5, learning_rate=0.1)
    >>> root = Add([Multiply([w, x]), Multiply([w, y, y])])
    >>> function = unroll(root)
    >>> function(3.0, 2.0)
    3.5
    >>> train = unroll_training(root, "mse")
    >>> train([([1.0, 1.0], 2.0), ([1.0, 0.0], 0.5)])
    >>> round(w.value, 12)                 # 0.5, then 0.5 + 0.1 * 2 * 1 * 2, then 0.9 - 0.1 * 2 * 0.4 * 1
    0.82
    >>> function(3.0, 2.0)                 # the function is the network as it was
    3.5
    >>> round(unroll(root)(3.0, 2.0), 12)  # and this is the network as it is
    5.74

Check your work with `pytest -k ex8`.

## To think about

Your text has one line for each node: the graph, put into an order. Which lines would be
there for a network with an `if` in it, one whose shape depends on the data? That
question divides frameworks into two families to this day.

To read on: [Autodidax](https://docs.jax.dev/en/latest/autodidax.html) builds the core
of JAX, which compiles.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for the tree `body()`, as in exercise 4."""

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: unroll() the network")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: unroll() the network")


class Softmax(framework.Operation):
    """The root of exercise 5, by name alone: its children are scores, and its value is
    a list of probabilities."""

    def op(self, x: list[float]) -> float:
        raise TypeError("this Softmax is only a name: unroll() the network")

    def grad(self) -> list[float]:
        raise TypeError("this Softmax is only a name: unroll() the network")


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    """A Python function of the inputs below `root`, in the order of their first visit,
    depth first, left to right.

    It takes one number for each (another count is a TypeError) and returns the value of
    `root`: a number, or for a `Softmax` a new list. The values of the parameters are
    those at the time of `unroll`. It calls no method of any node.

    `root` is an operation and no macro itself; macros below it are replaced by their
    bodies, each once, in the graph itself, so `body()` is called once. A network of
    more than 10,000 nodes, counted after that, may be refused with a ValueError that
    says so. A node of a kind that is not known is a TypeError that names its class.
    What becomes of the macros when something is refused is left open.
    """
    raise NotImplementedError("Exercise 8")


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    """A Python function `train(data)` that trains the network, one sample (inputs,
    target) after the other.

    For each sample: the prediction, the derivative of the loss ("mse", "bce" or "cce",
    as in `losses` and exercise 5) by each component of it, the derivative of every
    parameter, and only then the updates, each by the parameter's learning rate. The
    target is a number, or for a `Softmax` a list, also with "mse" and "bce"; the other
    roots may be trained with "cce", too. Any other `loss` is a ValueError, at once.

    `train` begins with the values that the `Parameter` nodes have when it is called,
    and when it ends they hold the values learned; also when it ends with an exception,
    because of a sample with the wrong number of inputs (a ValueError), of one that
    holds no numbers, or of `data` itself, be it a KeyboardInterrupt (it comes out as it
    is): then all samples before it have counted, as they are taken one by one. It calls
    no method of any node. The `Input` nodes are left alone. For the network the same
    holds as for `unroll`. Nobody changes the shape of the graph or a learning rate
    between the call of `unroll_training` and that of `train`.
    """
    raise NotImplementedError("Exercise 8")
