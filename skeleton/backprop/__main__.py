"""`python -m backprop`: a student's daily commands. They run the same checks as `pytest`."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("pytest", "hypothesis", "rich", "grandalf")
"""The packages that the checks import."""


def main() -> int:
    """Run a command, unless a package is missing, or another named `checks` hides the one beside this package."""
    project = Path(__file__).resolve().parents[1]
    if problem := not_installed(project) or in_the_way(project):
        print(problem, file=sys.stderr)
        return 2
    if sys.argv[1:] == ["watch"]:  # it has something on the screen before anything large is imported
        from checks.student.watching.loop import watch

        return watch()
    from checks.student import command_line

    return command_line.main()


def not_installed(project: Path, needed: tuple[str, ...] = NEEDED, windows: bool = os.name == "nt") -> str:
    """Say which package is missing and what to type in the folder `project`; empty if none is."""
    missing = next((name for name in needed if find_spec(name) is None), "")
    if not missing:
        return ""
    environment = project / ".venv"
    if environment.is_dir() and Path(sys.prefix).resolve() != environment.resolve():
        command = r".venv\Scripts\activate" if windows else "source .venv/bin/activate"
        return f"The package {missing} is missing, as the virtual environment is not active. Type: {command}"
    return f"The package {missing} is missing. Type: python -m pip install --editable ."


def in_the_way(project: Path) -> str:
    """Say why the package `checks` of the folder `project` cannot be imported, and what to do; empty if it can."""
    spec = find_spec("checks")
    found = Path(spec.origin).resolve() if spec and spec.origin else None
    expected = project / "checks" / "__init__.py"
    if found == expected:
        return ""
    if not expected.is_file():
        return f"{expected} is missing: it is part of the exercises. Get the folder checks/ again."
    return (
        f"Python finds {found or 'nothing'} when it looks for the package checks; expected {expected}. "
        "Rename or move what is found; if pip installed it, work in a virtual environment of your own: "
        "python -m venv .venv"
    )


if __name__ == "__main__":
    sys.exit(main())
