"""The exercise files of one commit, extracted from a repository that nobody vouches for."""

from __future__ import annotations

from pathlib import Path

from checks.exercises import BY_STEM
from grader.intake.git import GitError, git

LINK, FILES = "120000", ("100644", "100755")
"""Git's modes of a symbolic link and of regular files."""


def places(stem: str) -> tuple[str, str]:
    """Return the two places in a repository, and so in a student's folder, where an exercise may be."""
    return f"{stem}.py", f"backprop/{stem}.py"


def take_files(repository: Path, commit: str, folder: Path, most: int, stems: tuple[str, ...] = tuple(BY_STEM)) -> None:
    """Write the commit's files of these exercises into the folder.

    Nothing is checked out, so no attribute, filter, hook or submodule of the repository takes effect, and no other file
    appears. Whatever is no regular file, or is too large, becomes an empty placeholder of the same kind and size:
    reading the submission then reports the problem.

    Args:
        repository: The Git repository, bare or not.
        commit: The commit's hash.
        folder: Where to write; made if need be.
        most: Maximum size of a file in bytes.
        stems: The exercises; all by default.

    Raises:
        GitError: Git cannot read the commit, or an exercise is in it twice, or missing in the repository.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for stem in stems for name in places(stem)]
    listing = git(repository, "ls-tree", "-z", "--long", "--full-tree", commit, *names)
    for line in listing.decode("utf-8", errors="surrogateescape").split("\0")[:-1]:
        about, _, name = line.partition("\t")
        mode, _, identity, size = about.split()
        path = folder / name
        if path.is_symlink() or path.exists():
            raise GitError(f"commit {commit[:10]} has two entries {name}: that is no commit that Git makes")
        path.parent.mkdir(exist_ok=True)
        if mode == LINK:
            path.symlink_to("elsewhere")
        elif mode not in FILES:
            path.mkdir()
        elif not size.isdecimal():
            raise GitError(f"commit {commit[:10]} names a file {name} that is missing in the repository")
        elif int(size) > most:
            with path.open("wb") as file:
                file.truncate(int(size))
        else:
            path.write_bytes(git(repository, "cat-file", "blob", identity))
