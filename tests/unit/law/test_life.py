"""The life of a few networks, and the model that says what is right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checks.law.living.life import Impossible, Life, Model, checked, live
from checks.law.living.lives import Habits, lives
from checks.law.strategies import World
from checks.model.network import Builder, Network
from checks.model.outcomes import Mismatch
from checks.model.scenario import (
    Step,
    assign,
    backward,
    build,
    edit,
    find_inputs,
    forward,
    predict,
    set_children,
    value_of,
)
from grader.judge.trusted import TrustedSubject

VERBS = ("forward", "call_node", "predict", "backward", "assign", "value_of", "find_inputs", "edit", "set_children")
FRAMEWORK = "from backprop.framework import *\n"


class Graph(Model):
    """A world in which nodes are shared."""

    shared = True


def tree() -> Network:
    """w1 * x1 + x2, with a free input in front: nodes 0 (free), 1 (w1), 2 (x1), 3 (product), 4 (x2), 5 (sum)."""
    builder = Builder()
    builder.input(4.0)
    product = builder.operation("Multiply", builder.parameter(0.5, 0.1), builder.input(2.0))
    return builder.add("Add", product, builder.input(1.0)).network()


def framework(text: str = "") -> TrustedSubject:
    """A solution that is the given framework, with some text of its own."""
    return TrustedSubject("ex3_caching", FRAMEWORK + text)


STORY = (
    forward(5),
    predict(5, (3.0, 1)),
    backward(3, 2.0),
    value_of(1),
    edit(5, "insert", 1, 0),
    find_inputs(5),
    assign(0, -1),
    forward(5),
    edit(5, "delete", 0),
    forward(5),
    set_children(5, [3]),
    forward(5),
)


def test_the_framework_lives_as_the_model_says() -> None:
    """Values, updates and changes of structure are those of the given framework."""
    live(framework(), Life(tree(), STORY), Model)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("class Input(Input):\n    def op(self, x): return self.value + 1", 0),
        ("class Parameter(Parameter):\n    def on_backward(self, d): self.value += d * self.learning_rate", 3),
        ("class Multiply(Multiply):\n    def backward(self, d): return d", 2),
        ("class Add(Add):\n    def __init__(self, c):\n        super().__init__(c)\n        self.all = list(c)\n"
         "    def forward(self): return sum(c.forward() for c in self.all)", 7),
    ],
)  # fmt: skip
def test_a_wrong_solution_fails_at_the_step_that_shows_it(text: str, step: int) -> None:
    """Each kind of answer can be wrong."""
    with pytest.raises(Mismatch) as caught:
        live(framework(text), Life(tree(), STORY), Model)
    assert caught.value.step == step


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ((predict(5, [1.0]),), "zip"),
        ((edit(5, "delete", 2),), "no such child"),
        ((edit(5, "put", 0),), "no such child"),
        ((edit(3, "insert", 0, 4),), "before its parent"),
        ((edit(5, "insert", 0, 2),), "one parent"),
        ((set_children(5, [3, 3]),), "one parent"),
        ((assign(0, 1e300), edit(5, "insert", 0, 0), forward(5)), "rounding"),
        ((Step("forward"),), "no node"),
        ((backward(3, 2.0), forward(5), build(3)), "built"),
        ((build(3), forward(5)), "built later"),
        ((build(5), forward(5), edit(3, "insert", 9, 0)), "no such child"),
    ],
)
def test_impossible_lives(steps: tuple[Step, ...], complaint: str) -> None:
    """What cannot be done, or judged, is no life: nobody is asked."""
    with pytest.raises(Impossible, match=complaint):
        live(framework("raise SystemExit"), Life(tree(), steps), Model)


def test_a_node_that_is_built_later() -> None:
    """Until then the nodes below it can be asked."""
    live(framework(), Life(tree(), (forward(3), build(5), forward(5))), Model)


@settings(max_examples=60)
@given(life=lives(Habits(Model, VERBS, late=True, spare=2)))
def test_lives_of_trees(life: Life) -> None:
    """Whatever is drawn can be lived, and the given framework lives it."""
    live(framework(), checked(life), Model)


@settings(max_examples=60)
@given(life=lives(Habits(Graph, ("forward", "assign", "edit", "set_children"), World(shared=True), late=True)))
def test_lives_of_graphs(life: Life) -> None:
    """In graphs the framework's values are right, too, if slow."""
    live(framework(), checked(life), Graph)


def test_what_is_right_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same life is asked of many solutions; another life, though equal, is computed anew."""
    computed = []
    after = Model.after.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Model, "after", classmethod(lambda cls, life: computed.append(life) or after(cls, life)))
    life = Life(tree(), STORY)
    for _ in range(3):
        live(framework(), life, Model)
    live(framework(), Life(tree(), STORY), Model)
    assert len(computed) == 2
