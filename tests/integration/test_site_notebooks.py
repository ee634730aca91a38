"""The notebooks of the site in a real browser: Jupyter, its kernel and the checks, all from the site itself."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import pytest

from checks.exercises import EXERCISES
from grader.benchmarks.browser.chromium import served
from grader.course import registry
from tests.built_site import Student, right, site_folder

pytestmark = pytest.mark.slow

STUB = "NotImplementedError"

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
        for text in ("from backprop import framework", STUB, f'check("{stem}::'):
            cell(notebook, text).click()
            notebook.keyboard.press("Control+Enter")
        told.wait_for()
        assert "Not started yet" in told.inner_text()
        context.set_offline(True)
        notebook.reload()
        cell(notebook, STUB).click()
        notebook.keyboard.press("Control+a")
        notebook.keyboard.insert_text(right(stem))
        notebook.get_by_role("menuitem", name="Run", exact=True).click()
        notebook.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        told.nth(len(laws) - 1).wait_for(state="attached")  # what has been scrolled away is not drawn
        assert [text.rpartition(":")[0] for text in told.all_text_contents()] == [f"✓ {law}" for law in laws]
        context.close()
        hosts = {urlsplit(url).netloc for url in student.asked if not url.startswith(("data:", "about:", "blob:"))}
        assert hosts == {urlsplit(address).netloc}
        assert missing == []


def cell(notebook: Any, text: str) -> Any:
    """The editor of the first cell of code with a text."""
    return notebook.locator(".jp-CodeCell", has_text=text).first.locator(".cm-content")
