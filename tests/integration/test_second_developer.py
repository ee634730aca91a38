"""Help for a second developer: the kit's own workflow, the hooks before a commit, the table in the README."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from checks.exercises import EXERCISES
from grader.course import registry
from grader.paths import KIT

WORKFLOW = KIT / ".github/workflows/ci.yml"
HOOKS = KIT / ".pre-commit-config.yaml"


def validated(file: Path) -> subprocess.CompletedProcess[str]:
    """Validate a workflow by the published schema, which the linter brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def test_the_workflow_is_valid(tmp_path: Path) -> None:
    """The file is valid, and a wrong key would be found."""
    assert validated(WORKFLOW).returncode == 0, validated(WORKFLOW).stdout
    broken = tmp_path / "ci.yml"
    broken.write_text(WORKFLOW.read_text("utf-8").replace("timeout-minutes", "timeout"), "utf-8")
    assert validated(broken).returncode == 1


def test_the_workflow_covers_what_it_promises() -> None:
    """Everything on Linux, on each Python from 3.11 to 3.14; the student's part on macOS and Windows."""
    jobs = read(WORKFLOW)["jobs"]
    assert jobs["full"]["runs-on"] == "ubuntu-latest"
    assert jobs["full"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert "make test" in [step.get("run") for step in jobs["full"]["steps"]]
    assert set(jobs["student"]["strategy"]["matrix"]["os"]) == {"macos-latest", "windows-latest"}
    assert read(WORKFLOW)["permissions"] == {"contents": "read"}


def test_the_workflow_names_what_is_there() -> None:
    """The workflow names targets and folders that exist."""
    steps = [step.get("run", "") for job in read(WORKFLOW)["jobs"].values() for step in job["steps"]]
    targets = re.findall(r"(?m)^make (\S+)", "\n".join(steps))
    rules = re.findall(r"(?m)^([\w./-]+):", (KIT / "Makefile").read_text("utf-8"))
    assert targets
    assert set(targets) <= set(rules)
    for folder in re.findall(r"\btests/[\w/.]*\w", " ".join(steps)):
        assert (KIT / folder).exists(), folder


def test_the_pages_name_what_is_there() -> None:
    """Each `make` in README and CONTRIBUTING is a target."""
    rules = re.findall(r"(?m)^([\w./-]+):", (KIT / "Makefile").read_text("utf-8"))
    for name in ("README.md", "CONTRIBUTING.md"):
        targets = re.findall(r"(?m)^    make (\w+)", (KIT / name).read_text("utf-8"))
        assert targets
        assert set(targets) <= set(rules)


def test_hooks_are_the_projects_own_tools() -> None:
    """The hooks run the project's own tools, so nothing is downloaded to check a commit."""
    (repository,) = read(HOOKS)["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")


def test_readme_names_the_exercises_and_their_points() -> None:
    """The README lists all exercises in order, with the sums of their checks' points."""
    text = (KIT / "README.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `(\w+)` \| .* \| (\d+) \|$", text)
    points = [(e.stem, f"{sum(check.points for check in registry.all_checks(e.stem)):g}") for e in EXERCISES]
    assert rows == points


def test_readme_shows_the_class_as_it_is_graded() -> None:
    """Each row of the README's table has the expected scores of the sample class."""
    text = (KIT / "README.md").read_text("utf-8")
    rows = re.findall(r"(?m)^ +│ (\w+) +│ +([\d. │]+) │ +([\d.]+) / 100 │", text)
    expected = json.loads((KIT / "tests/submissions/expected.json").read_text("utf-8"))
    assert len(rows) == 5
    for student, scores, total in rows:
        wanted = expected[student]["scores"].values()
        assert [float(score) for score in scores.split("│")] == list(wanted), student
        assert float(total) == sum(wanted)
