"""What a sandbox shows to the processes in it: the given framework, how to ask, and a solution; no more of the kit."""

from __future__ import annotations

import importlib.util
import py_compile
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode

from grader.paths import GRADER, SKELETON

GIVEN = ("__init__", "framework", "losses", "training")
CHECKS = ("__init__", "counting", "exercises", "loading", "networks", "play", "stage", "verdicts")
"""What the worker needs of the package `checks`: how to ask, not what is right."""

JUDGES = ("__init__", "printable", "protocol")
"""What it needs of the grader."""

SANDBOX = ("forking", "inside")
"""What starts the workers and locks them in."""


def furnish(folder: Path, measured: bool) -> None:
    """Put in all that is the same for every solution; `measured`: coverage.py too."""
    for name in ("backprop", "checks", "grader", *(["coverage"] if measured else [])):
        (folder / name / "__pycache__").mkdir(parents=True)
    for name, content in _furniture(measured).items():
        (folder / name).write_bytes(content)


def put_in(folder: Path, sources: Mapping[str, str]) -> list[Path]:
    """Put in a student's files: one, except for what builds on others. Returns where they are."""
    files = []
    for stem, source in sources.items():
        files.append(folder / "backprop" / f"{stem}.py")
        files[-1].write_text(source, encoding="utf-8", newline="")
    return files


@cache
def _furniture(measured: bool) -> dict[str, bytes]:
    """The files that are the same for all, by their names in the folder; compiled, so that a start is quick."""
    here = Path(__file__).parent
    files = {"worker.py": (GRADER / "worker.py").read_bytes()}
    files |= {f"{name}.py": (here / f"{name}.py").read_bytes() for name in SANDBOX}
    packages = [(SKELETON / "backprop", GIVEN), (SKELETON / "checks", CHECKS), (GRADER, JUDGES)]
    if measured:
        packages += [(GRADER, ("measuring",)), _coverage()]
    with tempfile.TemporaryDirectory() as scratch:
        compiled = Path(scratch) / "compiled"
        for folder, modules in packages:
            for module in modules:
                source = folder / f"{module}.py"
                name = f"{folder.name}/{module}.py"
                files[name] = source.read_bytes()
                py_compile.compile(
                    str(source), str(compiled), name, True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
                )
                files[importlib.util.cache_from_source(name)] = compiled.read_bytes()
    return files


def _coverage() -> tuple[Path, tuple[str, ...]]:
    """What is written in Python of the package coverage: it measures without the rest, and a solution gets no more."""
    import coverage

    folder = Path(coverage.__file__).parent
    return folder, tuple(sorted(path.stem for path in folder.glob("*.py")))
