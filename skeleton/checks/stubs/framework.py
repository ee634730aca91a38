"""The given framework: a neural network as a tree of elementary operations.

The leaves of the tree are inputs and parameters, every other node is an operation on
its children. Two recursions are the whole framework: `forward()` evaluates the tree,
`backward()` applies the chain rule from the root to the leaves. Both are deliberately
simple and slow; exercises 2, 3 and 7 are about why.

Nodes compare and hash by identity: two `Input()` are two nodes. In this framework a
node has one parent at most. Very deep trees (near 500 levels) end in a
`RecursionError`.

What holds in every exercise, unless its text says otherwise:

- A number is an `int` or a `float`, no `bool` and of no class derived from them: 0,
  -0.0, negative, tiny or huge, but none above 1e100 in size, nor below 1e-100 other
  than 0. Equal ones, such as 0 and -0.0, may be taken for each other. A result may
  differ from the exact one by rounding, or by 1e-100; nobody asks for one that is not
  finite.
- A `Sequence` is a list or a tuple, an `Iterable` anything that can be gone through
  once, a pair a list or a tuple of two. Arguments stay the caller's: your code neither
  changes nor keeps them. A list that it returns is the caller's from then on, who may
  change it.
- A method works for every node that has it, not only for the root, and as often as it
  is called. Several networks live at the same time, and know nothing of each other.
  Nobody copies nodes with `copy` or `pickle`.
- Between two calls anyone may assign to a leaf's `value` or a parameter's
  `learning_rate`, and change the list `children`, in place too; no two nodes share one.
  An answer is about the network as it is at that time.
- A course may add operations of its own, with `op` and `grad`, and subclasses of the
  other nodes. They work like those that are given: the value of an `Input` or a
  `Parameter` is its `value`, and a node's children are what its `children` says:
  everybody reads them by that name, the node's own methods too.
- An exception may be of a subclass of the one that is named.
- An answer may take 5 seconds of computing, all answers of a check 30; once a check of
  an exercise took longer, its other checks have a fifth of that. No network has more
  than 200 levels. Python is 3.11 or newer.
"""

from __future__ import annotations

import math
import random
from abc import ABC, abstractmethod
from collections.abc import Sequence


class NeuralNetNode(ABC):
    """A node: a value that depends on the values of its children."""

    def __init__(self, children: Sequence[NeuralNetNode] = ()) -> None:
        self.children = list(children)

    @abstractmethod
    def op(self, x: list[float]) -> float:
        """Return this node's value for the values `x` of its children, in order."""

    @abstractmethod
    def grad(self) -> list[float]:
        """Return the derivatives of this node's value by each child's, in order."""

    def forward(self) -> float:
        """Compute the value of this node, from the leaves up."""
        return self.op([child.forward() for child in self.children])

    def __call__(self) -> float:
        return self.forward()

    def backward(self, derivative_from_parent: float) -> None:
        """Tell this node and all below it the derivative of the loss by their value.

        By the chain rule, a child's derivative is this node's derivative times its
        entry of `grad()`.
        """
        self.on_backward(derivative_from_parent)
        for child, derivative in zip(self.children, self.grad(), strict=True):
            child.backward(derivative_from_parent * derivative)

    def on_backward(self, derivative_from_parent: float) -> None:
        """Do nothing; a node that learns, such as `Parameter`, overrides this."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}([{', '.join(map(repr, self.children))}])"


class Input(NeuralNetNode):
    """A leaf that holds a value from outside, for instance a feature of a sample."""

    def __init__(self, value: float = 0.0) -> None:
        super().__init__()
        self.value = value

    def op(self, x: list[float]) -> float:
        return self.value

    def grad(self) -> list[float]:
        return []

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


class Parameter(NeuralNetNode):
    """A leaf whose value is learned: `backward` moves it against its derivative.

    `value` is drawn uniformly from [-1, 1] unless given; `learning_rate` scales every
    step.
    """

    def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
        super().__init__()
        self.value = random.uniform(-1, 1) if value is None else value
        self.learning_rate = learning_rate

    def op(self, x: list[float]) -> float:
        return self.value

    def grad(self) -> list[float]:
        return []

    def on_backward(self, derivative_from_parent: float) -> None:
        self.value -= derivative_from_parent * self.learning_rate

    def __repr__(self) -> str:
        rate = "" if self.learning_rate == 0.01 else f", learning_rate={self.learning_rate!r}"
        return f"{type(self).__name__}({self.value!r}{rate})"


class Operation(NeuralNetNode):
    """The base of all inner nodes."""

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)

    def find_input_nodes(self) -> list[Input]:
        """List the `Input` nodes below this node: depth first, left to right."""
        found: list[Input] = []
        for child in self.children:
            if isinstance(child, Input):
                found.append(child)
            elif isinstance(child, Operation):
                found.extend(child.find_input_nodes())
        return found

    def predict(self, inputs: Sequence[float]) -> float:
        """Compute the value of this node for `inputs`.

        They are one number for each input node, in the order of `find_input_nodes`.

        Raises:
            ValueError: There are more or fewer numbers than input nodes.
        """
        nodes = self.find_input_nodes()
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            node.value = value
        return self.forward()


class Add(Operation):
    """The sum of any number of children."""

    def op(self, x: list[float]) -> float:
        return sum(x)

    def grad(self) -> list[float]:
        return [1.0] * len(self.children)


class Multiply(Operation):
    """The product of any number of children."""

    def op(self, x: list[float]) -> float:
        return math.prod(x)

    def grad(self) -> list[float]:
        """Return for each child the product of all the other children."""
        x = [child.forward() for child in self.children]
        return [math.prod(x[:i] + x[i + 1 :]) for i in range(len(x))]


class UnaryOperation(Operation):
    """An operation on exactly one child."""

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        if len(children) != 1:
            raise ValueError(f"{type(self).__name__} takes exactly one child, but got {len(children)}")
        super().__init__(children)


class ReLU(UnaryOperation):
    """max(0, x); the derivative at 0 is 0."""

    def op(self, x: list[float]) -> float:
        return max(0.0, x[0])

    def grad(self) -> list[float]:
        return [1.0 if self.children[0].forward() > 0 else 0.0]


class Sigmoid(UnaryOperation):
    """1 / (1 + exp(-x)), a number between 0 and 1."""

    def op(self, x: list[float]) -> float:
        # exp of a large positive number overflows, so the exponent is kept at or below zero.
        if x[0] >= 0:
            return 1 / (1 + math.exp(-x[0]))
        return math.exp(x[0]) / (1 + math.exp(x[0]))

    def grad(self) -> list[float]:
        """Return s * (1 - s), where s is the value of this node."""
        s = self.forward()
        return [s * (1 - s)]
