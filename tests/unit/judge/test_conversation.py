"""What a worker's pipe brings, in whatever pieces, is one line for each question."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from grader.guest import protocol
from grader.judge import conversation
from grader.judge.conversation import Conversation, Late
from grader.judge.replies import ProtocolError

BODIES = [protocol.body(scenario=[[], []])] * 3


class Pieces(Conversation):
    """A conversation with a worker that is not there: its replies come in the pieces that a test gives."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *pieces: bytes) -> None:
        super().__init__(SimpleNamespace(), 1000)  # type: ignore[arg-type]
        self.naps: list[float] = []
        coming = iter(pieces)
        numbers: Iterator[int] = iter(range(10))
        monkeypatch.setattr(conversation, "move", lambda worker, outgoing, until: (b"", next(coming)))
        monkeypatch.setattr("secrets.token_hex", lambda length: str(next(numbers)))
        monkeypatch.setattr("time.sleep", self.naps.append)

    def replies(self) -> list[bytes]:
        """Ask the three questions, whose identities are 0, 1 and 2."""
        found: list[bytes] = []
        self.found = found
        self.ask(BODIES, lambda: 0.0, found)
        return found


def line(identity: int, number: int = 0) -> bytes:
    return protocol.answer(str(identity), [number], None)


EVERY = b"".join(line(i, i) for i in range(3))


@pytest.mark.parametrize("size", [1, 7, len(line(0)), len(line(0)) + 1, len(EVERY) - 1, len(EVERY)])
def test_pieces_of_any_size(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Where one piece ends and the next begins makes no difference."""
    talk = Pieces(monkeypatch, *(EVERY[i : i + size] for i in range(0, len(EVERY), size)))
    assert [b'"answers": [%d]' % i in reply for i, reply in enumerate(talk.replies())] == [True] * 3


def test_no_nap_before_the_last_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge naps while several replies are to come; for the last one it waits wide awake."""
    talk = Pieces(monkeypatch, line(0), line(1), line(2))
    talk.replies()
    assert talk.naps == [conversation.NAP]


@pytest.mark.parametrize("more", [line(3), b"{", b"\n"])
def test_more_than_was_asked(monkeypatch: pytest.MonkeyPatch, more: bytes) -> None:
    """A line too many, or a part of one, is refused, whichever piece it comes with."""
    for pieces in ([EVERY + more], [line(0), line(1) + line(2) + more]):
        with pytest.raises(ProtocolError, match="more replies than questions"):
            Pieces(monkeypatch, *pieces).replies()


def test_replies_before_the_time_was_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came in the same piece before the worker said that it is too slow is kept."""
    talk = Pieces(monkeypatch, line(0) + protocol.late("1", 0, whole_check=False))
    with pytest.raises(Late):
        talk.replies()
    assert len(talk.found) == 1


def test_too_long_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that does not end is refused, also behind one that does."""
    endless: Any = line(0) + b'{"id": "1", ' + b"9" * 900
    with pytest.raises(ProtocolError, match="longer than 1000 bytes"):
        Pieces(monkeypatch, endless, b"9" * 900).replies()


def test_long_replies_are_limited_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one conversation or in several: the allowance is the solution's. Short ones do not count, and still come."""
    long = len(line(0)) - 1
    monkeypatch.setattr(conversation, "LONG", long - 30)
    allowance = conversation.Allowance(3 * long)
    first = Pieces(monkeypatch, EVERY)
    first.allowance = allowance
    assert len(first.replies()) == 3
    second = Pieces(monkeypatch, EVERY)
    second.allowance = allowance
    with pytest.raises(ProtocolError, match=r"answers of more than .* bytes have more than .* together"):
        second.replies()
    monkeypatch.setattr(conversation, "LONG", long)
    second = Pieces(monkeypatch, EVERY)
    second.allowance = allowance
    assert len(second.replies()) == 3
