# name: below a Softmax with "cce" the scores get p - y
# explanation: That is what remains of the two derivatives if the targets have the sum 1. Other targets are allowed: by
#   what is p multiplied then?
# severity: misunderstanding
# clauses: 8.7
from __future__ import annotations

import math
from abc import abstractmethod

from backprop import framework, losses

KNOWN = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Macro", "Softmax")


class Macro(framework.Operation):
    @abstractmethod
    def body(self):
        """The tree this macro stands for, one level down."""

    def op(self, x):
        raise TypeError("a macro has no value")

    def grad(self):
        raise TypeError("a macro has no derivative")


class Softmax(framework.Operation):
    def op(self, x):
        raise TypeError("this Softmax is only a name")

    def grad(self):
        raise TypeError("this Softmax is only a name")


def kind(node):
    for cls in type(node).__mro__:
        if cls.__name__ in KNOWN:
            return cls.__name__
    raise TypeError(f"unroll() knows no {type(node).__name__}")


def without_macros(node, bodies):
    while kind(node) == "Macro":
        if node not in bodies:
            bodies[node] = node.body()
        node = bodies[node]
    return node


def in_order(root):
    """All nodes, each once, after its children; the macros are replaced on the way."""
    order, seen, bodies = [], {root}, {}
    stack = [(root, None)]
    while stack:
        node, rest = stack.pop()
        if rest is None:
            if kind(node) == "Softmax" and node is not root:
                raise TypeError(f"a {type(node).__name__} can only be the root")
            for i, child in enumerate(node.children):
                body = without_macros(child, bodies)
                if body is not child:
                    node.children[i] = body
            rest = iter(list(node.children))
        for child in rest:
            if child not in seen:
                seen.add(child)
                stack.append((node, rest))
                stack.append((child, None))
                break
        else:
            order.append(node)
    return order


def literal(value):
    text = float.__repr__(value) if isinstance(value, float) else int.__repr__(value)
    return f"({text})"


def long_line(target, sign, terms, empty):
    """Lines for `target = a + b + ...`, none of them long."""
    if not terms:
        return [f"{target} = {empty}"]
    lines = [f"{target} = {sign.join(terms[:50])}"]
    for i in range(50, len(terms), 50):
        lines.append(f"{target} = {target}{sign}{sign.join(terms[i:i + 50])}")
    return lines


def forward_lines(order, name):
    lines = []
    for node in order:
        what, v, x = kind(node), name[node], [name[child] for child in node.children]
        if what == "Add":
            lines += long_line(v, " + ", x, "0")
        elif what == "Multiply":
            lines += long_line(v, " * ", x, "1")
        elif what == "ReLU":
            lines.append(f"{v} = {x[0]} if {x[0]} > 0 else 0.0")
        elif what == "Sigmoid":
            lines.append(f"{v} = 1 / (1 + exp(-{x[0]})) if {x[0]} >= 0 else exp({x[0]}) / (1 + exp({x[0]}))")
        elif what == "Softmax":
            lines.append(f"{v} = softmax([{', '.join(x)}])")
    return lines


def backward_lines(order, name, down, loss):
    """`down` has a variable for the derivative of every node but the inputs; that of the root is known."""
    lines, begun = [], set()

    def give(child, part):
        if child in down:
            lines.append(f"{down[child]} {'+=' if child in begun else '='} {part}")
            begun.add(child)

    for node in reversed(order):
        what, v, x, d = kind(node), name[node], [name[child] for child in node.children], down.get(node)
        if what == "Add":
            for child in node.children:
                give(child, d)
        elif what == "Multiply" and len(x) <= 6:
            for i, child in enumerate(node.children):
                give(child, " * ".join([d, "(" + (" * ".join(x[:i] + x[i + 1 :]) or "1.0") + ")"]))
        elif what == "Multiply":
            left = [f"{v}_{i}" for i in range(len(x))]
            lines.append(f"{left[0]} = 1.0")
            lines += [f"{left[i]} = {left[i - 1]} * {x[i - 1]}" for i in range(1, len(x))]
            lines.append("right = 1.0")
            for i in reversed(range(len(x))):
                give(node.children[i], f"{d} * ({left[i]} * right)")
                lines.append(f"right *= {x[i]}")
        elif what == "ReLU":
            give(node.children[0], f"{d} if {x[0]} > 0 else 0.0")
        elif what == "Sigmoid":
            give(node.children[0], f"{d} * ({v} * (1 - {v}))")
        elif what == "Softmax":
            parts = [f"{d}_{i}" for i in range(len(x))]
            short = f"[p - y for y, p in zip(target, {v}, strict=True)]"
            lines.append(f"[{', '.join(parts)}] = {short if loss == 'cce' else f'pull({v}, {d})'}")
            for child, part in zip(node.children, parts):
                give(child, part)
    return lines


def softmax(scores):
    top = max(scores)
    e = [math.exp(s - top) for s in scores]
    total = math.fsum(e)
    return [a / total for a in e]


def pull(p, d):
    """What the scores of a softmax receive; the same number may be taken away from all d."""
    k = p.index(max(p))
    rest = [a - d[k] for a in d]
    mean = math.fsum(a * b for a, b in zip(p, rest))
    return [a * (b - mean) for a, b in zip(p, rest)]


def cce_slope(y, p):
    return -y / min(max(p, 1e-8), 1.0)


SLOPES = {"mse": losses.mse_loss_grad, "bce": losses.bce_loss_grad, "cce": cce_slope}


def made(lines, called, **outside):
    space = {"exp": math.exp, "softmax": softmax, "pull": pull, **outside}
    exec(compile("\n".join(lines), "<unrolled>", "exec"), space)
    return space[called]


def unroll(root):
    order = in_order(root)
    name = {
        node: literal(node.value) if kind(node) == "Parameter" else f"v{i}" for i, node in enumerate(order, start=1)
    }
    inputs = [name[node] for node in order if kind(node) == "Input"]
    body = forward_lines(order, name)
    lines = [f"def function({', '.join(inputs)}):", *(f"    {line}" for line in body), f"    return {name[root]}"]
    return made(lines, "function")


def unroll_training(root, loss):
    if loss not in tuple(SLOPES):
        raise ValueError(f"no such loss: {loss!r}")
    order = in_order(root)
    name = {node: f"v{i}" for i, node in enumerate(order, start=1)}
    down = {node: f"d{i}" for i, node in enumerate(order, start=1) if kind(node) != "Input"}
    inputs = [name[node] for node in order if kind(node) == "Input"]
    parameters = [node for node in order if kind(node) == "Parameter"]
    ws, rates = [name[node] for node in parameters], [f"r{i}" for i in range(len(parameters))]
    slope = f"slope(target, {name[root]})"
    if kind(root) == "Softmax":
        slope = f"[slope(y, p) for y, p in zip(target, {name[root]}, strict=True)]"
    body = [
        f"[{', '.join(inputs)}] = inputs",
        *forward_lines(order, name),
        f"{down[root]} = {slope}",
        *backward_lines(order, name, down, loss),
        *(f"{w} -= {down[node]} * {rate}" for node, w, rate in zip(parameters, ws, rates)),
    ]
    lines = [
        "def run(data, values, rates):",
        f"    [{', '.join(ws)}] = values",
        f"    [{', '.join(rates)}] = rates",
        "    try:",
        "        for inputs, target in data:",
        *(f"            {line}" for line in body),
        "    finally:",
        f"        values[:] = [{', '.join(ws)}]",
    ]
    run = made(lines, "run", slope=SLOPES[loss])

    def train(data):
        values = [node.value for node in parameters]
        try:
            run(data, values, [node.learning_rate for node in parameters])
        finally:
            for node, value in zip(parameters, values):
                node.value = value

    return train
