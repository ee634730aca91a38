"""The parts that others publish: Python for browsers, and the packages that the checks import.

They are named in parts.toml, fetched by the tools that everybody fetches them with, kept in the user's cache, and taken
only if their digest is right.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import platformdirs

SECONDS = 900.0
"""Maximum seconds for fetching one part: a few megabytes, over a slow line."""

PLATFORMS = ("pyemscripten_2026_0_wasm32", "any")
"""The platforms that this Pyodide's Python takes wheels for."""

PYTHON = ("3.14", "cp314")
"""The version of this Pyodide's Python, and its tag."""

Fetch = Callable[[Sequence[str]], None]


class PartsError(Exception):
    """A part cannot be had. The message says which, and what to do."""


@dataclass(frozen=True)
class Part:
    """A file that others publish."""

    tool: str
    """What it is, and so what fetches it: `npm`, `wheel`, or `notebooks` for a wheel that only the notebooks need."""

    name: str
    version: str
    file: str
    sha256: str


def listed_parts(notebooks: bool) -> list[Part]:
    """Read which parts the site has, with notebooks or without."""
    found = tomllib.loads(files(__package__).joinpath("parts.toml").read_text(encoding="utf-8"))
    return [Part(tool, **one) for tool in ("npm", "wheel", *["notebooks"] * notebooks) for one in found[tool]]


def cache_folder() -> Path:
    """Return the folder that parts are kept in."""
    return platformdirs.user_cache_path("backprop-grader") / "site-parts"


def fetched(part: Part, folder: Path, fetch: Fetch | None = None) -> bytes:
    """Return the content of a part, from the folder if it is there, else fetched into it.

    Args:
        part: The part.
        folder: The cache.
        fetch: Runs a command that fetches; a process, unless a test has its own.

    Raises:
        PartsError: It cannot be fetched, or is not what was published when its digest was noted.
    """
    kept = folder / part.file
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as temporary:
            _fetch(part, Path(temporary), fetch or _run)
            there = Path(temporary) / part.file
            if not there.is_file():
                raise PartsError(_advice(part, folder, f"expected the file {part.file}, which did not come"))
            there.replace(kept)
    data = kept.read_bytes()
    if (digest := hashlib.sha256(data).hexdigest()) != part.sha256:
        raise PartsError(f"{kept}: expected SHA-256 {part.sha256}, got {digest}. Remove the file, and try again.")
    return data


def _fetch(part: Part, into: Path, fetch: Fetch) -> None:
    wanted = f"{part.name}@{part.version}" if part.tool == "npm" else f"{part.name}=={part.version}"
    try:
        fetch(_npm(wanted, into) if part.tool == "npm" else _pip(wanted, into))
    except (OSError, subprocess.SubprocessError) as error:
        told = (getattr(error, "stderr", "") or str(error)).strip().splitlines() or [""]
        raise PartsError(_advice(part, into.parent, told[-1])) from None


def _npm(wanted: str, into: Path) -> list[str]:
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm, which comes with Node.js, is not installed")
    return [npm, "pack", wanted, "--silent", "--pack-destination", str(into)]


def _pip(wanted: str, into: Path) -> list[str]:
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    tags = ["--python-version", PYTHON[0], "--implementation", "cp", "--abi", PYTHON[1], "--abi", "none"]
    own = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--dest", str(into)]
    return [sys.executable, "-m", "pip", "download", *own, *platforms, *tags, wanted]


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)


def _advice(part: Part, folder: Path, problem: str) -> str:
    return (
        f"{part.name} {part.version} cannot be had: {problem}. The site needs it once. Try again where "
        f"{'npm' if part.tool == 'npm' else 'pip'} reaches its registry, or copy {part.file} into {folder}"
    )
