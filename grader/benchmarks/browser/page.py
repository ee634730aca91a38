"""Opens the page of a large class in a browser, and measures its loading time and its accessibility."""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec

from grader.benchmarks.browser.chromium import NoBrowser, opened
from grader.benchmarks.classes import Lab, samples
from grader.benchmarks.figures import Figure, at_most
from grader.reports.html.class_page import class_page

SECONDS = 2.0
"""The promised time until the page is loaded."""

HOSTILE = ("<script>alert(1)</script>", "=cmd()", '"><img src=x onerror=alert(1)>')
"""Names of some students, which must be shown as text and do nothing."""


def figures(lab: Lab, students: int) -> list[Figure]:
    """Measure the page of a class of this size, in which each student has an entry of the sample class."""
    record = lab.undisturbed(min(students, len(samples()))).record
    names = [*HOSTILE, *(f"student {number:04}" for number in range(len(HOSTILE), students))][:students]
    entries = islice(cycle(record.submissions), students)
    named = [msgspec.structs.replace(entry, student=name) for entry, name in zip(entries, names, strict=True)]
    record = msgspec.structs.replace(record, submissions=named)
    file = lab.folder / "page.html"
    began = time.monotonic()
    file.write_text(class_page(record), encoding="utf-8")
    found = [
        Figure(f"{students} students: the page is made in", time.monotonic() - began, "s"),
        Figure(f"{students} students: the file", file.stat().st_size / 1e6, "MB"),
    ]
    try:
        with opened() as browser:
            from axe_playwright_python.sync_playwright import Axe

            return [*found, *_in_browser(browser, file, Axe())]
    except NoBrowser as error:
        return [*found, Figure("in a browser", f"not measured: {error}")]


def _in_browser(browser: Any, file: Path, axe: Any) -> list[Figure]:
    window = browser.new_page()
    dialogs: list[str] = []
    window.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())  # type: ignore[func-returns-value]
    began = time.monotonic()
    window.goto(file.as_uri())
    loaded = time.monotonic() - began
    began = time.monotonic()
    window.click("#heat thead th")
    window.wait_for_selector("#heat thead th[aria-sort]")
    resorted = time.monotonic() - began
    violations = [v for v in axe.run(window).response["violations"] if v["impact"] in ("serious", "critical")]
    return [
        at_most("opened in Chromium, until it is loaded", loaded, "s", SECONDS),
        Figure("the table sorted by a click", resorted, "s"),
        at_most("accessibility: serious or critical findings of axe", len(violations), "", 0),
        at_most("dialogs opened by names such as <script>alert(1)</script>", len(dialogs), "", 0),
    ]
