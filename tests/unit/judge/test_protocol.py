"""Attacks on the protocol: from any bytes the judge gets an answer that it can judge, or names the fault."""

from __future__ import annotations

import json
import math
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from checks.explain.verbs import VERBS, Shape
from checks.guest.call_counter import WATCHED
from checks.guest.interpreter import Interpreter
from checks.law.answers import Answers
from checks.law.check import Check
from checks.law.subject import Subject
from checks.model import objects
from checks.model import scenario as scenarios
from checks.model.network import Builder
from checks.model.outcomes import CheckAborted, Crashed, Frame, Mismatch, Raised
from checks.model.scenario import Scenario, Step
from grader.course.registry import all_checks, stems
from grader.guest.protocol import answer
from grader.judge.answer_schema import SCHEMA, fits_schema
from grader.judge.replies import ProtocolError, read_answer
from tests.plain_judge import unshrunk

ME = "0123456789abcdef"

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([10**299, -1e308])
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)

NETWORK = Builder()
NETWORK.operation("Add", NETWORK.input(1.0), NETWORK.parameter(2.0))


def reply(**changes: Any) -> bytes:
    """A right reply, but for the changes."""
    return json.dumps({"id": ME, "answers": [1.0], "raised": None} | changes).encode() + b"\n"


@settings(max_examples=300)
@given(
    line=st.binary(max_size=200) | st.text(max_size=60).map(str.encode) | values.map(lambda v: json.dumps(v).encode())
)
def test_any_bytes(line: bytes) -> None:
    """Random bytes are no reply, and cause no other error."""
    with pytest.raises(ProtocolError):
        read_answer(line, ME, 3)


@settings(max_examples=300)
@given(
    answers=values,
    raised=values
    | st.tuples(st.text(), st.text(), st.lists(st.tuples(st.text(), st.integers(), st.text())), st.lists(st.text())),
)
def test_any_reply(answers: Any, raised: Any) -> None:
    """What looks like a reply is read with the right types, or refused."""
    try:
        read, error = read_answer(reply(answers=answers, raised=raised), ME, 3)
    except ProtocolError:
        return
    assert type(read) is list
    assert len(read) <= 3
    assert error is None or f"{error}".replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (reply(id="another"), "belongs to no question"),
        (reply(id=None), "belongs to no question"),
        (reply() + reply(), "not JSON"),
        (reply()[:-5], "not JSON"),
        (reply(answers=[1.0, 1.0]), "not asked"),
        (reply(answers=[]), "unanswered"),
        (reply(answers={"0": 1.0}), "not asked"),
        (reply(verdict="passed"), "fields"),
        (reply(raised=["ValueError"]), "malformed exception"),
        (reply(raised=["ValueError", "", [["file", -1, "f"]], []]), "malformed traceback"),
        (reply(raised=["ValueError", "", [["file", 1, "f"]] * 6, []]), "malformed exception"),
        (reply(raised=["ValueError", "", [], [1]]), "malformed exception"),
        (reply(raised=["ValueError", "", [], ["ValueError"] * 11]), "malformed exception"),
        (reply(answers=[[[[[[[[[[[[[1.0]]]]]]]]]]]]]), "nested"),
        (reply().replace(b"1.0", b"[" * 100_000), "not JSON"),
        (reply().replace(b"1.0", b"[" * 100_000 + b"]" * 100_000), "n"),
        (reply().replace(b"1.0", b"9" * 1_000_000), "not JSON"),
        (reply().replace(b"1.0", b"\xff"), "not JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_malformed(line: bytes, complaint: str) -> None:
    """Each kind of malformed reply is named, such as a wrong id, a cut-off line or too many answers."""
    with pytest.raises(ProtocolError, match=complaint):
        read_answer(line, ME, 1)


def test_what_the_worker_says_is_read() -> None:
    """The writer and the reader agree, exceptions included."""
    raised = Raised(
        "ValueError", "no\x1b[31m", (Frame("backprop/ex1_by_hand.py", 3, "f"),), ("ValueError", "Exception")
    )
    answers, read = read_answer(answer(ME, [1.0, "x", [None]], raised), ME, 9)
    assert answers == [1.0, "x", [None]]
    assert read == Raised("ValueError", "no\\x1b[31m", raised.frames, raised.bases)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 299])
def test_numbers_that_equal_nothing(text: str) -> None:
    """NaN, infinity and huge integers are read, and are no right answer to anything."""
    scenario = Scenario(NETWORK.network(), (scenarios.forward(2),))
    answers, raised = read_answer(reply().replace(b"1.0", text.encode()), ME, 1)
    for expected in (0.0, 1.0, 1e308, math.pi):
        with pytest.raises(Mismatch):
            Answers(scenario, answers, raised).number(0, expected)


def test_every_verb_is_in_the_table() -> None:
    """The table has every verb of the interpreter, and the judge has a test for every shape in the table."""
    verbs = {name[1:] for name in vars(Interpreter) if name.startswith("_") and not name.startswith("__")}
    makers = {**vars(scenarios), **vars(objects)}
    steps = {step for step in verbs if step in makers or f"{step}_" in makers}
    assert steps == set(VERBS)
    assert {verb.answer for verb in VERBS.values()} == set(SCHEMA) == set(Shape)


steps = st.sampled_from(sorted(VERBS)).map(lambda verb: Step(verb, 0, None))


@settings(max_examples=200)
@given(steps=st.lists(steps, max_size=3), answers=st.lists(values, max_size=3))
def test_shapes_of_anything(steps: list[Step], answers: list[Any]) -> None:
    """The test of a shape never fails, whatever the answer is."""
    assert fits_schema(Scenario(NETWORK.network(), tuple(steps)), answers) in (True, False)


class Forger(Subject):
    """Answers everything with random values, as long as they have the shape that our worker's answers have."""

    def __init__(self, stem: str, seed: int) -> None:
        self.stem = stem
        self.file = "forged.py"
        self.random = Random(seed)
        self.asked = 0

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked += 1
        if self.asked > 20:  # no need to shrink
            raise Crashed("enough", scenario)
        return [self._answer(step, len(scenario.network.nodes)) for step in scenario.steps], None

    def _answer(self, step: Step, nodes: int) -> Any:
        match step.verb:
            case "calls":
                counts = {name: [self.random.randrange(3) for _ in range(nodes)] for name in WATCHED}
                return counts | {"derivatives": [self._list() for _ in range(nodes)]}
            case "survey":
                return [[self.random.randrange(-1, 9) for _ in range(3)], self._list(), ["Linear"]]
            case "train":
                return [self._list(), self._list()]
            case "find_inputs":
                return [self.random.randrange(-1, 9) for _ in range(3)]
            case "expand" | "make" | "fill" | "work":
                return self.random.randrange(99)
        match VERBS[step.verb].answer:
            case Shape.ANYTHING:
                return self._value()
            case Shape.TEXT:
                return self.random.choice(["", "a(", "1.0\n", "ValueError: no"])
            case Shape.STRUCTURE:
                count = self.random.randrange(4)
                return [[self.random.choice(["Add", "", "Input"]), *self._object(count)] for _ in range(count)]
            case Shape.EXCEPTION:
                return self.random.choice([None, ["ValueError", "2 3", ["ValueError"]], ["", "", []]])
        return None

    def _object(self, count: int) -> list[Any]:
        children = [self.random.randrange(count) for _ in range(self.random.randrange(3))]
        return [children, self._value(), self.random.randrange(-1, 9)]

    def _list(self) -> list[Any]:
        return [self._value() for _ in range(self.random.randrange(5))]

    def _value(self) -> Any:
        kind = self.random.randrange(8)
        plain = [None, True, 10**299, math.nan, math.inf, "a(", {"strange": "list"}][kind - 1]
        return self._list() if kind == 0 else plain


@pytest.mark.parametrize("check", [check for stem in stems() for check in all_checks(stem)], ids=lambda check: check.id)
def test_checks_are_prepared_for_any_answer(check: Check) -> None:
    """A forged answer is a mismatch: never a pass, never an error of the grader's own."""
    for seed in range(6):
        with pytest.raises((Mismatch, CheckAborted, ExceptionGroup)) as caught:
            unshrunk(check).function(subject=Forger(check.stem, seed))
        if isinstance(caught.value, ExceptionGroup):
            assert not caught.value.split((Mismatch, Flaky))[1]
