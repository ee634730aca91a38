"""`check(...)` for a notebook: the very checks of `pytest`, asked of the names that the notebook's cells define.

    from checks.notebook import check
    check("ex1_by_hand::gradients")

shows what came of the check and returns the points, a plain number: that is what nbgrader reads from a grade cell.
"""

from __future__ import annotations

import html
import importlib
import io
import re
import sys
import textwrap
import warnings
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import CodeType
from typing import Any

from checks.explain.drawing import drawing
from checks.explain.messages import explain
from checks.explain.snapshot import snapshot
from checks.law.check import Check, checks_in
from checks.law.subject import LocalSubject
from checks.model.outcomes import CannotLoad, CheckAborted, Mismatch, NotStarted, Raised
from checks.model.status import Status

IMPORT_OF_EXERCISE = r"^ *(?:from backprop\.{stem} import \*|import backprop\.{stem})\n"


@dataclass(frozen=True)
class Result:
    """What came of one check, as a notebook shows it."""

    title: str
    points: float
    max_points: float
    status: Status
    message: str = ""
    picture: str = ""
    """The counterexample as SVG."""

    @property
    def headline(self) -> str:
        return f"{self.status.sign} {self.title}: {self.points:g} of {self.max_points:g} points"

    def __repr__(self) -> str:
        return f"{self.headline}\n{self.message}" if self.message else self.headline

    def _repr_html_(self) -> str:
        """Nothing in it is trusted: a message may quote what a solution made up."""
        colour = self.status.web_colour
        parts = [f'<div style="font-weight: bold; color: {colour}">{html.escape(self.headline)}</div>']
        if self.message:
            parts.append(f'<pre style="white-space: pre-wrap; margin: 4px 0">{html.escape(self.message)}</pre>')
        if self.picture:
            parts.append(f'<div style="max-width: 100%; overflow-x: auto">{self.picture}</div>')
        body = "".join(parts)
        return f'<div class="backprop-check" style="border-left: 4px solid {colour}; padding-left: 10px">{body}</div>'


def check(identity: str) -> float:
    """Run the check of that name on the names of the calling cell, show what came of it, return the points."""
    return _show(run(_visible(identity), sys._getframe(1).f_globals))


def check_hidden(identity: str, source: str) -> float | None:
    """Run a check whose source is there only when the work is graded.

    Without it, there is nothing to say before the grading, except that an untouched stub has no points.
    """
    from IPython.display import Markdown, display

    namespace = sys._getframe(1).f_globals
    if source:
        return _show(run(_from_source(identity, source), namespace))
    display(Markdown("*This check is hidden: it runs when your work is graded.*"))
    stem = identity.partition("::")[0]
    first = checks_in(importlib.import_module(f"checks.test_{stem}"))[0]
    return 0.0 if run(first, namespace).status is Status.NOT_STARTED else None


def run(one: Check, namespace: Mapping[str, Any]) -> Result:
    """What came of a check of these names. What they print meanwhile is not shown: it would end up in the grade."""
    subject = LocalSubject(one.stem, namespace)
    subject.file = "the cells of your notebook"
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            one.function(subject=subject)
        except CheckAborted as stop:
            return Result(one.law, 0.0, one.points, stop.status, _ended(stop))
        except BaseException as error:
            mismatch = _mismatch(error)
            if mismatch is None:
                raise
            message = in_notebook_words(explain(one.law, subject.file, one.stem, mismatch), one.stem)
            if mismatch.raised:
                message += "\n" + _own_lines(mismatch.raised, namespace)
            return Result(one.law, 0.0, one.points, Status.FAILED, message.rstrip(), picture(mismatch))
    return Result(one.law, one.points, one.points, Status.PASSED)


def picture(mismatch: Mismatch) -> str:
    """The network on which the law does not hold, drawn; empty if there is none."""
    found = snapshot(mismatch.scenario, mismatch.step)
    return drawing(found).svg if found else ""


def in_notebook_words(message: str, stem: str) -> str:
    """A message of a check as it reads in a notebook, where the solution is not a file."""
    message = re.sub(IMPORT_OF_EXERCISE.format(stem=stem), "", message, flags=re.MULTILINE)
    message = message.replace(f"vars(backprop.{stem})", "globals()")
    message = message.replace("into Python in the project's folder", "into a cell")
    return message.replace(f"backprop/{stem}.py", "the cells of your notebook")


def _visible(identity: str) -> Check:
    stem, _, _ = identity.partition("::")
    found = {c.id: c for c in checks_in(importlib.import_module(f"checks.test_{stem}"))}
    if identity not in found:
        raise ValueError(f"there is no check {identity!r}; those of this exercise are: {', '.join(found)}")
    return found[identity]


def _from_source(identity: str, source: str) -> Check:
    """The check that a source text defines, in a module of its own: its names do not get into the notebook."""
    stem, _, name = identity.partition("::")
    module: dict[str, Any] = {"__name__": f"hidden.test_{stem}"}
    code: CodeType = compile(source, f"<{identity}>", "exec", dont_inherit=True)
    exec(code, module)
    found: Check = module[f"test_{name}"].check
    return found


def _show(result: Result) -> float:
    from IPython.display import display

    display(result)
    return float(result.points)


def _ended(stop: CheckAborted) -> str:
    if isinstance(stop, NotStarted):
        return "Not started yet: there is still a NotImplementedError in the cell above."
    if isinstance(stop, CannotLoad):
        return f"Your cells cannot be used. {stop.raised}"
    return stop.message


def _mismatch(error: BaseException) -> Mismatch | None:
    """The mismatch in an error: Hypothesis wraps one that it did not find twice into a group."""
    if isinstance(error, Mismatch):
        return error
    return next((m for m in map(_mismatch, getattr(error, "exceptions", ())) if m), None)


def _own_lines(raised: Raised, namespace: Mapping[str, Any]) -> str:
    """Where in the notebook's cells an exception came from, outermost first."""
    lines = []
    trace = raised.error.__traceback__ if raised.error else None
    while trace:
        if trace.tb_frame.f_globals is namespace:
            lines.append(f"line {trace.tb_lineno} of its cell, in {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    return textwrap.indent("\n".join(lines[-5:]), "  ")
