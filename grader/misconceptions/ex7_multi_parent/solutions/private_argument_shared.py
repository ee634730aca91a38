# name: find_input_nodes keeps its `seen` on the instance between calls, so as to pass it down
# explanation: The second call has seen everything already. The text says: "The `Input` nodes below this node, each once, at
#   its first visit: depth first, left to right."
# severity: misunderstanding
# clauses: 7.7
from __future__ import annotations

from backprop import framework


class Mailbox(dict):
    """node -> [letters still to come, sum of those that came]"""

    def __missing__(self, node):
        self[node] = [0, 0.0]
        return self[node]


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        mailbox = Mailbox()
        self._announce(mailbox)
        self._receive(derivative_from_parent, mailbox)
        for node, (_, total) in mailbox.items():
            node.on_backward(total)

    def _announce(self, mailbox: Mailbox) -> None:
        """A parent will write to me. I tell my children that I shall write to them, but only once."""
        new = self not in mailbox
        mailbox[self][0] += 1
        if new:
            self._announce_below(mailbox)

    def _announce_below(self, mailbox: Mailbox) -> None:
        for child in self.children:
            child._announce(mailbox)

    def _receive(self, part: float, mailbox: Mailbox) -> None:
        letters = mailbox[self]
        letters[0] -= 1
        letters[1] += part
        if letters[0] == 0:
            self._answer(letters[1], mailbox)

    def _answer(self, total: float, mailbox: Mailbox) -> None:
        for child, entry in zip(self.children, self.grad(), strict=True):
            child._receive(total * entry, mailbox)


class Leaf(NeuralNetNode):
    """Writes to nobody."""

    def _announce_below(self, mailbox):
        pass

    def _answer(self, total, mailbox):
        pass


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self, _seen: set | None = None) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth first, left to right."""
        seen = self.__dict__.setdefault("_seen", set()) if _seen is None else _seen
        found: list[framework.Input] = []
        stack: list[framework.NeuralNetNode] = self.children[::-1]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                found += [node] if isinstance(node, framework.Input) else []
                stack += node.children[::-1]
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
