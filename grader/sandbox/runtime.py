"""The files that a bare Python needs, wherever it is installed; a worker sees no others."""

from __future__ import annotations

import sys
import sysconfig
from functools import cache
from pathlib import Path

SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64")
"""The system's libraries: the C library, the libraries of the standard library's extensions, and the loader."""

FILES = ("/etc/ld.so.cache",)
"""The loader's index of libraries."""

OTHERS = ("site-packages", "dist-packages", "test", "idlelib", "ensurepip")
"""Folders beside the standard library's modules that do not belong to it, or are of no use here."""


@cache
def python() -> Path:
    """Find the interpreter itself, not a virtual environment's link to it."""
    return Path(getattr(sys, "_base_executable", "") or sys.executable).resolve()


@cache
def standard_library() -> tuple[Path, ...]:
    """Find the folders with the standard library."""
    base = {"platbase": sys.base_exec_prefix}  # a virtual environment has none of its own
    found = {Path(sysconfig.get_path(name, vars=base)).resolve() for name in ("stdlib", "platstdlib")}
    return tuple(sorted(found))


@cache
def libraries() -> tuple[Path, ...]:
    """Find the folders and files with shared libraries; a Python in a home folder brings its own.

    None is inside another: bubblewrap cannot show the system's Python's library a second time.
    """
    system = [path for path in map(Path, SYSTEM) if path.exists()]
    own = [Path(sysconfig.get_config_var("LIBDIR") or "", name) for name in _own_names()]
    more = [p for p in own if not any(p.parent.resolve().is_relative_to(folder.resolve()) for folder in system)]
    return tuple(p for p in [*system, *map(Path, FILES), *more] if p.exists())


def _own_names() -> set[str]:
    names = {sysconfig.get_config_var(v) for v in ("INSTSONAME", "LDLIBRARY")}
    return {name for name in names if name and ".so" in name}


def modules(folder: Path) -> list[Path]:
    """List the entries of a folder with the standard library that belong to it."""
    return sorted(entry for entry in folder.iterdir() if entry.name not in OTHERS)
