"""The pages in a browser: accessible, safe, by keyboard, on a phone, quick for a thousand; and as files of `grade`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.intake.people import Person
from grader.intake.roster import RosterRow
from grader.paths import REFERENCE, SKELETON
from grader.private import read_key
from grader.reports.html.class_page import class_page
from grader.reports.html.student_pages import file_name, student_page, write_student_pages
from tests.browser import PATIENCE, findings, serious
from tests.hostile_class import HOSTILE, KEY, STEMS, Record, entry, whole, write_folder
from tests.records import typed
from tests.sample_class import recorded


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
    write_student_pages(typed(record), made / "new", KEY)
    return made / "new"


def test_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--html` and `--student-html` write what they say; the key of the names is made once, in the course's folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class" / "ada").mkdir(parents=True)
    shutil.copy(REFERENCE / "ex1_by_hand.py", tmp_path / "class" / "ada")
    arguments = ["--exercise", "ex1_by_hand", "--fresh", "--jobs", "1"]
    arguments += ["--html", str(tmp_path / "c.html"), "--student-html", str(tmp_path / "pages")]
    result = CliRunner().invoke(main, ["grade", str(tmp_path / "class"), *arguments])
    assert result.exit_code == 0, result.output
    assert "ada" in (tmp_path / "c.html").read_text()
    assert [p.name for p in (tmp_path / "pages").iterdir()] == [
        file_name("ada", read_key(tmp_path / "student-pages.key"))
    ]


def a_thousand(folder: Path) -> Record:
    entries = [entry(folder, f"student-{place:04}", place) for place in range(1000)]
    return whole(entries)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_student_pages_are_accessible(browser: Any, pages: Path, scheme: Any) -> None:
    window = browser.new_page(color_scheme=scheme)
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


@pytest.fixture
def filtered(browser: Any, record: Record, folder: Path, tmp_path: Path) -> Iterator[tuple[Any, Path]]:
    """The page of a class with a roster: every other student is in section A, the first has no address."""
    shown = typed(record)
    rows = [
        RosterRow(one.student, email=f"s{k}@uni.example" * (k > 0), section="AB"[k % 2])
        for k, one in enumerate(shown.submissions)
    ]
    # Each student has a folder of its own, as in a class.
    entries = [msgspec.structs.replace(e, path=str(tmp_path / f"f{k}")) for k, e in enumerate(shown.submissions)]
    people = {str((tmp_path / f"f{k}").resolve()): Person(row) for k, row in enumerate(rows)}
    for k in range(len(rows)):
        shutil.copytree(folder, tmp_path / f"f{k}")
    file = tmp_path / "class.html"
    file.write_text(class_page(msgspec.structs.replace(shown, submissions=entries), people))
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    window.set_default_timeout(PATIENCE)
    window.goto(file.as_uri())
    yield window, file
    window.context.close()


def names(window: Any) -> list[int]:
    """The places of the students that the table shows."""
    hashes = window.evaluate("[...document.querySelectorAll('#heat tbody tr:not([hidden]) a')].map((a) => a.hash)")
    return [int(one[2:]) for one in hashes]


def test_one_click_to_the_students(filtered: tuple[Any, Path], record: Record) -> None:
    """From a check, from how it ended and from a mistake; with section and search, and again from the address."""
    window, file = filtered
    every = list(enumerate(record["submissions"]))
    ended = {at: {c["id"]: c["status"] for e in one["exercises"] for c in e["checks"]} for at, one in every}
    check = "ex1_by_hand::check_0"
    window.click('#checks ~ div a[href="#check=ex1_by_hand%3A%3Acheck_0"]')
    assert names(window) == [at for at, _ in every if ended[at][check] != "passed"]
    status = next(ended[at][check] for at, _ in every if ended[at][check] != "passed")
    window.click(f'#checks ~ div a[href="#check=ex1_by_hand%3A%3Acheck_0&status={status}"]')
    having = [at for at, _ in every if ended[at][check] == status]
    assert names(window) == having
    window.select_option("#section", "A")
    assert names(window) == [at for at in having if at % 2 == 0]
    assert "law 0 of ex1_by_hand" in window.inner_text("#chips")
    address = window.evaluate("location.href")
    window.click("#chips button")
    window.select_option("#status", "")
    assert names(window) == [at for at, _ in every if at % 2 == 0]
    window.fill("#search", "img")
    assert names(window) == [2]
    window.goto("about:blank")
    window.goto(address)
    assert names(window) == [at for at in having if at % 2 == 0]
    assert window.input_value("#section") == "A"
    window.select_option("#section", "")
    window.go_back()
    assert window.input_value("#section") == "A"
    window.goto(f"{file.as_uri()}#mistake=ex1_by_hand%3A%3Am")
    assert names(window) == [at for at, one in every if one["exercises"][0]["checks"][1]["misconception"]]
    window.goto("about:blank")
    window.goto(file.as_uri())
    window.click("#similarity ~ article h3 a")  # everybody's files are the same here
    assert names(window) == [at for at, _ in every]
    assert "similar in" in window.inner_text("#chips")
    window.goto(f"{file.as_uri()}#status=needs_review")
    assert names(window) == [0]
    window.goto(f"{file.as_uri()}#check=no-such&mistake=none&status=odd")
    assert names(window) == []


def test_next_and_previous_by_key(filtered: tuple[Any, Path]) -> None:
    """In the order of the table, filtered and sorted; not while somebody types."""
    window, file = filtered
    window.goto(f"{file.as_uri()}#section=B")
    assert names(window) == [1, 3]
    seen = []
    for key in ("n", "n", "n", "p"):
        window.keyboard.press(key)
        window.wait_for_selector("details.student[open] h3")
        seen.append(window.evaluate("document.querySelector('details.student[open]').id"))
    assert seen == ["s1", "s3", "s3", "s1"]
    assert window.evaluate("location.hash") == "#section=B&s=1"
    assert window.inner_text("#where") == "1 of 2"
    window.click("#next")
    assert window.evaluate("location.hash") == "#section=B&s=3"
    window.focus("#search")
    window.keyboard.press("p")
    assert window.evaluate("location.hash") == "#q=p&section=B&s=3"


def test_addresses_of_a_filter_are_copied(filtered: tuple[Any, Path]) -> None:
    window, _ = filtered
    window.select_option("#section", "A")
    window.click("#emails")
    window.wait_for_function("document.getElementById('count').textContent.includes('copied')")
    assert window.inner_text("#count") == "2 addresses copied, 1 students have none"
    assert window.evaluate("navigator.clipboard.readText()") == "s2@uni.example, s4@uni.example"


def test_one_student_is_printed_alone(filtered: tuple[Any, Path]) -> None:
    window, file = filtered
    window.goto(f"{file.as_uri()}#s1")
    window.wait_for_selector("#s1 h3")
    window.evaluate("window.print = () => { window.printing = true; }")
    window.click("#print")
    assert window.evaluate("window.printing")
    window.emulate_media(media="print")
    assert window.is_visible("#s1 h3")
    assert not any(map(window.is_visible, ("#heat", "h1", "#figures", "#s0", "#print")))
    window.evaluate("dispatchEvent(new Event('afterprint'))")
    assert window.is_visible("#heat")


def alike(name: str) -> str:
    """A solution of exercise 2 with a name of its own."""
    body = "".join(f"        {name}{k} = [child for child in self.children if {name}{k - 1}]\n" for k in range(1, 8))
    return (
        (SKELETON / "backprop/ex2_compile.py")
        .read_text("utf-8")
        .replace('        raise NotImplementedError("Exercise 2")\n', body, 1)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_part(browser: Any, folder: Path, tmp_path: Path, scheme: Any) -> None:
    """With a filter, a student and a comparison open, light and dark."""
    entries = []
    for k, name in enumerate(("ada", "ben")):
        own = tmp_path / name
        shutil.copytree(folder, own)
        (own / "ex2_compile.py").write_text(alike(name))
        entries.append(entry(own, name, k))
    (tmp_path / "class.html").write_text(class_page(typed(whole(entries))))
    window = browser.new_page(color_scheme=scheme)
    window.set_default_timeout(PATIENCE)
    window.goto(f"{(tmp_path / 'class.html').as_uri()}#check=ex1_by_hand%3A%3Acheck_0&s=0")
    window.wait_for_selector("#s0 h3")
    window.click("details.compare summary")
    window.wait_for_selector(".side .alike")
    assert window.evaluate("document.querySelectorAll('.side').length") == 2
    assert window.evaluate("document.querySelectorAll('.side .given').length") > 20
    window.click("#open")
    assert findings(window) == []
    paper = window.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 24, 28)")
    window.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 390)])
def test_a_failing_network_step_by_step(browser: Any, tmp_path: Path, scheme: Any, width: int) -> None:
    """On both pages, in a frame that is made when it is opened: it steps, fits, is accessible, and says nothing."""
    found = typed(recorded("daan", exercises=("ex1_by_hand",)))
    (tmp_path / "class.html").write_text(class_page(found))
    (tmp_path / "daan.html").write_text(student_page(found.submissions[0], None))
    window = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    window.set_default_timeout(PATIENCE)
    said: list[str] = []
    window.on("pageerror", lambda error: said.append(str(error)))
    window.on("console", lambda message: said.append(message.text))
    for page in ("class.html#s0", "daan.html"):
        window.goto(f"{tmp_path.as_uri()}/{page}")
        window.wait_for_selector("details.steps")
        assert window.locator("iframe").count() == 0
        summary = window.locator("details.steps summary").first
        summary.click()
        frame = window.frame_locator("details.steps iframe")
        assert frame.locator("#line").inner_text().startswith("The leaves have their values.")
        frame.locator("#next").click()
        assert "=" in frame.locator("#line").inner_text()
        assert findings(window) == []
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        summary.click()
        summary.click()
        assert window.locator("iframe").count() == 1
    window.close()
    assert said == []
