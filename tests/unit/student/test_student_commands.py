"""The commands of `python -m backprop`."""

from __future__ import annotations

import os
import pydoc
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks.exercises import EXERCISES
from checks.explain.snapshot import Snapshot
from checks.guest.time_limit import AT_HOME
from checks.law.subject import LocalSubject
from checks.model.network import Network, Node
from checks.student import command_line, commands, stub_state
from checks.student.debugging import failing
from checks.student.hints import HINTS
from grader.paths import REFERENCE, SKELETON


@pytest.fixture
def backprop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that runs a command in a project of its own; its `files` holds the student's modules."""
    files = tmp_path / "backprop"
    files.mkdir()
    for exercise in EXERCISES:
        (files / f"{exercise.stem}.py").write_bytes((SKELETON / exercise.file).read_bytes())
    monkeypatch.setattr(command_line, "PROJECT", tmp_path)
    monkeypatch.chdir(tmp_path)
    for module in (stub_state, commands):
        monkeypatch.setattr(module, "source_file", lambda stem: files / f"{stem}.py")

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["backprop", *arguments])
        return command_line.main()

    run.files = files  # type: ignore[attr-defined]
    return run


def test_read(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The text as it was handed out, whatever became of the file: a heading, a table, and no marks of Markdown."""
    (backprop.files / "ex3_caching.py").write_text("# mine\n")
    assert backprop("read", "3") == 0
    text = capsys.readouterr().out
    assert text.strip().startswith("Exercise 3: Never compute the same thing twice")
    assert not [mark for mark in ("**when", "`", "## ", "|---|") if mark in text]
    assert "length of the chain" in text and ">>> root.forward()" in text
    assert max(map(len, text.splitlines())) <= 88


def test_read_in_a_narrow_terminal(
    backprop: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comment that does not fit beside its code stands above it; nothing is on black, as terminals may be light."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((80, 500)))
    assert backprop("read", "1") == 0
    shown = capsys.readouterr().out
    assert not re.search(r"\x1b\[[\d;]*\b4[0-7]\b[\d;]*m", shown)
    lines = [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()]
    assert "https://colah.github.io/posts/2015-08-Backprop/" in shown, "not every terminal can follow a hidden link"
    at = lines.index(" >>> # one step, with the default learning rate 0.01")
    assert lines[at + 1] == " >>> line.backward(mse_loss_grad(1.5, p))"
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("lines", "has_less", "paged"), [(24, True, True), (500, True, False), (24, False, False)])
def test_a_long_text_is_paged(
    backprop: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lines: int,
    has_less: bool,
    paged: bool,
) -> None:
    """In a terminal that it does not fit, or only its end would be seen; the prompt says which keys there are."""
    seen: list[str] = []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((80, lines)))
    monkeypatch.setattr(shutil, "which", lambda name: name if has_less else None)
    monkeypatch.setattr(pydoc, "pager", seen.append)
    monkeypatch.setenv("LESS", "mine")  # put back afterwards
    monkeypatch.delenv("LESS")
    assert backprop("read", "3") == 0
    text = capsys.readouterr().out
    assert "Never compute the same thing twice" in (seen[0] if paged else text)
    assert (bool(seen), not text) == (paged, paged)
    assert ("q ends" in os.environ.get("LESS", "")) == paged


@pytest.mark.parametrize("terminal", [True, False])
def test_a_person_is_told_what_a_command_waits_for(
    backprop: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool
) -> None:
    """On the error stream, where it is a terminal: what is printed may go elsewhere."""
    monkeypatch.setattr(AT_HOME, "tell", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setattr(commands, "repro", lambda *_: (AT_HOME.tell or (lambda text: None))("still in f()") or 0)
    assert backprop("repro", "2") == 0
    assert capsys.readouterr() == ("", "still in f()\n" * terminal)


def test_a_reader_that_has_seen_enough_is_no_error(backprop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise BrokenPipeError

    thrown: list[int] = []
    monkeypatch.setattr(commands, "read", full)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(fileno=lambda: 99, flush=lambda: None))
    monkeypatch.setattr(os, "dup2", lambda new, old: thrown.append(old))
    assert backprop("read", "3") == 0
    assert thrown == [99]


def test_list(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Every exercise with its file, and whether it was changed."""
    (backprop.files / "ex3_caching.py").write_text("# mine\n")
    assert backprop("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("not started") for line in lines[:7]] == [True, True, False, True, True, True, True]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", ["3", "ex3", "ex3_caching"])
def test_exercises_have_three_names(backprop: Any, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Number, short name, name of the file."""
    assert backprop("hint", name) == 0
    assert "Hint 1 of 3" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["9", "ex9", "capstone"])
def test_badges_have_three_names_too(backprop: Any, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """The one whose file has no number as well."""
    assert backprop("hint", name) == 0
    assert "hint 9 2" in capsys.readouterr().out


def test_no_command(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever does not know any is shown all."""
    assert backprop() == 2
    shown = capsys.readouterr().out
    assert all(f"    {command} " in shown for command in ("list", "read", "check", "watch", "hint", "step", "repro"))


def test_unknown_exercise(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The message lists the exercises."""
    with pytest.raises(SystemExit) as ended:
        backprop("hint", "12")
    assert ended.value.code == 2
    assert "there is no exercise '12'; there are 1, 2, 3" in capsys.readouterr().err


def test_hint_by_hint(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step of the hints, and what to type for the next; beyond the last there is the last."""
    for step in (1, 2, 3, 4):
        backprop("hint", "2", str(step))
        out = capsys.readouterr().out
        assert HINTS["ex2_compile"][min(step, 3) - 1].split()[0] in out
        assert ("python -m backprop hint 2" in out) == (step < 3)


def test_reset_keeps_a_backup(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The stub is back, what was written is kept, twice if need be, and an untouched file is left alone."""
    file = backprop.files / "ex2_compile.py"
    stub = file.read_bytes()
    for text in (b"# one\n", b"# two\n"):
        file.write_bytes(text)
        assert backprop("reset", "2") == 0
        assert file.read_bytes() == stub
    backups = backprop.files.parent / "backups"
    assert (backups / "ex2_compile-1.py").read_bytes() == b"# one\n"
    assert (backups / "ex2_compile-2.py").read_bytes() == b"# two\n"
    backprop("reset", "2")
    assert len(list(backups.iterdir())) == 2
    assert "backups/ex2_compile-1.py" in capsys.readouterr().out


def test_reset_of_a_given_file(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The framework comes back, whatever the line endings, and what was changed in it is kept."""
    given = (SKELETON / "backprop" / "framework.py").read_bytes()
    file = backprop.files / "framework.py"
    file.write_bytes(given.replace(b"\n", b"\r\n"))
    assert backprop("reset", "framework") == 0
    assert not (backprop.files.parent / "backups").exists()
    file.write_bytes(given + b"print('mine')\n")
    assert backprop("reset", "framework") == 0
    assert file.read_bytes() == given
    assert (backprop.files.parent / "backups" / "framework-1.py").read_bytes().endswith(b"print('mine')\n")
    assert "kept as backups/framework-1.py" in capsys.readouterr().out


def test_draw_code(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A network as code becomes a file."""
    assert backprop("draw", "Multiply([a := Parameter(3.0), a])", "--derivative", "1", "--output", "square.svg") == 0
    assert "↓ 3" in (backprop.files.parent / "square.svg").read_text(encoding="utf-8")
    assert "square.svg" in capsys.readouterr().out


def test_draw_what_is_no_network(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback: what is wrong, and an example."""
    assert backprop("draw", "Add(") == 1
    out = capsys.readouterr().out
    assert "makes no network (SyntaxError" in out
    assert "Traceback" not in out


def test_draw_what_fails(backprop: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The network on which an exercise fails."""
    source = (REFERENCE / "ex2_compile.py").read_text(encoding="utf-8")
    namespace: dict[str, object] = {"__name__": "wrong"}
    exec(source.replace("return self.forward()", "return 0.0"), namespace)
    original = LocalSubject
    monkeypatch.setattr(failing, "LocalSubject", lambda stem: original(stem, namespace))
    assert backprop("draw", "2") == 0
    assert "root  Add" in capsys.readouterr().out


def test_draw_what_is_not_started(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """An exercise that is not started has no network to draw."""
    assert backprop("draw", "2") == 1
    assert "not started yet" in capsys.readouterr().out


def test_check_runs_pytest(backprop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check 3` runs the checks of exercise 3, `check` all of them."""
    called = []
    monkeypatch.setattr("subprocess.call", lambda command: called.append(command[2:]) or 1)
    assert backprop("check", "3", "--hints") == 1
    assert backprop("check") == 1
    run = ["pytest", "-p", "checks.plugin"]
    assert called == [[*run, "checks/test_ex3_caching.py", "--hints"], [*run, "checks"]]


def test_control_c_ends_a_command_quietly(backprop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback of ours, and the exit code that shells know."""

    def pressed(command: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.call", pressed)
    assert backprop("check", "3") == 130


def test_watch_needs_nothing_else(backprop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is the loop of `checks.student.watching`."""
    monkeypatch.setattr("checks.student.watching.loop.watch", lambda: 7)
    assert backprop("watch") == 7


def test_step_of_an_exercise(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The example of the text, the student's code or not: the right steps are in the file."""
    for number, start in (("1", "p = product + bias"), ("5", "softmax = softmax(a, b)"), ("7", "b = a + a; c = b + b")):
        assert backprop("step", number) == 0
        assert start in (backprop.files.parent / "step.html").read_text(encoding="utf-8")
        assert "is not done yet" in capsys.readouterr().out


def test_step_of_code(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an exercise it is the given framework, which parts from the right steps on a graph."""
    assert backprop("step", "--derivative", "1.5", "--output", "graph.html") == 0
    assert (backprop.files.parent / "graph.html").exists()
    out = capsys.readouterr().out
    assert "The given framework's calls, part from the right ones at step 5 of 9." in out
    assert "The step: b's derivative += 1.5 * 1 = 1.5" in out
    assert "b gets 1.5, and not 3" in out


def test_step_of_code_with_the_classes_of_an_exercise(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert backprop("step", "5", "Softmax([Parameter(1.0), Input(2.0)])") == 0
    assert "op() is not done yet" in capsys.readouterr().out


def test_what_step_says_fits_the_terminal(backprop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one's own calls part from the right ones, and why there are none."""
    file = backprop.files / "ex7_multi_parent.py"
    stub = file.read_text(encoding="utf-8")
    depth_first = """self.on_backward(derivative_from_parent)
        for child, derivative in zip(self.children, self.grad()):
            child.backward(derivative_from_parent * derivative)"""
    for text in (stub.replace('raise NotImplementedError("Exercise 7")', depth_first, 1), stub + "def f(:\n"):
        file.write_text(text, encoding="utf-8")
        assert backprop("step", "7") == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("Your calls, in backprop/ex7_multi_parent.py")
        assert max(map(len, lines)) <= 80, lines


def test_step_of_the_network_that_fails(
    backprop: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `draw` draws it: on a stub there is none, and it says so."""
    assert backprop("step", "3", "--failing") == 1
    assert "not started" in capsys.readouterr().out
    network = Network((Node("Parameter", value=3.0), Node("Add", (0, 0))))
    monkeypatch.setattr(commands, "failing_network", lambda exercise: Snapshot(network, 1, 2.0))
    assert backprop("step", "7", "--failing") == 0
    assert "Exercise 7: the network on which it fails" in (backprop.files.parent / "step.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("Add(",), "makes no network (SyntaxError"),
        (("7.5",), "a float is no node"),
        (("7", "Ad([1])"), "in ex7_multi_parent.py (NameError"),
        (("7", "--output", "missing/step.html"), "missing/step.html cannot be written"),
    ],
)
def test_step_of_what_is_no_network(
    backprop: Any, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], reason: str
) -> None:
    """No traceback: what is wrong, and what to do."""
    assert backprop("step", *arguments) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert reason in out
    assert "Traceback" not in out
