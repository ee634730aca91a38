"""The whole Jacobian of softmax."""

from __future__ import annotations

from grader.misconceptions.ex5_outputs.pieces import PROBABILITIES
from grader.misconceptions.model import Severity, wrong

JACOBIAN = "return [[p[j] * ((1.0 if i == j else 0.0) - p[i]) for j in range(len(p))] for i in range(len(p))]"

MISCONCEPTIONS = (
    wrong(
        "diagonal_only",
        "softmax's backward looks at each probability and its own score only",
        """If one score grows, its probability grows, and all the others must shrink. Each score has an effect on every
        component: that is a matrix of derivatives, not a row.""",
        (JACOBIAN, "return [[p[j] * (1.0 - p[i]) if i == j else 0.0 for j in range(len(p))] for i in range(len(p))]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5", "5.8"),
    ),
    wrong(
        "others_with_a_plus",
        "the derivatives of the other probabilities have the wrong sign",
        """All probabilities add up to 1. So if one grows, what do the others do?""",
        (
            JACOBIAN,
            "return [[p[j] * (1.0 - p[i]) if i == j else p[j] * p[i] for j in range(len(p))] for i in range(len(p))]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5", "5.8"),
    ),
    wrong(
        "softmax_passes_through",
        "softmax hands the derivatives on unchanged, as if the loss had taken care of softmax",
        """p - y is the derivative of loss and softmax together. Here the loss gives the derivative with respect to the
        probabilities, and softmax has to do its own part.""",
        (JACOBIAN, "return [[1.0 if i == j else 0.0 for j in range(len(p))] for i in range(len(p))]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5", "5.8"),
    ),
    wrong(
        "first_probabilities_kept",
        "the probabilities of the first forward are kept for backward",
        """They were right for the first sample. With the next one, the scores are others, and so are the derivatives.""",
        (
            PROBABILITIES,
            "if not hasattr(self, 'p'):\n    self.p = self.op([child.forward() for child in self.children])\np = self.p",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.8",),
    ),
    wrong(
        "value_for_each_entry",
        "each entry of the Jacobian asks for all probabilities again",
        """A thousand classes have a million entries. How often is each child asked? The probabilities are the same for
        all of them.""",
        (PROBABILITIES, "n = len(self.children)"),
        (JACOBIAN, JACOBIAN.replace("len(p)", "n").replace("p[", "self.forward()[")),
        severity=Severity.SLIP,
        clauses=("5.2", "5.15"),
    ),
)
