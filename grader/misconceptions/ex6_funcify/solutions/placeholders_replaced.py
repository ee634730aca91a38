# name: placeholders #1, #2, ... are replaced one after the other, so #1 is found in #10
# explanation: Thinks of less than ten inputs. The text says: "An input with a name appears under it, the others as x1, x2, ...
#   in the order of this node's `find_input_nodes()`, the inputs with names not counted."
# severity: slip
# clauses: 6.4
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        found: list[Input] = []
        raw = self._raw(found)
        names, k = [], 0
        for node in found:
            if node.name is None:
                k += 1
                names.append(f"x{k}")
            else:
                names.append(node.name)
        for i, name in enumerate(names):
            raw = raw.replace(f"#{i + 1}", name)
        return raw

    def _raw(self, found: list[Input]) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _raw(self, found):
        found.append(self)
        return f"#{len(found)}"


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
            if isinstance(child, Operation):
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
