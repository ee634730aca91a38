"""Operations of the course's own that ask a witness what they compute, see `checks.model.witness`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.model.kinds import encode
from checks.model.sealed import SMOOTH
from checks.model.witness import Line

POSITION, SORT = "_position", "_sort"
"""The names under which an object keeps which node it is, and the sort of its function."""


class SealedNodes:
    """Whom the sealed nodes of the scenario at hand ask, and the objects by position."""

    line: Line
    nodes: Sequence[Any]

    def ask(self, what: str, node: Any, argument: Any) -> Any:
        return self.line.ask(what, vars(node)[POSITION], argument)


def sealed_classes(operation: Any, current: SealedNodes) -> dict[str, Any]:
    """Make the classes on top of a solution's `Operation`, or of one that counts."""

    class Sealed(operation):  # type: ignore[misc]
        """An operation of the course's own. What it computes is not said here."""

        def __init__(self, children: Any, position: int, sort: str) -> None:
            own: Any = vars(self)  # past whatever a solution does with attributes
            own.update({POSITION: position, SORT: sort})
            super().__init__(children)

        def op(self, x: Any) -> Any:
            return current.ask("op", self, [float(one) for one in x])

        def grad(self) -> Any:
            """Ask for the derivatives: those of a linear function do not depend on the children's values."""
            smooth = vars(self)[SORT] == SMOOTH
            return current.ask("grad", self, [float(c.forward()) if smooth else 0.0 for c in self.children])

        def on_backward(self, derivative: Any) -> Any:
            current.line.note(vars(self)[POSITION], encode(derivative))
            return super().on_backward(derivative)

    class Hidden(Sealed):
        """An operation whose children are not said here either."""

        @property
        def children(self) -> list[Any]:
            return [current.nodes[i] for i in current.ask("children", self, [])]

        @children.setter
        def children(self, value: Any) -> None:
            """Ignore it: the course knows the children."""

    return {"Sealed": Sealed, "Hidden": Hidden}
