"""What Python has compiled on a first visit, to be kept for the next ones: compiling is half of its start."""

from __future__ import annotations

import io
import marshal
import sys
import zipfile
from importlib.machinery import ModuleSpec
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import ModuleType

ASIDE = "compiled"
"""The folder for modules of Python's own library, which comes as a zip; it is on the path before that."""

HEADER = MAGIC_NUMBER + bytes(12)
"""What a file of compiled code begins with, where no source is beside it."""


def kept(course: Path, modules: dict[str, ModuleType] | None = None) -> bytes:
    """Pack what has been compiled so far, as a zip to be unpacked at the root.

    Args:
        course: The folder of everything that is imported from files, whose compiled code lies beside it.
        modules: The modules that are loaded, by name; those of this Python if left out.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted(course.rglob("__pycache__/*.pyc")):
            packed.write(path, Path(course.name) / path.relative_to(course))
        for name, module in sorted((sys.modules if modules is None else modules).items()):
            if data := _from_library(name, getattr(module, "__spec__", None)):
                packed.writestr(f"{ASIDE}/{name}.pyc", data)
    return out.getvalue()


def _from_library(name: str, spec: ModuleSpec | None) -> bytes:
    """Return the compiled code of a module of the library; nothing for others.

    Packages are left to the zip: one that is in two places is looked for in the first alone, with all that is in it.
    """
    alone = spec is not None and "." not in name and spec.submodule_search_locations is None
    if not alone or spec is None or ".zip/" not in (spec.origin or ""):
        return b""
    code = getattr(spec.loader, "get_code", lambda _: None)(name)
    return HEADER + marshal.dumps(code) if code else b""
