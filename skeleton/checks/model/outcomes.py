"""How a check can end other than by passing."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from checks.model.status import Status

if TYPE_CHECKING:
    from checks.model.scenario import Scenario

MOST_FRAMES = 5
"""Number of frames kept of a traceback: enough to see the way, while a recursion does not fill a page."""

MOST_OF_A_MESSAGE = 500
"""Number of characters kept of an exception's message."""

TOO_DEEP = "maximum recursion depth exceeded"
"""How the messages of Python's own `RecursionError` begin."""


class Frame(NamedTuple):
    """One step of a traceback in the solution's own code."""

    file: str
    line: int
    function: str
    source: str = ""
    """The text of the line, where it is known."""


@dataclass(frozen=True)
class Raised:
    """An exception that a solution raised, reduced to what helps a person."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    """The solution's own frames, outermost first."""

    bases: tuple[str, ...] = ()
    """The built-in exceptions that the type is derived from, itself among them, by name."""

    def to_json(self) -> list[Any]:
        return [self.type, self.message, [list(frame[:3]) for frame in self.frames], list(self.bases)]

    @staticmethod
    def of(error: BaseException, source: str, shown: str) -> Raised:
        """Keep of `error` what helps a person.

        Args:
            error: The exception that the solution raised.
            source: The solution's file as Python knows it; frames of other files are left out.
            shown: The name of that file for a person.
        """
        # Not extract_tb(), which looks up columns and source lines too: slow for a thousand frames of a recursion.
        walked = ((frame.f_code, line or 0) for frame, line in traceback.walk_tb(error.__traceback__))
        frames = [Frame(shown, line, code.co_name) for code, line in walked if code.co_filename == source]
        if isinstance(error, SyntaxError) and error.filename == source:
            frames = [Frame(shown, error.lineno or 0, "<module>")]
            return replace(Raised.by_itself(error, frames), message=error.msg or "invalid syntax")
        return Raised.by_itself(error, frames)

    @staticmethod
    def by_itself(error: BaseException, frames: Sequence[Frame] = ()) -> Raised:
        """Keep type and message, and the last ones of some frames, outermost first."""
        try:
            message = str(error)[:MOST_OF_A_MESSAGE]
        except Exception:  # noqa: BLE001  # it may hold a node, whose repr nobody can compute
            message = ""
        if type(error) is RecursionError and message.startswith(TOO_DEEP):
            # Python adds what it was about to do at that depth, which depends on how deep the caller was already.
            message = TOO_DEEP
        return Raised(type(error).__name__, message, tuple(frames[-MOST_FRAMES:]), built_in_bases(error))

    @property
    def headline(self) -> str:
        """Type and message, without a place."""
        return f"{self.type}: {self.message}" if self.message else self.type

    def sentence(self, place: Callable[[Frame], str]) -> str:
        """Say what was raised and where; `place` words the line of a frame for the medium."""
        if not self.frames:
            return self.headline
        last = self.frames[-1]
        inside = "" if last.function == "<module>" else f", in {last.function}"
        return f"{self.headline} ({place(last)}{inside})"

    def __str__(self) -> str:
        return self.sentence(lambda frame: f"{frame.file}, line {frame.line}")


def built_in_bases(error: BaseException) -> tuple[str, ...]:
    """List the built-in exceptions that an exception is one of, the most special first."""
    return tuple(cls.__name__ for cls in type(error).__mro__ if cls.__module__ == "builtins" and cls is not object)


Values = tuple[list[Any], list[Any]]
"""The expected answer and the one that came, entry by entry: each entry is a number or a pair of numbers."""


class Mismatch(AssertionError):
    """A solution's answer is not what the law demands."""

    def __init__(
        self,
        scenario: Scenario,
        step: int,
        expected: str,
        got: str,
        why: str = "",
        raised: Raised | None = None,
        values: Values | None = None,
    ) -> None:
        """Note what was asked and what came.

        Args:
            scenario: The question.
            step: The step whose answer is wrong.
            expected: The right answer, as a text for a person.
            got: The answer that came, likewise.
            why: A further sentence, or nothing.
            raised: The exception that came instead of an answer.
            values: Both answers as data, where they are numbers or lists of them.
        """
        super().__init__(f"expected {expected}, got {got}")
        self.scenario = scenario
        self.step = step
        self.expected = expected
        self.got = got
        self.why = why
        self.raised = raised
        self.values = values
        self.steady: bool | None = None
        """Whether the answer was wrong again when the same was asked again; None if nobody asked again."""

        self.in_company = False
        """Whether the answer is wrong only after questions about other networks."""

        self.factor: float | None = None
        """What all wrong answers are, found on several networks: the right ones times that."""

        self.data: dict[str, Any] = {}
        """The whole answers of the step as data, where they are no words yet, under "expected" and "got"."""

        self.before: tuple[Scenario, ...] = ()
        """The questions that must come before, without which the answer is right."""

    def __reduce__(self) -> tuple[Any, ...]:
        arguments = (self.scenario, self.step, self.expected, self.got, self.why, self.raised, self.values)
        names = ("steady", "in_company", "factor", "data", "before")
        return Mismatch, arguments, {name: getattr(self, name) for name in names}


def mismatch_in(error: BaseException) -> Mismatch | None:
    """Find the mismatch in an error: Hypothesis wraps one that does not happen again into a group."""
    if isinstance(error, Mismatch):
        return error
    return next((m for m in map(mismatch_in, getattr(error, "exceptions", ())) if m), None)


class CheckAborted(BaseException):
    """The check cannot go on, and asking again makes no sense.

    It is no `Exception`, because Hypothesis would take that for a failing example and ask again and again.
    """

    status: Status

    def __init__(
        self, reason: str, scenario: Scenario | None = None, detail: str = "", step: int | None = None
    ) -> None:
        """Note what happened.

        Args:
            reason: The beginning of a sentence, which goes on with what the solution was doing then.
            scenario: The question; None while the module was being loaded.
            detail: The end of the sentence, if there is more to say.
            step: The step that was being done, if that is known.
        """
        super().__init__(reason)
        self.reason = reason
        self.scenario = scenario
        self.detail = detail
        self.step = step


class NotStarted(CheckAborted):
    """The stub is untouched."""

    status = Status.NOT_STARTED


class CannotLoad(CheckAborted):
    """The module does not even run."""

    status = Status.CRASHED

    def __init__(self, raised: Raised) -> None:
        super().__init__(str(raised))
        self.raised = raised


class Crashed(CheckAborted):
    """The solution's process ended."""

    status = Status.CRASHED


class TimedOut(CheckAborted):
    """No answer within the time limit."""

    status = Status.TIMEOUT
