"""The course in a real browser: formgrader with our feedback, and a notebook that a student runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbgrader.api import Gradebook

from grader.course.registry import visible_checks
from tests.browser import PATIENCE, chromium
from tests.nbgrader_class import STEM, STUDENTS
from tests.nbgrader_course import SECOND

TOKEN = "only-for-this-test"


@pytest.fixture(scope="module")
def server(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Jupyter's server in the course's folder, with the formgrader in it; its address."""
    own = tmp_path_factory.mktemp("jupyter")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    programs = Path(sys.executable).parent
    command = [str(programs / "jupyter"), "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    settings = [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={course}"]
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    env |= {f"JUPYTER_{name}_DIR": str(own / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (own / "log").open("w") as log:
        process = subprocess.Popen([*command, *settings], cwd=course, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/api", process, own / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"Jupyter's server does not answer:\n{log.read_text()}")


@pytest.fixture(scope="module")
def page(server: str) -> Iterator[Any]:
    """A page of a browser that the server has let in."""
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1200, "height": 1400})
        opened.set_default_timeout(PATIENCE)
        opened.goto(f"{server}/formgrader?token={TOKEN}")
        yield opened


def picture(page: Any, course: Path, name: str) -> None:
    """Save a picture of the page, for a person."""
    (course / "screenshots").mkdir(exist_ok=True)
    page.screenshot(path=str(course / "screenshots" / f"{name}.png"))


def test_formgrader_lists_assignments_and_scores(page: Any, course: Path, server: str) -> None:
    """Both assignments with their submissions; everybody's score of one of them."""
    page.goto(f"{server}/formgrader/manage_assignments")
    row = page.locator("tr", has_text=STEM)
    row.wait_for()
    assert str(len(STUDENTS)) in row.locator("td.num-submissions").inner_text()
    assert page.locator("tr", has_text=SECOND).count() == 1
    picture(page, course, "assignments")
    page.goto(f"{server}/formgrader/manage_submissions/{STEM}")
    page.locator("tr", has_text="forger").wait_for()
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for student in STUDENTS:
            submission = gradebook.find_submission(STEM, student)
            cells = page.locator("tr", has=page.get_by_text(student, exact=True)).first.inner_text()
            assert f"{submission.score:g} / {submission.max_score:g}" in cells, student
    picture(page, course, "submissions")


def test_formgrader_shows_a_graded_notebook_with_our_feedback(page: Any, course: Path, server: str) -> None:
    """The result of each check with its score, the counterexample drawn, and of hidden checks only their title."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        identity = gradebook.find_submission_notebook(SECOND, SECOND, "partial").id
    page.goto(f"{server}/formgrader/submissions/{identity}/?index=0")
    page.locator(".backprop-check").first.wait_for()
    checks = page.locator(".backprop-check")
    assert checks.count() > len(visible_checks(SECOND))
    assert page.locator(".backprop-check svg.backprop").count() >= 1
    failed = page.locator(".backprop-check", has_text="✗").first
    assert failed.is_visible()
    failed.scroll_into_view_if_needed()
    picture(page, course, "graded")
    assert "HIDDEN TESTS" not in page.content()


def test_a_student_runs_the_notebook(page: Any, course: Path, server: str) -> None:
    """Every cell is run: the checks show their results, networks are drawn, the picture of the problem is there."""
    page.goto(f"{server}/notebooks/submitted/partial/{SECOND}/{SECOND}.ipynb?token={TOKEN}")
    problem = page.locator(".jp-MarkdownOutput img").first
    problem.wait_for()
    assert problem.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    picture(page, course, "notebook")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last = visible_checks(SECOND)[-1].law
    page.locator(".jp-Notebook").evaluate("e => e.scrollTo(0, e.scrollHeight)")
    page.locator(".backprop-check", has_text=last).wait_for()
    assert page.locator(".backprop-check").count() == len(visible_checks(SECOND))
    assert page.locator(".backprop-check", has_text="✗").count() >= 1
    assert page.locator(".backprop-check svg.backprop").count() >= 1
    page.locator(".backprop-check svg.backprop").first.scroll_into_view_if_needed()
    picture(page, course, "run")
