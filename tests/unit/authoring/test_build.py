"""The skeleton is generated from the reference, and contains no line of a solution."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring import generated, markers
from grader.authoring.notebooks import WITH_NOTEBOOK
from grader.cli import main
from grader.paths import REFERENCE, SKELETON

SOURCE = '''"""Text."""

# BEGIN SOLUTION (removed)
import math

# END SOLUTION


def area(radius: float) -> float:
    """The area of a circle."""
    # BEGIN SOLUTION
    return math.pi * radius**2
    # END SOLUTION
'''


def test_stub_keeps_everything_but_the_solution() -> None:
    """A solution becomes NotImplementedError with the exercise's number, a removed part becomes nothing."""
    text = markers.make_stub(SOURCE, 3, "circle.py")
    assert text.endswith('    """The area of a circle."""\n    raise NotImplementedError("Exercise 3")\n')
    assert "math" not in text
    ast.parse(text)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("# END SOLUTION\n", 1),
        ("x = 1\n# BEGIN SOLUTION\ny = 2\n", 2),
        ("# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n", 2),
    ],
)
def test_markers_that_do_not_match_are_named(source: str, line: int) -> None:
    """A solution must not slip into the skeleton because a marker is missing."""
    with pytest.raises(markers.MarkerError, match=rf"circle.py, line {line}\b"):
        markers.make_stub(source, 1, "circle.py")


def test_everything_generated_is_up_to_date() -> None:
    """What is committed is what `grader build` would write."""
    assert generated.drifted() == []


def test_without_nbformat_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without nbformat, which grading does not need, the command says what to install."""
    command = importlib.import_module("grader.commands.build")
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["build", "--check"])
    assert result.exit_code == 1
    assert "need nbformat: pip install -e '.[nbgrader]'" in result.output


def test_check_fails_on_drift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`grader build --check` names the file that differs and exits with 1; `grader build` mends it."""
    drifted = tmp_path / "ex1_by_hand.py"
    drifted.write_text("something else")
    monkeypatch.setattr(generated, "generated", lambda: {drifted: "what it should be"})
    monkeypatch.setattr("grader.commands.build.KIT", tmp_path)
    result = CliRunner().invoke(main, ["build", "--check"])
    assert result.exit_code == 1
    assert "ex1_by_hand.py" in result.output
    assert drifted.read_text() == "something else"
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    assert drifted.read_text() == "what it should be"
    assert CliRunner().invoke(main, ["build", "--check"]).exit_code == 0


@pytest.mark.parametrize("stem", [exercise.stem for exercise in WITH_NOTEBOOK])
def test_no_solution_line_is_in_the_skeleton(stem: str) -> None:
    """No line of a solution is in any file of the skeleton."""
    lines = markers.solution_lines((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
    assert lines, "the sweep has something to look for"
    assert found_in_skeleton(lines) == []


def test_the_sweep_can_fail() -> None:
    """A line that is in the skeleton is found there."""
    assert found_in_skeleton({"return self.op([child.forward() for child in self.children])"})


def found_in_skeleton(lines: set[str]) -> list[str]:
    """The lines that are in a file of the skeleton, with its name."""
    found = []
    for path in sorted(SKELETON.rglob("*")):
        if path.suffix in {".py", ".md", ".toml", ".yml"} and "__pycache__" not in path.parts:
            present = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
            found += [f"{path.name}: {line}" for line in sorted(lines & present)]
    return found
