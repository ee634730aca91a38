"""Finds demos: code at the top level of a solution that does something, instead of defining something.

A module is loaded again and again, so that nothing is left in it from before. A training run that stands there under
no `if __name__ == "__main__":` would be run each time. So such a module is loaded once. What it is, is told by its
text alone: the same at home and when it is graded.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
CONDITIONS = (ast.Raise, ast.Assert)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)


@lru_cache(maxsize=256)  # more than the misconceptions of an exercise, which take turns in a diagnosis
def runs_a_demo(text: str) -> bool:
    """Tell whether the top level calls something for its effect, or gives a name the result of a function of its own.

    Settings of the standard library, such as `sys.setrecursionlimit(5000)`, are none.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    functions = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)} | set(_imported(tree, "backprop"))
    library = set(_imported(tree))
    return any(_does_something(one, functions, library) for one in tree.body)


def _does_something(statement: ast.stmt, functions: set[str], library: set[str]) -> bool:
    match statement:
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__")), orelse=other):
            return any(_does_something(one, functions, library) for one in other)
        case ast.If(body=body, orelse=other):
            return any(_does_something(one, functions, library) for one in (*body, *other))
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))) if name in library:
            return len(list(_calls(statement))) > 1
    if isinstance(statement, (*DEFINITIONS, *CONDITIONS)):
        return False
    if isinstance(statement, ASSIGNMENTS):
        return any(isinstance(call.func, ast.Name) and call.func.id in functions for call in _calls(statement))
    return any(True for _ in _calls(statement))


def _calls(statement: ast.stmt) -> Iterator[ast.Call]:
    """List the calls in a statement that are made when it runs, not those in functions that it defines."""
    stack: list[ast.AST] = [statement]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            stack += ast.iter_child_nodes(node)


def _imported(tree: ast.Module, package: str = "") -> Iterator[str]:
    """List the functions that are imported from a package, by their names, or the modules of the standard library."""
    for node in tree.body:
        match node:
            case ast.Import(names=names) if not package:
                yield from (a.asname or a.name for a in names if a.name in sys.stdlib_module_names)
            case ast.ImportFrom(module=str(module), names=names) if package and module.partition(".")[0] == package:
                yield from (a.asname or a.name for a in names if a.name[:1].islower())
