"""What `watch` shows: all that there is room for, the first failure first, and the keys in the last line."""

from __future__ import annotations

import io
from typing import Any

import pytest

from checks.exercises import BY_STEM
from checks.student.hints import LEARNED
from checks.student.watching.result import Result
from checks.student.watching.screen import KEYS, Line, full, keys_line, screen
from checks.student.watching.terminal import ENABLE_ESCAPES, Terminal, takes_escapes

STEM = "ex2_compile"
MESSAGE = [
    [["LAW", "The law: after compile(), predict() is right."], ["NETWORK", "The smallest network: x1"]],
    [["TREE", "What is right at each node:", *(f"    n{i}" for i in range(8))]],
    [["COMPARED", "Expected   Got"], ["DIFFERENCE", "2.0        3.0   <-- different"]],
    [["PASTE", "To see it yourself, paste this:"], ["CODE", *(f"line({i})" for i in range(9))]],
    [["EDIT", "Edit backprop/ex2_compile.py."]],
]


def result(stem: str = STEM, **events: Any) -> Result:
    """A result after the line that lists three checks, and other events."""
    one = Result(stem)
    one.take({"checks": {f"{stem}::{name}": f"law {name}" for name in "abc"}})
    return one


def failed(message: list[Any], printed: list[str] | None = None) -> Result:
    one = result()
    one.take({"check": f"{STEM}::a", "status": "failed", "message": message, "printed": printed or []})
    return one


def passed(stem: str = STEM) -> Result:
    one = result(stem)
    for name in "abc":
        one.take({"check": f"{stem}::{name}", "status": "passed", "message": None, "printed": []})
    one.take({"over": True})
    return one


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (40, 12), (200, 5), (20, 3), (14, 2)])
@pytest.mark.parametrize("length", [0, 1, 30, 200])
def test_it_fits_every_terminal(width: int, height: int, length: int) -> None:
    """The lines that there are, none too long, the keys in the last one."""
    long = [*MESSAGE[:-1], [["WHY", *(f"because {i} " * 20 for i in range(length))]], MESSAGE[-1]]
    for batch in ([failed(long)], [failed(long, ["printed"] * 30)], [passed(stem) for stem in BY_STEM], [Result(STEM)]):
        lines = texts(screen(batch, width, height))
        assert len(lines) == height
        assert max(map(len, lines)) <= width
        assert lines[-1] == keys_line(width).text


def test_all_of_a_message_where_there_is_room() -> None:
    shown = texts(screen([failed(MESSAGE)], 120, 40))
    assert [line for line in shown if "line(8)" in line or "n7" in line or "Edit" in line] == [
        "    n7",
        "line(8)",
        "Edit backprop/ex2_compile.py.",
    ]


def test_code_goes_first_then_the_tree_and_what_is_different_stays() -> None:
    """The keys r and d show them."""
    medium = texts(screen([failed(MESSAGE)], 80, 24))
    assert "    n7" in medium
    assert "line(0)" not in medium
    assert "To see it yourself, paste this:" not in medium
    small = texts(screen([failed(MESSAGE)], 80, 12))
    assert "    n7" not in small
    for line in ("The law: after compile(), predict() is right.", "2.0        3.0   <-- different"):
        assert line in small
    assert "Edit backprop/ex2_compile.py." in small


def test_what_the_code_prints_is_shown_where_there_is_room() -> None:
    assert "here I am" in texts(screen([failed(MESSAGE, ["here I am"])], 80, 40))
    assert "here I am" not in texts(screen([failed(MESSAGE, ["here I am"])], 80, 12))


def test_the_first_failure_is_the_only_one() -> None:
    one = failed(MESSAGE)
    other = [[["LAW", "The law: another."]]]
    one.take({"check": f"{STEM}::b", "status": "failed", "message": other, "printed": []})
    shown = texts(screen([passed("ex1_by_hand"), one], 80, 24))
    assert shown[0] == "1  Gradient descent by hand: done, all 3 checks pass"
    assert shown[1] == "2  Compile: find the inputs once: 0 of 3 checks pass ..."
    assert "The law: another." not in shown


def test_a_step_back_is_told() -> None:
    one = failed(MESSAGE)
    one.was_done = True
    assert ", it was done" in screen([one], 80, 24)[0].text


def test_an_endless_loop_is_told_while_it_runs() -> None:
    one = result()
    one.take({"told": "still in predict(), line 101 of backprop/ex2_compile.py; Ctrl-C stops"})
    assert any("line 101" in line for line in texts(screen([one], 80, 24)))
    one.take({"check": f"{STEM}::a", "status": "timeout", "message": MESSAGE, "printed": []})
    assert not any("line 101" in line for line in texts(screen([one], 80, 24)))


def test_checks_that_were_stopped_say_where() -> None:
    one = result()
    one.take({"told": "still in predict(), line 101 of backprop/ex2_compile.py; Ctrl-C stops"})
    one.running, one.stopped = False, True
    shown = texts(screen([one], 120, 24))
    assert shown[0] == "2  Compile: find the inputs once: stopped"
    assert any("checks. It was still in predict(), line 101 of backprop/ex2_compile.py. Save" in line for line in shown)
    assert not any("Ctrl-C" in line for line in shown)


def test_checks_that_end_early_are_no_pass() -> None:
    one = result()
    one.take({"over": False})
    assert one.wrong and not one.done
    assert any("python -m backprop check 2 shows why" in line for line in texts(screen([one], 80, 24)))


def test_what_was_learned_is_told_at_the_end() -> None:
    shown = " ".join(texts(screen([passed()], 80, 24)))
    assert LEARNED[STEM].split(":")[0] in shown
    assert full(passed())[0] == Line("2  Compile: find the inputs once: done, all 3 checks pass", "DONE")


def test_what_is_not_started_says_which_file_to_open() -> None:
    assert "Open backprop/ex2_compile.py" in " ".join(texts(screen([Result(STEM, running=False)], 80, 24)))


def test_a_screen_is_drawn_only_when_something_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cleared the first time and when the size changes, else written over, so that nothing flickers."""
    stream = io.StringIO()
    terminal = Terminal(stream, colour=True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback=None: (80, 24))
    terminal.draw([Line("a", "LAW"), Line("b")])
    first = stream.getvalue()
    assert first.startswith("\x1b[2J\x1b[H\x1b[1ma\x1b[0m\x1b[K\nb")
    assert not first.endswith("\n"), "the last line does not scroll"
    terminal.draw([Line("a", "LAW"), Line("b")])
    assert stream.getvalue() == first
    terminal.draw([Line("c")])
    assert stream.getvalue()[len(first) :] == "\x1b[Hc\x1b[K\x1b[J"
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback=None: (60, 24))
    terminal.draw([Line("c")])
    assert stream.getvalue().count("\x1b[2J") == 2


def test_without_colours_there_are_words() -> None:
    stream = io.StringIO()
    Terminal(stream, colour=False).print([Line("wrong", "WRONG")])
    assert stream.getvalue() == "wrong\n"


def test_characters_that_a_console_lacks_are_replaced() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp437")
    Terminal(stream, colour=False).print([Line("└── x …")])
    stream.seek(0)
    assert stream.read() in ("└── x .\n", "`-- x .\n")


class Kernel:
    """kernel32, whose console takes escape sequences, or does not."""

    def __init__(self, console: bool, takes: bool) -> None:
        self.console, self.takes, self.mode = console, takes, 0

    def GetStdHandle(self, which: int) -> int:  # noqa: N802
        return 7

    def GetConsoleMode(self, handle: int, mode: Any) -> int:  # noqa: N802
        return int(self.console)

    def SetConsoleMode(self, handle: int, mode: int) -> int:  # noqa: N802
        self.mode = mode
        return int(self.takes)


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_a_console_of_windows_is_told_to_take_escapes() -> None:
    kernel = Kernel(console=True, takes=True)
    assert takes_escapes(Stream(True), windows=True, kernel=kernel)
    assert kernel.mode & ENABLE_ESCAPES
    assert not takes_escapes(Stream(True), windows=True, kernel=Kernel(console=True, takes=False))
    assert not takes_escapes(Stream(True), windows=True, kernel=Kernel(console=False, takes=True))
    assert not takes_escapes(Stream(False), windows=True, kernel=kernel)


@pytest.mark.parametrize(("name", "takes"), [("xterm", True), ("screen", True), ("dumb", False), ("", False)])
def test_a_terminal_takes_escapes_by_its_name(name: str, takes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", name)
    assert takes_escapes(Stream(True), windows=False) is takes
    assert not takes_escapes(Stream(False), windows=False)


def test_each_key_has_a_word() -> None:
    assert all(key == word[0] for key, word in KEYS.items() if key != "t")
    assert len(keys_line(80).text) <= 80
