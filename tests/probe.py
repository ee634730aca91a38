"""A search, run inside a sandbox by test_sandbox.py, for everything that a student must not find."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

NEEDLES = ("grader.hidden", "from checks.law", "BEGIN SOLUTION", "NEEDLE")
"""Texts that only hidden checks, the oracle, the reference, expected values or the test's own secrets contain."""


def probe(starts: list[str]) -> list[str]:
    """List everything that should not be there, as text."""
    usual = ["..", "../..", os.path.expanduser("~"), "/tmp", "/home", "/root", "/var", "/run", "/srv"]
    return [*files([*starts, *usual]), *processes(), *descriptors(), *environment(), *memory()]


def files(starts: list[str]) -> list[str]:
    """Readable files with a needle below these places, links not followed."""
    found = []
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for start in starts:
        for folder, folders, names in os.walk(start):
            folders[:] = [f for f in folders if not (folder == "/" and f in ("sys", "dev"))]
            if os.path.abspath(folder).startswith(own):
                continue
            for name in names:
                path = os.path.join(folder, name)
                if holds_needle(path):
                    found.append(f"file {path}")
    return found


def holds_needle(path: str) -> bool:
    """Whether a file has a needle in it; only Python and JSON files are read."""
    if not path.endswith((".py", ".json", ".txt", ".toml", ".md")) or path.startswith("/proc"):
        return False
    try:
        with open(path, errors="replace") as file:
            text = file.read(200_000)
    except OSError:
        return False
    return any(needle in text for needle in NEEDLES)


def processes() -> Iterator[str]:
    """Other processes' memory, environment, descriptors and command lines."""
    try:
        others = [p for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]
    except OSError:
        others = [str(os.getppid()), "1"]
    for process in others:
        for what in ("environ", "cmdline", "mem", "maps"):
            try:
                with open(f"/proc/{process}/{what}", "rb") as file:
                    if file.read(100):
                        yield f"process {process} {what}"
            except OSError:
                pass


def descriptors() -> Iterator[str]:
    """Anything open that can be read and is no pipe and no device."""
    for number in range(256):
        try:
            os.lseek(number, 0, os.SEEK_SET)
            content = os.read(number, 1000)
        except OSError:
            continue
        if content:
            yield f"descriptor {number}"


def environment() -> Iterator[str]:
    """The variables whose names tell something about the judge."""
    for name, value in os.environ.items():
        if name not in ("PYTHONHASHSEED", "LC_CTYPE", "PWD"):
            yield f"variable {name}={value}"


def memory() -> Iterator[str]:
    """Modules and objects of the judge."""
    for name in sys.modules:
        if any(part in name for part in ("oracle", "hidden", "strategies", "test_ex", "reference", "hypothesis")):
            yield f"module {name}"
    for thing in gc.get_objects():
        name = getattr(thing, "__qualname__", "")
        if isinstance(name, str) and name in (
            "exact_gradients",
            "descend",
            "judge",
            "SandboxedSubject",
            "Mismatch.expected",
        ):
            yield f"object {name}"
