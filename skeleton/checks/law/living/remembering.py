"""Lives of nodes that remember something, be it where their inputs are (exercise 2) or their value (exercise 3)."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import TypeVar

from checks.law import oracle
from checks.law.answers import Answers
from checks.law.living.life import Impossible, Model
from checks.law.strategies import OPERATIONS, PALETTES, World
from checks.model.objects import keep, spoil
from checks.model.scenario import Step

READABLE = PALETTES[:1]
PLAIN = World(kinds=OPERATIONS, own=False)
ROUGHLY = 1e-3
"""The largest relative error of values where a check is about something else."""

M = TypeVar("M", bound=Model)


class RaisingModel(Model):
    """An operation raises an exception: `Inverse` does it for 0."""

    def divides_by_zero(self, at: int, node: int) -> list[int]:
        """Demand that nothing has caught the exception; return the operations that raise one."""
        inverses = [i for i in self.network.below(node) if self.network.nodes[i].kind == "Inverse"]
        zeros = [i for i in inverses if oracle.value(self.network, self.network.nodes[i].children[0]) == 0]
        if not zeros:
            raise Impossible("nothing raises an exception")
        for i in inverses:
            self.require_sure(self.network.nodes[i].children[0])

        def demand(answers: Answers) -> None:
            answers.refused(at, "ZeroDivisionError", "The op of Inverse is 1 / x, and x is 0.")

        self.expect(demand)
        return zeros


def after(model: M, step: Step) -> M:
    """Return a copy of the model that has done one more step.

    Raises:
        Impossible: It cannot be done.
    """
    later = copy.copy(model)
    later.restore(model.state())
    later.take(0, step)
    return later


def spoiled_answer(step: Step, name: str) -> list[Step]:
    """Ask for a list, and change it."""
    return [step, keep(name), spoil(name)]


def have_right_values(answers: Answers, model: Model) -> None:
    """Compare each answer of `predict` and `forward` with the model's, roughly, and no other answer with anything.

    Whoever rounds has lost points for it elsewhere.

    Raises:
        Mismatch: A value is another one.
    """
    model.tolerance = ROUGHLY
    with suppress(Impossible):  # from there on, right solutions may come to other values
        for at, step in enumerate(answers.scenario.steps):
            known = len(model.expected)
            if step.verb != "calls":
                model.take(at, step)
            if step.verb not in ("predict", "forward"):
                del model.expected[known:]
    for demand in model.expected:
        demand(answers)
