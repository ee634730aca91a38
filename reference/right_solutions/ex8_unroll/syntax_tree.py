"""No text at all: the function is put together as Python's own syntax tree, so no name is ever parsed."""

import ast
import math
from graphlib import TopologicalSorter

from backprop import framework

NAMES = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Output")


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


def _kind(node):
    found = [c.__name__ for c in type(node).__mro__ if c.__name__ in NAMES]
    if not found:
        raise TypeError(f"no line is known for a {type(node).__name__}")
    return found[0]


def _name(text):
    return ast.Name(text, ast.Load())


def _number(value):
    return ast.Constant(float(value))


def _is_macro(node):
    return any(c.__name__ == "Macro" for c in type(node).__mro__)


class Builder:
    def __init__(self, root):
        self.root = root
        self._expand()
        below, todo = {}, [root]
        first_visit = []
        while todo:
            node = todo.pop()
            if id(node) not in below:
                below[id(node)] = node
                first_visit.append(node)
                todo.extend(reversed(node.children))
        order = TopologicalSorter({i: [id(c) for c in n.children] for i, n in below.items()}).static_order()
        self.order = [below[i] for i in order]
        self.of = {id(n): f"n{k}" for k, n in enumerate(self.order)}
        self.inputs = [n for n in first_visit if _kind(n) == "Input"]
        self.parameters = [n for n in first_visit if _kind(n) == "Parameter"]
        self.body = []
        self.count = 0

    def _expand(self):
        bodies, seen, todo = {}, set(), [self.root]
        while todo:
            node = todo.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            fresh = []
            for child in node.children:
                while _is_macro(child):
                    child = bodies.setdefault(id(child), (child, None))[1] or self._body(bodies, child)
                fresh.append(child)
            node.children = fresh
            todo.extend(fresh)

    @staticmethod
    def _body(bodies, macro):
        bodies[id(macro)] = (macro, macro.body())  # the macro is kept, or its id might be used again
        return bodies[id(macro)][1]

    def let(self, value, name=None):
        if name is None:
            self.count += 1
            name = f"t{self.count}"
        self.body.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return name

    def fold(self, operator, names, start):
        result = names[0] if names else self.let(_number(start))
        for name in names[1:]:
            result = self.let(ast.BinOp(_name(result), operator, _name(name)))
        return result

    def call(self, function, *names):
        return ast.Call(_name(function), [_name(n) for n in names], [])

    def forward(self):
        for node in self.order:
            x = [self.of[id(c)] for c in node.children]
            mine = self.of[id(node)]
            kind = _kind(node)
            if kind == "Add":
                self.let(_name(self.fold(ast.Add(), x, 0.0)), mine)
            elif kind == "Multiply":
                self.let(_name(self.fold(ast.Mult(), x, 1.0)), mine)
            elif kind in ("ReLU", "Sigmoid"):
                self.let(self.call(kind.lower(), *x), mine)
            elif kind == "Softmax":
                self.let(self.call("softmax", *x), mine)
            elif kind == "Output":
                self.let(ast.List([_name(n) for n in x], ast.Load()), mine)

    def backward(self, top):
        parts = {id(n): [] for n in self.order}
        parts[id(self.root)].append(top)
        for node in reversed(self.order):
            x = [self.of[id(c)] for c in node.children]
            mine, kind = self.of[id(node)], _kind(node)
            if kind in ("Softmax", "Output"):
                down = top if kind == "Output" else self.let(self.call("softmax_back", top, mine))
                for i, child in enumerate(node.children):
                    part = ast.Subscript(_name(down), ast.Constant(i), ast.Load())
                    parts[id(child)].append(self.let(part))
                continue
            d = self.fold(ast.Add(), parts[id(node)], 0.0)
            parts[id(node)] = [d]
            if kind == "Add":
                slopes = [None] * len(x)
            elif kind == "Multiply":
                slopes = self.others(x)
            elif kind in ("ReLU", "Sigmoid"):
                slopes = [self.let(self.call(f"{kind.lower()}_slope", mine))]
            else:
                slopes = []
            for child, slope in zip(node.children, slopes, strict=True):
                part = d if slope is None else self.let(ast.BinOp(_name(d), ast.Mult(), _name(slope)))
                parts[id(child)].append(part)
        for p in self.parameters:
            step = ast.BinOp(_name(parts[id(p)][0]), ast.Mult(), _name("r" + self.of[id(p)]))
            self.body.append(ast.AugAssign(ast.Name(self.of[id(p)], ast.Store()), ast.Sub(), step))

    def others(self, x):
        if len(x) < 2:
            return [None] * len(x)
        left, right = [None], [None]
        for name in x[:-1]:
            left.append(name if left[-1] is None else self.let(ast.BinOp(_name(left[-1]), ast.Mult(), _name(name))))
        for name in x[:0:-1]:
            right.append(name if right[-1] is None else self.let(ast.BinOp(_name(right[-1]), ast.Mult(), _name(name))))
        right.reverse()
        return [
            a or b if a is None or b is None else self.let(ast.BinOp(_name(a), ast.Mult(), _name(b)))
            for a, b in zip(left, right, strict=True)
        ]


def _pattern(names):
    return ast.List([ast.Name(n, ast.Store()) for n in names], ast.Store())


def _define(source, body, extra):
    """The function of a template in which the statement `BODY` stands for what was built."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        statements = getattr(node, "body", None)
        if isinstance(statements, list):
            for i, statement in enumerate(statements):
                if isinstance(statement, ast.Expr) and getattr(statement.value, "id", "") == "BODY":
                    statements[i : i + 1] = body
    ast.fix_missing_locations(tree)
    space = {**HELPERS, **extra}
    exec(compile(tree, "<tree>", "exec"), space)
    return space["made"]


def unroll(root):
    builder = Builder(root)
    body = [ast.Assign([_pattern([builder.of[id(n)] for n in builder.inputs])], _name("values"))]
    for p in builder.parameters:
        body.append(ast.Assign([ast.Name(builder.of[id(p)], ast.Store())], _number(p.value)))
    builder.forward()
    body += [*builder.body, ast.Return(_name(builder.of[id(root)]))]
    made = _define("def made(values):\n    BODY", body, {})

    def function(*values):
        if len(values) != len(builder.inputs):
            raise TypeError(f"{len(builder.inputs)} inputs, but {len(values)} numbers")
        return made(values)

    return function


def unroll_training(root, loss):
    slope = {"mse": _mse, "bce": _bce, "cce": _cce}.get(loss)
    if slope is None:
        raise ValueError(f"unknown loss {loss!r}")
    builder = Builder(root)
    names = [builder.of[id(p)] for p in builder.parameters]
    unpack = ast.Assign([_pattern([builder.of[id(n)] for n in builder.inputs])], _name("x"))
    builder.forward()
    whole = _kind(root) in ("Softmax", "Output")
    top = builder.let(builder.call("slopes" if whole else "slope", "y", builder.of[id(root)]))
    builder.backward(top)
    start = [
        ast.Assign([_pattern(names)], _name("begin")),
        ast.Assign([_pattern(["r" + n for n in names])], _name("rates")),
    ]
    result = ast.Assign([ast.Name("end", ast.Store())], ast.List([_name(n) for n in names], ast.Load()))
    tree_body = ast.parse(TRAINING).body[0]
    loop = tree_body.body[1].body[0]
    loop.body = [unpack, *builder.body]
    tree_body.body[0:1] = start
    tree_body.body[-1].finalbody = [
        result,
        ast.Expr(ast.Call(_name("keep"), [_name("end")], [])),
    ]
    module = ast.fix_missing_locations(ast.Module([tree_body], []))
    space = {**HELPERS, "slope": slope, "slopes": lambda y, p: [slope(a, b) for a, b in zip(y, p, strict=True)]}
    exec(compile(module, "<tree>", "exec"), space)

    def keep(values):
        for p, value in zip(builder.parameters, values, strict=True):
            p.value = value

    def train(data):
        begin = [p.value for p in builder.parameters]
        space["made"](begin, [p.learning_rate for p in builder.parameters], data, keep)

    return train


TRAINING = """
def made(begin, rates, data, keep):
    "the parameters come here"
    try:
        for x, y in data:
            "and the sample here"
    finally:
        "and here they go back"
"""


def _mse(y, p):
    return -2 * (y - p)


def _bce(y, p):
    p = min(max(p, 1e-8), 1 - 1e-8)
    return (p - y) / (p * (1 - p))


def _cce(y, p):
    return -y / min(max(p, 1e-8), 1.0)


def _sigmoid(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


def _softmax(*scores):
    powers = [math.exp(s - max(scores)) for s in scores]
    return [power / sum(powers) for power in powers]


def _softmax_back(g, p):
    mean = sum(a * b for a, b in zip(g, p, strict=True))
    return [b * (a - mean) for a, b in zip(g, p, strict=True)]


HELPERS = {
    "relu": lambda x: max(0.0, x),
    "sigmoid": _sigmoid,
    "relu_slope": lambda value: 1.0 if value > 0 else 0.0,
    "sigmoid_slope": lambda value: value * (1 - value),
    "softmax": _softmax,
    "softmax_back": _softmax_back,
}
