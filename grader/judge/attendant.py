"""Attends to the dialogue of a sealed scenario: what the worker sends is checked here, the witness answers."""

from __future__ import annotations

from checks.model.witness import Witness, WronglyAsked
from grader.guest import protocol
from grader.judge.answer_schema import fits
from grader.judge.replies import ProtocolError, read_message


class Attendant:
    """Stands between a worker, which is not trusted, and the witness."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        self._steps = witness.steps()

    def respond(self, line: bytes) -> bytes | None:
        """Say something to a line of the worker; None to the last one.

        Raises:
            ProtocolError: Our worker would not have sent that.
        """
        message = read_message(line)
        if message is None:
            return None
        if "next" in message:
            return self._next(message["next"])
        what, node, argument = message["ask"]
        try:
            return protocol.said(say=self.witness.ask(what, node, argument))
        except WronglyAsked as error:
            return protocol.said(refused=str(error))

    def _next(self, told: list[object]) -> bytes:
        done, scenario = len(self.witness.answers), self.witness.scenario
        for answer in told:
            if done >= len(scenario.steps) or not fits(scenario.steps[done], answer, scenario):
                raise ProtocolError("there is an answer that no step has")
            self.witness.tell(answer)
        try:
            step = next(self._steps, None)
        except WronglyAsked as error:
            raise ProtocolError(str(error)) from error
        return protocol.said(say=step and list(step))
