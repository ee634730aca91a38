"""Where the parts of the kit are.

In a checkout they lie side by side. An installed kit is the same folders, in one folder of site-packages that has a
name of its own (see `[tool.hatch.build.targets.wheel]` in pyproject.toml). So they are found from `grader` in both.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

GRADER = Path(str(files("grader"))).resolve()
KIT = GRADER.parent
SKELETON = KIT / "skeleton"
REFERENCE = KIT / "reference"

TRAVELS = (
    *("grader", "reference", "skeleton"),
    *("pyproject.toml", "README.md", "LICENSE", "backprop_exercise_kit.py", "backprop_exercise_kit.pth"),
)
"""What an installed kit has of a checkout: all it takes to grade, to release, and to be installed once more."""
