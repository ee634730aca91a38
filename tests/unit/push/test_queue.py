"""The queue of pushes: in order, nobody graded twice at a time, nothing lost when a worker is killed."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from filelock import FileLock
from msgspec.structs import replace

from grader.course.config import Course
from grader.course.push_settings import PushSettings, read_wait_and_workers
from grader.push import receive, serve, work
from grader.push.answer import Verdict
from grader.push.queue import Job, Queue, QueueError, Update
from grader.push.status import State

OLD, NEW = "1" * 40, "2" * 40
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    made = Queue(tmp_path / "server/.grading-queue")
    made.open()
    return made


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, State]]:
    """The commits that a note and a status are written for."""
    noted: list[tuple[str, State]] = []
    monkeypatch.setattr(work, "_publish", lambda job, update, lines, state, *_: noted.append((update.new, state)))
    return noted


def push(queue: Queue, student: str, new: str = NEW, *branches: str) -> Job:
    repository = queue.lock_file.parent / f"{student}.git"
    (repository / "grading").mkdir(parents=True, exist_ok=True)
    updates = tuple(Update(OLD, new, f"refs/heads/{branch}") for branch in branches or ("main",))
    return queue.put(Job(0, str(repository), updates, NOW))


def test_a_later_push_has_a_greater_ticket(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if the clock is put back, or the file of the last ticket is gone."""
    monkeypatch.setattr("grader.push.queue.time.time_ns", iter([5, 3, 9]).__next__)
    tickets = [push(queue, "ada").ticket, push(queue, "ben").ticket]
    (queue.folder / "last").unlink()
    assert [*tickets, push(queue, "cy").ticket] == [5, 6, 9]
    assert [Path(job.repository).stem for job in queue.waiting()] == ["ada", "ben", "cy"]


def test_who_pushes_again_keeps_the_place(queue: Queue) -> None:
    first, second, again = push(queue, "ada"), push(queue, "ben"), push(queue, "ada", OLD)
    assert [queue.place(job) for job in (first, second, again)] == [0, 1, 0]
    with queue.claim() as jobs:
        assert jobs == [first, again]


def test_a_repository_is_taken_by_one_worker(queue: Queue) -> None:
    """The next worker takes the next repository, and a third one nothing; then the first is free again."""
    push(queue, "ada")
    push(queue, "ben")
    other = Queue(queue.lock_file)
    with queue.claim() as one, other.claim() as two, Queue(queue.lock_file).claim() as three:
        assert [Path(job.repository).stem for job in (*one, *two, *three)] == ["ada", "ben"]
    with other.claim() as one:
        assert [Path(job.repository).stem for job in one] == ["ada"]


def test_a_damaged_file_stops_nobody(queue: Queue) -> None:
    job = push(queue, "ada")
    (queue.folder / "waiting/00000.json").write_text('{"ticket": "x"}')
    assert queue.waiting() == [job]


def test_a_queue_that_others_can_write_is_refused(queue: Queue) -> None:
    (queue.folder / "waiting").chmod(0o777)
    with pytest.raises(QueueError, match=r"others can write into .*waiting: expected a queue that only its user"):
        queue.open()


def test_the_newest_of_each_branch_is_graded(
    queue: Queue, published: list[tuple[str, State]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older push is answered at once if all of its branches came again; else it waits with the others."""
    graded: list[Job] = []
    monkeypatch.setattr(work, "_grade", lambda job, *_: graded.append(job))
    alone, both, newest = push(queue, "ada", "a" * 40), push(queue, "ada", "b" * 40, "main", "dev"), push(queue, "ada")
    with queue.claim() as jobs:
        work.answer(queue, jobs)
    assert [(job.ticket, job.tries) for job in graded] == [(newest.ticket, 1)]
    said = "main aaaaaaaaaa: skipped, since a newer push to it, 2222222222, is graded.\n"
    assert receive.answer_file(alone).read_text() == said
    (left,) = queue.waiting()
    assert (left.ticket, [update.name for update in left.updates]) == (both.ticket, ["dev"])
    assert left.said == (said.strip().replace("a" * 10, "b" * 10),)
    assert published == [("b" * 40, State.SKIPPED), ("a" * 40, State.SKIPPED)]


@pytest.mark.usefixtures("published")
def test_a_push_that_is_alone_has_all_workers(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pushes that wait at the same time share them; with more pushes than workers, each has one process."""
    given: list[int] = []

    def written(*how: Any) -> Verdict:
        given.append(how[5])
        return Verdict(True, "")

    monkeypatch.setattr(work, "_written", written)
    monkeypatch.setattr(work, "_read_rules", lambda job: work.Rules(None, Course(push=PushSettings(workers=4))))
    for students in (["ada"], ["ada", "ben"], ["ada", "ben", "cy", "dee", "eva"]):
        for student in students:
            push(queue, student)
        with queue.claim() as jobs:
            work.answer(queue, jobs)
        for job in queue.waiting():
            queue.finish(job)
    assert given == [4, 2, 1]


def test_a_push_that_kills_its_workers_goes_to_a_person(
    queue: Queue, published: list[tuple[str, State]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A grading is begun again, but not for ever: the student reads that the push is kept."""
    job = push(queue, "ada")

    def die(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(work, "_grade", die)
    for _ in range(work.MOST_TRIES):
        with pytest.raises(SystemExit), queue.claim() as jobs:
            work.answer(queue, jobs)
        assert queue.has(job)
    with queue.claim() as jobs:
        work.answer(queue, jobs)
    assert queue.waiting() == []
    assert "that is not your fault" in receive.answer_file(job).read_text()
    assert "5 workers died" in (Path(job.repository) / "grading/errors.log").read_text()
    assert published == [(NEW, State.FAILED)]


def test_a_course_file_with_a_mistake_is_logged_once(queue: Queue, published: list[tuple[str, State]]) -> None:
    """For all branches of a push, in the line that every command says: no traceback tells an instructor more."""
    job = push(queue, "ada", NEW, "main", "dev")
    state = Path(job.repository) / "grading"
    (queue.lock_file.parent / "course.toml").write_text("late_dayz = 1\n")
    course = str(queue.lock_file.parent / "course.toml")
    (state / "settings.json").write_text(json.dumps({"course": course, "queue": str(queue.lock_file)}))
    with queue.claim() as jobs:
        work.answer(queue, jobs)
    assert published == [(NEW, State.FAILED)] * 2
    assert "that is not your fault" in receive.answer_file(job).read_text()
    _, line = (state / "errors.log").read_text().splitlines()
    assert line.startswith(f"{course}: late_dayz: expected one of") and line.endswith("did you mean late_days?")


def test_a_worker_ends_when_nothing_waits_or_its_starter_is_gone(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "answer", lambda queue, jobs: queue.finish(jobs[0]))
    push(queue, "ada")
    push(queue, "ben")
    work.work(queue, until_done=False, alone=iter([False, True]).__next__)
    assert len(queue.waiting()) == 1
    work.work(queue, until_done=True, alone=lambda: False)
    assert queue.waiting() == []


class Workers:
    """Workers that end with the codes that are given, one after the other, and do not start a process."""

    def __init__(self, queue: Queue, codes: list[int], finish_with: int = 0) -> None:
        self.queue = queue
        self.codes = codes
        self.finish_with = finish_with
        self.started = 0

    def __call__(self, queue: Queue, until_done: bool) -> Any:
        self.started += 1
        code = self.codes.pop(0)
        if code == self.finish_with:
            for job in self.queue.waiting():
                self.queue.finish(job)
        return SimpleNamespace(poll=lambda: code)


def test_a_worker_that_is_killed_is_started_again(queue: Queue) -> None:
    push(queue, "ada")
    workers = Workers(queue, [-9, -9, 0])
    greeted: list[bool] = []
    assert serve.serve(queue, 1, True, workers, lambda seconds: None, partial(greeted.append, True))
    assert workers.started == 3
    assert greeted == [True]


def test_workers_that_cannot_start_are_given_up_and_no_push_with_them(queue: Queue) -> None:
    push(queue, "ada")
    workers = Workers(queue, [1] * 100)
    assert serve.serve(queue, 2, True, workers, lambda seconds: None)
    assert workers.started == serve.MOST_DEATHS
    assert len(queue.waiting()) == 1


def test_a_queue_is_served_once(queue: Queue) -> None:
    with FileLock(queue.lock_file):
        greeted: list[bool] = []
        begun = partial(greeted.append, True)
        assert not serve.serve(queue, 1, True, Workers(queue, []), lambda seconds: None, begun)
        assert not greeted
        serve.start_serving(queue, 1)  # would start a process


def test_a_push_shows_the_answer_as_it_comes(queue: Queue) -> None:
    """Also if a killed worker had begun it; and it looks from time to time whether anybody works."""
    push(queue, "zoe")
    job = push(queue, "ada")
    file = receive.answer_file(job)
    file.parent.mkdir(parents=True)
    served: list[int] = []

    def write(text: str, done: bool = False) -> None:
        file.write_text(text)
        if done:
            queue.finish(job)

    steps = iter(
        [
            lambda: write("one\ntwo\nthr"),
            lambda: write("on"),
            lambda: write("one\ntwo\nthree\n"),
            lambda: write("one\ntwo\nthree\nfour\n", done=True),
        ]
    )
    waiting = receive.Waiting(itertools.count().__next__, lambda seconds: next(steps)(), lambda q, n: served.append(n))
    assert list(receive._follow(queue, job, waiting, 600, 3)) == [
        *("1 push is before it: yours waits for its turn.", "one", "two"),
        *("The grading was interrupted, and begins again.", "one", "two", "three", "four"),
    ]
    assert set(served) == {3}


@pytest.mark.parametrize("seconds", [0, 5])
def test_a_push_that_does_not_wait_is_told_where_the_answer_will_be(queue: Queue, seconds: float) -> None:
    push(queue, "zoe")
    job = push(queue, "ada")
    waiting = receive.Waiting(itertools.count().__next__, lambda seconds: None, lambda q, n: None)
    told = list(receive._follow(queue, job, waiting, seconds, 1))
    assert told[-3:] == [
        "Your push is accepted, and 1 push is before it. Read the answer later with",
        "    git fetch origin +refs/notes/grading:refs/notes/grading",
        "    git notes --ref=grading show 2222222222",
    ]
    assert queue.has(job)


def test_the_hook_reads_what_it_needs_from_any_file(tmp_path: Path) -> None:
    """A course file with mistakes costs nobody the place in the queue: a worker tells what is wrong."""
    file = tmp_path / "course.toml"
    assert read_wait_and_workers(file) == PushSettings() == read_wait_and_workers(None)
    for text in ("[push", "push = 3", "[push]\nworkers = 'x'", "[push]\nwait_seconds = nan", "[push]\nworkers = 0"):
        file.write_text(text)
        assert read_wait_and_workers(file) == PushSettings(), text
    file.write_text("[push]\nwait_seconds = 0\nworkers = 4\nseconds = 9\n")
    assert read_wait_and_workers(file) == PushSettings(wait_seconds=0.0, workers=4)


def test_a_job_is_what_was_written(queue: Queue) -> None:
    job = push(queue, "ada", NEW, "main", "dev")
    queue.write(replace(job, tries=2, said=("a", "b")))
    assert queue.waiting() == [replace(job, tries=2, said=("a", "b"))]


def test_the_name_on_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server tells its hooks, or as the path has it; nothing else gets into an address."""
    for name in ("GL_PROJECT_PATH", "GITEA_REPO_NAME", "GITEA_REPO_USER_NAME"):
        monkeypatch.delenv(name, raising=False)
    assert receive._project(tmp_path / "course/ada.git") == "course/ada"
    assert receive._project(tmp_path / "a b/ada.git") == ""
    monkeypatch.setenv("GITEA_REPO_USER_NAME", "autumn")
    monkeypatch.setenv("GITEA_REPO_NAME", "ben")
    assert receive._project(tmp_path / "course/ada.git") == "autumn/ben"
    monkeypatch.delenv("GITEA_REPO_NAME")
    monkeypatch.setenv("GL_PROJECT_PATH", "group/sub/cy")
    assert receive._project(tmp_path / "@hashed/ab.git") == "group/sub/cy"
