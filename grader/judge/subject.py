"""A solution in a process of its own, asked through a pipe."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from checks.law.subject import Subject
from checks.model.network import Network
from checks.model.outcomes import CannotLoad, CheckAborted, Crashed, Raised, TimedOut
from checks.model.scenario import Scenario
from checks.model.sealed import is_sealed
from checks.model.witness import Witness
from grader.course.limits import Limits
from grader.guest import protocol
from grader.judge.answer_schema import fits_schema, too_long
from grader.judge.attendant import Attendant
from grader.judge.budget import Budget
from grader.judge.conversation import Late
from grader.judge.exit_reasons import Wording, with_limits
from grader.judge.process_life import ProcessLife
from grader.judge.replies import ProtocolError, read_content
from grader.sandbox import choose
from grader.sandbox.base import Sandbox
from grader.sandbox.workers import ForkServer

NOTHING = Scenario(Network(()), ())
"""A question without a step, to have the module loaded."""


class SandboxedSubject(Subject):
    """Asks a solution in a sandbox; starts a worker for the first question, and another after each that ended.

    Use it as a context manager.
    """

    measured = False
    """Whether the process notes which lines run."""

    def __init__(
        self,
        stem: str,
        source: str,
        limits: Limits,
        sandbox: Sandbox | None = None,
        others: Mapping[str, str] | None = None,
        server: ForkServer | None = None,
        budget: Budget | None = None,
    ) -> None:
        """Prepare to ask; no process starts yet.

        Args:
            stem: The exercise.
            source: The text of the student's file.
            limits: Times and sizes.
            sandbox: For a server of its own; None for the safest that works here.
            others: The student's other files that the exercise builds on, by stem.
            server: Starts the workers; shared by the exercises of a submission. None for a server of its own.
            budget: The time that is left; None for the limits of one exercise by itself.
        """
        self.stem = stem
        self.sources = {**(others or {}), stem: source}
        self.limits = limits
        self.server = server or ForkServer(limits, sandbox or choose(), self.measured)
        self._owns_server = server is None
        self._life = ProcessLife(stem, self.sources, self.server)
        self.budget = budget or Budget(limits)
        self._words = Wording(limits)
        self._cannot_load: CheckAborted | None = None
        self._fresh = False
        """Whether there is a process with the module loaded, and nothing has gone wrong since."""

        self._checks = 0
        """Number of the current check, by which the worker starts its time anew."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        if self._owns_server:
            self.server.close()

    def new_check(self) -> None:
        super().new_check()
        self._checks += 1
        self.budget.new_check()

    def load_again(self) -> None:
        self._fresh = False

    def do_not_load_if_not(self, other: SandboxedSubject) -> None:
        """Take over the reason why the same solution could not be loaded elsewhere: to wait for it once is enough."""
        self._cannot_load = other._cannot_load

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        if is_sealed(scenario.network):
            return self._perform_sealed(scenario)
        replies, stop = self.replies([protocol.body(scenario=scenario.to_json())])
        if stop:
            raise stop
        return self.read(replies[0], scenario)

    def _perform_sealed(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        if not self._fresh:
            _, stop = self.replies([protocol.body(scenario=NOTHING.to_json())])
            if stop:
                raise stop
        answers: list[Any] = []
        attendant = Attendant(Witness(scenario, answers))
        asked = attendant.opening()
        talk = self._life.conversation(self.budget.limits)
        with self._explained(lambda: scenario):
            reply = talk.dialogue(asked, attendant.respond, self.budget.deadline)
        last, raised = self._read(reply, scenario, attendant.witness.unanswered)
        if not attendant.take(last) or (raised is None and len(answers) < len(scenario.steps)):
            self._end()
            raise self._words.forged(scenario)
        return answers, raised

    def read(self, reply: bytes, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        """Read the answers in a reply to that scenario.

        Raises:
            Crashed: The reply is none that our worker would have sent.
        """
        answers, raised = self._read(reply, scenario, len(scenario.steps))
        if not fits_schema(scenario, answers):
            self._end()
            pairs = zip(scenario.steps, answers, strict=False)
            long = next((i for i, (step, answer) in enumerate(pairs) if too_long(step, answer, scenario)), None)
            raise self._words.forged(scenario) if long is None else self._words.too_long(scenario, long)
        return answers, raised

    def replies(self, bodies: Sequence[bytes], apart: bool = False) -> tuple[list[bytes], CheckAborted | None]:
        """Ask these questions in one batch, and return the replies unread.

        The module is loaded first, once for each check. A module that could not be loaded is not tried again.

        Args:
            bodies: The questions as the protocol sends them.
            apart: Whether to load the module again for each scenario, so that a network on which a solution fails does
                so by itself, not because of what an earlier scenario left in a class.

        Returns:
            The replies, and the reason why there are fewer than questions, if there are.
        """
        if self._cannot_load:
            return [], self._cannot_load
        if why := self.budget.used_up:
            return [], TimedOut(why)
        asked: list[bytes | None] = []
        outgoing: list[bytes] = []
        for body in bodies:
            if apart or not (asked or self._fresh):
                asked.append(None)
                outgoing.append(protocol.body(load=self.stem, check=self._checks))
            asked.append(body)
            outgoing.append(body)
        received: list[bytes] = []
        stop: CheckAborted | None = None
        try:
            self._converse(asked, outgoing, received)
        except CheckAborted as error:
            stop = error
            if len(received) < len(asked) and asked[len(received)] is None:
                self._cannot_load = stop
        self._fresh = stop is None
        replies: list[bytes] = []
        for question, reply in zip(asked, received, strict=False):
            if question is not None:
                replies.append(reply)
            elif problem := self._load_error(reply):
                self._cannot_load = problem
                return replies, problem
        return replies, stop

    def exchange(self, **question: Any) -> list[Any]:
        """Ask a question that is no scenario, and return its answers."""
        replies: list[bytes] = []
        self._converse([None], [protocol.body(**question)], replies)
        return self._read(replies[0], None, 1)[0]

    def _load_error(self, reply: bytes) -> CheckAborted | None:
        """Return why the module could not be loaded, by the reply; None if it was."""
        try:
            _, raised = self._read(reply, None, 0)
        except Crashed as error:
            return error
        return CannotLoad(raised) if raised else None

    def _read(self, reply: bytes, asked: Scenario | None, most: int) -> tuple[list[Any], Raised | None]:
        """Read the answers in a reply, `most` at most."""
        try:
            answers, raised = read_content(reply, most)
        except ProtocolError as error:
            self._end()
            raise self._words.broken(asked, error) from None
        return answers, with_limits(raised, self.limits)

    def _converse(self, asked: Sequence[bytes | None], bodies: Sequence[bytes], replies: list[bytes]) -> None:
        """Ask all the questions, and append each reply to `replies`. Each has the deadline of the budget."""
        talk = self._life.conversation(self.budget.limits)  # a slow start is not the solution's fault
        with self._explained(lambda: _scenario(asked[min(len(replies), len(asked) - 1)])):
            talk.ask(bodies, self.budget.deadline, replies)

    @contextmanager
    def _explained(self, asked: Callable[[], Scenario | None]) -> Generator[None]:
        """Run the clock; if no reply comes, end the worker and raise the CheckAborted that says why.

        Args:
            asked: Returns the question without a reply.
        """
        self.budget.begin()
        try:
            yield
        except Late as late:
            raise self._hung(asked(), self.budget.too_slow(late.whole_check), late.step, gone=True) from None
        except TimeoutError:
            raise self._hung(asked(), self.budget.too_slow()) from None
        except EOFError:
            code = self._end(gone=True)
            if code == -signal.SIGVTALRM:
                raise self._hung(asked(), self.budget.too_slow(whole_check=False)) from None
            raise self._words.ended(code, asked()) from None
        except ProtocolError as error:
            self._end()
            raise self._words.broken(asked(), error) from None
        finally:
            self.budget.end()

    def _hung(self, asked: Scenario | None, why: str, step: int | None = None, gone: bool = False) -> TimedOut:
        """End the worker, whose answer never came, and wait less for the next one; return the reason."""
        self._end(gone)
        self.budget.hung()
        return self._words.timed_out(asked, why, step)

    def _end(self, gone: bool = False) -> int | None:
        """End the worker; return its exit code if it had ended by itself. The next question starts another one."""
        self._fresh = False
        return self._life.end(gone)


def _scenario(body: bytes | None) -> Scenario | None:
    return None if body is None else protocol.scenario_in(body)
