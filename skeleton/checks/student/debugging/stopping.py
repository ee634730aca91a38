"""Load an exercise so that a debugger stops in the first line of one of its functions, once, when it is time.

A call of `breakpoint()` stands at the head of each function, as if the student had written it there. So any debugger
works that `PYTHONBREAKPOINT` names.
"""

from __future__ import annotations

import ast
import sys
import tokenize
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from checks.guest.loading import source_file

SWITCH = "__stop_here__"
"""The name that a loaded module has for the switch."""


class Switch:
    """Tells the functions of a module whether to stop: the first one that is called after it was turned on."""

    def __init__(self) -> None:
        self.on = False
        self.calls = 0
        """Number of functions that were called so far."""

    def __call__(self) -> bool:
        self.calls += 1
        stops, self.on = self.on, False
        return stops


class _Stops(ast.NodeTransformer):
    """Puts the question whether to stop at the head of each function but those that Python itself calls."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        if node.name.startswith("__") and node.name.endswith("__"):
            return node
        (question,) = ast.parse(f"{SWITCH}() and breakpoint()").body
        for part in ast.walk(question):
            ast.copy_location(part, node)  # not the first line of the body, or the debugger would pass it by
        has_docstring = ast.get_docstring(node, clean=False) is not None
        node.body.insert(int(has_docstring), question)
        return node


def load_stopping(stem: str, switch: Switch) -> Mapping[str, Any]:
    """Run `backprop.<stem>` anew, with functions that ask the switch, and return its names.

    Raises:
        BaseException: Whatever the module raises.
    """
    source = source_file(stem)
    with tokenize.open(source) as file:
        tree = _Stops().visit(ast.parse(file.read(), str(source)))
    module = ModuleType(f"backprop.{stem}")
    module.__file__ = str(source)
    vars(module)[SWITCH] = switch
    sys.modules[module.__name__] = module
    exec(compile(tree, str(source), "exec"), vars(module))  # noqa: S102  # on the student's own machine
    return vars(module)
