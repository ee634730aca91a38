"""The documentation: it builds without a warning, loads nothing from elsewhere, and no link in it leads nowhere."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from grader.cli import COMMANDS
from grader.course.limits import Limits
from grader.paths import KIT, SKELETON

NOWHERE = "http://127.0.0.1:9"
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
"""The tags and attributes with addresses that a browser loads by itself."""

LINKS_IN_MARKDOWN = re.compile(r"(?:\]\(|src=\")([^)\s\"]+)[)\"]")
ROOMS = "assignments|backprop|checks|docs|grader|reference|skeleton|tests"
PAGES_OF_THE_REPOSITORY = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


class Page(HTMLParser):
    """The references of a page (loaded with it, or linked), and the places in it that a link can name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        if tag in LOADED and LOADED[tag] in given:
            self.loaded.append(given[LOADED[tag]])
        elif tag == "link" and "canonical" not in given.get("rel", ""):
            self.loaded.append(given["href"])
        elif tag == "a" and "href" in given:
            self.linked.append(given["href"])


def build(site: Path, config: Path = KIT / "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    """Build the documentation as `make docs` does, without a network."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    env = {**os.environ, **proxies, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [*command, "--site-dir", str(site)], cwd=KIT, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    # The page of a server that finds nothing refers to the server's root.
    return {file: Page(file.read_text("utf-8")) for file in site.rglob("*.html") if file.name != "404.html"}


def missing(file: Path, reference: str, pages: dict[Path, Page]) -> bool:
    """Whether a reference inside the documentation leads nowhere."""
    address = urlsplit(reference)
    target = (file.parent / unquote(address.path)).resolve() if address.path else file
    if target not in pages:
        return not target.is_file()
    return bool(address.fragment) and unquote(address.fragment) not in pages[target].places


def test_every_link_inside_leads_somewhere(pages: dict[Path, Page]) -> None:
    """Every link leads to a file that exists, and to a place in it that exists."""
    assert len(pages) > 30
    broken = [
        f"{file.name}: {reference}"
        for file, page in pages.items()
        for reference in (*page.loaded, *page.linked)
        if not urlsplit(reference).scheme and missing(file, reference, pages)
    ]
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    """No page and no style sheet loads a font, script, style or picture from elsewhere."""
    outside = [reference for page in pages.values() for reference in page.loaded if urlsplit(reference).scheme]
    for sheet in site.rglob("*.css"):
        outside += re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", sheet.read_text("utf-8"))
    for picture in site.rglob("*.svg"):
        outside += re.findall(r"(?:url\(|href=)[\"']?((?:https?:)?//[^\"')]+)", picture.read_text("utf-8"))
    assert outside == []


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    """The build fails on a broken link, so the tests above can fail."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A page\n\n[nowhere](nowhere.md)\n", "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: broken\n", "utf-8")
    done = build(tmp_path / "site", config)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr


def test_the_reference_is_made_from_the_code(site: Path) -> None:
    """Every command, every limit, every kind of question and comparison; and no path of the machine that built it."""
    commands = (site / "reference/commands.html").read_text("utf-8")
    course = (site / "reference/course-toml.html").read_text("utf-8")
    checks = (site / "reference/checks.html").read_text("utf-8")
    for command in COMMANDS:
        assert f'id="grader-{command}"' in commands
    for field in dataclasses.fields(Limits):
        assert f"<code>{field.name}</code>" in course
        assert f"--{field.name.replace('_', '-')}" in commands
    for name in ("scenario.forward", "scenario.calls", "strategies.graphs", "oracle.derivatives", "Answers.number"):
        assert f'.{name}"' in checks
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert str(KIT) not in text
        assert str(Path.home()) + "/" not in text


def named_and_missing(text: str) -> list[str]:
    """Files and modules that a text names as code and that are not there. Those with ex10 in their name are made up."""
    folders = (KIT, SKELETON)
    files = [name for name in re.findall(rf"`((?:{ROOMS})/[\w./]*)`", text) if "ex10" not in name]
    missing = [name for name in files if not any((folder / name).exists() for folder in folders)]
    for name in re.findall(r"`((?:grader|checks|backprop)\.\w+)[\w.]*`", text):
        path = name.replace(".", "/")
        if not any((folder / end).exists() for folder in folders for end in (path, f"{path}.py")):
            missing.append(name)
    return missing


def test_files_and_modules_that_are_named_are_there() -> None:
    for page in (*KIT.glob("*.md"), *(KIT / "docs").rglob("*.md")):
        assert named_and_missing(page.read_text("utf-8")) == [], page.name


def test_these_tests_can_fail(tmp_path: Path) -> None:
    """A name that is nowhere, a link to nowhere, a place that is not on the page, a script from elsewhere."""
    assert named_and_missing("`grader/nowhere.py`, `checks.nowhere.law`, `grader/cli.py`") == [
        "grader/nowhere.py",
        "checks.nowhere",
    ]
    file = tmp_path / "page.html"
    page = Page('<h1 id="top"></h1><a href="#top"><a href="#end"><a href="gone.html"><script src="https://x.org/x.js">')
    assert [missing(file, link, {file: page}) for link in page.linked] == [False, True, True]
    assert page.loaded == ["https://x.org/x.js"]


def test_the_pages_of_the_repository() -> None:
    """Their links lead to files, their pictures are small, and README is a page."""
    for name in PAGES_OF_THE_REPOSITORY:
        for reference in LINKS_IN_MARKDOWN.findall((KIT / name).read_text("utf-8")):
            if not urlsplit(reference).scheme:
                assert (KIT / reference.partition("#")[0]).exists(), f"{name}: {reference}"
    assert (KIT / "README.md").read_text("utf-8").count("\n") <= 150
    for picture in (KIT / "docs/images").iterdir():
        assert picture.stat().st_size < 200_000


def test_the_picture_of_the_terminal_is_what_comes() -> None:
    """The picture shows the transcript of the student's README, which another test compares with the real output."""
    lines: dict[str, str] = defaultdict(str)
    for text in ElementTree.parse(KIT / "docs/images/terminal.svg").iter("{http://www.w3.org/2000/svg}text"):
        lines[text.attrib["y"]] += (text.text or "").replace("\xa0", " ")
    shown = [line.rstrip() for line in lines.values()]
    readme = (SKELETON / "README.md").read_text("utf-8").partition("<!-- pytest -x -k ex2, wrong -->")[2]
    failure = readme[readme.index("The law:") : readme.index("= short test summary")].rpartition("\n")[0]
    assert [line for line in failure.splitlines() if line and line not in shown] == []
