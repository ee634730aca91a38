"""The grader names the mistake, or says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.exercises import EXERCISES
from grader.diagnosis import matching
from grader.judge.shared_cache import Findings
from grader.misconceptions import catalogue
from tests import places
from tests.examined import named, outcomes

REWRITES = sorted(places.REWRITES.glob("*/*.py"))
UNTOLD = {"last_parent_wins"}
"""Misconceptions without a sure name: they depend on the order of the visits, which each solution chooses itself."""

STEMS = [exercise.stem for exercise in EXERCISES]


def families(stem: str, ids: set[str]) -> set[str]:
    return {m.family or m.id for m in catalogue.misconceptions(stem) if m.id in ids}


def test_there_are_enough_rewrites() -> None:
    """At least twenty misconceptions are written once more, from nothing and in another style, in every exercise."""
    assert len(REWRITES) - len(UNTOLD) >= 20
    assert {path.parent.name for path in REWRITES} == set(STEMS)


@pytest.mark.parametrize("path", REWRITES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_misconception_in_another_style_gets_its_name(path: Path) -> None:
    """The diagnosis names the misconception that the file is called after, or one of the same family."""
    stem = path.parent.name
    found = named(stem, path.read_text(encoding="utf-8"))
    expected = set() if path.stem in UNTOLD else families(stem, {path.stem})
    assert families(stem, found) == expected


RUBBISH = {
    "ex1_by_hand": """
import random
def linear_regression(weight, bias): return None
def three_steps(): return [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]
def gradients(weight, bias, x, y): return random.random(), y - 7 * x
def train(weight, bias, data, learning_rate, steps): return "trained"
""",
    "ex5_outputs": """
from backprop.framework import Operation
class Output(Operation):
    def op(self, x): return {1: 2}
    def grad(self): raise KeyError("what?")
    def backward(self, derivative): self.children = derivative
class Softmax(Output):
    def op(self, x): return [0.3 + 0.01 * i * s for i, s in enumerate(x)]
def cce_loss(y_true, y_pred): return 42.0
def cce_loss_grad(y_true, y_pred): return [y_pred, y_true]
""",
}
WIRED = """
from backprop import framework
class NeuralNetNode(framework.NeuralNetNode):
    {node}
class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None): super().__init__(value)
class Parameter(NeuralNetNode, framework.Parameter): pass
class Operation(NeuralNetNode, framework.Operation):
    {operation}
class Add(Operation, framework.Add): pass
class Multiply(Operation, framework.Multiply): pass
class ReLU(Operation, framework.ReLU): pass
class Sigmoid(Operation, framework.Sigmoid): pass
"""
RUBBISH |= {
    "ex2_compile": WIRED.format(
        node="pass",
        operation="def compile(self): pass\n    def predict(self, inputs): return 7.25 * sum(inputs) + len(self.children)",
    ),
    "ex3_caching": WIRED.format(node="def forward(self): return 0.125 * len(repr(self))", operation="pass"),
    "ex6_funcify": WIRED.format(node="def funcify(self): return 'x1 + ' * 3 + '1.5'", operation="pass"),
    "ex7_multi_parent": WIRED.format(
        node="def backward(self, derivative_from_parent): self.on_backward(0.3 + derivative_from_parent ** 2)",
        operation="def find_input_nodes(self): return [framework.Input(3.0)]",
    ),
}


@pytest.mark.parametrize("stem", sorted(RUBBISH))
def test_rubbish_gets_no_name(stem: str) -> None:
    """A solution that fails in an unforeseen way gets no name."""
    found, _ = outcomes(stem, RUBBISH[stem])
    assert any(o.status == "failed" for o in found)
    assert named(stem, RUBBISH[stem]) == set()


@pytest.mark.parametrize("stem", STEMS)
def test_a_right_solution_gets_no_name(stem: str) -> None:
    """A right solution gets no name: its answers are those of the reference, or differ where the exercise allows it."""
    for text in catalogue.right_solutions(stem).values():
        found, subject = outcomes(stem, text)
        assert {o.status for o in found} == {"passed"}
        assert matching.diagnose(stem, found, subject) == {}


def test_training_is_compared_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training takes longest, and most misconceptions are ruled out before."""
    compared: list[list[bool]] = []

    def noted(student: dict[matching.Question, list[object]], misconception: object) -> bool:
        compared.append(["train" in {step.verb for step in question.scenario.steps} for question in student])
        return False

    monkeypatch.setattr(matching, "_shows", noted)
    monkeypatch.setattr(matching, "_names", Findings("diagnosis", 1))
    found, subject = outcomes("ex3_caching", next(iter(catalogue.wrong_solutions("ex3_caching").values())))
    matching.diagnose("ex3_caching", found, subject)
    assert compared
    for order in compared:
        assert order == sorted(order)
        assert set(order) == {False, True}
