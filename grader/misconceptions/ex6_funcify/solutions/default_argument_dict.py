# name: the dict of names is a default argument, and the second network begins with x3
# explanation: A default value is made once, not once per call. The text says: "An input with a name appears under it, the
#   others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs with names not counted."
# severity: does not work
# clauses: 6.4
from __future__ import annotations

from contextvars import ContextVar

from backprop import framework

_names: ContextVar[dict | None] = ContextVar("names", default=None)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self, names={}) -> str:
        if _names.get() is not None:
            return self._funcify(_names.get())
        token = _names.set(names)
        try:
            stack = [self]
            while stack:
                node = stack.pop()
                if isinstance(node, Input) and node.name is None:
                    names[node] = f"x{len(names) + 1}"
                stack.extend(reversed(node.children))
            text = self._funcify(names)
        finally:
            _names.reset(token)
        return text

    def _funcify(self, names) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _funcify(self, names):
        return names.get(self, self.name)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _funcify(self, names):
        return f"({self.value!r})" if repr(self.value)[0] == "-" else repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    empty = ""
    between = ""

    def _funcify(self, names):
        if len(self.children) == 0:
            return self.empty
        texts = [f"({c.funcify()})" if isinstance(c, (Add, Multiply)) else c.funcify() for c in self.children]
        return self.between.join(texts)


class Add(Operation, framework.Add):
    """As in the given framework."""

    empty, between = "0", " + "


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    empty, between = "1", " * "


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _funcify(self, names):
        return f"relu({self.children[0].funcify()})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _funcify(self, names):
        return f"sigmoid({self.children[0].funcify()})"
