"""Makes nbgrader's feedback accessible: contrast, links that show, a language, landmarks, code that a keyboard scrolls.

`GenerateFeedback` writes its page with a template of nbgrader's own. What that lacks is added to the finished page, so
that it works with the templates of other versions, too.
"""

from __future__ import annotations

import re
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

STYLE = """<style>
a { color: #0b57a4; text-decoration: underline; }
div.nbgrader_cell .panel-heading { background: #f5f5f5; color: #1b1b1b; height: auto; overflow: auto; }
div.nbgrader_cell .panel-heading a { color: #0b57a4; }
div.prompt, .jp-InputPrompt, .jp-OutputPrompt { color: #595959 !important; }
code, .rendered_html code { color: #1b1b1b; background: #f2f2f2; }
li.late-penalty { color: #a61e1e; }
.highlight * { color: #1b1b1b !important; }
.highlight [class^=c] { color: #2f5f5f !important; }
.highlight [class^=k], .highlight .ow, .highlight .o { color: #006400 !important; }
.highlight [class^=s] { color: #8f1d1d !important; }
.highlight [class^=m], .highlight [class^=n].nf, .highlight [class^=n].nc { color: #0b3f8f !important; }
</style>
"""
"""Colours with a contrast of 4.5 and more on what is behind them, also where nbgrader's own style has less."""

_CHANGES = (
    (re.compile(r"<html(?![^>]*\blang=)"), '<html lang="en"', 1),
    (re.compile(r"</head>"), STYLE + "</head>", 1),
    (re.compile(r"<(/?)main\b"), r"<\1div", 0),  # it leaves out the list of scores
    (re.compile(r'<div class="container">'), '<div class="container" role="main">', 1),
    (re.compile(r"<pre(?![^>]*\btabindex=)"), '<pre tabindex="0"', 0),
)
"""What is replaced, by what, and how often; 0 for each time."""


class AccessibleFeedback(HTMLExporter):
    """The exporter of feedback: `c.GenerateFeedback.exporter_class = "grader.nbgrader.feedback.AccessibleFeedback"`."""

    def from_notebook_node(  # type: ignore[override]  # the base class of nbconvert's promises a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Make the page of a notebook."""
        page, found = super().from_notebook_node(nb, resources, **kw)
        return accessible(page), found


def accessible(page: str) -> str:
    """Add to a page what its template lacks."""
    for pattern, new, count in _CHANGES:
        page = pattern.sub(new, page, count)
    return page
