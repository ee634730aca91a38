"""What sealed nodes ask goes through the pipe to the judge, which waits for it in the middle of a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from checks.model.scenario import Step
from checks.model.witness import WronglyAsked
from grader.guest import protocol

MOST_NOTED = 50
"""Number of notes that wait for the next message. After so many, the judge is asked whether that is too much."""


class LineToJudge:
    """A line to the judge's witness, while one sealed scenario is done (see `checks.model.witness.Line`)."""

    def __init__(self, identity: str, first: Sequence[Any], asked: IO[bytes], told: IO[bytes]) -> None:
        """Talk about the question of that identity, of which the first steps are known.

        Args:
            identity: The identity.
            first: The steps, as JSON.
            asked: The pipe with what the judge says.
            told: The pipe for what it is told.
        """
        self._identity = identity
        self._first = first
        self._asked = asked
        self._told = told
        self._notes: list[list[Any]] = []
        self.answers: list[Any] = []
        """Those that the judge has not been told yet."""

    def ask(self, what: str, node: int, argument: Any) -> Any:
        """Ask, and wait for what the judge says.

        Raises:
            WronglyAsked: The judge refuses to say anything.
        """
        return self._exchange("ask", what, node, argument)

    def note(self, node: int, derivative: Any) -> None:
        """Note a derivative, which is told with the next message; one that is no number is refused at once.

        Raises:
            WronglyAsked: It is no number, or the nodes have got too many.
        """
        if type(derivative) in (int, float) and len(self._notes) < MOST_NOTED:
            self._notes.append([node, derivative])
        else:
            self.ask("on_backward", node, derivative)

    def steps(self) -> Iterator[Step]:
        steps = self._first
        while steps:
            yield from (Step(*step) for step in steps)
            steps = self._exchange("next", self.answers)
            self.answers.clear()

    def tell(self, answer: Any) -> None:
        self.answers.append(answer)

    def _exchange(self, *message: Any) -> Any:
        self._told.write(protocol.message(self._identity, *message, self._notes))
        self._notes.clear()
        match protocol.hear(self._asked.readline()):
            case {"refused": str(why)}:
                raise WronglyAsked(why)
            case {"say": said}:
                return said
        raise EOFError("the judge has nothing more to say")
