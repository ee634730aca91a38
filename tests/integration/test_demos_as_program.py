"""The demos, started as a student starts them."""

from __future__ import annotations

import subprocess
import sys


def test_module_runs() -> None:
    """`python -m backprop.demos` knows its two demos."""
    run = [sys.executable, "-m", "backprop.demos", "--help"]
    result = subprocess.run(run, capture_output=True, text=True, check=True)
    assert "fahrenheit" in result.stdout
    assert "classifier" in result.stdout
