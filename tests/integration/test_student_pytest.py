"""The output of `pytest` for a student, in a copy of the skeleton and a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checks.exercises import BY_STEM, EXERCISES
from checks.student.hints import LEARNED
from grader.paths import REFERENCE, SKELETON

PREDICT_RIGHT = "return self.forward()"
NOT_A_STUDENTS = {"PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST", "COLUMNS", "CI", "BUILD_NUMBER"}
"""Variables that change what pytest prints: in CI, for one, its summary repeats each message as a whole."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A student's project, as it is handed out."""
    folder = tmp_path / "project"
    shutil.copytree(SKELETON, folder, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis"))
    return folder


def solve(project: Path, stem: str, old: str = "", new: str = "") -> None:
    """Put the reference in, with a mistake if there is one."""
    source = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    assert old in source
    (project / "backprop" / f"{stem}.py").write_text(source.replace(old, new), encoding="utf-8")


def run(
    project: Path, *arguments: str, typed: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in NOT_A_STUDENTS}
    env |= {"PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=project,
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
    )


def test_untouched(project: Path) -> None:
    """One quiet line for each exercise, no traceback, and never a pass."""
    done = run(project)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert "FAILURES" not in done.stdout
    assert done.stdout.count("not started\n") == len(BY_STEM)
    assert "Next: exercise 1. Open\nbackprop/ex1_by_hand.py" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_no_plugin_that_only_costs_time(project: Path) -> None:
    """Hypothesis's own reads every constant of the checks, pytest's own looks for garbage: a tenth of an exercise."""
    told = run(project, "--trace-config", "--collect-only", PYTEST_DISABLE_PLUGIN_AUTOLOAD="").stdout
    _, _, active = told.partition("active plugins:")
    assert "/_pytest/threadexception.py" in active.replace("\\", "/")
    assert "unraisableexception.py" not in active
    assert "_hypothesis_pytestplugin.py" not in active


@pytest.mark.parametrize(
    ("keyword", "one_exercise"),
    [("ex2", True), ("capstone", True), ("ex9", True), ("ex1 or ex2", False), ("caching", False)],
)
def test_other_exercises_are_not_even_imported(project: Path, keyword: str, one_exercise: bool) -> None:
    """Where `-k` names one exercise, it finds what pytest finds without that; any other expression is as ever."""
    found, plain = (run(project, "--collect-only", "-q", "-k", words).stdout for words in (keyword, f"({keyword})"))
    checks = [line for line in found.splitlines() if "::" in line]
    assert checks == [line for line in plain.splitlines() if "::" in line] != []
    assert ("deselected" not in found, "deselected" in plain) == (one_exercise, True)


def test_wrong_then_right(project: Path) -> None:
    """Exercise 2 with a mistake, then without: message, scoreboard, hidden checks, what was learned, exit code."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "return 0.0")
    wrong = run(project, "-k", "ex2")
    assert wrong.returncode == 1
    assert "The law: After compile(), predict() gives the value" in wrong.stdout
    assert "in progress" in wrong.stdout
    assert "checks/scenario.py" not in wrong.stdout
    solve(project, "ex2_compile")
    right = run(project, "-k", "ex2")
    assert right.returncode == 0
    assert f"Exercise 2: all visible checks pass; {EXERCISES[1].hidden} hidden ones run at grading." in right.stdout
    assert LEARNED["ex2_compile"].split()[0] in right.stdout
    assert re.search(r"(\d+)/\1  done", right.stdout)


def test_without_hypothesis(project: Path) -> None:
    """With a pytest from elsewhere, one line says what to type, for both commands."""
    hide = "import sys; sys.modules['hypothesis'] = None; sys.argv[1:] = ['list']; "
    for start in ("import pytest; sys.exit(pytest.main([]))", "from backprop.__main__ import main; sys.exit(main())"):
        done = subprocess.run(
            [sys.executable, "-c", hide + start],
            cwd=project,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            text=True,
        )
        assert done.returncode
        said = (done.stdout + done.stderr).strip()
        line = "The package hypothesis is missing. Type: python -m pip install --editable ."
        assert said.removeprefix("ERROR: ") == line


def test_from_the_folder_above(project: Path) -> None:
    """`pytest` finds the project there, and shows the same."""
    done = run(project.parent, "-k", "ex1")
    assert "0/11  not started" in done.stdout, done.stdout + done.stderr


def test_a_changed_framework_is_told(project: Path) -> None:
    """Once, below the points, also with -q; and nothing is said as long as nothing has changed."""
    assert "handed out" not in run(project, "-q", "-k", "ex1").stdout
    with (project / "backprop" / "framework.py").open("a", encoding="utf-8") as file:
        file.write("\nprint('loaded')\n")
    done = run(project, "-q", "-k", "ex1")
    text = " ".join(done.stdout.split())
    assert text.count("backprop/framework.py is not as it was handed out: `python -m backprop reset framework`") == 1


def test_x_goes_on_over_what_is_not_started(project: Path) -> None:
    """-x stops at the first wrong answer, not at the first stub."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "return 0.0")
    done = run(project, "-x")
    assert "1 failed" in done.stdout
    assert "checks/test_ex2_compile.py F" in done.stdout
    assert re.search(r"2  Compile: find the inputs once +░{12} +0/\d+  1 of \d+ ran", done.stdout)


def test_lf_runs_what_failed(project: Path) -> None:
    """--lf leaves out both what passed and what was not started."""
    solve(project, "ex2_compile", 'raise ValueError(f"', 'raise KeyError(f"')
    first = run(project)
    failed = first.stdout.count("FAILED ")
    assert failed
    assert f"{failed} failed" in run(project, "--lf").stdout.splitlines()[-1]
    assert "not started" not in run(project, "--lf").stdout


@pytest.mark.parametrize("selection", [["-k", "ex3"], ["-m", "ex3"], ["checks/test_ex3_caching.py"]])
def test_one_exercise(project: Path, selection: list[str]) -> None:
    """By name, by marker or by file: only that one is in the scoreboard."""
    done = run(project, *selection)
    assert "3  Caching" in done.stdout
    assert "2  Compile" not in done.stdout
    assert "Warning" not in done.stdout


@pytest.mark.parametrize("selection", [["-k", "ex9"], ["-m", "ex9"], ["-k", "capstone"]])
def test_the_badge_whose_file_has_no_number(project: Path, selection: list[str]) -> None:
    """By its number or by its name."""
    done = run(project, *selection)
    assert "9  All seven together  ░░░░░░░░░░░░  badge  not started" in done.stdout
    assert "1  Gradient" not in done.stdout


def test_quiet_and_verbose(project: Path) -> None:
    """-q has no table, -qq nothing at all of ours, -v says NOT STARTED."""
    assert "scoreboard" not in run(project, "-q", "-k", "ex1").stdout
    assert "0 of " in run(project, "-q", "-k", "ex1").stdout
    assert "points" not in run(project, "-qq", "-k", "ex1").stdout
    assert "test_three_steps NOT STARTED" in run(project, "-v", "-k", "ex1").stdout


def test_hints_come_a_step_at_a_time(project: Path) -> None:
    """The next one when another try has failed; running the same file again is not another try."""
    check = "checks/test_ex2_compile.py::test_wrong_number_of_inputs"
    for attempt, step in ((0, 1), (0, 1), (1, 2), (2, 3), (3, 4), (4, 4)):
        solve(project, "ex2_compile", 'raise ValueError(f"', f'raise KeyError({attempt}, f"')
        assert f"Hint {step} of 4" in run(project, check, "--hints").stdout
    assert "Hint" not in run(project, check).stdout


def test_own_frames_stay(project: Path) -> None:
    """An exception in the student's code: its own lines, none of ours; --full-trace shows all."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "return self.forwards()")
    check = "checks/test_ex2_compile.py::test_predicts_the_right_values"
    done = run(project, check)
    assert ": in predict\n      return self.forwards()" in done.stdout
    assert "answers.py" not in done.stdout
    assert "answers.py" in run(project, check, "--full-trace").stdout


@pytest.mark.parametrize(
    ("mistake", "place", "shown"),
    [
        ("return self.forwards()", "predict()", "AttributeError"),
        ("return self.forward() + 1.0", "predict()", "expected"),
        ("return self.forward(1 / 0)", "predict()", "ZeroDivisionError"),
    ],
)
def test_pdb_stops_in_own_code(project: Path, mistake: str, place: str, shown: str) -> None:
    """Where the exception was raised, or where the wrong answer was returned; `up` leads to no code of the kit."""
    solve(project, "ex2_compile", PREDICT_RIGHT, mistake)
    done = run(project, "-x", "--pdb", "-k", "ex2", typed="self\nup\nquit\n")
    stops = re.findall(r"(?m)^> (.*)\n-> (.*)", done.stdout)
    assert [(Path(where.rpartition("(")[0].rpartition("(")[0]).name, line) for where, line in stops] == [
        ("ex2_compile.py", mistake)
    ], done.stdout
    assert stops[0][0].endswith(place)
    assert shown in done.stdout
    assert "Oldest frame" in done.stdout


def test_a_file_that_does_not_load(project: Path) -> None:
    """A syntax error: once the file, the line and a caret; no traceback, and the scoreboard says what to do."""
    (project / "backprop" / "ex2_compile.py").write_text("if True:\n    x = (1 +* 2)\n", encoding="utf-8")
    done = run(project, "-k", "ex2")
    assert "backprop/ex2_compile.py cannot be loaded. SyntaxError" in done.stdout
    assert "line 2" in done.stdout
    assert done.stdout.count("\n    x = (1 +* 2)\n            ^\n") == 1
    assert done.stdout.count("cannot be loaded. SyntaxError") == 1
    assert done.stdout.count("FAILED ") == 1
    assert "1 failed, 7 not run" in done.stdout
    assert done.returncode == 1
    assert "which cannot be loaded" in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout


def test_prints_of_a_solution_are_cut(project: Path) -> None:
    """A check asks about many networks: the last, smallest one is what a print is about."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "print('now', inputs); return self.forward() + (len(inputs) > 1)")
    out = run(project, "-k", "test_predicts_the_right_values").stdout
    assert "lines before, for other networks" in out
    assert out.count("now [") == 20


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_old_consoles(project: Path, encoding: str) -> None:
    """Boxes and arrows are replaced by ASCII where they cannot be shown."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "return 0.0")
    done = run(project, "-k", "ex2 or ex1", PYTHONIOENCODING=encoding)
    assert "\\u" not in done.stdout
    assert "UnicodeEncodeError" not in done.stdout + done.stderr
    if encoding != "cp437":  # which has boxes
        assert re.search(r"-{12} +0/9  in progress", done.stdout)
        assert "`-- " in done.stdout


def test_colour_only_if_wanted(project: Path) -> None:
    """`--color=yes` brings colours; a pipe and NO_COLOR do without."""
    solve(project, "ex1_by_hand")
    assert "\x1b[32m" in run(project, "-k", "ex1", "--color=yes").stdout
    assert "\x1b" not in run(project, "-k", "ex1").stdout
    assert "\x1b" not in run(project, "-k", "ex1", NO_COLOR="1").stdout


def test_with_xdist(project: Path) -> None:
    """With several processes the scoreboard is the same."""
    solve(project, "ex2_compile", PREDICT_RIGHT, "return 0.0")
    done = run(project, "-p", "xdist", "-n", "2", "-k", "ex1 or ex2")
    assert done.returncode == 1
    assert re.search(r"0/\d+  not started", done.stdout)
    assert re.search(r"0/9  in progress", done.stdout)
    assert "The law:" in done.stdout


@pytest.mark.slow
def test_solved(project: Path) -> None:
    """Everything right: exit code 0."""
    for exercise in EXERCISES:
        solve(project, exercise.stem)
    done = run(project, "-k", " or ".join(e.stem for e in EXERCISES))
    assert done.returncode == 0, done.stdout
    hidden = sum(exercise.hidden for exercise in EXERCISES)
    assert f"All visible checks pass; {hidden} hidden ones run at grading." in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="there, Ctrl-C cannot be sent")
def test_control_c_ends_watch_quietly(project: Path) -> None:
    """At rest: a terminal sends it to all processes in front, also to the one that stands by."""
    with subprocess.Popen(
        [sys.executable, "-m", "backprop", "watch"],
        cwd=project,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert "Watching" in process.stdout.readline()
        assert "not started" in process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        assert "^C" not in process.stdout.read()
        assert process.stderr.read() == ""
    assert process.returncode == 0
