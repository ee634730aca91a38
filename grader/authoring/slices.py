"""The top-level statements of a source text: the names that they bind and use, and which of them others need."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
LINE_END = re.compile(r"\r\n|\r|\n")
ASSIGNMENTS = (ast.Assign, ast.AnnAssign)


@dataclass(frozen=True)
class Statement:
    """A top-level statement of a source text."""

    node: ast.stmt
    line: int
    """The number of its first line, which is a decorator's if it has one."""

    text: str

    @cached_property
    def binds(self) -> set[str]:
        """The names that it defines, imports or assigns to."""
        return set(_bound(self.node))

    @cached_property
    def uses(self) -> set[str]:
        """The names that it reads, also further inside."""
        return {n.id for n in ast.walk(self.node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}

    @property
    def defines(self) -> bool:
        """Whether it defines a function or a class."""
        return isinstance(self.node, DEFINITIONS)

    @property
    def harmless(self) -> bool:
        """Whether it is a definition, an import or an assignment, such as helpers for a solution consist of."""
        return isinstance(self.node, DEFINITIONS + IMPORTS + ASSIGNMENTS)


def statements(source: str) -> list[Statement]:
    """Split a source text into its top-level statements, without imports from `__future__`.

    Raises:
        SyntaxError: The text is no Python.
    """
    try:
        tree = ast.parse(source)
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(f"{type(error).__name__}: {error}") from error
    lines = [line.encode() for line in LINE_END.split(source)]  # ast counts in bytes
    found = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            continue
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        assert node.end_lineno is not None
        own = lines[first - 1 : node.end_lineno]
        if first == node.lineno:  # several statements may share a line
            own[-1] = own[-1][: node.end_col_offset]
            own[0] = own[0][node.col_offset :]
        found.append(Statement(node, first, b"\n".join(own).decode()))
    return found


def needed(source: str, names: set[str]) -> str:
    """Cut out the statements that these names need, directly or not, and `from __future__ import annotations`."""
    wanted = set(names)
    every = statements(source)
    kept: list[Statement] = []
    while more := [s for s in every if s not in kept and s.binds & wanted]:
        kept += more
        wanted |= {name for s in more for name in s.uses}
    parts = ["from __future__ import annotations"]
    in_order = [statement for statement in every if statement in kept]
    for before, statement in zip([None, *in_order], in_order, strict=False):
        gap = "\n" if before and not before.defines and not statement.defines else "\n\n\n"
        parts.append(("\n\n" if before is None else gap) + statement.text)
    return "".join(parts) + "\n"


def _bound(statement: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds. It may be nested deeper than recursion reaches."""
    stack = [statement]
    while stack:
        node = stack.pop()
        if isinstance(node, DEFINITIONS):
            yield node.name  # what it assigns inside is its own
            continue
        if isinstance(node, IMPORTS):
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0]
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        stack += ast.iter_child_nodes(node)
