"""Describes in words how a solution's process ended."""

from __future__ import annotations

import signal
from dataclasses import replace

from checks.model.outcomes import Crashed, Raised, TimedOut
from checks.model.scenario import Scenario
from grader.course.limits import Limits
from grader.guest.protocol import OUT_OF_MEMORY


def ending(code: int | None, limits: Limits) -> str:
    """Describe how the process ended.

    Args:
        code: Its exit code, negative for a signal; None if it was the pipe that was closed.
        limits: The limits to name in the description.

    Returns:
        The rest of a sentence that begins with 'Its process'.
    """
    if code is None:
        return "closed the pipe to the grader"
    if code > 128:  # bubblewrap passes a signal on like this
        code = 128 - code
    if code == OUT_OF_MEMORY:
        return f"ended for using more than {limits.memory_mb} MB of memory"
    if code in (1, 120):  # Python's exit codes after an exception and after a closed pipe
        return f"ended with exit code {code}: by os._exit({code}), or because it broke the worker from within"
    if code >= 0:
        return f"ended itself with os._exit({code})"
    match -code:
        case signal.SIGXCPU:
            return f"was killed for using more than {limits.cpu_seconds} seconds of processor time"
        case signal.SIGSEGV | signal.SIGBUS:
            return (
                f"crashed the interpreter ({_name(code)}): recursion without end in C code, memory written to, "
                f"or more than {limits.memory_mb} MB of it used"
            )
        case signal.SIGKILL:
            return "was killed (SIGKILL), by itself or because the machine ran out of memory"
    return f"was ended by the signal {_name(code)}"


class Wording:
    """The messages about a solution whose process did not answer, or not as our worker does."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def ended(self, code: int | None, scenario: Scenario | None) -> Crashed:
        """Report that the process is gone; `code` as for `ending`."""
        how = ending(code, self.limits)
        return Crashed(f"Its process {how}", scenario)

    def broken(self, scenario: Scenario | None, error: Exception) -> Crashed:
        """Report a line that our worker would not have sent."""
        return Crashed("Its process broke the protocol", scenario, str(error))

    def forged(self, scenario: Scenario) -> Crashed:
        """Report a well-formed reply with answers that no such step gives."""
        return Crashed("Its process forged a reply", scenario)

    def too_long(self, scenario: Scenario, step: int) -> Crashed:
        """Report an answer of more values than that step can be asked for."""
        return Crashed("It returned far more values than a right answer has", scenario, step=step)

    def timed_out(self, scenario: Scenario | None, why: str, step: int | None = None) -> TimedOut:
        """Report that an answer took too long.

        Args:
            scenario: The question; None while the module was being loaded.
            why: The limit that was exceeded, as a sentence.
            step: The step that was being done, if the worker has said so; None while the network was being built. It
                may be any number.
        """
        known = scenario is not None and step is not None and 0 <= step < len(scenario.steps)
        return TimedOut(why, scenario, step=step if known else None)


def with_limits(raised: Raised | None, limits: Limits) -> Raised | None:
    """Name the limit that caused the exception in its message."""
    if raised is None:
        return None
    match raised.type, raised.message:
        case "MemoryError", _:
            reason = f"more than {limits.memory_mb} MB of memory used"
        case "RuntimeError", message if "can't start new thread" in message:
            reason = f"started too many threads: {limits.processes} at most, and {limits.memory_mb} MB for all"
        case "BlockingIOError", message if message.startswith("[Errno 11]"):
            reason = "started too many processes: an exercise needs no other than its own"
        case "PermissionError" | "OSError", message if message.startswith(("[Errno 1]", "[Errno 38]")):
            reason = "the sandbox does not allow that"
        case "OSError", message if message.startswith("[Errno 27]"):
            reason = f"wrote more than {limits.file_mb} MB into a file"
        case "OSError", message if message.startswith("[Errno 24]"):
            reason = f"opened more than {limits.open_files} files"
        case "OSError", message if message.startswith("[Errno 28]"):
            reason = f"wrote more than the {limits.temporary_mb} MB of the temporary folder"
        case _:
            return raised
    return replace(raised, message=f"{raised.message} ({reason})" if raised.message else reason)


def _name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(-code)
