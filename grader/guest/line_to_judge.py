"""What sealed nodes ask goes through the pipe to the judge, which waits for it in the middle of a question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from checks.model.scenario import Step
from checks.model.witness import WronglyAsked
from grader.guest import protocol


class LineToJudge:
    """A line to the judge's witness, while one sealed scenario is done (see `checks.model.witness.Line`)."""

    def __init__(self, identity: str, asked: IO[bytes], told: IO[bytes]) -> None:
        """Talk about the question of that identity, through the pipes that it came by."""
        self._identity = identity
        self._asked = asked
        self._told = told
        self._answers: list[Any] = []

    def ask(self, what: str, node: int, argument: Any) -> Any:
        match self._exchange(ask=[what, node, argument]):
            case {"refused": str(why)}:
                raise WronglyAsked(why)
            case {"say": said}:
                return said
        raise EOFError("the judge has nothing more to say")

    def steps(self) -> Iterator[Step]:
        while step := self._exchange(next=self._answers).get("say"):
            self._answers = []
            yield Step(*step)

    def tell(self, answer: Any) -> None:
        self._answers = [answer]

    def _exchange(self, **message: Any) -> dict[str, Any]:
        self._told.write(protocol.message(self._identity, **message))
        reply: dict[str, Any] = json.loads(self._asked.readline() or b"{}")
        return reply
