"""An exercise's text for the page, with its lesson's pictures: HTML, made from the Markdown of stub and notebook."""

from __future__ import annotations

import ast
import base64
import html
import re

from markdown_it import MarkdownIt

from checks.exercises import Exercise
from grader.authoring.lesson_blocks import BLOCK, picture_of
from grader.paths import REFERENCE

CHECK = "Check your work with the button **Check**, or with Ctrl-Enter."


def lesson_html(exercise: Exercise, stub: str) -> str:
    """Make the text of an exercise as HTML.

    Args:
        exercise: The exercise.
        stub: Its file as students get it, whose first string is the text.
    """
    text = for_page(ast.get_docstring(ast.parse(stub)) or "", exercise)
    parts = re.split(r"^(?=## )", text, flags=re.M)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    pictures = _pictures(exercise.stem)
    found = []
    for part in parts:
        heading = part.partition("\n")[0].removeprefix("## ") if part.startswith("## ") else ""
        found += [markdown.render(part), *pictures.pop(heading, [])]
    # What may have to be scrolled sideways can be reached by keyboard.
    text = "\n".join(found + [one for left in pictures.values() for one in left])
    return re.sub(r"<(pre|table)>", r'<\1 tabindex="0">', text)


def for_page(text: str, exercise: Exercise) -> str:
    """Replace what is typed in a terminal by what is clicked on the page."""
    short = exercise.stem.partition("_")[0]
    text = re.sub(rf"Check your work with\s+`pytest -k {short}`\.", CHECK, text)
    text = re.sub(r"`pytest -k [^`]*`", "**Check**", text)
    return re.sub(r"\n\nTo see it move, type\s`python -m backprop step .*?(?=\n\n|\Z)", "", text, flags=re.S)


def _pictures(stem: str) -> dict[str, list[str]]:
    """Make the pictures of a lesson, by the heading of the part of the text that they follow; of none, by ''."""
    path = REFERENCE / "lessons" / f"{stem}.md"
    found: dict[str, list[str]] = {}
    heading = ""
    for block in BLOCK.finditer(path.read_text(encoding="utf-8") if path.is_file() else ""):
        if block["verb"] == "text":
            heading = block["words"] or ""
        elif block["kind"] and block["kind"].startswith("picture"):
            words = block["kind"].removeprefix("picture").strip()
            found.setdefault(heading, []).append(_figure(picture_of(block["body"]), words))
    return found


def _figure(svg: str, words: str) -> str:
    source = base64.b64encode(svg.encode()).decode()
    head = '<div class="picture" tabindex="0" role="group" aria-label="Picture">'
    image = f'{head}<img alt="A network" src="data:image/svg+xml;base64,{source}"></div>'
    return f"<figure>{image}<figcaption>{html.escape(words)}</figcaption></figure>"
