"""A question to a solution: build this network, then do these steps. Every step has an answer, and all is data.

The same question can be asked in this process, sent through a pipe, or printed as code to paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from checks.networks import Network


class Step(NamedTuple):
    """One thing to do. `node` is a position in the network; functions of a module have none."""

    verb: str
    node: int | None = None
    argument: Any = None


def forward(node: int) -> Step:
    """Answer: the value, a number or (for an Output) a list of numbers."""
    return Step("forward", node)


def predict(node: int, inputs: Sequence[float]) -> Step:
    """Answer: the value for these inputs."""
    return Step("predict", node, list(inputs))


def backward(node: int, derivative: float | Sequence[float]) -> Step:
    """Answer: None."""
    return Step("backward", node, derivative if isinstance(derivative, (int, float)) else list(derivative))


def assign(node: int, value: float) -> Step:
    """Give a leaf a value. Answer: None."""
    return Step("assign", node, value)


def value_of(node: int) -> Step:
    """Answer: the attribute `value` of a leaf."""
    return Step("value_of", node)


def values_of(nodes: Sequence[int]) -> list[Step]:
    return [value_of(node) for node in nodes]


def set_children(node: int, children: Sequence[int]) -> Step:
    """Give a node other children. Answer: None."""
    return Step("set_children", node, list(children))


def find_inputs(node: int) -> Step:
    """Answer: the positions of the nodes that `find_input_nodes()` lists, -1 for one that is not ours."""
    return Step("find_inputs", node)


def compile_(node: int) -> Step:
    """Answer: None."""
    return Step("compile", node)


def funcify(node: int) -> Step:
    """Answer: the text."""
    return Step("funcify", node)


def expand(node: int) -> Step:
    """Call `expand(node)`: what it returns becomes the next position of the network. Answer: that position."""
    return Step("expand", node)


def survey(node: int) -> Step:
    """Look at all nodes below. Answer: [inputs, parameters, macros], each a list.

    `inputs`: positions, -1 for an Input that is not ours. `parameters`: values. `macros`: class names.
    """
    return Step("survey", node)


def fill(node: int, values: Sequence[float]) -> Step:
    """Give the parameters below that the solution made (in the order of `survey`) these values, in turn.

    Answer: how many there are.
    """
    return Step("fill", node, list(values))


def train(node: int, loss: str, data: Sequence[Any], epochs: int, watched: int = 0) -> Step:
    """Stochastic gradient descent. Answer: [path, end].

    `path`: the parameters' values (in the order of `survey`) after each of the first `watched` updates; `end`: their
    last values. `loss` is "mse", "bce", or "cce", which is the solution's own.
    """
    return Step("train", node, [loss, [[list(x), y] for x, y in data], epochs, watched])


def call(function: str, *arguments: Any) -> Step:
    """Call a function of the module. Answer: what it returns."""
    return Step("call", None, [function, *arguments])


def make(function: str, *arguments: Any) -> Step:
    """Call a function that returns a node: it becomes the next position of the network. Answer: that position."""
    return Step("make", None, [function, *arguments])


def calls() -> Step:
    """Answer: a dict of lists, one entry per node, of the calls since the last `calls()`.

    "op", "grad", "on_backward": how often each was called; "children": how often that attribute was read;
    "derivatives": the arguments that on_backward got.
    """
    return Step("calls")


def work() -> Step:
    """Answer: how many calls of any function the step before this one made."""
    return Step("work")


@dataclass(frozen=True)
class Play:
    """A network and the steps to do with it, in order. An exception ends the play."""

    network: Network
    steps: tuple[Step, ...]

    def to_json(self) -> list[Any]:
        return [self.network.to_json(), [list(step) for step in self.steps]]

    @staticmethod
    def from_json(data: list[Any]) -> Play:
        network, steps = data
        return Play(Network.from_json(network), tuple(Step(*step) for step in steps))

    def code(self, stem: str, shown: int) -> str:
        """Python that does the same with a student's own classes, up to step `shown`, and prints its answer."""
        steps = self.steps[: shown + 1]
        names = dict(enumerate(self.network.names))
        lines = []
        for i, step in enumerate(steps):
            if step.verb in ("make", "expand"):
                names[len(names)] = f"result{len(names) - len(self.network.nodes) + 1}"
            text = _code(step, names)
            lines.append(f"print({text})" if i == shown and step.verb in EXPRESSIONS else text)
        last = steps[-1]
        if last.verb in ("train", "survey", "fill"):
            lines.append(f"print({names[last.node or 0]})")
        elif last.verb in ("make", "expand"):
            lines.append(f"print({names[len(names) - 1]})")
        build = self.network.code(keep={step.node for step in steps if step.node is not None})
        script = [line for line in [*build.splitlines(), *lines] if line]
        kinds = {node.kind for node in self.network.nodes}
        head = ["from backprop.framework import *", f"from backprop.{stem} import *"]
        if any(step.verb == "train" for step in steps):
            head[:0] = ["from backprop.losses import *", "from backprop.training import train_model"]
        if kinds & {"Neuron", "Tower", "Gate"}:
            head += [f"import backprop.{stem}", "from checks.stage import course_macros"]
            head.append(f"globals().update(course_macros(vars(backprop.{stem})))")
        if any(step.verb == "calls" for step in steps):
            head += [f"import backprop.{stem}", "from checks.counting import Calls"]
            script = [f"with Calls(vars(backprop.{stem})) as calls:", *("    " + line for line in script)]
        return "\n".join([*dict.fromkeys(head), "", *script])


EXPRESSIONS = {"forward", "predict", "value_of", "find_inputs", "funcify", "calls", "call"}


def _code(step: Step, name: dict[int, str]) -> str:
    """One step as a line of Python."""
    it, argument = name.get(step.node, "") if step.node is not None else "", step.argument
    newest = name[len(name) - 1] if name else ""
    match step.verb:
        case "call" | "make":
            text = f"{argument[0]}({', '.join(map(repr, argument[1:]))})"
            return f"{newest} = {text}" if step.verb == "make" else text
        case "forward" | "funcify" | "compile":
            return f"{it}.{step.verb}()"
        case "predict" | "backward":
            return f"{it}.{step.verb}({argument!r})"
        case "find_inputs":
            return f"{it}.find_input_nodes()"
        case "value_of":
            return f"{it}.value"
        case "assign":
            return f"{it}.value = {argument!r}"
        case "set_children":
            return f"{it}.children = [{', '.join(name[c] for c in argument)}]"
        case "expand":
            return f"{newest} = expand({it})"
        case "fill":
            return f"# the parameters that {it} came with now take the values {argument!r}, in turn"
        case "train":
            loss, data, epochs, _ = argument
            return f"train_model({it}, {loss}_loss, {loss}_loss_grad, {data!r}, epochs={epochs})"
        case "calls":
            return "calls.summary()"
        case "work":
            return "# how many functions did the last line call?"
    return ""
