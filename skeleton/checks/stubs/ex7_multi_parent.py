"""# Exercise 7: One node, many parents

Until now every node had one parent. But nothing stops you from using a node twice:

    a = Parameter(3.0)
    b = Add([a, a])
    c = Add([b, b])

The tree has become a *graph*, and most networks that matter are graphs: a hidden neuron
feeds all the neurons of the next layer, a convolution uses one weight in a thousand
places, a recurrent network uses it in each step of time.

Here it is with the derivative on every edge, if 1 comes down to `c`:

     c       1
    | |
    1 1      two edges, and each brings 1
    | |
     b       1 + 1 = 2
    | |
    2 2      two edges, and each brings 2
    | |
     a       2 + 2 = 4

`forward()` does not mind. `backward()` of the given framework, which walks down from
the root, does; and it goes wrong in three different ways.

**It counts paths.** From `c` to `a` there are 2 * 2 = 4 paths, and `a` is visited four
times. One more doubling makes it 8. With 20 doublings, `backward` makes more than two
million visits to a graph of 21 nodes.

**It acts too early.** Each of these visits brings a part of the derivative. The sum of
the parts is right: dc/da = 4. But the parameter does not wait for the sum. It moves on
the first part, while others are still on their way, and these are then computed from a
weight that has changed. Take f = (p1 * p2 * x)^2, the square as `Multiply([v, v])`, at
p1 = 1, p2 = 3, x = 1. In one step with learning rate 0.1, the movement of p2 is wrong
by 45 %; at learning rate 0.001, by 0.45 %. That is the worst kind of bug: your network
learns a little badly, and no test with a small rate sees it.

**It counts inputs twice.** An `Input` with two parents is found twice, and `predict`
asks for two numbers.

It is tempting to go level by level: first the root, then its children, then theirs.
There are graphs on which that fails. Here `v` is a child of the root, and a grandchild
too:

    root     1
    |  |
    1  1
    |  |
    |  w     1
    |  |
    |  1
    |  |
     v       1 + 1 = 2
     |
     2
     |
     a       2

On the second level `v` has heard of its first parent only. If it speaks now, `a` gets 1
instead of 2.

To see it move, type `python -m backprop step 7`: a page for your browser goes through
this graph part by part, says who has not yet spoken, and where your own calls go
another way. For those of the given framework, give it the graph:
`python -m backprop step "a = Parameter(3.0); b = Add([a, a]); Add([b, b])"`.

## Your task

Edit `backprop/ex7_multi_parent.py`: write `NeuralNetNode.backward()` and
`Operation.find_input_nodes()`.

The law is short: *the derivative of a node is the sum of what comes from all its
parents.* So a node must wait until the last of its parents has spoken. Then it knows
its total, and only then can it tell its own children. Your job is to visit the nodes in
an order in which that works. (Is there always one, whatever the graph? And which graph
shows that "level by level" is not one?)

In one `backward()`:

- on every node reached, `on_backward` runs exactly once, with the total, and `grad` at
  most once;
- a node may be the child of several parents, or several times the child of one parent.
  Each time counts;
- all derivatives belong to the same moment: no parameter moves before the last
  derivative has been computed. Only a `Parameter` has to wait for that: any other node
  may be told as soon as its own is known;
- nothing is left over for the next `backward()`. A tree behaves as it always did.

Any node may be asked, also one that has parents, or no children; between two questions
values may change, and lists of children. Of a node that somebody else has written, by
deriving a class from one of these, you know `children`, `grad()` and `on_backward()`,
no more; its `__init__` calls that of its base. It may do in them what it likes: raise
any exception, or call `backward()` of another network, one of other nodes. Only lists
of children it leaves alone, and `backward()` and `find_input_nodes()` of its own
network. The list that `grad()` returns is yours, and so are attributes with names that
the given framework does not use. Parameters are leaves.

`find_input_nodes()` lists each input once, at the place of its first visit: depth
first, left to right. It goes through each node once as well, however many paths lead
there. Searching a list and merging two are work, too: it grows with the list. As in the
given framework, inputs that stand only below a node that is no `Operation` may be left
out.

## An example

    >>> a = Parameter(3.0, learning_rate=0.1)
    >>> b = Add([a, a])
    >>> c = Add([b, b])
    >>> c.backward(1.0)
    >>> a.value                             # 3 - 0.1 * 4, in one movement
    2.6

The derivative of (p1 * p2 * x)^2 with respect to p1 is 2 * p1 * p2^2 * x^2, so 1 * 4 *
1 * 2 = 8 here:

    >>> p1, p2, x = Parameter(1.0, learning_rate=0.1), Parameter(2.0, learning_rate=0.1), Input(1.0)
    >>> v = Multiply([p1, p2, x])
    >>> square = Multiply([v, v])
    >>> square.backward(1.0)
    >>> round(p1.value, 6), round(p2.value, 6)
    (0.2, 1.6)
    >>> square.predict([10.0]) == (p1.value * p2.value * 10.0) ** 2       # one input, not two
    True

Work out by hand what the given framework makes of `p1` here. You need two visits to
`v`, and patience.

Check your work with `pytest -k ex7`. If a check fails, start with
`b = a + a; c = b + b`: draw it, and write the derivative on every edge. It is the
smallest graph on which almost every mistake shows.

## To think about

`forward()` still computes a shared node once for each path. Which exercise has the
cure, and would it work on a graph?

To read on: PyTorch's
[notes on autograd](https://pytorch.org/docs/stable/notes/autograd.html) say how a large
framework keeps such a graph, and [micrograd](https://github.com/karpathy/micrograd) is
a small one that you can read in an hour.
"""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        """Give every node of the graph below this one, and this one itself, the
        derivative of the loss.

        `derivative_from_parent` is the derivative with respect to this node. The
        derivative of any other node is the sum, over all edges to it from a parent (at
        or below this node), of the parent's derivative times the parent's entry of
        `grad()` for that edge.

        Each node's `on_backward` is called exactly once, with its whole derivative, and
        its `grad` at most once. All derivatives are computed before any parameter
        moves: if some `grad` raises an exception, none has moved. Calls of `backward`
        do not depend on earlier ones, not even on one that ended in an exception.
        """
        raise NotImplementedError("Exercise 7")


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth
        first, left to right.

        No node is visited once per path: the work grows with the number of edges. The
        list belongs to the caller.
        """
        raise NotImplementedError("Exercise 7")


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
