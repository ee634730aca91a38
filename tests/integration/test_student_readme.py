"""The first hour of a student: the skeleton's README shows the real output of the terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from grader.paths import REFERENCE, SKELETON

README = SKELETON / "README.md"

WRONG = """\
        Operation.inputs = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        for node, value in zip(Operation.inputs, inputs):
            node.value = value
        return self.forward()

    inputs: list = []
"""


def wrong(stub: str) -> str:
    """A first try at exercise 2, with the inputs on the class."""
    head, _, tail = stub.partition('        raise NotImplementedError("Exercise 2")\n')
    return head + WRONG + "\n\nclass Add(" + tail.partition("class Add(")[2]


def pytest_output(project: Path, *arguments: str) -> str:
    """The output on 80 columns, without what differs between machines and runs."""
    # With CI set, pytest cuts its lines elsewhere.
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "CI", "BUILD_NUMBER"))}
    env |= {"PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, encoding="utf-8")
    text = re.sub(r"(?s)^=+ test session starts.*?\n(?=collected)", "", done.stdout)
    return re.sub(r"(?m)^=+ (.* in )[\d.]+s( .*)?=+$", lambda m: f" {m[1]}1.00s ".center(80, "="), text).strip()


def test_readme_shows_what_comes(tmp_path: Path) -> None:
    """Install, look, solve exercise 2 wrongly, read, mend, done. UPDATE_GOLDEN=1 writes the README anew."""
    project = tmp_path / "project"
    shutil.copytree(SKELETON, project, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis"))
    file = project / "backprop" / "ex2_compile.py"
    blocks = {"pytest, untouched": pytest_output(project)}
    file.write_text(wrong(file.read_text(encoding="utf-8")), encoding="utf-8")
    blocks["pytest -x -k ex2, wrong"] = pytest_output(project, "-x", "-k", "ex2")
    file.write_bytes((REFERENCE / "ex2_compile.py").read_bytes())
    blocks["pytest -k ex2, mended"] = pytest_output(project, "-k", "ex2")
    text = README.read_text(encoding="utf-8")
    for name, output in blocks.items():
        pattern = rf"(?s)(<!-- {re.escape(name)} -->\n```text\n).*?(```)"
        text, count = re.subn(pattern, lambda m, o=output: f"{m[1]}{o}\n{m[2]}", text)  # type: ignore[misc]
        assert count == 1, f"the README has no place for the output of: {name}"
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(text, encoding="utf-8")
    assert text == README.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 pytest tests/integration/test_student_readme.py"
