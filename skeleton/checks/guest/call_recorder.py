"""Record the calls of a network's methods in their order, with what they got and gave.

Nothing of a solution is touched: the nodes are made anew, of subclasses of the solution's classes that have the same
name, take notes, and do what their base does. See `call_counter`, which counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import signature
from typing import Any, NamedTuple

from backprop import framework
from checks.guest.course_classes import construct
from checks.model.kinds import encode
from checks.model.network import Network

COMPILE, FORWARD, BACKWARD = "compile", "forward", "backward"
"""What was asked of the root when a call came."""


class Call(NamedTuple):
    """One call: `op`, `grad` or `on_backward` of a node, or `forward` of the root.

    Or a function of exercise 1, whose answer tells of a node.
    """

    what: str
    node: int
    got: Any = None
    """The value that `op` or `forward` or that function returned, or what `on_backward` got; encoded."""

    phase: str = BACKWARD
    moved: Any = None
    """The value of the node after the call, encoded, if it is a parameter that has moved."""


class Enough(BaseException):
    """Ends a walk that has gone on for long enough to see what is wrong; no `Exception`, which may be caught."""


class Recorder:
    """Makes a network of recording classes, asks it, and has the calls in order."""

    def __init__(self, network: Network, classes: Sequence[type]) -> None:
        """Make the nodes, each of a recording subclass of its class in `classes`."""
        self.calls: list[Call] = []
        self.network = network
        self.phase = COMPILE
        self.most = 200 + 8 * sum(1 + len(node.children) for node in network.nodes)
        self._made: dict[type, type] = {}
        self._places: dict[int, int] = {}
        self._computed: set[int] = set()
        self.nodes: list[Any] = []
        for i, (node, cls) in enumerate(zip(network.nodes, classes, strict=True)):
            recording = {node.class_name: self._recording(cls)}
            makes: Any = cls
            named = node if "name" in signature(makes.__init__).parameters else node._replace(name=None)
            self.nodes.append(construct(named, recording, [self.nodes[c] for c in node.children], i))
        self._places = {id(node): i for i, node in enumerate(self.nodes)}

    def compile(self) -> None:
        """Compile the network."""
        self.nodes[-1].compile()

    def forward(self) -> None:
        """Have the root compute its value."""
        self.phase = FORWARD
        self.note("forward", self.nodes[-1], self.nodes[-1].forward())

    def backward(self, derivative: Any) -> None:
        """Tell the root its derivative.

        Raises:
            Enough: There are more calls than any right walk makes.
        """
        self.phase = BACKWARD
        self._computed.clear()
        self.nodes[-1].backward(derivative)

    def parameters(self) -> Mapping[int, Any]:
        """Read the values of the parameters, by position, as data."""
        return {i: encode(self.nodes[i].value) for i in self.network.parameters}

    def _recording(self, cls: type) -> type:
        """Make a subclass of `cls` that takes notes; once for each class, as its nodes may be compared by class."""
        if cls in self._made:
            return self._made[cls]
        recorder = self

        def above(node: Any) -> Any:
            return super(made, node)

        def op(node: Any, *arguments: Any, **named: Any) -> Any:
            value = above(node).op(*arguments, **named)
            recorder.note_value(node, value)
            return value

        def grad(node: Any, *arguments: Any, **named: Any) -> Any:
            recorder.note("grad", node)
            return above(node).grad(*arguments, **named)

        def on_backward(node: Any, *arguments: Any, **named: Any) -> Any:
            at = recorder.note("on_backward", node, next(iter([*arguments, *named.values()]), None))
            before = getattr(node, "value", None)
            answer = above(node).on_backward(*arguments, **named)
            if at is not None and isinstance(node, framework.Parameter) and node.value != before:
                recorder.note_move(at, node.value)
            return answer

        body: dict[str, Any] = {"op": op, "grad": grad, "on_backward": on_backward}
        body |= {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
        made: Any = type(cls)(cls.__name__, (cls,), body)
        self._made[cls] = made
        return made  # type: ignore[no-any-return]

    def note(self, what: str, node: Any, got: Any = None) -> int | None:
        """Take a note, and return its place; none of nodes that the solution has made itself.

        Raises:
            Enough: There are more calls than any right walk makes.
        """
        place = self._places.get(id(node))
        if place is None or self.phase == COMPILE:
            return None
        if len(self.calls) >= self.most:
            raise Enough
        self.calls.append(Call(what, place, encode(got), self.phase))
        return len(self.calls) - 1

    def note_move(self, at: int, value: Any) -> None:
        """Note that a parameter has moved in the call at that place: values that are computed from now on are new."""
        self.calls[at] = self.calls[at]._replace(moved=encode(value))
        self._computed.clear()

    def note_value(self, node: Any, value: Any) -> None:
        """Note a value once, and once more after a parameter has moved: in a graph it is computed for each path."""
        place = self._places.get(id(node))
        if place is not None and place not in self._computed and self.network.nodes[place].children:
            self._computed.add(place)
            self.note("op", node, value)
