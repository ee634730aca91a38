"""Runs Git so that a stranger's repository can do no harm and the instructor's settings change nothing."""

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
"""Options for every command: no hooks or helpers of the repository, no settings that change files, no background
work."""


class GitError(Exception):
    """Git failed. The message is Git's own."""


def git_environment(**more: str) -> dict[str, str]:
    """Return our environment without the variables that point Git elsewhere, set to ask a person nothing."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    ssh = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": ssh, "LC_ALL": "C.UTF-8", **more}


def identity(name: str) -> dict[str, str]:
    """Return the variables that make `name` the author of a commit, whoever runs the command."""
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _person(name)}


def git(
    folder: Path, *arguments: str, data: bytes | None = None, seconds: float = 120, env: dict[str, str] | None = None
) -> bytes:
    """Run `git` in a folder.

    Args:
        folder: Where to run it.
        arguments: The subcommand and its arguments.
        data: Bytes for its standard input; None for an empty one.
        seconds: Maximum time.
        env: Further environment variables.

    Returns:
        The bytes of its standard output.

    Raises:
        GitError: It fails, takes too long, or is not installed.
    """
    try:
        done = subprocess.run(
            ["git", *SAFE, *arguments],
            cwd=folder,
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=git_environment(**(env or {})),
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} took more than {seconds:g} seconds") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        message = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise GitError(message or f"git {arguments[0]} ended with exit code {done.returncode}")
    return done.stdout


def git_text(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """Run `git` like `git()`, and return its output as text without surrounding white space."""
    return git(folder, *arguments, env=env).decode(errors="replace").strip()


def _person(name: str) -> tuple[tuple[str, str], ...]:
    return ("NAME", name), ("EMAIL", "course@localhost")
