"""Each parameter moves right after the lines of its last parent: nobody else reads it. Products by a helper."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from math import exp
from typing import Any

from backprop import framework
from backprop.losses import EPSILON, bce_loss_grad, mse_loss_grad


class Macro(framework.Operation):
    @abstractmethod
    def body(self) -> framework.NeuralNetNode: ...

    def op(self, x):
        raise TypeError("unroll() the network")

    def grad(self):
        raise TypeError("unroll() the network")


class Softmax(framework.Operation):
    def op(self, x):
        raise TypeError("unroll() the network")

    def grad(self):
        raise TypeError("unroll() the network")


KNOWN = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Macro", "Softmax")


def kind_of(node):
    for cls in type(node).__mro__:
        if cls.__name__ in KNOWN:
            return cls.__name__
    raise TypeError(f"unroll() does not know nodes of the class {type(node).__name__}")


def replace_macros(root):
    bodies, seen, stack = {}, {root}, [root]
    while stack:
        node = stack.pop()
        for i, child in enumerate(node.children):
            while kind_of(child) == "Macro":
                if child not in bodies:
                    bodies[child] = child.body()
                child = bodies[child]
            node.children[i] = child
            if child not in seen:
                seen.add(child)
                stack.append(child)


def in_order(root):
    """Children before parents; inputs in the order of their first visit."""
    order, seen, stack = [], {root}, [(root, iter(root.children))]
    while stack:
        node, rest = stack[-1]
        for child in rest:
            if child not in seen:
                seen.add(child)
                stack.append((child, iter(child.children)))
                break
        else:
            stack.pop()
            order.append(node)
    return order


def forward_lines(order, name, lines):
    for node in order:
        kind, v = kind_of(node), name[node]
        c = [name[child] for child in node.children]
        if kind == "Add":
            lines.append(f"{v} = {c[0] if c else 0.0}")
            lines += [f"{v} = {v} + {x}" for x in c[1:]]
        elif kind == "Multiply":
            lines.append(f"{v} = {c[0] if c else 1.0}")
            lines += [f"{v} = {v} * {x}" for x in c[1:]]
        elif kind == "ReLU":
            lines.append(f"{v} = {c[0]} if {c[0]} > 0 else 0.0")
        elif kind == "Sigmoid":
            lines.append(f"{v} = sigmoid({c[0]})")
        elif kind == "Softmax":
            lines.append(f"{v} = softmax([{', '.join(c)}])")


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)


def softmax(scores):
    top = max(scores, default=0.0)
    e = [exp(s - top) for s in scores]
    total = sum(e)
    return [x / total for x in e]


def softmax_back(p, d):
    dot = sum(a * b for a, b in zip(p, d))
    return [a * (b - dot) for a, b in zip(p, d)]


def products_of_others(x):
    before, after = [1], [1]
    for a in x[:-1]:
        before.append(before[-1] * a)
    for a in x[:0:-1]:
        after.append(after[-1] * a)
    return [a * b for a, b in zip(before, reversed(after))]


def cce_loss_grad(y, p):
    return -y / min(max(p, EPSILON), 1)


LOSSES = {"mse": mse_loss_grad, "bce": bce_loss_grad, "cce": cce_loss_grad}
HELPERS = {"exp": exp, "sigmoid": sigmoid, "softmax": softmax, "softmax_back": softmax_back,
           "products_of_others": products_of_others}


def names_of(order):
    return {node: f"v{i}" for i, node in enumerate(order)}


def compiled(lines, **extra):
    space = {**HELPERS, **extra}
    exec("\n".join(lines), space)
    return space["function"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    replace_macros(root)
    order = in_order(root)
    name = names_of(order)
    inputs = [name[n] for n in order if kind_of(n) == "Input"]
    lines = [f"{name[n]} = constants[{i}]" for i, n in enumerate(order) if kind_of(n) == "Parameter"]
    constants = {i: n.value for i, n in enumerate(order) if kind_of(n) == "Parameter"}
    forward_lines(order, name, lines)
    return compiled([f"def function({', '.join(inputs)}):", *("    " + l for l in lines), f"    return {name[root]}"],
                    constants=constants)


def backward_lines(order, name, root):
    lines = []
    d = {node: f"d{name[node]}" for node in order}
    rate = {node: i for i, node in enumerate(n for n in order if kind_of(n) == "Parameter")}
    for node in order:
        if node is not root:
            lines.append(f"{d[node]} = 0.0")
    for node in reversed(order):
        if kind_of(node) == "Parameter":
            lines.append(f"{name[node]} -= rates[{rate[node]}] * {d[node]}")
        kind, v, dv = kind_of(node), name[node], d[node]
        c = node.children
        if kind == "Add":
            lines += [f"{d[x]} += {dv}" for x in c]
        elif kind == "Multiply":
            if c:
                lines.append(f"others = products_of_others([{', '.join(name[x] for x in c)}])")
                lines += [f"{d[x]} += {dv} * others[{i}]" for i, x in enumerate(c)]
        elif kind == "ReLU":
            lines.append(f"{d[c[0]]} += {dv} if {name[c[0]]} > 0 else 0.0")
        elif kind == "Sigmoid":
            lines.append(f"{d[c[0]]} += {dv} * {v} * (1 - {v})")
        elif kind == "Softmax":
            lines.append(f"others = softmax_back({v}, {dv})")
            lines += [f"{d[x]} += others[{i}]" for i, x in enumerate(c)]
    return lines


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss not in LOSSES:
        raise ValueError(f"unknown loss {loss!r}")
    replace_macros(root)
    order = in_order(root)
    name = names_of(order)
    inputs = [n for n in order if kind_of(n) == "Input"]
    parameters = [n for n in order if kind_of(n) == "Parameter"]
    step = [f"[{', '.join(name[n] for n in inputs)}] = inputs"]
    forward_lines(order, name, step)
    if kind_of(root) == "Softmax":
        step.append(f"d{name[root]} = [loss(y, p) for y, p in zip(target, {name[root]})]")
    else:
        step.append(f"d{name[root]} = loss(target, {name[root]})")
    step += backward_lines(order, name, root)
    lines = ["def function(data):"]
    lines += [f"    {name[n]} = nodes[{i}].value" for i, n in enumerate(parameters)]
    lines += ["    try:", "        for inputs, target in data:", *("            " + l for l in step)]
    lines += ["    finally:", "        pass", *(f"        nodes[{i}].value = {name[n]}" for i, n in enumerate(parameters))]
    return compiled(lines, nodes=parameters, rates=[n.learning_rate for n in parameters], loss=LOSSES[loss])
