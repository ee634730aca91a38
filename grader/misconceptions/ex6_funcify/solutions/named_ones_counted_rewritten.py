# name: an input without a name gets its place among all inputs
# explanation: Overlooks that those with names are not counted. The text says: "An input with a name appears under it, the
#   others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs with names not counted."
# severity: misunderstanding
# clauses: 6.4, 6.6
# family: named_ones_counted
from __future__ import annotations

import re

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        found: list[Input] = []
        raw = self._raw(found)
        names, k = [], 0
        for node in found:
            k += 1
            if node.name is None:
                names.append(f"x{k}")
            else:
                names.append(node.name)
        return re.sub(r"<(\d+)>", lambda m: names[int(m[1])], raw)

    def _raw(self, found: list[Input]) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _raw(self, found):
        found.append(self)
        return f"<{len(found) - 1}>"


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _raw(self, found):
        return str(self.value) if not str(self.value).startswith("-") else "(" + str(self.value) + ")"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def _joined(self, found, sign, empty):
        parts = []
        for child in self.children:
            part = child._raw(found)
            if isinstance(child, Operation) and not part.endswith(">"):
                part = "(" + part + ")"
            parts.append(part)
        return sign.join(parts) if parts else empty


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _raw(self, found):
        text = self._joined(found, " + ", "0")
        return "(" + text + ")"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _raw(self, found):
        text = self._joined(found, "*", "1")
        return "(" + text + ")"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _raw(self, found):
        return "max(0, %s)" % self.children[0]._raw(found)


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _raw(self, found):
        return "sigmoid(%s)" % self.children[0]._raw(found)
