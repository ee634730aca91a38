"""What `grader` checks and sets before it imports a subcommand."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from grader.paths import SKELETON

GARBAGE = 5_000
"""New objects before a process that grades a few submissions looks for garbage, instead of Python's usual 700. With
more, classes of modules that are no longer used slow down every isinstance() on their abstract bases."""


def collect_garbage_seldom() -> None:
    """Have this process, which is to grade, look for garbage less often than Python does by itself."""
    gc.set_threshold(GARBAGE)


@contextmanager
def no_garbage() -> Generator[None]:
    """Do not look for garbage meanwhile: there is none, and to look through thousands of new objects takes its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def in_the_way() -> str:
    """Explain which package is found in place of one of the kit's, and what to do; empty if there is none.

    Others have published packages with these names.
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


def root_warning() -> str:
    """Warn in one line of running student code as root; empty for an ordinary user, and where there is no root."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return ""
    return "You are root: student code that breaks out of its sandbox could do anything. Grade as an ordinary user."


def keep_hypothesis_out() -> None:
    """Have Hypothesis store its notes about modules in the kit's cache folder, not in the current folder."""
    import platformdirs  # not at the top: `grader --help` does not need it

    folder = platformdirs.user_cache_path("backprop-grader") / "hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(folder))
    # No plug-in of it decides a grade, and to look for some takes as long as to import a tenth of it.
    os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")
