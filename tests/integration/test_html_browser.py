"""The pages in a browser: accessible, safe, by keyboard, on a phone, quick for a thousand; and as files of `grade`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.paths import REFERENCE
from grader.reports.html.class_page import class_page
from grader.reports.html.student_pages import file_name, write_student_pages
from tests.hostile_class import HOSTILE, STEMS, Record, entry, whole, write_folder
from tests.records import typed

CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


PATIENCE = 600_000
"""Milliseconds to wait: long, because a busy machine is no mistake."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("submission"))


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    """A class of hostile names."""
    return whole([entry(folder, name, place) for place, name in enumerate(HOSTILE)])


@pytest.fixture(scope="module")
def page(record: Record) -> str:
    return class_page(typed(record))


@pytest.fixture(scope="module")
def pages(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    write_student_pages(typed(record), made / "new")
    return made / "new"


def test_from_the_command_line(tmp_path: Path) -> None:
    """`--html` and `--student-html` write what they say."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    shutil.copy(REFERENCE / "ex1_by_hand.py", tmp_path / "class" / "ada")
    arguments = ["--exercise", "ex1_by_hand", "--fresh", "--jobs", "1"]
    arguments += ["--html", str(tmp_path / "c.html"), "--student-html", str(tmp_path / "pages")]
    result = CliRunner().invoke(main, ["grade", str(tmp_path / "class"), *arguments])
    assert result.exit_code == 0, result.output
    assert "ada" in (tmp_path / "c.html").read_text()
    assert [p.name for p in (tmp_path / "pages").iterdir()] == [file_name("ada")]


def a_thousand(folder: Path) -> Record:
    entries = [entry(folder, f"student-{place:04}", place) for place in range(1000)]
    return whole(entries)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a network."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with pytest.importorskip("playwright.sync_api").sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def serious(page: Any) -> list[str]:
    """The findings of axe that are serious or worse."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.fixture
def opened(browser: Any, page: str, tmp_path: Path) -> Iterator[tuple[Any, list[str]]]:
    """The class page in a window, with a list of its dialogs, errors and console messages."""
    (tmp_path / "class.html").write_text(page)
    window = browser.new_page(viewport={"width": 390, "height": 844})
    window.set_default_timeout(PATIENCE)
    said: list[str] = []
    window.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    window.on("pageerror", lambda error: said.append(str(error)))
    window.on("console", lambda message: said.append(message.text))
    window.goto((tmp_path / "class.html").as_uri())
    yield window, said
    window.close()


def test_axe_finds_nothing_serious(opened: tuple[Any, list[str]]) -> None:
    window, _ = opened
    window.click("#open")
    window.wait_for_selector(f"#s{len(HOSTILE) - 1} h3")
    assert serious(window) == []
    window.evaluate("document.querySelector('#search').parentElement.innerHTML = '<input><img src=\"data:,\">'")
    assert serious(window), "axe sees what is wrong"


def test_student_pages_are_accessible(browser: Any, pages: Path) -> None:
    window = browser.new_page()
    window.set_default_timeout(PATIENCE)
    window.goto(next(pages.iterdir()).as_uri())
    assert serious(window) == []
    window.close()


def test_hostile_names_do_nothing_in_a_browser(opened: tuple[Any, list[str]]) -> None:
    """Opening, sorting and searching causes no dialog, no error and no request."""
    window, said = opened
    window.click("#open")
    window.wait_for_selector("#s2 h3")
    window.click("#heat thead th")
    window.fill("#search", "<img")
    assert window.inner_text("#count") == f"1 of {len(HOSTILE)} students"
    assert window.evaluate("document.querySelectorAll('img:not([src^=\"data:\"])').length") == 0
    assert said == []


def test_sorted_and_opened_by_keyboard(opened: tuple[Any, list[str]]) -> None:
    window, _ = opened
    window.focus("#heat thead th:nth-last-child(2)")
    window.keyboard.press("Enter")
    scores = window.evaluate("[...document.querySelectorAll('#heat .sum')].map((cell) => Number(cell.textContent))")
    assert scores == sorted(scores)
    window.focus("#heat tbody a")
    window.keyboard.press("Enter")
    window.wait_for_selector("details.student[open] h3")
    assert window.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_fits_on_a_phone(opened: tuple[Any, list[str]]) -> None:
    """Nothing but the tables is wider than the window, and these scroll by themselves."""
    window, _ = opened
    window.click("#open")
    window.wait_for_selector("#s0 h3")
    assert window.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_thousand_students_are_little_to_load(browser: Any, folder: Path, tmp_path: Path) -> None:
    """Sections that are closed are packed: a few nodes for each student, and a file of a few megabytes."""
    (tmp_path / "big.html").write_text(class_page(typed(a_thousand(folder))))
    assert (tmp_path / "big.html").stat().st_size < 3_000_000
    window = browser.new_page()
    window.set_default_timeout(PATIENCE)
    window.goto((tmp_path / "big.html").as_uri())
    assert window.evaluate("document.getElementsByTagName('*').length") < 25_000
    window.evaluate("location.hash = '#s999'")
    window.wait_for_selector("#s999 h3")
    assert window.evaluate("document.querySelectorAll('#sections h3').length") == len(STEMS)
    window.close()
