"""Classes of nodes by the names of their kinds, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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

    def __init__(
        self, own: Mapping[str, Any], makers: Callable[[str], Iterable[Maker]], calls: Calls | None = None
    ) -> None:
        """Begin with none of the course's classes.

        Args:
            own: The solution's names.
            makers: Lists what may make the course's class of a name; nothing if the course has none.
            calls: What the classes count for, if they do.
        """
        self._own, self._makers, self._calls = own, makers, calls
        self._course: dict[str, Any] = {}
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        try:
            return self._known[name]  # which is asked for each node of a question
        except KeyError:
            found = self._found(name)
        self._known[name] = self._calls.counting(found) if self._calls and is_node_class(found) else found
        return self._known[name]

    def _found(self, name: str) -> Any:
        for make in self._makers(name):
            if name not in self._course:
                self._course = make(self) | self._course
        return self._course[name] if name in self._course else self._own[name]

    def __iter__(self) -> Iterator[str]:
        """List the solution's names, and those of the course's classes that somebody has asked for."""
        return iter({**self._own, **self._known})

    def __len__(self) -> int:
        return len({**self._own, **self._known})
