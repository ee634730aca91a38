"""Which nodes expand() goes through, and what it keeps in mind between two calls."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import CHILDREN, DEFINITION, EXPAND, before_expand
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "at_most_forty_bodies_in_a_row",
        "a macro whose body is a macro is looked into forty times at most",
        "What if the course writes a deeper one?",
        (
            EXPAND,
            """\
            for _ in range(40):
                if isinstance(node, Macro):
                    node = node.body()
            if not isinstance(node, Macro):
                node.children = [expand(child) for child in node.children]
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.6",),
    ),
    wrong(
        "busy_for_ever",
        "expand() refuses to be called inside itself, and does not notice that it has ended with an exception",
        "What is left of the first call when the body of a macro raises?",
        (
            DEFINITION,
            before_expand("""\
            _busy = False


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
            global _busy
            if _busy:
                return node
            _busy = True
            result = _expand(node)
            _busy = False
            return result
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.9",),
    ),
    wrong(
        "depth_counted_in_the_module",
        "a counter in the module stops it at 300 levels, and is not set back after an exception",
        "What does the counter say after some calls that failed?",
        (DEFINITION, before_expand("_depth = 0")),
        (
            EXPAND,
            """\
            global _depth
            _depth += 1
            if _depth > 300:
                return node
            if isinstance(node, Macro):
                result = expand(node.body())
            else:
                node.children = [expand(child) for child in node.children]
                result = node
            _depth -= 1
            return result
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.9",),
    ),
    wrong(
        "first_and_last_watched",
        "a node is gone through again only if its first or last child is another one",
        "What if the macro is a child in the middle? Every child can be one.",
        (
            CHILDREN,
            """\
            ends = (node.children[0], node.children[-1], len(node.children)) if node.children else None
            if ends is None or getattr(node, "_ends", None) != ends or any(isinstance(c, framework.Operation) for c in node.children[:1]):
                node.children = [expand(child) for child in node.children]
                node._ends = (node.children[0], node.children[-1], len(node.children)) if node.children else None
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
        hidden_only=True,
    ),
    wrong(
        "first_call_decides",
        "whether a class is a macro is decided by the first node of it that has a body",
        "Names of classes are not unique.",
        (DEFINITION, before_expand("_is_macro = {}")),
        (
            EXPAND,
            """\
            kind = type(node).__name__
            if _is_macro.setdefault(kind, isinstance(node, Macro)):
                return expand(node.body())
            node.children = [expand(child) for child in node.children]
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5",),
    ),
    wrong(
        "known_operations_first",
        "what is an Add or Multiply is not taken for a macro",
        "A class may have several bases.",
        (
            EXPAND,
            """\
            if isinstance(node, (framework.Add, framework.Multiply, framework.UnaryOperation)):
                node.children = [expand(child) for child in node.children]
                return node
            if isinstance(node, Macro):
                return expand(node.body())
            if isinstance(node, framework.Operation):
                node.children = [expand(child) for child in node.children]
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=(
            "4.5",
            "4.6",
        ),
    ),
    wrong(
        "length_watched",
        "a node is gone through again only if the number of its children has changed",
        "A child may be replaced by another one.",
        (
            CHILDREN,
            """\
            if getattr(node, "_looked_at", -1) != len(node.children):
                node.children = [expand(child) for child in node.children]
                node._looked_at = len(node.children)
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.13",),
    ),
    wrong(
        "operations_of_the_course_as_leaves",
        "operations with no operation below them are left alone",
        "One of the leaves may be a macro without children.",
        (
            CHILDREN,
            """\
            if any(isinstance(child, framework.Operation) and getattr(child, "children", True) for child in node.children):
                node.children = [expand(child) for child in node.children]
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.6",),
    ),
    wrong(
        "same_operation_twice",
        "of two Sigmoids on top of each other, the lower one is left alone",
        "Nodes of one class may stand on top of each other, with a macro below.",
        (
            CHILDREN,
            """\
            if node.children and isinstance(node.children, list) and not isinstance(node, framework.Sigmoid):
                node.children = [expand(child) for child in node.children]
            elif node.children:
                child = node.children[0]
                node.children = [expand(child)] if isinstance(child, framework.Operation) and not isinstance(child, framework.Sigmoid) else [child]
            return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.6",),
    ),
    wrong(
        "work_list_of_the_module",
        "one list of the module holds what is still to be expanded",
        "Somebody else may ask expand() for something in the meantime: the body of a macro, for instance.",
        (DEFINITION, before_expand("_todo = []")),
        (
            EXPAND,
            """\
            top = framework.Add([node])
            _todo.clear()
            _todo.append(top)
            while _todo:
                parent = _todo.pop()
                for i, child in enumerate(parent.children):
                    while isinstance(child, Macro):
                        child = child.body()
                    parent.children[i] = child
                    _todo.append(child)
            return top.children[0]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.9",),
    ),
)
