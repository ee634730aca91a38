"""The feedback on a notebook, by nbgrader's template: axe finds nothing, and trees and tables are aligned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

import nbformat
import nbgrader
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_output

from checks.exercises import BY_STEM
from checks.notebook import run
from grader.authoring.notebooks import make_notebook
from grader.course import registry
from grader.misconceptions import catalogue
from grader.nbgrader.feedback import AccessibleFeedback
from tests.browser import findings

STEM = "ex2_compile"
WRONG = "compiled_once_for_ever"
FORMGRADER = Path(nbgrader.__file__).parent / "server_extensions/formgrader"
SETTINGS = {
    "template_name": "feedback",
    "extra_template_basedirs": [str(FORMGRADER / "templates")],
    "extra_template_paths": [str(FORMGRADER / "static/node_modules/bootstrap/dist/css")],
}
SCORES = {"score": 1, "max_score": 12, "late_penalty": 1, "notebook": STEM, "assignment": STEM, "student": "ada"}


@pytest.fixture(scope="module")
def graded() -> Any:
    """A notebook in which some checks passed and others did not."""
    book = nbformat.reads(make_notebook(BY_STEM[STEM]), as_version=4)
    names: dict[str, Any] = {"__name__": "notebook"}
    exec(compile(catalogue.wrong_solutions(STEM)[WRONG], "<cell>", "exec"), names)
    for cell in book.cells:
        for check in registry.visible_checks(STEM):
            if cell.cell_type == "code" and f'"{check.id}"' in cell.source:
                found = run(check, names)
                shown = {"text/html": found._repr_html_(), "text/plain": repr(found)}
                cell.outputs = [new_output("display_data", data=shown)]
        if own := cell.metadata.get("nbgrader"):
            own.update(score=0, points=own.get("points", 0), comment="a comment")
    return book


@pytest.fixture(scope="module")
def window(browser: Any) -> Any:
    return browser.new_page()


def found_in(window: Any, page: str, file: Path) -> list[str]:
    """What axe finds in the text of a page, of any impact."""
    file.write_text(page, "utf-8")
    window.goto(file.as_uri())
    return findings(window)


def test_axe_finds_nothing_in_feedback(window: Any, graded: Any, tmp_path: Path) -> None:
    page, _ = AccessibleFeedback(**SETTINGS).from_notebook_node(graded, resources={"nbgrader": dict(SCORES)})
    assert found_in(window, page, tmp_path / "ours.html") == []
    assert window.locator(".backprop-check", has_text="✗").count() >= 1
    page, _ = HTMLExporter(**SETTINGS).from_notebook_node(graded, resources={"nbgrader": dict(SCORES)})
    assert found_in(window, page, tmp_path / "theirs.html"), "axe sees what is wrong with the template alone"


def test_a_message_is_aligned_in_the_default_template(window: Any, graded: Any, tmp_path: Path) -> None:
    """Jupyter's style gives <pre> the font of the text around it, in which no table is one."""
    page, _ = HTMLExporter().from_notebook_node(graded)
    (tmp_path / "plain.html").write_text(page, "utf-8")
    window.goto((tmp_path / "plain.html").as_uri())
    message = window.locator(".backprop-check pre").first
    widths = message.evaluate("""(pre) => ["iiiiiiiiii", "WWWWWWWWWW"].map((text) => {
        const span = document.createElement("span");
        span.textContent = text;
        pre.append(span);
        return span.getBoundingClientRect().width;
    })""")
    assert widths[0] == pytest.approx(widths[1])
