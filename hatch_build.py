"""Adds single files to the wheel: listed in pyproject.toml, they would be part of an editable install as well."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = ("LICENSE", "README.md", "backprop_exercise_kit.py", "hatch_build.py", "pyproject.toml")
"""The files in `grader.paths.PARTS`; its folders are in pyproject.toml."""

FOLDER = "backprop-exercise-kit"
"""The folder of the wheel that holds the kit."""

LOOK_THERE = "backprop_exercise_kit.pth"
"""Tells Python to look in that folder. Python reads it in site-packages only, so it lies beside the folder."""


class SingleFiles(BuildHookInterface[Any]):
    """A build hook of Hatch that adds `FILES` and the .pth file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell Hatch where each file goes, unless the install is editable."""
        if version != "editable":
            build_data["force_include"] |= {name: f"{FOLDER}/{name}" for name in FILES}
            build_data["force_include"][LOOK_THERE] = LOOK_THERE
