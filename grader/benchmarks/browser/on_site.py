"""Measures the site of a whole course in a browser; the parts of the benchmark share the one that is built first."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.benchmarks.browser.chromium import NoBrowser, opened, served
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import Figure
from grader.course.config import Course
from grader.site.build import build_site
from grader.site.parts import PartsError

PATIENCE = 600_000
"""Milliseconds to wait for Python: a busy machine is no mistake."""

POINTS = re.compile(r"^[\d.]+ of [\d.]+ points")
"""What stands above the results when all checks are done."""

COMPILED = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("compiled "));
    const inside = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return inside.flat().length === 2;
}"""
"""Whether the browser has kept both archives with compiled code."""


def on_site(lab: Lab, measure: Callable[[Any, str, Path], list[Figure]]) -> list[Figure]:
    """Build the site unless another part has, and measure it; say why not if that cannot be done here.

    Args:
        lab: Where it is built.
        measure: Receives the browser, the site's address, and its folder.
    """
    site = lab.folder / "site"
    try:
        if not site.exists():
            build_site(site, Course())
        with opened() as browser, served(site) as address:
            return measure(browser, address, site)
    except (NoBrowser, PartsError) as error:
        return [Figure("in a browser", f"not measured: {error}")]


def write(page: Any, text: str) -> None:
    """Put a text into the editor in place of what is there."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def wait_for_points(page: Any) -> None:
    """Wait until all checks are done, and Python is ready for more."""
    page.locator("#summary", has_text=POINTS).wait_for()
    page.locator("body[data-python=ready]").wait_for()


def wait_for_compiled(page: Any) -> None:
    """Wait until what Python has compiled is kept, some seconds after it has begun: the next visit has it then."""
    while not page.evaluate(COMPILED):
        page.wait_for_timeout(200)
