"""The start of the commands: quick, with their own packages, and with a clear message where they cannot work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import COMMANDS, ELSEWHERE, main
from grader.paths import KIT, SKELETON
from grader.startup import GARBAGE

WITHOUT = """
import builtins, importlib, os, pkgutil, select, signal, socket, sys

usual = builtins.__import__

def imported(name, globals=None, *rest, **more):
    ours = (globals or {}).get("__name__", "").partition(".")[0] in ("backprop", "checks", "grader")
    if ours and name in ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return usual(name, globals, *rest, **more)

builtins.__import__ = imported
for module, names in {
    os: "fork killpg set_blocking geteuid getppid mkfifo register_at_fork sched_getaffinity O_CLOEXEC",
    select: "epoll poll",
    signal: "ITIMER_PROF ITIMER_VIRTUAL SIGKILL SIGPROF SIGVTALRM SIGXCPU setitimer",
    socket: "recv_fds send_fds",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""
"""Code that makes a Python of Unix look like one of Windows to our modules, and to no others."""


def python(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (KIT, SKELETON)))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "400", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def package(folder: Path, name: str) -> Path:
    """Make another package of that name, and return the file that is imported."""
    file = folder / name / "__init__.py"
    file.parent.mkdir(parents=True)
    file.write_text("raise SystemExit('a stranger was imported')\n")
    return file


def test_help_loads_no_subcommand(tmp_path: Path) -> None:
    """`grader --help` imports neither what the subcommands need nor any of them."""
    code = (
        "import json, sys\n"
        "from grader.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = python("-c", code, cwd=tmp_path)
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    loaded = set(json.loads(done.stderr))
    assert {name for name in loaded if name.startswith("grader")} == {
        *("grader", "grader.cli", "grader.paths", "grader.startup")
    }
    assert loaded.isdisjoint({"backprop", "checks", "hypothesis", "pytest", "rich", "numpy", "sqlite3", "socket"})


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_they_say(name: str) -> None:
    """The line of each command in the list is the beginning of its own help."""
    command = main.get_command(main.make_context("grader", [], resilient_parsing=True), name)
    assert command is not None
    assert command.get_short_help_str(limit=200) == COMMANDS[name]


def test_every_command_is_in_the_table() -> None:
    folder = KIT / "grader" / "commands"
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py")}
    files |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert files - {"--init--", "options"} == set(COMMANDS) - set(ELSEWHERE)


@pytest.mark.parametrize("name", ["checks", "backprop"])
def test_grader_names_what_stands_in_the_way(tmp_path: Path, name: str) -> None:
    """The message says where the other package is, where ours is, and what to do."""
    found = package(tmp_path, name)
    done = python("-m", "grader", "doctor", cwd=tmp_path)  # with -m, the folder comes first
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(
        f"Error: Python finds {found} when it looks for the package {name}; expected {SKELETON / name / '__init__.py'}."
    )
    assert "virtual environment" in done.stderr


def test_the_command_names_another_grader(tmp_path: Path) -> None:
    """The installed script names another package called `grader`, and does not run it."""
    found = package(tmp_path, "grader")
    code = "from backprop_exercise_kit import main; main()"
    done = python("-P", "-c", code, cwd=tmp_path, PYTHONPATH=os.pathsep.join(map(str, (tmp_path, KIT))))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Python finds {found} when it looks for the package grader; expected {KIT}")
    done = python("-P", "-c", code, cwd=tmp_path)
    assert "COMMAND [ARGS]" in done.stdout + done.stderr  # the usage, since no command was given


@pytest.mark.parametrize("way", ["a package", "a module"])
def test_the_students_command_names_other_checks(tmp_path: Path, way: str) -> None:
    """The message names any other package called `checks` that comes first."""
    found = tmp_path / "checks.py"
    if way == "a package":
        found = package(tmp_path, "checks")
    else:
        found.write_text("raise SystemExit('a stranger was imported')\n")
    done = python("-m", "backprop", "list", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    expected = SKELETON / "checks" / "__init__.py"
    assert done.stderr.startswith(
        f"Python finds {found} when it looks for the package checks; expected {expected}. Rename or move"
    )


def test_a_mere_folder_is_in_nobodys_way(tmp_path: Path) -> None:
    """A student may have a folder named checks: Python prefers a package to it."""
    (tmp_path / "checks").mkdir()
    assert python("-m", "backprop", "list", cwd=tmp_path).returncode == 0


def test_the_students_command_misses_its_checks(tmp_path: Path) -> None:
    """If only half of the project was copied, the message says what is missing."""
    project = tmp_path / "backprop"
    project.mkdir()
    for name in ("__init__.py", "__main__.py"):
        (project / name).write_bytes((SKELETON / "backprop" / name).read_bytes())
    done = python("-m", "backprop", "list", cwd=tmp_path, PYTHONPATH="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{tmp_path / 'checks' / '__init__.py'} is missing")


def windows(code: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return python("-c", f"{WITHOUT}\n{code}", cwd=cwd, **env)


def test_modules_can_be_imported_on_windows(tmp_path: Path) -> None:
    """Nothing that only Unix has is imported, or looked up, before it is needed."""
    code = """
import backprop, checks, grader

for package in (backprop, checks, grader):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except Exception as error:
                print(module.name, error)
"""
    done = windows(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_students_work_on_windows(tmp_path: Path) -> None:
    """Their commands are there; the checks themselves are run by pytest."""
    done = windows(
        "sys.argv = ['backprop', 'list']\nimport runpy; runpy.run_module('backprop', None, '__main__')", tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "Gradient descent by hand" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["doctor"], ["grade", str(SKELETON)], ["verify", "--exercise", "ex1_by_hand"]], ids=lambda a: a[0]
)
def test_windows_cannot_grade(tmp_path: Path, arguments: list[str]) -> None:
    """On Windows, `grader grade` says at once that it cannot work there, and where it does."""
    done = windows(f"from grader.cli import main; main({arguments!r})", tmp_path)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert "grade on Linux or macOS" in done.stderr
    assert "Windows Subsystem for Linux" in done.stderr
    assert "Traceback" not in done.stderr


def test_windows_can_release(tmp_path: Path) -> None:
    """What an instructor does besides grading needs nothing but Git."""
    done = windows("from grader.cli import main; main(['release', 'student'])", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "ready to push" in done.stdout
    done = windows("from grader.cli import main; main(['gradescope', 'autograder.zip'])", tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_nbgrader_plugin_imports_what_right_solutions_need(tmp_path: Path) -> None:
    """It looks for garbage as seldom as `grader` does, has Hypothesis look for no plug-ins, and draws nothing."""
    pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")
    code = """
import gc, json, os, sys
from grader.nbgrader.intake import Intake
Intake()
from grader.nbgrader import judge
from grader.nbgrader.code import CodeCell, module_of
module_of([CodeCell("solution", "x = 1")], set())
print(json.dumps([gc.get_threshold()[0], os.environ["HYPOTHESIS_NO_PLUGINS"], sorted(sys.modules)]))
"""
    seldom, without, loaded = json.loads(python("-c", code, cwd=tmp_path).stdout)
    assert (seldom, without) == (GARBAGE, "1")
    assert set(loaded).isdisjoint({"IPython", "grandalf", "numpy", "matplotlib"})
