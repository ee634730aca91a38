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

from checks.law.node_types import sigmoid

LONGEST = 1_000_000
"""Number of characters that are read at most; a formula for people is far shorter."""

TWINS = {"×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "−": "-", "–": "-", "÷": "/", "∕": "/", "^": "**"}

TOKEN = re.compile(
    r"(?P<number>(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    # Names go on with vowels and accents that are no letters; where those are, there is no sign of arithmetic.
    r"|(?P<name>[^\W\d](?:\w|(?!\s)[\u0300-\u1fff\u203f\u2040\u2054\u20d0-\u20ff\u2c00-\U0010ffff])*)"
    r"|(?P<space>\s+)|(?P<sign>[-+*/(),\[\]])|(?P<other>.)"
)

QUOTED = "_quoted_"
"""Begins the name that stands for one that Python would not take as it is, such as a keyword, or change."""

PART = QUOTED + "part"
"""Begins the name that stands for what is in parentheses; the other quoted names go on in hexadecimal digits."""


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
        raise FormulaError(f"it is {len(text)} characters long, and {LONGEST} are read at most")
    trees: list[ast.expr] = []
    try:
        for part in _parts([_plain(token) for token in TOKEN.finditer(text)]):
            trees.append(_joined(ast.parse(part.strip(), mode="eval").body, trees))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("it cannot be read as a formula: a sign, a name or a parenthesis is out of place") from error
    return trees[-1]


def _parts(tokens: list[str]) -> list[str]:
    """Cut a formula at its parentheses, the inner ones first: Python reads no more than 200 inside each other.

    Each part has the names of earlier ones, `PART` and a number, where they belong. A function's name goes with its
    arguments.

    Raises:
        ValueError: A parenthesis has no partner.
    """
    parts: list[str] = []
    open_ones: list[list[str]] = [[]]
    for sign in tokens:
        if sign in ("(", "["):
            before = open_ones[-1]
            while before and before[-1] == " ":
                before.pop()
            name = before.pop() if sign == "(" and before and before[-1].isidentifier() else ""
            open_ones.append([name, sign])
        elif sign in (")", "]"):
            inside = open_ones.pop()
            if not open_ones or inside[1] + sign not in ("()", "[]"):
                raise ValueError(f"{sign} closes nothing")
            open_ones[-1].append(f" {PART}{len(parts)} ")
            parts.append("".join(inside) + sign)
        else:
            open_ones[-1].append(sign)
    if len(open_ones) > 1:
        raise ValueError(f"{open_ones[-1][1]} is not closed")
    return [*parts, "".join(open_ones[0])]


def _joined(tree: ast.expr, earlier: Sequence[ast.expr]) -> ast.expr:
    """Put earlier trees in the places of their names; changes the tree."""
    whole = ast.Expression(tree)
    stack: list[ast.AST] = [whole]
    while stack:
        node = stack.pop()
        for field, value in ast.iter_fields(node):
            items = value if isinstance(value, list) else [value]
            for at, item in enumerate(items):
                if isinstance(item, ast.Name) and item.id.startswith(PART):
                    items[at] = earlier[int(item.id.removeprefix(PART))]
                elif isinstance(item, ast.AST):
                    stack.append(item)
            if not isinstance(value, list):
                setattr(node, field, items[0])
    return whole.body


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
    found: set[str] = set()
    stack: list[ast.AST] = [tree]
    while stack:  # not ast.walk(), which takes three times as long
        node = stack.pop()
        if isinstance(node, ast.Name):
            found.add(_unquoted(node.id))
        elif isinstance(node, ast.BinOp):
            stack += (node.left, node.right)
        elif isinstance(node, ast.UnaryOp):
            stack.append(node.operand)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            stack += (*node.args, *node.keywords)
        else:
            stack += ast.iter_child_nodes(node)
    return found


def evaluate(tree: ast.expr, variables: Mapping[str, float]) -> float:
    """Compute the value of a formula, from the leaves up: it may be nested deeper than recursion reaches.

    Raises:
        FormulaError: It has no value, or contains something that has no place in a formula.
    """
    if (alone := number_alone(tree)) is not None:
        return alone
    order, stack = [], [tree]
    while stack:
        node = stack.pop()
        order.append((node, _operands(node)))
        stack += order[-1][1]
    values: dict[int, float] = {}
    try:
        for node, operands in reversed(order):
            values[id(node)] = _value(node, [values[id(one)] for one in operands], variables)
    except (ArithmeticError, ValueError) as error:  # math.pow raises a ValueError for (-8)^0.5
        raise error if isinstance(error, FormulaError) else FormulaError(f"it has no value ({error})") from error
    return values[id(tree)]


def number_alone(tree: ast.expr) -> float | None:
    """Return the number that a formula consists of, if it is one number; an int stays one, with all its digits."""
    match tree:
        case ast.UnaryOp(ast.USub(), ast.Constant(int(number) | float(number))) if type(number) is not bool:
            return -number
        case ast.Constant(int(number) | float(number)) if type(number) is not bool:
            return number
    return None


def _operands(node: ast.expr) -> list[ast.expr]:
    """List the nodes from whose values that of a node is computed, if it may be in a formula."""
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return [node.left, node.right]
    if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATORS:
        return [node.operand]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        least, _ = FUNCTIONS.get(node.func.id.lower(), (math.inf, None))
        if len(node.args) >= least and (least > 1 or len(node.args) == 1):
            return node.args
    if isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) in (int, float)):
        return []
    raise FormulaError(f"it contains {_shown(node)[:60]!r}, which is no number, name, sum, product or known function")


def _value(node: ast.expr, operands: Sequence[float], variables: Mapping[str, float]) -> float:
    if isinstance(node, ast.BinOp | ast.UnaryOp):
        return OPERATORS[type(node.op)](*operands)
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return FUNCTIONS[node.func.id.lower()][1](*operands)
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]  # an int or a float
    assert isinstance(node, ast.Name)
    if _unquoted(node.id) not in variables:
        raise FormulaError(f"it contains the name {_unquoted(node.id)}")
    return variables[_unquoted(node.id)]


def _shown(node: ast.expr) -> str:
    try:
        text = ast.unparse(node)
    except RecursionError:
        text = type(node).__name__
    return re.sub(rf"{QUOTED}[0-9a-f]+", lambda match: _unquoted(match[0]), text)


def probabilities(scores: Sequence[float]) -> list[float]:
    """Compute the softmax of some scores."""
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / math.fsum(powers) for power in powers]
