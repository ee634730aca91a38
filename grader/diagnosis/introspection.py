"""Finds code that reaches for the interpreter's internals, which no exercise needs.

A solution cannot forge values, because the judge compares them outside of the student's process. But method calls are
counted inside it, and code that gets hold of the counter can make it lie. The ways to the counter lead through few
names. Code that uses one of these names and earns points with it is not refused: a person looks at it. The source is
read here, not in the process in which it could defend itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

MODULES = {
    "__main__", "_ctypes", "_imp", "_posixsubprocess", "_testcapi", "_thread", "_xxsubinterpreters",
    "builtins", "code", "codeop", "ctypes", "dis", "faulthandler", "gc", "imp", "importlib", "inspect", "linecache",
    "marshal", "pdb", "pickle", "pkgutil", "posix", "pydoc", "resource", "runpy", "signal", "site", "subprocess",
    "threading", "trace", "traceback", "tracemalloc", "zipimport",
}  # fmt: skip
"""Modules of the standard library that give access to other code, or to the process."""

NAMES = {"__import__", "compile", "eval", "exec", "globals", "breakpoint", "__builtins__", "__loader__", "__spec__"}
"""Built-in names that run text as code, or lead to the internals."""

ATTRIBUTES = {
    "__builtins__", "__bases__", "__closure__", "__code__", "__globals__", "__loader__", "__spec__", "__subclasses__",
    "__traceback__", "_getframe", "ag_frame", "attrgetter", "cell_contents", "cr_frame", "f_back", "f_builtins",
    "f_globals", "f_locals", "gi_frame", "modules", "setprofile", "settrace", "tb_frame", "tb_next",
}  # fmt: skip
"""Attributes that lead from a harmless object to the internals."""

HARMLESS = {
    "sys": {
        "exit",
        "float_info",
        "getrecursionlimit",
        "maxsize",
        "setrecursionlimit",
        "stderr",
        "stdout",
        "version_info",
    },
    "os": {"_exit", "abort", "environ", "getcwd", "getenv", "linesep", "sep"},
}
"""What code may use of these two modules; ending its own process earns nothing."""


def suspicious(source: str) -> list[str]:
    """List each use of the internals, as 'sys.modules in line 3'. Code that does not parse has none."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
    found = [f"{what} in line {line}" for line, what in sorted(_reaches(tree))]
    return list(dict.fromkeys(found))


def _reaches(tree: ast.AST) -> Iterator[tuple[int, str]]:
    bases = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                reached = [a for a in names if a.name.split(".")[0] in MODULES or (a.name in HARMLESS and a.asname)]
                yield from ((node.lineno, a.name) for a in reached)
            case ast.Name(id="sys" | "os" as name) if node not in bases:
                yield node.lineno, f"{name} as a value"
            case ast.ImportFrom(module=module, names=names):
                top = (module or "").split(".")[0]
                yield from ((node.lineno, f"{module}.{a.name}") for a in names if top in MODULES or _inner(top, a.name))
            case ast.Attribute(value=ast.Name(id="sys" | "os" as module), attr=name) if name not in HARMLESS[module]:
                yield node.lineno, f"{module}.{name}"
            case ast.Attribute(attr=name) if name in ATTRIBUTES | MODULES | set(HARMLESS):
                yield node.lineno, name
            case ast.Name(id=name) if name in NAMES:
                yield node.lineno, name
            case ast.Call(func=ast.Name(id="getattr" | "setattr" | "vars" as name), args=[ast.Name(id=of), *rest]):
                if of not in ("self", "cls") and (name == "vars" or not _known(rest)):
                    yield node.lineno, f"{name}({of}, ...)"
            case ast.Constant(value=str(text)) if text in ATTRIBUTES - {"modules"}:
                yield node.lineno, text


def _inner(top: str, name: str) -> bool:
    return (top in HARMLESS and name not in HARMLESS[top]) or name in ATTRIBUTES


def _known(arguments: list[ast.expr]) -> bool:
    """Tell whether the attribute's name is a literal, and harmless."""
    match arguments:
        case [ast.Constant(value=str(text)), *_]:
            return text not in ATTRIBUTES
    return False
