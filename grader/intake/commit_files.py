"""The exercise files of one commit, taken out of a repository that anybody may have made."""

from __future__ import annotations

from pathlib import Path

from checks.exercises import BY_STEM
from grader.intake.git import git

LINK, FILES = "120000", ("100644", "100755")


def take_files(repository: Path, commit: str, folder: Path, most: int, stems: tuple[str, ...] = tuple(BY_STEM)) -> None:
    """Write the commit's files of these exercises into the folder.

    Nothing is checked out: no attribute, filter, hook or submodule of the repository has a say, and no other file
    appears. What is no file, or is larger than `most` bytes, is put there as an empty thing of the same kind and size,
    so that whoever reads it says what is wrong with it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for stem in stems for name in (f"{stem}.py", f"backprop/{stem}.py")]
    listing = git(repository, "ls-tree", "-z", "--long", "--full-tree", commit, *names)
    for line in listing.decode("utf-8", errors="surrogateescape").split("\0")[:-1]:
        about, _, name = line.partition("\t")
        mode, _, identity, size = about.split()
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if mode == LINK:
            path.symlink_to("elsewhere")
        elif mode not in FILES:
            path.mkdir()
        elif int(size) > most:
            with path.open("wb") as file:
                file.truncate(int(size))
        else:
            path.write_bytes(git(repository, "cat-file", "blob", identity))
