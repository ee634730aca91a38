"""`python -m backprop watch`: one loop looks at the files, the checks and the keyboard, and draws the screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from checks.student.stub_state import PROJECT
from checks.student.watching.keys import Keyboard, keyboard
from checks.student.watching.result import Result
from checks.student.watching.saves import Saves
from checks.student.watching.screen import Line, full, screen
from checks.student.watching.session import Session
from checks.student.watching.terminal import Terminal, takes_escapes

STEP_SECONDS = 0.05
"""Time that a step waits for a key."""

WAITING = [Line("Watching backprop/: save an exercise to see its checks, Ctrl-C ends this.")]

BACK = Line("Press a key to go back to the checks.", "KEYS")

Run = Callable[[Sequence[str]], object]


def watch() -> int:
    """Check exercises as they are saved, until q, or Ctrl-C while nothing is being checked."""
    os.chdir(PROJECT)
    interactive = sys.stdin.isatty() and takes_escapes(sys.stdout)
    session = Session(Saves(PROJECT / "backprop"))
    try:
        if interactive:
            in_terminal(session, Terminal(), keyboard(terminal=True))
        else:
            in_lines(session, Terminal(colour=False), keyboard(terminal=False))
    except (KeyboardInterrupt, EOFError, BrokenPipeError):
        pass  # whoever watches has had enough
    finally:
        session.end()
    return 0


def in_terminal(session: Session, terminal: Terminal, keys: Keyboard, run: Run = subprocess.call) -> None:
    """Draw the screen and take keys, until q."""
    command: list[str] | None = []
    try:
        while True:
            if command:
                terminal.clear()
                with suppress(KeyboardInterrupt):  # it ends the command, and not this
                    run([sys.executable, "-m", "backprop", *command])
            with keys.open():
                if command:
                    _wait(session, terminal, keys)
                command = _until_command(session, terminal, keys)
                if command is None:
                    return
    finally:
        terminal.leave()


def _until_command(session: Session, terminal: Terminal, keys: Keyboard) -> list[str] | None:
    """Go on until a key asks for a command, which is returned; None is the end. Ctrl-C ends checks that run first."""
    while True:
        try:
            terminal.draw(screen(session.batch, *terminal.size))  # before a process is started, which takes time
            session.step()
            key = keys.key(STEP_SECONDS).lower()
        except KeyboardInterrupt:
            if session.interrupt():
                continue
            raise
        if key == "q":
            return None
        if command := session.press(key):
            return command


def _wait(session: Session, terminal: Terminal, keys: Keyboard) -> None:
    """Leave on the screen what a command has printed, until a key is pressed or a file is saved."""
    terminal.say(BACK)
    while not session.step() and not keys.key(STEP_SECONDS):
        pass


def in_lines(session: Session, terminal: Terminal, keys: Keyboard) -> None:
    """Print each result when it is there, for a file, a pipe, or a terminal that can do no more; until Ctrl-C."""
    terminal.print(WAITING)
    printed: list[Result] = []
    while True:
        session.step()
        for result in session.batch:
            if not result.running and not any(result is one for one in printed):
                terminal.print(full(result))
        printed = [one for one in session.batch if not one.running]
        keys.key(STEP_SECONDS)
