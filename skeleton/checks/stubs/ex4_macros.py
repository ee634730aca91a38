"""# Exercise 4: Macros, or how to say "layer"

Here is one artificial neuron with two inputs, spelled out:

    Sigmoid([Add([Multiply([Parameter(), Input()]), Multiply([Parameter(), Input()]), Parameter()])])

Nobody wants to write a network of a hundred neurons like that, and nobody wants to read
it. What we would like to write is `Neuron([Input(), Input()])`, and have it *mean* the
line above.

One way is a new operation, with an `op` and a `grad` of its own. But then someone has
to work out derivatives that the framework has known all along. The other way is a
**macro**: a node that never computes anything itself, and only says which tree of
simpler nodes it stands for. Before training, every macro is replaced by that tree, and
what is left are the old, tested nodes with their old, tested derivatives. Compilers
turn `x += 1` into `x = x + 1` in the same way, and neural-network compilers do it with
layers.

Macros may stand for trees with macros in them: a `Neuron` for a `Sigmoid` of a
`Linear`, a layer for neurons, a whole network for layers. The rule "replace a macro by
its body" is all it takes, if it is applied until none is left.

## Your task

Edit `backprop/ex4_macros.py`:

- `Linear(children)` is the weighted sum: weight_1 * child_1 + ... + weight_n * child_n
  + bias. Its n + 1 parameters are its own; no other `Linear` has a part in them. Write
  its `body()`, and an `__init__` if you need one.
- `expand(node)` turns a tree with macros into a tree without.

`Macro` is given. A macro asked for its value, a `Linear` like any other, raises a
`TypeError`, which is what you will see if one is left over.

## An example

Here are two macros such as a course would write. They have a `body()`, and that is all
they need to have:

    >>> from backprop.framework import Add, Input, Multiply, Parameter, Sigmoid
    >>> class Twice(Macro):
    ...     def body(self):
    ...         return Multiply([Parameter(2.0), *self.children])
    >>> class TwicePlusOne(Macro):
    ...     def body(self):
    ...         return Add([Twice(self.children), Parameter(1.0)])

`body()` goes one level down; `expand` goes all the way:

    >>> network = Sigmoid([TwicePlusOne([Input(0.5)])])
    >>> network.children[0].body()
    Add([Twice([Input(0.5)]), Parameter(1.0)])
    >>> network = expand(network)
    >>> network
    Sigmoid([Add([Multiply([Parameter(2.0), Input(0.5)]), Parameter(1.0)])])
    >>> round(network.predict([0.5]), 6)
    0.880797

And a `Linear`, which draws its parameters at random:

    >>> a, b = Input(), Input()
    >>> linear = expand(Linear([a, b]))
    >>> linear.find_input_nodes() == [a, b]      # the very nodes that were put in, in the same order
    True
    >>> bias = linear.predict([0, 0])
    >>> weights = linear.predict([1, 0]) - bias, linear.predict([0, 1]) - bias
    >>> abs(linear.predict([3, 4]) - (3 * weights[0] + 4 * weights[1] + bias)) < 1e-12
    True

The last lines would go wrong in an interesting way if the parameters were drawn anew
for each call of `predict`. When exactly are they drawn in your solution? And could it
ever learn if they were drawn later?

Check your work with `pytest -k ex4`.

## To think about

Write `class Neuron(Macro)` and a small network of neurons. How many parameters has it
got? Now make all its weights equal before you train it. Why do its neurons stay equal
for ever, and what does that say about random starts?
"""

from __future__ import annotations

from abc import abstractmethod

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for a tree of other nodes. `expand` puts that tree in its
    place.

    A macro has the children it was made with: nobody gives it others.
    """

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down: it may have macros in it, and
        it ends in `self.children`."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: expand() the network first")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: expand() the network first")


class Linear(Macro):
    """weight_1 * child_1 + ... + weight_n * child_n + bias, for any number n of
    children: none, two, or thousands.

    The n weights and the bias are `Parameter` nodes that belong to this `Linear` alone.
    They are drawn once, when it is made, the way `Parameter()` draws them: the same
    `random.seed` before brings the same weights and the same bias.
    """

    def body(self) -> framework.NeuralNetNode:
        """The weighted sum as a tree of ordinary nodes: exactly n + 1 parameters, and
        the children themselves.

        Called twice, it gives trees of the same value: the parameters are not drawn
        again.
        """
        raise NotImplementedError("Exercise 4")


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    """The tree of `node`, with every macro in it replaced by its body.

    Macros may be anywhere: at the root, below ordinary nodes, below other macros,
    inside the body of a macro. The result has none left. Its `Input` nodes are the very
    objects of the given tree, in the same order, or in the one that a body puts them
    in. A tree without macros, a single leaf for instance, comes back as it was, so
    expanding an expanded tree changes nothing.

    Of a macro it uses `body()` alone; it need not have anything else, not even
    `children`, and those it has are left alone. You may change the given tree in place,
    and those that `body()` gives, or build a new one, in which operations are made anew
    from their class and children, and parameters may be copies with the same value and
    learning rate; either way, whoever calls `expand` goes on with what it returns. The
    given tree and the one that it returns may still get other children, and be expanded
    again. What a `body()` raises comes through `expand`, and the given tree may be
    expanded again after that, too. Expanding the same `Linear` again gives a tree of
    the same value, unless a parameter has been changed in between, or the tree that
    came out of it.
    """
    raise NotImplementedError("Exercise 4")
