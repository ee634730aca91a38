"""A network trained by the student's own code: three spirals with the capstone, or else one line in the plane."""

from __future__ import annotations

import importlib
import random
from typing import Any

from backprop import losses
from backprop.training import train_epoch
from checks.student.lessons.finished import Trained

EPOCHS = 60
POINTS, LINE_EPOCHS = 300, 15
"""So few that nobody waits long."""


def spirals() -> Trained:
    """Train the capstone on the three spirals of `backprop.spirals`.

    Raises:
        BaseException: Whatever the student's code raises, such as `NotImplementedError`.
    """
    course: Any = importlib.import_module("backprop.spirals")
    data, model = course.samples(), course.network()
    for _ in range(EPOCHS):
        train_epoch(model, course.capstone.cce_loss, course.capstone.cce_loss_grad, data)
    said = f"{course.accuracy(model, data):.0%} of {len(data)} points are on the right arm, after {EPOCHS} epochs."
    return Trained("Three spirals, by your capstone", said, model.predict, model.funcify())


def above_the_line() -> Trained:
    """Train exercise 7 to tell whether a point is above the line y = x, and write the network as exercise 6 does.

    Raises:
        BaseException: Whatever the student's code raises.
    """
    learner: Any = importlib.import_module("backprop.ex7_multi_parent")
    writer: Any = importlib.import_module("backprop.ex6_funcify")
    rng = random.Random(1427)
    points = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(POINTS)]
    data = [(point, 1.0 if point[1] > point[0] else 0.0) for point in points]
    model = _classifier(learner, (0.5, -0.5, 0.1), rate=0.1)
    for _ in range(LINE_EPOCHS):
        train_epoch(model, losses.bce_loss, losses.bce_loss_grad, data)
    right = sum((model.predict(x) > 0.5) == (y > 0.5) for x, y in data)
    weights = [node.value for term in model.children[0].children for node in (term.children[:1] or [term])]
    said = f"Is a point above the line y = x? {right / len(data):.0%} of {len(data)} are right."
    formula = _classifier(writer, weights, rate=0.1).funcify()
    return Trained("One line, by your exercises 6 and 7", said, model.predict, formula)


def _classifier(module: Any, weights: Any, rate: float) -> Any:
    w = [module.Parameter(one, learning_rate=rate) for one in weights]
    terms = [module.Multiply([one, module.Input()]) for one in w[:2]]
    return module.Sigmoid([module.Add([*terms, w[2]])])
