"""Which sample comes when, and what train() returns."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "bias_uses_the_new_weight",
        "the bias is moved with the gradient at the already moved weight",
        """Both derivatives of an update belong to the same point, the one from before it. Here one coordinate has
        moved before the other one was looked at.""",
        (
            "weight -= learning_rate * dl_dweight",
            "weight -= learning_rate * dl_dweight\n_, dl_dbias = gradients(weight, bias, x, y)",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.7",),
        family="new weight for the bias",
    ),
    wrong(
        "uphill",
        "train() adds the derivatives, so the loss grows",
        """A derivative points to where the loss gets larger. Which way do you want to go?""",
        ("weight -= learning_rate", "weight += learning_rate"),
        ("bias -= learning_rate", "bias += learning_rate"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.7",),
    ),
    wrong(
        "mean_over_all_samples",
        "each update uses the mean gradient of all samples",
        """That is a respectable method (batch gradient descent), but another one: here, each update looks at one
        sample alone, and takes the next one the next time.""",
        (
            """\
            x, y = data[step % len(data)]
            dl_dweight, dl_dbias = gradients(weight, bias, x, y)
            """,
            """\
            slopes = [gradients(weight, bias, x, y) for x, y in data]
            dl_dweight = sum(slope[0] for slope in slopes) / len(data)
            dl_dbias = sum(slope[1] for slope in slopes) / len(data)
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.6",),
    ),
    wrong(
        "first_sample_only",
        "every update uses the first sample",
        """The line learns one point by heart and never sees the others.""",
        ("data[step % len(data)]", "data[0]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.6",),
    ),
    wrong(
        "never_starts_again",
        "training stops when the samples are used up",
        """There may be more steps than samples. What comes after the last sample?""",
        (
            "for step in range(steps):\n    x, y = data[step % len(data)]",
            "for step in range(min(steps, len(data))):\n    x, y = data[step]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.6",),
        family="one round only",
    ),
    wrong(
        "ten_rounds_are_enough",
        "the samples are repeated ten times, and more is not provided for",
        """Ten copies of the data are enough for a few steps only. The number of steps is the caller's choice; is there
        a way to find the right sample for any step?""",
        ("data[step % len(data)]", "(list(data) * 10)[step]"),
        severity=Severity.SLIP,
        clauses=("1.6",),
    ),
    wrong(
        "starts_with_the_start",
        "the list begins with the weight and the bias from before training",
        """The first entry asked for is the one after the first update. Here every entry comes one update too late.""",
        ("history.append((weight, bias))", "pass"),
        (
            "weight -= learning_rate * dl_dweight",
            "history.append((weight, bias))\nweight -= learning_rate * dl_dweight",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.5",),
    ),
    wrong(
        "last_pair_only",
        "train() returns the last weight and bias, not those after each update",
        """The end of the path is right; the whole path was asked for.""",
        ("return history", "return history[-1:]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.5",),
    ),
    wrong(
        "learning_rate_is_fixed",
        "the learning rate is 0.1, whatever train() was given",
        """Does every argument of train() take part in the computation?""",
        ("weight -= learning_rate *", "weight -= 0.1 *"),
        ("bias -= learning_rate *", "bias -= 0.1 *"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.7",),
    ),
    wrong(
        "tiny_rates_do_nothing",
        "a learning rate below 1e-9 is taken for 0",
        "Numbers may be tiny, and a derivative huge.",
        ("history = []", "history = []\nif abs(learning_rate) < 1e-9:\n    learning_rate = 0.0"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.7",),
    ),
    wrong(
        "small_rate_is_none",
        "a learning rate below the precision of floats is taken for 0",
        """The precision of floats is about what is added to 1. How far a rate moves the weight depends on the
        derivative.""",
        ("history = []", "history = []\nlearning_rate = learning_rate if abs(learning_rate) > 2.3e-16 else 0.0"),
        severity=Severity.SLIP,
        clauses=("1.5",),
        hidden_only=True,
    ),
)
