"""What is multiplied and what is added up."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent.pieces import ADD_UP, TELL
from grader.misconceptions.model import Severity, wrong

START = "derivatives[self] = derivative_from_parent"

MISCONCEPTIONS = (
    wrong(
        "derivative_from_above_ignored",
        "the root starts with 1, whatever backward() was given",
        """backward() is told the derivative of the loss with respect to the root. The chain rule begins with it.""",
        (START, "derivatives[self] = 1.0"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.9",),
    ),
    wrong(
        "parent_dropped",
        "a child gets its local derivative without its parent's",
        """The chain rule is a product of two factors; here the one that comes from above is missing.""",
        (ADD_UP, "derivatives[child] += derivative"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("7.1", "7.6"),
    ),
    wrong(
        "divided_by_the_parents",
        "a node gets the mean over its parents, not the sum",
        """Each parent is a way in which the node has an effect on the result, and effects add up.""",
        (
            TELL,
            "uses = [child for node in parents_first for child in node.children]\nfor node in parents_first:\n    node.on_backward(derivatives[node] / max(1, uses.count(node)))",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1",),
    ),
)
