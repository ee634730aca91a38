"""Starts the command `grader`, from a module with a name of its own: other packages named `grader` are published."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Run the command, or name the other package `grader` that Python would import in its place."""
    if problem := in_the_way(Path(__file__).resolve().parent):
        sys.exit(problem)
    from grader.cli import main as command

    command()


def in_the_way(kit: Path) -> str:
    """Explain why the package `grader` in the folder `kit` cannot be imported, and what to do; empty if it can."""
    spec = find_spec("grader")
    found = Path(spec.origin).resolve() if spec and spec.origin else None
    expected = kit / "grader" / "__init__.py"
    if found == expected:
        return ""
    return (
        f"Python finds {found or 'nothing'} when it looks for the package grader; expected {expected}. "
        "Give this kit a virtual environment of its own (python -m venv), and leave its packages out of PYTHONPATH."
    )
