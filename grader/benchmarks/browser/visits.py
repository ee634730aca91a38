"""Visits the site as a student does, and measures how long each step takes: on the clock, and in processor time.

The processor time is that of all processes of the browser, so what they do side by side counts twice; on a busy machine
it says more than the clock.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from grader.benchmarks.browser.on_site import PATIENCE, on_site, wait_for_compiled, wait_for_points, write
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import Figure, at_most
from grader.paths import REFERENCE

STEM = "ex1_by_hand"
RIGHT = (REFERENCE / f"{STEM}.py").read_text("utf-8")
WRONG = RIGHT.replace("return dl_dp * x, dl_dp", "return dl_dp, dl_dp")
"""Without the factor x: three checks fail, and each looks for the smallest example."""

MEGABYTES = 15.0
"""The promised size of the download, compressed."""

SECOND_VISIT = 6.0
"""The promised seconds from opening the page to the first result, on a second visit."""

CHECK = 3.0
"""The promised seconds of `Check` for a right exercise, when Python is at work already."""


def figures(lab: Lab) -> list[Figure]:
    """Measure the site; say why not if that cannot be done here."""
    return on_site(
        lab,
        lambda browser, address, site: [
            at_most("download, compressed by gzip", compressed(site) / 1e6, "MB", MEGABYTES),
            *visits(browser, address),
        ],
    )


def compressed(site: Path) -> int:
    """Return the bytes of all files as a server that compresses sends them."""
    files = [path.read_bytes() for path in site.rglob("*") if path.is_file()]
    return sum(min(len(data), len(gzip.compress(data))) for data in files)


def visits(browser: Any, address: str) -> list[Figure]:
    """Measure the site at an address: a first visit, a right answer, a wrong one, a second visit."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    first = context.new_page()

    def visit(page: Any, text: str) -> None:
        page.goto(f"{address}#{STEM}")
        write(page, text)
        page.keyboard.press("Control+Enter")
        page.locator(".check.passed").first.wait_for()

    def check(text: str) -> None:
        write(first, text)
        first.keyboard.press("Control+Enter")
        wait_for_points(first)

    found = _timed("from opening to the first result, first visit", lambda: visit(first, RIGHT))
    wait_for_points(first)
    first.locator("body[data-offline=yes]").wait_for()
    found += _timed("Check of a right exercise 1", lambda: check(RIGHT + "\n"), CHECK)
    found += _timed("Check of a wrong exercise 1", lambda: check(WRONG))
    wait_for_compiled(first)
    first.close()
    second = context.new_page()
    found += _timed("from opening to the first result, second visit", lambda: visit(second, RIGHT), SECOND_VISIT)
    context.close()
    return found


def _timed(what: str, act: Callable[[], None], most: float | None = None) -> list[Figure]:
    began, before = time.monotonic(), _processor_times()
    act()
    clock = time.monotonic() - began
    computed = sum(used - before.get(pid, 0.0) for pid, used in _processor_times().items())
    on_clock = Figure(f"{what}, clock", clock, "s") if most is None else at_most(f"{what}, clock", clock, "s", most)
    return [on_clock, Figure(f"{what}, processor time", computed, "s")]


def _processor_times() -> dict[int, float]:
    """Return the processor time in seconds of each process that this one has started, and that still runs."""
    found = {}
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has just ended
            times = process.cpu_times()
            found[process.pid] = times.user + times.system
    return found
