"""Each contract of import-linter in pyproject.toml is kept, and fails when an import breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from grader.paths import KIT

CONFIG = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]

BREAKS = {
    "The rooms of the grader: each imports those below, none beside it": [
        ("grader/course/limits.py", "import grader.grading.batch"),
        ("grader/push/answer.py", "import grader.benchmarks.browser.page"),
        ("grader/a_new_room.py", ""),
    ],
    "The rooms of the checks": [("skeleton/checks/law/check.py", "import checks.explain.layout")],
    "What a student has knows nothing of the grader": [
        ("skeleton/checks/law/check.py", "def f():\n    import grader.paths"),
        ("skeleton/backprop/plots.py", "from grader import paths"),
    ],
    "What runs in a browser needs nothing of the grader: none of it is there": [
        ("grader/site/in_browser/checking.py", "def f():\n    import grader.record"),
    ],
    "Backprop is complete without the checks, but for its two faces": [
        ("skeleton/backprop/training.py", "import checks.exercises"),
    ],
    "What runs beside student code is told nothing else": [
        ("grader/guest/worker.py", "def f():\n    import hypothesis"),
        ("grader/guest/protocol.py", "import grader.paths"),
        ("skeleton/checks/model/network.py", "import checks.exercises"),
    ],
    "No cycles between the rooms, nor inside them": [
        ("skeleton/checks/law/oracle.py", "import checks.law.answers"),
        ("grader/judge/replies.py", "import grader.judge.bank.examples"),
    ],
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all code that the contracts are about."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("grader", "skeleton/checks", "skeleton/backprop"):
        shutil.copytree(KIT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "tests").mkdir()
    for file in ("pyproject.toml", "tests/contracts.py"):
        shutil.copy(KIT / file, tmp_path / file)
    return tmp_path


def lint(folder: Path) -> str:
    """The output of import-linter in the copy, whose packages come before the installed ones."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(folder / "skeleton")]), "COLUMNS": "200"}
    done = subprocess.run(
        [*command, "--no-logo", "--no-cache"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert str(KIT) not in done.stdout
    return done.stdout


def test_kept(copy: Path) -> None:
    output = lint(copy)
    assert [line for line in output.splitlines() if "BROKEN" in line] == []
    assert f"Contracts: {len(CONFIG['contracts'])} kept, 0 broken." in output


def test_each_contract_is_broken_by_something() -> None:
    assert list(BREAKS) == [contract["name"] for contract in CONFIG["contracts"]]


@pytest.mark.parametrize(
    ("name", "file", "line"), [(name, *change) for name, changes in BREAKS.items() for change in changes]
)
def test_broken(copy: Path, name: str, file: str, line: str) -> None:
    """One forbidden import breaks the contract, wherever it stands."""
    with (copy / file).open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")
    assert f"{name} BROKEN" in lint(copy)
