"""What a bare Python needs of the file system, wherever it is installed; nothing else is shown to a worker."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64")
"""Libraries of the system: the C library, what the standard library is linked with, and the loader."""

FILES = ("/etc/ld.so.cache",)

OTHERS = ("site-packages", "dist-packages", "test", "idlelib", "ensurepip")
"""What lies in the folder of the standard library without being part of it, or is no use here."""


@cache
def python() -> Path:
    """The interpreter itself, not a virtual environment's link to it."""
    return Path(getattr(sys, "_base_executable", "") or sys.executable).resolve()


@cache
def standard_library() -> tuple[Path, ...]:
    """The folders with the standard library."""
    base = {"platbase": sys.base_exec_prefix}  # a virtual environment has none of its own
    found = {Path(sysconfig.get_path(name, vars=base)).resolve() for name in ("stdlib", "platstdlib")}
    return tuple(sorted(found))


@cache
def libraries() -> tuple[Path, ...]:
    """Folders and files with shared libraries; a Python in a home folder brings its own along."""
    own = [Path(sysconfig.get_config_var("LIBDIR") or "", name) for name in _own_names()]
    return tuple(p for p in [*map(Path, (*SYSTEM, *FILES)), *own] if p.exists())


def _own_names() -> set[str]:
    names = {sysconfig.get_config_var(v) for v in ("INSTSONAME", "LDLIBRARY")}
    return {name for name in names if name and ".so" in name}


def modules(folder: Path) -> list[Path]:
    """The entries of a folder with the standard library that are part of it."""
    return sorted(folder / name for name in os.listdir(folder) if name not in OTHERS)
