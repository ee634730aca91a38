"""The classes that a course adds to a solution's own: operations, macros, and subclasses of what is there.

A solution has to work with them: they only use what the texts promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from backprop import framework
from checks.guest.call_counter import Calls
from checks.guest.class_table import ClassTable, Maker
from checks.guest.course_macros import course_macros
from checks.guest.other_modules import held_elsewhere, other_modules
from checks.guest.sealed_nodes import SealedNodes, sealed_classes
from checks.model.network import COURSE_MACROS, COURSE_OPERATIONS, LEAVES, Node
from checks.model.sealed import SEALED

OPERATIONS = ("Add", "Multiply", "ReLU", "Sigmoid")
"""The operations of the given framework."""

NICKNAMES = {"Add": "Total", "Multiply": "Gain", "ReLU": "Ramp", "Sigmoid": "Squash"}
"""What the course calls other subclasses of the operations: not all subclasses have their base's name in theirs."""

OWN = {f"Own{kind}": kind for kind in (*LEAVES, *OPERATIONS, "Output", "Softmax", "Linear")}
OWN |= {nickname: kind for kind, nickname in NICKNAMES.items()}
"""The course's own subclasses: name -> the kind of which it is one."""


class NodeClasses:
    """The classes of which a question's nodes are made, for one solution as it was loaded."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self.namespace = namespace
        self.calls = Calls()
        self.sealed = SealedNodes()
        own = all_names(namespace)
        self._plain, self._counting = ClassTable(own, _makers), ClassTable(own, self._makers_of_sealed, self.calls)

    def table(self, counted: bool) -> Mapping[str, Any]:
        """Return the classes by the names of kinds, those that count or the plain ones; made when first asked for.

        As long as calls are counted, so are comparisons of what the solution's module takes for `id`.
        """
        if isinstance(names := self.namespace, dict):
            if counted:
                names.setdefault("id", self.calls.id_of)
            elif names.get("id") == self.calls.id_of:
                del names["id"]
        return self._counting if counted else self._plain

    def _makers_of_sealed(self, name: str) -> Iterable[Maker]:
        return [lambda names: sealed_classes(names["Operation"], self.sealed)] if name in SEALED else _makers(name)


_latest: NodeClasses | None = None


def node_classes(namespace: Mapping[str, Any]) -> NodeClasses:
    """Return the classes for a solution, made once for each time that it is loaded: classes take long to make."""
    global _latest  # noqa: PLW0603  # a cache with one entry; the namespace is no key for lru_cache
    if _latest is None or _latest.namespace is not namespace:
        _latest = NodeClasses(namespace)
    return _latest


def all_names(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return a solution's names, and the framework's for those that it does not have.

    A solution that calls its base classes otherwise still has them: `NeuralNetNode` is what its nodes have in common.
    """
    names = {**vars(framework), **namespace}
    for base, kinds in (("Operation", OPERATIONS), ("NeuralNetNode", LEAVES + OPERATIONS)):
        if base not in namespace:
            names[base] = _shared_base([names[kind] for kind in kinds], names[base])
    return names


def _shared_base(classes: Sequence[Any], otherwise: Any) -> Any:
    """Return the most derived class that is a base of all of them."""
    if not all(isinstance(one, type) for one in classes):
        return otherwise
    return next(base for base in classes[0].__mro__ if all(issubclass(one, base) for one in classes))


def construct(node: Node, classes: Mapping[str, Any], children: Sequence[Any], position: int = 0) -> Any:
    """Make the object for a node, with these children; a sealed one asks in the name of its position."""
    make = classes[node.class_name]
    if node.kind in SEALED:
        return make(children, position, node.name)
    if node.kind not in LEAVES:
        return make(children)
    if node.learning_rate is None and node.name is None:
        return make(node.value)
    options = {"learning_rate": node.learning_rate, "name": node.name}
    return make(node.value, **{k: v for k, v in options.items() if v is not None})


def course_classes(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make the classes of a course on top of a solution's.

    Args:
        names: The framework's names, replaced by the solution's where it has its own.
    """
    own = {name: one for each in OWN for name, one in _own(each, names).items()}
    return {**own, **_operations(names), **_outputs(names), **other_modules(names), **course_macros(names)}


def _makers(name: str) -> Iterable[Maker]:
    """List what may make the course's class of that name; nothing if the course has none."""
    if name in COURSE_MACROS:
        return [course_macros]
    if name in OWN:
        return [partial(_own, name), other_modules]
    return [_operations, _outputs, other_modules] if name in COURSE_OPERATIONS else []


def _own(name: str, names: Mapping[str, Any]) -> dict[str, Any]:
    if OWN[name] not in names:
        return {}
    made = _subclass(names[OWN[name]], name)
    if name == "OwnParameter" and "unroll" in names:
        made.value = held_elsewhere  # type: ignore[attr-defined]
    return {name: made}


def _subclass(base: Any, name: str) -> type:
    body: dict[str, Any] = {"__module__": "course", "__doc__": f"A {base.__name__} of the course's own."}
    if base.__init__ is framework.Input.__init__:  # In exercise 6 an input has a name; here it has one as well.

        def initialise(self: Any, value: float = 0.0, name: str | None = None) -> None:
            framework.Input.__init__(self, value)
            self.name = name

        body["__init__"] = initialise
    made: type = type(base)(name, (base,), body)
    return made


def _operations(names: Mapping[str, Any]) -> dict[str, Any]:
    operation: Any = names["Operation"]
    add: Any = names["Add"]
    node: Any = names["NeuralNetNode"]

    class Square(operation):  # type: ignore[misc]
        """The square of its one child."""

        def op(self, x: list[float]) -> float:
            return x[0] * x[0]

        def grad(self) -> list[float]:
            return [2 * self.children[0].forward()]

    class Blend(operation):  # type: ignore[misc]
        """1 * the first child + 2 * the second + 3 * the third, and so on: here order matters."""

        def op(self, x: list[float]) -> float:
            return sum(factor * value for factor, value in enumerate(x, start=1))

        def grad(self) -> list[float]:
            return [float(factor) for factor in range(1, len(self.children) + 1)]

    class Inverse(operation):  # type: ignore[misc]
        """1 / its one child, which must not be 0; it takes the number out of the list that `op` gets for itself."""

        def op(self, x: list[float]) -> float:
            return 1 / x.pop()

        def grad(self) -> list[float]:
            return [-1 / self.children[0].forward() ** 2]

    class Half(add):  # type: ignore[misc]
        """Half the sum of its children: an `Add` that says something else."""

        def op(self, x: list[float]) -> float:
            return 0.5 * sum(x)

        def grad(self) -> list[float]:
            return [0.5] * len(self.children)

    class Relay(node):  # type: ignore[misc]
        """Half of its one child: a node with a child that is no `Operation`."""

        op, grad = Half.op, Half.grad

    return {"Square": Square, "Blend": Blend, "Inverse": Inverse, "Half": Half, "Relay": Relay}


def _outputs(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make outputs on top of a solution's `Output`, if it has one."""
    output: Any = names.get("Output")
    if output is None:
        return {}

    class Mirrored(output):  # type: ignore[misc]
        """The values of the children, the last one first."""

        def op(self, x: list[float]) -> list[float]:
            return x[::-1]

    class Ends(output):  # type: ignore[misc]
        """The values of the first and the last child: two numbers, however many children there are."""

        def op(self, x: list[float]) -> list[float]:
            return [x[0], x[-1]]

        def backward(self, derivative: Sequence[float]) -> None:
            sums = [0.0] * len(self.children)
            sums[0] += derivative[0]
            sums[-1] += derivative[1]
            for child, one in zip(self.children, sums, strict=True):
                child.backward(one)

    return {"Mirrored": Mirrored, "Ends": Ends}
