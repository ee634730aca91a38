"""Answers in the words of the reader."""

from __future__ import annotations

from typing import Any

import pytest

from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.explain.story import MOST_STEPS, story
from checks.explain.verbs import VERBS, Shape
from checks.explain.words import WORDS, in_words
from checks.law.answers import Answers
from checks.model.network import Builder
from checks.model.objects import attempt, example
from checks.model.outcomes import Mismatch
from checks.model.scenario import (
    Scenario,
    Step,
    calls,
    find_inputs,
    forward,
    structure,
    survey,
    train,
)
from grader.course.registry import visible_checks

BUILDER = Builder()
TREE = BUILDER.add("Add", BUILDER.input(0.5), BUILDER.parameter(2.0)).network()
"""x1 + w1"""

NO_CALLS: dict[str, Any] = {"op": [0, 0, 0], "grad": [0, 0, 0], "on_backward": [0, 0, 0], "children": [0, 0, 0]}


@pytest.mark.parametrize(
    ("step", "answer", "words"),
    [
        (survey(2), [[0, -1], [0.5], []], "2 inputs (x1, a new one), 1 parameter (0.5), no macros"),
        (survey(2), [[], [], ["Linear"]], "no inputs, no parameters, 1 macro (Linear)"),
        (find_inputs(2), [0, -1], "x1, a node that was not there before"),
        (find_inputs(2), [], "no inputs"),
        (
            structure(2),
            [["Add", [1, 2], None, 2], ["Input", [], 0.5, 0], ["Parameter", [], 2.0, -1]],
            "root = Add([x1, new3]), x1 = Input(0.5), new3 = Parameter(2.0)",
        ),
        (
            train(2, "mse", [([1.0], 2.0)], 2, 1),
            [[[0.5, 1.0]], [0.25, 2.0]],
            "the parameters [0.5, 1.0] after update 1, the parameters [0.25, 2.0] at the end",
        ),
        (
            calls(),
            {**NO_CALLS, "op": [0, 0, 1, 2], "children": [0, 0, 3, 0], "derivatives": [[], [], [], []]},
            "calls of op: 1 on root, 2 on a new node; reads of children: 3 on root",
        ),
        (calls(), {**NO_CALLS, "derivatives": [[], [], []]}, "no calls"),
        (attempt(forward(2)), None, "no exception"),
        (attempt(forward(2)), ["KeyError", "'x'", ["LookupError"]], "KeyError: 'x'"),
        (example("1 + 1"), "2\n", "2"),
        (forward(2), [1.0, {"strange": "Fraction"}], "[1.0, an object of type Fraction]"),
        (forward(2), (1.0,), "(1.0,)"),
    ],
)
def test_words(step: Step, answer: Any, words: str) -> None:
    """No positions, no lists of lists, no names of ours."""
    assert in_words(Scenario(TREE, (step,)), 0, answer) == words


@pytest.mark.parametrize("shape", WORDS)
@pytest.mark.parametrize("answer", [None, 7, "text", [1], [[], []], {"op": 1}, [[0], [1], [2]], {"strange": "A"}])
def test_any_answer_can_be_said(shape: Shape, answer: Any) -> None:
    """A forged answer is shown as it is."""
    verb = next(name for name, verb in VERBS.items() if verb.answer is shape)
    assert in_words(Scenario(TREE, (Step(verb, 2),)), 0, answer)


def test_long_answers_are_cut() -> None:
    """In a list, and as a whole."""
    assert in_words(Scenario(TREE, (survey(2),)), 0, [[0] * 50, [], []]).count("x1") == 8
    assert len(in_words(Scenario(TREE, (forward(2),)), 0, [0.1] * 1000)) < 320


def test_a_message_has_the_words() -> None:
    """Both the expected answer and the one that came, and no table of positions."""
    check = visible_checks("ex2_compile")[0]
    answers = Answers(Scenario(TREE, (find_inputs(2),)), [[0, 0]], None)
    with pytest.raises(Mismatch) as caught:
        answers.exactly(0, [0])
    text = explain(of_mismatch(check, caught.value, ""))
    assert "Expected  x1\nGot       x1, x1\n" in text


@pytest.mark.parametrize(
    ("epochs", "samples", "words"),
    [(1, 1, "root was trained once on 1 sample"), (3, 2, "root was trained 3 times on 2 samples")],
)
def test_a_training_in_the_singular_and_the_plural(epochs: int, samples: int, words: str) -> None:
    scenario = Scenario(TREE, (train(2, "mse", [([0.5], 1.0)] * samples, epochs),))
    assert story(scenario, 0) == words


@pytest.mark.parametrize(("left_out", "words"), [(1, "then 1 more step, then"), (2, "then 2 more steps, then")])
def test_steps_left_out_in_the_singular_and_the_plural(left_out: int, words: str) -> None:
    steps = (forward(2),) * (MOST_STEPS + left_out)
    assert words in story(Scenario(TREE, steps), -1)
