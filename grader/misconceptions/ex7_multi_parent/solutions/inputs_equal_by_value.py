# name: gives Input an __eq__ and a __hash__ by value, for nicer tests
# explanation: An input that holds the same number is another input. The text says: "The `Input` nodes below this node, each
#   once, at its first visit: depth first, left to right."
# severity: misunderstanding
# clauses: 7.7
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

    def __eq__(self, other):
        return isinstance(other, Input) and self.value == other.value

    def __hash__(self):
        return hash(self.value)


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


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
