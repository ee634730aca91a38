# name: the text is kept until some parameter or name changes; a new child is not noticed
# explanation: A list of children that grows does not go through __setattr__. The text says: "The function that the tree below
#   this node computes, as a formula a person can read."
# severity: slip
# clauses: 6.1, 6.8
from __future__ import annotations

import logging

from backprop import framework

log = logging.getLogger(__name__)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    changes = 0

    def __setattr__(self, name: str, value: object) -> None:
        log.debug("%s.%s = %r", type(self).__name__, name, value)
        super().__setattr__(name, value)
        if name in ("value", "_name", "children"):
            NeuralNetNode.changes += 1

    def funcify(self) -> str:
        if getattr(self, "_seen", None) != NeuralNetNode.changes:
            self.__dict__["_text"] = str(_Text(self))
            self.__dict__["_seen"] = NeuralNetNode.changes
        return self._text


class _Text:
    """The text of a tree; a throw-away object that counts."""

    def __init__(self, root: NeuralNetNode) -> None:
        self._numbers = iter(range(1, 10**9))
        self._string = self._of(root)

    def __str__(self) -> str:
        return self._string

    def _of(self, node) -> str:
        # Order matters here: each Input is met once, from left to right.
        if isinstance(node, Input):
            return node.name if node.has_name else f"x{next(self._numbers)}"
        if isinstance(node, Parameter):
            return self._number(node.value)
        inner = list(map(self._of, node.children))
        if isinstance(node, Add):
            return self._group(" + ", inner) if inner else "0"
        if isinstance(node, Multiply):
            return self._group(" * ", inner) if inner else "1"
        name = {ReLU: "relu", Sigmoid: "sigmoid"}
        for cls, function in name.items():
            if isinstance(node, cls):
                return f"{function}({inner[0]})"
        raise TypeError(f"{type(node).__name__} cannot be written as a formula")

    @staticmethod
    def _number(value) -> str:
        return repr(value) if value >= 0 and repr(value)[0] != "-" else f"({value!r})"

    @staticmethod
    def _group(sign, parts) -> str:
        return f"({sign.join(parts)})" if len(parts) > 1 else parts[0]


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    @property
    def name(self) -> str | None:
        return self._name

    @name.setter
    def name(self, name: str | None) -> None:
        self._name = name

    @property
    def has_name(self) -> bool:
        return self._name is not None


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
