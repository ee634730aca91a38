"""`watch`, with files, keys and processes that a test moves by hand."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from checks.exercises import BY_STEM
from checks.student import memory, stub_state
from checks.student.last_lines import LINES_KEPT
from checks.student.memory import Memory
from checks.student.watching import checking, loop
from checks.student.watching.keys import NoKeyboard, PosixKeyboard, WindowsKeyboard, keyboard
from checks.student.watching.saves import Saves, to_run
from checks.student.watching.screen import Line
from checks.student.watching.session import Session
from grader.paths import REFERENCE, SKELETON
from tests.at_home import project as at_home


class Process:
    """A process that checks, which tells what the test puts into `lines`."""

    made: list[Process] = []

    def __init__(self) -> None:
        self.stem, self.killed = "", False
        self.lines: deque[dict[str, Any]] = deque()
        Process.made.append(self)

    def check(self, stem: str) -> None:
        self.stem = stem

    def events(self) -> list[dict[str, Any]]:
        found = [*self.lines]
        self.lines.clear()
        return found

    def kill(self) -> None:
        self.killed = True

    def end(self, *statuses: str) -> None:
        """Tell how the checks of the exercise end."""
        ids = [f"{self.stem}::{at}" for at in range(len(statuses))]
        self.lines.append({"checks": dict.fromkeys(ids, "a law")})
        for identity, status in zip(ids, statuses, strict=True):
            message = None if status == "passed" else [[["LAW", f"broken: {identity}"]]]
            self.lines.append({"check": identity, "status": status, "message": message, "printed": []})
        self.lines.append({"over": True})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's modules; the first exercise is done, the second and the capstone are begun."""
    made = tmp_path / "backprop"
    made.mkdir()
    Process.made = []
    for module in (memory, stub_state):
        monkeypatch.setattr(module, "source_file", lambda stem: made / f"{stem}.py")
    monkeypatch.setattr(memory, "FILE", tmp_path / ".backprop" / "memory.json")
    for stem in (*BY_STEM, "framework"):
        text = stub_state.stub_file(stem).read_text(encoding="utf-8")
        begun = stem in ("ex1_by_hand", "ex2_compile", "capstone")
        (made / f"{stem}.py").write_text(text + "# begun\n" * begun, encoding="utf-8")
    before = Memory()
    before.note("ex1_by_hand", ["ex1_by_hand::0"], {"ex1_by_hand::0": "passed"})
    before.save()
    return made


def begun(folder: Path) -> Session:
    made = Session(Saves(folder), Process)
    made.step()
    return made


def save(folder: Path, *stems: str) -> None:
    for stem in stems:
        with (folder / f"{stem}.py").open("a", encoding="utf-8") as file:
            file.write("# saved\n")


def checked() -> list[str]:
    return [one.stem for one in Process.made if one.stem]


def test_it_begins_at_once_with_the_first_exercise_that_is_not_done(folder: Path) -> None:
    here = begun(folder)
    assert [one.stem for one in here.batch] == ["ex2_compile"]
    assert checked() == ["ex2_compile"]


def test_when_the_checks_are_over_another_process_gets_ready(folder: Path) -> None:
    """And not earlier: it would take time from them."""
    here = begun(folder)
    assert len(Process.made) == 1
    Process.made[0].end("failed", "passed")
    here.step()
    assert len(Process.made) == 2
    save(folder, "ex2_compile")
    here.step()
    assert len(Process.made) == 2
    assert Process.made[1].stem == "ex2_compile"


def test_a_save_ends_checks_of_the_same_exercise(folder: Path) -> None:
    """In an endless loop for instance."""
    here = begun(folder)
    save(folder, "ex2_compile")
    here.step()
    assert Process.made[0].killed
    assert checked() == ["ex2_compile", "ex2_compile"]
    assert [one.stem for one in here.batch] == ["ex2_compile", "capstone"]


def test_two_files_saved_at_once_both_run(folder: Path) -> None:
    here = begun(folder)
    Process.made[-1].end("passed")
    here.step()
    save(folder, "ex1_by_hand", "ex3_caching")
    here.step()
    Process.made[-1].end("passed")
    here.step()
    Process.made[-1].end("failed")
    here.step()
    first, second, *others = here.batch
    assert checked()[1:3] == ["ex1_by_hand", "ex3_caching"]
    assert (first.done, second.wrong) == (True, True)
    assert here.shown.stem == "ex3_caching"
    assert [one.stem for one in others] == ["capstone"], "it builds on both"


def test_another_file_saved_meanwhile_waits_for_its_turn(folder: Path) -> None:
    here = begun(folder)
    save(folder, "ex3_caching")
    here.step()
    assert not Process.made[0].killed
    assert checked() == ["ex2_compile"]
    Process.made[0].end("passed")
    here.step()
    assert checked() == ["ex2_compile", "ex3_caching"]


def test_the_capstone_runs_when_what_it_builds_on_changes() -> None:
    begun_ = dict.fromkeys(BY_STEM, True)
    assert to_run(["ex3_caching"], "ex3_caching", begun_) == ["ex3_caching", "capstone"]
    assert to_run(["ex3_caching"], "ex3_caching", {**begun_, "capstone": False}) == ["ex3_caching"]
    assert to_run(["capstone"], "ex3_caching", begun_) == ["capstone"]


def test_a_given_module_concerns_the_exercise_on_the_screen() -> None:
    assert to_run(["framework"], "ex3_caching", {}) == ["ex3_caching"]


def test_a_given_module_that_is_saved_makes_the_process_that_stands_by_old(folder: Path) -> None:
    """It has imported what was there before."""
    here = begun(folder)
    Process.made[0].end("passed")
    here.step()
    save(folder, "framework")
    here.step()
    assert Process.made[1].killed
    assert Process.made[2].stem == "ex2_compile"


def test_control_c_ends_a_command_and_not_watch(folder: Path) -> None:
    def pressed(command: Sequence[str]) -> None:
        raise KeyboardInterrupt

    screen = Screen()
    loop.in_terminal(Session(Saves(folder), Process), screen, Keys("hxq", folder), pressed)  # type: ignore[arg-type]
    assert loop.BACK.text in screen.shown


def test_what_ran_is_remembered(folder: Path) -> None:
    here = begun(folder)
    Process.made[0].end("passed", "failed")
    here.step()
    assert Memory().word("ex2_compile") == "1 of 2"
    save(folder, "ex2_compile")
    here.step()
    Process.made[1].end("passed", "passed")
    here.step()
    assert Memory().word("ex2_compile") == "done"


def test_next_turns_to_what_is_not_done(folder: Path) -> None:
    here = begun(folder)
    Process.made[0].end("passed")
    here.step()
    assert here.press("n") == []
    assert here.shown.stem == "ex3_caching"
    here.step()
    assert checked() == ["ex2_compile"], "an untouched one has nothing to check"
    for _ in BY_STEM:
        here.press("n")
    assert "ex1_by_hand" not in [one.stem for one in here.batch]


def test_keys_run_commands_about_the_exercise_on_the_screen(folder: Path) -> None:
    here = begun(folder)
    assert [here.press(key) for key in "hldrt"] == [
        ["hint", "2", "1"],
        ["list"],
        ["draw", "2"],
        ["repro", "2"],
        ["read", "2"],
    ]
    assert here.press("") == here.press("x") == here.press("?") == []


def test_another_hint_says_more(folder: Path) -> None:
    """To the same failure; to another one, or another exercise, they begin anew."""
    here = begun(folder)
    assert [here.press("h")[2] for _ in range(3)] == ["1", "2", "3"]
    Process.made[0].end("passed", "failed", "failed")
    here.step()
    assert [here.press("h")[2] for _ in range(2)] == ["1", "2"]
    here.press("n")
    assert here.press("h") == ["hint", "3", "1"]


def test_control_c_ends_checks_first_and_then_watch(folder: Path) -> None:
    """Those that wait as well. What is saved after that is checked as always."""
    here = begun(folder)
    save(folder, "ex3_caching")
    here.step()
    assert here.interrupt()
    assert Process.made[0].killed
    assert [one.score for one in here.batch] == ["stopped", "stopped", "stopped"], "the capstone builds on exercise 3"
    here.step()
    assert checked() == ["ex2_compile"]
    assert not here.interrupt()
    save(folder, "ex2_compile")
    here.step()
    assert checked() == ["ex2_compile", "ex2_compile"]


def test_control_c_at_the_keyboard(folder: Path) -> None:
    screen = Screen()
    with pytest.raises(KeyboardInterrupt):
        loop.in_terminal(Session(Saves(folder), Process), screen, Keys("\x03.\x03", folder))  # type: ignore[arg-type]
    assert "2  Compile: find the inputs once: stopped" in screen.shown


def test_the_end_leaves_no_process(folder: Path) -> None:
    here = begun(folder)
    Process.made[0].end("passed")
    here.step()
    save(folder, "ex2_compile", "ex3_caching")
    here.step()
    here.end()
    assert all(one.killed for one in Process.made[1:])


def test_only_a_changed_text_is_a_save(tmp_path: Path) -> None:
    """Not a file that was only touched, not one that is missing or empty for a moment; each save once."""
    file = tmp_path / "ex3_caching.py"
    file.write_text("one")
    stamps = iter(range(100))
    saves = Saves(tmp_path, lambda path: (next(stamps), 0) if path.exists() else None)
    assert saves.new() == []
    file.write_text("")
    assert saves.new() == []
    file.write_text("two")
    assert saves.new() == ["ex3_caching"]
    assert saves.new() == []
    file.unlink()
    assert saves.new() == []
    file.write_text("three")
    assert saves.new() == ["ex3_caching"]


class Keys:
    """A keyboard on which the test types. `*` saves the second exercise."""

    def __init__(self, typed: str, folder: Path) -> None:
        self.typed, self.folder = iter(typed), folder

    def key(self, seconds: float) -> str:
        key = next(self.typed)
        if key == "\x03":
            raise KeyboardInterrupt
        if key == "*":
            save(self.folder, "ex2_compile")
        return "" if key in "*." else key

    def open(self) -> Any:
        return nullcontext()


class Screen:
    """A terminal that notes what it shows."""

    size = (80, 24)

    def __init__(self) -> None:
        self.shown: list[str] = []

    def draw(self, lines: Sequence[Line]) -> None:
        self.shown.append(lines[0].text)

    def clear(self) -> None:
        self.shown.append("cleared")

    def say(self, line: Line) -> None:
        self.shown.append(line.text)

    def print(self, lines: Sequence[Line]) -> None:
        self.shown += [line.text for line in lines if line.text]

    def leave(self) -> None:
        self.shown.append("left")


def test_the_first_sign_needs_no_process(folder: Path) -> None:
    screen = Screen()
    with pytest.raises(StopIteration):
        loop.in_terminal(Session(Saves(folder), Process), screen, Keys("", folder))  # type: ignore[arg-type]
    assert screen.shown[0] == "2  Compile: find the inputs once: checking ..."
    assert screen.shown[-1] == "left", "whatever happens"


def test_a_command_is_left_on_the_screen_until_a_key_or_a_save(folder: Path) -> None:
    for back in ("x", "*."):
        ran: list[Sequence[str]] = []
        screen = Screen()
        keys = Keys(f"H.{back}q", folder)
        loop.in_terminal(Session(Saves(folder), Process), screen, keys, ran.append)  # type: ignore[arg-type]
        assert ran == [[sys.executable, "-m", "backprop", "hint", "2", "1"]]
        at = screen.shown.index("cleared")
        assert screen.shown[at + 1 : at + 3] == [loop.BACK.text, "2  Compile: find the inputs once: checking ..."]


def test_without_a_terminal_each_result_is_printed_once(folder: Path) -> None:
    here, screen = Session(Saves(folder), Process), Screen()
    typed = iter([lambda: Process.made[0].end("failed"), lambda: None, lambda: None])

    class Nobody:
        def key(self, seconds: float) -> str:
            next(typed)()
            return ""

    with pytest.raises(StopIteration):
        loop.in_lines(here, screen, Nobody())  # type: ignore[arg-type]
    assert screen.shown[0].startswith("Watching backprop/")
    assert screen.shown[1:] == ["2  Compile: find the inputs once: 0 of 1 checks pass", "broken: ex2_compile::0"]


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


def test_a_posix_terminal_gives_single_keys_and_is_left_as_it_was(terminal: tuple[int, int]) -> None:
    import termios

    master, slave = terminal
    before = termios.tcgetattr(slave)
    keys = PosixKeyboard(slave)
    os.write(master, b"n")
    with keys.open():
        assert termios.tcgetattr(slave) != before
        assert keys.key(1) == "n", "it was typed before"
        assert keys.key(0) == ""
        os.write(master, b"hn")
        assert keys.key(1) + keys.key(1) == "hn", "typed faster than they are read"
        os.write(master, b"\x1b[A")
        assert keys.key(1) == "", "an arrow is no letter"
    assert termios.tcgetattr(slave) == before


def test_a_console_of_windows_gives_single_keys() -> None:
    class Console:
        typed = deque(["h", "\xe0", "H", "\x03"])

        def kbhit(self) -> bool:
            return bool(self.typed)

        def getwch(self) -> str:
            return self.typed.popleft()

    keys = WindowsKeyboard(Console())
    with keys.open():
        assert keys.key(0.02) == "h"
        assert keys.key(0.02) == "", "an arrow is no letter"
        with pytest.raises(KeyboardInterrupt):
            keys.key(0.02)
        assert keys.key(0.02) == ""


def test_each_system_has_its_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", object())
    assert isinstance(keyboard(terminal=True, windows=True), WindowsKeyboard)
    assert isinstance(keyboard(terminal=False, windows=True), NoKeyboard)
    assert NoKeyboard().key(0) == ""


def test_what_failed_last_runs_first_and_only_the_first_failure_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each check is told as soon as it has ended, with what the code printed in it."""
    text = (REFERENCE / "ex2_compile.py").read_text(encoding="utf-8")
    wrong = text.replace("return self.forward()", "print('asked'); return 2 * self.forward() + 1")
    at_home(tmp_path, {"ex2_compile": wrong}, monkeypatch)
    monkeypatch.setattr(memory, "FILE", tmp_path / "memory.json")
    ids = ["ex2_compile::wrong_number_of_inputs", "ex2_compile::predicts_the_right_values"]
    before = Memory()
    before.note("ex2_compile", ids, {ids[0]: "failed"})
    before.save()
    events: list[dict[str, Any]] = []
    checking.check_exercise("ex2_compile", events.append)
    listed, first, *others = json.loads(json.dumps(events))
    assert len(listed["checks"]) == len(others) + 1
    assert first["check"] == ids[0]
    explained = [event for event in (first, *others) if event["message"]]
    failed = [event for event in (first, *others) if event["status"] == "failed"]
    assert len(failed) > 1
    assert explained == failed[:1]
    assert explained[0]["message"][0][0][0] == "LAW"
    assert explained[0]["printed"][-1] == "asked"
    assert len(explained[0]["printed"]) <= LINES_KEPT + 1


def test_what_cannot_be_loaded_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, {"ex2_compile": "def\n"}, monkeypatch)
    monkeypatch.setattr(memory, "FILE", tmp_path / "memory.json")
    events: list[dict[str, Any]] = []
    checking.check_exercise("ex2_compile", events.append)
    assert [event.get("status") for event in events] == [None, "crashed"]


def test_nothing_large_is_imported_before_the_first_sign() -> None:
    """The modules of `watch` import neither Hypothesis nor rich nor pytest: they take longer than 0.3 s."""
    import ast

    for path in (SKELETON / "checks" / "student" / "watching").glob("*.py"):
        if path.stem == "checking":  # a process of its own
            continue
        names = [n.module or "" for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ImportFrom)]
        assert not [n for n in names if n.startswith(("checks.law", "checks.explain", "rich", "hypothesis"))], path


def test_the_process_says_when_the_checks_ended_early(monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.student.watching.process import CheckingProcess

    for lines, last in (("", {"over": False}), ('{"over": true}\n', {"over": True})):
        process = CheckingProcess.__new__(CheckingProcess)
        process._process = type("P", (), {"stdout": io.StringIO(lines)})()
        from queue import SimpleQueue

        process._events = SimpleQueue()
        process._read()
        assert process.events() == [last]
