"""Do the steps of a scenario with a solution's own classes, and tell the answers as plain data."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from itertools import chain
from typing import Any

from backprop import framework, losses
from checks.guest.call_counter import WATCHED, Calls
from checks.model.network import LEAVES
from checks.model.scenario import Scenario, Step


class Interpreter:
    """Does the steps of one scenario, with the classes in `namespace`, or with the framework's if there is none."""

    def __init__(self, namespace: Mapping[str, Any], scenario: Scenario) -> None:
        self.names = {**vars(framework), **vars(losses), **namespace, **_macros_of(namespace)}
        self.scenario = scenario
        self.nodes: list[Any] = []
        self.functions: dict[int, Callable[..., Any]] = {}
        self.trainers: dict[int, Callable[..., Any]] = {}
        self.last_work = 0

    def perform(self, tell: Callable[[Any], None]) -> None:
        """Build the network, do the steps, and pass each answer to `tell` as soon as it is there."""
        verbs = {step.verb for step in self.scenario.steps}
        watch = Calls(self.names) if "calls" in verbs else nullcontext()
        with watch as self.calls:
            self._build()
            if self.calls:
                self.calls.clear()
            for step in self.scenario.steps:
                if "work" in verbs and step.verb != "work":
                    tell(self._counting_work(step))
                else:
                    tell(self._do(step))

    def _build(self) -> None:
        for node in self.scenario.network.nodes:
            make = self.names[node.kind]
            if node.kind in LEAVES:
                options = {"learning_rate": node.learning_rate, "name": node.name}
                self.nodes.append(make(node.value, **{k: v for k, v in options.items() if v is not None}))
            else:
                self.nodes.append(make([self.nodes[c] for c in node.children]))

    def _do(self, step: Step) -> Any:
        return getattr(self, f"_{step.verb}")(step.node, step.argument)

    def _counting_work(self, step: Step) -> Any:
        """Do a step and count the calls of functions, by a hook of Python itself, so that no call hides."""
        count = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before, collecting = sys.getprofile(), gc.isenabled()
        gc.disable()  # a collected object, such as a generator of an earlier scenario, may call functions
        sys.setprofile(note)
        try:
            return self._do(step)
        finally:
            sys.setprofile(before)
            if collecting:
                gc.enable()
            self.last_work = count

    def _forward(self, node: int, _: None) -> Any:
        return plain(self.nodes[node].forward())

    def _predict(self, node: int, inputs: list[float]) -> Any:
        return plain(self.nodes[node].predict(inputs))

    def _backward(self, node: int, derivative: Any) -> None:
        self.nodes[node].backward(derivative)

    def _assign(self, node: int, value: float) -> None:
        self.nodes[node].value = value

    def _value_of(self, node: int, _: None) -> Any:
        return plain(self.nodes[node].value)

    def _set_children(self, node: int, children: list[int]) -> None:
        self.nodes[node].children = [self.nodes[c] for c in children]

    def _find_inputs(self, node: int, _: None) -> list[int]:
        return [self._place(found) for found in self.nodes[node].find_input_nodes()]

    def _compile(self, node: int, _: None) -> None:
        self.nodes[node].compile()

    def _funcify(self, node: int, _: None) -> Any:
        return plain(self.nodes[node].funcify())

    def _expand(self, node: int, _: None) -> int:
        self.nodes.append(self.names["expand"](self.nodes[node]))
        return len(self.nodes) - 1

    def _survey(self, node: int, _: None) -> list[list[Any]]:
        found = self._below(node)
        parameters = [n for n in found if isinstance(n, framework.Parameter)]
        inputs = [self._place(n) for n in found if isinstance(n, framework.Input)]
        macro = self.names.get("Macro", ())
        return [inputs, [plain(n.value) for n in parameters], [type(n).__name__ for n in found if isinstance(n, macro)]]

    def _fill(self, node: int, values: list[float]) -> int:
        made = [n for n in self._below(node) if isinstance(n, framework.Parameter) and self._place(n) < 0]
        for i, parameter in enumerate(made):
            parameter.value = values[i % len(values)]
        return len(made)

    def _train(self, node: int, argument: list[Any]) -> list[Any]:
        loss, data, epochs, watched = argument
        root = self.nodes[node]
        slope = self.names[f"{loss}_loss_grad"]
        parameters = [n for n in self._below(node) if isinstance(n, framework.Parameter)]
        path: list[Any] = []
        for _ in range(epochs):
            for x, y in data:
                root.backward(slope(y, root.predict(x)))
                if len(path) < watched:
                    path.append([plain(p.value) for p in parameters])
        return [path, [plain(p.value) for p in parameters]]

    def _unroll(self, node: int, _: None) -> None:
        self.functions[node] = self.names["unroll"](self.nodes[node])

    def _run_function(self, node: int, inputs: list[float]) -> Any:
        return plain(self.functions[node](*inputs))

    def _unroll_training(self, node: int, loss: str) -> None:
        self.trainers[node] = self.names["unroll_training"](self.nodes[node], loss)

    def _run_training(self, node: int, data: list[Any]) -> str | None:
        try:
            self.trainers[node](data)
        except ValueError:
            return "ValueError"
        return None

    def _call(self, node: None, argument: list[Any]) -> Any:
        function, *arguments = argument
        return plain(self.names[function](*arguments))

    def _make(self, node: None, argument: list[Any]) -> int:
        function, *arguments = argument
        self.nodes.append(self.names[function](*arguments))
        return len(self.nodes) - 1

    def _calls(self, node: None, _: None) -> dict[str, list[Any]]:
        assert self.calls is not None
        everyone = list(dict.fromkeys([*(id(n) for n in self.nodes), *chain(*self.calls.counts.values())]))
        answer: dict[str, list[Any]] = {name: [self.calls.counts[name][i] for i in everyone] for name in WATCHED}
        answer["derivatives"] = [plain(self.calls.derivatives[i]) for i in everyone]
        self.calls.clear()
        return answer

    def _work(self, node: None, _: None) -> int:
        return self.last_work

    def _place(self, node: Any) -> int:
        """Find the position of that very object among our nodes, -1 if it is not one of them."""
        return next((i for i, ours in enumerate(self.nodes) if ours is node), -1)

    def _below(self, node: int) -> list[Any]:
        """List the objects at and below a node, each once, in the order of first visits."""
        found: dict[int, Any] = {}
        stack = [self.nodes[node]]
        while stack:
            one = stack.pop()
            if id(one) not in found:
                found[id(one)] = one
                stack.extend(reversed(list(one.children)))
        return list(found.values())


_latest: tuple[Mapping[str, Any], dict[str, type]] = ({}, {})


def _macros_of(namespace: Mapping[str, Any]) -> dict[str, type]:
    """Make `course_macros`, once for each time that a solution is loaded: classes take long to make."""
    global _latest  # noqa: PLW0603  # a cache with one entry; the namespace is no key for lru_cache
    if "Macro" not in namespace:
        return {}
    if _latest[0] is not namespace:
        _latest = (namespace, course_macros(namespace))
    return _latest[1]


def course_macros(namespace: Mapping[str, Any]) -> dict[str, type]:
    """Make macros as a course writes them, on top of a solution's `Macro`, and of its `Linear` if it has one."""
    macro: Any = namespace["Macro"]
    linear: Any = namespace.get("Linear")
    names = {**vars(framework), **namespace}
    sigmoid, relu, add, multiply = names["Sigmoid"], names["ReLU"], names["Add"], names["Multiply"]

    class Neuron(macro):  # type: ignore[misc]
        """sigmoid(linear(children))."""

        def body(self) -> Any:
            return sigmoid([linear(self.children)])

    class Tower(macro):  # type: ignore[misc]
        """A neuron on top of a neuron, a macro of macros."""

        def body(self) -> Any:
            return Neuron([relu([Neuron(self.children)])])

    class Gate(macro):  # type: ignore[misc]
        """The first child decides how much of the others passes."""

        def body(self) -> Any:
            return multiply([Neuron(self.children[:1]), linear(self.children[1:])])

    class Scaled(macro):  # type: ignore[misc]
        """0.5 times the product of the children."""

        def body(self) -> Any:
            return multiply([names["Parameter"](0.5), *self.children])

    class Shifted(macro):  # type: ignore[misc]
        """`Scaled` plus 0.25, a macro of a macro."""

        def body(self) -> Any:
            return add([Scaled(self.children), names["Parameter"](0.25)])

    on_linear = {"Neuron": Neuron, "Tower": Tower, "Gate": Gate} if linear else {}
    return {**on_linear, "Scaled": Scaled, "Shifted": Shifted}


def plain(value: Any) -> Any:
    """Turn a value into data: numbers, text, None, and lists of them; anything else into the name of its type."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return float(value)
    if isinstance(value, int):
        # JSON has no limit for integers, but a float has one: no question here has a larger answer.
        return int(value) if abs(value) < 2**1000 else {"strange": "int with more than 1000 bits"}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return {"strange": type(value).__name__}
