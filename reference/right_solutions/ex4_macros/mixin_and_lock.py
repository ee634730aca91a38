"""Parameters from a mixin; expand holds a lock (somebody once trained in threads)."""

from __future__ import annotations

from abc import abstractmethod
import threading
from collections.abc import Sequence

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for a tree of other nodes. `expand` puts that tree in its place."""

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down: it may have macros in it, and it ends in `self.children`."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: expand() the network first")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: expand() the network first")


_LOCK = threading.RLock()


class OwnsParameters:
    """Mixin: `self.own(n)` gives n parameters, the same ones each time."""

    def own(self, count: int) -> list[framework.Parameter]:
        store = self.__dict__.setdefault("_own_parameters", [])
        store.extend(framework.Parameter() for _ in range(count - len(store)))
        return store[:count]


class Linear(OwnsParameters, Macro):
    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self.own(len(self.children) + 1)

    def body(self) -> framework.NeuralNetNode:
        *weights, bias = self.own(len(self.children) + 1)
        return framework.Add([framework.Multiply([w, c]) for w, c in zip(weights, self.children)] + [bias])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    with _LOCK:
        if isinstance(node, Macro):
            node = expand(node.body())
        else:
            node.children = [expand(child) for child in node.children]
        return node
