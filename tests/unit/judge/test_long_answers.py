"""Answers and messages of any length: they are cut, or refused, where they are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks.exercises import BADGES, EXERCISES
from checks.explain.failure import Failure
from checks.law.answers import LONGEST, show
from checks.model.network import Builder
from checks.model.scenario import Scenario, Step
from checks.model.status import Status
from grader.course.registry import all_checks
from grader.course.sampling import OWN
from grader.judge.answer_schema import fits, fits_schema, too_long
from grader.judge.bank.examples import recorded_examples
from grader.judge.check_runner import MOST_QUOTED, MOST_SHOWN, Outcome, _fit_to_be_shown
from grader.judge.replies import MOST_ITEMS, MOST_TEXT, MOST_TOLD, ProtocolError, read_content, read_message
from grader.printable import encodable, fit

CLEAR_SCREEN = "\x1b[2J"
LONE = "\ud800"


def content(answer: Any, raised: Any = None) -> bytes:
    return json.dumps({"answers": [answer], "raised": raised}).encode()


@pytest.mark.parametrize(
    "answer",
    [[0] * MOST_ITEMS, [[0] * 1000] * 50, "a" * (MOST_TEXT + 1), ["a" * 10**5] * 11, {"a" * (MOST_TEXT + 1): 0}],
    ids=["list", "lists", "text", "texts", "key"],
)
def test_a_long_answer_is_refused(answer: Any) -> None:
    with pytest.raises(ProtocolError, match="an answer is too long"):
        read_content(content(answer), 1)


def test_the_longest_answer_is_read() -> None:
    """What is refused begins just above what is read."""
    assert read_content(content([0] * (MOST_ITEMS - 1)), 1)[0] == [[0] * (MOST_ITEMS - 1)]
    assert read_content(content("a" * MOST_TEXT), 1)[0] == ["a" * MOST_TEXT]


def test_what_a_sealed_node_sends_is_short() -> None:
    """The judge keeps each asking, and there may be thousands."""
    with pytest.raises(ProtocolError, match="too long"):
        read_message(json.dumps({"ask": ["op", 0, [1.0] * MOST_TOLD, []]}).encode())
    with pytest.raises(ProtocolError, match="too long"):
        read_message(json.dumps({"ask": ["o" * (MOST_TOLD + 1), 0, [], []]}).encode())
    assert read_message(json.dumps({"ask": ["op", 0, [1.0] * 10, []]}).encode()) is not None


def test_an_answer_is_as_long_as_the_step_can_give() -> None:
    """The network and the numbers in the question say how long; a wrong answer may be several times as long."""
    builder = Builder()
    builder.operation("Add", builder.input(1.0), builder.parameter(2.0))
    network = builder.network()
    call, forward = Step("call", None, ["train", [10_000]]), Step("forward", 2)
    scenario = Scenario(network, (call, forward))
    assert fits(call, [1.0] * 30_000, scenario)
    assert fits(forward, [1.0] * 500, scenario)
    assert too_long(forward, [1.0] * 1000, scenario)
    assert too_long(forward, [[1.0] * 10] * 100, scenario)
    assert not fits(forward, [1.0] * 1000, scenario)


class Counted(list[float]):
    """A list that counts how many of its values are read."""

    read = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.read += len(found) if isinstance(at, slice) else 1
        return found


def test_only_what_is_shown_is_spelled() -> None:
    """A long answer is not written out to be cut after that."""
    values = Counted([1.0] * 100_000)
    assert show(values) == "[" + ("1.0, " * 100)[: LONGEST - 1] + " ..."
    assert values.read <= LONGEST
    assert show("a" * 1000) == "'" + "a" * (LONGEST - 1) + " ..."
    assert show([1, "a"]) == "[1, 'a']"


def test_texts_are_short_printable_and_can_be_encoded() -> None:
    """Whatever a student's text is made of."""
    for text in ("a" * 1000, CLEAR_SCREEN * 1000, LONE * 1000, "a" * 99 + LONE):
        shown = fit(text, 100)
        assert len(shown) <= 100
        assert shown.isprintable()
        assert shown.encode()
    assert fit("a" * 100, 100) == "a" * 100
    assert encodable(f"a{LONE}\n\x1b") == "a\\ud800\n\x1b"


def test_every_text_of_a_failure_is_made_fit() -> None:
    """Names of exceptions and their bases, of functions and of files; what came, and why it is wrong."""
    bad = f"{LONE}{CLEAR_SCREEN}" * 20_000
    failure = Failure("ex1_by_hand", "law", Status.CRASHED, reason=bad, detail=bad, got=bad, expected=bad, why=bad)
    fitting = _fit_to_be_shown(failure)
    for text in (fitting.reason, fitting.detail, fitting.got, fitting.expected, fitting.why):
        assert len(text) <= MOST_QUOTED
        assert text.isprintable()
    (check, *_) = all_checks("ex1_by_hand")
    for outcome in (Outcome(check, Status.CRASHED, failure), Outcome(check, Status.CRASHED, problem=bad)):
        assert len(outcome.message) <= MOST_SHOWN
        assert outcome.message.replace("\n", "").isprintable()
    raised = [f"E{LONE}" * 100, bad, [[bad, 1, bad]], [CLEAR_SCREEN]]
    error = read_content(content(0, raised), 1)[1]
    assert error is not None
    texts = [error.type, error.message, *error.bases, *(part for f in error.frames for part in (f.file, f.function))]
    assert all(text.isprintable() and len(text) <= 500 for text in texts)


@pytest.mark.slow
@pytest.mark.parametrize("stem", [exercise.stem for exercise in (*EXERCISES, *BADGES)])
def test_no_right_answer_is_too_long(stem: str) -> None:
    """The judge takes what the reference answers to the questions of each check."""
    for check in all_checks(stem):
        for example in recorded_examples(check, OWN):
            for scenario, (answers, _) in zip(example.scenarios, example.answers, strict=True):
                assert fits_schema(scenario, json.loads(json.dumps(answers))), f"{check.id}: {scenario.steps}"
