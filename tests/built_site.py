"""The course as a site, built once for all tests that look at it, and somebody who is at its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.benchmarks.browser.on_site import wait_for_points, write
from grader.course.config import Course
from grader.paths import REFERENCE
from grader.site.build import build_site
from grader.site.parts import PartsError
from tests.browser import PATIENCE
from tests.once import once


def site_folder(shared: Path, name: str = "site", course: Course | None = None, notebooks: bool = False) -> Path:
    """The site of a course, or of the usual one; a reason to skip where Python for browsers cannot be fetched."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        try:
            build_site(folder / "site", course or Course(), notebooks=notebooks)
        except PartsError as error:
            (folder / "missing").write_text(str(error))

    made = once(shared, name, make)
    if (made / "missing").exists():
        pytest.skip((made / "missing").read_text())
    return made / "site"


class Student:
    """Somebody at the page, with a list of everything that the browser asked for and complained about."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.asked: set[str] = set()
        self.said: list[str] = []
        context.on("request", lambda request: self.asked.add(request.url))
        context.set_default_timeout(PATIENCE)
        self.page: Any = None

    def open(self, query: str = "") -> None:
        """Open the page in a new window, and wait for Python."""
        if self.page:
            self.page.close()
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(self.address + query)
        self.ready()

    def ready(self) -> None:
        self.page.locator("body[data-python=ready]").wait_for()

    def go(self, stem: str) -> None:
        self.page.locator(f"#board a[href='#{stem}']").click()
        self.page.locator("#file", has_text=stem).wait_for()

    def write(self, text: str) -> None:
        write(self.page, text)

    def check(self) -> dict[str, str]:
        """Press Ctrl-Enter, and return the status of each check by its law, once all are there."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Control+Enter")
        wait_for_points(self.page)
        return self.statuses()

    def statuses(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('#results .check')].map((one) => ["
            "(one.querySelector('.law') || one).textContent.replace(/^· /, ''), one.className.replace(/^check /, '')]))"
        )
        return found

    def run(self, sign: str) -> str:
        """Press Shift-Enter, wait for a text in the console, and return all of it."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Shift+Enter")
        self.page.locator("#output", has_text=sign).wait_for()
        self.ready()
        return str(self.page.locator("#output").text_content())


def right(stem: str) -> str:
    return (REFERENCE / f"{stem}.py").read_text("utf-8")
