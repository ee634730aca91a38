"""The time that an answer may take, kept at home: an endless loop ends, and says where.

The grader keeps the same limits with means that a solution cannot reach (see judge/budget.py there).
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import PurePath
from types import FrameType, TracebackType
from typing import Any

from checks.guest.loading import is_exercise
from checks.model.limits import AFTER_A_HANG, ANSWER_SECONDS, CHECK_SECONDS, TooSlow, is_over, too_slow

LOOK_SECONDS = 0.2
"""Time between two looks at the clock."""

AGAIN_SECONDS = 1.0
"""Time after which a solution is interrupted once more: it may have caught the exception."""

TELL_SECONDS = 3.0
"""Time after which a person is told that a solution is still at an answer, and where."""

DEBUGGERS = {"bdb", "pdb", "debugpy", "ipdb", "pydevd", "_pydevd_bundle"}
"""Modules that stop a program for a person, who may take any time."""


class TimeLimit:
    """A context in which a solution runs, and which raises `TooSlow` when that takes too long.

    A thread looks at the clock, and interrupts the main thread as Ctrl-C does. That works on all systems. Ctrl-C itself
    remains what it was. Outside of the main thread, and where there are no threads, nothing is limited.
    """

    tell: Callable[[str], None] | None = None
    """Told once during an answer that takes long what the solution is doing, from the thread that looks."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        computing: Callable[[], float] = time.process_time,
        interrupt: Callable[[], None] | None = None,
        watched: bool = True,
    ) -> None:
        """Set the clocks, and how the main thread is interrupted; if not `watched`, somebody else calls `look`."""
        self._clock = clock
        self._computing = computing
        self._interrupt = interrupt or _press_control_c
        self._watcher: threading.Thread | None = None
        self._watched = watched
        self._lock = threading.Lock()
        self._running = False
        self._on_its_way = False
        self._told = False
        self._reason = ""
        self._before: Any = None
        self.new_check()

    def new_check(self, hung_before: bool = False) -> None:
        """Start the time for all answers of a check anew; there is less of it if an earlier check took too long."""
        self._share = 1 / AFTER_A_HANG if hung_before else 1.0
        self._left = self._share * CHECK_SECONDS

    def __enter__(self) -> None:
        self._on_its_way, self._told, self._reason = False, False, ""
        self._began, self._computed, self._interrupted = self._clock(), self._computing(), 0.0
        if threading.current_thread() is threading.main_thread() and self._is_watched():
            self._before = signal.signal(signal.SIGINT, self._handle)
            self._running = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._left -= self._computing() - self._computed
        if not self._running:
            return
        with self._lock:
            self._running = False
        signal.signal(signal.SIGINT, self._before)  # this handles first what is on its way
        if self._reason and not (kind and issubclass(kind, (KeyboardInterrupt, TooSlow))):
            raise TooSlow(self._reason) from None

    def look(self) -> None:
        """Tell what a solution is doing that has run for long, and interrupt one that has run for too long."""
        with self._lock:
            if not self._running:
                return
            waited, computed = self._clock() - self._began, self._computing() - self._computed
            if self.tell and not self._told and waited >= TELL_SECONDS and not _debugged():
                self._told = True
                self.tell(f"still {_place()}; Ctrl-C stops")
            answer = self._share * ANSWER_SECONDS
            seconds = min(self._left, answer)
            again = not self._reason or waited - self._interrupted >= AGAIN_SECONDS
            if is_over(computed, waited, seconds) and again and not _debugged():
                check = self._share * CHECK_SECONDS
                self._reason, self._interrupted = too_slow(seconds < answer, answer, check, self._share < 1), waited
                self._on_its_way = True
                self._interrupt()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        __tracebackhide__ = True  # after Ctrl-C pytest names the student's line, not ours
        if self._on_its_way:
            self._on_its_way = False
            if self._running:
                raise TooSlow(self._reason)
        elif callable(self._before):
            self._before(number, frame)

    def _is_watched(self) -> bool:
        """Tell whether somebody looks at the clock; start the thread that does."""
        if self._watched and not (self._watcher and self._watcher.is_alive()):
            self._watcher = threading.Thread(target=self._watch, name="time limit", daemon=True)
            try:
                self._watcher.start()
            except RuntimeError:  # no threads, as in a browser
                return False
        return True

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            self.look()


def _press_control_c() -> None:
    """Interrupt the main thread, even if it sleeps."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        import _thread

        _thread.interrupt_main()


def _debugged() -> bool:
    """Tell whether a debugger is at work in the main thread."""
    frame = _main_frame()
    while frame:
        if frame.f_trace or str(frame.f_globals.get("__name__")).partition(".")[0] in DEBUGGERS:
            return True
        frame = frame.f_back
    return False


def _main_frame() -> FrameType | None:
    """Find what the main thread is doing."""
    return sys._current_frames().get(threading.main_thread().ident or 0)  # noqa: SLF001  # there is no public way


def _place() -> str:
    """Name the function and the line of an exercise that the main thread is in, for a sentence."""
    frame = _main_frame()
    while frame:
        if is_exercise(file := frame.f_code.co_filename):
            name, line = frame.f_code.co_name, f"line {frame.f_lineno} of backprop/{PurePath(file).name}"
            return f"at {line}" if name.startswith("<") else f"in {name}(), {line}"
        frame = frame.f_back
    return "waiting for an answer"


AT_HOME = TimeLimit()
"""The limit of this process: one thread looks at the clock."""
