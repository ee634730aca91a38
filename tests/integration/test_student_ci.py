"""The student's CI files: valid, and their steps do on this machine what they promise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import junitparser
import pytest
import yaml

from checks import github, github_page
from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.explain.source_line import line_to_edit
from checks.github_page import Row, mermaid, summary, workflow_commands
from checks.law.check import Check
from checks.model.network import Builder
from checks.model.outcomes import Frame, Mismatch, Raised
from checks.model.scenario import Scenario, call, forward
from checks.model.status import Status
from grader.paths import KIT, SKELETON

WORKFLOW = SKELETON / ".github/workflows/checks.yml"
GITLAB = SKELETON / ".gitlab-ci.yml"
DAAN = KIT / "tests/submissions/daan"
WRONG = DAAN / "ex1_by_hand.py"
KEPT = ("test_ex1_by_hand.py", "test_ex2_compile.py", "test_ex3_caching.py")


def lint(schema: str, file: Path) -> subprocess.CompletedProcess[str]:
    """Validate a file by the published schema, which the linter brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-workflows", WORKFLOW), ("vendor.gitlab-ci", GITLAB)])
def test_the_file_is_valid(schema: str, file: Path, tmp_path: Path) -> None:
    """The file is valid, and a wrong key would be found."""
    done = lint(schema, file)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / file.name
    broken.write_text(file.read_text("utf-8").replace("timeout", "tiemout").replace("script:", "scirpt:"), "utf-8")
    assert lint(schema, broken).returncode == 1


def workflow() -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return loaded


def test_the_workflow_runs_on_push_and_pull_request() -> None:
    """All checks run, not only up to the first failure; the results are kept even so; and it is called feedback."""
    assert set(workflow()[True]) == {"push", "pull_request"}  # YAML reads `on` as true
    (job,) = workflow()["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert not any(" -x" in run or "--maxfail" in run for run in runs)
    (kept,) = [step for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    assert kept["if"] == "always()"
    assert kept["with"]["path"] in " ".join(runs)
    assert "feedback, not the grade" in WORKFLOW.read_text("utf-8")
    assert workflow()["permissions"] == {"contents": "read"}
    pipeline = yaml.safe_load(GITLAB.read_text("utf-8"))
    assert pipeline["checks"]["artifacts"]["reports"]["junit"] == "report.xml"
    assert pipeline["checks"]["artifacts"]["when"] == "always"
    assert "feedback, not the grade" in pipeline["checks"]["after_script"][0]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's repository: two wrong exercises and one not begun; only their checks, so that the test is quick."""
    folder = tmp_path_factory.mktemp("ci") / "repository"
    shutil.copytree(SKELETON, folder, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache"))
    for name in ("ex1_by_hand.py", "ex2_compile.py"):
        shutil.copy(DAAN / name, folder / "backprop" / name)
    for file in (folder / "checks").glob("test_*.py"):
        if file.name not in KEPT:
            file.unlink()
    return folder


def perform(steps: list[str], folder: Path, **variables: str) -> list[subprocess.CompletedProcess[str]]:
    """Run steps the way a runner does: each by bash, in the repository. `python` is the one that runs this test.

    What would be installed is installed here already, so the step that installs is only looked up.
    """
    binaries = folder.parent / "bin"
    binaries.mkdir(exist_ok=True)
    python = binaries / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -B "$@"\n')
    python.chmod(0o755)
    env = {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder.parent), **variables}
    env["PYTHONPATH"] = str(folder)
    done = []
    for step in steps:
        code = step
        if "pip install" in step:
            assert step == "python -m pip install --quiet --editable ."
            code = "python -m pip --version && test -f pyproject.toml"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", code]
        done.append(subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False))
    return done


@pytest.fixture(scope="module")
def page(repository: Path) -> tuple[str, str]:
    """What the workflow's steps print, and the summary they write."""
    (job,) = workflow()["jobs"].values()
    steps = [step["run"] for step in job["steps"] if "run" in step]
    file = repository.parent / "summary.md"
    installed, checked = perform(steps, repository, GITHUB_STEP_SUMMARY=str(file))
    assert installed.returncode == 0, installed.stderr
    assert checked.returncode == 1, checked.stdout + checked.stderr
    return checked.stdout, file.read_text("utf-8")


def test_the_steps_of_the_workflow_write_the_summary(page: tuple[str, str]) -> None:
    """A scoreboard, the smallest failing networks drawn, and the sentence that this is no grade."""
    _, written = page
    assert written.count("## Checks") == 1
    assert "feedback, not the grade" in written
    assert "| ex1_by_hand | 4 / 7 | 6 / 11 | ✅✅❌✅❌✅❌ |" in written
    assert "⚪" in written
    assert "### ex1_by_hand: Gradient descent by hand" in written
    assert "```mermaid\nflowchart BT\n    n0" in written.partition("### ex2_compile")[2]
    assert "Expected" in written


def test_the_annotations_are_at_the_students_lines(page: tuple[str, str]) -> None:
    printed, _ = page
    commands = [line for line in printed.splitlines() if line.startswith("::error file=backprop/ex1_by_hand.py")]
    assert [line for line in printed.splitlines() if line.startswith("::error file=backprop/ex2_compile.py,line=")]
    source = WRONG.read_text("utf-8").splitlines()
    for command, function in zip(commands, ("def gradients", "def train"), strict=True):
        assert command.startswith("::error file=backprop/ex1_by_hand.py,line=")
        line = int(command.split("line=")[1].split(",")[0])
        assert source[line - 1].startswith(function)
    assert "feedback, not the grade" in printed


def test_the_steps_write_the_junit_file(page: tuple[str, str], repository: Path) -> None:
    suites = list(junitparser.JUnitXml.fromfile(str(repository / "report.xml")))
    assert sum(suite.tests for suite in suites) > 5
    assert sum(suite.failures + suite.errors for suite in suites) >= 3


def test_the_steps_of_the_pipeline(repository: Path) -> None:
    """GitLab: the same checks and a JUnit report, and the sentence that this is no grade."""
    (repository / "report.xml").unlink(missing_ok=True)
    pipeline = yaml.safe_load(GITLAB.read_text("utf-8"))["checks"]
    installed, checked = perform(pipeline["script"], repository)
    assert installed.returncode == 0
    assert checked.returncode == 1
    assert (repository / "report.xml").is_file()
    (said,) = perform(pipeline["after_script"], repository)
    assert "This is feedback, not the grade." in said.stdout


def doubled() -> Builder:
    builder = Builder()
    a = builder.input(2.0)
    builder.operation("Add", a, builder.parameter(0.5), a)
    return builder


def test_a_network_in_mermaid() -> None:
    """A node for each node, an edge for each child; a child that is there twice has two edges."""
    assert mermaid(doubled().network()).splitlines() == [
        "flowchart BT",
        '    n0(["x1 = 2.0"])',
        '    n1[/"w1 = 0.5"/]',
        '    n2["Add"]',
        "    n0 --> n2",
        "    n1 --> n2",
        "    n0 --> n2",
    ]


def test_the_smallest_failing_network_is_on_the_page() -> None:
    row = Row(
        "ex3_caching", "a *law*", Status.FAILED, 0.0, 2.0, "Expected: 1\n```\nGot: 2", network=doubled().network()
    )
    page = summary([row], "Checks", "note")
    assert "```mermaid\nflowchart BT\n" in page
    assert "**a \\*law\\***" in page
    assert "````text\nExpected: 1\n```\nGot: 2\n````" in page


def test_a_message_cannot_give_commands_to_the_runner() -> None:
    row = Row("ex3_caching", "a, b: c", Status.CRASHED, 0.0, 1.0, "100%\n::set-env x", "backprop/ex3_caching.py", 7)
    (command,) = workflow_commands([row, row])
    assert command == ("::error file=backprop/ex3_caching.py,line=7,title=a%2C b%3A c::100%25%0A::set-env x")


def test_hidden_and_passed_checks_are_not_annotated() -> None:
    rows = [Row("ex3_caching", "t", Status.FAILED, 0, 1, hidden=True), Row("ex3_caching", "t", Status.PASSED, 1, 1)]
    assert workflow_commands(rows) == []
    many = [Row("ex3_caching", "t", Status.FAILED, 0, 1, file="f", line=at) for at in range(20)]
    assert len(workflow_commands(many)) == github_page.MOST_ANNOTATIONS


SOURCE = """
class Add(framework.Add):
    def op(self, x):
        return 0

class Node:
    def forward(self):
        return 1

def train(weight):
    raise NotImplementedError("Exercise 1")
"""


def test_the_line_to_edit() -> None:
    """The line is that of the exception, else of the method that was asked, else of the stub, else the first."""
    network = doubled().network()
    scenario = Scenario(network, (forward(2), call("train", 1.0)))
    assert line_to_edit(SOURCE, scenario, 0, Raised("ValueError", "", (Frame("f", 3, "op"), Frame("f", 4, "op")))) == 4
    assert line_to_edit(SOURCE, scenario, 0) == 3
    assert line_to_edit(SOURCE, scenario, 1) == 10
    assert line_to_edit(SOURCE.replace("def op", "def up"), scenario, 0) == 7
    assert line_to_edit(SOURCE, Scenario(network, (call("missing"),))) == 11
    assert line_to_edit("", None) == 1


def test_a_row_of_a_check_that_failed() -> None:
    """A failed check has a row with its status, its message and its network."""

    def test_nothing() -> None:
        pass

    check = Check("ex1_by_hand::x", "the law", 2.0, test_nothing)
    report: Any = SimpleNamespace(outcome="passed")
    assert github._row(check, report, None).status == "passed"
    scenario = Scenario(doubled().network(), (forward(2),))
    failure = of_mismatch(check, Mismatch(scenario, 0, "1", "2"), "")
    row = github._row(check, report, failure)
    assert (row.status, row.score, row.message, row.network) == ("failed", 0.0, explain(failure), scenario.network)
