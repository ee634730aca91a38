from __future__ import annotations

from collections import defaultdict, deque
from contextlib import suppress
from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def backward(self, derivative_from_parent):
        """Send messages along the edges; a node opens its letters when all have come."""
        expected = defaultdict(int)
        queue, met = deque([self]), {self}
        while queue:
            for child in queue.popleft().children:
                expected[child] += 1
                if child not in met:
                    met.add(child)
                    queue.append(child)
        letters = defaultdict(list, {self: [derivative_from_parent]})
        told, ready = [], deque([self])
        while ready:
            node = ready.popleft()
            whole = letters[node][0] if len(letters[node]) == 1 else sum(letters[node])
            told.append((node.on_backward, whole))
            for child, entry in zip(node.children, node.grad(), strict=True):
                letters[child].append(entry * whole)
                if len(letters[child]) == expected[child]:
                    ready.append(child)
        for tell, whole in told:
            tell(whole)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    def find_input_nodes(self):
        met, found = {self}, []
        stack = [iter(self.children)]
        while stack:
            try:
                node = next(stack[-1])
            except StopIteration:
                stack.pop()
                continue
            if node not in met:
                met.add(node)
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
