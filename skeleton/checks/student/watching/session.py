"""What `watch` is doing: which exercises are checked, which ones wait, and what is known of them.

Starting Python and importing the checks takes longer than running them. So a process that has done both stands by; it
checks one exercise and ends, and then the next one gets ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from checks.exercises import BY_STEM, Exercise
from checks.student.memory import Memory
from checks.student.stub_state import is_untouched
from checks.student.watching.process import CheckingProcess, Event
from checks.student.watching.result import Result
from checks.student.watching.saves import Saves, to_run

COMMANDS = {"h": ("hint", True), "l": ("list", False), "d": ("draw", True), "r": ("repro", True), "t": ("read", True)}
"""The commands of `python -m backprop` behind the keys, and whether they are about an exercise."""


class Checking(Protocol):
    """What a session asks of a process that checks."""

    def check(self, stem: str) -> None: ...
    def events(self) -> list[Event]: ...
    def kill(self) -> None: ...


class Session:
    """The state of `watch`: what is checked, what is still to be checked, and what is on the screen."""

    def __init__(self, saves: Saves, stand_by: Callable[[], Checking] = CheckingProcess) -> None:
        """Begin with the first exercise that is not done.

        Args:
            saves: The files.
            stand_by: Starts a process that will check an exercise.
        """
        self._saves = saves
        self._stand_by = stand_by
        self._ready: Checking | None = None
        self._running: tuple[Checking, Result] | None = None
        self._waiting: list[Result] = []
        self.batch: list[Result] = []
        """The exercises on the screen: those that were saved together, or shortly after one another."""

        self._hinted: tuple[tuple[str, str], int] = ("", ""), 0
        """What the last hint was about, an exercise and a check; and how many there have been to it."""

        self._turn_to(next((stem for stem in BY_STEM if not Memory().is_done(stem)), next(iter(BY_STEM))))

    @property
    def shown(self) -> Exercise:
        """The exercise that keys are about: the first of those on the screen that fails, else the last."""
        return self._shown.exercise

    @property
    def _shown(self) -> Result:
        return next((one for one in self.batch if one.wrong), self.batch[-1])

    def step(self) -> bool:
        """Look at the files, and at what the process that checks has told.

        Returns:
            Whether a file was saved.
        """
        saved = self._saves.new()
        if saved:
            if self._ready and not set(saved) <= set(BY_STEM):
                self._ready.kill()  # it has the old text in its memory
                self._ready = None
            started = {stem: not is_untouched(stem) for stem in BY_STEM}
            self._enqueue(to_run(saved, self.shown.stem, started))
        if self._running:
            process, result = self._running
            for event in process.events():
                result.take(event)
            if not result.running:
                self._running = None
                self._remember(result)
        if self._running is None and self._waiting:
            process, self._ready = self._ready or self._stand_by(), None
            self._running = process, self._waiting.pop(0)
            process.check(self._running[1].stem)
        elif self._running is None and self._ready is None:
            self._ready = self._stand_by()  # not earlier: it would take time from the checks
        return bool(saved)

    def press(self, key: str) -> list[str]:
        """Do what a key asks for; return the command to run in the terminal, if it asks for one."""
        if key == "n":
            self._turn_to(self._next())
        if key not in COMMANDS:
            return []
        command, about = COMMANDS[key]
        which = [str(self.shown.number)] if about else []
        return [command, *which, *(self._next_hint() if command == "hint" else [])]

    def _next_hint(self) -> list[str]:
        """Count the hints to what is on the screen, as each says more; return the number of the next as an argument."""
        about, (before, count) = (self.shown.stem, self._shown.first_wrong), self._hinted
        self._hinted = about, count + 1 if about == before else 1
        return [str(self._hinted[1])]

    def interrupt(self) -> bool:
        """End the checks that run, and those that wait; the file that is saved next is checked as always.

        Returns:
            Whether there were any.
        """
        if self._running is None:
            return False
        for result in (self._running[1], *self._waiting):
            result.running, result.stopped = False, True
        self._stop()
        self._waiting = []
        return True

    def end(self) -> None:
        """End the processes."""
        self._stop()
        if self._ready:
            self._ready.kill()

    def _next(self) -> str:
        stems, memory = list(BY_STEM), Memory()
        after = stems.index(self.shown.stem) + 1
        order = [*stems[after:], *stems[:after]]
        return next((stem for stem in order if not memory.is_done(stem)), order[0])

    def _turn_to(self, stem: str) -> None:
        self._stop()
        self._waiting = []
        self._enqueue([stem])

    def _enqueue(self, stems: Sequence[str]) -> None:
        """Have exercises checked; one that is being checked starts anew, others wait for their turn."""
        if self._running and self._running[1].stem in stems:
            self._stop()
        self._waiting = [one for one in self._waiting if one.stem not in stems]
        busy = self._running or self._waiting
        memory = Memory()
        fresh = [Result(s, running=not is_untouched(s), was_done=memory.of(s).was_done) for s in stems]
        self.batch = [one for one in self.batch if busy and one.stem not in stems] + fresh
        self._waiting += [one for one in fresh if one.running]

    def _stop(self) -> None:
        if self._running:
            self._running[0].kill()
            self._running = None

    def _remember(self, result: Result) -> None:
        if result.laws:
            memory = Memory()
            memory.note(result.stem, list(result.laws), result.statuses)
            memory.save()
