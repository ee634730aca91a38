"""Trains the same networks with two other engines, micrograd and PyTorch, if they are installed."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Sequence
from typing import Any

from backprop import framework
from grader.judge.trusted import solved

Build = Callable[[Any], Any]
Slope = Callable[[float, float], float]
Training = Callable[[Sequence[Any]], None]


def written_out(build: Build, names: dict[str, Any]) -> tuple[Callable[..., Any], list[framework.Parameter]]:
    """Write a network as a user of such an engine does: a function with one line for each operation.

    Args:
        build: Makes the network from a library of node classes.
        names: The engine's functions, `relu` and `sigmoid`.

    Returns:
        A function of the parameters, then the inputs, and the list of parameters. The graph for the engine's backward
        pass is made while the function runs.
    """
    graph = solved("ex8_unroll").Graph(build(framework))
    lines = []
    for node in graph.order:
        x = [graph.names[child] for child in node.children]
        match graph.kinds[node]:
            case "Add" | "Multiply" as kind:
                lines.append(f"{graph.names[node]} = {(' + ' if kind == 'Add' else ' * ').join(x)}")
            case "ReLU" | "Sigmoid" as kind:
                lines.append(f"{graph.names[node]} = {kind.lower()}({x[0]})")
    arguments = ", ".join(graph.names[node] for node in (*graph.parameters, *graph.inputs))
    text = "\n    ".join([f"def network({arguments}):", *lines, f"return {graph.outputs[0]}"])
    namespace = dict(names)
    exec(compile(text, "<network>", "exec"), namespace)  # noqa: S102  # code that was written just above
    return namespace["network"], graph.parameters


def micrograd_training(build: Build, slope: Slope) -> Training | None:
    """Make the training with micrograd's `Value`, which gets a sigmoid here, in its own style; None if missing."""
    try:
        value_class = importlib.import_module("micrograd.engine").Value
    except ImportError:
        return None

    def sigmoid(x: Any) -> Any:
        s = 1 / (1 + math.exp(-x.data)) if x.data >= 0 else math.exp(x.data) / (1 + math.exp(x.data))
        out = value_class(s, (x,), "sigmoid")

        def _backward() -> None:
            x.grad += s * (1 - s) * out.grad

        out._backward = _backward  # noqa: SLF001  # how micrograd's own operations do it
        return out

    network, given = written_out(build, {"relu": lambda x: x.relu(), "sigmoid": sigmoid})
    parameters = [value_class(p.value) for p in given]
    rates = [p.learning_rate for p in given]

    def train(data: Sequence[Any]) -> None:
        for x, y in data:
            out = network(*parameters, *map(value_class, x))
            # backward() starts with 1. A product with the slope is cheaper than any loss made of these operations.
            (out * slope(y, out.data)).backward()
            for parameter, rate in zip(parameters, rates, strict=True):
                parameter.data -= parameter.grad * rate
                parameter.grad = 0.0

    return train


def torch_training(build: Build, slope: Slope) -> Training | None:
    """Make the training with PyTorch, each node a tensor of one number, which it is not made for; None if missing."""
    try:
        torch = importlib.import_module("torch")
    except ImportError:
        return None
    network, given = written_out(build, {"relu": torch.relu, "sigmoid": torch.sigmoid})
    parameters = [torch.tensor(p.value, dtype=torch.float64, requires_grad=True) for p in given]
    optimizer = torch.optim.SGD(
        [{"params": [q], "lr": p.learning_rate} for p, q in zip(given, parameters, strict=True)]
    )

    def train(data: Sequence[Any]) -> None:
        for x, y in data:
            optimizer.zero_grad()
            out = network(*parameters, *(torch.tensor(v, dtype=torch.float64) for v in x))
            out.backward(torch.tensor(slope(y, out.item()), dtype=torch.float64))
            optimizer.step()

    return train
