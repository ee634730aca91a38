"""Close to the recursion of the framework: a `Backpropagation` object counts parents first, and a node goes on to its
children with the last of its parents. Parameters wait in a list of delayed calls."""

from __future__ import annotations

from functools import partial

from backprop import framework


class Backpropagation:
    def __init__(self, root: framework.NeuralNetNode) -> None:
        self.parents_left = {root: 1}
        self.collected: dict[framework.NeuralNetNode, float] = {}
        self.delayed: list[partial[None]] = []
        self._count(root)

    def _count(self, node: framework.NeuralNetNode) -> None:
        for child in node.children:
            if child in self.parents_left:
                self.parents_left[child] += 1
            else:
                self.parents_left[child] = 1
                self._count(child)

    def deliver(self, node: framework.NeuralNetNode, derivative: float) -> None:
        self.collected[node] = self.collected.get(node, 0.0) + derivative
        self.parents_left[node] -= 1
        if self.parents_left[node]:
            return
        total = self.collected[node]
        self.delayed.append(partial(node.on_backward, total))
        for child, d in zip(node.children, node.grad(), strict=True):
            self.deliver(child, total * d)

    def finish(self) -> None:
        for call in self.delayed:
            call()


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        work = Backpropagation(self)
        work.deliver(self, derivative_from_parent)
        work.finish()


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        found: list[framework.Input] = []
        self.look_below(found.append, set())
        return found

    def look_below(self, report, seen: set[framework.NeuralNetNode]) -> None:
        for child in self.children:
            if child in seen:
                continue
            seen.add(child)
            if isinstance(child, framework.Input):
                report(child)
            elif isinstance(child, Operation):
                child.look_below(report, seen)


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
