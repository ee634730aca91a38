"""What autograding a notebook costs: processor time with the plug-in and without, both in one run.

python -m grader.benchmarks.nbgrader [STEM ...]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.paths import KIT

COPIES = 4
"""Submissions that are graded: with one alone, nbgrader's own start is most of the time."""

ASSIGNMENTS = KIT / "assignments"
PLUGINS = "# The plug-ins."
"""What begins like this in the configuration is left out for nbgrader by itself."""


def main() -> None:
    """Print both times and their ratio for each exercise named, for the first if none is."""
    for stem in sys.argv[1:] or ["ex1_by_hand"]:
        plugin, plain = measure(stem)
        print(
            f"{stem}, {COPIES} submissions: {plugin:.2f} s with the plug-in, {plain:.2f} s without: "
            f"ratio {plugin / plain:.2f}"
        )


def measure(stem: str, copies: int = COPIES) -> tuple[float, float]:
    """Seconds of processor time to autograde so many solved notebooks, with the plug-in and without it."""
    return _cpu(stem, copies, plugins=True), _cpu(stem, copies, plugins=False)


def _cpu(stem: str, copies: int, plugins: bool) -> float:
    with _course(plugins) as folder:
        source = ASSIGNMENTS / "source" / stem
        shutil.copytree(source, folder / "source" / stem)
        _nbgrader(folder, "generate_assignment", stem)
        for number in range(copies):
            shutil.copytree(source, folder / "submitted" / f"student{number}" / stem)
        before = _used()
        _nbgrader(folder, "autograde", stem)
        return _used() - before


@contextmanager
def _course(plugins: bool) -> Iterator[Path]:
    """A new course's folder."""
    with tempfile.TemporaryDirectory(prefix="course-") as name:
        text = (ASSIGNMENTS / "nbgrader_config.py").read_text(encoding="utf-8")
        text = text if plugins else text.partition(PLUGINS)[0]
        (Path(name) / "nbgrader_config.py").write_text(text, encoding="utf-8")
        yield Path(name)


def _nbgrader(folder: Path, *arguments: str) -> None:
    # Making a gradebook runs alembic from PATH.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


def _used() -> float:
    """Processor time of all processes that this one started and that have ended, and of all that those started."""
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


if __name__ == "__main__":
    main()
