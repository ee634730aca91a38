"""The queue of pushes with real Git and real workers: killed, not waited for, told to a server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.push_settings import PushSettings
from grader.intake.git import git
from grader.intake.push_history import Begun, History
from grader.push import serve
from grader.push.queue import Job, Queue, Update
from grader.push.status import State, StatusError, tell_status
from tests.integration.test_hook import COURSE, RIGHT, WRONG, Student, until

NO_WAIT = COURSE + "[push]\nwait_seconds = 0\n"


def queue_of(student: Student) -> Queue:
    return Queue(student.server.parent / ".grading-queue")


def note(student: Student, commit: str = "HEAD") -> str:
    """The answer, as the push says how to read it."""
    git(student.work, "fetch", "--quiet", "origin", "+refs/notes/grading:refs/notes/grading")
    return git(student.work, "notes", "--ref=grading", "show", commit).decode()


def test_a_push_returns_at_once_and_its_answer_is_a_note(tmp_path: Path) -> None:
    """The note can be fetched, and not be pushed; a student's own is refused."""
    ada = Student(tmp_path, "ada", NO_WAIT).write(RIGHT).commit()
    output = ada.push()
    assert "Your push is accepted, and no push is before it. Read the answer later with" in output
    assert "points" not in output
    until(lambda: not queue_of(ada).waiting())
    assert "14 of 14 points. 7 of 7 visible checks pass" in note(ada)
    git(ada.work, "notes", "--ref=grading", "add", "--force", "-m", "100 of 14 points", "HEAD")
    with pytest.raises(AssertionError, match="deny updating a hidden ref"):
        ada.push("--force", "origin", "refs/notes/grading")


def test_older_pushes_to_a_branch_are_skipped_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pushes come while nobody grades: the last one is graded, each of the others is told."""
    ada = Student(tmp_path, "ada", NO_WAIT)
    queue = queue_of(ada)
    commits = []
    with serve_nobody(queue):
        for text in (WRONG, WRONG + "\n", RIGHT):
            ada.write(text).commit().push()
            commits.append(git(ada.work, "rev-parse", "HEAD").decode().strip())
    assert serve.serve(queue, 1, until_done=True)
    assert ada.scores == [14.0]
    assert all(f"skipped, since a newer push to it, {commits[2][:10]}, is graded" in note(ada, c) for c in commits[:2])
    assert "14 of 14 points" in note(ada)


def serve_nobody(queue: Queue) -> Any:
    """Hold the lock of whoever serves the queue, and do nothing."""
    from filelock import FileLock

    return FileLock(queue.lock_file)


def test_killed_workers_lose_nothing(tmp_path: Path) -> None:
    """Each worker is killed with SIGKILL in its first grading. The pushes are graded all the same, and count once."""
    limited = "gradings_per_hour = 1\n" + NO_WAIT
    students = [Student(tmp_path, name, limited).write(RIGHT + f"\n# {name}\n").commit() for name in ("ada", "ben")]
    queue = queue_of(students[0])
    with serve_nobody(queue):
        for one in students:
            one.push()
    killed: set[int] = set()

    def start(queue: Queue, until_done: bool) -> Any:
        process = serve.start_worker(queue, until_done)
        if len(killed) < 2:
            killed.add(process.pid)
            number = len(killed)
            until(lambda: sum(len(list(History(one.server).events(Begun))) for one in students) >= number)
            os.kill(process.pid, signal.SIGKILL)
        return process

    assert serve.serve(queue, 1, True, start)
    assert len(killed) == 2
    assert queue.waiting() == []
    assert [one.scores for one in students] == [[14.0], [14.0]]
    assert [len(list(History(one.server).events(Begun))) for one in students] == [1, 1]


def test_serve_keeps_workers_and_is_there_once(tmp_path: Path) -> None:
    """`grader serve` takes the folder of the repositories; a second one is told in one line; so is a wrong folder."""
    ada = Student(tmp_path, "ada")
    with serve_nobody(queue_of(ada)):
        result = CliRunner().invoke(main, ["serve", str(ada.server.parent)])
    assert result.exit_code == 2
    assert "is served by another process already" in result.output
    (queue_of(ada).folder / "waiting").chmod(0o777)
    result = CliRunner().invoke(main, ["serve", str(ada.server.parent)])
    assert result.exit_code == 2
    assert "expected a queue that only its user can write" in result.output


def test_serve_grades_and_ends_as_a_service_does(tmp_path: Path) -> None:
    """Its worker is there before the push, goes on after it, and ends with it at SIGTERM."""
    ada = Student(tmp_path, "ada").write(RIGHT).commit()
    command = [sys.executable, "-P", "-m", "grader", "serve", str(ada.server.parent), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Waiting for pushes: one push is graded at a time.")
        until(lambda: psutil.Process(process.pid).children())
        (worker,) = psutil.Process(process.pid).children()
        assert "14 of 14 points" in ada.push()
        assert worker.is_running()
        process.terminate()
        assert process.wait(60) == 0
        worker.wait(60)


class Told(BaseHTTPRequestHandler):
    """A server that notes what it is told."""

    seen: list[tuple[str, str, dict[str, str]]] = []
    code = 201
    address = ""

    def do_POST(self) -> None:  # http.server calls it
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = self.headers["Authorization"] or self.headers["PRIVATE-TOKEN"]
        self.seen.append((self.path, token, body))
        self.send_response(self.code)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[type[Told]]:
    made: type[Told] = type("Own", (Told,), {"seen": []})
    with HTTPServer(("127.0.0.1", 0), made) as http:
        made.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, args=(0.05,))
        thread.start()
        yield made
        http.shutdown()
        thread.join()


def told(address: str, kind: str) -> PushSettings:
    return PushSettings(status=kind, server=address + "/", token_file="token")


@pytest.mark.parametrize(
    ("kind", "path", "token", "body"),
    [
        (
            "gitea",
            f"/api/v1/repos/course/ada/statuses/{'a' * 40}",
            "token s3cret",
            {"state": "failure", "description": "6 of 14 points", "context": "grader"},
        ),
        (
            "gitlab",
            f"/api/v4/projects/course%2Fada/statuses/{'a' * 40}",
            "s3cret",
            {"state": "failed", "description": "6 of 14 points", "name": "grader"},
        ),
    ],
    ids=["gitea", "gitlab"],
)
def test_a_server_is_told_the_status(
    tmp_path: Path, server: Any, kind: str, path: str, token: str, body: dict[str, str]
) -> None:
    (tmp_path / "token").write_text("s3cret\n")
    (tmp_path / "token").chmod(0o600)
    course = tmp_path / "course.toml"
    tell_status(told(server.address, kind), course, "course/ada", "a" * 40, State.WRONG, "6 of 14 points")
    assert server.seen == [(path, token, body)]


def test_a_token_goes_nowhere_else(tmp_path: Path, server: Any) -> None:
    """A redirection is not followed; a token that others can read is not used; all in one line."""
    course, push = tmp_path / "course.toml", told(server.address, "gitea")
    arguments = (push, course, "course/ada", "a" * 40, State.RIGHT, "all")
    with pytest.raises(StatusError, match="expected a file with the token, got"):
        tell_status(*arguments)
    (tmp_path / "token").write_text("s3cret\n")
    (tmp_path / "token").chmod(0o644)
    with pytest.raises(StatusError, match="that others cannot read"):
        tell_status(*arguments)
    (tmp_path / "token").chmod(0o600)
    server.code = 302
    with pytest.raises(StatusError, match="expected the server to take the status, got HTTP Error 302"):
        tell_status(*arguments)
    assert [path for path, _, _ in server.seen] == [f"/api/v1/repos/course/ada/statuses/{'a' * 40}"]


def test_a_push_is_told_to_the_server(tmp_path: Path, server: Any) -> None:
    """The status comes beside the answer; a server that does not take it costs nobody the answer."""
    (tmp_path / "token").write_text("s3cret\n")
    (tmp_path / "token").chmod(0o600)
    push = f'[push]\nstatus = "gitea"\nserver = "{server.address}"\ntoken_file = "token"\n'
    ada = Student(tmp_path, "ada", COURSE + push).write(RIGHT).commit()
    assert "14 of 14 points" in ada.push()
    ((path, token, body),) = server.seen
    commit = git(ada.work, "rev-parse", "HEAD").decode().strip()
    assert (path, token) == (f"/api/v1/repos/server/ada/statuses/{commit}", "token s3cret")
    assert body == {"state": "success", "description": "14 of 14 points", "context": "grader"}
    server.code = 401
    assert "6 of 14 points (-8)" in ada.write(WRONG).commit().push()
    assert "HTTP Error 401" in (ada.server / "grading/errors.log").read_text()


def test_the_queue_is_not_what_a_student_pushes(tmp_path: Path) -> None:
    """A branch with a strange name is a name, in the queue as in the answer."""
    ada = Student(tmp_path, "ada").write(RIGHT).commit()
    strange = 'x/",{}$(touch-trap);'
    git(ada.work, "branch", strange)
    assert "14 of 14 points" in ada.push("origin", strange)
    assert not list(tmp_path.rglob("trap"))
    queue = queue_of(ada)
    assert queue.folder.stat().st_mode & 0o777 == 0o700
    job = queue.put(Job(0, str(ada.server), (Update("0" * 40, "1" * 40, f"refs/heads/{strange}"),), datetime.now(UTC)))
    assert queue.waiting() == [job]
    queue.finish(job)
