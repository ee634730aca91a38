"""What a worker sends in the middle of a sealed scenario is checked before the witness hears of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks.model.network import Network, Node
from checks.model.scenario import Scenario, calls, forward
from checks.model.witness import Witness
from grader.judge.attendant import Attendant
from grader.judge.replies import ProtocolError

NETWORK = Network((Node("Input", value=2.0), Node("Sealed", (0,), name="smooth:secret")))


def attendant() -> Attendant:
    return Attendant(Witness(Scenario(NETWORK, (forward(1), calls())), []))


def say(one: Attendant, **message: object) -> dict[str, object]:
    said = one.respond(json.dumps(message).encode())
    assert said is not None
    reply: dict[str, object] = json.loads(said)
    return reply


def test_the_whole_dialogue() -> None:
    one = attendant()
    assert say(one, next=[]) == {"say": ["forward", 1, None]}
    value = say(one, ask=["op", 1, [2.0]])["say"]
    assert say(one, next=[value]) == {"say": ["calls", None, None]}
    told: dict[str, Any] = {name: [0, 0] for name in ("op", "grad", "on_backward", "children", "compared")}
    told["derivatives"] = [[], []]
    assert say(one, next=[told]) == {"say": None}
    assert one.respond(b'{"answers": [], "raised": null}') is None
    assert one.witness.answers[1]["op"] == [0, 1], "the count is the witness's, whatever was told"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"no JSON",
        b"[]",
        b'{"ask": ["op", 1]}',
        b'{"ask": ["op", "1", []]}',
        b'{"ask": [1, 1, []]}',
        b'{"ask": ["op", 1, []], "more": 1}',
        b'{"next": [1, 2]}',
        b'{"next": 1}',
        b'{"next": [' + b"[" * 50 + b"]" * 50 + b"]}",
        b'{"other": 1}',
    ],
)
def test_what_our_worker_would_not_send(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        attendant().respond(line)


def test_no_step_before_the_answer_to_the_one_before() -> None:
    """Or a solution could do later steps first, and be counted in the wrong one."""
    one = attendant()
    say(one, next=[])
    with pytest.raises(ProtocolError, match="the answer to the latest step is missing"):
        say(one, next=[])


def test_no_answer_before_its_step() -> None:
    with pytest.raises(ProtocolError):
        say(attendant(), next=[1.0])


def test_counts_of_another_shape() -> None:
    one = attendant()
    say(one, next=[])
    say(one, next=[1.0])
    with pytest.raises(ProtocolError, match="there is an answer that no step has"):
        say(one, next=[{"op": [0]}])


@pytest.mark.parametrize("asked", [["op", 1, "x"], ["op", 0, [1.0]], ["op", 7, [1.0]], ["magic", 1, []]])
def test_a_wrong_question_is_refused(asked: list[object]) -> None:
    assert "refused" in say(attendant(), ask=asked)
