"""Makes the student's repository, and updates it without touching a student's work."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from checks.exercises import BY_STEM
from grader.authoring import leak_scan
from grader.authoring.course_checks import for_course, left_out
from grader.authoring.course_readme import readme_for
from grader.course.config import Course
from grader.course.pin import kit_version
from grader.intake.git import GitError, git, git_text, identity
from grader.paths import KIT, SKELETON

TRAILER = "Exercise-Release"
"""Marks the commits of `grader release`; an update starts from the newest one."""

WORK = {exercise.file for exercise in BY_STEM.values()}
"""The files that students edit: given once, and never changed afterwards."""


class ReleaseError(Exception):
    """The repository cannot be made or updated, and is unchanged. The message says what to do."""


@dataclass
class Release:
    """The result of making or updating a repository."""

    commit: str | None
    """The branch's new commit; None if there was nothing to do."""

    changed: list[str]
    """The paths that were added, changed or removed."""

    notes: list[str] = field(default_factory=list)
    """Hints for the instructor, for example files left alone because students edit them."""


def student_files(course: Course) -> dict[str, bytes]:
    """Collect all files for a student by their paths: the skeleton with the exercises of the course, and the licence.

    Raises:
        ReleaseError: The skeleton is not complete.
    """
    found = {}
    dropped = left_out(course)
    for path in sorted(SKELETON.rglob("*")):
        inside = path.relative_to(SKELETON)
        cache = any(part in leak_scan.CACHES or part.endswith(leak_scan.CACHE_ENDINGS) for part in inside.parts)
        if path.is_file() and not cache and path.stem.removeprefix("test_") not in dropped:
            found[inside.as_posix()] = path.read_bytes()
    found["LICENSE"] = (KIT / "LICENSE").read_bytes()
    if "README.md" not in found:
        raise ReleaseError(f"{SKELETON / 'README.md'} is missing: it is the first thing that a student reads")
    found["README.md"] = readme_for(found["README.md"].decode(), course).encode()
    return for_course(found, course)


def checked_files(course: Course) -> dict[str, bytes]:
    """Collect all files for a student, and search them for secrets.

    Raises:
        ReleaseError: A file would leak a secret, or the skeleton is not complete.
    """
    given = student_files(course)
    _refuse(leak_scan.leaks(given.items()))
    return given


def release(folder: Path, course: Course) -> Release:
    """Make the repository in the folder, or update the one that is there, unless the leak scan finds a secret.

    Raises:
        ReleaseError: A file would leak a secret, the folder holds something else, or Git cannot merge.
    """
    given = checked_files(course)
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return make(folder, given, course)
    return update(folder, given, course)


def make(folder: Path, given: dict[str, bytes], course: Course) -> Release:
    """Make a new repository with one commit; move it to its place only after the leak scan has passed.

    Args:
        folder: Where; missing or empty.
        given: The files, as `checked_files` returns them.
        course: The course, for the message.

    Raises:
        ReleaseError: Something in the repository would leak a secret.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".release-") as temporary:
        made = Path(temporary) / "repository"
        made.mkdir()
        git(made, "init", "--quiet", "--initial-branch=main", "--template=")
        _write(made, given)
        git(made, "add", "--all", "--force")
        git(made, "commit", "--quiet", "--message", _message(course, "The exercises"), env=identity(course.name))
        _refuse(leak_scan.leaks_in_repository(made))
        if folder.exists():
            folder.rmdir()
        shutil.move(made, folder)
    return Release(git_text(folder, "rev-parse", "HEAD"), sorted(given))


def update(folder: Path, given: dict[str, bytes], course: Course) -> Release:
    """Add a commit on top of the last release, and merge it into the branch.

    Raises:
        ReleaseError: It is no student's repository, or Git cannot merge.
    """
    if not (folder / ".git").exists():
        raise ReleaseError(f"{folder} is no Git repository and not empty: give a new folder, or a student's repository")
    try:
        git(folder, "rev-parse", "--verify", "HEAD")
    except GitError:
        raise ReleaseError(f"{folder} is a repository without a commit: remove it, and release again") from None
    base = _last_release(folder)
    ours = git_text(folder, "log", "--format=%(trailers:key=" + TRAILER + ",valueonly)", "-1", base)
    before = set(git(folder, "ls-tree", "-r", "-z", "--name-only", base).decode().split("\0")) - {""}
    gone = {path for path in before - set(given) if ours and path not in WORK}
    new = {path: data for path, data in given.items() if path not in WORK or path not in before}
    notes = [
        f"{path}: the kit has another text now; it is left alone, since students work in it"
        for path in sorted(WORK & before & set(given))
        if git(folder, "cat-file", "blob", f"{base}:{path}") != given[path]
    ]
    with tempfile.TemporaryDirectory(prefix="release-") as temporary:
        work = Path(temporary) / "files"
        work.mkdir()
        aside = {"GIT_INDEX_FILE": str(Path(temporary) / "index"), "GIT_WORK_TREE": str(work)}
        aside["GIT_DIR"] = git_text(folder, "rev-parse", "--absolute-git-dir")
        git(work, "read-tree", base, env=aside)
        # Nothing of the student's is checked out: a link in it would lead what is written here elsewhere.
        _write(work, new)
        git(work, "update-index", "--add", "--replace", "-z", "--stdin", data=_listed(new), env=aside)
        git(work, "update-index", "--force-remove", "-z", "--stdin", data=_listed(gone), env=aside)
        tree = git(work, "write-tree", env=aside).decode().strip()
    changed = git(folder, "diff", "--name-only", "-z", base, tree).decode().split("\0")[:-1]
    if not changed:
        return Release(None, [], notes)
    message = _message(course, "The exercises, brought up to date")
    commit = git_text(folder, "commit-tree", tree, "-p", base, "-m", message, env=identity(course.name))
    _merge(folder, commit, course)
    return Release(git_text(folder, "rev-parse", "HEAD"), changed, notes)


def _last_release(folder: Path) -> str:
    """Find the newest release; in a copy without its history, the first commit if it has the checks in it."""
    last = git_text(folder, "log", "--topo-order", "--format=%H", f"--grep=^{TRAILER}: ", "-1", "HEAD")
    if last:
        return last
    for root in git_text(folder, "rev-list", "--max-parents=0", "HEAD").splitlines():
        if git_text(folder, "ls-tree", root, "checks/exercises.py"):
            return root
    raise ReleaseError(f"{folder} is not a student's repository: no commit in it came from `grader release`")


def _merge(folder: Path, commit: str, course: Course) -> None:
    """Merge the commit, or leave everything as it was."""
    try:
        git(
            folder,
            "merge",
            "--no-edit",
            "-m",
            "Merge the exercises, brought up to date",
            commit,
            env=identity(course.name),
        )
    except GitError as error:
        conflicts = git_text(folder, "diff", "--name-only", "--diff-filter=U").splitlines()
        if (Path(git_text(folder, "rev-parse", "--absolute-git-dir")) / "MERGE_HEAD").exists():
            git(folder, "merge", "--abort")
        if conflicts:
            raise ReleaseError(
                f"{', '.join(conflicts)} in {folder}: changed by the student, though given. Nothing was touched; put "
                f"back what was given, or merge the commit by hand that `grader release` makes in a clone: {commit}"
            ) from None
        raise ReleaseError(f"{folder}: Git refuses to merge, nothing was touched. It says: {error}") from None


def _write(folder: Path, given: dict[str, bytes]) -> None:
    for path, data in given.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _listed(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\0" for path in sorted(paths)).encode()


def _message(course: Course, title: str) -> str:
    return f"{title}: {course.name}\n\n{TRAILER}: {kit_version()}\n"


def _refuse(found: list[str]) -> None:
    if found:
        raise ReleaseError("This must not reach a student, so nothing was released:\n  " + "\n  ".join(found))
