# family: root_is_not_told
# name: goes through all nodes but the first, which has no parent that could tell it anything
# explanation: 'and this one itself'. The text says: "Give every node of the graph below this one, and this one itself, the
#   derivative of the loss."
# severity: misunderstanding
# clauses: 7.9
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backprop import framework

Node = framework.NeuralNetNode


@dataclass(slots=True)
class BackwardPass:
    root: Node
    seed: float
    finished: list[Node] = field(default_factory=list)
    totals: dict[Node, float] = field(default_factory=dict)
    signal: object = None

    def run(self) -> None:
        self.sort()
        self.totals = dict.fromkeys(self.finished, 0.0)
        self.totals[self.root] = self.seed
        for node in reversed(self.finished):
            self.send_down(node)
        for node in reversed(self.finished[:-1]):
            node.on_backward(self.totals[node])

    def send_down(self, node: Node) -> None:
        own = self.totals[node]
        for child, entry in zip(node.children, node.grad(), strict=True):
            self.totals[child] += own * entry

    def sort(self) -> None:
        """Children before parents, without recursion."""
        entered = {self.root}
        path: list[tuple[Node, Iterator[Node]]] = [(self.root, iter(self.root.children))]
        while path:
            node, rest = path[-1]
            child = next(rest, None)
            if child is None:
                self.finished.append(node)
                path.pop()
            elif child not in entered:
                entered.add(child)
                path.append((child, iter(child.children)))


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        BackwardPass(self, derivative_from_parent).run()


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """Depth first with a stack of iterators."""
        found: list[framework.Input] = []
        seen: set[Node] = {self}
        stack = [iter(self.children)]
        while stack:
            try:
                node = next(stack[-1])
            except StopIteration:
                stack.pop()
                continue
            if node in seen:
                continue
            seen.add(node)
            if isinstance(node, framework.Input):
                found.append(node)
            stack.append(iter(node.children))
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
