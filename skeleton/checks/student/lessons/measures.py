"""What a right solution costs: calls, how they grow with the size, time, and lines."""

from __future__ import annotations

import ast
import io
import time
import tokenize
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from backprop import framework
from checks.guest.call_counter import Calls
from checks.guest.course_classes import all_names
from checks.guest.inspection import counted

Names = Mapping[str, Any]
Make = Callable[[Names, int], Callable[[], Any]]
"""Builds something of a size with the classes and functions of a module; returns what is measured."""

ROUNDS = 5
"""How often the time is taken; the shortest counts."""


class Measures(NamedTuple):
    """What was measured; None where there is no such thing."""

    op: int | None
    grad: int | None
    growth: float
    """How many times the calls of functions there are with twice the size."""

    time: float | None
    """A share of what the given framework takes."""

    lines: int


class Task(NamedTuple):
    """What an exercise is measured on."""

    what: str
    size: int
    make: Make
    counts: bool = True
    """Whether calls of op and grad say something."""

    framework: bool = True
    """Whether the given framework can do the same."""


def _inputs(n: int) -> list[float]:
    return [0.5 + i / n for i in range(n)]


def _updates(names: Names, n: int) -> Callable[[], Any]:
    data = [([2.0], 1.5), ([1.0], 0.5)]
    if "train" in names:
        return lambda: names["train"](0.5, -0.2, [(x[0], y) for x, y in data], 0.01, n)
    line = _line(names)

    def train() -> None:
        for i in range(n):
            x, y = data[i % 2]
            line.backward(-2 * (y - line.predict(x)))

    return train


def _line(names: Names) -> Any:
    product = names["Multiply"]([names["Parameter"](0.5), names["Input"]()])
    return names["Add"]([product, names["Parameter"](-0.2)])


def _sum(names: Names, n: int) -> Callable[[], Any]:
    terms = [names["Multiply"]([names["Parameter"](0.5), names["Input"]()]) for _ in range(n)]
    root = names["Add"](terms)
    if hasattr(root, "compile"):
        root.compile()
    return lambda: root.predict(_inputs(n))


def _chain(names: Names, n: int) -> Any:
    node = names["Input"](1.0)
    for _ in range(n):
        node = names["Multiply"]([names["Parameter"](1.01, learning_rate=1e-6), node])
    return node


def _chain_learns(names: Names, n: int) -> Callable[[], Any]:
    root = _chain(names, n)
    return lambda: (root.predict([0.5]), root.backward(1.0))


def _layers(names: Names, n: int) -> Callable[[], Any]:
    node = names["Input"](1.0)
    for _ in range(n):
        node = names["Linear"]([node])
    return lambda: names["expand"](node)


def _scores(names: Names, n: int) -> Callable[[], Any]:
    root = names["Softmax"]([names["Parameter"](i / n, learning_rate=1e-6) for i in range(n)])
    return lambda: (root.forward(), root.backward([1.0] + [0.0] * (n - 1)))


def _formula(names: Names, n: int) -> Callable[[], Any]:
    return _chain(names, n).funcify  # type: ignore[no-any-return]


def _doublings(names: Names, n: int) -> Callable[[], Any]:
    node = names["Parameter"](1.0, learning_rate=1e-9)
    for _ in range(n):
        node = names["Add"]([node, node])
    return lambda: node.backward(1.0)


def _unrolled(names: Names, n: int) -> Callable[[], Any]:
    if "unroll" not in names:
        return _sum(names, n)
    given = vars(framework)
    terms = [given["Multiply"]([given["Parameter"](0.5), given["Input"]()]) for _ in range(n)]
    function = names["unroll"](given["Add"](terms))
    return lambda: function(*_inputs(n))


def _two_layers(names: Names, n: int) -> Callable[[], Any]:
    point = [names["Input"](), names["Input"]()]
    hidden = [names["ReLU"]([names["Linear"](point)]) for _ in range(n)]
    root = names["Softmax"]([names["Linear"](hidden) for _ in range(3)])
    root.compile()
    return lambda: (root.predict([0.3, -0.7]), root.backward([1.0, 0.0, 0.0]))


TASKS = {
    "ex1_by_hand": Task("{n} updates of a line", 50, _updates, counts=False),
    "ex2_compile": Task("one predict() of a compiled sum of {n} terms", 20, _sum),
    "ex3_caching": Task("predict() and backward() of a chain of {n} products", 20, _chain_learns),
    "ex4_macros": Task("expand() of {n} Linear on top of each other", 20, _layers, counts=False, framework=False),
    "ex5_outputs": Task("forward() and backward() of a Softmax of {n} scores", 20, _scores, framework=False),
    "ex6_funcify": Task("funcify() of a chain of {n} products", 20, _formula, counts=False, framework=False),
    "ex7_multi_parent": Task("backward() of {n} doublings, v = Add([v, v])", 8, _doublings),
    "ex8_unroll": Task("one call of the function of a sum of {n} terms", 20, _unrolled, counts=False),
    "capstone": Task(
        "predict() and backward() of a layer of {n} neurons below a Softmax", 10, _two_layers, framework=False
    ),
}


def measure(
    stem: str, names: Names, source: str, stub: str, clock: Callable[[], float] = time.perf_counter
) -> Measures:
    """Measure a right solution.

    Args:
        stem: The exercise.
        names: What its module defines.
        source: The text of its file.
        stub: The text that was handed out.
        clock: Tells the time in seconds.
    """
    task, own = TASKS[stem], all_names(names)
    calls = Calls()
    do = task.make({**own, **calls.classes(own)}, task.size)
    do()  # what is computed only once is no cost of a sample
    calls.clear()
    do()
    op, grad = (sum(calls.counts[method].values()) for method in ("op", "grad"))
    small, large = (_work(task.make(own, size)) for size in (task.size, 2 * task.size))
    ratio = None
    if task.framework:
        theirs = task.make(vars(framework), task.size)
        ratio = _seconds(task.make(own, task.size), clock) / max(_seconds(theirs, clock), 1e-9)
    lines = count_lines(source) - count_lines(stub)
    return Measures(op if task.counts else None, grad if task.counts else None, large / small, ratio, lines)


def _work(do: Callable[[], Any]) -> int:
    do()
    return counted(do)[1]


def _seconds(do: Callable[[], Any], clock: Callable[[], float]) -> float:
    do()
    found = []
    for _ in range(ROUNDS):
        start = clock()
        for _ in range(ROUNDS):
            do()
        found.append(clock() - start)
    return min(found)


def count_lines(source: str) -> int:
    """Count the lines of a module that have code, without docstrings and comments."""
    texts: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            texts |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    found: set[int] = set()
    nothing = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in nothing:
            found |= set(range(token.start[0], token.end[0] + 1))
    return len(found - texts)
