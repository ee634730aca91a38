from __future__ import annotations

from collections import deque
from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def backward(self, derivative_from_parent):
        """Sweep over all edges in the order of longest distance, found by relaxing until nothing changes."""
        distance = {self: 0}
        todo, waiting = deque([self]), set()
        while todo:
            node = todo.popleft()
            waiting.discard(node)
            for child in node.children:
                if distance.get(child, -1) < distance[node] + 1:
                    distance[child] = distance[node] + 1
                    if child not in waiting:
                        waiting.add(child)
                        todo.append(child)
        order = sorted(distance, key=distance.__getitem__)
        ledger = {id(node): [] for node in order}
        ledger[id(self)].append(derivative_from_parent)
        for node in order:
            whole = sum(ledger[id(node)])
            ledger[id(node)] = [whole]
            if node.children:
                for child, entry in zip(tuple(node.children), node.grad()):
                    ledger[id(child)].append(whole * entry)
        for node in order:
            node.on_backward(ledger[id(node)][0])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    def find_input_nodes(self):
        return list(dict.fromkeys(self._walk({})))

    def _walk(self, seen):
        stack = [self]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen[id(node)] = node
            if isinstance(node, framework.Input):
                yield node
            stack += list(node.children)[::-1]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
