"""The numbers that a text works out, beside the printed examples, which are checks of their own."""

from __future__ import annotations

import ast
import math

from backprop.framework import Add, Multiply, NeuralNetNode, Parameter
from checks.law import oracle
from checks.model.network import Builder
from grader.paths import REFERENCE


def text(stem: str) -> str:
    found = ast.get_docstring(ast.parse((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))) or ""
    return " ".join(found.split())


def test_one_step_by_hand() -> None:
    """Each factor of the chain in exercise 1."""
    weight, bias, x, y = 0.5, -0.2, 2, 1.5
    p = weight * x + bias
    slope = -2 * (y - p)
    rounded = [round(n, 12) for n in (p, slope, x, slope * x, slope, weight * x)]
    assert rounded == [0.8, -1.4, 2, -2.8, -1.4, 1.0]
    for words in ("-2 * (1.5 - 0.8) = -1.4", "which is x | 2 |", "-1.4 * 2 = -2.8", "weight * x = 1.0", "p = 0.8"):
        assert words in text("ex1_by_hand")


def test_a_jacobian() -> None:
    """A number on the diagonal, one off it, and the sum of one child, in exercise 5."""
    p, comes = [0.7, 0.2, 0.1], [1, 2, 3]
    jacobian = [[p[j] * ((i == j) - p[i]) for j in range(3)] for i in range(3)]
    assert [round(one, 12) for one in jacobian[0]] == [0.21, -0.14, -0.07]
    assert jacobian[0][1] == jacobian[1][0]
    assert round(sum(d * slope for d, slope in zip(comes, jacobian[0], strict=True)), 12) == -0.28
    assert "1 * 0.21 + 2 * (-0.14) + 3 * (-0.07) = -0.28" in text("ex5_outputs")


def test_two_graphs() -> None:
    """The derivatives in the drawings of exercise 7; and what 'level by level' makes of the second."""
    chain = Builder()
    a = chain.parameter(3.0)
    b = chain.operation("Add", a, a)
    assert oracle.derivatives(chain.add("Add", b, b).network()) == (4, 2, 1)
    graph = Builder()
    a = graph.parameter(3.0)
    v = graph.operation("Add", a)
    w = graph.operation("Add", v)
    assert oracle.derivatives(graph.add("Add", v, w).network()) == (2, 2, 1, 1)
    below = Parameter(3.0)
    shared = Add([below])
    assert by_levels(Add([shared, Add([shared])]), below) == 1
    assert "`a` gets 1 instead of 2" in text("ex7_multi_parent")


def by_levels(root: NeuralNetNode, asked: NeuralNetNode) -> float:
    """What the first visit tells a node, if each node speaks on the level where it is met first."""
    totals, level, seen = {root: 1.0}, [root], {root}
    while level:
        for node in level:
            for child, slope in zip(node.children, node.grad(), strict=True):
                totals[child] = totals.get(child, 0.0) + totals[node] * slope
        level = [c for c in dict.fromkeys(c for node in level for c in node.children) if c not in seen]
        seen |= set(level)
        if asked in level:
            return totals[asked]
    raise AssertionError("it is not below the root")


def test_a_product_written_once() -> None:
    """Exercise 8: the products before and after each factor."""
    factors = [2, 3, 5, 7]
    before = [math.prod(factors[:i]) for i in range(4)]
    after = [math.prod(factors[i + 1 :]) for i in range(4)]
    assert (before, after) == ([1, 2, 6, 30], [105, 35, 7, 1])
    assert Multiply([Parameter(f) for f in factors]).grad() == [b * c for b, c in zip(before, after, strict=True)]
    assert "they are 1, 2, 6, 30 and 105, 35, 7, 1; so the derivatives are 105, 70, 42, 30" in text("ex8_unroll")
