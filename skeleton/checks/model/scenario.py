"""A question to a solution as plain data: build this network, then do these steps. Every step has an answer.

The same question can be asked in this process, sent through a pipe, or printed as code to paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from checks.model.kinds import Ref, encode, spell
from checks.model.network import Network


class Step(NamedTuple):
    """One thing to do. `node` is a position in the network; functions of a module have none."""

    verb: str
    node: int | None = None
    argument: Any = None

    @property
    def children(self) -> list[int]:
        """The nodes that become children of the node."""
        if self.verb == "set_children":
            return list(self.argument)
        return [self.argument[2]] if self.verb == "edit" and self.argument[2] is not None else []


def forward(node: int) -> Step:
    """Call `forward()`. Answer: the value, a number or (for an Output) a list of numbers."""
    return Step("forward", node)


def call_node(node: int) -> Step:
    """Call the node itself, as `node()`. Answer: its value."""
    return Step("call_node", node)


def predict(node: int, inputs: Any) -> Step:
    """Call `predict(inputs)` with a list, a tuple, a range or a `Ref`. Answer: the value for these inputs."""
    return Step("predict", node, encode(inputs))


def backward(node: int, derivative: float | Sequence[float] | Ref) -> Step:
    """Call `backward(derivative)`. Answer: what it returned, which should be None."""
    return Step("backward", node, encode(derivative))


def operate(node: int, values: Sequence[float] | Ref) -> Step:
    """Call `op(values)`. Answer: the value that the node has if these are the values of its children."""
    return Step("operate", node, encode(values if isinstance(values, Ref) else list(values)))


def assign(node: int, value: float) -> Step:
    """Give a leaf a value. Answer: None."""
    return Step("assign", node, value)


def value_of(node: int) -> Step:
    """Read the attribute `value` of a leaf. Answer: that value."""
    return Step("value_of", node)


def set_rate(node: int, rate: float) -> Step:
    """Give a parameter another learning rate. Answer: None."""
    return Step("set_rate", node, rate)


def grad(node: int) -> Step:
    """Call `grad()`. Answer: the list that it returned."""
    return Step("grad", node)


def set_children(node: int, children: Sequence[int]) -> Step:
    """Give a node a new list of children. Answer: None."""
    return Step("set_children", node, list(children))


def edit(node: int, how: str, at: int, child: int | None = None) -> Step:
    """Change a node's list of children in place. Answer: None.

    Args:
        node: The node.
        how: "insert" the child before position `at`, "put" it in the place of the one there, or "delete" that one.
        at: A position in the list of children; the length of the list to append.
        child: The position of the child in the network.
    """
    return Step("edit", node, [how, at, child])


def build(node: int, children: str = "") -> Step:
    """Make a node only now; all others are made before the first step. Answer: None.

    Whatever stands above that node has to be built after it.

    Args:
        node: The node.
        children: The name under which later steps find the list of children that the class was called with, or "tuple"
            to call it with a tuple.
    """
    return Step("build", node, children or None)


def find_inputs(node: int) -> Step:
    """Call `find_input_nodes()`. Answer: the positions of the nodes that it lists, -1 for one that is not ours."""
    return Step("find_inputs", node)


def compile_(node: int) -> Step:
    """Call `compile()`. Answer: what it returned, which should be None."""
    return Step("compile", node)


def funcify(node: int) -> Step:
    """Call `funcify()`. Answer: the text."""
    return Step("funcify", node)


def expand(node: int) -> Step:
    """Call `expand(node)`: the node that it returns gets the next position of the network. Answer: that position."""
    return Step("expand", node)


def body(node: int) -> Step:
    """Call `body()` of a macro: the node that it returns gets the next position. Answer: that position."""
    return Step("body", node)


def survey(node: int) -> Step:
    """Look at all nodes below. Answer: [inputs, parameters, macros], each a list.

    `inputs` are positions, -1 for an Input that is not ours; `parameters` are values; `macros` are names of classes.
    """
    return Step("survey", node)


def structure(node: int) -> Step:
    """Look at the tree below. Answer: a list with [kind, children, value, position] for each object, `node` first.

    The kind is the name of the class of the given framework, or `Macro`, that it is one of; children are positions in
    this list; the value is that of a leaf, else None; the position is that in the network, -1 for one that is not ours.
    """
    return Step("structure", node)


def fill(node: int, values: Sequence[float]) -> Step:
    """Give the parameters below that the solution made (in the order of `survey`) these values, in turn.

    What has the value of one of ours counts as a copy of it. Answer: the number of such parameters.
    """
    return Step("fill", node, list(values))


def train(node: int, loss: str, data: Sequence[Any], epochs: int, watched: int = 0) -> Step:
    """Train by stochastic gradient descent. Answer: [path, end].

    `path` has the parameters' values (in the order of `survey`) after each of the first `watched` updates, `end` has
    their last values.

    Args:
        node: The root of the model.
        loss: "mse", "bce", or "cce", which is the solution's own.
        data: The samples (inputs, target).
        epochs: How often each sample is used.
        watched: The number of updates after which the parameters are noted.
    """
    return Step("train", node, [loss, [[list(x), y] for x, y in data], epochs, watched])


def unroll(node: int) -> Step:
    """Call `unroll(node)` and keep the function. Answer: None."""
    return Step("unroll", node)


def run_function(node: int, inputs: Sequence[float]) -> Step:
    """Call the function that `unroll` made, with so many arguments. Answer: its result."""
    return Step("run_function", node, encode(list(inputs)))


def unroll_training(node: int, loss: str) -> Step:
    """Call `unroll_training(node, loss)` and keep the function. Answer: None."""
    return Step("unroll_training", node, loss)


def run_training(node: int, data: Any) -> Step:
    """Call the function that `unroll_training` made, with samples. Answer: what it returned, which should be None."""
    return Step("run_training", node, encode(data))


def call(function: str, *arguments: Any) -> Step:
    """Call a function of the module. Answer: its result."""
    return Step("call", None, [function, *map(encode, arguments)])


def make(function: str, *arguments: Any) -> Step:
    """Call a function that returns a node, which gets the next position of the network. Answer: that position."""
    return Step("make", None, [function, *map(encode, arguments)])


def calls() -> Step:
    """Count the calls since the last `calls()`. Answer: a dict of lists with one entry for each node.

    "op", "grad" and "on_backward" hold the number of calls, "children" the number of times that the attribute was read,
    "derivatives" the arguments of `on_backward`. The network's own nodes come first, then those that the solution made,
    in any order.
    """
    return Step("calls")


def work() -> Step:
    """Measure the step before this one. Answer: the number of calls that it made, of any function."""
    return Step("work")


@dataclass(frozen=True)
class Scenario:
    """A network and the steps to do with it, in order. An exception ends the scenario."""

    network: Network
    steps: tuple[Step, ...]

    def to_json(self) -> list[Any]:
        return [self.network.to_json(), [list(step) for step in self.steps]]

    @staticmethod
    def from_json(data: list[Any]) -> Scenario:
        network, steps = data
        return Scenario(Network.from_json(network), tuple([Step(*step) for step in steps]))

    def question(self, step: int) -> str:
        """Write the call of a function that a step is about as Python; nothing if the step is about a node."""
        calls = [s for s in self.steps[: step + 1] if s.verb in ("call", "make") and self.steps[step].node is None]
        return call_text(calls[-1]) if calls else ""

    def function(self, step: int) -> str:
        """Name the function that was called in that step, or that made the node it is about; nothing if none did."""
        one = self.steps[step]
        if one.node is not None and one.node >= len(self.network.nodes):
            made = [s for s in self.steps if s.verb == "make"]
            at = one.node - len(self.network.nodes)
            one = made[at] if at < len(made) else one
        return f"{one.argument[0]}()" if one.verb in ("call", "make") else ""


def call_text(step: Step) -> str:
    """Write a `call` or `make` step as Python."""
    function, *arguments = step.argument
    return f"{function}({', '.join(map(spell, arguments))})"
