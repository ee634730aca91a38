"""Count the calls of a node's methods, and note the derivatives that it gets.

Nothing of a solution is touched: the nodes of a question are of subclasses, made for it, of the solution's classes.
They have the same name, count, and do what their base does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from backprop import framework
from checks.model.kinds import encode

METHODS = ("op", "grad", "on_backward")
WATCHED = (*METHODS, "children", "compared")
"""`compared` counts how often a node, or its `id()`, was asked whether it equals another, as a search through a list
does, and an input also for its hash, as each entry into a set does: so lists that are merged tell. For all nodes that
takes long."""


class Calls:
    """The calls on all nodes of the counting subclasses that it makes.

    Counts are kept by `id(node)`. So nodes are kept alive, lest another node gets the id of one that is gone.
    """

    def __init__(self) -> None:
        self._made: set[type] = set()
        self._counts_for: dict[type, type] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.derivatives: dict[int, list[Any]] = defaultdict(list)
        self._alive: dict[int, Any] = {}

    def clear(self) -> None:
        """Start again from zero."""
        for kept in (self.counts, self.derivatives, self._alive):
            kept.clear()

    def classes(self, namespace: Mapping[str, Any]) -> dict[str, type]:
        """Make a counting subclass of each class of nodes in a namespace, by its name there."""
        return {name: self.counting(one) for name, one in namespace.items() if is_node_class(one)}

    def counting(self, cls: type) -> type:
        """Make a subclass that has the name of `cls` and counts."""
        get, put = _children_of(cls)
        counts, alive = self.counts, self._alive

        # A solution calls methods and reads children more often than it does anything else, so these two do themselves
        # what `count` does.
        def watched(name: str) -> Callable[..., Any]:
            def method(node: Any, *arguments: Any, **named: Any) -> Any:
                if type(node) is made or self.counts_for(node) is made:
                    alive[id(node)] = node
                    counts[name][id(node)] += 1
                    if name == "on_backward":
                        self.derivatives[id(node)] += [*arguments, *named.values()][:1]
                return getattr(super(made, node), name)(*arguments, **named)

            method.__name__ = name
            # What is abstract stays so.
            method.__isabstractmethod__ = getattr(getattr(cls, name), "__isabstractmethod__", False)  # type: ignore[attr-defined]
            return method

        def equal(node: Any, other: object) -> Any:
            if type(node) is made or self.counts_for(node) is made:
                self.count("compared", node)
            return super(made, node).__eq__(other)

        def hashed(node: Any) -> int:
            if type(node) is made or self.counts_for(node) is made:
                self.count("compared", node)
            return super(made, node).__hash__()

        def children(node: Any) -> Any:
            if type(node) is made or self.counts_for(node) is made:
                alive[id(node)] = node
                counts["children"][id(node)] += 1
            return get(node)

        body: dict[str, Any] = {name: watched(name) for name in METHODS if hasattr(cls, name)}
        hash_of = hashed if framework.Input in cls.__mro__ else cls.__hash__
        body |= {"children": property(children, put), "__eq__": equal, "__hash__": hash_of}
        body |= {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
        made: Any = type(cls)(cls.__name__, (cls,), body)
        self._made.add(made)
        return made  # type: ignore[no-any-return]

    def counts_for(self, node: Any) -> type:
        """Return the class that counts for a node: the first one, if a class that counts is derived from another."""
        cls = type(node)
        if cls not in self._counts_for:
            self._counts_for[cls] = next(base for base in cls.__mro__ if base in self._made)
        return self._counts_for[cls]

    def count(self, name: str, node: Any) -> None:
        """Count one call of the method `name`."""
        self._alive[id(node)] = node  # so that no other node ever gets its id
        self.counts[name][id(node)] += 1

    def id_of(self, one: object) -> int:
        """Stand in for `id` in a solution's module: what it returns counts its comparisons as if it were the node."""
        cls = type(one)
        if cls not in self._counts_for and self._made.isdisjoint(cls.__mro__):
            return id(one)
        self._alive[id(one)] = one
        return (_InputId if framework.Input in cls.__mro__ else _Id)(id(one), self)

    def told(self, ours: list[int]) -> dict[str, list[Any]]:
        """Return the counts as data, a list for each method, and the derivatives.

        Args:
            ours: The ids of the nodes that come first; those of all others that were asked follow, in any order.
        """
        known = set(ours)
        everyone = [*ours, *dict.fromkeys(i for i in chain(*self.counts.values()) if i not in known)]
        told: dict[str, list[Any]] = {}
        for name in WATCHED:
            counted = self.counts[name]
            told[name] = [counted.get(i, 0) for i in everyone] if counted else [0] * len(everyone)
        got = self.derivatives
        return told | {"derivatives": [[encode(d) for d in got[i]] if i in got else [] for i in everyone]}

    def table(self, **nodes: Any) -> str:
        """Write the counts of the named nodes since the last `clear()`, and their sums, as a table for a person."""
        rows = [["", *WATCHED, "derivatives"]]
        for name, node in nodes.items():
            counts = [self.counts[method].get(id(node), 0) for method in WATCHED]
            rows.append([name, *map(str, counts), repr(self.derivatives[id(node)])])
        sums = [sum(self.counts[method].get(id(node), 0) for node in nodes.values()) for method in WATCHED]
        rows.append(["all", *map(str, sums), ""])
        widths = [max(len(row[k]) for row in rows) for k in range(len(WATCHED) + 1)]
        return "\n".join("  ".join(f"{c:>{w}}" for c, w in zip(row, [*widths, 0], strict=True)) for row in rows)


class _Id(int):
    """The `id()` of a node."""

    calls: Calls

    def __new__(cls, number: int, calls: Calls) -> _Id:
        made = super().__new__(cls, number)
        made.calls = calls
        return made

    def __eq__(self, other: object) -> bool:
        self._count()
        return int.__eq__(self, other)  # not `==`, which asks the other one as well

    __hash__ = int.__hash__

    def _count(self) -> None:
        self.calls.counts["compared"][int(self)] += 1


class _InputId(_Id):
    """The `id()` of an input."""

    def __hash__(self) -> int:
        self._count()
        return int.__hash__(self)

    __eq__ = _Id.__eq__


def is_node_class(one: Any) -> bool:
    """Tell whether something is a class of nodes, without the search that abstract classes answer `issubclass` with."""
    return isinstance(one, type) and framework.NeuralNetNode in one.__mro__


def _children_of(cls: type) -> tuple[Callable[[Any], Any], Callable[[Any, Any], None]]:
    """Return how to get and how to set the attribute `children` of a class, be it plain, a slot or a property."""
    original: Any = next((vars(base)["children"] for base in cls.__mro__ if "children" in vars(base)), None)

    def get(node: Any) -> Any:
        return original.__get__(node, type(node))

    def get_plain(node: Any) -> Any:
        try:
            return node.__dict__["children"]
        except (AttributeError, KeyError):  # as Python says it
            raise AttributeError(f"{type(node).__name__!r} object has no attribute 'children'") from None

    def put(node: Any, value: Any) -> None:
        original.__set__(node, value)

    def put_plain(node: Any, value: Any) -> None:
        vars(node)["children"] = value

    return get if hasattr(original, "__get__") else get_plain, put if hasattr(original, "__set__") else put_plain
