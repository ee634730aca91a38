"""Count the calls of a node's methods, and note the derivatives that it gets.

The classes are watched, not the objects: a node keeps its type, its slots and its own attributes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from backprop import framework

METHODS = ("op", "grad", "on_backward")
WATCHED = (*METHODS, "children")


class Calls:
    """A context in which calls are counted, on all nodes of the classes in `namespace` and in the framework.

    Counts are kept by `id(node)`. So nodes are kept alive, lest another node gets the id of one that is gone.
    """

    def __init__(self, namespace: dict[str, Any]) -> None:
        candidates = [*vars(framework).values(), *namespace.values()]
        self._classes = [c for c in candidates if isinstance(c, type) and issubclass(c, framework.NeuralNetNode)]
        self._before: list[tuple[type, str, Any]] = []
        self._busy: set[tuple[int, str]] = set()
        self._alive: dict[int, Any] = {}
        self.clear()

    def clear(self) -> None:
        """Start again from zero."""
        self.counts: dict[str, Counter[int]] = defaultdict(Counter)
        self.derivatives: dict[int, list[Any]] = defaultdict(list)

    def __enter__(self) -> Calls:
        # All originals are looked up before the first is replaced, so that no replacement is taken for one.
        patches: list[tuple[type, str, Any]] = []
        # Methods are watched where they are defined: a class that only inherits one would hide what super() finds.
        for cls in dict.fromkeys(base for c in self._classes for base in c.__mro__ if base is not object):
            own = [name for name in METHODS if name in vars(cls)]
            patches += [(cls, name, self._watched(name, getattr(cls, name))) for name in own]
        for cls in dict.fromkeys(self._classes):
            original = next((vars(base)["children"] for base in cls.__mro__ if "children" in vars(base)), None)
            patches.append((cls, "children", _WatchedChildren(self, original)))
        for cls, name, watched in patches:
            self._before.append((cls, name, vars(cls).get(name)))
            setattr(cls, name, watched)
        return self

    def __exit__(self, *_: object) -> None:
        for cls, name, original in reversed(self._before):
            if original is None:
                delattr(cls, name)
            else:
                setattr(cls, name, original)
        self._before.clear()

    def count(self, name: str, node: Any) -> None:
        """Count one call of the method `name`, or one reading of `children`."""
        self._alive[id(node)] = node  # so that no other node ever gets its id
        self.counts[name][id(node)] += 1

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

    def _watched(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(node: Any, *arguments: Any, **named: Any) -> Any:
            key = (id(node), name)
            if key in self._busy:  # an override that calls super(): one call, not two
                return original(node, *arguments, **named)
            self.count(name, node)
            if name == "on_backward":
                self.derivatives[id(node)].append([*arguments, *named.values()][0])
            self._busy.add(key)
            try:
                return original(node, *arguments, **named)
            finally:
                self._busy.discard(key)

        return method


class _WatchedChildren:
    """A descriptor in place of the attribute `children` of a class, be it plain, a slot or a property."""

    def __init__(self, calls: Calls, original: Any) -> None:
        self.calls = calls
        self.original = original

    def __get__(self, node: Any, cls: type) -> Any:
        if node is None:
            return self
        self.calls.count("children", node)
        if hasattr(self.original, "__get__"):
            return self.original.__get__(node, cls)
        return vars(node)["children"]

    def __set__(self, node: Any, value: Any) -> None:
        if hasattr(self.original, "__set__"):
            self.original.__set__(node, value)
        else:
            vars(node)["children"] = value
