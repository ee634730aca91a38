"""The interpreter that does the steps of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from checks.guest import interpreter
from checks.guest.interpreter import Interpreter
from checks.model.network import Network
from checks.model.scenario import Scenario
from grader.judge.trusted import run
from grader.paths import REFERENCE

TEXT = (REFERENCE / "ex4_macros.py").read_text(encoding="utf-8")
NOTHING = Scenario(Network(()), ())


def test_course_macros_are_made_once_for_each_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Macros are made once for each load, on the `Macro` of that load, and not for each scenario."""
    made = []
    course_macros = interpreter.course_macros

    def noted(namespace: Mapping[str, Any]) -> dict[str, type]:
        made.append(namespace)
        return course_macros(namespace)

    monkeypatch.setattr(interpreter, "course_macros", noted)
    loads = [run("ex4_macros", TEXT), run("ex4_macros", TEXT)]
    for namespace in [loads[0], loads[0], loads[1], loads[1], loads[1], loads[0]]:
        names = Interpreter(namespace, NOTHING).names
        assert names["Macro"] is namespace["Macro"]
        assert all(issubclass(names[name], namespace["Macro"]) for name in ("Neuron", "Tower", "Gate", "Scaled"))
    assert [loads.index(namespace) for namespace in made] == [0, 1, 0]


def test_without_macros_there_are_none() -> None:
    """A solution without `Macro` has no course macros, not even those of a solution before it."""
    assert "Neuron" in Interpreter(run("ex4_macros", TEXT), NOTHING).names
    assert "Neuron" not in Interpreter({}, NOTHING).names
