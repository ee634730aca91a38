"""Goes through a large network in the stepper and trains it in the playground, and measures every frame of the page.

The browser's own tracing notes each frame, from the first task that a new picture waits for until it is painted, and
each task of the page's main thread, with the time that it took on the clock and the time that it computed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.benchmarks.browser.on_site import PATIENCE, on_site
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import Figure, at_most

MILLISECONDS = 50.0
"""The promised maximum of a frame: nobody notices a wait that is shorter."""

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
"""What the browser traces."""

MLP = """\
layer = [Input(0.5), Input(-0.5)]
for width in (16, 16, 1):
    sums = []
    for k in range(width):
        total = Parameter(0.0)
        for n, x in enumerate(layer):
            total = Add([total, Multiply([Parameter(((7 * k + 5 * n) % 11 - 5) / 12), x])])
        sums.append(total)
    layer = sums if width == 1 else [ReLU([total]) for total in sums]
layer[0]
"""
"""A network of 979 nodes, an MLP with two inputs, two layers of 16 and one output."""

STEPS = 60
"""Number of steps that are gone through, one right after the other."""

TRAINING = 6_000
"""Milliseconds of training."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Frames:
    """The frames of a page while something was done, in milliseconds."""

    clock: Sequence[float]
    computed: Sequence[float]


def figures(lab: Lab) -> list[Figure]:
    """Measure the site; say why not if that cannot be done here."""
    return on_site(lab, lambda browser, address, _: measured(browser, address))


def measured(browser: Any, address: str) -> list[Figure]:
    """Measure the site at an address."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}#playground")
    page.locator("body[data-python=ready]").wait_for()
    page.locator("#network").fill(MLP)
    acts = {"shown": _show, "stepped through": _step, "trained": _train}
    found = [one for name, act in acts.items() for one in described(name, frames_of(_traced(browser, page, act)))]
    page.close()
    return found


def frames_of(events: Sequence[Event]) -> Frames:
    """Find the frames in a trace, and what was computed in each.

    Args:
        events: The trace, of all processes of the browser.
    """
    begun: dict[Any, Event] = {}
    clock, computed = [], []
    tasks = [event for event in events if event["name"] == "RunTask" and event["ph"] == "X"]
    for end in sorted((event for event in events if event["name"] == "AnimationFrame"), key=lambda event: event["ts"]):
        identity = end["pid"], str(end.get("id2"))
        if end["ph"] == "b":
            begun[identity] = end
        elif end["ph"] == "e" and identity in begun:
            begin = begun.pop(identity)
            clock.append((end["ts"] - begin["ts"]) / 1000)
            inside = (
                task
                for task in tasks
                if (task["pid"], task["tid"]) == (begin["pid"], begin["tid"])
                and task["ts"] < end["ts"]
                and task["ts"] + task["dur"] > begin["ts"]
            )
            computed.append(sum(task.get("tdur", 0) for task in inside) / 1000)
    return Frames(clock, computed)


def described(name: str, found: Frames) -> list[Figure]:
    """Describe the frames while a large network was, in a word, shown or trained."""
    what = f"979 nodes are {name}"
    return [
        Figure(f"{what}: frames", len(found.clock)),
        at_most(f"{what}: the longest frame, processor time", max(found.computed, default=0), "ms", MILLISECONDS),
        at_most(f"{what}: the longest frame, clock", max(found.clock, default=0), "ms", MILLISECONDS),
    ]


def _traced(browser: Any, page: Any, act: Callable[[Any], None]) -> list[Event]:
    browser.start_tracing(page=page, categories=CATEGORIES)
    act(page)
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def _show(page: Any) -> None:
    page.get_by_role("button", name="Show", exact=True).click()
    page.frame_locator("#playground iframe").locator("#count", has_text="1 of").wait_for()
    page.wait_for_timeout(500)  # until what is shown is painted


def _step(page: Any) -> None:
    frame = page.frame_locator("#playground iframe")
    for _ in range(STEPS):
        frame.locator("body").press("ArrowRight")
    frame.locator("#slider").fill("5")
    page.wait_for_timeout(500)  # until nothing moves


def _train(page: Any) -> None:
    page.get_by_role("button", name="Train", exact=True).click()
    page.locator(".told", has_text="rounds, loss").wait_for()
    page.wait_for_timeout(TRAINING)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Train", exact=True).wait_for()
