"""One list of values and one of derivatives, and a line for each node that computes by position in them."""

import math
from functools import reduce

from backprop import framework


class Macro(framework.Operation):
    def op(self, x):
        raise TypeError

    def grad(self):
        raise TypeError


class Softmax(framework.Operation):
    def op(self, x):
        raise TypeError

    def grad(self):
        raise TypeError


def kind(node):
    names = [c.__name__ for c in type(node).__mro__]
    known = ["Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Output"]
    for name in names:
        if name in known:
            return name
    raise TypeError(f"a {names[0]} cannot be unrolled")


def without_macros(node, bodies):
    while "Macro" in [c.__name__ for c in type(node).__mro__]:
        if node not in bodies:
            bodies[node] = node.body()
        node = bodies[node]
    return node


def listed(root):
    """Children before parents, by the depth-first search that colours nodes."""
    bodies, colour, order, stack = {}, {}, [], [root]
    while stack:
        node = stack.pop()
        if colour.get(node) == "grey":
            colour[node] = "black"
            order.append(node)
        elif node not in colour:
            colour[node] = "grey"
            node.children = [without_macros(c, bodies) for c in node.children]
            stack.append(node)
            stack.extend(c for c in reversed(node.children) if c not in colour)
    if len(order) > 20_000:
        raise ValueError(f"{len(order)} nodes are too many: 20000 at the most")
    return order


def lines_forward(order, place):
    lines = []
    for i, node in enumerate(order):
        x = [f"v[{place[c]}]" for c in node.children]
        match kind(node):
            case "Add":
                lines.append(f"v[{i}] = fsum([{', '.join(x)}])")
            case "Multiply":
                lines.append(f"v[{i}] = prod([{', '.join(x)}])")
            case "ReLU":
                lines.append(f"v[{i}] = max(0.0, {x[0]})")
            case "Sigmoid":
                lines.append(f"v[{i}] = exp(-log1p(exp(-{x[0]}))) if {x[0]} > -700 else exp({x[0]})")
            case "Softmax":
                lines.append(f"v[{i}] = probabilities([{', '.join(x)}])")
            case "Output":
                lines.append(f"v[{i}] = [{', '.join(x)}]")
    return lines


def lines_backward(order, place):
    lines = []
    for i in reversed(range(len(order))):
        children = [place[c] for c in order[i].children]
        match kind(order[i]):
            case "Add":
                lines += [f"d[{c}] += d[{i}]" for c in children]
            case "Multiply":
                values = ", ".join(f"v[{c}]" for c in children)
                adding = [f"d[{c}] += d[{i}] * rest[{k}]" for k, c in enumerate(children)]
                lines.append("; ".join([f"rest = others([{values}])", *adding]))
            case "ReLU":
                lines.append(f"d[{children[0]}] += d[{i}] * (v[{i}] > 0)")
            case "Sigmoid":
                lines.append(f"d[{children[0]}] += d[{i}] * v[{i}] * (1 - v[{i}])")
            case "Softmax":
                adding = [f"d[{c}] += rest[{k}]" for k, c in enumerate(children)]
                lines.append("; ".join([f"rest = scores(v[{i}], d[{i}])", *adding]))
            case "Output":
                lines += [f"d[{c}] += d[{i}][{k}]" for k, c in enumerate(children)]
    return lines


def others(x):
    before, after = [1.0], [1.0]
    for value in x:
        before.append(before[-1] * value)
    for value in reversed(x):
        after.append(after[-1] * value)
    return [before[i] * after[len(x) - 1 - i] for i in range(len(x))]


def probabilities(scores):
    top = max(scores)
    total = sum(math.exp(s - top) for s in scores)
    return [math.exp(s - top) / total for s in scores]


def scores(p, d):
    return [sum(d[j] * p[j] * ((i == j) - p[i]) for j in range(len(p))) for i in range(len(p))]


def slope(loss, y, p):
    if isinstance(p, list):
        return [slope(loss, *pair) for pair in zip(y, p, strict=True)]
    if loss == "mse":
        return 2 * (p - y)
    p = max(p, 1e-8)
    if loss == "cce":
        return -y / min(p, 1.0)
    p = min(p, 1 - 1e-8)
    return (1 - y) / (1 - p) - y / p


def compiled(lines):
    """The lines in functions of a thousand each."""
    functions = []
    for start in range(0, len(lines), 1000):
        space = {"fsum": sum, "prod": math.prod, "exp": math.exp, "log1p": math.log1p}
        space |= {"others": others, "probabilities": probabilities, "scores": scores}
        text = "def part(v, d):\n" + "".join(f"    {line}\n" for line in lines[start : start + 1000])
        exec(compile(text, "<lines>", "exec"), space)
        functions.append(space["part"])
    return lambda v, d: reduce(lambda _, part: part(v, d), functions, None)


def unroll(root):
    order = listed(root)
    place = {node: i for i, node in enumerate(order)}
    start = [node.value if kind(node) == "Parameter" else 0.0 for node in order]
    inputs = [i for i, node in enumerate(order) if kind(node) == "Input"]
    run = compiled(lines_forward(order, place))

    def function(*numbers):
        if len(numbers) != len(inputs):
            raise TypeError(f"{len(inputs)} numbers are needed, {len(numbers)} were given")
        v = list(start)
        for i, number in zip(inputs, numbers, strict=True):
            v[i] = number
        run(v, [])
        return v[-1]

    return function


def unroll_training(root, loss):
    if loss not in ("mse", "bce", "cce"):
        raise ValueError(f"{loss!r} is no loss")
    order = listed(root)
    place = {node: i for i, node in enumerate(order)}
    inputs = [i for i, node in enumerate(order) if kind(node) == "Input"]
    parameters = [(i, node) for i, node in enumerate(order) if kind(node) == "Parameter"]
    forward = compiled(lines_forward(order, place))
    backward = compiled(lines_backward(order, place))

    def train(data):
        v = [0.0] * len(order)
        for i, node in parameters:
            v[i] = node.value
        for numbers, y in data:
            if len(numbers) != len(inputs):
                raise ValueError(f"{len(inputs)} numbers are needed, {len(numbers)} were given")
            for i, number in zip(inputs, numbers, strict=True):
                v[i] = number
            forward(v, [])
            d = [0.0] * len(order)
            d[-1] = slope(loss, y, v[-1])
            backward(v, d)
            for i, node in parameters:
                v[i] -= d[i] * node.learning_rate
                node.value = v[i]  # in step at every moment

    return train
