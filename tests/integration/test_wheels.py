"""The two wheels, as a person has them: installed into an empty environment, used in an empty folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import backprop
from checks.exercises import BY_STEM
from grader.authoring import gradescope_bundle, leak_scan
from grader.paths import KIT, SKELETON

DAAN = KIT / "tests" / "submissions" / "daan"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both wheels by the names of their projects, built out of the source archives as a publisher would."""
    folder = tmp_path_factory.mktemp("dist")
    found = {}
    for name, project in (("backprop-exercise-kit", KIT), ("backprop-exercises", SKELETON)):
        # Without isolation, there is nothing to download.
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / name), str(project)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        (found[name],) = (folder / name).glob("*.whl")
    return found


def environment(folder: Path, wheel: Path) -> Path:
    """A new environment with the wheel in it; returns the folder of its programs.

    Libraries are those of the environment that runs the tests: a .pth file names their folder, and Python does not read
    the .pth files in there, so it does not find this checkout.
    """
    venv.create(folder, symlinks=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(programs / "python")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(command, check=True)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    installed = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    (Path(installed) / "zz_libraries.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n")
    return programs


def runner(programs: Path) -> Run:
    """Make a function that runs an environment's program without anything of this checkout."""

    def run(name: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        command = [str(programs / name), *map(str, arguments)]
        return subprocess.run(
            command, cwd=cwd, env={**env, "COLUMNS": "200"}, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture(scope="session")
def kit(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the programs of an environment with the kit."""
    return runner(environment(tmp_path_factory.mktemp("kit"), wheels["backprop-exercise-kit"]))


@pytest.fixture
def students(wheels: dict[str, Path], tmp_path: Path) -> tuple[Run, Path]:
    """Runs the programs of an environment with the students' package; and the folder where that is installed."""
    programs = environment(tmp_path / "environment", wheels["backprop-exercises"])
    (package,) = (tmp_path / "environment").rglob("site-packages/backprop")
    return runner(programs), package.parent


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_there_is_one_version(wheels: dict[str, Path]) -> None:
    """Both packages have the same version."""
    assert {wheel.name.split("-")[1] for wheel in wheels.values()} == {backprop.__version__}


def test_the_site_is_in_the_wheel(wheels: dict[str, Path]) -> None:
    """The page as it was built, the list of the parts of others, and no package of the front end's tools."""
    names = zipfile.ZipFile(wheels["backprop-exercise-kit"]).namelist()
    site = {name.partition("/grader/site/")[2] for name in names if "/grader/site/" in name}
    assert {"parts.toml", "page.html", "front/built/app.js", "front/built/worker.js", "in_browser/entry.py"} <= site
    assert not [name for name in names if "node_modules" in name]


def test_the_installed_kit_is_used(kit: Run, empty: Path) -> None:
    """All three packages come from the environment, with one version."""
    code = (
        "import backprop, checks, grader, sys, importlib.metadata as metadata\n"
        "print(all(p.__file__.startswith(sys.prefix) for p in (backprop, checks, grader)))\n"
        "print(backprop.__version__ == metadata.version('backprop-exercise-kit'))"
    )
    done = kit("python", "-c", code, cwd=empty)
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_help_and_doctor(kit: Run, empty: Path) -> None:
    """The installed script runs, and the sandboxes find their files."""
    done = kit("grader", "--help", cwd=empty)
    assert done.returncode == 0, done.stderr
    assert "Grade submissions" in done.stdout
    done = kit("grader", "doctor", cwd=empty)
    assert "`grader grade` takes " in done.stdout, done.stderr


def test_grade(kit: Run, empty: Path) -> None:
    """A grading needs the checks, the hidden ones, the references, the misconceptions and the payload of a sandbox."""
    done = kit("grader", "grade", DAAN, "--exercise", "ex1_by_hand", "--json", "record.json", "--fresh", cwd=empty)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in empty.iterdir()] == ["record.json"]  # nothing that was not asked for
    (entry,) = json.loads((empty / "record.json").read_text("utf-8"))["submissions"]
    assert (entry["status"], entry["score"], entry["max_score"]) == ("graded", 6, 14)
    assert any(check["misconception"] for check in entry["exercises"][0]["checks"])


def test_release(kit: Run, empty: Path) -> None:
    """The students' repository is complete: what is in it is what the checkout has, and it works."""
    done = kit("grader", "release", "student", cwd=empty)
    assert done.returncode == 0, done.stdout + done.stderr
    released = {path.relative_to(empty / "student").as_posix() for path in files_in(empty / "student")}
    given = {path.relative_to(SKELETON).as_posix() for path in files_in(SKELETON)}
    assert {name for name in released if not name.startswith(".git/")} == given | {"LICENSE"}
    done = kit("python", "-m", "backprop", "list", cwd=empty / "student")
    assert done.stdout.count("not started") == len(BY_STEM), done.stdout + done.stderr


def test_verify(kit: Run, empty: Path) -> None:
    """The wheel contains the right solutions, and they pass."""
    done = kit("grader", "verify", "--exercise", "ex1_by_hand", cwd=empty)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all is well" in done.stdout
    right = re.search(r"ex1_by_hand +(\d+)", done.stdout)
    assert right
    assert int(right[1]) >= 5


def test_gradescope(kit: Run, empty: Path) -> None:
    """The file to upload is the one that a checkout makes, to the byte: nothing of the kit is missing in the wheel."""
    done = kit("grader", "gradescope", "installed.zip", cwd=empty)
    assert done.returncode == 0, done.stdout + done.stderr
    gradescope_bundle.build_bundle(empty / "checkout.zip", None)
    installed, checkout = (zipfile.ZipFile(empty / f"{name}.zip") for name in ("installed", "checkout"))
    assert installed.namelist() == checkout.namelist()
    assert [name for name in checkout.namelist() if installed.read(name) != checkout.read(name)] == []


@pytest.mark.parametrize(
    ("arguments", "what"), [(["build"], "grader build"), (["bench", "--part", "growth"], "Classes")]
)
def test_what_needs_a_checkout_says_so(kit: Run, empty: Path, arguments: list[str], what: str) -> None:
    done = kit("grader", *arguments, cwd=empty)
    assert done.returncode == 2
    assert what in done.stderr
    assert "is an installed kit. Clone the kit's repository" in done.stderr


def test_students_package_is_complete(students: tuple[Run, Path]) -> None:
    """Stubs, types and all: each file of the two packages is installed."""
    _, installed = students
    for package in ("backprop", "checks"):
        there = {path.relative_to(installed) for path in files_in(installed / package)}
        assert there == {path.relative_to(SKELETON) for path in files_in(SKELETON / package)}
        assert Path(package, "py.typed") in there


def test_students_commands(students: tuple[Run, Path], empty: Path) -> None:
    """`list` compares with the stubs, `reset` puts one back, `check` runs without the project's own settings."""
    run, installed = students
    done = run("python", "-m", "backprop", "list", cwd=empty)
    assert done.stdout.count("not started") == len(BY_STEM), done.stdout + done.stderr
    file = installed / "backprop" / "ex1_by_hand.py"
    stub = file.read_bytes()
    file.write_bytes(stub + b"# mine\n")
    done = run("python", "-m", "backprop", "list", cwd=empty)
    assert done.stdout.splitlines()[0].endswith("changed")
    done = run("python", "-m", "backprop", "reset", "1", cwd=empty)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes() == stub
    done = run("python", "-m", "backprop", "check", "1", cwd=empty)
    assert "0 of 11 points" in done.stdout, done.stdout + done.stderr


def test_both_packages_in_one_environment(wheels: dict[str, Path], tmp_path: Path, empty: Path) -> None:
    """The kit names other checks that come before its own, even if they are the same."""
    programs = environment(tmp_path / "both", wheels["backprop-exercise-kit"])
    environment(tmp_path / "both", wheels["backprop-exercises"])
    done = runner(programs)("grader", "doctor", cwd=empty)
    assert (done.returncode, done.stdout) == (2, "")
    assert "backprop-exercises" in done.stderr
    assert "uninstall" in done.stderr


def files_in(folder: Path) -> list[Path]:
    """All files but caches."""
    inside = ((path, path.relative_to(folder).parts) for path in folder.rglob("*") if path.is_file())
    endings = leak_scan.CACHE_ENDINGS
    return [
        path for path, parts in inside if not any(part in leak_scan.CACHES or part.endswith(endings) for part in parts)
    ]
