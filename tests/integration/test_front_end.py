"""The front end of the site: its types and tests, and that what is in the repository is what its source makes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from grader.paths import GRADER

FRONT = GRADER / "site" / "front"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the front end with its packages: those that are there already, else those that npm fetches."""
    if shutil.which("npm") is None:
        pytest.skip("no npm, which comes with Node.js")
    folder = tmp_path_factory.mktemp("front") / "front"
    shutil.copytree(FRONT, folder, ignore=shutil.ignore_patterns("node_modules"))
    if (FRONT / "node_modules").is_dir():
        (folder / "node_modules").symlink_to(FRONT / "node_modules")
        return folder
    # Not `npm ci`, which fails where a package is missing that only another system needs.
    done = run(["npm", "install", "--silent", "--no-audit", "--no-fund"], folder)
    if done.returncode:
        pytest.skip(
            f"no packages of the front end, npm cannot fetch them: {(done.stderr or done.stdout).strip()[-200:]}"
        )
    return folder


def run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_what_is_handed_out_is_what_the_source_makes(project: Path) -> None:
    """To the byte. After a change: `npm install && npm run build` in grader/site/front."""
    done = run(["node", "build.mjs", "--into", "again"], project)
    assert done.returncode == 0, done.stderr
    there = {path.name: path.read_bytes() for path in (project / "built").iterdir()}
    assert {path.name: path.read_bytes() for path in (project / "again").iterdir()} == there


@pytest.mark.parametrize("script", ["check", "test"])
def test_types_and_tests(project: Path, script: str) -> None:
    done = run(["npm", "run", "--silent", script], project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_type_error_is_seen(project: Path) -> None:
    wrong = project / "src" / "wrong.ts"
    wrong.write_text("export const one: number = 'one';\n")
    try:
        assert run(["npm", "run", "--silent", "check"], project).returncode
    finally:
        wrong.unlink()


def test_the_lock_names_versions_and_no_registry() -> None:
    text = (FRONT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text
    versions = re.findall(r'^ {4}"[^"]+": "([^"]+)",?$', (FRONT / "package.json").read_text("utf-8"), re.M)
    assert all(
        re.fullmatch(r"\d+\.\d+\.\d+|\w+|node build\.mjs|tsc --noEmit|vitest run", version) for version in versions
    )


def test_nothing_is_put_into_the_page_as_html() -> None:
    """What checks print is text. Pictures are images, and the pages of steps have frames of their own."""
    for path in (FRONT / "src").glob("*.ts"):
        source = path.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|parseFromString|\beval\(", source
        ), path
