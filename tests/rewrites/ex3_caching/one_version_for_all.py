"""A global clock that ticks with every change."""

from backprop import framework


class Clock:
    time = 0


class Node(framework.NeuralNetNode):
    stamp = None

    def __setattr__(self, name, new):
        if name == "value" and vars(self).get("value") != new:
            Clock.time += 1
        super().__setattr__(name, new)

    def forward(self):
        if self.stamp != Clock.time:
            self.kept = self.op([child.forward() for child in self.children])
            self.stamp = Clock.time
        return self.kept


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
