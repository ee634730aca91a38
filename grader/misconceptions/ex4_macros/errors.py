"""What becomes of an exception that a body() raises, and of the tree after it."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import CHILDREN, DEFINITION, EXPAND, MACRO, before_expand
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "attribute_error_means_leaf",
        "expand() takes an AttributeError for a sign that a node has no children",
        "The error may come from further down. Whose body() was under way, and who hears of it?",
        (
            CHILDREN,
            """\
            try:
                node.children = [expand(child) for child in node.children]
            except AttributeError:
                pass  # a node need not have children
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.5", "4.13"),
    ),
    wrong(
        "type_error_means_leaf",
        "expand() takes a TypeError for a sign that the children cannot be gone through",
        "The error may come from further down. What else is inside this try?",
        (
            CHILDREN,
            """\
            try:
                children = [expand(child) for child in node.children]
            except TypeError:  # a leaf
                return node
            node.children = children
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.5", "4.13"),
    ),
    wrong(
        "recursion_error_told_otherwise",
        "expand() makes a ValueError of each RecursionError",
        "What a body() raises comes through. How do you know that this one is not from a body()?",
        (
            DEFINITION,
            before_expand("""\
            def _expand(node):
                if isinstance(node, Macro):
                    return _expand(node.body())
                node.children = [_expand(child) for child in node.children]
                return node
            """),
        ),
        (
            EXPAND,
            """\
            try:
                return _expand(node)
            except RecursionError as error:
                raise ValueError("this tree is too deep, or a macro stands for itself") from error
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
    wrong(
        "body_that_is_missing",
        "expand() has words of its own for a body() that is not written yet",
        "Whoever wrote that body() waits for the exception that it raises. Does another one help?",
        (
            MACRO,
            """\
            try:
                tree = node.body()
            except NotImplementedError as error:
                raise TypeError(f"a {type(node).__name__} has no body() to put in its place") from error
            return expand(tree)""",
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
    wrong(
        "under_way_until_an_exception",
        "a mark against endless bodies is taken away after an Exception, not after anything else that is raised",
        "What stops a program from outside is no Exception. Which part of a try is run whatever happens?",
        (
            DEFINITION,
            before_expand("_under_way = set()"),
        ),
        (
            MACRO,
            """\
            if node in _under_way:
                raise RecursionError(f"a {type(node).__name__} stands for itself")
            _under_way.add(node)
            try:
                tree = expand(node.body())
            except Exception:
                _under_way.discard(node)
                raise
            _under_way.discard(node)
            return tree""",
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
    wrong(
        "put_back_after_exceptions",
        "the children are put back after an Exception, not after anything else that is raised",
        "What stops a program from outside is no Exception. Do the children have to be taken away at all?",
        (
            CHILDREN,
            """\
            given, node.children = node.children, []
            try:
                for child in given:
                    node.children.append(expand(child))
            except Exception:
                node.children = given
                raise
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
)
