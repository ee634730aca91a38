"""The grader for other programs: grade a submission or a class, and get the record as data.

    from grader.api import grade

    entry = grade("submissions/ada")
    print(entry.score, "of", entry.max_score)

The commands, the push hook and the nbgrader plug-in grade by the same two functions, so all of them give the same
grades. `grader.record` says what is in an entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grader.course import config
from grader.course.config import Course
from grader.grading import provenance, submission
from grader.grading.batch import Watcher, grade_each
from grader.grading.executors import executor
from grader.grading.plan import Plan
from grader.grading.store import Store
from grader.intake import files, late_penalty
from grader.intake.collected import read_collection
from grader.intake.files import Submission
from grader.record import SCHEMA, Record, SubmissionEntry, read_record, write_record

__all__ = ["Course", "Record", "SubmissionEntry", "grade", "grade_class", "read_record", "write_record"]


def grade(
    handed_in: Path | str | Submission,
    course: Course | Path | str | None = None,
    *,
    exercises: Iterable[str] = (),
    sandbox: str = "auto",
) -> SubmissionEntry:
    """Grade one submission in this process.

    Args:
        handed_in: the folder with the exercise files, or with `backprop/` in which they are; or a submission that was
            read already, to which nothing is added that was found out about its folder, like lateness.
        course: the course, or its `course.toml`; the kit's defaults if left out.
        exercises: the stems of those to grade, like `ex1_by_hand`; all of the course if left out. Badges are graded
            when all exercises are.
        sandbox: where the student's code runs: `bubblewrap`, `landlock` or `process`; `auto` takes the safest that
            works here.

    Returns:
        The submission's entry. Code that crashes, hangs or attacks costs points and raises nothing. Where
        `entry.status` is `needs_review`, the score is no grade before a person has looked.

    Raises:
        NotADirectoryError: there is no such folder.
        grader.course.config.CourseError: the course's file has mistakes; the message has a line for each.
        grader.intake.collected.CollectionError: what `grader collect` wrote beside the submissions is damaged.
        grader.sandbox.NoSandbox: the sandbox does not work on this machine.
    """
    rules = _course(course)
    plan = Plan.of(rules, exercises, sandbox).settled()
    if isinstance(handed_in, Submission):
        return rules.weigh(submission.grade(handed_in, plan))
    (folder,) = _folders([handed_in])
    (name,) = files.student_names([folder])
    entry = submission.grade(files.read_submission(folder, name, plan.limits.source_bytes), plan)
    return late_penalty.apply_late_penalty(rules.weigh(entry), rules)


def grade_class(
    paths: Iterable[Path | str],
    course: Course | Path | str | None = None,
    *,
    exercises: Iterable[str] = (),
    sandbox: str = "auto",
    coverage: bool = False,
    jobs: int = 1,
    dask: str | None = None,
    store: Path | None = None,
    watcher: Watcher | None = None,
) -> Record:
    """Grade a class.

    Args:
        paths: folders of submissions, and folders of such folders.
        course: the course, or its `course.toml`; the kit's defaults if left out.
        exercises: the stems of those to grade; all of the course if left out.
        sandbox: where the students' code runs, see `grade`.
        coverage: whether to find out which lines no check ran. That takes about as long again.
        jobs: number of submissions graded in parallel. A script that gives more than 1 needs
            `if __name__ == "__main__":`, for its processes import it.
        dask: the address of a Dask scheduler to grade on instead, as `tcp://HOST:PORT`.
        store: a folder that keeps each finished submission at once. What is in it is not graded again, and the
            record reads its submissions from there, so that a large class takes no more memory than a small one.
        watcher: is told of each submission as soon as it is graded, before the course's points and penalties.

    Returns:
        The record, its submissions in the order of their names. `write_record` writes it to a file.

    Raises:
        NotADirectoryError: there is no folder at one of the paths.
        grader.course.config.CourseError: the course's file has mistakes; the message has a line for each.
        grader.intake.collected.CollectionError: what `grader collect` wrote beside the submissions is damaged.
        grader.sandbox.NoSandbox: the sandbox does not work on this machine.
        grader.grading.executors.NoCluster: the Dask cluster cannot be used.
    """
    rules = _course(course)
    plan = Plan.of(rules, exercises, sandbox, coverage).settled()
    folders = files.find_submissions(_folders(paths))
    for folder in {path.resolve().parent for path in folders}:
        read_collection(folder)  # a mistake in it is said before the grading, not after it
    entries = grade_each(
        folders,
        plan,
        # A single one needs no second judge, which takes its time to start.
        lambda: executor(max(1, min(jobs, len(folders))), dask),
        Store(store, SubmissionEntry) if store else None,
        watcher,
        lambda entry: late_penalty.apply_late_penalty(rules.weigh(entry), rules),
    )
    return Record(SCHEMA, plan.sandbox, provenance.made_with(rules), entries)


def _course(course: Course | Path | str | None) -> Course:
    if isinstance(course, Course):
        return course
    return Course() if course is None else config.read_course(Path(course))


def _folders(paths: Iterable[Path | str]) -> list[Path]:
    folders = [Path(path) for path in paths]
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder: give the folder of a submission")
    return folders
