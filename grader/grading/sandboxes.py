"""The two sandboxes in which a submission is graded, and may be graded exercise by exercise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import replace

from grader.grading.plan import Plan
from grader.sandbox import choose
from grader.sandbox.workers import ForkServer


class Sandboxes:
    """One sandbox for questions whose answers are shown, and one for hidden ones. Each starts when it is needed."""

    def __init__(self, plan: Plan, open_ones: ExitStack, are_kept: bool = False) -> None:
        """Prepare them; the stack ends them."""
        sandbox = choose(plan.sandbox)
        self.visible = open_ones.enter_context(ForkServer(plan.limits, sandbox))
        self.hidden = open_ones.enter_context(ForkServer(plan.limits, sandbox))
        self.are_kept = are_kept
        """Whether they may be asked more after this grading: then nothing hidden is asked among what is visible."""

        self.plan = plan

    def serve(self, plan: Plan) -> bool:
        """Tell whether they are as that plan demands. The judge itself keeps the time for an exercise."""
        limits = replace(plan.limits, exercise_seconds=self.plan.limits.exercise_seconds)
        return (plan.sandbox, limits) == (self.plan.sandbox, self.plan.limits)


_kept: ContextVar[tuple[ExitStack, list[Sandboxes]] | None] = ContextVar("kept", default=None)


@contextmanager
def same_submission() -> Iterator[None]:
    """Grade the exercises of one submission in the same sandboxes, though one by one: to start one takes its time."""
    with ExitStack() as open_ones:
        before = _kept.set((open_ones, []))
        try:
            yield
        finally:
            _kept.reset(before)


@contextmanager
def sandboxes(plan: Plan) -> Iterator[Sandboxes]:
    """Provide the sandboxes for a grading: those of `same_submission`, or some that end with it."""
    if (kept := _kept.get()) is None:
        with ExitStack() as open_ones:
            yield Sandboxes(plan, open_ones)
        return
    open_ones, there = kept
    fitting = next((one for one in there if one.serve(plan)), None)
    if fitting is None:
        fitting = Sandboxes(plan, open_ones, are_kept=True)
        there.append(fitting)
    yield fitting
