"""Attends to the dialogue of a sealed scenario: what the worker sends is checked here, the witness answers."""

from __future__ import annotations

from typing import Any

from checks.model.witness import Witness, WronglyAsked
from grader.guest import protocol
from grader.judge.answer_schema import fits
from grader.judge.replies import ProtocolError, read_message


class Attendant:
    """Stands between a worker, which is not trusted, and the witness."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness

    def opening(self) -> bytes:
        """Return the body of the question that begins the dialogue."""
        first = self.witness.next_steps()
        return protocol.body(sealed=self.witness.shown.to_json(), first=[list(step) for step in first])

    def respond(self, line: bytes) -> bytes | None:
        """Say something to a line of the worker; None to the last one.

        Raises:
            ProtocolError: Our worker would not have sent that.
        """
        message = read_message(line)
        if message is None:
            return None
        try:
            for node, derivative in message.notes:
                self.witness.note(node, derivative)
            if message.asked:
                return protocol.said(self.witness.ask(*message.asked))
        except WronglyAsked as error:
            return protocol.refused(str(error))
        if not self.take(message.answers):
            raise ProtocolError("there is an answer that no step has")
        try:
            steps = self.witness.next_steps()
        except WronglyAsked as error:
            raise ProtocolError(str(error)) from error
        return protocol.said([list(step) for step in steps])

    def take(self, answers: list[Any]) -> bool:
        """Take answers to steps that were handed out, and tell whether our worker could have sent them."""
        scenario = self.witness.scenario
        for answer in answers:
            if not self.witness.unanswered or not fits(scenario.steps[len(self.witness.answers)], answer, scenario):
                return False
            self.witness.tell(answer)
        return True
