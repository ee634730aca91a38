"""The notebooks of the site in a real browser: Jupyter, its kernel and the checks, all from the site itself."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest

from checks.exercises import BY_STEM, EXERCISES
from grader.authoring.notebooks import make_notebook
from grader.benchmarks.browser.chromium import served
from grader.course import registry
from tests.built_site import Student, site_folder

pytestmark = pytest.mark.slow

CODE = ".jp-CodeCell"

STUB = "NotImplementedError"

CHECK = "from checks.notebook import check"

SOME = ("ex2_compile", "ex6_funcify")
"""The notebooks that are tried; EVERY=1 tries all, which takes minutes."""

TRIED = [exercise.stem for exercise in EXERCISES if exercise.stem in SOME or os.environ.get("EVERY") == "1"]


@pytest.mark.parametrize("stem", TRIED)
def test_a_notebook_runs_in_the_browser(browser: Any, shared: Any, stem: str) -> None:
    """From the link in the lesson to the points: of the stub, then of a right solution without a network.

    Nothing comes from elsewhere, and nothing is asked for that is not there.
    """
    laws = [check.law for check in registry.visible_checks(stem)]
    with served(site_folder(shared, "site with notebooks", notebooks=True)) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        student = Student(context, address)
        missing: list[str] = []
        context.on("response", lambda response: response.ok or missing.append(response.url))
        student.page = context.new_page()
        student.page.goto(f"{address}#{stem}")
        student.page.locator("body[data-offline=yes]").wait_for()
        with context.expect_page() as opened:
            student.page.get_by_role("link", name="Open it as a notebook").click()
        student.page.close()
        notebook = opened.value
        told = notebook.locator(".backprop-check")
        for one in until_first_check(notebook):
            run(notebook, one)
        assert "Not started yet" in told.inner_text()
        context.set_offline(True)
        notebook.reload()
        for solution in solutions(stem):
            editor(notebook.locator(CODE, has_text=STUB).first).click()
            notebook.keyboard.press("Control+a")
            notebook.keyboard.insert_text(solution)
        notebook.get_by_role("menuitem", name="Run", exact=True).click()
        notebook.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        told.nth(len(laws) - 1).wait_for(state="attached")  # what has been scrolled away is not drawn
        assert [text.rpartition(":")[0] for text in told.all_text_contents()] == [f"✓ {law}" for law in laws]
        context.close()
        hosts = {urlsplit(url).netloc for url in student.asked if not url.startswith(("data:", "about:", "blob:"))}
        assert hosts == {urlsplit(address).netloc}
        assert missing == []


def until_first_check(notebook: Any) -> list[Any]:
    """The cells with code, down to the first that checks something."""
    notebook.locator(CODE, has_text=CHECK).first.wait_for(state="attached")
    cells = notebook.locator(CODE)
    first = next(k for k, text in enumerate(cells.all_text_contents()) if CHECK in text)
    return [cells.nth(k) for k in range(first + 1)]


def run(notebook: Any, cell: Any) -> None:
    """Run a cell, and wait for its end: whatever waits behind one that fails is not run."""
    editor(cell).click()
    notebook.keyboard.press("Control+Enter")
    cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for()


def editor(cell: Any) -> Any:
    return cell.locator(".cm-content")


def solutions(stem: str) -> list[str]:
    """The cells of the model solution in whose place the notebook has stubs, in order."""
    notebook = nbformat.reads(make_notebook(BY_STEM[stem]), as_version=4)
    return [cell.source for cell in notebook.cells if "# BEGIN SOLUTION" in cell.source]
