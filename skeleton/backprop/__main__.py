"""`python -m backprop`: a student's daily commands. They run the same checks as `pytest`."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> int:
    """Run a command, unless another package named `checks` hides the one beside this package."""
    if problem := in_the_way(Path(__file__).resolve().parents[1]):
        print(problem, file=sys.stderr)
        return 2
    from checks.student import command_line

    return command_line.main()


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
