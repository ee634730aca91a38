# name: only what is of the class Parameter itself waits until all is computed; a subclass of it moves at once
# explanation: Type() is, where isinstance was meant. The text says: "All derivatives are computed before any parameter moves."
# severity: slip
# clauses: 7.4
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        left = {self: 0}
        for node in _below(self):
            for child in node.children:
                left[child] = left.get(child, 0) + 1
        heard = dict.fromkeys(left, 0.0)
        heard[self] = derivative_from_parent
        movers = []
        ready = [self]
        while ready:
            node = ready.pop()
            if type(node) is Parameter:
                movers.append(node)
            else:
                node.on_backward(heard[node])
            if not node.children:
                continue
            for child, entry in zip(node.children, node.grad(), strict=True):
                heard[child] += heard[node] * entry
                left[child] -= 1
                if left[child] == 0:
                    ready.append(child)
        for parameter in movers:
            parameter.on_backward(heard[parameter])


def _below(root):
    seen, todo = {root}, [root]
    while todo:
        node = todo.pop()
        yield node
        for child in node.children:
            if child not in seen:
                seen.add(child)
                todo.append(child)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """Left to right, each node at its first visit."""
        visited = {self}
        found = []
        iterators = [iter(self.children)]
        while iterators:
            for node in iterators[-1]:
                if node in visited:
                    continue
                visited.add(node)
                if isinstance(node, framework.Input):
                    found.append(node)
                iterators.append(iter(node.children))
                break
            else:
                del iterators[-1]
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
