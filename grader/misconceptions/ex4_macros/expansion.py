"""Where macros hide."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import DEFINITION, EXPAND
from grader.misconceptions.model import Severity, wrong

INSIDE_TO_THE_ENDS = """\
def _inside(node: framework.NeuralNetNode, ends: list[framework.NeuralNetNode]) -> framework.NeuralNetNode:
    if any(node is end for end in ends):
        return node
    if isinstance(node, Macro):
        return _inside(node.body(), ends)
    node.children = [_inside(child, ends) for child in node.children]
    return node


"""
INSIDE_ONE_BRANCH = """\
def _inside(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    if isinstance(node, Macro):
        return expand(node)
    if len(node.children) == 1:
        node.children = [_inside(node.children[0])]
    return node


"""

MISCONCEPTIONS = (
    wrong(
        "one_level_only",
        "expand() replaces a macro by its body, but not the macros in that body",
        """After one round there may be macros again: a body may contain some. When is the work done?""",
        (EXPAND, EXPAND.replace("return expand(node.body())", "return node.body()")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5", "4.6"),
        family="not deep enough",
    ),
    wrong(
        "root_only",
        "only a macro at the root is expanded",
        """Macros below an ordinary node stay. Does expand() ever look at the children of a node that is no macro?""",
        (EXPAND, "while isinstance(node, Macro):\n    node = node.body()\nreturn node"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("4.5", "4.6"),
        family="not deep enough",
    ),
    wrong(
        "children_but_not_below",
        "macros are replaced among the children of the root, not further down",
        """The grandchildren may be macros too. What does a function do that has to reach every level of a tree?""",
        (
            EXPAND,
            """\
            while isinstance(node, Macro):
                node = node.body()
            node.children = [child.body() if isinstance(child, Macro) else child for child in node.children]
            return node""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5", "4.6"),
        family="not deep enough",
    ),
    wrong(
        "result_thrown_away",
        "the children are expanded, but the results are thrown away",
        """expand() returns the new tree. Whoever calls it has to put the result where the macro was.""",
        (
            EXPAND,
            EXPAND.replace(
                "node.children = [expand(child) for child in node.children]",
                "for child in node.children:\n        expand(child)",
            ),
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("4.5",),
        family="not deep enough",
    ),
    wrong(
        "children_of_a_macro_forgotten",
        "the children of a macro are not expanded",
        """The body ends in the children of the macro, and these may be macros, too. Does your walk end where the
        body's own nodes end?""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                return _inside(node.body(), node.children)
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        (DEFINITION, INSIDE_TO_THE_ENDS + DEFINITION),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5", "4.6"),
        family="not deep enough",
    ),
    wrong(
        "one_branch_of_the_body",
        "in a body, macros are found only as long as each node has one child",
        """The body of a macro may branch: a product of two macros, for instance. Every child has to be looked at.""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                node.children = [expand(child) for child in node.children]
                return _inside(node.body())
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        (DEFINITION, INSIDE_ONE_BRANCH + DEFINITION),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.6",),
    ),
    wrong(
        "every_macro_is_a_linear",
        "every macro is expanded as if it were a Linear",
        """A macro says itself what it stands for, by its body(). A course may write macros that you have never seen.""",
        (
            EXPAND,
            EXPAND.replace(
                "expand(node.body())", "expand((node if isinstance(node, Linear) else Linear(node.children)).body())"
            ),
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.9",),
    ),
    wrong(
        "factors_are_constants",
        "a factor that the body of a macro brings is taken for a constant, and does not learn",
        """A parameter in a body is a parameter like any other, the 2.0 of Twice as well. What does backward() do with
        its tree?""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                body = node.body()
                if isinstance(body, framework.Multiply) and body not in getattr(node, "children", ()):
                    for child in body.children:
                        if isinstance(child, framework.Parameter):
                            child.on_backward = lambda derivative: None
                return expand(body)
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.5",),
        hidden_only=True,
    ),
    wrong(
        "whatever_has_a_body",
        "a node is a macro if it has a method body()",
        """An operation of the course's own may have methods of any name. What makes a node a macro?""",
        (EXPAND, EXPAND.replace("isinstance(node, Macro)", 'hasattr(node, "body")')),
        severity=Severity.SLIP,
        clauses=("4.8",),
    ),
    wrong(
        "no_body_if_it_fails",
        "a macro whose body() raises an AttributeError or NotImplementedError stays where it is",
        """Such an exception may come from within a body() that has a mistake. Who learns of it now?""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                try:
                    body = node.body()
                except (AttributeError, NotImplementedError):
                    return node
                return expand(body)
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
)
