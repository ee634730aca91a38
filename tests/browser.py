"""Chromium for the tests that look at pages, and what axe finds in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.benchmarks.page import FLAGS

PATIENCE = 600_000
"""Milliseconds to wait for something to appear: long, because a busy machine is no mistake."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Open the browser, without a network; a reason to skip where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    with pytest.importorskip("playwright.sync_api").sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def findings(page: Any, impacts: tuple[str, ...] = ()) -> list[str]:
    """What axe finds in a page, of these impacts; by default of any."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if not impacts or one["impact"] in impacts]


def serious(page: Any) -> list[str]:
    """The findings of axe that are serious or worse."""
    return findings(page, ("serious", "critical"))
