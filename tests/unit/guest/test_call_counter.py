"""Calls are counted on subclasses of a solution's classes, which stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backprop import framework
from checks.guest.call_counter import METHODS, Calls
from checks.guest.course_classes import NodeClasses


def _plain() -> type:
    class Node(framework.Add):
        pass

    return Node


def _with_slots() -> type:
    class Node(framework.Add):
        __slots__ = ("memo",)

    return Node


def _with_property() -> type:
    class Node(framework.Add):
        @property
        def children(self) -> Any:
            return self.kept

        @children.setter
        def children(self, children: Any) -> None:
            self.kept = tuple(children)

    return Node


def _with_setattr() -> type:
    class Node(framework.Add):
        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, value)
            vars(self)["assigned"] = [*vars(self).get("assigned", ()), name]

    return Node


def _with_getattr() -> type:
    class Node(framework.Add):
        def __getattr__(self, name: str) -> Any:
            if name == "memo":
                return None
            raise AttributeError(name)

    return Node


def _with_static_op() -> type:
    class Node(framework.Add):
        @staticmethod
        def op(x: list[float]) -> float:
            return sum(x)

    return Node


def _with_decorated_op() -> type:
    def loud(method: Callable[..., float]) -> Callable[..., float]:
        def louder(self: Any, *arguments: Any) -> float:
            return method(self, *arguments)

        return louder

    class Node(framework.Add):
        @loud
        def op(self, x: list[float]) -> float:
            return super().op(x)

    return Node


def _with_metaclass() -> type:
    class Meta(type(framework.Add)):  # type: ignore[misc]
        def __call__(cls, *arguments: Any) -> Any:
            one = super().__call__(*arguments)
            one.made_by = cls.__name__
            return one

    class Node(framework.Add, metaclass=Meta):
        pass

    return Node


SHAPES = [
    _plain,
    _with_slots,
    _with_property,
    _with_setattr,
    _with_getattr,
    _with_static_op,
    _with_decorated_op,
    _with_metaclass,
]


@pytest.mark.parametrize("make", SHAPES)
def test_counts_whatever_the_class_is_built_like(make: Callable[[], type]) -> None:
    """Each call of a method and each reading of `children` is counted, and does what it did before."""
    calls, original = Calls(), make()
    before = dict(vars(original))
    node: Any = calls.counting(original)([framework.Input(2.0), framework.Input(3.0)])
    calls.clear()
    assert node.forward() == 5.0
    node.backward(2.0)
    counts = {name: calls.counts[name][id(node)] for name in METHODS}
    assert counts == {"op": 1, "grad": 1, "on_backward": 1}
    assert calls.derivatives[id(node)] == [2.0]
    assert calls.counts["children"][id(node)] >= 2
    assert dict(vars(original)) == before
    assert (type(node).__name__, type(node).__qualname__) == (original.__name__, original.__qualname__)
    assert isinstance(node, original)


def test_an_override_that_calls_super_is_one_call() -> None:
    """`super().op(x)` inside of `op` is no second call."""
    calls = Calls()
    node = calls.counting(_with_decorated_op())([])
    node.op([])
    assert calls.counts["op"][id(node)] == 1


def test_the_solution_stays_uncounted() -> None:
    """Nodes of the original class are not counted, not even after a counting class was made."""
    calls, original = Calls(), _plain()
    calls.counting(original)
    original([]).op([])
    assert not calls.counts["op"]


def test_a_leaf_without_children_stays_one() -> None:
    """A class whose `__init__` sets no `children` has none; Python says so as ever."""

    class Leaf(framework.Input):
        def __init__(self) -> None:
            pass

    node = Calls().counting(Leaf)()
    with pytest.raises(AttributeError, match="'Leaf' object has no attribute 'children'"):
        _ = node.children
    assert not hasattr(node, "children")


def test_what_is_abstract_stays_abstract() -> None:
    """A class without `op` cannot be made, counted or not."""

    class Half(framework.Operation):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Calls().counting(Half)([])


def test_table_names_the_nodes() -> None:
    """The table for a person has a row for each node and one for all."""
    calls = Calls()
    node = calls.counting(framework.Add)([])
    calls.clear()
    node.op([])
    lines = calls.table(root=node).splitlines()
    assert lines[0].split() == ["op", "grad", "on_backward", "children", "compared", "derivatives"]
    assert lines[1].split() == ["root", "1", "0", "0", "0", "0", "[]"]
    assert lines[2].split() == ["all", "1", "0", "0", "0", "0"]


def test_a_class_that_counts_on_top_of_another_counts_once() -> None:
    """A course's own classes stand on those that count, and count themselves."""
    calls = Calls()

    class Own(calls.counting(framework.Parameter)):  # type: ignore[misc]
        pass

    node = calls.counting(Own)(1.0)
    calls.clear()
    node.on_backward(2.0)
    assert list(node.children) == []
    assert calls.counts["on_backward"][id(node)] == 1
    assert calls.counts["children"][id(node)] == 1
    assert calls.derivatives[id(node)] == [2.0]


def test_searching_a_list_of_nodes_is_counted() -> None:
    """A node is compared with each entry; a set needs no comparison, and nodes are still equal to themselves only."""
    calls = Calls()
    make = calls.counting(framework.Parameter)
    nodes = [make(1.0) for _ in range(5)]
    calls.clear()
    assert make(1.0) not in nodes
    assert sum(calls.counts["compared"].values()) >= 5
    calls.clear()
    assert nodes[3] in set(nodes)
    assert not calls.counts["compared"]


def test_searches_by_id_are_counted() -> None:
    """A list of ids is searched without a comparison of nodes; a set or a dictionary is not searched."""
    calls = Calls()
    add, leaf = calls.counting(framework.Add), calls.counting(framework.Input)
    nodes = [leaf(), *(add([]) for _ in range(9))]
    ids = [calls.id_of(node) for node in nodes]
    assert ids == [id(node) for node in nodes]
    calls.clear()
    assert calls.id_of(nodes[-1]) in ids
    assert sum(calls.counts["compared"].values()) == len(nodes)
    calls.clear()
    assert len({calls.id_of(node) for node in nodes[1:]}) == 9
    assert sum(calls.counts["compared"].values()) == 0
    assert len({calls.id_of(nodes[0])}) == 1
    assert sum(calls.counts["compared"].values()) == 1
    assert type(calls.id_of("no node")) is int


def test_a_solutions_id_is_its_own_again() -> None:
    """It is replaced while calls are counted, and not where the solution has one itself."""
    plain: dict[str, Any] = {"Add": framework.Add}
    own: dict[str, Any] = {"Add": framework.Add, "id": len}
    for namespace in (plain, own):
        classes = NodeClasses(namespace)
        classes.table(counted=True)
        assert "id" in namespace
        classes.table(counted=False)
    assert "id" not in plain
    assert own["id"] is len
