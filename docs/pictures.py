"""Draws the pictures of the documentation from real runs: `.venv/bin/python docs/pictures.py`, when they are outdated.

The picture of the class page needs Chromium. Both take a minute or two.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright
from rich.console import Console
from rich.text import Text

from grader.benchmarks.browser.chromium import FLAGS
from grader.misconceptions import catalogue

KIT = Path(__file__).parents[1]
IMAGES = KIT / "docs/images"
CLASS_SECONDS = "2"
"""The limit for one reply, as in `make demo`: no right answer of the sample class takes that long."""

WRONG = """\
        Operation.inputs = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        for node, value in zip(Operation.inputs, inputs):
            node.value = value
        return self.forward()

    inputs: list = []
"""
"""The first try at exercise 2 of the tutorial, and of the student's README."""


def terminal(folder: Path) -> None:
    """Draw what a student sees in the terminal when exercise 2 is wrong."""
    project = folder / "exercises"
    shutil.copytree(KIT / "skeleton", project, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis"))
    file = project / "backprop/ex2_compile.py"
    head, _, tail = file.read_text("utf-8").partition('        raise NotImplementedError("Exercise 2")\n')
    file.write_text(head + WRONG + "\n\nclass Add(" + tail.partition("class Add(")[2], "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-k", "ex2", "--color=yes", "-p", "no:cacheprovider"]
    env = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, encoding="utf-8", check=False)
    # From the failure on: what is above it differs from machine to machine.
    shown = done.stdout[done.stdout.index("=== FAILURES") :].partition("\n")[2].partition("short test summary")[0]
    shown = shown.rpartition("\n")[0]
    console = Console(record=True, width=80, file=io.StringIO(), color_system="truecolor")
    console.print(Text.from_ansi("$ pytest -x -k ex2\n" + shown))
    svg = console.export_svg(title="exercises", unique_id="terminal")
    # The font that rich names would be loaded from elsewhere.
    svg = re.sub(r"(?s)@font-face \{.*?\}\s*", "", svg).replace("Fira Code", "DejaVu Sans Mono")
    (IMAGES / "terminal.svg").write_text(svg, "utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser that takes the screenshots."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def class_page(folder: Path) -> None:
    """Take a screenshot of the sample class's page, as an instructor sees it."""
    page = folder / "class.html"
    students = sorted(p for p in (KIT / "tests/submissions").iterdir() if p.is_dir() and p.name != "hostile")
    command = [sys.executable, "-m", "grader", "grade", *map(str, students), "--html", str(page)]
    subprocess.run([*command, "--call-seconds", CLASS_SECONDS], cwd=KIT, check=True, stdout=subprocess.DEVNULL)
    class_page_shots(page)


def class_page_shots(page: Path) -> None:
    """Take screenshots of the class's page: light, dark with a filter, a pair side by side, one student's print."""
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1000, "height": 1000})
        opened.goto(page.as_uri())
        opened.screenshot(path=IMAGES / "class-page.png")
        opened.click("details.compare >> text=77 % alike")
        opened.wait_for_selector(".sides")
        opened.set_viewport_size({"width": 1000, "height": 620})
        opened.evaluate("document.querySelector('.compare[open]').scrollIntoView()")
        opened.screenshot(path=IMAGES / "class-page-compare.png")
        opened.goto(page.as_uri() + "#s3")
        opened.wait_for_selector("#s3 h3")
        opened.evaluate("window.print = () => {}")
        opened.click("#print")
        opened.set_viewport_size({"width": 794, "height": 800})
        opened.emulate_media(media="print")
        opened.evaluate("document.getElementById('s3').scrollIntoView()")
        opened.screenshot(path=IMAGES / "class-page-print.png")
        dark = browser.new_page(viewport={"width": 1000, "height": 620}, color_scheme="dark")
        dark.goto(page.as_uri() + "#check=ex3_caching%3A%3Achanged_leaf_costs_its_ancestors")
        dark.evaluate("document.getElementById('class').scrollIntoView()")
        dark.screenshot(path=IMAGES / "class-page-dark.png")


def stepper(folder: Path) -> None:
    """Take screenshots of the steps: a depth-first `backward` where it goes another way, and exercise 1 solved."""
    project = folder / "steps"
    shutil.copytree(KIT / "skeleton", project, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis"))
    wrong = catalogue.wrong_solutions("ex7_multi_parent")["as_in_a_tree"]
    (project / "backprop/ex7_multi_parent.py").write_text(wrong, "utf-8")
    shutil.copy(KIT / "reference/ex1_by_hand.py", project / "backprop/ex1_by_hand.py")
    for number in ("7", "1"):
        command = [sys.executable, "-m", "backprop", "step", number, "--output", f"step{number}.html"]
        subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    with chromium() as browser:
        shots: tuple[tuple[str, Literal["light", "dark"], str, int], ...]
        shots = (("7", "light", "", 990), ("1", "dark", "End", 930))
        for number, scheme, key, height in shots:
            view: ViewportSize = {"width": 1040, "height": height}
            opened = browser.new_page(viewport=view, color_scheme=scheme, reduced_motion="reduce")
            opened.goto((project / f"step{number}.html").as_uri())
            if key:
                opened.keyboard.press(key)
            else:
                opened.click("#parts")
            opened.mouse.move(0, 0)
            opened.screenshot(path=IMAGES / f"stepper-{scheme}.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        terminal(Path(scratch))
        class_page(Path(scratch))
        stepper(Path(scratch))
