"""Three steps of training, on paper."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

STEPS = "[(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]"

MISCONCEPTIONS = (
    wrong(
        "each_step_from_the_start",
        "each of the three steps starts from the first weight and bias",
        """The second update begins where the first one ended. Its prediction is made with the weight and the bias that
        are on your paper by then, not with those of the task.""",
        (STEPS, "[(0.278, 0.126), (0.278, 0.126), (0.278, 0.126)]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.3",),
    ),
    wrong(
        "steps_with_the_new_weight",
        "on paper, the bias is moved with the prediction of the new weight",
        """Both derivatives of a step belong to the same prediction, made before anything has moved. Write down both
        new numbers before you use either of them.""",
        (STEPS, "[(0.278, 0.12132), (0.3433992, 0.1383178), (0.398080372, 0.152240852)]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.3",),
    ),
    wrong(
        "steps_rounded_to_two_digits",
        "the three steps are rounded to two decimals",
        """The numbers are close, but four decimals were asked for, and a rounded number that goes into the next step
        takes its error along.""",
        (STEPS, "[(0.28, 0.13), (0.34, 0.15), (0.39, 0.16)]"),
        severity=Severity.SLIP,
        clauses=("1.3",),
    ),
    wrong(
        "steps_without_the_two",
        "on paper, the derivative of the square lacks its factor 2",
        """What is the derivative of u^2? Then, which u stands in the loss? The steps here are half as long as they
        should be.""",
        (STEPS, "[(0.239, 0.113), (0.2741, 0.1247), (0.30569, 0.13523)]"),
        severity=Severity.SLIP,
        clauses=("1.3",),
    ),
)
