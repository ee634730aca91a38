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

PARTS = (
    *("grader", "reference", "skeleton"),
    *("LICENSE", "README.md", "backprop_exercise_kit.py", "hatch_build.py", "pyproject.toml"),
)
"""What an installed kit has of a checkout: all it takes to grade, to release, and to be installed once more."""

INSTALLED = (KIT.parent / "backprop_exercise_kit.pth").is_file()
"""Whether the kit came from a wheel, which puts that file beside the kit's folder: nothing in it is to be edited."""
