"""The pages: complete in one file, safe from what they show, readable for everybody, and quick for a thousand."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checks.exercises import EXERCISES
from checks.model.network import Builder
from grader.cli import main
from grader.paths import REFERENCE
from grader.reports import files
from grader.reports.html import figures
from grader.reports.html.class_page import class_page
from grader.reports.html.environment import ranges
from grader.reports.html.student_pages import file_name, write_student_pages

HOSTILE = ["<script>alert(1)</script>", "=cmd()", '"><img src=x onerror=alert(1)>', "'+alert(1)+'", "\u202eevil\udc80"]
STEMS = [exercise.stem for exercise in EXERCISES]
STATUSES = ("passed", "failed", "timeout", "crashed", "not_started", "grader_error")
CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]

Record = dict[str, Any]


def check(stem: str, number: int, status: str, text: str) -> Record:
    """A check's entry; the last of an exercise is hidden. `text` stands wherever a stranger's text may stand."""
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(0.5), builder.input(float(number)))
    network = builder.add("Add", product, builder.parameter(0.25)).network()
    wrong = status != "passed"
    return {
        "id": f"{stem}::check_{number}",
        "title": f"law {number} of {stem}",
        "hidden": number == 3,
        "status": status,
        "score": 0.0 if wrong else 2.0,
        "max_score": 2,
        "message": f"secret {number}: {text}" if wrong else "",
        "line": 5,
        "counterexample": {"formula": network.formula, "code": text, "network": network.to_json()} if wrong else None,
        "misconception": {"id": "m", "name": "a common slip", "explanation": "Look again."} if number == 1 else None,
    }


def entry(folder: Path, student: str, place: int) -> Record:
    """A submission's entry, with every status somewhere in a class."""
    exercises = []
    for k, stem in enumerate(STEMS):
        file = folder / f"{stem}.py"
        statuses = [STATUSES[0 if (place + k + n) % 3 else (place + n) % len(STATUSES)] for n in range(4)]
        checks = [check(stem, n, status, student) for n, status in enumerate(statuses)]
        exercises.append(
            {
                "id": stem,
                "file": str(file),
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "score": sum(c["score"] for c in checks),
                "max_score": 8,
                "checks": checks,
            }
        )
    return {
        "student": student,
        "path": str(folder),
        "score": sum(e["score"] for e in exercises),
        "max_score": 56,
        "status": "needs_review" if place % 5 == 0 else "graded",
        "notes": [f"a note on {student}"] if place % 5 == 0 else [],
        "exercises": exercises,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A submission's files; each holds markup that must not become part of a page."""
    made = tmp_path_factory.mktemp("submission")
    for stem in STEMS:
        lines = ["# one", "# two", "# three", "# four", '"</code><script>alert(2)</script>"', "# six"]
        (made / f"{stem}.py").write_text("\n".join(lines) + "\n")
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    """A class of hostile names."""
    return {"schema": 1, "submissions": [entry(folder, name, place) for place, name in enumerate(HOSTILE)]}


@pytest.fixture(scope="module")
def page(record: Record) -> str:
    return class_page(record)


def unpacked(page: str) -> list[str]:
    """The students' sections, as the page's script puts them together."""
    (packed,) = re.findall(r'<script type="text/plain" id="packed">([^<]*)</script>', page)
    data = json.loads(gzip.decompress(base64.b64decode(packed)))
    return ["".join(data["parts"][at] for at in parts) for parts in data["students"]]


class Tags(HTMLParser):
    """All tags of a page with their attributes, and what stands outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_names_are_text_everywhere(page: str) -> None:
    """What a stranger chose is never a tag or an attribute: the page has its own two scripts, and nothing listens."""
    scripts = [attributes for tag, attributes in Tags(page).tags if tag == "script"]
    assert scripts == [{"type": "text/plain", "id": "packed"}, {}]
    for text in [page, *unpacked(page)]:
        for tag, attributes in Tags(text).tags:
            assert tag != "script" or text is page
            assert not any(name.startswith("on") for name in attributes), (tag, attributes)
    for at, section in enumerate(unpacked(page)[:4]):
        assert HOSTILE[at] in "".join(Tags(section).text)


def test_page_needs_nothing_from_elsewhere(page: str) -> None:
    """No address but the namespace of SVG, and a policy that forbids all but the page's own script."""
    for text in [page, *unpacked(page)]:
        for tag, attributes in Tags(text).tags:
            for name in ("src", "href", "xlink:href", "action"):
                value = attributes.get(name) or ""
                assert value.startswith(("#", "data:")) or not value, (tag, name, value)
    (policy,) = [a["content"] for _, a in Tags(page).tags if a.get("http-equiv") == "Content-Security-Policy"]
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy is not None
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "Permission is hereby granted, free of charge" in script, "the licence goes with what is not ours"


def test_sections_show_code_message_and_picture(page: str) -> None:
    """For a check that failed: the line it points at, what it says, the network."""
    section = unpacked(page)[0]
    assert '<div class="marked"><span class="at">5<span class="unseen"> here</span>' in section
    assert "&lt;/code&gt;&lt;script&gt;alert(2)" in section
    assert re.search("secret [0-3]: &lt;script&gt;", section)
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in section


def test_no_excerpt_of_a_file_that_has_changed(record: Record) -> None:
    """A line number of another text points anywhere."""
    changed = copy.deepcopy(record)
    for one in changed["submissions"][0]["exercises"]:
        one["sha256"] = "0" * 64
    assert 'class="marked"' not in unpacked(class_page(changed))[0]


def test_no_excerpt_through_a_link(tmp_path: Path, folder: Path) -> None:
    """A submission that is a link to someone else's file shows nothing of it."""
    (tmp_path / "ex1_by_hand.py").symlink_to(folder / "ex1_by_hand.py")
    one = entry(folder, "eve", 0)
    one["path"] = str(tmp_path)
    assert "# four" not in unpacked(class_page({"schema": 1, "submissions": [one]}))[0]


def test_same_record_same_page(record: Record, page: str) -> None:
    """Byte by byte: no time, no random name is in it."""
    assert class_page(record) == page


def test_a_class_of_one_and_of_none(record: Record) -> None:
    """No figure of a class needs two students to be shown."""
    assert "The class" in class_page({"schema": 1, "submissions": record["submissions"][:1]})
    assert "0 students" in class_page({"schema": 1, "submissions": []})


def test_separation() -> None:
    """Who passes the first check has the other points: 1. The second is passed by all: not defined."""

    def one(first: bool, third: float) -> Record:
        scores = [("a", float(first), first), ("b", 1.0, True), ("c", third, third > 0)]
        checks = [
            {"id": f"e::{name}", "title": name, "hidden": False, "status": "passed" if ok else "failed", "score": score}
            for name, score, ok in scores
        ]
        return {"exercises": [{"id": "e", "checks": checks}]}

    strong_and_weak = {"submissions": [one(True, 3.0), one(False, 0.0), one(True, 3.0)]}
    first, second, _ = figures.checks(strong_and_weak)
    assert first.separation == pytest.approx(1)
    assert second.separation is None
    assert (first.passed, first.students, first.statuses) == (2, 3, (("failed", 1),))
    # By the formula of the page: p = 3/4, points without the check 3, 0, 3, 0.
    mixed = figures.checks({"submissions": [one(True, 3.0), one(False, 0.0), one(True, 3.0), one(True, 0.0)]})
    m1, m0, s, p = 2.0, 0.0, 1.5, 0.75
    assert mixed[0].separation == pytest.approx((m1 - m0) / s * (p * (1 - p)) ** 0.5)


def test_misconceptions_by_frequency_with_the_smallest_network(record: Record) -> None:
    """Each student counts once; the smallest network is drawn."""
    small = copy.deepcopy(record)
    leaf = Builder()
    leaf.input(1.0)
    tiny = leaf.network().to_json()
    for one in small["submissions"][1]["exercises"][0]["checks"]:
        one["misconception"] = {"id": "m", "name": "a common slip", "explanation": "Look again."}
        one["counterexample"] = {"formula": "x1", "code": "", "network": tiny}
    most, *_ = figures.misconceptions(small)
    assert (most.exercise, len(most.students)) == (STEMS[0], len(HOSTILE))
    assert most.counterexample is not None
    assert most.counterexample["network"] == tiny


def test_line_numbers_as_ranges() -> None:
    assert ranges([9, 3, 7, 8]) == "3, 7-9"
    assert ranges([]) == ""


@pytest.fixture(scope="module")
def pages(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    write_student_pages(record, made / "new")
    return made / "new"


def test_student_page_holds_only_what_is_the_students(record: Record, pages: Path) -> None:
    """Of a hidden check the title alone; nobody else, no similarity, no script, no path of the grader's machine."""
    for one in record["submissions"]:
        page = (pages / file_name(one["student"])).read_text()
        text = "".join(Tags(page).text)
        assert "law 3 of ex1_by_hand" in text
        assert "secret 3" not in page
        assert "imilar" not in page
        assert one["path"] not in page
        assert not any(tag == "script" for tag, _ in Tags(page).tags)
        assert not any(name.startswith("on") for _, attributes in Tags(page).tags for name in attributes)
        for other in HOSTILE[:4]:
            assert (other in text) == (other == one["student"])


def test_grader_errors_are_ours(record: Record, pages: Path) -> None:
    """A traceback of the grader is not the student's."""
    errors = [c for e in record["submissions"][4]["exercises"] for c in e["checks"] if c["status"] == "grader_error"]
    assert errors
    page = (pages / file_name(HOSTILE[4])).read_text()
    assert "Something went wrong in the grader itself" in page


def test_file_names_are_safe_and_distinct(pages: Path) -> None:
    names = [file_name(name) for name in [*HOSTILE, "Ada", "ada", "../../etc/passwd", "-rf", "", "é", "è", "a" * 300]]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}\.html", name) for name in names)
    assert len(list(pages.iterdir())) == len(HOSTILE)


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


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before the grading, not after it."""
    monkeypatch.setattr(files, "find_spec", lambda name: None if name == "numpy" else object())
    chosen: dict[str, Any] = dict.fromkeys([*files.RENDERERS, "github", "student_html"])
    chosen["html"] = tmp_path / "c.html"
    assert files.problem(chosen, 1) == "--html needs numpy: pip install 'backprop-exercise-kit[html]'"


def a_thousand(folder: Path) -> Record:
    entries = [entry(folder, f"student-{place:04}", place) for place in range(1000)]
    return {"schema": 1, "submissions": entries}


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
    """What axe finds that is serious or worse."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.fixture
def opened(browser: Any, page: str, tmp_path: Path) -> Iterator[tuple[Any, list[str]]]:
    """The class page in a window, and everything that the browser complains about or that it is asked to say."""
    (tmp_path / "class.html").write_text(page)
    window = browser.new_page(viewport={"width": 390, "height": 844})
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
    window.goto(next(pages.iterdir()).as_uri())
    assert serious(window) == []
    window.close()


def test_hostile_names_do_nothing_in_a_browser(opened: tuple[Any, list[str]]) -> None:
    """Everything opened, sorted and searched: no dialog, no error, no picture that was asked for."""
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
    """What is not looked at is packed: a few nodes for each student, and a file of a few megabytes."""
    (tmp_path / "big.html").write_text(class_page(a_thousand(folder)))
    assert (tmp_path / "big.html").stat().st_size < 3_000_000
    window = browser.new_page()
    window.goto((tmp_path / "big.html").as_uri())
    assert window.evaluate("document.getElementsByTagName('*').length") < 25_000
    window.evaluate("location.hash = '#s999'")
    window.wait_for_selector("#s999 h3")
    assert window.evaluate("document.querySelectorAll('#sections h3').length") == len(STEMS)
    window.close()
