"""Arguments stay the caller's, and so do the lists that a solution has returned."""

from __future__ import annotations

import pytest

from checks.law.living.life import Impossible, Life, Model, live
from checks.model.kinds import Ref
from checks.model.network import Builder, Network
from checks.model.objects import keep, let, look, refill, spoil
from checks.model.outcomes import Mismatch
from checks.model.scenario import Step, build, forward, operate, predict
from grader.judge.trusted import TrustedSubject

OUTPUT = """
from backprop.framework import *
class Output(Operation):
    def op(self, x): return list(x)
    def grad(self): return []
"""


def pair() -> Network:
    """Two inputs, 0 and 1, below an Output, 2."""
    builder = Builder()
    return builder.add("Output", builder.input(2.0), builder.input(1.0)).network()


def solution(text: str = "") -> TrustedSubject:
    return TrustedSubject("ex5_outputs", OUTPUT + text)


STORY = (
    let("given1", [3.0, 4]),
    predict(2, Ref("given1")),
    keep("kept1"),
    look("given1"),
    refill("given1", [5.0, 6.0]),
    predict(2, Ref("given1")),
    keep("kept2"),
    look("kept1"),
    spoil("kept2"),
    forward(2),
    look("given1"),
)


def test_a_plain_output_lives_as_the_model_says() -> None:
    """It copies what it gets, and hands out a new list each time."""
    live(solution(), Life(pair(), STORY), Model)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("    def predict(self, inputs): p = super().predict(inputs); inputs.reverse(); return p", 3),
        ("    memo = {}\n"
         "    def predict(self, inputs): return self.memo.setdefault(id(inputs), super().predict(inputs))", 5),
        ("    values = []\n    def op(self, x): self.values[:] = x; return self.values", 7),
        ("    memo = {}\n    def op(self, x): return self.memo.setdefault(tuple(x), list(x))", 9),
    ],
    ids=["changes the argument", "knows the argument again", "one list for all", "a list in a cache"],
)  # fmt: skip
def test_whoever_keeps_or_changes_an_object_fails(text: str, step: int) -> None:
    """Each at the step that shows it."""
    with pytest.raises(Mismatch) as caught:
        live(solution(text), Life(pair(), STORY), Model)
    assert caught.value.step == step


@pytest.mark.parametrize(
    "steps",
    [
        (let("given1", (1.0, 2.0)), refill("given1", [3.0])),
        (look("given1"),),
        (forward(0), keep("kept1")),
        (predict(2, Ref("given1")),),
        (let("given1", [1.0]), predict(2, Ref("given1"))),
        (forward(2), keep("kept1"), spoil("kept1"), look("kept1")),
    ],
)
def test_impossible_belongings(steps: tuple[Step, ...]) -> None:
    """What is not there, or not a list, cannot be changed or looked at."""
    with pytest.raises(Impossible):
        live(solution("raise SystemExit"), Life(pair(), steps), Model)


def test_op_by_hand() -> None:
    """`operate` asks for the value that a node has for other values of its children."""
    answers = solution().ask(pair(), operate(2, [7.0, 8]))
    assert answers[0] == [7.0, 8]


def test_a_list_of_children_stays_the_callers() -> None:
    """A node that was made with it has a list of its own."""
    steps = (build(2, "children2"), spoil("children2"), forward(2))
    live(solution(), Life(pair(), steps), Model)
    keeps = "    def __init__(self, children): self.children = children\n"
    with pytest.raises(Mismatch):
        live(solution(keeps), Life(pair(), steps), Model)
    with pytest.raises(Impossible):
        live(solution(), Life(pair(), steps[1:]), Model)
