"""# Capstone: All seven together

Seven times you started from the given framework and improved it in one place. Now put
the pieces together. What comes out is a framework that could have been the first one
you used: layers to build with, many outputs, shared nodes, nothing computed twice, and
a trained network that prints itself as a formula.

The pieces fit by Python's inheritance.
`class Add(Operation, ex3_caching.Add, ex6_funcify.Add)` is an `Add` that remembers its
value and can write itself down, and its `Operation` knows how to compile. Most of the
wiring is done for you below. What is left to do is what no wiring can do. Every
exercise kept the others out of its way with one sentence of small print, and now the
sentences meet:

| exercise | its small print | what is now in the way |
|---|---|---|
| 3 | "trees, each node with one parent at most" | a shared node has several parents; all have to hear of a change |
| 4 | "each node has one parent at most" | one `Linear` may feed ten neurons of the next layer: one body, not ten |
| 4 | "come from `backprop.framework`" | a `Linear` has to be made of nodes that remember, and write themselves down |
| 5 | "trees that have no nodes in common" | the scores of a `Softmax` share the whole network below them |
| 6 | nothing was said of lists | a formula for a `Softmax` |

(Exercise 1 has no class to inherit from. What you learned there is how to tell whether
all this is right.)

## Where to begin

Nothing can be checked without a prepared network. So write `Linear.body()`, `compile()`
and a `forward()` first that may compute too much, and run the first line. Each line of
the table is a step, and the next one builds on it:

| written | to run |
|---|---|
| `Linear.body()`, `compile()`, a first `forward()` | `pytest -k "capstone and inputs"` |
| a `forward()` that remembers in a graph | `pytest -k "capstone and caching"` |
| `backward()` | `pytest -k "capstone and learns"` |
| the same without needless work | `pytest -k "capstone and cost"` |
| formulas of an `Output` and a `Softmax` | `pytest -k "capstone and funcify"` |
| all of it | `pytest -k capstone` |

## Your task

Edit `backprop/capstone.py`, which imports your own exercises 2 to 7. If one of them has
a mistake, it will show here again: mend it there. You may also override whatever you
like here, or start from the given framework again.

- `root.compile()` prepares a network: macros below the root are replaced by their
  bodies, the inputs are remembered, and those without a name get one: `x1`, `x2`, ...,
  leaving out names that are taken. Nothing is asked of a network before, and after that
  it keeps its shape.
- `forward()` and `predict()` call `op` on no node more than once, and only on those
  above a leaf that has changed.
- `backward()` calls `grad` on no node more than once, and after a `forward()` it calls
  no `op` at all. Each node has its whole derivative before it hands it on, and no
  parameter moves before the last derivative is known.
- `Output` and `Softmax`, always at the root, may have children that share nodes; a
  child may even stand there twice.
- `funcify()` of a `Softmax` is `softmax(...)` with the formulas of its children, and of
  an `Output` it is `[...]`.

`train_model` is given. With `unrolled=True` it uses your exercise 8, if you have done
that one too.

## An example

    >>> point = [Input(), Input()]
    >>> hidden = [ReLU([Linear(point)]) for _ in range(8)]             # every one of them feeds all three scores
    >>> network = Softmax([Linear(hidden) for _ in range(3)])
    >>> network.compile()
    >>> p = network.predict([0.3, -0.7])
    >>> len(p), round(sum(p), 12)
    (3, 1.0)
    >>> network.backward(cce_loss_grad([0, 1, 0], p))                    # one step towards class 1
    >>> network.predict([0.3, -0.7])[1] > p[1]
    True
    >>> scale, x, y = Parameter(2.0), Input(), Input()                    # one weight for both
    >>> network = Softmax([Multiply([scale, x]), Multiply([scale, y])])
    >>> network.compile()
    >>> network.funcify()
    'softmax(2.0 * x1, 2.0 * x2)'

Check your work with `pytest -k capstone`. Then look at it: `python -m backprop.spirals`
trains your network on three spirals, and draws the loss and what the network believes
about every point of the plane.

## To think about

You have now written what the core of the large frameworks does. What do they have that
yours has not? (Think of what a node's value may be, and of who does the multiplying.)

To read on: [micrograd](https://github.com/karpathy/micrograd), whose core is as large
as yours, and PyTorch's
[notes on autograd](https://pytorch.org/docs/stable/notes/autograd.html).
`python -m backprop review` has more.
"""

# Values are lists at an Output, and methods come from several sides: a type checker has to be told that this is meant.
# mypy: disable-error-code="override, misc"

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from backprop import (
    ex2_compile,
    ex3_caching,
    ex4_macros,
    ex5_outputs,
    ex6_funcify,
    ex7_multi_parent,
    losses,
    training,
)

# Here with the rest, since a framework is one thing to those who use it.
cce_loss, cce_loss_grad = ex5_outputs.cce_loss, ex5_outputs.cce_loss_grad


class NeuralNetNode(ex3_caching.NeuralNetNode, ex6_funcify.NeuralNetNode, ex7_multi_parent.NeuralNetNode):
    """A node that remembers its value, whoever its parents are."""

    def forward(self) -> Any:
        """The value of this node; `op` is called only on nodes above a leaf that has
        changed, and once on each."""
        raise NotImplementedError("Exercise 9")

    def backward(self, derivative_from_parent: Any) -> None:
        """As in exercise 7: each node's `on_backward` once, with its whole derivative,
        and its `grad` at most once.

        Of an `Output` it takes a list, one derivative for each component.
        """
        raise NotImplementedError("Exercise 9")


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common."""


class Input(Leaf, ex3_caching.Input, ex6_funcify.Input):
    """A leaf with a value from outside, and with a name from the time of `compile()`
    on."""


class Parameter(Leaf, ex3_caching.Parameter, ex6_funcify.Parameter):
    """A leaf whose value is learned."""


class Operation(
    NeuralNetNode, ex2_compile.Operation, ex3_caching.Operation, ex6_funcify.Operation, ex7_multi_parent.Operation
):
    """The base of all inner nodes."""

    def compile(self) -> None:
        """Prepare the network below this node, which is its root and no macro itself.

        Macros are replaced by their bodies, each by one body however many parents it
        has. The inputs are remembered, in the order of `find_input_nodes()`, each once.
        Those without a name are called x1, x2, ... in that order, leaving out the names
        that other inputs of the network have. No name changes.
        """
        raise NotImplementedError("Exercise 9")


class Add(Operation, ex3_caching.Add, ex6_funcify.Add):
    """The sum of any number of children."""


class Multiply(Operation, ex3_caching.Multiply, ex6_funcify.Multiply):
    """The product of any number of children."""


class ReLU(Operation, ex3_caching.ReLU, ex6_funcify.ReLU):
    """max(0, x)"""


class Sigmoid(Operation, ex3_caching.Sigmoid, ex6_funcify.Sigmoid):
    """1 / (1 + exp(-x))"""


class Macro(Operation, ex4_macros.Macro):
    """A node that stands for a network; `compile()` of the root puts that network in
    its place."""


class Linear(Macro, ex4_macros.Linear):
    """weight_1 * child_1 + ... + weight_n * child_n + bias, made of nodes of this
    module."""

    def body(self) -> NeuralNetNode:
        """The weighted sum, with n + 1 parameters that are drawn when the `Linear` is
        made."""
        raise NotImplementedError("Exercise 9")


class Output(Operation, ex5_outputs.Output):
    """A root whose value is the list of its children's values; they may share nodes."""


class Softmax(Output, ex5_outputs.Softmax):
    """The children's values as probabilities."""


def train_model(
    model: Operation,
    loss_fn: Callable[[Any, Any], float],
    loss_grad_fn: Callable[[Any, Any], Any],
    data: Sequence[tuple[Sequence[float], Any]],
    epochs: int = 1000,
    print_every: int = 100,
    unrolled: bool = False,
) -> None:
    """As in `training`; with `unrolled=True` by the function that exercise 8 makes of
    the model, with a progress bar.

    The updates are the same to the last bit where exercise 8 computes in the same
    order, and differ in rounding only (1e-12 in one update) where it does not. An epoch
    whose loss is to be printed goes the slow way, which looks at every prediction.
    """
    if not unrolled:
        training.train_model(model, loss_fn, loss_grad_fn, data, epochs, print_every)
        return
    from backprop import ex8_unroll

    known = {losses.mse_loss_grad: "mse", losses.bce_loss_grad: "bce", cce_loss_grad: "cce"}
    if loss_grad_fn not in known:
        raise ValueError(f"unrolled=True knows {', '.join(f.__name__ for f in known)}, not {loss_grad_fn!r}")
    train = ex8_unroll.unroll_training(model, known[loss_grad_fn])
    for epoch in training.with_progress_bar(epochs):
        if print_every and epoch % print_every == 0:
            print(f"Epoch {epoch}: loss={training.train_epoch(model, loss_fn, loss_grad_fn, data)}")
        else:
            train(data)
