"""# Exercise 5: Many outputs, and softmax

Is it a cat, a dog or a horse? One number cannot say; three probabilities can. In this
exercise the root of a network has not one value but a list of them. Each child of the
root is a tree of its own, with its own inputs and parameters, that computes one number.

What does that change in `backward`? Until now one number came down from the loss: how
much does the loss react if *the* prediction moves? Now the prediction is a list, the
loss may react differently to each component, and so a list comes down, one partial
derivative per component, in the same order:

    predict:   scores of the children  ->  root  ->  [0.7, 0.2, 0.1]  ->  loss
    backward:  one number per child    <-  root  <-  [d0, d1, d2]     <-  its gradient

For a plain `Output` the rest is simple, since component i *is* child i. `Softmax` is
another matter. It turns scores s_1, ..., s_n of any size into probabilities, positive
and with the sum 1:

    p_j = exp(s_j) / (exp(s_1) + ... + exp(s_n))

Push up one score and all the probabilities move: its own up, the others down, for they
must still sum to 1. So child i can reach the loss by n ways, one through each
component, and the chain rule for several ways is: multiply along each way, then **add
up**. Child i receives

    sum over j of  derivative[j] * (d value[j] / d child[i])

The table of all the d value[j] / d child[i] is called the Jacobian matrix. Work out on
paper what it is for softmax: there is one case for i = j and another for the rest, and
both are short if you write them with the p's.

To compare your formulas with, three numbers for p = 0.7, 0.2, 0.1. On the diagonal, d
p_1 / d s_1 is 0.21. Off the diagonal, d p_2 / d s_1 is -0.14, and d p_1 / d s_2 is the
same. If the derivatives 1, 2, 3 come down to the three components, the first child
receives 1 * 0.21 + 2 * (-0.14) + 3 * (-0.07) = -0.28. Which entry is the -0.07?

To see it move, type `python -m backprop step 5`: a page for your browser takes a
softmax of two scores and says what comes down each way, and where your own classes do
something else.

## Your task

Edit `backprop/ex5_outputs.py`: the classes `Output` and `Softmax`, and the loss for
probabilities, the *categorical cross-entropy* L = -(y_1 log p_1 + ... + y_n log p_n),
where y is 1 for the true class and 0 for the others, or any other probabilities if the
truth is not sure of itself.

Two remarks that save time:

- `exp(1000)` is an `OverflowError`. But softmax does not change if the same number is
  added to all its scores. (Why? And which number would you choose?) So there is a way
  to be right for scores of +-1000.
- You may have read that softmax and cross-entropy together have the gradient p - y.
  True, and it is a good test of your work. But it is the derivative with respect to the
  *scores*, behind the softmax. The loss knows nothing of what came before p;
  `cce_loss_grad` is about p alone, and `Softmax.backward` does its own half.

## An example

    >>> from backprop.framework import Add, Input, Multiply, Parameter
    >>> Output([Input(1.0), Input(2.0), Input(4.0)]).forward()
    [1.0, 2.0, 4.0]
    >>> softmax = Softmax([Input(), Input(), Input()])
    >>> [round(p, 6) for p in softmax.predict([1, 2, 4])]
    [0.04201, 0.114195, 0.843795]
    >>> softmax.predict([1000, 1000, -1000])
    [0.5, 0.5, 0.0]

One step of learning with two classes. Each parameter is a score, the learning rate is
1, the truth is the first class:

    >>> a, b = Parameter(0.0, learning_rate=1.0), Parameter(0.0, learning_rate=1.0)
    >>> network = Softmax([a, b])
    >>> y, p = [1, 0], network.forward()
    >>> p, round(cce_loss(y, p), 6), cce_loss_grad(y, p)[0]
    ([0.5, 0.5], 0.693147, -2.0)
    >>> network.backward(cce_loss_grad(y, p))
    >>> a.value, b.value                      # moved by -(p - y)
    (0.5, -0.5)

The loss never looked at the second probability (its y is 0), and yet `b` has moved.
Through which way did that go?

What holds in every exercise, about numbers, arguments and time, stands at the top of
`backprop/framework.py`. Check your work with `pytest -k ex5`.

## To think about

With two classes, softmax([s, 0]) gives a familiar function of s. Which one?

To read on: the [notes of CS231n](https://cs231n.github.io/linear-classify/) on softmax
as a classifier.
"""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers. By default these are the values of its
    children, in order.

    `forward()`, calling the node, and `predict(inputs)` give that list; for too few or
    too many inputs `predict` raises the `ValueError` of the given framework, and
    assigns nothing. The children, one or more (a thousand, say), are ordinary trees
    that have no nodes in common. An `Output` is never below another node.
    """

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children.

        Subclasses may override it, if they bring their own `backward` or do without.
        Their lists may be longer or shorter.
        """
        raise NotImplementedError("Exercise 5")

    def grad(self) -> list[list[float]]:
        """The Jacobian matrix, in whatever form your `backward` wants it: nobody else
        asks for it.

        In the model answer it has one row per child: the derivatives of all components
        of the value with respect to that child. If your `backward` does without, leave
        this as it is.
        """
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        """Pass on the derivatives of the loss, `derivative[j]` being the one with
        respect to component j of the value.

        Child i receives, in one call of its `backward`, the sum over j of derivative[j]
        * (d value[j] / d child[i]), for the values that all the children have when the
        call begins.
        """
        raise NotImplementedError("Exercise 5")


class Softmax(Output):
    """Turns the values s of its children into probabilities: p_j = exp(s_j) / (sum over
    k of exp(s_k)).

    Right for scores up to +-100,000, without overflow. A tiny p_j is right as well;
    only one below 1e-300 may be 0 instead. `backward` is that of `Output`, for these
    p_j.
    """

    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        raise NotImplementedError("Exercise 5")


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    """The categorical cross-entropy -(sum over j of y_j log p_j), each p_j clipped to
    [1e-8, 1].

    `y_true` and `y_pred` are sequences of the same length, however long. `y_true` need
    not be made of zeros and ones, and neither has to sum to 1. Finite for any
    probabilities, 0 included.
    """
    raise NotImplementedError("Exercise 5")


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    """The derivatives of `cce_loss` with respect to the predicted probabilities: -y_j /
    p_j, with the clipped p_j.

    Returns a list, one derivative for each component.
    """
    raise NotImplementedError("Exercise 5")
