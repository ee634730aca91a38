"""The notebooks that are made of the reference, the checks and the lessons, and `check(...)` inside of one."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from checks.explain.failure import Failure
from checks.explain.media import NOTEBOOK
from checks.explain.messages import explain
from checks.law.check import Check
from checks.model.network import Builder
from checks.model.scenario import Scenario, calls, forward
from checks.model.status import Status
from checks.notebook import Result, run
from grader.authoring import notebooks
from grader.authoring.notebooks import DEFAULT, WITH_NOTEBOOK, Lesson, LessonError
from grader.authoring.reference_module import ReferenceModule
from grader.course import registry
from grader.paths import REFERENCE, SKELETON

STEMS = [exercise.stem for exercise in WITH_NOTEBOOK]
KEPT = annotations.compiler_flag
"""What the first cell of a notebook imports; a kernel keeps it for the others."""


def cells(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["cells"]
    return found


@pytest.mark.parametrize("exercise", WITH_NOTEBOOK, ids=STEMS)
def test_a_notebook_has_everything(exercise: Any) -> None:
    """One locked grade cell for each check, with its points; every definition of the reference in a cell."""
    nbformat = pytest.importorskip("nbformat", reason="nbgrader is not installed: pip install -e .[nbgrader]")
    text = notebooks.make_notebook(exercise)
    nbformat.validate(nbformat.reads(text, as_version=4))
    about = [cell["metadata"]["nbgrader"] for cell in cells(text) if "nbgrader" in cell["metadata"]]
    points = {one["grade_id"]: one["points"] for one in about if one["grade"]}
    assert all(one["locked"] for one in about if one["grade"])
    expected = {c.id.partition("::")[2]: c.points for c in registry.visible_checks(exercise.stem)}
    expected |= {f"hidden-{c.id.partition('::')[2]}": c.points for c in registry.hidden_checks(exercise.stem)}
    assert points == expected
    assert len({one["grade_id"] for one in about}) == len(about)
    code = "\n".join(
        "".join(c["source"]) for c in cells(text) if c["metadata"].get("nbgrader", {}).get("grade") is False
    )
    for name in ReferenceModule(exercise.stem).definitions:
        assert f"class {name}(" in code or f"def {name}(" in code
    assert "data:image/svg+xml;base64," in text, "a picture of the problem"
    tries = [c for c in cells(text) if c["cell_type"] == "code" and "nbgrader" not in c["metadata"]]
    assert len(tries) >= 2, "cells to try things in"


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_the_marked_solution_is_the_reference(stem: str) -> None:
    """What the cells hold is the reference: the same statements, whatever the markers."""
    solved = ReferenceModule(stem)
    text = "\n".join([solved.imports, solved.head, *solved.definitions.values()])
    namespace: dict[str, Any] = {"__name__": "notebook"}
    exec(compile(text, stem, "exec"), namespace)
    for one in registry.visible_checks(stem):
        assert run(one, namespace).status == "passed"


@pytest.mark.parametrize(
    ("lesson", "what"),
    [
        ("<!-- text: Nowhere -->", "heading 'Nowhere'"),
        ("<!-- check: no_such_check -->", "check 'no_such_check'"),
        ("<!-- solution: nothing -->", "definition 'nothing'"),
        ("<!-- quiz -->", "there is no <!-- quiz -->"),
        ("<!-- solution: rest -->\n<!-- check: rest -->", "leaves out"),
        (DEFAULT + "<!-- check: three_steps -->", "came before"),
    ],
)
def test_a_lesson_that_does_not_fit_is_refused(lesson: str, what: str) -> None:
    """The message names the file and what is wrong."""
    with pytest.raises(LessonError, match=r"^ex1_by_hand\.md") as error:
        Lesson("ex1_by_hand", lesson, "ex1_by_hand.md").notebook()
    assert what in str(error.value)


def test_an_exercise_without_a_lesson_has_a_notebook() -> None:
    text = Lesson("ex1_by_hand", DEFAULT, "ex1_by_hand.md").notebook()
    assert text.count("BEGIN HIDDEN TESTS") == len(registry.hidden_checks("ex1_by_hand"))
    assert "## To think about" in text


def solved_names(stem: str, old: str = "", new: str = "") -> dict[str, Any]:
    source = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    assert old in source
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(source.replace(old, new), stem, "exec", dont_inherit=True), namespace)
    return namespace


def visible(identity: str) -> Check:
    return next(c for c in registry.visible_checks(identity.partition("::")[0]) if c.id == identity)


def test_check_says_what_is_wrong_in_words_of_a_notebook(capsys: pytest.CaptureFixture[str]) -> None:
    """The counterexample is drawn, prints do not get out, and no file is named that is not there."""
    wrong = solved_names("ex1_by_hand", "    dl_dp = -2 * (y - p)", "    print('noise')\n    dl_dp = 2 * (y - p)")
    result = run(visible("ex1_by_hand::gradients"), wrong)
    assert (result.status, result.points) == ("failed", 0.0)
    assert result.picture.startswith("<svg")
    assert "backprop/ex1_by_hand.py" not in result.message
    assert "from backprop.ex1_by_hand" not in result.message
    assert "noise" not in capsys.readouterr().out


def test_check_shows_where_an_exception_came_from() -> None:
    broken = solved_names("ex1_by_hand", "    dl_dp = -2 * (y - p)", "    dl_dp = 1 / 0")
    result = run(visible("ex1_by_hand::gradients"), broken)
    assert "ZeroDivisionError" in result.message
    assert "in gradients" in result.message


def test_check_of_a_stub_and_of_nothing() -> None:
    stub = solved_names("ex1_by_hand", "    dl_dp = -2 * (y - p)", '    raise NotImplementedError("Exercise")')
    assert run(visible("ex1_by_hand::gradients"), stub).status == "not_started"
    assert run(visible("ex1_by_hand::gradients"), {}).status == "failed"


def test_a_hidden_check_needs_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its source the check runs; without, it only gives 0 points to an untouched stub."""
    pytest.importorskip("IPython", reason="nbgrader is not installed: pip install -e .[nbgrader]")
    monkeypatch.setattr("IPython.display.display", lambda shown: None)
    hidden = registry.hidden_checks("ex1_by_hand")[0]
    lines = notebooks._hidden_cell(hidden).splitlines()
    release = "\n".join(lines[:4] + lines[-1:])
    assert "check_hidden" in release
    namespace = solved_names("ex1_by_hand")
    assert last_value("\n".join(lines), namespace) == hidden.points
    assert last_value(release, namespace) is None
    stub = dict.fromkeys(("linear_regression", "three_steps", "gradients", "train"), not_there)
    assert last_value(release, dict(stub)) == 0.0


def last_value(source: str, namespace: dict[str, Any]) -> Any:
    """Run a cell, and return the value of its last line."""
    *body, last = source.splitlines()
    exec("\n".join(body), namespace)
    return eval(last, namespace)


def not_there(*_: object) -> None:
    raise NotImplementedError("Exercise")


def test_nothing_in_a_result_is_trusted() -> None:
    """A message may quote what a solution made up; the instructor's browser shows it."""
    shown = Result("<b>law</b>", 0.0, 1.0, Status.FAILED, "<script>alert(1)</script>")._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown


def test_words_of_a_notebook() -> None:
    """The solution is what its cells define: nothing is imported of it, and no file is named."""
    builder = Builder()
    network = builder.add("Add", builder.input(1.0)).network()
    scenario = Scenario(network, (forward(network.root), calls()))
    text = explain(Failure("ex3_caching", "a law", Status.FAILED, scenario, 1, "no call", "1"), NOTEBOOK)
    assert "backprop.ex3_caching" not in text
    assert "globals().update(calls.classes(globals()))" in text
    assert "paste this into a cell" in text
    assert "Edit the cells of your notebook: forward()" in text


def test_a_cell_that_runs_again_counts() -> None:
    """What is checked are the classes as they are now, in the one namespace that a notebook has."""
    names: dict[str, Any] = {"__name__": "__main__"}
    check = next(one for one in registry.visible_checks("ex2_compile") if one.id.endswith("::compile_again"))
    source = (REFERENCE / "ex2_compile.py").read_text("utf-8")
    stub = (SKELETON / "backprop" / "ex2_compile.py").read_text("utf-8")
    wrong = source.replace("self.find_input_nodes()", "[]")
    assert wrong != source
    statuses = []
    for text in (stub, source, wrong, stub, source):
        exec(text, names)  # as a kernel does with a cell
        statuses.append(run(check, names).status)
    assert statuses == [Status.NOT_STARTED, Status.PASSED, Status.FAILED, Status.NOT_STARTED, Status.PASSED]


@pytest.mark.parametrize("exercise", WITH_NOTEBOOK, ids=STEMS)
def test_the_cells_run_with_what_the_kit_needs_itself(exercise: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The solved notebook from top to bottom, but for its checks, where there is no package for plots or for tables."""
    for package in ("matplotlib", "pandas", "scipy", "seaborn"):
        monkeypatch.setitem(sys.modules, package, None)
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(notebooks.make_notebook(exercise)):
        if cell["cell_type"] == "code" and not cell["metadata"].get("nbgrader", {}).get("grade"):
            source = "".join(cell["source"])
            exec(compile(source, exercise.stem, "exec", KEPT, dont_inherit=True), names)
    if exercise.stem == "ex1_by_hand":
        assert eval("curves(losses)", names)._repr_svg_().count("<polyline") == 3
