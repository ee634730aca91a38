"""What a worker sends in the middle of a sealed scenario is checked before the witness hears of it."""

from __future__ import annotations

import json
import math
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest

from checks.model.network import Network, Node
from checks.model.scenario import Scenario, calls, forward
from checks.model.witness import Witness, WronglyAsked
from grader.guest import protocol
from grader.guest.line_to_judge import MOST_NOTED, LineToJudge
from grader.judge.attendant import Attendant
from grader.judge.replies import ProtocolError

NETWORK = Network((Node("Input", value=2.0), Node("Sealed", (0,), name="smooth:secret")))


FORWARD, CALLS = ["forward", 1, None], ["calls", None, None]
TOLD: dict[str, Any] = {name: [0, 0] for name in ("op", "grad", "on_backward", "children", "compared")}
TOLD["derivatives"] = [[], []]


def attendant() -> Attendant:
    """One that has handed out the first two of three steps."""
    one = Attendant(Witness(Scenario(NETWORK, (forward(1), calls(), forward(1))), []))
    assert json.loads(one.opening())["first"] == [FORWARD, CALLS]
    return one


def say(one: Attendant, **message: object) -> dict[str, object]:
    said = one.respond(json.dumps(message).encode())
    assert said is not None
    reply: dict[str, object] = json.loads(said)
    return reply


def test_the_whole_dialogue() -> None:
    one = attendant()
    value = say(one, ask=["op", 1, [2.0], []])["say"]
    assert say(one, next=[[value, deepcopy(TOLD)], []]) == {"say": [FORWARD]}
    assert say(one, next=[[value], []]) == {"say": []}
    assert one.respond(b'{"answers": [], "raised": null}') is None
    assert one.witness.answers[1]["op"] == [0, 1], "the count is the witness's, whatever was told"


def test_derivatives_are_told_with_the_next_message() -> None:
    """Nobody waits for an answer to them, and they belong to the counts that are told with them."""
    one = attendant()
    say(one, ask=["op", 1, [2.0], [[1, 0.5]]])
    say(one, next=[[1.0, deepcopy(TOLD)], [[1, 2.0]]])
    assert one.witness.answers[1]["on_backward"] == [0, 2]
    assert one.witness.answers[1]["derivatives"] == [[], [0.5, 2.0]]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"no JSON",
        b"[]",
        b'{"ask": ["op", 1, []]}',
        b'{"ask": ["op", "1", [], []]}',
        b'{"ask": [1, 1, [], []]}',
        b'{"ask": ["op", 1, [], []], "more": 1}',
        b'{"ask": ["op", 1, [1.0], [1.0]]}',
        b'{"ask": ["op", 1, [1.0], [[[], 1.0]]]}',
        b'{"ask": ["op", 1, [1.0], [[1, 1.0, 1.0]]]}',
        b'{"ask": ["op", 1, [1.0], []]} {}',
        b'{"next": [1, 2]}',
        b'{"next": [[]]}',
        b'{"next": [[], 1]}',
        b'{"next": [[], [1]]}',
        b'{"next": 1}',
        b'{"next": [' + b"[" * 50 + b"]" * 50 + b", []]}",
        b'{"next": [[' + b"[" * 400 + b"]" * 400 + b"], []]}",
        b'{"other": 1}',
    ],
)
def test_what_our_worker_would_not_send(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        attendant().respond(line)


@pytest.mark.parametrize("answers", [[], [1.0]])
def test_no_step_before_the_answers_to_the_ones_before(answers: list[float]) -> None:
    """Or a solution could do later steps first, and be counted in the wrong one."""
    with pytest.raises(ProtocolError, match="the answer to the latest step is missing"):
        say(attendant(), next=[answers, []])


def test_no_answer_before_its_step() -> None:
    with pytest.raises(ProtocolError, match="there is an answer that no step has"):
        say(attendant(), next=[[1.0, deepcopy(TOLD), 1.0], []])


def test_counts_of_another_shape() -> None:
    with pytest.raises(ProtocolError, match="there is an answer that no step has"):
        say(attendant(), next=[[1.0, {"op": [0]}], []])


@pytest.mark.parametrize("asked", [["op", 1, "x"], ["op", 0, [1.0]], ["op", 7, [1.0]], ["magic", 1, []]])
def test_a_wrong_question_is_refused(asked: list[object]) -> None:
    assert "refused" in say(attendant(), ask=[*asked, []])


@pytest.mark.parametrize("note", [[0, 1.0], [1, "x"], [1, None], [7, 1.0], [1, True]])
def test_a_note_of_something_else_is_refused(note: list[object]) -> None:
    one = attendant()
    assert "refused" in say(one, ask=["op", 1, [1.0], [note]])
    assert "refused" in say(one, next=[[1.0, deepcopy(TOLD)], [note]])
    assert one.witness.answers == [], "nothing that came with it is taken"


def test_the_witness_is_asked_about_what_is_no_note() -> None:
    """A derivative that is no number is refused at once, where it is told, and so are too many."""
    asked, told = BytesIO(b'{"refused": "no"}\n' * 2), BytesIO()
    line = LineToJudge("a1", [], asked, told)
    for _ in range(MOST_NOTED):
        line.note(1, 1.0)
    assert not told.getvalue()
    for derivative in (1.0, [1.0]):
        with pytest.raises(WronglyAsked, match="no"):
            line.note(1, derivative)
    first, second = map(json.loads, told.getvalue().splitlines())
    assert first["ask"] == ["on_backward", 1, 1.0, [[1, 1.0]] * MOST_NOTED]
    assert second["ask"] == ["on_backward", 1, [1.0], []]


@pytest.mark.parametrize("value", [math.nan, [math.inf, 1.0], [1, -2.5e-300], None, [], "text", {"list": [1.0]}])
def test_what_is_written_can_be_read(value: Any) -> None:
    """Numbers are written in another way than the rest."""
    line = protocol.message("a1", "ask", "op", 1, value, [])
    assert repr(json.loads(line)["ask"][2]) == repr(value)
    assert repr(protocol.hear(protocol.said(value))["say"]) == repr(value)
    assert line.count(b"\n") == 1
