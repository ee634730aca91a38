"""`check(...)` for a notebook: the checks of `pytest`, run on the names that the notebook's cells define.

    from checks.notebook import check
    check("ex1_by_hand::gradients")

shows the result and returns the points, a plain number, which nbgrader reads from a grade cell.
"""

from __future__ import annotations

import html
import importlib
import io
import sys
import warnings
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

from checks.explain.conditions.search import when_it_fails
from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.media import NOTEBOOK, Medium
from checks.explain.messages import explain
from checks.explain.recorded.own_numbers import with_yours
from checks.law.check import Check, checks_in
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.model.outcomes import CheckAborted
from checks.model.status import Status

NOT_STARTED = "Not started yet: there is still a NotImplementedError in the cell above."


PRE = "white-space: pre-wrap; margin: 4px 0; font-family: ui-monospace, 'DejaVu Sans Mono', Consolas, monospace"
"""The style of a message: its trees and tables need a font of one width, which Jupyter's own style takes away."""


@dataclass(frozen=True)
class Result:
    """The result of one check, as a notebook shows it."""

    title: str
    points: float
    max_points: float
    status: Status
    message: str = ""
    picture: str = ""
    """The network on which the check fails, as SVG."""

    @property
    def headline(self) -> str:
        return f"{self.status.sign} {self.title}: {self.points:g} of {self.max_points:g} points"

    def __repr__(self) -> str:
        return f"{self.headline}\n{self.message}" if self.message else self.headline

    def _repr_html_(self) -> str:
        """Write the result as HTML, with all texts escaped: a message may quote a text that a solution made."""
        colour = self.status.web_colour
        parts = [f'<div style="font-weight: bold; color: {colour}">{html.escape(self.headline)}</div>']
        if self.message:
            parts.append(f'<pre style="{PRE}">{html.escape(self.message)}</pre>')
        if self.picture:
            parts.append(f'<div style="max-width: 100%; overflow-x: auto">{self.picture}</div>')
        body = "".join(parts)
        return f'<div class="backprop-check" style="border-left: 4px solid {colour}; padding-left: 10px">{body}</div>'


def check(identity: str) -> float:
    """Run a check on the names of the calling cell, show the result, and return the points.

    Args:
        identity: The check, such as "ex1_by_hand::gradients".

    Raises:
        ValueError: There is no such check; the message lists those of the exercise.
    """
    return _show(run(_visible(identity), sys._getframe(1).f_globals))  # noqa: SLF001  # no public way to the caller


def check_hidden(identity: str, source: str) -> float | None:
    """Run a check whose source is there only when the work is graded.

    Args:
        identity: The check.
        source: Its source; empty before the grading.

    Returns:
        The points. Before the grading None, as nobody knows them yet, but 0 for an untouched stub.
    """
    from IPython.display import Markdown, display

    namespace = sys._getframe(1).f_globals  # noqa: SLF001  # no public way to the caller
    if source:
        return _show(run(_from_source(identity, source), namespace))
    display(Markdown("*This check is hidden: it runs when your work is graded.*"))
    stem = identity.partition("::")[0]
    first = checks_in(importlib.import_module(f"checks.test_{stem}"))[0]
    return 0.0 if run(first, namespace).status is Status.NOT_STARTED else None


def run(one: Check, namespace: Mapping[str, Any]) -> Result:
    """Run a check on these names. Their output is not shown, because nbgrader would read it as part of the grade."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            mistake = Examination(one, LocalSubject(one.stem, namespace)).mistake()
        except CheckAborted as stop:
            return result(of_abort(one, stop, ""), one.points)
    if mistake:
        condition = when_it_fails(one, LocalSubject(one.stem, namespace), mistake)
        return result(with_yours(of_mismatch(one, mistake, "", condition), namespace), one.points)
    return Result(one.law, one.points, one.points, Status.PASSED)


def result(failure: Failure, max_points: float, medium: Medium = NOTEBOOK) -> Result:
    """Describe a failure as a notebook shows it.

    Args:
        failure: The failure.
        max_points: The points of the check, none of which are given.
        medium: The place where it is read.
    """
    message = NOT_STARTED if failure.status is Status.NOT_STARTED else explain(failure, medium)
    picture = ""
    if shown := failure.snapshot():
        from checks.explain.drawing import drawing  # NumPy comes with it, which right solutions do without

        picture = drawing(shown).svg
    return Result(failure.law, 0.0, max_points, failure.status, message, picture)


def _visible(identity: str) -> Check:
    stem, _, _ = identity.partition("::")
    found = {c.id: c for c in checks_in(importlib.import_module(f"checks.test_{stem}"))}
    if identity not in found:
        raise ValueError(f"there is no check {identity!r}; those of this exercise are: {', '.join(found)}")
    return found[identity]


def _from_source(identity: str, source: str) -> Check:
    """Make the check that a source text defines, in a module of its own, apart from the notebook's names."""
    stem, _, name = identity.partition("::")
    module = ModuleType(f"hidden.test_{stem}")
    code: CodeType = compile(source, f"<{identity}>", "exec", dont_inherit=True)
    sys.modules[module.__name__] = module  # a dataclass in it looks up its own module
    try:
        exec(code, vars(module))  # noqa: S102  # the source of a hidden check, which the course wrote
    finally:
        del sys.modules[module.__name__]
    found: Check = vars(module)[f"test_{name}"].check
    return found


def _show(result: Result) -> float:
    from IPython.display import display

    display(result)
    return float(result.points)
