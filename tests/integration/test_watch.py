"""`python -m backprop watch` in processes of its own: in a pseudo-terminal of 80 columns and 24 lines, in a pipe."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from grader.paths import REFERENCE, SKELETON

PATIENCE = 120.0
"""Seconds after which a test gives up, on the busiest of machines."""

KEYS = "h hint  n next  l list  d draw  r repro  t text  q quit"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which exercise 1 is solved, and exercise 2 is wrong."""
    folder = tmp_path / "project"
    shutil.copytree(SKELETON, folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    solve(folder, "ex1_by_hand")
    solve(folder, "ex2_compile", "return self.forward()", "return 2 * self.forward() + 1")
    return folder


def solve(project: Path, stem: str, old: str = "", new: str = "") -> None:
    text = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    assert old in text
    (project / "backprop" / f"{stem}.py").write_text(text.replace(old, new), encoding="utf-8")


class Typist:
    """A person at a terminal with `watch` in it."""

    def __init__(self, project: Path) -> None:
        pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
        self.seen = ""
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.chdir(project)
            os.environ.update(TERM="xterm", COLUMNS="80", LINES="24", PYTHONIOENCODING="utf-8")
            os.execv(sys.executable, [sys.executable, "-m", "backprop", "watch"])

    def wait_for(self, text: str) -> str:
        """Read on until the screen has shown that text; return the lines of the screen it was on."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screens = self.seen.split("\x1b[H")
            if text in plain(screens[-1]) and (KEYS in plain(screens[-1]) or "Press a key" in screens[-1]):
                return plain(screens[-1])
            if select.select([self._terminal], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self._terminal, 1 << 16).decode()
                except OSError:
                    break
        pytest.fail(f"{text!r} did not come; the screen is {plain(self.seen[-3000:])}")

    def press(self, key: str) -> None:
        os.write(self._terminal, key.encode())

    def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        with suppress(OSError):
            while os.read(self._terminal, 1 << 16):
                pass
        _, status = os.waitpid(self.process, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)


def plain(screen: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[A-Za-z]", "", screen).replace("\r", "")


@pytest.fixture
def at_terminal(project: Path) -> Iterator[Callable[[], Typist]]:
    """A function that starts `watch` in a terminal; what still runs at the end of the test is killed."""
    made: list[Typist] = []

    def start() -> Typist:
        made.append(Typist(project))
        return made[-1]

    yield start
    for person in made:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(person.process, signal.SIGKILL)
            os.waitpid(person.process, 0)


def test_an_hour_of_it(project: Path, at_terminal: Callable[[], Typist]) -> None:
    """It begins with the first exercise and runs at once; keys, saves, a step back, and the end."""
    typist = at_terminal()
    typist.wait_for("1  Gradient descent by hand: checking ...")
    typist.wait_for("1  Gradient descent by hand: done, all 7 checks pass")
    typist.press("n")
    shown = typist.wait_for("<-- different")
    assert "The law: After compile(), predict() gives the value for its inputs." in shown
    assert "Edit backprop/ex2_compile.py" in shown
    assert shown.count("\n") == 23
    assert max(map(len, shown.splitlines())) <= 80
    typist.press("h")
    assert "Hint 1 of" in typist.wait_for("Press a key to go back")
    typist.press(" ")
    typist.wait_for("The law: After compile()")
    solve(project, "ex2_compile")
    solve(project, "ex4_macros")
    shown = typist.wait_for("4  Macros: nodes that stand for a network: done")
    assert "2  Compile: find the inputs once: done, all 8 checks pass" in shown
    solve(project, "ex2_compile", "return self.forward()", "return 1.5")
    typist.wait_for("checks pass, it was done")
    typist.press("l")
    shown = typist.wait_for("Press a key to go back")
    assert re.search(r"ex1_by_hand.py +done\n", shown)
    assert re.search(r"ex2_compile.py +was done\n", shown)
    typist.press(" ")
    typist.wait_for("The law:")
    typist.press("q")
    assert typist.ended() == 0


def test_an_endless_loop_is_told_and_a_save_ends_it(project: Path, at_terminal: Callable[[], Typist]) -> None:
    """It says which line it is in, and then checks what was saved; so it does when Ctrl-C ends the checks first."""
    solve(project, "ex2_compile", "return self.forward()", "while True: pass")
    shutil.copy(SKELETON / "backprop" / "ex1_by_hand.py", project / "backprop")
    person = at_terminal()
    person.wait_for("Not started yet. Open backprop/ex1_by_hand.py")
    person.press("n")
    person.wait_for("still in predict(), line ")
    solve(project, "ex2_compile")
    person.wait_for("2  Compile: find the inputs once: done")
    solve(project, "ex2_compile", "return self.forward()", "while True: pass")
    person.wait_for("still in predict(), line ")
    person.press("\x03")
    person.wait_for("You stopped the checks. It was still in predict(), line ")
    solve(project, "ex2_compile", "return self.forward()", "return 1.5")
    person.wait_for("The law:")
    person.press("q")
    assert person.ended() == 0


WITHOUT_POSIX = """
import os, signal, sys
for name in ("curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "getuid", "killpg", "setsid"):
    delattr(os, name)
for name in ("pthread_kill", "setitimer"):
    delattr(signal, name)
"""
"""A `sitecustomize` that takes away, from every process, what Windows does not have."""


@pytest.mark.parametrize("posix", [True, False])
def test_in_a_pipe(project: Path, posix: bool, tmp_path: Path) -> None:
    """Plain lines, no keys, no escape sequences: the first exercise at once, and what is saved."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    if not posix:
        (tmp_path / "sitecustomize.py").write_text(WITHOUT_POSIX)
        env["PYTHONPATH"] = str(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "backprop", "watch"],
        cwd=project,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            assert "Watching" in process.stdout.readline()
            lines = iter(process.stdout.readline, "")
            assert next(lines) == "1  Gradient descent by hand: done, all 7 checks pass\n"
            solve(project, "ex2_compile", "return self.forward()", "return 0.0")
            told = next(line for line in lines if line.startswith("2  Compile"))
            assert "checks pass" in told and "\x1b" not in told
            assert any(line.startswith("Edit backprop/ex2_compile.py") for line in lines)
        finally:
            process.kill()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp437"])
def test_the_commands_without_what_windows_lacks(project: Path, tmp_path: Path, encoding: str) -> None:
    """In the encodings of its consoles, and with the code page of its files as the system's."""
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_POSIX)
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    for command, code in (
        (["check", "2"], 1),
        (["list"], 0),
        (["draw", "2"], 0),
        (["read", "5"], 0),
        (["reset", "2"], 0),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "backprop", *command], cwd=project, env=env, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode(encoding)
        assert done.returncode == code, said
        assert "Traceback" not in said
