"""Each leaf has the list of all operations above it, filled in when those are made."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def forward(self) -> float:
        return self.op([child.forward() for child in self.children])


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __init__(self, *args, **kwargs) -> None:
        self.above: list[Operation] = []
        super().__init__(*args, **kwargs)

    def leaves(self):
        yield self

    def forward(self) -> float:
        return self.value

    def __setattr__(self, name: str, new: object) -> None:
        if name == "value" and (name not in vars(self) or self.value != new):
            for operation in self.above:
                operation.is_current = False
        super().__setattr__(name, new)


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    is_current = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for leaf in self.leaves():
            leaf.above.append(self)

    def leaves(self):
        for child in self.children:
            yield from child.leaves()

    def forward(self) -> float:
        if not self.is_current:
            self.current = self.op([child.forward() for child in self.children])
            self.is_current = True
        return self.current


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""


if __name__ == "__main__":
    net = Add([Multiply([Parameter(2.0), Input(3.0)]), Parameter(1.0)])
    print(net.forward(), [len(leaf.above) for leaf in net.leaves()])
