"""Compiles what Python imports, for the next visit: most of a start is compiling, and most of that Python's library."""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from checks.exercises import BY_STEM

OURS = ("backprop/", "checks/", "grader/")
"""Folders whose modules are compiled whether they are imported by now or not: the next check may want them."""

EDITED = {f"backprop/{stem}.py" for stem in BY_STEM}
"""The students' files. Compiled code is taken for its source unseen, and these change."""

UNCHECKED = (0b01).to_bytes(4, "little")
"""Flags of compiled code that Python takes without a look at the time or the content of its source (PEP 552)."""


def compiling(library: str, course: str, folder: str) -> Iterator[None]:
    """Add compiled code to two archives, and come back after each module: whoever has an order need not wait long.

    Args:
        library: A copy of the archive that Python imports its own library from.
        course: A copy of the archive that was unpacked at the start.
        folder: Where it was unpacked.
    """
    place = f"/lib/python{sys.version_info[0]}{sys.version_info[1]}.zip"
    yield from _added(Path(library), place, zipped=True)
    yield from _added(Path(course), folder, zipped=False)


def _added(archive: Path, place: str, *, zipped: bool) -> Iterator[None]:
    """Add the modules of an archive.

    Args:
        archive: The archive.
        place: The path of what is in it, for tracebacks.
        zipped: Whether Python imports from the archive as it is, and so looks for compiled code beside the source.
    """
    with zipfile.ZipFile(archive, "a") as opened:
        for name in [name for name in opened.namelist() if _is_wanted(name)]:
            source = opened.read(name)
            code = compile(source, f"{place}/{name}", "exec", dont_inherit=True)
            head = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
            opened.writestr(
                f"{name}c" if zipped else importlib.util.cache_from_source(name), head + marshal.dumps(code)
            )
            yield


def _is_wanted(name: str) -> bool:
    if not name.endswith(".py") or name in EDITED:
        return False
    return name.startswith(OURS) or name[:-3].removesuffix("/__init__").replace("/", ".") in sys.modules
