"""The probabilities, of large scores too."""

from __future__ import annotations

from grader.misconceptions.ex5_outputs.pieces import PROBABILITIES
from grader.misconceptions.model import Severity, wrong

SOFTMAX = """\
highest = max(x)
powers = [math.exp(score - highest) for score in x]
"""

MISCONCEPTIONS = (
    wrong(
        "nothing_subtracted",
        "softmax is computed without taking care of large scores",
        """exp(1000) is more than a float can hold, although the probabilities are harmless numbers. What may be done
        to all the scores without changing the result?""",
        (SOFTMAX, "powers = [math.exp(score) for score in x]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7", "5.14"),
        family="overflow",
    ),
    wrong(
        "backward_overflows",
        "forward is safe for large scores, but backward computes the powers in another, unsafe way",
        """The derivatives need the same probabilities as the value. You have them already, computed with care.""",
        (
            PROBABILITIES,
            """\
            powers = [math.exp(child.forward()) for child in self.children]
            p = [power / sum(powers) for power in powers]""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7", "5.8"),
        family="overflow",
    ),
    wrong(
        "smallest_subtracted",
        "the smallest score is subtracted, not the largest",
        """Then the exponents are zero or positive, and a large one still overflows. Which exponents are harmless?""",
        (SOFTMAX, SOFTMAX.replace("max(x)", "min(x)")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7",),
        family="overflow",
    ),
    wrong(
        "scores_are_clipped",
        "large scores are clipped before exp",
        """Nothing overflows, but two scores beyond the limit look alike then, although one may be far larger. Only
        differences of scores matter.""",
        (SOFTMAX, "powers = [math.exp(min(max(score, -500.0), 500.0)) for score in x]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7",),
    ),
    wrong(
        "probabilities_rounded",
        "the probabilities are rounded",
        """Rounding is for printing. A value that others compute with keeps its digits.""",
        ("return [power / total for power in powers]", "return [round(power / total, 6) for power in powers]"),
        (
            PROBABILITIES,
            "x = [child.forward() for child in self.children]\npowers = [math.exp(score - max(x)) for score in x]\np = [power / sum(powers) for power in powers]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.6",),
        family="rounded",
    ),
    wrong(
        "divided_by_the_sum_of_scores",
        "the scores are divided by their sum, exp is missing",
        """That gives negative 'probabilities' for negative scores, and none at all if the sum is zero. exp makes them
        all positive first.""",
        (SOFTMAX, "powers = list(x)"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("5.6",),
    ),
    wrong(
        "sum_without_itself",
        "each power is divided by the sum of the others",
        """Those are odds, not probabilities: they do not add up to 1.""",
        ("return [power / total for power in powers]", "return [power / (total - power or 1.0) for power in powers]"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("5.6",),
    ),
    wrong(
        "safety_term",
        "a small number is added to the denominator of softmax",
        """There is nothing to guard against: with the largest score subtracted, the sum is 1 or more. But the
        probabilities no longer add up to 1.""",
        ("total = sum(powers)", "total = sum(powers) + 1e-8"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.6",),
        family="safety term",
    ),
    wrong(
        "softmax_op_asks_the_children",
        "op() of a Softmax does not look at the scores that it is given",
        """Call op() by hand, with scores that are not the children's. Whose probabilities come out?""",
        ("highest = max(x)", "x = [child.forward() for child in self.children]\nhighest = max(x)"),
        severity=Severity.SLIP,
        clauses=("5.3", "5.6"),
    ),
    wrong(
        "whole_scores_refused",
        "softmax refuses scores that are ints",
        """1 is as good a number as 1.0, and the example in the text uses it. Who needs that test of the type?""",
        (
            "highest = max(x)",
            """\
            if not all(isinstance(score, float) for score in x):
                raise TypeError("a score must be a float")
            highest = max(x)""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.14", "5.15"),
    ),
    wrong(
        "many_scores_lose_the_smallest",
        "with more than 20 scores, probabilities below 1e-30 are 0",
        "How small may a probability be before it may be 0?",
        (
            "return [power / total for power in powers]",
            "return [power / total if power > 1e-30 or len(powers) <= 20 else 0.0 for power in powers]",
        ),
        severity=Severity.SLIP,
        clauses=("5.7",),
    ),
    wrong(
        "shifts_beyond_705",
        "scores are made smaller only if the highest is above 705",
        """exp(705) is no overflow. But a few of them are together: infinity, without an error, and all probabilities
        are 0.""",
        ("highest = max(x)", "highest = max(x) if max(x) > 705 else 0.0"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7",),
    ),
    wrong(
        "shifts_too_large_ones",
        "scores are made smaller only if the highest is above 700 or below -700",
        """exp(-740) has lost nearly all of its digits, and beside exp(-600) it is a probability all the same.""",
        ("highest = max(x)", "highest = max(x) if abs(max(x)) > 700 else 0.0"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.7",),
    ),
)
