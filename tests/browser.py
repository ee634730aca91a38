"""Chromium for the tests that look at pages, and what axe finds in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from grader.benchmarks.browser.chromium import NoBrowser, opened

PATIENCE = 600_000
"""Milliseconds to wait for something to appear: long, because a busy machine is no mistake."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Open the browser, without a network; a reason to skip where it is not installed."""
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(opened())
        except NoBrowser as error:
            pytest.skip(str(error))
        yield browser


def findings(page: Any, impacts: tuple[str, ...] = ()) -> list[str]:
    """What axe finds in a page, of these impacts; by default of any."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if not impacts or one["impact"] in impacts]


def serious(page: Any) -> list[str]:
    """The findings of axe that are serious or worse."""
    return findings(page, ("serious", "critical"))
