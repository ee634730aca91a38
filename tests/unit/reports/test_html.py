"""The pages: complete in one file, safe against hostile texts, accessible, and quick for a thousand students."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from checks.model.network import Builder
from grader.record import SubmissionEntry
from grader.reports import files
from grader.reports.html import figures
from grader.reports.html.class_page import class_page
from grader.reports.html.environment import ranges
from grader.reports.html.student_pages import file_name, write_student_pages
from tests import records
from tests.hostile_class import HOSTILE, KEY, STEMS, Record, entry, whole, write_folder
from tests.records import typed


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
    """Text of strangers is never a tag or an attribute: the page has its own script and data and no event handlers."""
    scripts = [attributes for tag, attributes in Tags(page).tags if tag == "script"]
    data = [("application/json", "facets"), ("application/json", "stepper"), ("text/plain", "packed")]
    assert scripts == [*({"type": kind, "id": name} for kind, name in data), {}]
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
    """The section of a failed check has the line of code, the message and the network."""
    section = unpacked(page)[0]
    assert '<div class="marked"><span class="at">5<span class="unseen"> here</span>' in section
    assert "&lt;/code&gt;&lt;script&gt;alert(2)" in section
    assert re.search("secret [0-3]: &lt;script&gt;", section)
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in section


def test_no_excerpt_of_a_file_that_has_changed(record: Record) -> None:
    """A file that changed after the grading is not quoted: the line numbers no longer fit."""
    changed = copy.deepcopy(record)
    for one in changed["submissions"][0]["exercises"]:
        one["sha256"] = "0" * 64
    assert 'class="marked"' not in unpacked(class_page(typed(changed)))[0]


def test_no_excerpt_through_a_link(tmp_path: Path, folder: Path) -> None:
    """A submission that is a link to someone else's file shows nothing of it."""
    (tmp_path / "ex1_by_hand.py").symlink_to(folder / "ex1_by_hand.py")
    one = entry(folder, "eve", 0)
    one["path"] = str(tmp_path)
    assert "# four" not in unpacked(class_page(typed(whole([one]))))[0]


def test_same_record_same_page(record: Record, page: str) -> None:
    """Byte by byte: no time, no random name is in it."""
    assert class_page(typed(record)) == page


def test_a_class_of_one_and_of_none(record: Record) -> None:
    """The page of a class with one student, or none, is complete."""
    assert "The class" in class_page(typed(whole(record["submissions"][:1])))
    assert "0 students" in class_page(typed(whole([])))


def test_separation() -> None:
    """Who passes the first check has the other points: 1. The second is passed by all: not defined."""

    def one(first: bool, third: float) -> SubmissionEntry:
        scores = [("a", float(first), first), ("b", 1.0, True), ("c", third, third > 0)]
        checks = [records.check(f"e::{name}", "passed" if ok else "failed", score=score) for name, score, ok in scores]
        return records.entry("ada", [records.exercise("e", checks)])

    strong_and_weak = records.record([one(True, 3.0), one(False, 0.0), one(True, 3.0)])
    first, second, _ = figures.checks(strong_and_weak)
    assert first.separation == pytest.approx(1)
    assert second.separation is None
    assert (first.passed, first.students, first.statuses) == (2, 3, (("failed", 1),))
    # By the formula of the page: p = 3/4, points without the check 3, 0, 3, 0.
    mixed = figures.checks(records.record([one(True, 3.0), one(False, 0.0), one(True, 3.0), one(True, 0.0)]))
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
    most, *_ = figures.misconceptions(typed(small))
    assert (most.exercise, len(most.students)) == (STEMS[0], len(HOSTILE))
    assert most.counterexample is not None
    assert most.counterexample.network == tiny


def test_line_numbers_as_ranges() -> None:
    assert ranges([9, 3, 7, 8]) == "3, 7-9"
    assert ranges([]) == ""


@pytest.fixture(scope="module")
def pages(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    write_student_pages(typed(record), made / "new", KEY)
    return made / "new"


def test_student_page_holds_only_what_is_the_students(record: Record, pages: Path) -> None:
    """Of a hidden check the title alone; nobody else, no similarity, no script, no path of the grader's machine."""
    for one in record["submissions"]:
        page = (pages / file_name(one["student"], KEY)).read_text()
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
    """A student does not see a traceback of the grader."""
    errors = [c for e in record["submissions"][4]["exercises"] for c in e["checks"] if c["status"] == "grader_error"]
    assert errors
    page = (pages / file_name(HOSTILE[4], KEY)).read_text()
    assert "Something went wrong in the grader itself" in page


def test_file_names_are_safe_and_distinct(pages: Path) -> None:
    every = [*HOSTILE, "Ada", "ada", "../../etc/passwd", "-rf", "", "é", "è", "a" * 300]
    names = [file_name(name, KEY) for name in every]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,80}\.html", name) for name in names)
    assert len(list(pages.iterdir())) == len(HOSTILE)


def test_a_name_is_known_with_the_key_only() -> None:
    assert file_name("ada", KEY) == file_name("ada", KEY)
    others = {file_name("ada", bytes([n]) * 32) for n in range(1, 9)}
    assert len(others) == 8
    assert file_name("ada", KEY) not in others


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A missing library is named before the grading, not after it."""
    monkeypatch.setattr(files, "find_spec", lambda name: None if name == "numpy" else object())
    names = [*files.RENDERERS, *files.PLATFORMS, "github", "html", *files.WITH_KEY]
    chosen: dict[str, Any] = {**dict.fromkeys(names), "html": tmp_path / "c.html"}
    said = files.problem(chosen, 1, {}, tmp_path / "key")
    assert said == "--html needs numpy: pip install 'backprop-exercise-kit[html]'"
