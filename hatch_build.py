"""Adds single files to the wheel: if pyproject.toml listed them, they would be in an editable install as well."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = ("LICENSE", "README.md", "backprop_exercise_kit.py", "hatch_build.py", "pyproject.toml")
"""What `grader.paths.PARTS` lists besides folders."""

FOLDER = "backprop-exercise-kit"
"""Where everything is in the wheel, but for the file that tells Python so: Python reads it in site-packages itself."""

LOOK_THERE = "backprop_exercise_kit.pth"


class SingleFiles(BuildHookInterface[Any]):
    """A build hook of Hatch."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say which files go where."""
        if version != "editable":
            build_data["force_include"] |= {name: f"{FOLDER}/{name}" for name in FILES}
            build_data["force_include"][LOOK_THERE] = LOOK_THERE
