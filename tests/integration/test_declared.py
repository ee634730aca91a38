"""The settings of `make lint` still find undeclared imports and dead code."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.paths import KIT, PARTS


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The kit in a folder where it may be changed."""
    for part in PARTS:
        source = KIT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            shutil.copy(source, tmp_path / part)
    return tmp_path


def run(tool: str, *arguments: str, cwd: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("project", "file", "line", "rule"),
    [
        (".", "grader/printable.py", "import yaml", "DEP004"),  # a developer has it, a user may not
        (".", "grader/printable.py", "import nowhere_to_be_found", "DEP001"),
        ("skeleton", "skeleton/checks/exercises.py", "import numpy", "DEP003"),
        ("skeleton", "skeleton/checks/exercises.py", "import click", "DEP003"),  # the kit's, not the students'
    ],
)
def test_an_undeclared_import_is_found(copy: Path, project: str, file: str, line: str, rule: str) -> None:
    changed = copy / file
    changed.write_text(f"{changed.read_text('utf-8')}\n{line}\n", "utf-8")
    code, output = run("deptry", ".", "--no-ansi", cwd=copy / project)
    assert code == 1
    assert rule in output
    assert line.split()[-1] in output
    assert Path(file).name in output


def test_a_dependency_without_use_is_found(copy: Path) -> None:
    settings = copy / "skeleton" / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('"rich>=13"', '"rich>=13", "click>=8"'), "utf-8")
    code, output = run("deptry", ".", "--no-ansi", cwd=copy / "skeleton")
    assert code == 1
    assert "DEP002" in output
    assert "'click'" in output


@pytest.mark.parametrize(
    "file", ["grader/printable.py", "skeleton/checks/explain/compare.py", "skeleton/checks/law/check.py"]
)
def test_dead_code_is_found(copy: Path, file: str) -> None:
    """Dead code is found in each part, also if a test calls it."""
    changed = copy / file
    changed.write_text(f"{changed.read_text('utf-8')}\n\ndef nobody_calls_it():\n    pass\n", "utf-8")
    code, output = run("vulture", cwd=copy)
    assert code == 3
    assert Path(file).name in output
    assert "unused function 'nobody_calls_it'" in output
