"""Git, run so that a stranger's repository can do no harm and an instructor's settings change nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SAFE = (
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.autocrlf=false"),
    *("-c", "protocol.ext.allow=never"),
    *("-c", "submodule.recurse=false"),
    *("-c", "commit.gpgSign=false"),
    *("-c", "gc.auto=0"),
    *("-c", "safe.directory=*"),
)


class GitError(Exception):
    """Git failed; the message is what it said."""


def git_environment(**more: str) -> dict[str, str]:
    """Ours, without what tells Git about another repository, and without any question to a person."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    ssh = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": ssh, "LC_ALL": "C.UTF-8", **more}


def identity(name: str) -> dict[str, str]:
    """Variables that make somebody the author of a commit, whoever runs the command."""
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _person(name)}


def git(
    folder: Path, *arguments: str, data: bytes | None = None, seconds: float = 120, env: dict[str, str] | None = None
) -> bytes:
    """What `git` prints, run in that folder; GitError if it fails or takes too long."""
    try:
        done = subprocess.run(
            ["git", *SAFE, *arguments],
            cwd=folder,
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            timeout=seconds,
            env=git_environment(**(env or {})),
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} took more than {seconds:g} seconds") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise GitError(said or f"git {arguments[0]} ended with exit code {done.returncode}")
    return done.stdout


def git_text(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """What `git` prints, as a text without the last line break."""
    return git(folder, *arguments, env=env).decode(errors="replace").strip()


def _person(name: str) -> tuple[tuple[str, str], ...]:
    return ("NAME", name), ("EMAIL", "course@localhost")
