"""Read a formula that a person could have written, and compute its value.

The text comes from a solution and is not trusted: it is parsed, never run. A formula may contain numbers, names,
+ - * / ^ ** and their unicode twins, parentheses, max, min, relu, exp and sigmoid (in any case, or the sigma sign).
"""

from __future__ import annotations

import ast
import keyword
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence

from checks.law.oracle import sigmoid

LONGEST = 100_000
"""Number of characters that are read at most; a formula for people is far shorter."""

TWINS = {"×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "−": "-", "–": "-", "÷": "/", "∕": "/", "^": "**"}

TOKEN = re.compile(
    r"(?P<number>(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d]\w*)|(?P<space>\s+)|(?P<sign>[-+*/(),\[\]])|(?P<other>.)"
)

QUOTED = "_quoted_"
"""Begins the name that stands for one that Python would not take as it is, such as a keyword, or change."""


class FormulaError(ValueError):
    """The text is no formula, or has no value; the message says why."""


def _exp(x: float) -> float:
    """Compute exp(x), infinite beyond the largest float: so 1 / (1 + exp(1000)) is 0."""
    return math.exp(x) if x < 709 else math.inf


FUNCTIONS: dict[str, tuple[int, Callable[..., float]]] = {
    # Name: the least number of arguments, and the function.
    "max": (2, max),
    "min": (2, min),
    "relu": (1, lambda x: max(0.0, x)),
    "exp": (1, _exp),
    "sigmoid": (1, sigmoid),
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
    plain = TOKEN.sub(_plain, text)
    try:
        return ast.parse(plain.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("it cannot be read as a formula: a sign, a name or a parenthesis is out of place") from error


def _plain(token: re.Match[str]) -> str:
    """Write a token so that Python's parser reads it as part of a formula, and as nothing else."""
    text = token[0]
    if token["number"] or token["sign"]:
        return text
    if token["space"]:
        return " "
    if token["name"]:
        return _quoted(text)
    if text in TWINS:
        return TWINS[text]
    raise FormulaError(f"{text!r} is neither a sign of arithmetic nor part of a number or a name")


def _quoted(name: str) -> str:
    """Turn a name into one that Python's parser leaves alone, the names of functions into small letters."""
    if name == "σ" or name.lower() in FUNCTIONS:
        return "sigmoid" if name == "σ" else name
    if name.isascii() and not keyword.iskeyword(name) and not name.startswith(QUOTED):
        return name
    return QUOTED + name.encode().hex()


def _unquoted(name: str) -> str:
    return bytes.fromhex(name.removeprefix(QUOTED)).decode() if name.startswith(QUOTED) else name


def names(tree: ast.expr) -> set[str]:
    """Collect the variables of a formula."""
    functions = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    return {_unquoted(n.id) for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in functions}


def evaluate(tree: ast.expr, variables: Mapping[str, float]) -> float:
    """Compute the value of a formula.

    Raises:
        FormulaError: It has no value, or contains something that has no place in a formula.
    """
    try:
        return _value(tree, variables)
    except FormulaError:
        raise
    except (ArithmeticError, ValueError, RecursionError) as error:  # math.pow raises a ValueError for (-8)^0.5
        raise FormulaError(f"it has no value ({error})") from error


def _value(node: ast.expr, variables: Mapping[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _chain(node, variables)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]  # it is one of the two
    if isinstance(node, ast.Name):
        name = _unquoted(node.id)
        if name not in variables:
            raise FormulaError(f"it contains the name {name}")
        return variables[name]
    if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.operand, variables))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        least, function = FUNCTIONS.get(node.func.id.lower(), (0, None))
        if function and len(node.args) >= least and (least > 1 or len(node.args) == 1):
            return function(*(_value(a, variables) for a in node.args))
    raise FormulaError(f"it contains {_shown(node)[:60]!r}, which is no number, name, sum, product or known function")


def _chain(node: ast.expr, variables: Mapping[str, float]) -> float:
    """Compute a + b + c + ... from the left in a loop: a chain may be longer than recursion is deep."""
    steps = []
    while isinstance(node, ast.BinOp):
        if type(node.op) not in OPERATORS:
            raise FormulaError(f"it contains {_shown(node)[:60]!r}, which has no place in a formula")
        steps.append((OPERATORS[type(node.op)], node.right))
        node = node.left
    value = _value(node, variables)
    for operate, right in reversed(steps):
        value = operate(value, _value(right, variables))
    return value


def _shown(node: ast.expr) -> str:
    return re.sub(rf"{QUOTED}[0-9a-f]+", lambda match: _unquoted(match[0]), ast.unparse(node))


def probabilities(scores: Sequence[float]) -> list[float]:
    """Compute the softmax of some scores."""
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / math.fsum(powers) for power in powers]
