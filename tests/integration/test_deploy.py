"""What is deployed is valid and names what is there; nothing of it can be built here."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from grader.cli import main
from grader.paths import KIT
from grader.record import read_record

DEPLOY = KIT / "docs/examples/deploy"
RECIPE = DEPLOY / "Containerfile"
INSTRUCTIONS = {"FROM", "RUN", "COPY", "ENV", "USER", "HEALTHCHECK", "CMD"}

FILES = {
    ".github/workflows/grade.yml": "vendor.github-workflows",
    "docs/examples/deploy/grade-class.yml": "vendor.github-workflows",
    "docs/examples/deploy/compose.yaml": "vendor.compose-spec",
}


def valid(file: Path, schema: str) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_valid(name: str, tmp_path: Path) -> None:
    """By the published schemas, which find a wrong key."""
    assert valid(KIT / name, FILES[name])
    broken = tmp_path / "broken.yml"
    broken.write_text((KIT / name).read_text("utf-8") + "wrong-key: 3\n", "utf-8")
    assert not valid(broken, FILES[name])


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a container recipe, continued lines joined."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", text))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def commands(words: list[str]) -> list[str]:
    """The subcommands of the grader in a command line."""
    return [after for word, after in pairwise(words) if word.endswith("grader") and after.isalpha()]


def test_the_recipe_names_what_is_there() -> None:
    """Its instructions are such, its sources in the kit, its commands ours; and it does not grade as root."""
    found = instructions(RECIPE.read_text("utf-8"))
    assert {word for word, _ in found} <= INSTRUCTIONS
    assert found[0][0] == "FROM"
    assert [rest for word, rest in found if word == "USER"][-1] == "git"
    used = [name for word, rest in found if word in ("RUN", "HEALTHCHECK") for name in commands(shlex.split(rest))]
    used += commands(json.loads(found[-1][1]))
    assert set(used) == {"bank", "doctor", "serve"} <= set(main.list_commands(None))  # type: ignore[arg-type]
    extras = tomllib.loads((KIT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (wanted,) = re.findall(r"kit\[([\w,]+)\]", RECIPE.read_text("utf-8"))
    assert set(wanted.split(",")) <= set(extras)


def test_the_services_use_the_recipe() -> None:
    services: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for name, service in services.items():
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == RECIPE, name
    assert commands(["grader", *services["workers"]["command"][1:]]) == ["serve"]
    for name in ("scheduler", "dask-worker"):
        assert services[name]["environment"]["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] == "true"
    shared = [service["volumes"][0] for name, service in services.items() if name in ("git", "workers")]
    assert shared == ["repositories:/srv/git"] * 2


def test_the_workflow_of_the_class_calls_ours() -> None:
    """With the inputs and the secret that it has; and ours calls the grader with options that there are."""
    ours = yaml.safe_load((KIT / ".github/workflows/grade.yml").read_text("utf-8"))
    asked = ours[True]["workflow_call"]  # YAML reads `on` as true
    (job,) = yaml.safe_load((DEPLOY / "grade-class.yml").read_text("utf-8"))["jobs"].values()
    needed = {name for name, one in asked["inputs"].items() if one.get("required")}
    assert needed <= set(job["with"]) <= set(asked["inputs"])
    assert set(job["secrets"]) == set(asked["secrets"])
    script = next(step["run"] for step in ours["jobs"]["grade"]["steps"] if step.get("name") == "Grade")
    assert "${{" not in script  # what a caller gives is no part of a script
    known = {option for parameter in main.get_command(None, "grade").params for option in parameter.opts}  # type: ignore
    assert set(re.findall(r"--[a-z-]+", script)) <= known


VERSION = re.compile(r"(?m)^## (.+)\n\n\*\*Changes grades: (yes|no)\.\*\*")


def wrong_versions(text: str) -> list[str]:
    """The versions of a changelog that do not say whether grades change, or say no though an entry says otherwise."""
    said = dict(VERSION.findall(text))
    parts = re.split(r"(?m)^## (.+)\n", text)[1:]
    found = []
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        entries = re.findall(r"(?s)\*Changes grades: ([^*]+?)\*(?!\*)", re.sub(r"(?m)^\*\*.*\n", "", part))
        changes = any(not re.match(r"no\b", entry) for entry in entries)
        if said.get(name) != ("yes" if changes else "no"):
            found.append(name)
    return found


def test_each_version_says_whether_grades_change() -> None:
    """The line at the top of a version agrees with its entries."""
    text = (KIT / "CHANGELOG.md").read_text("utf-8")
    assert wrong_versions(text) == []
    assert importlib.metadata.version("backprop-exercise-kit") in dict(VERSION.findall(text))
    assert wrong_versions(text.replace("**Changes grades: yes.**", "**Changes grades: no.**", 1)) == ["Unreleased"]
    assert wrong_versions("## 3\n\n- New.\n  *Changes grades: no.*\n") == ["3"]


def test_an_upgrade_pins_compares_and_adopts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps of docs/how-to/upgrade.md, with a version in which a check has more points."""
    from grader.course import pin
    from grader.grading import provenance

    run = CliRunner()
    monkeypatch.chdir(tmp_path)
    course, new = tmp_path / "course.toml", tmp_path / "course-new.toml"
    course.write_text(f'kit = "{pin.kit_version()}"\nexercises = ["ex1_by_hand"]\n')
    folder = str(KIT / "tests/submissions/daan")
    store = ("--store", str(tmp_path / "store"))
    assert run.invoke(main, ["grade", folder, "--json", "last.json", *store]).exit_code == 0
    assert read_record(tmp_path / "last.json").kit.version == pin.kit_version()

    # The new version is installed.
    for module in ("grader.course.config", "grader.grading.provenance"):
        monkeypatch.setattr(f"{module}.kit_version", lambda: "9.9")
    of_checks = provenance._check_fingerprints
    others = lambda stem: {name: mark[::-1] for name, mark in of_checks(stem).items()}  # noqa: E731
    monkeypatch.setattr(provenance, "_check_fingerprints", others)
    result = run.invoke(main, ["grade", folder, *store])
    assert result.exit_code == 2
    assert f"expected the version {pin.kit_version()}, which the course is pinned to, got 9.9" in result.output

    new.write_text(re.sub(r"(?m)^kit = .*", 'kit = "9.9"', course.read_text()))
    new.write_text(new.read_text() + '[points]\n"ex1_by_hand::gradients" = 9\n')
    assert run.invoke(main, ["grade", folder, "--course", str(new), "--json", "new.json", *store]).exit_code == 0
    result = run.invoke(main, ["diff", "last.json", "new.json"])
    assert result.exit_code == 1
    assert f'the kit\'s version: "{pin.kit_version()}" -> "9.9"' in result.output
    assert "check changed: ex1_by_hand::gradients" in result.output
    assert "1 of 1 students changed" in result.output

    new.replace(course)
    assert run.invoke(main, ["grade", folder, *store]).exit_code == 0
