"""`python -m backprop repro`: what the message shows is run, or stopped in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import backprop as package
from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.law import subject
from checks.law.subject import LocalSubject
from checks.student.debugging import repro_command
from checks.student.debugging.failing import first_failure
from checks.student.debugging.repro_command import can_be_run, repro
from grader.misconceptions.catalogue import wrong_solutions
from tests.at_home import hurried


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package `backprop` whose exercises are found in a folder of the test's own."""
    monkeypatch.setattr(package, "__path__", [str(tmp_path / "backprop"), *package.__path__])
    before = {name: module for name, module in sys.modules.items() if name.startswith("backprop.")}
    (tmp_path / "backprop").mkdir()
    yield tmp_path / "backprop"
    for name in [name for name in sys.modules if name.startswith("backprop.")]:
        del sys.modules[name]
    sys.modules.update(before)


def failure_of(project: Path, stem: str, text: str) -> Failure:
    (project / f"{stem}.py").write_text(text, encoding="utf-8")
    found = first_failure(BY_STEM[stem], can_be_run)
    assert isinstance(found, Failure), found
    return found


WRONG = ("ex2_compile", "value_kept_on_compile"), ("ex7_multi_parent", "last_parent_wins")


@pytest.mark.parametrize(("stem", "name"), WRONG)
def test_runs_what_the_message_shows(project: Path, capsys: pytest.CaptureFixture[str], stem: str, name: str) -> None:
    """The wrong number comes out, and the right one stands below."""
    failure = failure_of(project, stem, wrong_solutions(stem)[name])
    told = "\n".join(repro(failure, debug=False))
    assert failure.got in capsys.readouterr().out
    assert f"Right is: {failure.expected}" in told
    assert f"from backprop.{stem} import *" in told


def test_stops_in_the_first_line_of_the_method(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the failing network, once, by way of `breakpoint()`, so that `PYTHONBREAKPOINT` is kept."""
    failure = failure_of(project, "ex7_multi_parent", wrong_solutions("ex7_multi_parent")["last_parent_wins"])
    stops: list[FrameType] = []
    monkeypatch.setattr(sys, "breakpointhook", lambda: stops.append(sys._getframe(1)))
    list(repro(failure, debug=True))
    (frame,) = stops
    assert frame.f_code.co_name == "backward"
    assert Path(frame.f_code.co_filename).name == "ex7_multi_parent.py"
    assert "root" in failure.scenario.network.names if failure.scenario else False
    assert type(frame.f_locals["self"]).__name__ == failure.scenario.network.nodes[-1].kind  # type: ignore[union-attr]


def test_an_exception_is_told_with_the_students_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And no other."""
    source = wrong_solutions("ex2_compile")["value_kept_on_compile"]
    failure = failure_of(project, "ex2_compile", source)
    broken = source.replace("def predict(", "def predict(self, inputs):\n        raise KeyError(7)\n\n    def _old(")
    (project / "ex2_compile.py").write_text(broken, encoding="utf-8")
    told = "\n".join(repro(failure, debug=False))
    assert "KeyError: 7" in told
    assert told.count("  File ") == 2, told


def test_nothing_to_run(project: Path) -> None:
    """A stub is not started, a right solution fails no check: a sentence says so."""
    for text, reason in (('raise NotImplementedError("Exercise 2")', "cannot be loaded"), ("1 +", "SyntaxError")):
        (project / "ex2_compile.py").write_text(text, encoding="utf-8")
        found: Any = first_failure(BY_STEM["ex2_compile"], can_be_run)
        assert isinstance(found, str)
        assert reason in found


ENDLESS = """\
from backprop import framework
class Input(framework.Input): ...
class Parameter(framework.Parameter): ...
class Operation(framework.Operation):
    def compile(self): ...
    def predict(self, inputs):
        while True: pass
class Add(Operation, framework.Add): ...
class Multiply(Operation, framework.Multiply): ...
class ReLU(Operation, framework.ReLU): ...
class Sigmoid(Operation, framework.Sigmoid): ...
"""


def test_an_endless_loop_is_run_and_stopped_in(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends as it does under pytest, and says in which line; a debugger stops at its beginning."""
    limit = hurried(0.2)
    for module in (subject, repro_command):
        monkeypatch.setattr(module, "AT_HOME", limit)
    monkeypatch.setattr(LocalSubject.__init__, "__defaults__", (None, limit))
    failure = failure_of(project, "ex2_compile", ENDLESS)
    assert failure.detail == "it was in predict(), line 7"
    told = "\n".join(repro(failure, debug=False))
    assert 'ex2_compile.py", line 7, in predict' in told
    assert told.endswith("No answer within 5 seconds of computing (20 on the clock).")
    stops: list[str] = []

    def stopped() -> None:
        stops.append(sys._getframe(1).f_code.co_name)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "breakpointhook", stopped)
    assert list(repro(failure, debug=True))[-1] == "\nEnded."
    assert stops == ["predict"]
