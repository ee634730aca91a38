"""In CI a test that is skipped is a failure, or it would be left out for ever without anybody's knowledge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.paths import KIT

SKIPS = "import pytest\n\ndef test_one():\n    pytest.skip({reason!r})\n\ndef test_two():\n    pass\n"


def run(folder: Path, reason: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_some.py").write_text(SKIPS.format(reason=reason))
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", str(KIT / "pyproject.toml"), str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=KIT, env={**environment, "CI": ci}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("reason", "ci", "code"), [("no moon", "true", 1), ("no moon", "", 0), ("no npm, which is far", "true", 0)]
)
def test_a_skipped_test(tmp_path: Path, reason: str, ci: str, code: int) -> None:
    done = run(tmp_path, reason, ci)
    assert done.returncode == code, done.stdout + done.stderr
    assert reason in done.stdout
    assert ("In CI nothing is skipped" in done.stdout) == bool(code)
