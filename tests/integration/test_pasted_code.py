"""The code of a message, pasted into Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from checks.explain.media import PROJECT
from checks.model.network import Network
from checks.model.scenario import Scenario, call
from grader.paths import SKELETON


def test_pasted_into_python_in_the_projects_folder(tmp_path: Path) -> None:
    """The code of a message works in a new Python in the project's folder."""
    scenario = Scenario(Network(()), (call("cce_loss", [1.0, 0.0], [0.5, 0.5]),))
    env = {**os.environ, "PYTHONPATH": ""}
    code = PROJECT.repro(scenario, "ex5_outputs", 0)
    done = subprocess.run([sys.executable, "-c", code], cwd=SKELETON, capture_output=True, text=True, env=env)
    assert "NotImplementedError: Exercise 5" in done.stderr
