"""How relu and sigmoid are written."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import RELU, SIGMOID
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "relu_keeps_its_argument",
        "a ReLU is written as its argument",
        """For positive arguments that is right. What does a ReLU do with the others?""",
        (RELU, "return self.children[0].formula(names)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
    ),
    wrong(
        "relu_is_min",
        "a ReLU is written with min",
        """min(0, x) keeps the negative half. Which half does a ReLU keep?""",
        (RELU, RELU.replace("max", "min")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
    ),
    wrong(
        "sigmoid_sign",
        "sigmoid is written as 1 / (1 + exp(x))",
        """For large x that is near 0. Where should a sigmoid be near 1?""",
        (SIGMOID, 'return f"1 / (1 + exp({self.children[0].formula(names)}))"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
    ),
    wrong(
        "sigmoid_minus_without_parentheses",
        "the minus in exp(-...) reaches only the first term",
        """-a + b is not -(a + b): a minus before a sum needs parentheses around all of it.""",
        (SIGMOID, 'return f"(1 / (1 + exp(-{self.children[0].formula(names)})))"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
        family="minus_reaches_the_first_term",
    ),
    wrong(
        "strange_function_names",
        "functions are written with the name of the Python module",
        """math.exp is Python, not a formula. The docstring lists the functions that may appear.""",
        (SIGMOID, 'return f"1 / (1 + math.exp(-({self.children[0].formula(names)})))"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.3",),
    ),
    wrong(
        "own_relu_below_relu",
        "of several ReLUs and Sigmoids below a ReLU, only the topmost is written",
        "Is there always nothing left to do for the lower ones?",
        (
            """\
            return f"max(0, {self.children[0].formula(names)})"
            """,
            """\
            child = self.children[0]
            if isinstance(child, Sigmoid):
                return child.formula(names)
            while isinstance(child, (ReLU, Sigmoid)) and isinstance(self, ReLU):
                child = child.children[0]
            return f"max(0, {child.formula(names)})"
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.1",),
    ),
)
