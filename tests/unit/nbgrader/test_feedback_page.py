"""What nbgrader's feedback lacks is added to it, once, whatever the page is like otherwise."""

from __future__ import annotations

from grader.nbgrader.feedback import STYLE, accessible

PAGE = """<!DOCTYPE html>
<html>
<head><title>ex1</title></head>
<body><div class="container"><ol><li>score</li></ol><main><pre>code</pre><pre tabindex="0">more</pre></main>
<div class="container">cells</div></div></body>
</html>
"""


def test_a_language_contrast_one_landmark_and_code_by_keyboard() -> None:
    made = accessible(PAGE)
    assert '<html lang="en">' in made
    assert f"{STYLE}</head>" in made
    assert made.count('role="main"') == 1
    assert "<main" not in made
    assert "</main" not in made
    assert made.count('<pre tabindex="0">') == made.count("<pre") == 2
    assert made.index('role="main"') < made.index("score")


def test_what_is_there_already_stays() -> None:
    page = PAGE.replace("<html>", '<html class="no" lang="de">')
    assert '<html class="no" lang="de">' in accessible(page)
