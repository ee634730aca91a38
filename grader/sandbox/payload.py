"""The files that a sandbox shows to its processes: given framework, guest code and one solution, no more of the kit."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from types import CodeType

from checks.guest.loading import GIVEN
from grader.paths import GRADER, SKELETON

PAYLOAD = (
    (GRADER.parent, "grader", ("__init__",)),
    (GRADER.parent, "grader/guest", ()),
    (SKELETON, "checks", ("__init__",)),
    (SKELETON, "checks/guest", ()),
    (SKELETON, "checks/model", ()),
    (SKELETON, "backprop", ("__init__", *GIVEN)),
)
"""Each entry: a root, a folder below it, and the modules to take from it (all if none is named). Code that runs beside
student code is in `guest` folders."""

UNCHECKED_HASH = (0b01).to_bytes(4, "little")
"""Flags of a compiled file: it has a hash of its source, which need not be compared."""


def install_payload(folder: Path, measured: bool) -> None:
    """Install the files that are the same for every solution.

    Args:
        folder: The sandbox's folder.
        measured: Whether to install coverage.py as well.
    """
    for name, content in _payload(measured).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def install_solution(folder: Path, sources: Mapping[str, str]) -> list[Path]:
    """Install a student's files (several if the exercise builds on others) and return their paths."""
    files = []
    for stem, source in sources.items():
        files.append(folder / "backprop" / f"{stem}.py")
        files[-1].write_text(source, encoding="utf-8", newline="")
    return files


@cache
def _payload(measured: bool) -> dict[str, bytes]:
    """Return the common files by their names in the folder, each with its compiled form for a quick start."""
    folders = [*PAYLOAD, *([_coverage()] if measured else [])]
    files = {"__main__.py": (GRADER / "guest" / "__main__.py").read_bytes()}
    for root, inside, modules in folders:
        for module in modules or sorted(path.stem for path in (root / inside).glob("*.py")):
            name = f"{inside}/{module}.py"
            source = files[name] = (root / name).read_bytes()
            # Where a bare Python looks for it, wherever this one keeps its own (PYTHONPYCACHEPREFIX).
            files[f"{inside}/__pycache__/{module}.{sys.implementation.cache_tag}.pyc"] = _compiled(
                root / name, source, name
            )
    return files


def _compiled(file: Path, source: bytes, name: str) -> bytes:
    """Return a module as what Python keeps in a file (PEP 552), to be believed without a look at the source.

    The loader of imports compiles it, for that keeps the code in this machine's own cache: to compile all of them would
    take a twentieth of the time of a grading.
    """
    code = SourceFileLoader(file.stem, str(file)).get_code(file.stem)
    assert code is not None  # it is for modules without a source
    return MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(_renamed(code, name))


def _renamed(code: CodeType, name: str) -> CodeType:
    """Copy code so that it says to come from another file: nothing in a sandbox tells where the kit is."""
    inside = (_renamed(one, name) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=name, co_consts=tuple(inside))


def _coverage() -> tuple[Path, str, tuple[str, ...]]:
    """Find the Python modules of the coverage package. They suffice to measure; a solution gets no compiled code."""
    import coverage

    folder = Path(coverage.__file__).parent
    return folder.parent, folder.name, ()
