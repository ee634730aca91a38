"""Which nodes are told their derivative, and how often."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent.pieces import ADD_UP, SPREAD, TELL
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "told_part_by_part",
        "a node is told one part of its derivative after the other",
        """The parameter ends where it should, but on_backward was to be called once, with the sum.""",
        (
            "derivatives[self] = derivative_from_parent",
            "derivatives[self] = derivative_from_parent\nparts = [(self, derivative_from_parent)]",
        ),
        (ADD_UP, ADD_UP + "\nparts.append((child, derivatives[node] * derivative))"),
        (TELL, "for node, part in parts:\n    node.on_backward(part)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.2",),
    ),
    wrong(
        "only_parameters_are_told",
        "on_backward is called on parameters only",
        """Every node has an on_backward, and a subclass may do something in it: print its derivative, for instance.""",
        (
            TELL,
            "for node in parents_first:\n    if isinstance(node, framework.Parameter):\n        node.on_backward(derivatives[node])",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.2",),
    ),
    wrong(
        "root_is_not_told",
        "on_backward is not called on the root",
        """The node that was asked is a node like the others; its derivative is the one that was given.""",
        (TELL, "for node in parents_first[1:]:\n    node.on_backward(derivatives[node])"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.2", "7.9"),
    ),
    wrong(
        "moves_twice",
        "the parameter is moved by backward() and again by on_backward()",
        """on_backward() of a Parameter moves it already.""",
        (
            TELL,
            """\
            for node in parents_first:
                if isinstance(node, framework.Parameter):
                    node.value -= node.learning_rate * derivatives[node]
                node.on_backward(derivatives[node])""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.2",),
    ),
    wrong(
        "map_ends_early",
        "a StopIteration out of a grad() is taken for the end of the nodes",
        """The loop gets its entries from map(). How does map() tell a loop that nothing more is to come, and what if a
        grad() says just that?""",
        (
            SPREAD,
            """\
            for node, entries in zip(parents_first, map(lambda node: node.grad(), parents_first)):
                for child, derivative in zip(node.children, entries, strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        severity=Severity.SLIP,
        clauses=("7.4",),
    ),
    wrong(
        "error_taken_for_a_leaf",
        "an AttributeError or TypeError in a grad() is taken for a sign that the node is a leaf",
        """The grad() of another may raise such an exception for a reason of its own. Then not all derivatives are
        known: may a parameter move?""",
        (
            SPREAD,
            """\
            for node in parents_first:
                try:
                    entries = node.grad()
                except (AttributeError, TypeError):
                    entries = [0.0] * len(node.children)
                for child, derivative in zip(node.children, entries, strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        severity=Severity.SLIP,
        clauses=("7.4",),
    ),
    wrong(
        "false_nodes_left_out",
        "a node is asked whether it is true",
        """An object that says how long it is counts as false if its length is 0, and somebody else may have written
        such a node. How do you ask whether there is one?""",
        ("if node not in seen:", "if node and node not in seen:"),
        (ADD_UP, "if child:\n    derivatives[child] += derivatives[node] * derivative"),
        severity=Severity.SLIP,
        clauses=("7.9",),
    ),
)
