"""Answers in the words of the reader."""

from __future__ import annotations

from typing import Any

import pytest

from backprop import framework
from checks.explain import repro_helpers
from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.explain.repro import repro
from checks.explain.story import MOST_STEPS, story
from checks.explain.verbs import VERBS, Shape
from checks.explain.words import WORDS, in_words
from checks.law.answers import Answers, in_singular, several
from checks.model.network import Builder, Network
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


def test_what_is_counted_follows_the_number() -> None:
    """Once as a word of ours, once as what a pasted `survey` prints."""
    assert [several(n, "input") for n in range(3)] == ["no inputs", "1 input", "2 inputs"]
    root = framework.Add([framework.Input(), framework.Parameter(2.0), framework.Parameter(3.0)])
    new = "an Input that was not there before"
    assert repro_helpers.survey(root) == f"1 input: [{new!r}]\n2 parameters: [2.0, 3.0]\nno macros: []"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The network has 1 inputs.", "The network has 1 input."),
        ("A Linear over 1 children has 1 weights: 2 parameters.", "A Linear over 1 child has 1 weight: 2 parameters."),
        ("at most 1 reads of `children`", "at most 1 read of `children`"),
        ("11 inputs, 0.1 inputs, x1 inputs, 1 is, 1 has", "11 inputs, 0.1 inputs, x1 inputs, 1 is, 1 has"),
    ],
)
def test_a_check_may_count_one_thing(sentence: str, words: str) -> None:
    """Authors of checks write the plural; both in what is expected and in the reason it follows the number."""
    assert in_singular(sentence) == words
    mismatch = Answers(Scenario(TREE, (forward(2),)), [2.5], None).mismatch(0, sentence, sentence)
    assert (mismatch.expected, mismatch.why) == (words, words)


def test_calls_are_forgotten_once_before_the_question() -> None:
    """Though the scenario counts from the beginning."""
    code = repro(Scenario(TREE, (calls(), forward(2), calls())), "ex3_caching", 2)
    assert code.count("calls.clear()") == 1
    assert code.index("root =") < code.index("calls.clear()") < code.index("root.forward()")


def test_a_comment_is_no_part_of_a_step() -> None:
    """In the code to paste it stands at the end of its line; in a sentence the next step would come after it."""
    steps = (example("a = 3  # as above"), example("b = 4"))
    assert story(Scenario(Network(()), steps), 1) == "a = 3, then b = 4"


@pytest.mark.parametrize(("left_out", "words"), [(1, "then 1 more step, then"), (2, "then 2 more steps, then")])
def test_steps_left_out_in_the_singular_and_the_plural(left_out: int, words: str) -> None:
    steps = (forward(2),) * (MOST_STEPS + left_out)
    assert words in story(Scenario(TREE, steps), -1)
