"""Note what a solution's own nodes answer and are told while the steps of a scenario are done.

Nothing of a solution is touched: the nodes are of subclasses of its classes that have the same name, take notes, and do
what their base does. See `call_counter`, which counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from checks.guest.call_counter import is_node_class
from checks.guest.interpreter import Interpreter
from checks.model.kinds import encode
from checks.model.scenario import Scenario, Step

ANSWERS, TOLD = ("forward", "op"), ("on_backward", "backward")
"""The methods whose answer is the value of a node, and those that bring its derivative."""


class Notes:
    """What each node answered and was told, by its id, in the latest question."""

    def __init__(self) -> None:
        self.values: dict[int, Any] = {}
        """The first answer in this question, or the last one before it."""

        self.asked: set[int] = set()
        """The nodes that have answered in this question."""

        self.told: dict[str, dict[int, list[Any]]] = {}
        self.failed: int | None = None
        """The node in which an exception was first seen."""

        self.next_question()

    def next_question(self) -> None:
        """Begin a question."""
        self.asked.clear()
        self.failed = None
        self.told = {name: defaultdict(list) for name in TOLD}

    @contextmanager
    def watching(self, node: Any) -> Iterator[None]:
        """Note the node if it raises an exception that none below it has raised."""
        try:
            yield
        except BaseException:
            self.failed = self.failed or id(node)
            raise

    def answered(self, node: Any, value: Any) -> None:
        """Note an answer, unless there is one to this question: what is computed again may be of moved parameters."""
        if id(node) not in self.asked:
            self.asked.add(id(node))
            self.values[id(node)] = encode(value)


class Noting(Mapping[str, Any]):
    """A table of classes that makes a noting subclass of each class of nodes."""

    def __init__(self, table: Mapping[str, Any], notes: Notes) -> None:
        self._table, self._notes = table, notes
        self._made: dict[type, type] = {}

    def __getitem__(self, name: str) -> Any:
        found = self._table[name]
        return self._noting(found) if is_node_class(found) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def _noting(self, cls: Any) -> type:
        if cls in self._made:
            return self._made[cls]
        notes = self._notes

        def answering(name: str) -> Any:
            def method(node: Any, *arguments: Any, **named: Any) -> Any:
                with notes.watching(node):
                    value = getattr(super(made, node), name)(*arguments, **named)
                notes.answered(node, value)
                return value

            return method

        def telling(name: str) -> Any:
            def method(node: Any, *arguments: Any, **named: Any) -> Any:
                notes.told[name][id(node)] += [encode(one) for one in [*arguments, *named.values()][:1]]
                with notes.watching(node):
                    return getattr(super(made, node), name)(*arguments, **named)

            return method

        body: dict[str, Any] = {name: answering(name) for name in ANSWERS if hasattr(cls, name)}
        body |= {name: telling(name) for name in TOLD if hasattr(cls, name)}
        for name, method in body.items():
            method.__name__ = name
            method.__isabstractmethod__ = getattr(getattr(cls, name), "__isabstractmethod__", False)
        body |= {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
        made: Any = type(cls)(cls.__name__, (cls,), body)
        self._made[cls] = made
        return made  # type: ignore[no-any-return]


class NotingInterpreter(Interpreter):
    """Does the steps of a scenario with nodes that take notes."""

    def __init__(self, namespace: Mapping[str, Any], scenario: Scenario, questions: Collection[str]) -> None:
        """Prepare; `questions` are the verbs with which a new question begins."""
        super().__init__(namespace, scenario)
        self.notes = Notes()
        self._questions = questions

    def _build(self, node: int, name: str | None) -> None:
        if not isinstance(self.classes, Noting):
            self.classes = Noting(self.classes, self.notes)
        super()._build(node, name)

    def _do(self, step: Step) -> Any:
        if step.verb in self._questions:
            self.notes.next_question()
        return super()._do(step)
