"""Looks at a repository that was handed in as files before Git reads it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from grader.intake.git import GitError, git_text

SERVER = "GIT_ALLOW_PROTOCOL=none git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack"
"""The command that reads a repository given by its path, whoever owns it. If objects are missing, the repository's own
settings could have Git fetch them with any command: no protocol is allowed to it."""

READ = (
    *("HEAD", "config", "config.worktree", "grading", "info", "logs", "objects", "packed-refs", "refs", "reftable"),
    "shallow",
)
"""What is read of a repository when it is cloned, Git's files and the server's notes."""

BORROWS = (".git", "commondir", "objects/info/alternates", "objects/info/http-alternates")
"""Files by which a repository has its contents from elsewhere."""

MOST_FILES = 1_000_000
"""Maximum number of files in a repository. Git packs what it has into a few."""


def source_of(repository: str) -> tuple[str, list[str]]:
    """Return from where Git is to read a repository, and options with which nothing that is the repository's runs.

    Args:
        repository: A URL, or the path of a repository or a bundle. To clone one, add `--no-local`: Git's own files are
            not taken over from a stranger then, but every object sent and checked.

    Raises:
        GitError: See `refuse_elsewhere`.
    """
    path = Path(repository)
    if not path.exists():
        return repository, []
    if path.is_dir():
        refuse_elsewhere(path.resolve())
    return str(path.resolve()), [f"--upload-pack={SERVER}"]


def refuse_elsewhere(path: Path) -> None:
    """Refuse a repository that would have Git read what is not in it, such as another student's.

    Args:
        path: The folder of a working copy, or of a bare repository.

    Raises:
        GitError: Something in it leads elsewhere, or is neither file nor folder; the message says what.
    """
    folder = path / ".git"
    if os.path.lexists(folder):
        if folder.is_symlink() or not folder.is_dir():
            raise GitError(f"{folder} is no folder and leads elsewhere: expected the repository itself")
    else:
        folder = path
    for name in BORROWS:
        if os.path.lexists(folder / name):
            raise GitError(f"{folder / name} is there: expected a repository that takes nothing from another one")
    for number, (entry, mode) in enumerate(_entries(folder)):
        if number == MOST_FILES:
            raise GitError(f"{folder} has more than {MOST_FILES:,} files: run `git gc` there")
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise GitError(f"{entry} is a link or a device: expected only files and folders in a repository")
    for name in ("config", "config.worktree"):
        if (folder / name).is_file() and _includes(folder / name):
            raise GitError(f"{folder / name} includes settings from other files: expected none from elsewhere")


def _entries(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield what is read of a repository, each with its mode. No link is followed."""
    for name in READ:
        top = str(folder / name)
        with suppress(FileNotFoundError):
            yield top, os.lstat(top).st_mode
        for root, folders, files in os.walk(top):
            for below in (*folders, *files):
                entry = f"{root}/{below}"
                with suppress(FileNotFoundError):  # Git has just tidied up
                    yield entry, os.lstat(entry).st_mode


def _includes(config: Path) -> bool:
    """Tell whether a file of settings includes others. Git is run elsewhere: it would follow them in the repository."""
    asked = ("config", "--file", str(config), "--no-includes", "--name-only", "--list")
    return any(name.startswith("include") for name in git_text(Path(config.anchor), *asked).splitlines())
