"""Classes of nodes by the names of their kinds, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checks.guest.call_counter import Calls, is_node_class

Maker = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Makes some of the course's classes on top of those in a mapping; none if it has not what they are derived from."""


class ClassTable(Mapping[str, Any]):
    """A solution's classes, and the course's on top of them; each is made when somebody first asks for it.

    A solution is loaded anew for each check, and to make all the classes for it takes longer than most questions do. If
    classes count, those of the course are derived from those of the solution that count, and count themselves as well:
    the macros of a course make nodes of the classes that count.
    """

    def __init__(self, own: Mapping[str, Any], course: Mapping[str, Maker], calls: Calls | None) -> None:
        """Take the solution's names, what makes the course's classes by their names, and who counts, if anybody."""
        self._own, self._course, self._calls = own, course, calls
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            made = self._course[name](self) if name in self._course else {}
            for one, cls in (made or {name: self._own[name]}).items():
                self._made[one] = self._calls.counting(cls) if self._calls and is_node_class(cls) else cls
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in {**self._own, **self._course} if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
