"""What expand() makes anew, takes apart or puts in another order on its way."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import DEFINITION, EXPAND, MACRO, before_expand
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "body_of_the_defining_class",
        "the body() of the class right below Macro is asked, not that of the macro itself",
        "A class may override what it inherits.",
        (
            MACRO,
            """\
            below = type(node).__mro__[type(node).__mro__.index(Macro) - 1]
            return expand(below.body(node))
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.9",),
    ),
    wrong(
        "children_list_emptied_and_refilled",
        "the children of a macro are taken out while it is expanded, and put back in the order of the tree",
        "Compare the order of the children before and after. The order is part of the network.",
        (
            MACRO,
            """\
            tree = expand(node.body())
            mine = getattr(node, "children", None)
            if isinstance(mine, list) and isinstance(tree, framework.Operation):
                order = [id(i) for i in tree.find_input_nodes()]
                mine.sort(key=lambda c: order.index(id(c)) if id(c) in order else -1)
            return tree
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.9",),
    ),
    wrong(
        "macros_inside_macros_by_children",
        "a macro is expanded into its body, and the children of the macro once more after that",
        "Those it has are left alone, says the text.",
        (
            MACRO,
            """\
            tree = expand(node.body())
            if isinstance(getattr(node, "children", None), list):
                node.children = [expand(child) for child in node.children]
            return tree
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.9",),
    ),
    wrong(
        "made_anew_before_its_body",
        "a macro is made anew from its class and its children before it is asked for its body",
        "Whoever wrote the macro decides how it is made, and what else it needs.",
        (
            EXPAND,
            """\
            if isinstance(node, Linear) or not hasattr(node, "children"):
                return expand(node.body()) if isinstance(node, Macro) else node
            if isinstance(node, Macro):
                return expand(type(node)(node.children).body())
            node.children = [expand(child) for child in node.children]
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.9",),
        family="made_anew",
    ),
    wrong(
        "made_anew_if_it_fits",
        "a macro is made anew from its class and its children if that works",
        "Whoever wrote the macro decides how it is made. What else does this one know?",
        (
            MACRO,
            """\
            fresh = node
            if not isinstance(node, Linear):
                try:
                    fresh = type(node)(list(node.children))
                except (AttributeError, TypeError):
                    pass
            return expand(fresh.body())
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.9",),
        family="made_anew",
    ),
    wrong(
        "product_of_one_dropped",
        "a product with one child that stands for a macro is dropped",
        "What a body says stands in the tree, even if it looks needless.",
        (
            MACRO,
            """\
            tree = expand(node.body())
            if type(tree) is framework.Multiply and len(tree.children) == 1:
                return tree.children[0]
            return tree
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5",),
    ),
    wrong(
        "root_in_a_sum",
        "a macro at the root comes back inside a sum of one term",
        "The body stands in its place, nothing round it.",
        (
            DEFINITION,
            before_expand("""\
            def _expand(node):
                while isinstance(node, Macro):
                    node = node.body()
                node.children = [_expand(child) for child in node.children]
                return node
            """),
        ),
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                return framework.Add([_expand(node)])
            return _expand(node)
            """,
        ),
        severity=Severity.SLIP,
        clauses=(
            "4.5",
            "4.8",
        ),
    ),
)
