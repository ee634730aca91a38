# name: of all nodes, only the parameters get their on_backward called
# explanation: The given on_backward does nothing elsewhere, but a subclass may say otherwise. The text says: "Each node's
#   `on_backward` is called exactly once, with its whole derivative, and its `grad` at most once."
# severity: misunderstanding
# clauses: 7.2
# family: only_parameters_are_told
from __future__ import annotations

from operator import methodcaller

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        snapshot = {}  # node -> list of (child, entry)
        for node in self.graph():
            snapshot[node] = list(zip(node.children, node.grad(), strict=True))
        received = dict.fromkeys(snapshot, 0.0) | {self: derivative_from_parent}
        unheard = dict.fromkeys(snapshot, 0)
        for links in snapshot.values():
            for child, _ in links:
                unheard[child] += 1
        free = [self]
        for node in free:
            for child, entry in snapshot[node]:
                received[child] += received[node] * entry
                unheard[child] -= 1
                if not unheard[child]:
                    free.append(child)
        for node in snapshot:
            if not isinstance(node, framework.Parameter):
                continue
            methodcaller("on_backward", received[node])(node)

    def graph(self):
        """All nodes from here down, each once, first visits first."""
        visited = set()
        pile = [self]
        while pile:
            node = pile.pop()
            if node not in visited:
                visited.add(node)
                yield node
                pile.extend(node.children[::-1])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return [n for n in self.graph() if isinstance(n, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
