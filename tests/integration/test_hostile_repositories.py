"""Collecting from repositories made to do harm: nothing of theirs runs, nothing outside is read, each is one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.intake import git as gits
from grader.intake.collect import MOST_SAID
from grader.intake.git import GitError, git, git_text, identity

FILE = "backprop/ex1_by_hand.py"
IN_TIME, LATE = "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"
DEADLINE = "2026-10-25T00:00Z"


def repository(folder: Path, name: str, content: str = "") -> Path:
    path = folder / name
    (path / "backprop").mkdir(parents=True)
    git(path, "init", "--quiet", "--initial-branch=main")
    (path / FILE).write_text(content or f"# {name}\n")
    commit(path, IN_TIME)
    return path


def commit(path: Path, date: str) -> str:
    there = ("--git-dir=.git", "--work-tree=.")
    git(path, *there, "add", "--all", "backprop")
    dates = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
    git(path, *there, "commit", "--quiet", "--allow-empty", "-m", "work", env={**identity("A Student"), **dates})
    return git_text(path, *there, "rev-parse", "HEAD")


def collected(folder: Path, **repositories: Path) -> dict[str, dict[str, Any]]:
    (folder / "course.toml").write_text('exercises = ["ex1_by_hand"]\n')
    rows = [f"{name},{path}" for name, path in repositories.items()]
    (folder / "roster.csv").write_text("\n".join(["student,repository", *rows]) + "\n")
    options = ["--into", str(folder / "out"), "--course", str(folder / "course.toml"), "--deadline", DEADLINE]
    result = CliRunner().invoke(main, ["collect", str(folder / "roster.csv"), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    students: dict[str, dict[str, Any]] = json.loads((folder / "out/collected.json").read_text())["students"]
    for entry in students.values():
        problem = entry["problem"]
        assert len(problem) <= MOST_SAID
        assert not problem or problem.isprintable()
    return students


def taken(folder: Path, student: str = "eve") -> str:
    file = folder / "out" / student / FILE
    return file.read_text() if file.is_file() else ""


def settings(path: Path, **values: str) -> None:
    for key, value in values.items():
        git(path, "config", key.replace("__", "."), value)


def raw(path: Path, kind: str, content: bytes) -> str:
    """Write an object as Git never would."""
    options = ("-t", kind, "-w", "--stdin", "--literally")
    return git(path, "hash-object", *options, data=content).decode().strip()


def test_nothing_that_the_settings_name_is_run(tmp_path: Path) -> None:
    """Neither hooks, filters and helpers, nor a server's command for objects that a partial clone lacks."""
    eve, lacking = repository(tmp_path, "eve"), repository(tmp_path, "lacking")
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    evil.chmod(0o755)
    programs = "core__fsmonitor core__sshCommand core__gitProxy core__alternateRefsCommand core__pager core__askPass"
    programs += " diff__external gpg__program credential__helper uploadpack__packObjectsHook"
    programs += " filter__x__smudge filter__x__clean filter__x__process diff__x__textconv diff__x__command"
    (eve / "backprop/.gitattributes").write_text("* filter=x diff=x\n")
    commit(eve, IN_TIME)
    settings(eve, **dict.fromkeys(programs.split(), str(evil)))
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        (eve / ".git/hooks").mkdir(exist_ok=True)
        shutil.copy(evil, eve / ".git/hooks" / name)
    blob = git_text(lacking, "rev-parse", f"HEAD:{FILE}")
    settings(lacking, core__repositoryFormatVersion="1", extensions__partialClone="origin")
    settings(lacking, remote__origin__promisor="true", remote__origin__url=str(eve))
    settings(lacking, remote__origin__uploadpack=f"{evil}; git-upload-pack", protocol__allow="always")
    (lacking / ".git/objects" / blob[:2] / blob[2:]).unlink()
    students = collected(tmp_path, eve=eve, lacking=lacking)
    assert not (tmp_path / "ran").exists()
    assert (taken(tmp_path), students["eve"]["problem"]) == ("# eve\n", "")
    assert students["lacking"]["problem"].startswith("fatal: ")


def test_a_working_copy_that_calls_itself_bare_has_no_server(tmp_path: Path) -> None:
    """What looks like a server's notes there is the student's: no date is believed, and no hash that is an option."""
    forged, injected = repository(tmp_path, "forged"), repository(tmp_path, "injected")
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    evil.chmod(0o755)
    (forged / FILE).write_text("# late\n")
    late = commit(forged, LATE)
    note = {"event": "pushed", "ref": "refs/heads/main", "time": IN_TIME, "old": "0" * 40, "new": late}
    (forged / "grading").mkdir()
    (forged / "grading/history.jsonl").write_text(json.dumps(note) + "\n")
    (injected / "logs/refs/heads").mkdir(parents=True)
    log = f"{'0' * 40} --upload-pack={evil} a 1 +0000\n{'0' * 40} {git_text(injected, 'rev-parse', 'HEAD')} a 1 +0000\n"
    (injected / "logs/refs/heads/main").write_text(log)
    for path in (forged, injected):
        settings(path, core__bare="true")
    students = collected(tmp_path, forged=forged, injected=injected)
    assert not (tmp_path / "ran").exists()
    assert taken(tmp_path, "forged") == "# forged\n"
    assert {entry["rule"] for entry in students.values()} == {"committer date"}


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("{zero} --upload-pack=evil a 1 +0000\n", "line 1: expected an entry of Git's reflog"),
        ("{zero} {head} a 99999999999999999999 +0000\n", "line 1: expected an entry of Git's reflog"),
        ("what is this\n\n", "line 1: expected an entry of Git's reflog"),
        ("", ""),
    ],
)
def test_a_servers_reflog_that_is_damaged(tmp_path: Path, log: str, said: str) -> None:
    eve = repository(tmp_path, "eve")
    bare = tmp_path / "eve.git"
    git(eve, "clone", "--quiet", "--bare", str(eve), str(bare))
    file = bare / "logs/refs/heads/main"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(log.format(zero="0" * 40, head=git_text(eve, "rev-parse", "HEAD")))
    assert said in collected(tmp_path, eve=bare)["eve"]["problem"]
    assert taken(tmp_path) == ("" if said else "# eve\n")


def a_file(eve: Path, ben: Path) -> None:
    shutil.rmtree(eve / ".git")
    (eve / ".git").write_text(f"gitdir: {ben}/.git\n")


def a_link(eve: Path, ben: Path) -> None:
    shutil.rmtree(eve / ".git")
    (eve / ".git").symlink_to(ben / ".git")


def a_common_folder(eve: Path, ben: Path) -> None:
    (eve / ".git/commondir").write_text(f"{ben}/.git\n")


def an_alternate(eve: Path, ben: Path) -> None:
    (eve / ".git/objects/info").mkdir(exist_ok=True)
    (eve / ".git/objects/info/alternates").write_text(f"{ben}/.git/objects\n")
    (eve / ".git/refs/heads/main").write_text((ben / ".git/refs/heads/main").read_text())


def linked_objects(eve: Path, ben: Path) -> None:
    shutil.rmtree(eve / ".git/objects")
    (eve / ".git/objects").symlink_to(ben / ".git/objects")
    (eve / ".git/refs/heads/main").write_text((ben / ".git/refs/heads/main").read_text())


def a_nested_repository(eve: Path, ben: Path) -> None:
    shutil.copytree(ben / ".git", eve / ".git/.git")


def a_pipe_for_a_branch(eve: Path, ben: Path) -> None:
    os.mkfifo(eve / ".git/refs/heads/x")


def included_settings(eve: Path, ben: Path) -> None:
    os.mkfifo(eve / ".git/pipe")
    settings(eve, include__path="pipe")


def a_loop_of_links(eve: Path, ben: Path) -> None:
    (eve / ".git/refs/heads/x").symlink_to("x")


ELSEWHERE = (a_file, a_link, a_common_folder, an_alternate, linked_objects, a_nested_repository, a_loop_of_links)


@pytest.mark.parametrize("lead", [*ELSEWHERE, a_pipe_for_a_branch, included_settings])
def test_what_leads_elsewhere_is_refused(tmp_path: Path, lead: Callable[[Path, Path], None]) -> None:
    """Nobody hands in another one's work by pointing to it, and Git waits for no pipe."""
    eve, ben = repository(tmp_path, "eve"), repository(tmp_path, "ben")
    lead(eve, ben)
    assert "expected" in collected(tmp_path, eve=eve)["eve"]["problem"]
    assert not taken(tmp_path)


@pytest.mark.parametrize("committer", ["a <a@b> 99999999999999999 +0000", "a <a@b> -5 +0000", "a\x1b[31m <a@b>"])
def test_a_commit_without_a_possible_date(tmp_path: Path, committer: str) -> None:
    eve = repository(tmp_path, "eve")
    tree = git_text(eve, "rev-parse", "HEAD^{tree}")
    commit = raw(eve, "commit", f"tree {tree}\nauthor {committer}\ncommitter {committer}\n\nx\n".encode())
    (eve / ".git/refs/heads/main").write_text(f"{commit}\n")
    assert "has no date of its committer" in collected(tmp_path, eve=eve)["eve"]["problem"]


def test_a_file_that_is_there_twice_is_not_written_through_a_link(tmp_path: Path) -> None:
    eve = repository(tmp_path, "eve")
    blob = bytes.fromhex(git_text(eve, "rev-parse", f"HEAD:{FILE}"))
    tree = raw(eve, "tree", b"".join(mode + b" ex1_by_hand.py\0" + blob for mode in (b"120000", b"100644")))
    who = "a <a@b> 1 +0000"
    commit = raw(eve, "commit", f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode())
    (eve / ".git/refs/heads/main").write_text(f"{commit}\n")
    assert "two entries" in collected(tmp_path, eve=eve)["eve"]["problem"]
    assert not (tmp_path / "out/eve/elsewhere").exists()


def test_strange_and_many_branches_are_one_line(tmp_path: Path) -> None:
    """A tag of the branch's name does not hide it; where there is no such branch, a few others are named."""
    odd, many = repository(tmp_path, "odd"), repository(tmp_path, "many")
    git(odd, "tag", "main")
    head = git_text(many, "rev-parse", "HEAD")
    names = "".join(f"{head} refs/heads/b{number:05}\n" for number in range(2000))
    (many / ".git/packed-refs").write_text(f"# pack-refs with: peeled fully-peeled sorted \n{names}")
    (many / ".git/HEAD").write_text("ref: refs/heads/--upload-pack=nowhere\n")
    students = collected(tmp_path, odd=odd, many=many)
    assert taken(tmp_path, "odd") == "# odd\n"
    assert "and 1996 more" in students["many"]["problem"]


def test_a_file_that_is_small_in_its_pack_only(tmp_path: Path) -> None:
    """A placeholder of its size says what was there: no byte of it was unpacked."""
    eve = repository(tmp_path, "eve")
    with (eve / FILE).open("wb") as file:
        file.truncate(30 * 2**20)
    commit(eve, IN_TIME)
    assert collected(tmp_path, eve=eve)["eve"]["problem"] == ""
    assert (tmp_path / "out/eve" / FILE).stat().st_blocks == 0


def test_many_late_commits_take_few_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Since when an exercise has its content is asked for all commits at once."""
    eve = repository(tmp_path, "eve", "# first\n")
    (eve / FILE).write_text("# late\n")
    since = commit(eve, "2026-10-26T00:00:00Z")
    lines = [f"commit refs/heads/main\ncommitter a <a@b> 1793100000 +0000\ndata 0\nfrom {since}\n"]
    lines += ["commit refs/heads/main\ncommitter a <a@b> 1793100000 +0000\ndata 0\n"] * 3000
    git(eve, "fast-import", "--quiet", "--force", data="".join(lines).encode())
    begun: list[Any] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            begun.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    course = 'exercises = ["ex1_by_hand"]\n[late]\npercent_per_day = 10\ndays = 90\n'
    (tmp_path / "roster.csv").write_text(f"student,repository\neve,{eve}\n")
    (tmp_path / "course.toml").write_text(course)
    options = ["--into", str(tmp_path / "out"), "--course", str(tmp_path / "course.toml"), "--deadline", DEADLINE]
    assert CliRunner().invoke(main, ["collect", str(tmp_path / "roster.csv"), *options]).exit_code == 0
    entry = json.loads((tmp_path / "out/collected.json").read_text())["students"]["eve"]
    assert entry["days_late"]["ex1_by_hand"] == 1
    assert len(begun) < 40


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("student,repository\neve,nowhere\n")
    (tmp_path / "out").write_text("")
    result = CliRunner().invoke(
        main, ["collect", str(tmp_path / "roster.csv"), "--into", str(tmp_path / "out/x"), "--deadline", DEADLINE]
    )
    assert result.exit_code == 2
    assert "out" in result.output
    assert len(result.output.splitlines()) == 1


def test_what_git_started_ends_with_it(tmp_path: Path) -> None:
    """A server's process that waits for ever is not left behind."""
    file = tmp_path / "pid"
    (tmp_path / "wait.sh").write_text(f"#!/bin/sh\necho $$ > {file}\nexec sleep 600\n")
    (tmp_path / "wait.sh").chmod(0o755)
    began = time.monotonic()
    with pytest.raises(GitError, match="took more than 2 seconds"):
        git(tmp_path, "ls-remote", f"--upload-pack={tmp_path}/wait.sh", str(repository(tmp_path, "eve")), seconds=2)
    assert time.monotonic() - began < 60
    _wait_until_gone(int(file.read_text()))


def test_git_has_only_so_much_memory_and_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is one student's error."""
    eve = repository(tmp_path, "eve")
    (eve / FILE).write_bytes(os.urandom(3 * 2**20))
    commit(eve, IN_TIME)
    monkeypatch.setattr(gits, "BOUNDED", 'ulimit -f 2048; exec "$@"')
    assert collected(tmp_path, eve=eve)["eve"]["problem"].startswith("fatal: ")


def _wait_until_gone(pid: int) -> None:
    for _ in range(500):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} is still there")
