"""What there is to see to before a subcommand is imported."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from grader.paths import SKELETON


def in_the_way() -> str:
    """What is found in place of one of the kit's packages, and what to do about it; empty if nothing is.

    Others have published packages of these names.
    """
    for name in ("backprop", "checks"):
        spec = find_spec(name)
        found = Path(spec.origin).resolve() if spec and spec.origin else None
        expected = SKELETON / name / "__init__.py"
        if found != expected:
            return (
                f"Python finds {found or 'nothing'} when it looks for the package {name}; expected {expected}. "
                "Rename or move what is found; if pip installed it (as backprop-exercises, say, which the kit brings "
                "along), uninstall it, or give this kit a virtual environment of its own."
            )
    return ""


def keep_hypothesis_out() -> None:
    """Have Hypothesis keep what it notes about modules among our caches, not in the folder where a person works."""
    import platformdirs  # `grader --help` does without

    folder = platformdirs.user_cache_path("backprop-grader") / "hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(folder))
