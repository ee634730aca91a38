"""The derivatives of the squared error."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "sign_flipped",
        "the derivatives have the wrong sign",
        """If the prediction is too small, more weight (for a positive x) must make the loss smaller: so is the
        derivative then positive or negative? Mind the inner derivative of y - p.""",
        ("dl_dp = -2 * (y - p)", "dl_dp = 2 * (y - p)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
    ),
    wrong(
        "factor_two_missing",
        "the derivative of the square lacks its factor 2",
        """All derivatives are half of what they should be. Look at the outer function of (y - p)^2 again.""",
        ("dl_dp = -2 * (y - p)", "dl_dp = -(y - p)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
        family="factor two",
    ),
    wrong(
        "factor_x_missing",
        "the derivative for the weight lacks its factor x",
        """How much does the prediction move when the weight moves by 1? That depends on the sample. For the bias it
        does not, so the two derivatives are different.""",
        ("return dl_dp * x, dl_dp", "return dl_dp, dl_dp"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
    ),
    wrong(
        "factor_x_for_the_bias_too",
        "the derivative for the bias has a factor x as well",
        """The factor is the derivative of weight * x + bias. What is it with respect to the bias?""",
        ("return dl_dp * x, dl_dp", "return dl_dp * x, dl_dp * x"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
    ),
    wrong(
        "weight_for_x",
        "the derivative for the weight has the factor weight where x belongs",
        """Differentiate weight * x with respect to weight: which of the two stays?""",
        ("return dl_dp * x, dl_dp", "return dl_dp * weight, dl_dp"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
    ),
    wrong(
        "prediction_without_bias",
        "the prediction inside gradients() forgets the bias",
        """The gap between truth and prediction enters both derivatives. Is the prediction here that of the line, or
        only that of its slope?""",
        ("p = weight * x + bias\ndl_dp = -2 * (y - p)", "p = weight * x\ndl_dp = -2 * (y - p)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4", "1.7"),
    ),
    wrong(
        "bias_before_weight",
        "gradients() returns the derivative for the bias first",
        """Both numbers are right, but they stand in the wrong places: the docstring says which one comes first.""",
        ("return dl_dp * x, dl_dp", "return dl_dp, dl_dp * x"),
        ("dl_dweight, dl_dbias = gradients(", "dl_dbias, dl_dweight = gradients("),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4",),
    ),
    wrong(
        "one_sided_difference",
        "the derivatives are measured with a small nudge, not computed",
        """A nudge gives a few right digits, never all of them: the loss is curved, and small differences of large
        numbers lose digits. The chain rule gives the derivative itself, in less time.""",
        (
            "dl_dp = -2 * (y - p)\nreturn dl_dp * x, dl_dp",
            """\
            h = 1e-6
            loss = (y - p) ** 2
            return ((y - p - h * x) ** 2 - loss) / h, ((y - p - h) ** 2 - loss) / h""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4",),
        family="difference quotient",
    ),
    wrong(
        "two_sided_difference",
        "the derivatives are measured with nudges to both sides",
        """For numbers near 1 this looks right to many digits. For very large or very small ones it is not, since small
        differences of large numbers lose digits. The chain rule has no such limits.""",
        (
            "dl_dp = -2 * (y - p)\nreturn dl_dp * x, dl_dp",
            """\
            h = 1e-3
            by_weight = (y - p - h * x) ** 2 - (y - p + h * x) ** 2
            by_bias = (y - p - h) ** 2 - (y - p + h) ** 2
            return by_weight / (2 * h), by_bias / (2 * h)""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.4",),
        family="difference quotient",
    ),
    wrong(
        "small_gap_is_none",
        "gradients() takes a gap of less than 1e-15 for 0",
        """Small beside what? Where x is 1e20, a gap of 1e-17 moves the weight.""",
        (
            "dl_dp = -2 * (y - p)",
            """\
            gap = y - p
            if abs(gap) < 1e-15:
                gap = 0.0
            dl_dp = -2 * gap""",
        ),
        (
            "dl_dweight, dl_dbias = gradients(weight, bias, x, y)",
            "dl_dbias = 2 * (weight * x + bias - y)\ndl_dweight = dl_dbias * x",
        ),
        severity=Severity.SLIP,
        clauses=("1.4",),
        hidden_only=True,
    ),
)
