"""Tells what a name in a text stands for: a module, something of the text's own, or a built-in function.

The text is read, not run. Where it is not certain what a name stands for, everything that it may stand for counts.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)
CONDITIONAL = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Match)
"""Statements whose bodies may not be run, or not to their end."""

DEEPEST = 20
"""Maximum number of scopes inside each other, and of modules that one name may stand for: nobody writes more. Without
a bound, a text of a few kilobytes would keep the reader busy for days."""

MOST_VALUES = 50
"""Number of values of a name that are looked at; one with more may have any."""


class TooIntricate(ValueError):
    """The text is written for a machine: what its names stand for is not worked out."""


class Meaning(NamedTuple):
    """What a name may stand for."""

    modules: frozenset[str]
    """The modules, by their full names."""

    own: bool
    """Whether it is certainly bound by the text itself. If not, it may be the built-in function of that name."""


@dataclass
class Scope:
    """A module, a class or a function, with the names that are bound in it."""

    node: ast.AST
    outer: Scope | None = None
    depth: int = 0
    bound: set[str] = field(default_factory=set)
    modules: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    certain: dict[str, int] = field(default_factory=dict)
    """The line in which a name is bound whatever happens, in a module or a class."""

    elsewhere: set[str] = field(default_factory=set)
    """The names that are declared global or nonlocal."""

    strings: dict[str, list[ast.expr | None]] = field(default_factory=lambda: defaultdict(list))
    """The expressions that a name gets its values from; None for one that is not known."""

    found: dict[tuple[str, int], bool] = field(default_factory=dict)
    """For whoever looks at the values of a name again and again: what came of it."""

    @property
    def is_function(self) -> bool:
        return isinstance(self.node, (*FUNCTIONS, *COMPREHENSIONS))

    def chain(self) -> Iterator[Scope]:
        """List the scopes in which Python looks for a name, the innermost first."""
        yield self
        scope = self.outer
        while scope:
            if not isinstance(scope.node, ast.ClassDef):
                yield scope
            scope = scope.outer

    def meaning(self, name: ast.Name) -> Meaning:
        """Tell what the name stands for where it is used."""
        modules: set[str] = set()
        for scope in self.chain():
            if name.id not in scope.bound or name.id in scope.elsewhere:
                continue
            modules |= scope.modules.get(name.id, set())
            if scope.is_function or scope.certain.get(name.id, name.lineno + 1) <= name.lineno:
                return Meaning(frozenset(modules), own=True)
        return Meaning(frozenset(modules), own=False)

    def values(self, name: ast.Name) -> tuple[Scope, list[ast.expr | None]]:
        """List the expressions that the name may have got its value from; None is one that is not known.

        Returns:
            The scope in which the name is bound and these expressions stand, and they themselves.
        """
        for scope in self.chain():
            if name.id in scope.bound:
                values = scope.strings.get(name.id) or [None]
                return scope, values if len(values) <= MOST_VALUES else [None]
        return self, [None]


def scoped(tree: ast.Module, nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, Scope]]:
    """List the nodes of a text, each with the scope that it stands in.

    Args:
        tree: The text.
        nodes: Its nodes, in any order.

    Raises:
        TooIntricate: Scopes are nested too deep, or a name stands for too many modules.
    """
    deleted = _deleted(nodes)
    stack: list[tuple[ast.AST, Scope]] = [(tree, _scope(tree, None, deleted))]
    while stack:
        node, scope = stack.pop()
        yield node, scope
        inner = _scope(node, scope, deleted) if isinstance(node, SCOPES) else scope
        inside = set(map(id, _body(node))) if inner is not scope else set()
        stack += [(child, inner if id(child) in inside else scope) for child in ast.iter_child_nodes(node)]


def _body(node: ast.AST) -> list[ast.AST]:
    """List the parts of a scope's node that stand in the scope itself; decorators, defaults and bases do not."""
    match node:
        case ast.Lambda(body=body):
            return [node.args, body]
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.args, *node.body]
        case ast.ClassDef() | ast.Module():
            return list(node.body)
    return list(ast.iter_child_nodes(node))


def _scope(node: ast.AST, outer: Scope | None, deleted: set[str]) -> Scope:
    scope = Scope(node, outer, depth=outer.depth + 1 if outer else 0)
    for part in _body(node):
        certain = not isinstance(part, CONDITIONAL)
        stack: list[ast.AST] = [part]
        while stack:
            one = stack.pop()
            _bind(scope, one, certain)
            if one is part or not isinstance(one, SCOPES):
                stack += [] if isinstance(one, SCOPES) else list(ast.iter_child_nodes(one))
    for name in deleted & scope.certain.keys():
        del scope.certain[name]
    if scope.depth > DEEPEST or any(len(modules) > DEEPEST for modules in scope.modules.values()):
        raise TooIntricate
    return scope


def _bind(scope: Scope, node: ast.AST, certain: bool) -> None:
    """Note the names that this node binds in the scope."""
    names: list[str] = []
    match node:
        case ast.Import(names=aliases):
            for alias in aliases:
                names.append(alias.asname or alias.name.partition(".")[0])
                scope.modules[names[-1]].add(alias.name if alias.asname else names[-1])
        case ast.ImportFrom(module=module, names=aliases):
            for alias in aliases:
                names.append(alias.asname or alias.name)
                scope.modules[names[-1]].add(f"{module or ''}.{alias.name}")
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            names = [name]
        case ast.arg(arg=name) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            names = [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchMapping(rest=str(name)):
            names = [name]
        case ast.Name(id=name, ctx=ast.Store()):
            names = [name]
        case ast.Global(names=declared) | ast.Nonlocal(names=declared):
            scope.elsewhere.update(declared)
    scope.bound.update(names)
    _note_values(scope, node)
    if certain and isinstance(node, ast.stmt | ast.Name):
        for name in names:
            scope.certain.setdefault(name, node.lineno)


def _note_values(scope: Scope, node: ast.AST) -> None:
    """Note where a name gets its values from, if that can be seen."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.NamedExpr(target=ast.Name(id=name), value=value)
        ):
            if isinstance(value, ast.Name):  # another name for a module, perhaps
                for above in (scope, *scope.chain()):
                    scope.modules[name] |= above.modules.get(value.id, set())
            scope.strings[name].append(value)
        case ast.For(target=ast.Name(id=name), iter=source) | ast.comprehension(target=ast.Name(id=name), iter=source):
            items = source.elts if isinstance(source, ast.Tuple | ast.List | ast.Set) else [None]
            scope.strings[name] += items
        case ast.arg(arg=name):
            scope.strings[name].append(None)
        case ast.AugAssign(target=ast.Name(id=name)):
            scope.strings[name].append(None)
        case ast.Tuple(elts=parts, ctx=ast.Store()) | ast.List(elts=parts, ctx=ast.Store()):
            for part in parts:
                if isinstance(part, ast.Name):
                    scope.strings[part.id].append(None)


def _deleted(nodes: Iterable[ast.AST]) -> set[str]:
    """List the names that are deleted anywhere in a text: after that, the built-in function is back."""
    return {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Del)}


def own_attributes(nodes: Iterable[ast.AST]) -> set[str]:
    """List the attributes that the classes of a text have: assigned to `self`, or named in the class."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                found.add(name)
            case ast.ClassDef(body=body):
                found |= {one.name for one in body if isinstance(one, ast.FunctionDef)}
    return found
