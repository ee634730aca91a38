"""Exercise 5: lists instead of numbers, the whole Jacobian, and logarithms near zero."""

from __future__ import annotations

from grader.misconceptions.model import wrong

BACKWARD = """\
for child, row in zip(self.children, self.grad(), strict=True):
    child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))
"""
SOFTMAX = """\
highest = max(x)
powers = [math.exp(score - highest) for score in x]
"""
JACOBIAN = "return [[p[j] * ((1.0 if i == j else 0.0) - p[i]) for j in range(len(p))] for i in range(len(p))]"
PROBABILITIES = "p = self.op([child.forward() for child in self.children])"
CLIP = "return min(max(p, EPSILON), 1.0)"
LOSS = "return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))"
SLOPE = "return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]"

MISCONCEPTIONS = (
    wrong(
        "sum_of_the_children",
        "the value of an Output is the sum of its children's values",
        """That is what Add does. An Output keeps the values apart, as a list.""",
        ("return list(x)", "return sum(x)"),
    ),
    wrong(
        "last_child_first",
        "the values of an Output come in the reverse order",
        """The list has the order of the children.""",
        ("return list(x)", "return list(x)[::-1]"),
    ),
    wrong(
        "largest_only",
        "the value of an Output is the position of its largest child",
        """That is how a classifier's answer is read, later. The Output itself gives all the values.""",
        ("return list(x)", "return [float(x.index(max(x)))]"),
    ),
    wrong(
        "whole_list_to_every_child",
        "every child of an Output gets the sum of all derivatives",
        """Component j of a plain Output is child j and depends on no other one. What is the derivative of one child's
        value with respect to another child?""",
        (
            "return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]",
            "return [[1.0] * n for _ in range(n)]",
        ),
    ),
    wrong(
        "list_handed_down",
        "every child gets the whole list of derivatives",
        """A child has one value, so it has one derivative: a number.""",
        (BACKWARD, "for child in self.children:\n    child.backward(derivative)"),
    ),
    wrong(
        "first_derivative_for_all",
        "every child gets the first derivative of the list",
        """derivative[j] belongs to component j. Which components does child i have an effect on, and how much?""",
        (
            BACKWARD,
            "for child, row in zip(self.children, self.grad(), strict=True):\n    child.backward(derivative[0] * sum(row))",
        ),
    ),
    wrong(
        "upstream_dropped",
        "backward() passes on its own derivatives and forgets those it was given",
        """The chain rule is a product of two factors. Here the one that comes from the loss is missing.""",
        (BACKWARD, "for child, row in zip(self.children, self.grad(), strict=True):\n    child.backward(sum(row))"),
    ),
    wrong(
        "one_call_per_component",
        "a child's backward() is called once for each component",
        """The first call moves the parameters below, and the next ones work with moved ones. Add up first, then tell
        the child once.""",
        (
            BACKWARD,
            """\
            for j, d in enumerate(derivative):
                for child, row in zip(self.children, self.grad(), strict=True):
                    child.backward(d * row[j])""",
        ),
    ),
    wrong(
        "derivatives_wait_too_long",
        "the derivatives of a child are computed after the child before it has moved its parameters",
        """Here the probabilities are computed again for each child, while some parameters have moved already. All
        derivatives belong to the moment before.""",
        (
            BACKWARD,
            """\
            for i, child in enumerate(self.children):
                row = self.grad()[i]
                child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))""",
        ),
    ),
    wrong(
        "nothing_subtracted",
        "softmax is computed without taking care of large scores",
        """exp(1000) is more than a float can hold, although the probabilities are harmless numbers. What may be done
        to all the scores without changing the result?""",
        (SOFTMAX, "powers = [math.exp(score) for score in x]"),
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
        family="overflow",
        hidden_only=True,
    ),
    wrong(
        "smallest_subtracted",
        "the smallest score is subtracted, not the largest",
        """Then the exponents are zero or positive, and a large one still overflows. Which exponents are harmless?""",
        (SOFTMAX, SOFTMAX.replace("max(x)", "min(x)")),
        family="overflow",
    ),
    wrong(
        "scores_are_clipped",
        "large scores are clipped before exp",
        """Nothing overflows, but two scores beyond the limit look alike then, although one may be far larger. Only
        differences of scores matter.""",
        (SOFTMAX, "powers = [math.exp(min(max(score, -500.0), 500.0)) for score in x]"),
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
    ),
    wrong(
        "divided_by_the_sum_of_scores",
        "the scores are divided by their sum, exp is missing",
        """That gives negative 'probabilities' for negative scores, and none at all if the sum is zero. exp makes them
        all positive first.""",
        (SOFTMAX, "powers = list(x)"),
    ),
    wrong(
        "sum_without_itself",
        "each power is divided by the sum of the others",
        """Those are odds, not probabilities: they do not add up to 1.""",
        ("return [power / total for power in powers]", "return [power / (total - power or 1.0) for power in powers]"),
    ),
    wrong(
        "safety_term",
        "a small number is added to the denominator of softmax",
        """There is nothing to guard against: with the largest score subtracted, the sum is 1 or more. But the
        probabilities no longer add up to 1.""",
        ("total = sum(powers)", "total = sum(powers) + 1e-6"),
    ),
    wrong(
        "diagonal_only",
        "softmax's backward looks at each probability and its own score only",
        """If one score grows, its probability grows, and all the others must shrink. Each score has an effect on every
        component: that is a matrix of derivatives, not a row.""",
        (JACOBIAN, "return [[p[j] * (1.0 - p[i]) if i == j else 0.0 for j in range(len(p))] for i in range(len(p))]"),
    ),
    wrong(
        "others_with_a_plus",
        "the derivatives of the other probabilities have the wrong sign",
        """All probabilities add up to 1. So if one grows, what do the others do?""",
        (
            JACOBIAN,
            "return [[p[j] * (1.0 - p[i]) if i == j else p[j] * p[i] for j in range(len(p))] for i in range(len(p))]",
        ),
    ),
    wrong(
        "softmax_passes_through",
        "softmax hands the derivatives on unchanged, as if the loss had taken care of softmax",
        """p - y is the derivative of loss and softmax together. Here the loss gives the derivative with respect to the
        probabilities, and softmax has to do its own part.""",
        (JACOBIAN, "return [[1.0 if i == j else 0.0 for j in range(len(p))] for i in range(len(p))]"),
    ),
    wrong(
        "first_probabilities_kept",
        "the probabilities of the first forward are kept for backward",
        """They were right for the first sample. With the next one, the scores are others, and so are the derivatives.""",
        (
            PROBABILITIES,
            "if not hasattr(self, 'p'):\n    self.p = self.op([child.forward() for child in self.children])\np = self.p",
        ),
        hidden_only=True,
    ),
    wrong(
        "log_of_zero",
        "the probabilities are not clipped before the logarithm",
        """A probability can be 0 in floating point, and log(0) does not exist. The docstring says from where on it is
        cut off.""",
        (CLIP, "return p"),
        family="clipping",
    ),
    wrong(
        "clipped_elsewhere",
        "the probabilities are clipped at another place than the docstring says",
        """Any small number would prevent log(0), but the loss of a zero depends on which one it is.""",
        (CLIP, "return min(max(p, 1e-12), 1.0)"),
        family="clipping",
    ),
    wrong(
        "loss_clipped_slope_not",
        "the loss clips, its derivative does not",
        """-y / p has the same trouble at p = 0 as log p.""",
        (SLOPE, "return [-y / p for y, p in zip(y_true, y_pred, strict=True)]"),
        family="clipping",
    ),
    wrong(
        "shifted_not_clipped",
        "a small number is added to every probability instead of clipping it",
        """That avoids log(0), but it changes all the other values a little as well.""",
        (CLIP, "return p + EPSILON"),
        family="clipping",
    ),
    wrong(
        "loss_has_no_minus",
        "the loss has the wrong sign",
        """The logarithm of a probability is negative. A loss should be small when the prediction is good.""",
        (LOSS, LOSS.replace("-sum", "sum")),
    ),
    wrong(
        "mean_over_components",
        "the loss is the mean over the components, not the sum",
        """With one true class out of n, only one term is not zero. Dividing by n makes the loss depend on how many
        classes there are.""",
        (LOSS, LOSS.replace("return ", "return (") + ") / len(y_pred)"),
    ),
    wrong(
        "true_class_only",
        "the loss looks at the most likely class of the target only",
        """For a target of zeros and a one that is the same. But a target may also say '70 % this, 30 % that', and then
        all its parts count.""",
        (LOSS, "i = max(range(len(y_true)), key=lambda j: y_true[j])\nreturn -math.log(_clip(y_pred[i]))"),
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
    ),
    wrong(
        "slope_of_loss_and_softmax",
        "the loss's derivative is p - y",
        """That is the derivative with respect to the scores, softmax included. But cce_loss is a function of the
        probabilities, and softmax has its own backward().""",
        (SLOPE, "return [p - y for y, p in zip(y_true, y_pred, strict=True)]"),
    ),
    wrong(
        "slope_without_minus",
        "the loss's derivative has the wrong sign",
        """More probability for the true class makes the loss smaller. Which sign has the derivative then?""",
        (SLOPE, SLOPE.replace("-y /", "y /")),
    ),
    wrong(
        "slope_is_one_number",
        "the loss's derivative is one number, the sum over the components",
        """One number cannot say which component it is for. The prediction is a list, and so is the derivative.""",
        (SLOPE, "return sum(-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True))"),
    ),
)
