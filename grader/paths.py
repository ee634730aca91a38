"""The folders of the kit's parts.

In a checkout they lie side by side. An installed kit has the same folders, in one folder of site-packages with a name
of its own (see `[tool.hatch.build.targets.wheel]` in pyproject.toml). So both are found from the package `grader`.
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
"""The parts of a checkout that an installed kit has: enough to grade, to release, and to be installed from."""

INSTALLED = (KIT.parent / "backprop_exercise_kit.pth").is_file()
"""Whether the kit came from a wheel, which puts that file beside the kit's folder. Then no command edits the kit."""
