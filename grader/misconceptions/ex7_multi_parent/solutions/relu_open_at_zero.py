# name: brings a ReLU of its own along, whose derivative at 0 is 1
# explanation: >= for >. The text says: "As in the given framework."
# severity: slip
# clauses: 7.10
from __future__ import annotations

from collections import Counter, defaultdict, deque

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        # 1. how many edges lead to each node, from here on down?
        missing: Counter = Counter()
        queue = deque([self])
        known = {self}
        while queue:
            for child in queue.popleft().children:
                missing[child] += 1
                if child not in known:
                    known.add(child)
                    queue.append(child)

        # 2. a node is ready when none is missing
        derivative = defaultdict(float)
        derivative[self] = derivative_from_parent
        ready = deque([self])
        finished = []
        while ready:
            node = ready.popleft()
            finished.append(node)
            for child, factor in zip(node.children, node.grad(), strict=True):
                derivative[child] += derivative[node] * factor
                missing[child] -= 1
                if missing[child] == 0:
                    ready.append(child)

        # 3. now, and only now, something may move
        for node in finished:
            node.on_backward(derivative[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """Preorder with a stack; a node counts as visited when it is taken off, not when it is put on."""
        stack = list(reversed(self.children))
        visited = set()
        result = []
        while stack:
            node = stack.pop()
            if node in visited:
                continue
            visited.add(node)
            if isinstance(node, framework.Input):
                result.append(node)
            stack.extend(reversed(node.children))
        return result


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def grad(self):
        x = self.children[0].forward()
        return [1.0 if x >= 0 else 0.0]


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
