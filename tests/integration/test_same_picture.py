"""A drawing does not depend on the process that draws it."""

from __future__ import annotations

import subprocess
import sys


def test_the_same_picture_every_time() -> None:
    """Another process, with other hashes, draws the same."""
    code = "from backprop.drawing import *; from backprop.framework import *; a = Parameter(1.0); b = Multiply([a, a]);"
    code += "print(draw(Add([b, Sigmoid([b]), a, Input(2.0)]), 1.0).svg)"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1
