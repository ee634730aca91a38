"""Questions about the loss of exercise 5, and its right answers."""

from __future__ import annotations

from collections.abc import Sequence

from checks.law import oracle
from checks.law.living.lives import Choices
from checks.model import objects, scenario
from checks.model.kinds import Ref
from checks.model.scenario import Step

TARGETS = (0.0, 1.0, 1, 0, 0.5, 0.25, 1 / 3, 2, 1e-9)
PREDICTIONS = (0.0, 1.0, 0.5, 1, 0, 0.25, 1 / 3, 1e-9, 1e-8, 2e-8, 0.999999999, 1.25, 0.1, 5e-324, -0.25)

SIZED = tuple[float, float]
"""A number, and the size of the terms in it."""


def loss(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[SIZED, list[SIZED]]:
    """Compute the cross-entropy and its derivatives."""
    value, slopes = oracle.cross_entropy(y_true, y_pred)
    terms = sum(abs(oracle.cross_entropy([y], [p])[0]) for y, p in zip(y_true, y_pred, strict=True))
    return (value, terms), [(slope, abs(slope)) for slope in slopes]


def questions(choices: Choices) -> list[Step]:
    """Ask for the loss and its derivatives, by lists or tuples, which are looked at afterwards."""
    count = choices.one_of((2, 1, 3, 4, 9))
    whole = choices.one_of((False, False, False, True))
    y = [choices.one_of((0, 1) if whole else TARGETS) for _ in range(count)]
    p = [choices.one_of((0, 1) if whole else PREDICTIONS) for _ in range(count)]
    values = [choices.one_of((list, tuple))(one) for one in (y, p)]
    number = len(choices.model.objects)
    names = f"given{number + 1}", f"given{number + 2}"
    question = scenario.call("cce_loss_grad", Ref(names[0]), Ref(names[1]))
    kept = f"kept{len(choices.model.kept) + 1}"
    return [
        *(objects.let(name, value) for name, value in zip(names, values, strict=True)),
        scenario.call("cce_loss", *map(Ref, names)),
        question,
        *choices.one_of(([], [objects.keep(kept), objects.spoil(kept), question])),
        *map(objects.look, names),
    ]
