"""# Exercise 3: Never compute the same thing twice

To know its derivatives, a `Multiply` node needs the values of its children. In the
given framework it asks them: `grad()` calls `forward()` on each child, and every child
computes its whole subtree again, although all of it was computed a moment ago, when the
prediction was made. Then `backward` goes down one level, where the next `Multiply` does
the same for a subtree that is one level smaller, and so on to the leaves.

Take a chain, `Multiply([p1, Multiply([p2, Multiply([p3, ...])])])`, and count how many
products one single `backward` computes, even though not one of them is new:

| length of the chain | products computed by one `backward` |
|---|---|
| 50 | 1225 |
| 100 | 4950 |
| 200 | 19900 |

Twice the length, four times the work. All of it is waste: the answer you want is 0.

The cure is to write each value down, in the node, the first time it is computed: a
*cache*. That is the easy half. The hard half is one short question: **when is a value I
wrote down no longer true?**

It is tempting to say: when the inputs change. But look at what training does. It
predicts, goes backward, and `backward` moves the *parameters*; the next epoch shows the
same inputs to what is now another function. A cache that watches the inputs alone will
happily report last epoch's answer, training will stand still, and no error message will
tell you why. That is how most bugs with caches look: not a crash, but a number that was
right once.

## Your task

Edit `backprop/ex3_caching.py`: write `NeuralNetNode.forward()`, and whatever it needs
in any of the classes. All of them, leaves as well as operations, take part. Leaf nodes
change in one way, by assignment (`leaf.value = 3.0`), and it does not matter who does
it: `predict`, `backward`, or you by hand.

What is counted are calls of `op` on inner nodes:

- The first `forward()` calls `op` once on each.
- Nothing has changed: no calls at all. `backward()` straight after `forward()` calls
  `op` not once either.
- Leaves have changed: one call at most on each node between them and the root, and none
  elsewhere.
- A leaf is assigned the value it has already: nothing has changed. Equal numbers are
  the same value, 2 and 2.0 as well as 0.0 and -0.0. So `predict` twice with the same
  inputs computes once, if no parameter moved in between.

And the value is always right. A fast wrong answer is worth nothing. An `op` that has
raised an exception is called again next time, and each call of `op` gets a new list,
which it may change, as in the given framework.

## An example

    >>> w, x, b = Parameter(3.0), Input(2.0), Parameter(-1.0)
    >>> root = Sigmoid([Add([ReLU([Multiply([w, x])]), b])])
    >>> round(root.forward(), 6)     # four inner nodes: op runs 4 times
    0.993307
    >>> round(root.forward(), 6)     # op does not run
    0.993307
    >>> b.value = -6.0               # the Add and the Sigmoid are above b, the other two are not
    >>> root.forward()               # op runs twice
    0.5
    >>> x.value = 2.0                # it was 2.0 before
    >>> root.forward()               # op does not run
    0.5
    >>> root.backward(1.0)           # op does not run; all derivatives come from remembered values
    >>> w.value, b.value
    (2.995, -6.0025)

A word on Python, so that it does not cost you an evening: if you write an `__init__` in
`NeuralNetNode`, then `Input(0.5)` and `Parameter(0.1, learning_rate=0.5)` run it too,
with *their* arguments. Let it take `*args, **kwargs` and hand them on with
`super().__init__(*args, **kwargs)`.

What holds in every exercise, about numbers, arguments and time, stands at the top of
`backprop/framework.py`. Check your work with `pytest -k ex3`.

## To think about

A node that looks at its children each time, to see whether anything below has changed,
calls `op` no more than needed, but still walks through the whole tree. Can you do
without that walk? Who knows first that something changed?
"""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def forward(self) -> float:
        """The value of this node; computed with `op` only if it has to be.

        `op` is called if this is the first time, or if the value of a leaf below this
        node, input or parameter, has changed since `op` was called last. Otherwise the
        value comes from the cache, and no `op` below is called either. Assigning a leaf
        the value it already has is no change. (If it changes and changes back before
        the next `forward()`, you may call `op` or not.) It may also be left out where
        the children's values are the same as before. The value is always that of the
        given framework's `forward()`.

        The networks are trees, each node with one parent at most, the same all its
        life, and keep their shape once they are built. They are built from the leaves
        up, and a part may have been asked before there is a node above it.
        """
        raise NotImplementedError("Exercise 3")


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by
    assignment."""


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
