"""Whatever a file holds, its reader reads it or says what is wrong: found by fuzzing, and kept small."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.law import formulas
from grader.course.config import CourseError, read_course
from grader.diagnosis.introspection import UNREADABLE, suspicious
from grader.intake.roster import RosterError, read_roster
from grader.judge.replies import ProtocolError, read_content, read_message
from grader.nbgrader.code import CodeCell, module_of

few = settings(max_examples=100)


def text(*words: str) -> st.SearchStrategy[str]:
    """Words of a language in any order, with other text between them."""
    return st.lists(st.sampled_from(words) | st.text(max_size=3), max_size=20).map("".join)


def read(reader: Callable[[Path], object], path: Path, content: str) -> str:
    """Return the error of a reader, empty if there was none."""
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        reader(path)
    except (CourseError, RosterError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "content",
    [
        "x = " + "[" * 5000,
        "seed = " + "9" * 5000,
        "[deadlines]\nall = 0001-01-01T00:00:00+14:00",
        "[deadlines]\nall = 9999-12-31T23:59:59-14:00",
        '[deadlines]\nall = "9999-12-31 23:59 America/New_York"',
        '[students.ada]\nall = "+' + "9" * 30 + 'h"',
        'exceptions = "\\u0000"',
    ],
)
def test_a_course_beyond_all_bounds(tmp_path: Path, content: str) -> None:
    said = read(read_course, tmp_path / "course.toml", content)
    assert "course.toml" in said
    assert "expected" in said


@pytest.mark.parametrize("field", ["x" * 200_000, '"' * 300_001])
def test_a_roster_with_a_field_without_end(tmp_path: Path, field: str) -> None:
    assert "cannot be read" in read(read_roster, tmp_path / "roster.csv", f"student,repository\nada,{field}\n")


COURSE = text(
    *("exercises = ", "name = ", "[late]\n", "[limits]\n", "[deadlines]\n", "[students.a]\n", "all = ", "days = "),
    *("seed = ", "ex1_by_hand", '"', "[", "]", "\n", "2026-10-25T23:59:00Z", "+48h", "excused", "1e400", "nan", "-1"),
)
ROSTER = text("student,repository\n", ",", "\n", '"', "a", "branch", "\r", "\0", "\ufeff", "../x", "-x")


@few
@given(content=COURSE)
def test_any_course(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    read(read_course, tmp_path_factory.getbasetemp() / "course.toml", content)


@few
@given(content=ROSTER)
def test_any_roster(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    read(read_roster, tmp_path_factory.getbasetemp() / "roster.csv", content)


FORMULA = text(
    *"+-*/()[],^ ", "**", "max(", "exp(", "relu(", "σ", "x", "1e9", "·", "lambda", " if ", "1_0", "1j", "²", "…"
)


@few
@given(formula=FORMULA)
def test_any_formula(formula: str) -> None:
    try:
        tree = formulas.parse(formula)
        formulas.evaluate(tree, dict.fromkeys(formulas.names(tree), 0.5))
    except formulas.FormulaError:
        pass


DEEP = ("x = " + "+".join("1" * 1500), "x = " + "-" * 1500 + "1", "x = 1" + "[0]" * 1500, "x = " + "not " * 1500 + "1")


@pytest.mark.parametrize("source", DEEP)
def test_a_cell_that_is_nested_deep(source: str) -> None:
    """Deeper than Python's limit of recursion, and not too deep for its parser."""
    module = module_of([CodeCell("solution", source)], {"f"})
    assert [piece.statement.binds for piece in module.pieces] == [{"x"}]


CODE = text(
    *(
        "def f(x):\n    return x\n",
        "class A:\n    pass\n",
        "import os\n",
        "%%time\n",
        "!ls\n",
        "f?\n",
        "@f\n",
        "(",
        ")",
    ),
    *("\n", "\f", "\r", "\x00", "é", ";", "    ", "\\\n", '"""', "\u2028", "\x1c", "x = 1\n"),
)


@few
@given(cells=st.lists(st.tuples(st.sampled_from(["given", "solution", "grade", "added"]), CODE), max_size=3))
def test_any_cells(cells: list[tuple[str, str]]) -> None:
    module = module_of([CodeCell(*cell) for cell in cells], {"f", "A"})
    assert all(module.origin(line) for line in range(2, 2 + len(module.pieces)))
    for piece in list(module.pieces[:1]):
        module.drop(piece, "why")
        assert piece not in module.pieces


def test_functions_inside_each_other_without_end_are_not_read() -> None:
    """The time to read them grows with the square of their depth: 900 took four seconds."""
    assert suspicious("x = " + "lambda: " * 60 + "0") == [UNREADABLE]
    assert suspicious("x = " + "lambda: " * 15 + "0") == []


MESSAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["ask", "next", "answers"]), inner),
    max_leaves=8,
)


@few
@given(value=MESSAGE)
def test_any_message_in_a_dialogue(value: object) -> None:
    for content in (value, {"ask": value}, {"next": value}, {"answers": value, "raised": value}):
        for reader in (read_message, lambda line: read_content(line, 3)):
            with suppress(ProtocolError):
                reader(json.dumps(content).encode())


@pytest.mark.parametrize("line", [b"[" * 100_000, b"\xff\xfe{\x00", b'{"ask": ["op", 1, "' + b"x" * 2000 + b'"]}'])
def test_a_message_beyond_all_bounds(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        read_message(line)
