"""What the generated function is made of, also for large networks."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

CHILDREN_FIRST = """\
    order = []
    seen, path = {root}, [(root, iter(root.children))]
    while path:
        node, rest = path[-1]
        child = next((child for child in rest if child not in seen), None)
        if child is None:
            order.append(node)
            path.pop()
        else:
            seen.add(child)
            path.append((child, iter(child.children)))
    return order
"""
RECURSIVE = """\
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(root)
    return order
"""

MISCONCEPTIONS = (
    wrong(
        "one_body_for_each_parent",
        "a macro is replaced wherever it stands, each time by a new body",
        """A macro with two parents is one node. Two bodies have twice the parameters, which learn apart from each
        other.""",
        (
            """\
            if child not in bodies:
                bodies[child] = child.body()
            child = bodies[child]
            """,
            "child = child.body()",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.11",),
    ),
    wrong(
        "asks_the_parameters",
        "the generated function calls methods of the nodes",
        """It is right, and it walks through objects again, which is what this exercise is to avoid. Where else could
        the number come from?""",
        (
            'f"    {values} = [parameter.value for parameter in parameters]"',
            'f"    {values} = [parameter.op([]) for parameter in parameters]"',
        ),
        severity=Severity.SLIP,
        clauses=("8.4",),
    ),
    wrong(
        "recursive_order",
        "the order of the nodes is found by recursion",
        """Python's recursion ends at a depth of 1,000; a network need not.""",
        (CHILDREN_FIRST, RECURSIVE),
        severity=Severity.SLIP,
        clauses=("8.8",),
        family="too large",
    ),
    wrong(
        "recursive_bodies",
        "replaces the macros in a body by a recursion",
        """A macro may stand below a macro that stands below a macro, thousands of times. The nodes wait in a list; why
        not the bodies?""",
        ("def replace_macros(root: framework.NeuralNetNode) -> None:", "def replace_macros(root, bodies=None):"),
        (
            "bodies: dict[framework.NeuralNetNode, framework.NeuralNetNode] = {}",
            "bodies = {} if bodies is None else bodies",
        ),
        (
            "bodies[child] = child.body()",
            """\
            bodies[child] = child.body()
            if not hasattr(bodies[child], "body"):
                replace_macros(bodies[child], bodies)""",
        ),
        severity=Severity.SLIP,
        clauses=("8.8",),
        hidden_only=True,
    ),
    wrong(
        "one_line_for_a_sum",
        "all the terms of a sum stand in one line",
        """a + b + c is (a + b) + c to Python: a sum of thousands is nested thousands deep, too deep to compile.""",
        ("TERMS = 50", "TERMS = 50_000"),
        severity=Severity.SLIP,
        clauses=("8.8",),
        family="too large",
    ),
    wrong(
        "two_bodies_deep",
        "a body that is a macro is replaced, and if that body is one, once more",
        """A macro may stand for a macro that stands for a macro. How often is enough?""",
        (
            'while kind(child) == "Macro":',
            """\
            for _ in range(2):
                if kind(child) != "Macro":
                    break""",
        ),
        severity=Severity.SLIP,
        clauses=("8.11", "8.19"),
    ),
    wrong(
        "whoever_has_a_body",
        "a node is taken for a macro if it has an attribute `body`",
        """What a node is tells the name of its class. A node of a course's own may call anything `body`.""",
        ('while kind(child) == "Macro":', 'while hasattr(child, "body"):'),
        severity=Severity.SLIP,
        clauses=("8.10",),
    ),
)
