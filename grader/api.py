"""The grader for other programs: grades a submission or a class, and returns the record as data.

    from grader.api import grade

    entry = grade("submissions/ada")
    print(entry.score, "of", entry.max_score)

The commands, the push hook and the nbgrader plug-in grade with the same two functions, so all of them give the same
grades. `grader.record` describes the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grader.course import config
from grader.course.config import Course
from grader.course.decisions import apply_points, settle
from grader.course.rounding import round_scores
from grader.grading import provenance, submission
from grader.grading.batch import Watcher, grade_each
from grader.grading.executors import Questions, executor
from grader.grading.plan import Plan
from grader.grading.questions import Drawn, draw_questions
from grader.grading.store import Store
from grader.intake import excused, files, late_penalty
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
        handed_in: The folder that contains the exercise files, directly or in `backprop/`; or a submission that was
            read already, which gets no late penalty and no exception because nothing is known about its folder.
        course: The course, or the path of its `course.toml`; the kit's defaults if left out.
        exercises: Stems of the exercises to grade, like `ex1_by_hand`; all of the course if left out. Badges are graded
            only together with all exercises.
        sandbox: Sandbox for the student's code: `bubblewrap`, `landlock` or `process`; `auto` is the safest one that
            works on this machine.

    Returns:
        The submission's entry. Code that crashes, hangs or attacks costs points and raises nothing. If
        `entry.status` is `needs_review`, the score is no grade until a person has looked at the submission.

    Raises:
        NotADirectoryError: The folder does not exist.
        grader.course.config.CourseError: The course file has mistakes; the message has a line for each.
        grader.intake.collected.CollectionError: The file that `grader collect` wrote beside the submissions is damaged.
        grader.sandbox.NoSandbox: The sandbox does not work on this machine.
    """
    rules = _course(course)
    plan = Plan.of(rules, exercises, sandbox).settled()
    if isinstance(handed_in, Submission):
        return rules.weigh(submission.grade(handed_in, plan))
    (folder,) = _folders([handed_in])
    (name,) = files.student_names([folder])
    entry = submission.grade(files.read_submission(folder, name, plan.limits.source_bytes), plan)
    return _finish(entry, rules)


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
    drawn: Drawn | None = None,
) -> Record:
    """Grade a class.

    Args:
        paths: Folders of submissions, and folders of such folders.
        course: The course, or the path of its `course.toml`; the kit's defaults if left out.
        exercises: Stems of the exercises to grade; all of the course if left out.
        sandbox: Sandbox for the students' code, see `grade`.
        coverage: Whether to find the lines that no check ran. That doubles the time, roughly.
        jobs: Number of submissions graded in parallel, or of exercises if there is one submission only. With more than
            1, a script needs `if __name__ == "__main__":`, because its processes import it.
        dask: Address of a Dask scheduler to grade on, as `tcp://HOST:PORT`; `jobs` has no effect then.
        store: Folder that keeps each grading as soon as it is finished. A submission whose grading is there is not
            graded again. The record reads its submissions from the folder, so a large class takes no more memory than
            a small one.
        watcher: Called with each entry as soon as it is graded, before the course's points and penalties are applied.
        drawn: Called with two numbers, the exercises whose questions are drawn and those that need it, before the first
            one and after each. Nothing has to be drawn if this machine has graded with the same kit before.

    Returns:
        The record, its submissions in the order of their names. `write_record` writes it to a file.

    Raises:
        NotADirectoryError: One of the paths is no folder.
        grader.course.config.CourseError: The course file has mistakes; the message has a line for each.
        grader.intake.collected.CollectionError: The file that `grader collect` wrote beside the submissions is damaged.
        grader.sandbox.NoSandbox: The sandbox does not work on this machine.
        grader.grading.executors.NoCluster: The Dask cluster cannot be used.
    """
    rules = _course(course)
    plan = Plan.of(rules, exercises, sandbox, coverage).settled()
    folders = files.find_submissions(_folders(paths))
    for folder in {path.resolve().parent for path in folders}:
        read_collection(folder)  # a damaged file is reported before the grading, not after it
    if folders:
        draw_questions(plan.stems, plan.sampling, jobs, drawn)
    entries = grade_each(
        folders,
        plan,
        # No more processes than submissions: each takes time to start.
        lambda: executor(max(1, min(jobs, len(folders))), dask, Questions(plan.stems, plan.sampling)),
        Store(store, SubmissionEntry) if store else None,
        watcher,
        lambda entry: _finish(entry, rules),
        jobs if len(folders) == 1 else 1,
    )
    return Record(SCHEMA, plan.sandbox, provenance.made_with(rules), entries)


def _finish(entry: SubmissionEntry, rules: Course) -> SubmissionEntry:
    """Apply the course's points, decisions, the late penalty, the rounding and the student's exceptions."""
    student = Path(entry.path).resolve().name
    entry = late_penalty.apply_late_penalty(apply_points(rules.weigh(entry), student, rules.decisions), rules)
    entry = excused.leave_out_excused(round_scores(entry, rules.rounding), rules, student)
    return settle(entry, student, rules.decisions)


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
