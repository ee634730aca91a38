"""How a check can end other than by passing."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checks.model.status import Status

if TYPE_CHECKING:
    from checks.model.scenario import Scenario


@dataclass(frozen=True)
class Raised:
    """An exception that a solution raised: what a person needs of it."""

    type: str
    message: str
    frames: tuple[tuple[str, int, str], ...] = ()
    """File, line and function of each of the solution's own frames, outermost first."""

    error: BaseException | None = None
    """The exception itself, where it happened in this process."""

    def to_json(self) -> list[Any]:
        return [self.type, self.message, [list(frame) for frame in self.frames]]

    @staticmethod
    def from_json(data: list[Any]) -> Raised:
        kind, message, frames = data
        return Raised(kind, message, tuple((file, line, function) for file, line, function in frames))

    @staticmethod
    def of(error: BaseException, source: str, shown: str) -> Raised:
        """`source` is the solution's file as Python knows it, `shown` what a person calls it."""
        # Not extract_tb(), which looks up columns and source lines too: slow for a thousand frames of a recursion.
        walked = ((frame.f_code, line or 0) for frame, line in traceback.walk_tb(error.__traceback__))
        frames = [(shown, line, code.co_name) for code, line in walked if code.co_filename == source]
        message = str(error)
        if isinstance(error, SyntaxError) and error.filename == source:
            frames = [(shown, error.lineno or 0, "<module>")]
            message = error.msg or "invalid syntax"
        return Raised(type(error).__name__, message[:500], tuple(frames[-5:]), error)

    def __str__(self) -> str:
        text = f"{self.type}: {self.message}" if self.message else self.type
        if not self.frames:
            return text
        file, line, function = self.frames[-1]
        return f"{text} ({file}, line {line}" + (")" if function == "<module>" else f", in {function})")


class Mismatch(AssertionError):
    """A solution answered, and its answer is not what the law demands.

    `scenario` and `step` say what was asked; `expected` and `got` are texts for a person; `why` may add a sentence.
    """

    def __init__(
        self, scenario: Scenario, step: int, expected: str, got: str, why: str = "", raised: Raised | None = None
    ) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.scenario = scenario
        self.step = step
        self.expected = expected
        self.got = got
        self.why = why
        self.raised = raised

    def __reduce__(self) -> tuple[Any, ...]:
        return Mismatch, (self.scenario, self.step, self.expected, self.got, self.why, self.raised)


def mismatch_in(error: BaseException) -> Mismatch | None:
    """The mismatch in an error: Hypothesis wraps one that it did not find twice into a group."""
    if isinstance(error, Mismatch):
        return error
    return next((m for m in map(mismatch_in, getattr(error, "exceptions", ())) if m), None)


class CheckAborted(BaseException):
    """The check cannot go on, and asking again makes no sense.

    Not an `Exception`: Hypothesis would take it for a failing example and ask again and again.
    """

    status: Status

    def __init__(self, message: str, scenario: Scenario | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.scenario = scenario


class NotStarted(CheckAborted):
    """The stub is untouched."""

    status = Status.NOT_STARTED


class CannotLoad(CheckAborted):
    """The module does not even run."""

    status = Status.CRASHED

    def __init__(self, file: str, raised: Raised) -> None:
        super().__init__(f"{file} cannot be loaded. {raised}")
        self.raised = raised


class Crashed(CheckAborted):
    """The solution's process ended."""

    status = Status.CRASHED


class TimedOut(CheckAborted):
    """No answer within the time limit."""

    status = Status.TIMEOUT
