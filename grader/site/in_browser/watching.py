"""The deadline of an answer where there are no threads: the solution's own loops and calls look at the clock."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from types import CodeType
from typing import Any

from checks.guest.loading import is_exercise
from checks.guest.time_limit import TimeLimit

TOOL = 3
"""Our number among the tools that watch a program; those below are for debuggers, coverage and profilers."""

EVERY = 500
"""Number of jumps and calls of a solution between two looks at the clock: few cost time, many are late."""


PER_SECOND = 2_400_000
"""Number of rounds of an empty loop in a second, in a browser on a machine that does nothing else.

A browser tells no program how long it has computed: its clock goes on while others have the processor. So a stretch of
`EVERY` counts for as long as it takes, but for no more than it would on a machine that is not busy.
"""


class Watcher:
    """Has a limit, and looks at its clock while code of an exercise loops or calls; other code runs as fast as ever.

    What never comes back to Python, such as `sum(itertools.count())`, is for the page, which ends the whole worker.
    """

    def __init__(self, monitoring: Any, clock: Callable[[], float] = time.monotonic) -> None:
        """Note `sys.monitoring`, which there is from Python 3.12 on, and a clock."""
        self._monitoring = monitoring
        self._clock = clock
        self._last = clock()
        self._computed = 0.0
        self._count = 0
        self.alive: Callable[[], None] = lambda: None
        """Called at each look: a solution that computes is alive, however busy the machine is."""

        self.limit = TimeLimit(
            clock=lambda: self._computed,  # what only waits has no jumps to be noted: the page ends that
            computing=lambda: self._computed,
            interrupt=lambda: signal.raise_signal(signal.SIGINT),
            watched=False,
        )

    def begin(self) -> None:
        """Begin to watch, for as long as this Python runs."""
        monitoring = self._monitoring
        monitoring.use_tool_id(TOOL, "deadline")
        monitoring.register_callback(TOOL, monitoring.events.PY_START, self.called)
        monitoring.register_callback(TOOL, monitoring.events.JUMP, self.jumped)
        monitoring.set_events(TOOL, monitoring.events.PY_START)

    def called(self, code: CodeType, _offset: int) -> Any:
        """Note a call; a function of an exercise has its jumps noted from now on, any other its calls no more."""
        if not is_exercise(code.co_filename):
            return self._monitoring.DISABLE
        self._monitoring.set_local_events(TOOL, code, self._monitoring.events.JUMP)
        return self._look()

    def jumped(self, _code: CodeType, _offset: int, _to: int) -> None:
        """Note a jump, as at the end of each round of a loop."""
        self._look()

    def _look(self) -> None:
        self._count += 1
        if self._count % EVERY == 0:
            now = self._clock()
            self._computed += min(now - self._last, EVERY / PER_SECOND)
            self._last = now
            self.alive()
            self.limit.look()


def begun() -> Watcher:
    """Make the watcher of all answers in this Python, and have it begin."""
    watcher = Watcher(vars(sys)["monitoring"])
    watcher.begin()
    return watcher
