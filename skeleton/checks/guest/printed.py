"""Run a printed example of a text as Python's prompt would, and tell what would be printed."""

from __future__ import annotations

import ast
import io
from contextlib import redirect_stdout
from functools import lru_cache
from types import CodeType
from typing import Any

from checks.model.outcomes import built_in_bases

LONGEST = 2000
"""Number of characters kept of what an example prints."""


def run(source: str, names: dict[str, Any]) -> str:
    """Run one statement or expression.

    Args:
        source: The statement, as it stands after the prompt.
        names: The names that it may use; those that it defines are added.

    Returns:
        What is printed: output, then the value of an expression unless it is None; or the type and the message of an
        exception.
    """
    out = io.StringIO()
    try:
        with redirect_stdout(out):
            statements, expression = _compiled(source)
            exec(statements, names)  # an example of ours
            if expression is not None:
                value = eval(expression, names)  # noqa: S307  # likewise
                if value is not None:
                    print(repr(value))
    except Exception as error:  # an example may show which exception comes
        if isinstance(error, NotImplementedError) and str(error).startswith("Exercise"):
            raise  # the exercise is not started
        # A subclass of ValueError is a ValueError.
        return f"{out.getvalue()}{built_in_bases(error)[0]}: {error}"[:LONGEST]
    return out.getvalue()[:LONGEST]


@lru_cache(maxsize=1024)
def _compiled(source: str) -> tuple[CodeType, CodeType | None]:
    """Compile all but an expression at the end, and that expression. The same examples are run again and again."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    statements = compile(tree, "<example>", "exec")
    if not isinstance(last, ast.Expr):
        return statements, None
    return statements, compile(ast.Expression(last.value), "<example>", "eval")
