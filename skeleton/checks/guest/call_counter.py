"""Count the calls of a node's methods, and note the derivatives that it gets.

Nothing of a solution is touched: the nodes of a question are of subclasses, made for it, of the solution's classes.
They have the same name, count, and do what their base does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from backprop import framework
from checks.model.kinds import encode

METHODS = ("op", "grad", "on_backward")
WATCHED = (*METHODS, "children", "compared")
"""`compared` counts how often a node was asked whether it equals another, as a search through a list does, and an
input also for its hash, as each entry into a set does: so lists that are merged tell. For all nodes it takes long."""


class Calls:
    """The calls on all nodes of the counting subclasses that it makes.

    Counts are kept by `id(node)`. So nodes are kept alive, lest another node gets the id of one that is gone.
    """

    def __init__(self) -> None:
        self._made: set[type] = set()
        self._counts_for: dict[type, type] = {}
        self.clear()

    def clear(self) -> None:
        """Start again from zero."""
        self.counts: dict[str, Counter[int]] = defaultdict(Counter)
        self.derivatives: dict[int, list[Any]] = defaultdict(list)
        self._alive: dict[int, Any] = {}

    def classes(self, namespace: Mapping[str, Any]) -> dict[str, type]:
        """Make a counting subclass of each class of nodes in a namespace, by its name there."""
        nodes = framework.NeuralNetNode
        return {n: self.counting(c) for n, c in namespace.items() if isinstance(c, type) and issubclass(c, nodes)}

    def counting(self, cls: type) -> type:
        """Make a subclass that has the name of `cls` and counts."""

        def watched(name: str) -> Callable[..., Any]:
            def method(node: Any, *arguments: Any, **named: Any) -> Any:
                if self.counts_for(node) is made:
                    self.count(name, node)
                    if name == "on_backward":
                        self.derivatives[id(node)] += [*arguments, *named.values()][:1]
                return getattr(super(made, node), name)(*arguments, **named)

            method.__name__ = name
            # What is abstract stays so.
            method.__isabstractmethod__ = getattr(getattr(cls, name), "__isabstractmethod__", False)  # type: ignore[attr-defined]
            return method

        def equal(node: Any, other: object) -> Any:
            if self.counts_for(node) is made:
                self.count("compared", node)
            return super(made, node).__eq__(other)

        def hashed(node: Any) -> int:
            if self.counts_for(node) is made:
                self.count("compared", node)
            return super(made, node).__hash__()

        body: dict[str, Any] = {name: watched(name) for name in METHODS if hasattr(cls, name)}
        hash_of = hashed if issubclass(cls, framework.Input) else cls.__hash__
        body |= {"children": _WatchedChildren(self, cls), "__eq__": equal, "__hash__": hash_of}
        body |= {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
        made: Any = type(cls)(cls.__name__, (cls,), body)
        body["children"].made = made
        self._made.add(made)
        return made  # type: ignore[no-any-return]

    def counts_for(self, node: Any) -> type:
        """Return the class that counts for a node: the first one, if a class that counts is derived from another."""
        cls = type(node)
        if cls not in self._counts_for:
            self._counts_for[cls] = next(base for base in cls.__mro__ if base in self._made)
        return self._counts_for[cls]

    def count(self, name: str, node: Any) -> None:
        """Count one call of the method `name`, or one reading of `children`."""
        self._alive[id(node)] = node  # so that no other node ever gets its id
        self.counts[name][id(node)] += 1

    def told(self, ours: list[int]) -> dict[str, list[Any]]:
        """Return the counts as data, a list for each method, and the derivatives.

        Args:
            ours: The ids of the nodes that come first; those of all others that were asked follow, in any order.
        """
        known = set(ours)
        everyone = [*ours, *dict.fromkeys(i for i in chain(*self.counts.values()) if i not in known)]
        told: dict[str, list[Any]] = {name: [self.counts[name][i] for i in everyone] for name in WATCHED}
        return told | {"derivatives": [[encode(d) for d in self.derivatives[i]] for i in everyone]}

    def table(self, **nodes: Any) -> str:
        """Write the counts of the named nodes since the last `clear()`, and their sums, as a table for a person."""
        rows = [["", *WATCHED, "derivatives"]]
        for name, node in nodes.items():
            counts = [self.counts[method][id(node)] for method in WATCHED]
            rows.append([name, *map(str, counts), repr(self.derivatives[id(node)])])
        sums = [sum(self.counts[method][id(node)] for node in nodes.values()) for method in WATCHED]
        rows.append(["all", *map(str, sums), ""])
        widths = [max(len(row[k]) for row in rows) for k in range(len(WATCHED) + 1)]
        return "\n".join("  ".join(f"{c:>{w}}" for c, w in zip(row, [*widths, 0], strict=True)) for row in rows)


class _WatchedChildren:
    """A descriptor in place of the attribute `children`, be it plain, a slot or a property of the class below."""

    def __init__(self, calls: Calls, cls: type) -> None:
        self.calls = calls
        self.cls = self.made = cls
        self.original: Any = next((vars(base)["children"] for base in cls.__mro__ if "children" in vars(base)), None)

    def __get__(self, node: Any, cls: type) -> Any:
        if node is None:
            return self
        if self.calls.counts_for(node) is self.made:
            self.calls.count("children", node)
        if hasattr(self.original, "__get__"):
            return self.original.__get__(node, cls)
        own = getattr(node, "__dict__", {})
        if "children" in own:
            return own["children"]
        raise AttributeError(f"{cls.__name__!r} object has no attribute 'children'")  # as Python says it

    def __set__(self, node: Any, value: Any) -> None:
        if hasattr(self.original, "__set__"):
            self.original.__set__(node, value)
        else:
            vars(node)["children"] = value
