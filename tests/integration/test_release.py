"""The student's repository: its contents, the leaks that stop a release, and its updates."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checks.exercises import EXERCISES
from grader.authoring import leak_scan, release
from grader.authoring.class_release import release_all
from grader.cli import main
from grader.course.config import Course
from grader.intake.git import git_environment, identity
from grader.intake.roster import RosterRow
from grader.paths import GRADER, REFERENCE, SKELETON

ALL = Course()


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env=git_environment(**identity("A Student")), check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "Work") -> None:
    run("git", "add", "--all", cwd=folder)
    run("git", "commit", "--quiet", "-m", message, cwd=folder)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The skeleton as it is now: all releases here are made from it, or from a copy of it."""
    skeleton = tmp_path_factory.mktemp("kit") / "skeleton"
    shutil.copytree(SKELETON, skeleton, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "SKELETON", skeleton)
        yield skeleton


@pytest.fixture(scope="module")
def released(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "exercises"
    release.release(folder, ALL)
    return folder


@pytest.fixture
def template(released: Path, tmp_path: Path) -> Path:
    """A release of its own for a test that changes it."""
    return Path(shutil.copytree(released, tmp_path / "template", symlinks=True))


@pytest.fixture
def kit(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A skeleton that a test may change: the next release is made from it."""
    skeleton = Path(shutil.copytree(snapshot, tmp_path / "skeleton"))
    monkeypatch.setattr(release, "SKELETON", skeleton)
    return skeleton


def test_one_clean_commit_with_everything_a_student_needs(released: Path) -> None:
    """One commit by the course, nothing untracked, no remote, no hooks; README, licence, CI files and checks."""
    assert run("git", "log", "--format=%an <%ae> %P", cwd=released) == "Backpropagation <course@localhost>"
    assert run("git", "status", "--porcelain", "--ignored", cwd=released) == ""
    assert run("git", "remote", cwd=released) == ""
    assert not (released / ".git/hooks").exists()
    names = run("git", "ls-files", cwd=released).splitlines()
    wanted = ["README.md", "LICENSE", ".gitignore", ".gitlab-ci.yml", ".github/workflows/checks.yml"]
    assert set(wanted + [e.file for e in EXERCISES]) <= set(names)
    assert not [name for name in names if "reference" in name or "hidden" in name or name.startswith("grader")]


def test_the_release_passes_the_sweep(released: Path) -> None:
    assert leak_scan.leaks_in_repository(released) == []


def test_the_released_checks_run(released: Path, tmp_path: Path) -> None:
    """In a copy, with nothing of the kit on the path: the stubs are not started, and pytest says so for each check."""
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    command = [sys.executable, "-m", "pytest", "-q", "-k", "ex1", "-p", "no:cacheprovider"]
    env = {**git_environment(), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1
    assert "not started" in done.stdout
    assert "passed" not in done.stdout.splitlines()[-1]


SECRET_BODY = """
def other_name(weight, bias, x, y):
    '''Another docstring.'''

    p = (weight   *   x + bias)   # another layout

    dl_dp = (-2) * (y - p)
    return (dl_dp * x,
            dl_dp)
"""


@pytest.mark.parametrize(
    ("path", "content", "find"),
    [
        ("notes.txt", "    history.append((weight, bias))\n", "has the line"),
        ("backprop/helper.py", SECRET_BODY, "same syntax tree as gradients in reference/ex1_by_hand.py"),
        (
            "checks/more.py",
            "TITLE = 'train() does every update, however many there are and wherever they lead'\n",
            "has 'train() does every",
        ),
        ("checks/copied.py", (GRADER / "hidden/test_ex7_multi_parent.py").read_text("utf-8"), "same syntax tree"),
        ("backprop/solved.py", (REFERENCE / "ex3_caching.py").read_text("utf-8"), "has 'BEGIN SOLUTION'"),
        ("data.bin", b"\xff\xfe magnitudes = st.sampled_from([1e-8, 1e-3, 1.0, 1e3, 1e6])\n", None),
        ("backprop/path.txt", f"made in {GRADER.parent}\n", "has '"),
    ],
)
def test_a_leak_stops_the_release(kit: Path, tmp_path: Path, path: str, content: str | bytes, find: str | None) -> None:
    """A reference line, a reformatted solution, a hidden check's title or code, a marker: said loudly, nothing made."""
    data = content if isinstance(content, bytes) else content.encode()
    if find is None:  # hidden lines count when they stand alone, whatever bytes are around them
        data, find = data.replace(b"\xff\xfe ", b"\xff\xfe\n"), "has the line"
    (kit / path).write_bytes(data)
    result = CliRunner().invoke(main, ["release", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "nothing was released" in result.output
    assert path in result.output
    assert find in result.output
    assert not (tmp_path / "out").exists()


def test_the_sweep_sees_into_git(template: Path) -> None:
    """The sweep finds a secret that was committed and removed again, or that no branch reaches."""
    secret = template / "secret.py"
    secret.write_text((REFERENCE / "ex2_compile.py").read_text("utf-8"), "utf-8")
    commit(template, "Oops")
    run("git", "reset", "--hard", "--quiet", "HEAD~1", cwd=template)
    assert not secret.exists()
    run("git", "gc", "--quiet", cwd=template)  # into a pack, found all the same
    found = leak_scan.leaks_in_repository(template)
    assert any("blob" in line and "reference/ex2_compile.py" in line for line in found)


def test_the_sweep_sees_caches_and_the_history_of_the_kit(template: Path) -> None:
    cache = template / "checks/__pycache__/answers.cpython-312.pyc"
    cache.parent.mkdir()
    cache.write_bytes(b"\0")
    (template / ".git/objects/info").mkdir(exist_ok=True)
    (template / ".git/objects/info/alternates").write_text("/elsewhere\n")
    run("git", "commit", "--quiet", "--allow-empty", "-m", "# BEGIN SOLUTION", cwd=template)
    found = "\n".join(leak_scan.leaks_in_repository(template))
    assert "answers.cpython-312.pyc: a cache" in found
    assert "borrows the objects" in found
    assert "commit" in found


def test_caches_in_the_skeleton_are_not_released(kit: Path, tmp_path: Path) -> None:
    for name in ("checks/__pycache__/x.pyc", ".hypothesis/x", "backprop_exercises.egg-info/PKG-INFO"):
        (kit / name).parent.mkdir(parents=True, exist_ok=True)
        (kit / name).write_text("x")
    release.release(tmp_path / "out", ALL)
    assert run("git", "ls-files", cwd=tmp_path / "out").count("x.pyc") == 0
    assert ".hypothesis" not in os.listdir(tmp_path / "out")


def test_again_without_a_change_is_no_commit(template: Path) -> None:
    head = run("git", "rev-parse", "HEAD", cwd=template)
    assert release.release(template, ALL).commit is None
    assert run("git", "rev-parse", "HEAD", cwd=template) == head


def test_release_work_push_release_again_merge(template: Path, kit: Path, tmp_path: Path) -> None:
    """From release to update: the merge is clean, the mended check is there, the student's files are untouched."""
    server, student = tmp_path / "server.git", tmp_path / "student"
    run("git", "init", "--bare", "--quiet", "--initial-branch=main", str(server), cwd=tmp_path)
    run("git", "push", "--quiet", str(server), "main", cwd=template)
    run("git", "clone", "--quiet", str(server), str(student), cwd=tmp_path)
    own = {"backprop/ex1_by_hand.py": "# my first try\n", "backprop/ex3_caching.py": "x = 1\n", "notes/mine.md": "hm\n"}
    for path, content in own.items():
        (student / path).parent.mkdir(exist_ok=True)
        (student / path).write_text(content)
    (student / "backprop/ex6_funcify.py").unlink()
    commit(student)
    run("git", "push", "--quiet", "origin", "main", cwd=student)

    mended = kit / "checks/test_ex1_by_hand.py"
    mended.write_text(mended.read_text("utf-8") + "\n# mended\n", "utf-8")
    (kit / "checks/new.py").write_text('"""A new part of the checks."""\n')
    (kit / "checks/law/convergence.py").unlink()
    stub = kit / "backprop/ex1_by_hand.py"
    stub.write_text(stub.read_text("utf-8") + "\n# another text\n", "utf-8")
    done = release.release(template, ALL)
    given = ["checks/handed_out.json", "checks/law/convergence.py", "checks/new.py", "checks/test_ex1_by_hand.py"]
    assert done.changed == given
    assert done.notes == [
        "backprop/ex1_by_hand.py: the kit has another text now; it is left alone, since students work in it"
    ]
    assert len(run("git", "rev-list", "HEAD", cwd=template).splitlines()) == 2

    run("git", "pull", "--quiet", "--no-rebase", "--no-edit", str(template), "main", cwd=student)
    assert (student / "checks/test_ex1_by_hand.py").read_text("utf-8").endswith("# mended\n")
    assert (student / "checks/new.py").exists()
    assert not (student / "checks/law/convergence.py").exists()
    assert {path: (student / path).read_text() for path in own} == own
    assert not (student / "backprop/ex6_funcify.py").exists()
    assert run("git", "status", "--porcelain", cwd=student) == ""


def test_update_in_the_student_s_own_repository(template: Path, kit: Path) -> None:
    """The update is a commit on the release, merged. Work that is not committed stays as it is."""
    (template / "backprop/ex1_by_hand.py").write_text("# committed\n")
    commit(template)
    (template / "backprop/ex2_compile.py").write_text("# not committed\n")
    (kit / "checks/new.py").write_text("NEW = 1\n")
    release.release(template, ALL)
    assert (template / "checks/new.py").read_text() == "NEW = 1\n"
    assert (template / "backprop/ex1_by_hand.py").read_text() == "# committed\n"
    assert (template / "backprop/ex2_compile.py").read_text() == "# not committed\n"
    assert len(run("git", "log", "-1", "--format=%P", cwd=template).split()) == 2
    assert release.release(template, ALL).commit is None


def test_update_of_a_copy_without_history(released: Path, kit: Path, tmp_path: Path) -> None:
    """A copy from a template has one commit by another author. Extra files are not removed."""
    copy = tmp_path / "copy"
    shutil.copytree(released, copy, ignore=shutil.ignore_patterns(".git"))
    (copy / ".github/classroom.yml").write_text("extra: 1\n")
    run("git", "init", "--quiet", "--initial-branch=main", cwd=copy)
    commit(copy, "Initial commit")
    (copy / "backprop/ex1_by_hand.py").write_text("# mine\n")
    commit(copy)
    (kit / "checks/new.py").write_text("NEW = 1\n")
    release.release(copy, ALL)
    assert (copy / "checks/new.py").exists()
    assert (copy / ".github/classroom.yml").exists()
    assert (copy / "backprop/ex1_by_hand.py").read_text() == "# mine\n"


def test_a_conflict_touches_nothing_and_names_the_file(template: Path, kit: Path) -> None:
    for root, line in ((template, "# the student's change\n"), (kit, "# the course's change\n")):
        (root / "checks/check.py").write_text(line)
    commit(template)
    head = run("git", "rev-parse", "HEAD", cwd=template)
    result = CliRunner().invoke(main, ["release", str(template)])
    assert result.exit_code == 1
    assert "checks/check.py" in result.output
    assert "Nothing was touched" in result.output
    assert run("git", "rev-parse", "HEAD", cwd=template) == head
    assert run("git", "status", "--porcelain", cwd=template) == ""


def test_not_a_student_s_repository(tmp_path: Path) -> None:
    """A folder with something else in it is left alone, and so is another repository."""
    (tmp_path / "file").write_text("x")
    result = CliRunner().invoke(main, ["release", str(tmp_path)])
    assert result.exit_code == 1
    assert "is no Git repository" in result.output
    run("git", "init", "--quiet", cwd=tmp_path)
    assert "without a commit" in CliRunner().invoke(main, ["release", str(tmp_path)]).output
    commit(tmp_path)
    assert "not a student's repository" in CliRunner().invoke(main, ["release", str(tmp_path)]).output


def test_a_course_with_some_of_the_exercises(tmp_path: Path) -> None:
    """The other exercises are neither in the repository nor in its list."""
    release.release(tmp_path / "out", Course(exercises=("ex1_by_hand", "ex3_caching")))
    names = run("git", "ls-files", cwd=tmp_path / "out")
    assert "backprop/ex3_caching.py" in names
    assert "checks/test_ex3_caching.py" in names
    assert "ex2" not in names
    code = "from checks.exercises import EXERCISES; print([e.stem for e in EXERCISES])"
    env = git_environment(PYTHONPATH=str(tmp_path / "out"), PYTHONDONTWRITEBYTECODE="1")
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, cwd=tmp_path / "out", env=env, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "['ex1_by_hand', 'ex3_caching']"


def test_all_repositories_of_a_class(kit: Path, tmp_path: Path) -> None:
    """One is empty, one is behind with work in it, one has a change in a given file, one is not there."""
    for name in ("ada", "ben", "carla"):
        run("git", "init", "--quiet", "--bare", "--initial-branch=main", f"{name}.git", cwd=tmp_path)
    roster = tmp_path / "roster.csv"
    names = ("ada", "ben", "carla", "dora")
    roster.write_text("student,repository\n" + "".join(f"{name},{tmp_path / f'{name}.git'}\n" for name in names))
    first = CliRunner().invoke(main, ["release", "--all", str(roster)])
    assert first.exit_code == 1
    assert first.stdout.count("handed out") == 3 and "3 of 4 repositories are up to date" in first.stdout
    assert "dora: fatal: repository" in first.stderr
    for name, file in (("ben", "backprop/ex1_by_hand.py"), ("carla", "backprop/framework.py")):
        work = tmp_path / name
        run("git", "clone", "--quiet", f"{name}.git", name, cwd=tmp_path)
        (work / file).write_text("# mine\n")
        commit(work)
        run("git", "push", "--quiet", "origin", "main", cwd=work)
    (kit / "backprop" / "framework.py").write_text("# new\n")
    second = CliRunner().invoke(main, ["release", "--all", str(roster)])
    assert second.stdout.count("2 files changed") == 2  # and the digest of the given file
    assert "framework.py" in second.stderr and "changed by the student" in second.stderr
    assert run("git", "show", "main:backprop/framework.py", cwd=tmp_path / "ben.git") == "# new"
    assert run("git", "show", "main:backprop/ex1_by_hand.py", cwd=tmp_path / "ben.git") == "# mine"
    assert run("git", "show", "main:backprop/framework.py", cwd=tmp_path / "carla.git") == "# mine"
    third = CliRunner().invoke(main, ["release", "--all", str(roster)])
    assert third.stdout.count("up to date") == 3 and "2 of 4 repositories" in third.stdout


def test_an_empty_repository_gets_its_own_default_branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository may begin with a branch of any name. Where another one has the commits, it is left alone."""
    monkeypatch.chdir(tmp_path)
    run("git", "init", "--bare", "--quiet", "--initial-branch=trunk", "ada.git", cwd=tmp_path)
    row, course = RosterRow("ada", "ada.git"), Course(exercises=("ex1_by_hand",))
    ((_, said, right),) = release_all([row], course)
    assert (said[:18], right) == ("handed out, commit", True)
    assert run("git", "for-each-ref", "--format=%(refname)", cwd=tmp_path / "ada.git") == "refs/heads/trunk"
    assert [told[1:] for told in release_all([row], course)] == [("up to date", True)]
    run("git", "symbolic-ref", "HEAD", "refs/heads/main", cwd=tmp_path / "ada.git")
    ((_, said, right),) = release_all([row], course)
    assert not right
    assert said.startswith("ada.git: expected commits on its default branch main, got some on trunk only: give the")
    assert [told[1:] for told in release_all([RosterRow("ada", "ada.git", "trunk")], course)] == [("up to date", True)]


def test_a_folder_or_a_roster(tmp_path: Path) -> None:
    for arguments in (["release"], ["release", str(tmp_path), "--all", "roster.csv"]):
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, "expected one of DIR and --all ROSTER.csv" in result.output) == (2, True)


def test_a_repository_that_leads_elsewhere_is_not_released_into(kit: Path, tmp_path: Path) -> None:
    """As `grader collect` refuses it: what Git would read there is somebody else's."""
    run("git", "init", "--quiet", "--bare", "ada.git", cwd=tmp_path)
    borrowed = tmp_path / "ada.git" / "objects" / "info" / "alternates"
    borrowed.write_text(f"{tmp_path / 'ben.git' / 'objects'}\n")
    (tmp_path / "roster.csv").write_text(f"student,repository\nada,{tmp_path / 'ada.git'}\n")
    result = CliRunner().invoke(main, ["release", "--all", str(tmp_path / "roster.csv")])
    assert (result.exit_code, f"{borrowed} is there: expected a repository that takes nothing" in result.stderr) == (
        1,
        True,
    )


@pytest.mark.parametrize("linked", ["README.md", "checks"])
def test_a_link_in_a_repository_leads_nothing_elsewhere(kit: Path, tmp_path: Path, linked: str) -> None:
    """A student's own commit that calls itself a release, with a link where a given file or folder was."""
    repository, work, outside = tmp_path / "eve.git", tmp_path / "eve", tmp_path / "outside"
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", "eve.git", cwd=tmp_path)
    (tmp_path / "roster.csv").write_text(f"student,repository\neve,{repository}\n")
    assert CliRunner().invoke(main, ["release", "--all", str(tmp_path / "roster.csv")]).exit_code == 0
    run("git", "clone", "--quiet", "eve.git", "eve", cwd=tmp_path)
    (outside / "folder").mkdir(parents=True)
    (outside / "README.md").write_text("the instructor's own")
    if linked == "checks":
        shutil.rmtree(work / "checks")
    else:
        (work / linked).unlink()
    (work / linked).symlink_to(outside / ("folder" if linked == "checks" else linked))
    commit(work, "Mine\n\nExercise-Release: 9")
    run("git", "push", "--quiet", "origin", "main", cwd=work)
    result = CliRunner().invoke(main, ["release", "--all", str(tmp_path / "roster.csv")])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert (outside / "README.md").read_text() == "the instructor's own"
    assert not list((outside / "folder").iterdir())
    assert (result.exit_code, "changed, commit" in result.stdout) == (0, True), result.output
    assert "blob" in run("git", "ls-tree", "main", "README.md", "checks/exercises.py", cwd=repository)
