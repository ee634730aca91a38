"""Runs Git so that a stranger's repository can do no harm and the instructor's settings change nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
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


MOST_MEMORY, MOST_FILE = 2**30, 2**30
"""Bytes that one process of Git may have of its own, and in one file: a few kilobytes can stand for gigabytes."""

BOUNDED = f'ulimit -d {MOST_MEMORY // 1024}; ulimit -f {MOST_FILE // 512}; exec "$@"'
"""The script of a shell that sets these bounds, for Git and what it starts, and becomes Git."""

MESSAGE = 65536
"""Bytes that are read of what Git says when it fails; the other side may have it say more without end."""

_running: set[subprocess.Popen[bytes]] = set()


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
        GitError: It fails, takes too long or too much, or is not installed.
    """
    command = ["git", *SAFE, *arguments]
    if os.name == "posix":
        command = ["/bin/sh", "-c", BOUNDED, "sh", *command]
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL if data is None else subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=git_environment(**(env or {})),
                start_new_session=True,  # so that what Git starts can be ended with it
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}") from None
        _running.add(process)
        try:
            with process:
                try:
                    output, _ = process.communicate(data, timeout=seconds)
                except BaseException:
                    _end(process)
                    raise
        except subprocess.TimeoutExpired:
            raise GitError(f"git {arguments[0]} took more than {seconds:g} seconds") from None
        finally:
            _running.discard(process)
        if process.returncode:
            errors.seek(0)
            message = (errors.read(MESSAGE) or output[:MESSAGE]).decode(errors="replace").strip()
            raise GitError(message or f"git {arguments[0]} ended with exit code {process.returncode}")
    return output


def end_all() -> None:
    """End every Git that another thread waits for, which then has a GitError."""
    for process in list(_running):
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill Git and what it started."""
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def git_text(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """Run `git` like `git()`, and return its output as text without surrounding white space."""
    return git(folder, *arguments, env=env).decode(errors="replace").strip()


def _person(name: str) -> tuple[tuple[str, str], ...]:
    return ("NAME", name), ("EMAIL", "course@localhost")
