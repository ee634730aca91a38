"""Read a formula that a person could have written, and compute its value.

The text comes from a solution and is not trusted: it is parsed, never run. A formula may contain numbers, names,
+ - * / ^ ** and their unicode twins, parentheses, max, min, relu, exp and sigmoid (in any case, or the sigma sign).
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping

LONGEST = 100_000
"""Number of characters that are read at most; a formula for people is far shorter."""

TWINS = str.maketrans(
    {"×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "−": "-", "–": "-", "÷": "/", "∕": "/", "σ": "sigmoid"}
)
# The sigma sign stands for a function, all others for an operator.


class FormulaError(ValueError):
    """The text is no formula, or has no value; the message says why."""


def _sigmoid(x: float) -> float:
    return math.exp(-math.log1p(math.exp(-x))) if x >= 0 else math.exp(x - math.log1p(math.exp(x)))


def _exp(x: float) -> float:
    """Compute exp(x), infinite beyond the largest float: so 1 / (1 + exp(1000)) is 0."""
    return math.exp(x) if x < 709 else math.inf


FUNCTIONS: dict[str, tuple[int, Callable[..., float]]] = {
    # Name: the least number of arguments, and the function.
    "max": (2, max),
    "min": (2, min),
    "relu": (1, lambda x: max(0.0, x)),
    "exp": (1, _exp),
    "sigmoid": (1, _sigmoid),
}

OPERATORS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


def parse(text: str) -> ast.expr:
    """Parse a formula into its syntax tree.

    Raises:
        FormulaError: The text is no formula, or too long.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"it is {len(text)} characters long")
    try:
        tree = ast.parse(text.translate(TWINS).replace("^", "**").strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("it cannot be read as a formula: a sign, a name or a parenthesis is out of place") from error
    return tree


def names(tree: ast.expr) -> set[str]:
    """Collect the variables of a formula."""
    functions = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in functions}


def evaluate(tree: ast.expr, variables: Mapping[str, float]) -> float:
    """Compute the value of a formula.

    Raises:
        FormulaError: It has no value, or contains something that has no place in a formula.
    """
    try:
        return _value(tree, variables)
    except (ArithmeticError, RecursionError) as error:
        raise FormulaError(f"it has no value ({error})") from error


def _value(node: ast.expr, variables: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.Name):
        if node.id not in variables:
            raise FormulaError(f"it contains the name {node.id}")
        return variables[node.id]
    if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.operand, variables))
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left, variables), _value(node.right, variables))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        least, function = FUNCTIONS.get(node.func.id.lower(), (0, None))
        if function and len(node.args) >= least and (least > 1 or len(node.args) == 1):
            return function(*(_value(a, variables) for a in node.args))
    raise FormulaError(
        f"it contains {ast.unparse(node)[:60]!r}, which is no number, name, sum, product or known function"
    )
