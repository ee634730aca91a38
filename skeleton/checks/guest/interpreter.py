"""Do the steps of a scenario with a solution's own classes, and tell the answers as plain data."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from backprop import framework, losses
from checks.guest import printed
from checks.guest.course_classes import all_names, construct, node_classes
from checks.guest.inspection import below, counted, made_below, structure, survey
from checks.model.kinds import Interruption, decode, encode
from checks.model.outcomes import built_in_bases
from checks.model.scenario import Scenario, Step
from checks.model.witness import Line


class Interpreter:
    """Does the steps of one scenario, with the classes in `namespace`, or with the framework's if there is none."""

    def __init__(self, namespace: Mapping[str, Any], scenario: Scenario) -> None:
        self.names = {**vars(framework), **vars(losses), **namespace}
        self.namespace = namespace
        self.scenario = scenario
        self.at: int | None = None
        """The step that is being done; None while the network is being built."""

        self.nodes: list[Any] = []
        self.objects: dict[str, Any] = {}
        self.returned: Any = None
        """What the solution returned in the latest step that asked it for something."""

        self.examples: dict[str, Any] | None = None
        self.functions: dict[int, Callable[..., Any]] = {}
        self.trainers: dict[int, Callable[..., Any]] = {}
        self.last_work = 0

    def perform(self, tell: Callable[[Any], None]) -> None:
        """Build the network, do the steps, and pass each answer to `tell` as soon as it is there."""
        verbs = {step.verb for step in self.scenario.steps}
        self._begin("calls" in verbs)
        for at, step in enumerate(self.scenario.steps):
            self.at = at
            if "work" in verbs and step.verb != "work":
                tell(self._counting_work(step))
            else:
                tell(self._do(step))
        self.calls.clear()

    def perform_sealed(self, line: Line) -> None:
        """Build a network with sealed nodes, and do the steps as they come; `line` takes the nodes' questions."""
        sealed = node_classes(self.namespace).sealed
        sealed.line, sealed.nodes = line, self.nodes
        self._begin(True)
        for step in line.steps():
            self.at = 0 if self.at is None else self.at + 1
            line.tell(self._do(step))
        self.calls.clear()

    def _begin(self, counted: bool) -> None:
        own = node_classes(self.namespace)
        self.calls, self.classes = own.calls, own.table(counted=counted)
        for name in dict.fromkeys(node.class_name for node in self.scenario.network.nodes):
            self.classes.get(name)  # which makes it now: in a step, that would count as the solution's work
        later = {step.node for step in self.scenario.steps if step.verb == "build"}
        for i, node in enumerate(self.scenario.network.nodes):
            self.nodes.append(None)
            if not later or (i not in later and later.isdisjoint(node.children)):
                self._build(i, None)
        self.calls.clear()

    def _build(self, node: int, name: str | None) -> None:
        one = self.scenario.network.nodes[node]
        children: Any = [self.nodes[c] for c in one.children]
        if name == "tuple":
            children = tuple(children)
        elif name is not None:
            self.objects[name] = children
        self.nodes[node] = construct(one, self.classes, children, node)

    def _do(self, step: Step) -> Any:
        return getattr(self, f"_{step.verb}")(step.node, step.argument)

    def _answer(self, returned: Any) -> Any:
        self.returned = returned
        return encode(returned)

    def _counting_work(self, step: Step) -> Any:
        """Do a step and count the calls of functions."""
        answer, self.last_work = counted(lambda: self._do(step))
        return answer

    def _forward(self, node: int, _: None) -> Any:
        return self._answer(self.nodes[node].forward())

    def _call_node(self, node: int, _: None) -> Any:
        return self._answer(self.nodes[node]())

    def _predict(self, node: int, inputs: Any) -> Any:
        return self._answer(self.nodes[node].predict(decode(inputs, self.objects)))

    def _backward(self, node: int, derivative: Any) -> Any:
        return self._answer(self.nodes[node].backward(decode(derivative, self.objects)))

    def _operate(self, node: int, values: Any) -> Any:
        return self._answer(self.nodes[node].op(decode(values, self.objects)))

    def _assign(self, node: int, value: float) -> None:
        self.nodes[node].value = value

    def _set_rate(self, node: int, rate: float) -> None:
        self.nodes[node].learning_rate = rate

    def _grad(self, node: int, _: None) -> Any:
        return self._answer(self.nodes[node].grad())

    def _value_of(self, node: int, _: None) -> Any:
        return encode(self.nodes[node].value)

    def _set_children(self, node: int, children: list[int]) -> None:
        self.nodes[node].children = [self.nodes[c] for c in children]

    def _edit(self, node: int, argument: list[Any]) -> None:
        how, at, child = argument
        children = self.nodes[node].children
        if how == "delete":
            del children[at]
        elif how == "insert":
            children.insert(at, self.nodes[child])
        else:
            children[at] = self.nodes[child]

    def _find_inputs(self, node: int, _: None) -> Any:
        self.returned = self.nodes[node].find_input_nodes()
        return list(map(self._places(), self.returned)) if isinstance(self.returned, list) else encode(self.returned)

    def _compile(self, node: int, _: None) -> Any:
        return self._answer(self.nodes[node].compile())

    def _funcify(self, node: int, _: None) -> Any:
        return self._answer(self.nodes[node].funcify())

    def _made(self, node: Any) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _expand(self, node: int, _: None) -> int:
        return self._made(self.names["expand"](self.nodes[node]))

    def _body(self, node: int, _: None) -> int:
        return self._made(self.nodes[node].body())

    def _survey(self, node: int, _: None) -> list[list[Any]]:
        return survey(self.nodes[node], self._places(), self.namespace.get("Macro", ()))

    def _structure(self, node: int, _: None) -> list[list[Any]]:
        return structure(self.nodes[node], self._places())

    def _fill(self, node: int, values: list[float]) -> int:
        ours = self.nodes[: len(self.scenario.network.nodes)]
        made = made_below(self.nodes[node], ours)
        for i, parameter in enumerate(made):
            parameter.value = values[i % len(values)]
        return len(made)

    def _train(self, node: int, argument: list[Any]) -> list[Any]:
        loss, data, epochs, watched = argument
        root = self.nodes[node]
        slope = self.names[f"{loss}_loss_grad"]
        parameters = [n for n in below(self.nodes[node]) if isinstance(n, framework.Parameter)]
        path: list[Any] = []
        for _ in range(epochs):
            for x, y in data:
                root.backward(slope(y, root.predict(x)))
                if len(path) < watched:
                    path.append([encode(p.value) for p in parameters])
        return [path, [encode(p.value) for p in parameters]]

    def _unroll(self, node: int, _: None) -> None:
        self.functions[node] = self.names["unroll"](self.nodes[node])

    def _run_function(self, node: int, inputs: list[float]) -> Any:
        return self._answer(self.functions[node](*decode(inputs, self.objects)))

    def _unroll_training(self, node: int, loss: str) -> None:
        self.trainers[node] = self.names["unroll_training"](self.nodes[node], loss)

    def _run_training(self, node: int, data: Any) -> Any:
        return self._answer(self.trainers[node](decode(data, self.objects)))

    def _seed(self, node: None, number: int) -> None:
        random.seed(number)

    def _call(self, node: None, argument: list[Any]) -> Any:
        function, *arguments = argument
        return self._answer(self.names[function](*(decode(a, self.objects) for a in arguments)))

    def _make(self, node: None, argument: list[Any]) -> int:
        function, *arguments = argument
        return self._made(self.names[function](*(decode(a, self.objects) for a in arguments)))

    def _let(self, node: None, argument: list[Any]) -> None:
        name, value = argument
        self.objects[name] = decode(value, self.objects)

    def _refill(self, node: None, argument: list[Any]) -> None:
        name, items = argument
        self.objects[name][:] = decode(items, self.objects)

    def _keep(self, node: None, name: str) -> None:
        self.objects[name] = self.returned

    def _look(self, node: None, name: str) -> Any:
        return encode(self.objects[name])

    def _spoil(self, node: None, name: str) -> None:
        one = self.objects[name]
        if isinstance(one, list):
            one.reverse()
            one.append(99.0)

    def _attempt(self, node: int | None, argument: list[Any]) -> list[Any] | None:
        try:
            self._do(Step(*argument))
        except (Exception, Interruption) as error:  # which one it is, is the answer
            if isinstance(error, NotImplementedError) and str(error).startswith("Exercise"):
                raise  # the exercise is not started
            return [type(error).__name__, str(error)[:500], list(built_in_bases(error))]
        return None

    def _example(self, node: None, source: str) -> str:
        if self.examples is None:
            self.examples = all_names(self.namespace)
        return printed.run(source, self.examples)

    def _calls(self, node: None, _: None) -> dict[str, list[Any]]:
        answer = self.calls.told([id(n) for n in self.nodes])  # that of None, several times, if some are built later
        self.calls.clear()
        return answer

    def _work(self, node: None, _: None) -> int:
        return self.last_work

    def _places(self) -> Callable[[Any], int]:
        """Return what tells the position of a node that is ours, the first one if it has several; -1 for another."""
        places = {id(self.nodes[i]): i for i in reversed(range(len(self.nodes)))}
        return lambda node: places.get(id(node), -1)
