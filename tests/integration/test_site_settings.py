"""What a course's settings change on its page: the address where work is handed in, and the model answers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.benchmarks.browser.chromium import served
from grader.course.config import Course
from grader.course.site_settings import SiteSettings
from tests.browser import serious
from tests.built_site import Student, right, site_folder

pytestmark = pytest.mark.slow

ADDRESS = "http://localhost:9/assignment?id=7"
COURSE = Course(exercises=("ex1_by_hand",), site=SiteSettings(show_solutions=True, hand_in=ADDRESS))
STEM = "ex1_by_hand"


@pytest.fixture(scope="module")
def student(browser: Any, shared: Path) -> Iterator[Student]:
    with served(site_folder(shared, "site with settings", COURSE)) as address:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, bypass_csp=True, service_workers="block"
        )
        context.route(f"{ADDRESS.partition('?')[0]}**", lambda route: route.fulfill(body="<title>Here</title>"))
        found = Student(context, address)
        found.open()
        yield found
        context.close()


def test_a_model_answer_comes_when_all_checks_pass(student: Student) -> None:
    """Beside one's own, and not a moment before: not even the file is fetched."""
    page = student.page
    answer = page.get_by_role("button", name="A model answer beside mine")
    student.write(right(STEM).replace("return dl_dp * x, dl_dp", "return dl_dp, dl_dp"))
    assert "failed" in student.check().values()
    assert answer.count() == 0
    student.write(right(STEM).replace("\nfrom __future__", "\n# mine\nfrom __future__"))
    assert set(student.check().values()) == {"passed"}
    assert "All checks pass." in page.locator("#learned").inner_text()
    assert not [url for url in student.asked if "solution" in url]
    answer.click()
    mine, other = (page.get_by_label(title, exact=True) for title in ("Mine", "A model answer, one of many"))
    assert "# mine" in mine.inner_text()
    assert "# mine" not in other.inner_text()
    assert "x = framework.Input()" in other.inner_text()
    assert "SOLUTION" not in other.inner_text()
    assert other.get_attribute("aria-readonly") == "true"
    found = serious(page)
    page.keyboard.press("Escape")
    assert found == []


def test_hand_in_saves_the_zip_and_opens_the_address(student: Student, tmp_path: Path) -> None:
    page = student.page
    with page.expect_download() as saved, student.context.expect_page() as opened:
        page.get_by_role("button", name="Hand in").click()
    assert opened.value.url == ADDRESS
    assert opened.value.evaluate("opener") is None
    assert opened.value.evaluate("document.referrer") == ""
    saved.value.save_as(tmp_path / "work.zip")
    with zipfile.ZipFile(tmp_path / "work.zip") as packed:
        assert b"# mine" in packed.read(f"backprop/{STEM}.py")
    page.locator("#summary", has_text=re.compile("is saved. Hand it in at localhost:9")).wait_for()
    assert page.locator("#summary a").get_attribute("href") == ADDRESS
    assert serious(page) == []
