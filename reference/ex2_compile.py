"""# Exercise 2: Look for the inputs once

`predict([0.3, 0.7])` has to put its two numbers somewhere. Where? The given framework
finds out by walking through the whole tree, from the root to the last leaf, and
collecting every `Input` on its way. Then it evaluates the tree. Then it forgets what it
found, and the next `predict` starts searching again.

Train for 1,000 epochs on 1,000 samples and it has searched one million times, for
inputs that never moved. Real frameworks draw a line here. What depends on the *network*
(where are the inputs? in which order do I visit the nodes? how much memory do I need?)
is settled once, in a step often called *compiling*. What depends on the *data* (which
numbers go in?) is done for every sample, and is kept as small as possible. You are
about to draw that line for the first time.

## Your task

Edit `backprop/ex2_compile.py`: give `Operation` the method `compile()`, and write a
`predict()` that makes use of it. The classes below inherit everything else from the
given framework, so an `Add` of this module is a `framework.Add` with your two methods
on top.

The contract, with all its corners:

- `compile()` remembers where the input nodes below this node are. It returns nothing,
  calls no `op`, and leaves all values as they are.
- After that, `predict()` never searches, whatever else is compiled. It looks at
  `children` no more often than the given framework's `forward()` alone does, and not at
  all if the number of inputs is wrong.
- Before anyone has called `compile()`, `predict()` still works, slowly.
- The order of the inputs is that of `find_input_nodes()`: depth first, left to right.
- A wrong number of inputs is a `ValueError` whose message names both numbers, compiled
  or not. No input changes then.
- A network that was changed after `compile()` may be compiled again, and the new inputs
  count from then on. Until then, `predict()` of that node and of the nodes below it has
  no right answer, and is not asked for one.
- Two networks know nothing of each other.

## An example

A small network with two inputs, `0.5 * a + 2 * b`:

    >>> a, b = Input(), Input()
    >>> network = Add([Multiply([Parameter(0.5), a]), Multiply([Parameter(2.0), b])])
    >>> network.compile()
    >>> network.predict([4, 1])
    4.0
    >>> network.predict([4, 10])
    22.0

Now the tree grows by a third term, and it is compiled once more:

    >>> network.children = [*network.children, Multiply([Parameter(-1.0), Input()])]
    >>> network.compile()
    >>> network.predict([4, 10, 2])
    20.0
    >>> network.predict([4, 10])
    Traceback (most recent call last):
    ...
    ValueError: this network has 3 input nodes, but predict() got 2 numbers

What a compiled network remembers is *where* its inputs are, not *what* they hold: the
weights may move between two calls, the numbers surely do, and the answer has to be
right every time.

What holds in every exercise, about numbers, arguments and time, stands at the top of
`backprop/framework.py`. Check your work with `pytest -k ex2`.

## To think about

In the example, what would `predict` have to do if it were never compiled again after
the third term came in? Is it better to find such a change out by itself, or to ask for
a second `compile()`? What would each of them cost?

And what does `backward` gain? Nothing yet: it visits each child once on its way down,
and searches for nothing. But the *order* of such visits depends on the network alone,
too. In exercise 7 it takes work to find that order, and a compiled network could keep
it as it keeps its inputs.
"""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    # BEGIN SOLUTION (removed)
    # None until compile(): a network without inputs has an empty list, and that is an answer too.
    input_nodes: list[framework.Input] | None = None

    # END SOLUTION
    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search
        for them.

        May be called again at any time: then the input nodes of the tree as it is now
        are remembered instead.
        """
        # BEGIN SOLUTION
        self.input_nodes = self.find_input_nodes()
        # END SOLUTION

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`, one number for each input node, in the
        order of `find_input_nodes`.

        After `compile()` it reads `children`, its own and those of all nodes below, no
        more often than the given framework's `forward()` alone does. Without
        `compile()` it works as well, by searching.

        Raises ValueError, with both numbers in the message, if there are more or fewer
        numbers than input nodes.
        """
        # BEGIN SOLUTION
        nodes = self.find_input_nodes() if self.input_nodes is None else self.input_nodes
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            node.value = value
        return self.forward()
        # END SOLUTION


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
