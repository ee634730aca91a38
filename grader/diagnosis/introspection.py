"""Finds what no exercise needs: code that reaches for the interpreter's internals, and tables of answers.

A solution cannot forge values, because the judge compares them outside of the student's process. Nor can it forge the
counts in sealed questions, which the judge keeps (see checks/model/witness.py). Points could still depend on such
code where calls are counted in the student's process alone: in questions about a network that the law makes by itself
(the `large` one of exercise 2, `many_classes` of exercise 5), or about nodes that cannot be sealed (macros,
Softmax). Code that gets hold of that counter can make it lie, so the mark stays, as a note for a person. The ways to
the counter, and to the process, lead through a few modules, built-in functions and attributes of frames, functions
and code. What counts is what a name stands for, not how it is spelled: `self.signal` is no module, a function called
`compile` not the built-in one. Code that goes such a way and earns points is not refused: a person looks at it. The
source is read here, not in the process in which it could defend itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from checks.guest.sealed_nodes import POSITION, SORT
from grader.diagnosis.name_resolution import Meaning, Scope, own_attributes, scoped

MODULES = {
    "__main__", "_ctypes", "_imp", "_posixsubprocess", "_testcapi", "_thread", "_xxsubinterpreters",
    "builtins", "code", "codeop", "ctypes", "dis", "faulthandler", "imp", "importlib", "linecache",
    "marshal", "pdb", "pickle", "pkgutil", "posix", "pydoc", "resource", "runpy", "signal", "site", "subprocess",
    "trace", "traceback", "tracemalloc", "zipimport",
}  # fmt: skip
"""Modules of the standard library that give access to other code, or to the process."""

HARMLESS = {
    "gc": {"collect", "disable", "enable", "isenabled"},
    "inspect": {"cleandoc", "getdoc", "isabstract", "isclass", "isfunction", "isgenerator", "ismethod", "signature"},
    "os": {"_exit", "abort", "environ", "getcwd", "getenv", "linesep", "sep"},
    "sys": {
        "exit", "float_info", "getrecursionlimit", "intern", "maxsize", "setrecursionlimit", "stderr", "stdout",
        "version_info",
    },
    "threading": {"BoundedSemaphore", "Condition", "Event", "Lock", "RLock", "Semaphore", "get_ident", "local"},
}  # fmt: skip
"""What code may use of some other modules; ending its own process earns nothing."""

BUILTINS = {"__import__", "compile", "eval", "exec", "breakpoint", "__builtins__", "__loader__", "__spec__"}
"""Built-in names that run text as code, or lead to the internals."""

NAMESPACES = {"globals", "locals", "vars"}
"""Built-in functions that return a namespace. That of a module has the way to all built-in functions in it."""

ALWAYS = {
    "__builtins__", "__closure__", "__code__", "__globals__", "__loader__", "__spec__", "__traceback__", "_getframe",
    "ag_frame", "cell_contents", "cr_frame", "gi_frame", "tb_frame",
}  # fmt: skip
"""Attributes that lead from a harmless object to the internals, and that no class of a solution has by chance."""

ONWARD = {"f_back", "f_builtins", "f_globals", "f_locals", "setprofile", "settrace", "tb_next"}
"""Attributes of what those lead to. A class may have attributes of its own with such names."""

ATTRIBUTES = ALWAYS | ONWARD | {"__bases__", "__subclasses__"}

WORLD = {"_os", "_sys", "builtins", "ctypes", "importlib", "os", "posix", "subprocess", "sys"}
"""Modules that other modules have imported: as attributes of anything but `self` they lead out of it."""

GETTERS = {"getattr", "setattr", "delattr", "hasattr"}
FETCHERS = {"attrgetter", "methodcaller"}

SEALED = {"Sealed", "Hidden", POSITION, SORT}
"""What only the nodes of sealed questions have: code may behave well for those alone."""

MOST_DATA = 20_000
"""Number of characters in the numbers and texts of a solution above which they may be a table of answers: students have
the visible questions."""

LONGEST = 60
"""Number of bytes of an expression that is shown in a note."""

UNREADABLE = "a text that only the interpreter can read"


def suspicious(source: str) -> list[str]:
    """List what no exercise needs, as 'sys.modules in line 3'. A text that cannot be read is such a thing as well."""
    try:
        tree = ast.parse(source)
        nodes = list(ast.walk(tree))
        found = [*_data(nodes), *sorted(_reaches(tree, nodes))]
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return [UNREADABLE]
    return list(dict.fromkeys(f"{what} in line {line}" for line, what in found))


def _data(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    described = {node.value for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    data = [node for node in nodes if isinstance(node, ast.Constant) and node not in described]
    if (size := sum(len(str(node.value)) for node in data)) > MOST_DATA:
        yield min(node.lineno for node in data), f"data of {size} characters, the first"


def _reaches(tree: ast.Module, nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    bases = {node.value for node in nodes if isinstance(node, ast.Attribute)}
    called = {node for call in nodes if isinstance(call, ast.Call) for node in _called(call)}
    own = own_attributes(nodes)
    classes = {one.name for one in tree.body if isinstance(one, ast.ClassDef)}
    for node, scope in scoped(tree, nodes):
        match node:
            case ast.Import(names=names):
                dubious = [a for a in names if _top(a.name) in MODULES or (_top(a.name) in HARMLESS and a.asname)]
                yield from ((node.lineno, a.name) for a in dubious)
            case ast.ImportFrom(module=module, names=names):
                yield from ((node.lineno, f"{module}.{a.name}") for a in names if _leads_on(module or "", a.name))
            case ast.Name(ctx=ast.Load()):
                yield from _name(node, scope.meaning(node), node in bases, node in called)
            case ast.Attribute():
                yield from _attribute(node, scope, own, classes)
            case ast.Call():
                yield from _call(node, scope)
            case ast.Constant(value=str(text)) if text in (ATTRIBUTES | SEALED) - {"__bases__"}:
                yield node.lineno, text


def _called(call: ast.Call) -> list[ast.expr]:
    """List the functions that a call calls, at once or, as `partial(getattr, node)`, later."""
    match call:
        case ast.Call(func=ast.Name(id="partial") | ast.Attribute(attr="partial"), args=[function, *_]):
            return [call.func, function]
    return [call.func]


def _top(module: str) -> str:
    return module.partition(".")[0]


def _leads_on(module: str, name: str) -> bool:
    """Tell whether `from module import name` gets hold of something that leads on."""
    top = _top(module)
    if top in MODULES or (top in HARMLESS and name not in HARMLESS[top]) or name in ATTRIBUTES:
        return True
    return top != name and name.strip("_") in MODULES | set(HARMLESS)


def _name(node: ast.Name, meaning: Meaning, is_base: bool, is_called: bool) -> Iterator[tuple[int, str]]:
    if not is_base and any(module in HARMLESS for module in meaning.modules):
        yield node.lineno, f"{node.id} as a value"
    if not meaning.own and node.id in BUILTINS:
        yield node.lineno, node.id
    if not meaning.own and not is_called and node.id in NAMESPACES | GETTERS:
        yield node.lineno, f"{node.id} as a value"


def _attribute(node: ast.Attribute, scope: Scope, own: set[str], classes: set[str]) -> Iterator[tuple[int, str]]:
    name, line = node.attr, node.lineno
    base = node.value
    modules = scope.meaning(base).modules if isinstance(base, ast.Name) else frozenset()
    restricted = [module for module in modules if module in HARMLESS]
    if restricted:
        yield from ((line, f"{module}.{name}") for module in restricted if name not in HARMLESS[module])
    elif modules and (name == "__dict__" or (name not in modules and name.strip("_") in MODULES | set(HARMLESS))):
        yield line, f"{ast.unparse(base)}.{name}"
    elif _leads_in(node, scope, own, classes):
        yield line, name


def _leads_in(node: ast.Attribute, scope: Scope, own: set[str], classes: set[str]) -> bool:
    """Tell whether an attribute of anything but a module leads to the internals."""
    name, base = node.attr, node.value
    if name in WORLD or name in (POSITION, SORT):
        return not _is_own(base, scope)
    if name in ONWARD:
        return not (name in own and _is_own(base, scope))
    if name == "__bases__":
        return not isinstance(node.ctx, ast.Load)
    of_the_text = isinstance(base, ast.Name) and base.id in classes
    return name in ALWAYS or (name == "__subclasses__" and not of_the_text)


def _call(node: ast.Call, scope: Scope) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call(
            func=ast.Name(id="partial") | ast.Attribute(attr="partial"), args=[ast.Name() as function, *rest]
        ):
            yield from _call(ast.copy_location(ast.Call(function, rest, []), node), scope)
        case ast.Call(func=ast.Name(id=name) as function, args=arguments) if name in GETTERS | NAMESPACES:
            if not scope.meaning(function).own and not _is_harmless(name, arguments, scope):
                yield node.lineno, f"{name}({', '.join(map(_shown, arguments[:1]))}{', ...' * (len(arguments) > 1)})"
        case ast.Call(func=ast.Attribute(attr="__getattribute__"), args=[of, name, *_]):
            if not _is_own(of, scope) and not _cannot_lead_on(name, scope):
                yield node.lineno, "__getattribute__"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments) if name in FETCHERS:
            parts = [part for text in arguments[: 1 if name == "methodcaller" else None] for part in _dotted(text)]
            if not all(_cannot_lead_on(part, scope) for part in parts):
                yield node.lineno, name


def _shown(node: ast.expr) -> str:
    """Write an expression for a note, unless it is long: hundreds of them may be inside each other."""
    length = (node.end_col_offset or 0) - node.col_offset
    return ast.unparse(node) if node.lineno == node.end_lineno and length <= LONGEST else "..."


def _is_harmless(function: str, arguments: list[ast.expr], scope: Scope) -> bool:
    """Tell whether a call of `getattr`, `vars` or the like stays in the solution's own objects."""
    match arguments:
        case [] | [ast.Starred(), *_]:
            return function == "locals" and scope.is_function
        case [of, *rest]:
            if isinstance(of, ast.Name) and scope.meaning(of).modules:
                return bool(rest) and isinstance(rest[0], ast.Constant) and _cannot_lead_on(rest[0], scope)
            return function in NAMESPACES or _is_own(of, scope) or bool(rest and _cannot_lead_on(rest[0], scope))
    return False


def _dotted(text: ast.expr) -> list[ast.expr]:
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return [ast.copy_location(ast.Constant(part), text) for part in text.value.split(".")]
    return [text]


def _cannot_lead_on(name: ast.expr, scope: Scope, depth: int = 3) -> bool:
    """Tell whether the name of an attribute, as it is computed, cannot be one of those above."""
    match name:
        case ast.Constant(value=str(text)):
            return text not in ATTRIBUTES | WORLD
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return _begins_none(start)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=ast.Constant(value=str(start))):
            return _begins_none(start.partition("%")[0])
        case ast.IfExp(body=one, orelse=other):
            return depth > 0 and all(_cannot_lead_on(part, scope, depth - 1) for part in (one, other))
        case ast.Name():
            home, values = scope.values(name)
            key = name.id, depth
            if key not in home.found:
                home.found[key] = depth > 0 and all(v and _cannot_lead_on(v, home, depth - 1) for v in values)
            return home.found[key]
    return False


def _begins_none(start: str) -> bool:
    return bool(start) and not any(name.startswith(start) for name in ATTRIBUTES | WORLD)


def _is_own(node: ast.expr, scope: Scope) -> bool:
    """Tell whether an object is `self` or `cls` of a method, or an attribute of it."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("self", "cls") and not scope.meaning(node).modules
