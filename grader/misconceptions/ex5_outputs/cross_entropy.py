"""The loss, its derivative, and logarithms near zero."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

CLIP = "return min(max(p, EPSILON), 1.0)"
LOSS = "return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))"
SLOPE = "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]"

MISCONCEPTIONS = (
    wrong(
        "log_of_zero",
        "the probabilities are not clipped before the logarithm",
        """A probability can be 0 in floating point, and log(0) does not exist. The docstring says from where on it is
        cut off.""",
        (CLIP, "return p"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9", "5.11"),
        family="clipping",
    ),
    wrong(
        "clipped_elsewhere",
        "the probabilities are clipped at another place than the docstring says",
        """Any small number would prevent log(0), but the loss of a zero depends on which one it is.""",
        (CLIP, "return min(max(p, 1e-12), 1.0)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9",),
        family="clipping",
    ),
    wrong(
        "loss_clipped_slope_not",
        "the loss clips, its derivative does not",
        """-y / p has the same trouble at p = 0 as log p.""",
        (SLOPE, "return [-y / p for y, p in zip(y_true, y_pred, strict=True)]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.12",),
        family="clipping",
    ),
    wrong(
        "shifted_not_clipped",
        "a small number is added to every probability instead of clipping it",
        """That avoids log(0), but it changes all the other values a little as well.""",
        (CLIP, "return p + EPSILON"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9",),
        family="clipping",
    ),
    wrong(
        "loss_has_no_minus",
        "the loss has the wrong sign",
        """The logarithm of a probability is negative. A loss should be small when the prediction is good.""",
        (LOSS, LOSS.replace("-sum", "sum")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9", "5.14"),
    ),
    wrong(
        "mean_over_components",
        "the loss is the mean over the components, not the sum",
        """With one true class out of n, only one term is not zero. Dividing by n makes the loss depend on how many
        classes there are.""",
        (LOSS, LOSS.replace("return ", "return (") + ") / len(y_pred)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9",),
    ),
    wrong(
        "true_class_only",
        "the loss looks at the most likely class of the target only",
        """For a target of zeros and a one that is the same. But a target may also say '70 % this, 30 % that', and then
        all its parts count.""",
        (LOSS, "i = max(range(len(y_true)), key=lambda j: y_true[j])\nreturn -math.log(_clip(y_pred[i]))"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9", "5.10"),
    ),
    wrong(
        "binary_terms_too",
        "the loss has the terms (1 - y) log(1 - p) of the binary cross-entropy as well",
        """With two classes and one number, the second term stands for the class that has no number. Here every class
        has a probability of its own.""",
        (
            LOSS,
            """\
            return -sum(
                y * math.log(_clip(p)) + (1 - y) * math.log(_clip(1 - p)) for y, p in zip(y_true, y_pred, strict=True)
            )""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9",),
    ),
    wrong(
        "slope_of_loss_and_softmax",
        "the loss's derivative is p - y",
        """That is the derivative with respect to the scores, softmax included. But cce_loss is a function of the
        probabilities, and softmax has its own backward().""",
        (SLOPE, "return [p - y for y, p in zip(y_true, y_pred, strict=True)]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.12",),
    ),
    wrong(
        "slope_without_minus",
        "the loss's derivative has the wrong sign",
        """More probability for the true class makes the loss smaller. Which sign has the derivative then?""",
        (SLOPE, SLOPE.replace("-y /", "y /")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.12", "5.14"),
    ),
    wrong(
        "slope_is_one_number",
        "the loss's derivative is one number, the sum over the components",
        """One number cannot say which component it is for. The prediction is a list, and so is the derivative.""",
        (SLOPE, "return sum(-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True))"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.13",),
    ),
    wrong(
        "whole_targets_refused",
        "the loss refuses targets that are ints",
        """A target of 1 is as good as one of 1.0, and the text says so: `y = [1, 0]`. Who needs that test of the type?""",
        (
            "return -sum(y * math.log(_clip(p))",
            """\
            if not all(isinstance(y, float) for y in y_true):
                raise TypeError("a target must be a float")
            return -sum(y * math.log(_clip(p))""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.14", "5.15"),
    ),
    wrong(
        "targets_normalised",
        "the targets are divided by their sum",
        """The loss takes what it is given: nothing in the formula divides by a sum.""",
        ("return [-y / _clip(p)", "total = sum(y_true) or 1\nreturn [-y / total / _clip(p)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.10", "5.12"),
    ),
    wrong(
        "slope_is_a_tuple",
        "the loss's derivatives come as a tuple",
        """The docstring says which type the answer has, and a caller may append to a list.""",
        (
            "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]",
            "return tuple(-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True))",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.13",),
    ),
    wrong(
        "slope_of_true_classes",
        "the loss's derivatives are listed for the classes with a target only",
        """Whoever passes the list on to backward() needs one entry for each component, also where it is 0.""",
        (
            "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]",
            "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True) if y]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.13",),
    ),
    wrong(
        "impossible_costs_infinity",
        "the loss is infinite if the true class has the probability 0",
        """So says the formula without the clipping. With an infinite loss no mean over samples makes sense any more: what
        does the docstring do about it?""",
        (
            "return -sum(y * math.log(_clip(p))",
            """\
            if any(y > 0 and p <= 0 for y, p in zip(y_true, y_pred, strict=True)):
                return math.inf
            return -sum(y * math.log(_clip(p))""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.9", "5.11"),
    ),
    wrong(
        "first_thousand_components",
        "the loss looks at the first thousand components only",
        "The text says how long the lists may be.",
        (
            "in zip(y_true, y_pred, strict=True))",
            "in list(zip(y_true, y_pred, strict=True))[:1000])",
        ),
        severity=Severity.SLIP,
        clauses=("5.10",),
    ),
    wrong(
        "slopes_are_clipped",
        "the derivatives of the loss are clipped to +-1e9",
        """To clip gradients is a habit from other places. Here it is another derivative.""",
        (
            "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]",
            "return [max(-1e9, min(-y / _clip(p), 1e9)) for y, p in zip(y_true, y_pred, strict=True)]",
        ),
        severity=Severity.SLIP,
        clauses=("5.12",),
    ),
)
