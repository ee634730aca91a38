"""The notebooks of the site in a real browser: Jupyter, its kernel and the checks, all from the site itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from grader.benchmarks.browser.chromium import served
from grader.course import registry
from tests.built_site import Student, right, site_folder

pytestmark = pytest.mark.slow

STEM = "ex2_compile"


def test_a_notebook_runs_in_the_browser(browser: Any, shared: Any) -> None:
    """From the link in the lesson to the points; nothing comes from elsewhere, and the course still opens offline."""
    laws = [check.law for check in registry.visible_checks(STEM)]
    with served(site_folder(shared, "site with notebooks", notebooks=True)) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        student = Student(context, address)
        student.page = context.new_page()
        student.page.goto(f"{address}#{STEM}")
        with context.expect_page() as opened:
            student.page.get_by_role("link", name="Open it as a notebook").click()
        notebook = opened.value
        stub = notebook.locator(".jp-CodeCell", has_text="NotImplementedError").locator(".cm-content")
        stub.click()
        notebook.keyboard.press("Control+a")
        notebook.keyboard.insert_text(right(STEM))
        notebook.get_by_role("menuitem", name="Run", exact=True).click()
        notebook.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        told = notebook.locator(".backprop-check")
        told.nth(len(laws) - 1).wait_for(state="attached")  # what has been scrolled away is not drawn
        assert [text.rpartition(":")[0] for text in told.all_text_contents()] == [f"✓ {law}" for law in laws]
        student.page.locator("body[data-offline=yes]").wait_for()
        context.set_offline(True)
        student.open()
        assert student.page.locator("#board").is_visible()
        context.close()
        hosts = {urlsplit(url).netloc for url in student.asked if not url.startswith(("data:", "about:", "blob:"))}
        assert hosts == {urlsplit(address).netloc}
