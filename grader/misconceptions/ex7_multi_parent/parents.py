"""Sums over all parents, each once."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent.pieces import ADD_UP, WHOLE
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "last_parent_wins",
        "a node keeps the derivative of the last parent only",
        """What the other parents said is overwritten. The node has an effect on the result through each of them.""",
        (ADD_UP, "derivatives[child] = derivatives[node] * derivative"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1", "7.2"),
        family="not all parents",
    ),
    wrong(
        "first_parent_wins",
        "a node keeps the derivative of the first parent only",
        """A node that was visited before is skipped, and what the second parent has to say is lost.""",
        (ADD_UP, "derivatives[child] = derivatives[child] or derivatives[node] * derivative"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1", "7.2"),
        family="not all parents",
    ),
    wrong(
        "same_child_once",
        "a child that stands twice under one parent counts once",
        """In a * a, the node a is used twice, and each use has a derivative. What is the derivative of a^2?""",
        (
            "for child, derivative in zip(node.children, node.grad(), strict=True):",
            "for child, derivative in dict(zip(node.children, node.grad(), strict=True)).items():",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.3",),
    ),
    wrong(
        "as_in_a_tree",
        "backward() walks down once for each path, as in a tree",
        """The sum comes out right in the end, but the parameter has moved after the first part, and the other parts
        are computed with what it became. How can a node know that all its parents have spoken?""",
        (
            WHOLE,
            """\
            self.on_backward(derivative_from_parent)
            for child, derivative in zip(self.children, self.grad(), strict=True):
                child.backward(derivative_from_parent * derivative)""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("7.2", "7.4", "7.11"),
        family="once per path",
    ),
    wrong(
        "path_by_path",
        "the totals are right, but they are summed up path by path",
        """There can be far more paths than edges: 2^n in n doublings. A node should pass on its total once, not each
        part as it comes.""",
        (
            WHOLE,
            """\
            derivatives = {}

            def visit(node: framework.NeuralNetNode, part: float) -> None:
                derivatives[node] = derivatives.get(node, 0.0) + part
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    visit(child, part * derivative)

            visit(self, derivative_from_parent)
            for node, total in derivatives.items():
                node.on_backward(total)""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("7.2",),
        family="once per path",
    ),
)
