"""`python -m backprop repro`: run what the message about a failed check shows, or stop in it."""

from __future__ import annotations

import ast
import bdb
import io
import linecache
import traceback
from collections.abc import Iterator
from contextlib import redirect_stdout
from types import CodeType
from typing import Any

from checks.explain.failure import Failure
from checks.explain.media import PROJECT
from checks.explain.messages import wrapped
from checks.guest.loading import is_exercise
from checks.guest.time_limit import AT_HOME
from checks.model.limits import TooSlow
from checks.student.debugging.stopping import Switch, load_stopping

PASTED = "<repro>"
"""What Python calls the code as a file."""

KEYS = "n: next line  s: into a call  p NAME: a value  w: where am I  c: go on  q: end"


def can_be_run(failure: Failure) -> bool:
    """Tell whether the message about a failure has code to run."""
    return failure.can_be_pasted and (bool(failure.before) or not failure.in_company)


def code_of(failure: Failure) -> str:
    """Write the code that the message shows."""
    assert failure.scenario is not None
    return PROJECT.repro(failure.scenario, failure.stem, failure.step, failure.before)


def repro(failure: Failure, debug: bool) -> Iterator[str]:
    """Run the code of a failure, which prints what it prints; yield what there is to say before and after it.

    Args:
        failure: The failure.
        debug: Whether to stop in the first line of the student's function that is called last.
    """
    code = code_of(failure)
    yield wrapped(f"The law: {failure.law}.") + f"\n\n{code}\n"
    linecache.cache[PASTED] = (len(code), None, code.splitlines(keepends=True), PASTED)
    switch, parts, names = Switch(), list(_parts(code)), {"__name__": "__main__"}
    try:
        stop = _last_with_a_call(failure.stem, parts) if debug else None
        load_stopping(failure.stem, switch)
        if debug:
            yield f"A debugger stops in your code.\n{KEYS}" if stop is not None else "No function of yours is called."
        for at, part in enumerate(parts):
            switch.on = at == stop
            if debug:
                exec(part, names)  # noqa: S102  # it was made here
            else:
                with AT_HOME:
                    exec(part, names)  # noqa: S102  # likewise
    except (KeyboardInterrupt, bdb.BdbQuit):
        yield "\nEnded."
        return
    except TooSlow as late:
        yield "".join(_of_the_student(late).stack.format()) + f"{late}."
    except BaseException as error:  # noqa: BLE001  # a student's code may raise anything
        yield "".join(_of_the_student(error).format()).rstrip()
    if failure.expected:
        yield wrapped(f"Right is: {failure.expected}. {failure.why}".rstrip())


def _parts(code: str) -> Iterator[CodeType]:
    """Compile each statement by itself, with its lines as they are."""
    for statement in ast.parse(code).body:
        yield compile(ast.Module([statement], []), PASTED, "exec")


def _last_with_a_call(stem: str, parts: list[CodeType]) -> int | None:
    """Run the code without a word, to find the last statement in which a function of the student's is called."""
    switch, names, last = Switch(), {"__name__": "__main__"}, None
    load_stopping(stem, switch)
    try:
        with AT_HOME, redirect_stdout(io.StringIO()):
            for at, part in enumerate(parts):
                before = switch.calls
                try:
                    exec(part, names)  # noqa: S102  # likewise
                finally:
                    last = at if switch.calls > before else last
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # it comes again, and then it is told
        return last
    return last


def _of_the_student(error: BaseException) -> traceback.TracebackException:
    """Take a traceback with the lines of the student and of the code, and no others."""
    told = traceback.TracebackException.from_exception(error)
    own: Any = [frame for frame in told.stack if frame.filename == PASTED or is_exercise(frame.filename)]
    told.stack = traceback.StackSummary.from_list(own)
    told.__cause__ = told.__context__ = None
    return told
