"""The course in a real browser: what a student does in an hour, without anything installed and without a network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from checks.exercises import BADGES, BY_STEM
from grader.benchmarks.browser.chromium import served
from grader.benchmarks.browser.on_site import wait_for_compiled
from grader.cli import main
from grader.course import registry
from grader.paths import KIT, SKELETON
from tests.browser import serious
from tests.built_site import Student, right, site_folder

pytestmark = pytest.mark.slow

ENDLESS = "    while True:\n        pass\n"
BEYOND_PYTHON = "    import itertools\n    sum(itertools.count())\n"
WITHOUT_END = "    taken = []\n    while True:\n        taken.append(bytearray(1_000_000))\n"
DEEP = "class A:\n def __add__(self, n):\n  return n if n == 800 else self + (n + 1)\nprint(A() + 1)"
FLOOD = "\nfor i in range(1_000_000):\n    print('flood', i)\n"


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return site_folder(shared)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def student(browser: Any, address: str) -> Iterator[Student]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    found = Student(context, address)
    found.open("?patience=30")  # a busy machine is silent for long
    yield found
    context.close()


def beginning_with(lines: str) -> str:
    """A right exercise 1 whose `gradients` begins with other lines."""
    source = right("ex1_by_hand")
    at = source.index('"""', source.index('"""', source.index("def gradients(")) + 3) + 4
    return source[:at] + lines + source[at:]


def at_home(stem: str, source: str, folder: Path) -> dict[str, str]:
    """The status of each check by its law, as `pytest` gives it in a student's project."""
    shutil.copytree(SKELETON, folder, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    (folder / "backprop" / f"{stem}.py").write_text(source, "utf-8")
    told = folder / "told.json"
    (folder / "noting.py").write_text(
        "import json\nfound = {}\n"
        "def pytest_runtest_logreport(report):\n"
        "    if getattr(report, 'check', None) and hasattr(report, 'status'):\n"
        "        found[report.check] = report.status\n"
        f"def pytest_sessionfinish():\n    json.dump(found, open({str(told)!r}, 'w'))\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "noting", f"checks/test_{stem}.py"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    laws = {check.id: check.law for check in registry.visible_checks(stem)}
    return {laws[i]: status for i, status in json.loads(told.read_text()).items()}


@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex2_compile", "ex3_caching"])
def test_right_solutions_pass(student: Student, stem: str) -> None:
    student.go(stem)
    student.write(right(stem))
    found = student.check()
    assert list(found) == [check.law for check in registry.visible_checks(stem)]
    assert set(found.values()) == {"passed"}
    assert "done" in student.page.locator(f"#board a[href='#{stem}']").inner_text()
    assert student.page.locator("#learned").is_visible()


def test_a_wrong_solution_gets_the_verdict_of_pytest(student: Student, tmp_path: Path) -> None:
    """And shows where: law, picture, what was expected, a line in the editor, and code for the console."""
    stem = "ex2_compile"
    wrong = (KIT / "tests" / "submissions" / "daan" / f"{stem}.py").read_text("utf-8")
    student.go(stem)
    student.write(wrong)
    found = student.check()
    assert found == at_home(stem, wrong, tmp_path / "project")
    assert "failed" in found.values()
    page = student.page
    failed = page.locator(".check.failed").first
    assert "Expected" in failed.inner_text()
    assert page.locator(".cm-lintRange-error, .cm-lintPoint-error, .cm-lint-marker-error").count() > 0
    failed.get_by_role("button", name="Put it into the console").click()
    page.locator("#typed").press("Control+Enter")
    page.locator("#output", has_text=">>> from backprop.framework import *").wait_for()
    student.ready()
    failed.get_by_role("button", name="Step through it").click()
    frame = page.frame_locator("dialog iframe")
    frame.locator("#next").click()
    assert frame.locator("#count").inner_text().startswith("2 of ")
    page.locator("dialog").get_by_role("button", name="Close").click()


def test_a_failing_network_has_the_students_own_numbers(student: Student) -> None:
    """As in the terminal, in the text and in the picture."""
    student.go("ex7_multi_parent")
    student.write(right("ex7_multi_parent").replace("+=", "="))
    assert "failed" in student.check().values()
    failed = student.page.locator(".check.failed").first
    assert re.search(r"^ +value +derivative +yours$", str(failed.text_content()), re.M)
    assert "yours departs first" in str(failed.locator("pre .departure").text_content())
    assert "departs%20first" in str(failed.locator("img").get_attribute("src"))


def test_what_never_ends_is_ended(student: Student) -> None:
    """A loop in Python ends at the deadline of an answer, one outside of it with the worker; both are said."""
    student.go("ex1_by_hand")
    source = right("ex1_by_hand")
    student.write(beginning_with(ENDLESS))
    found = student.check()
    timeouts = [law for law, status in found.items() if status == "timeout"]
    assert timeouts
    assert "No answer within 5 seconds" in student.page.locator(".check.timeout .message").first.text_content()
    student.write(beginning_with(BEYOND_PYTHON))
    student.check()
    assert "has been started anew" in student.page.locator(".check.timeout .message").first.text_content()
    student.write(source)
    assert set(student.check().values()) == {"passed"}


def test_memory_that_runs_out_is_said(student: Student) -> None:
    """Python has as much as is good for a browser; the code that wants more is told, and Python goes on."""
    student.go("ex1_by_hand")
    student.write(beginning_with(WITHOUT_END))
    found = student.check()
    assert [found[check.law] for check in registry.visible_checks("ex1_by_hand")[:3]] == ["passed", "passed", "crashed"]
    told = student.page.locator(".check.crashed .message").first.inner_text()
    assert "It used up all the memory that there is during gradients()" in told
    student.write(right("ex1_by_hand"))
    assert set(student.check().values()) == {"passed"}
    typed = student.page.locator("#typed")
    typed.fill("taken = []\nwhile True: taken.append(bytearray(1_000_000))")
    typed.press("Control+Enter")
    student.page.locator("#output", has_text="MemoryError").wait_for()
    student.ready()
    assert "started anew" not in str(student.page.locator("#output").text_content())


def test_there_is_room_for_a_deep_recursion(student: Student) -> None:
    """Also for one that goes through Python's own C code at each step; a worker's own stack ends at 500."""
    typed = student.page.locator("#typed")
    typed.fill(DEEP)
    typed.press("Control+Enter")
    student.page.locator("#output", has_text=re.compile(r"^800$", re.M)).wait_for()
    student.ready()
    assert "started anew" not in str(student.page.locator("#output").text_content())


def test_what_is_no_python_names_its_line(student: Student) -> None:
    student.go("ex1_by_hand")
    source = right("ex1_by_hand").replace("def gradients(", "def gradients((")
    line = source[: source.index("def gradients((")].count("\n") + 1
    student.write(source)
    found = student.check()
    assert set(found.values()) == {"crashed"}
    assert f"line {line}" in student.page.locator(".check.crashed .message").first.inner_text()


def test_a_flood_of_output_and_hostile_texts(student: Student) -> None:
    """The page stays itself: what is printed is text, and no more of it than can be shown."""
    student.go("ex1_by_hand")
    hostile = (
        "<img src=x onerror=\"document.body.dataset.hacked='yes'\"><script>document.body.dataset.hacked='yes'</script>"
    )
    student.write(right("ex1_by_hand") + f"\nprint({hostile!r})\n" + FLOOD)
    shown = student.run("left out")
    assert hostile in shown
    assert len(shown) < 100_000
    student.write(right("ex1_by_hand").replace("return dl_dp * x", f"print({hostile!r})\n    return dl_dp"))
    assert "failed" in student.check().values()
    assert hostile in str(student.page.locator("#results").text_content())
    assert student.page.locator("body[data-hacked]").count() == 0


def test_it_goes_on_without_a_network(student: Student) -> None:
    """And a new window finds the work, with its results."""
    student.go("ex3_caching")
    mine = right("ex3_caching") + "# mine\n"
    student.write(mine)
    assert set(student.check().values()) == {"passed"}
    student.page.locator("body[data-offline=yes]").wait_for()
    student.context.set_offline(True)
    try:
        student.open("?patience=120#ex3_caching")
        assert set(student.statuses().values()) == {"passed"}
        assert "11/11" in student.page.locator("#board a[href='#ex3_caching']").inner_text()
        student.write(mine.replace("# mine", "# still mine"))
        assert set(student.check().values()) == {"passed"}
    finally:
        student.context.set_offline(False)


DAMAGED = """async () => {
    for (const name of (await caches.keys()).filter((name) => name.startsWith("compiled "))) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) await cache.put(request, new Response("damaged"));
    }
}"""


def test_the_next_visit_has_what_this_one_has_compiled(student: Student) -> None:
    """Python then begins with that; and where it is damaged, from the sources, as on a first visit."""
    wait_for_compiled(student.page)
    student.open("?patience=30#ex1_by_hand")
    code = "import json, os, checks.law.check as c; print(json.__file__, os.path.exists(c.__spec__.cached))"
    assert "json/__init__.pyc True" in typed(student, code, "__init__")
    student.write(right("ex1_by_hand"))
    assert set(student.check().values()) == {"passed"}
    student.write(right("ex1_by_hand").replace("return dl_dp * x, dl_dp", "return dl_dp, dl_dp"))
    assert "failed" in student.check().values()
    student.page.evaluate(DAMAGED)
    student.open("?patience=30#ex1_by_hand")
    assert "json/__init__.py False" in typed(student, code, "__init__")
    student.write(right("ex1_by_hand"))
    assert set(student.check().values()) == {"passed"}


def typed(student: Student, code: str, sign: str) -> str:
    """Type into the console, wait for a text in what it prints, and return all of it."""
    field = student.page.locator("#typed")
    field.fill(code)
    field.press("Control+Enter")
    student.page.locator("#output", has_text=sign).wait_for()
    student.ready()
    return str(student.page.locator("#output").text_content())


def test_hints_come_one_by_one_and_reset_keeps_a_copy(student: Student) -> None:
    student.go("ex2_compile")
    student.page.locator("#hint").click()
    assert student.page.locator("#hints li").count() == 1
    student.page.locator("#hint").click()
    assert student.page.locator("#hints li").count() == 2
    student.write("mine = 1\n")
    student.page.locator("#reset").click()
    assert set(student.check().values()) == {"not_started"}
    student.page.locator("#earlier summary").click()
    student.page.locator("#backups button").first.click()
    student.page.locator(".cm-content", has_text="mine = 1").wait_for()


def test_the_zip_is_graded_and_comes_back(student: Student, tmp_path: Path) -> None:
    """`grader grade` gives the visible points that the page gave; the page takes its own zip."""
    student.go("ex1_by_hand")
    student.write(right("ex1_by_hand"))
    student.check()
    with student.page.expect_download() as waiting:
        student.page.locator("#save").click()
    archive = tmp_path / "backprop-work.zip"
    waiting.value.save_as(archive)
    shutil.unpack_archive(archive, tmp_path / "class" / "ada")
    written = tmp_path / "record.json"
    arguments = ["--exercise", "ex1", "--fresh", "--jobs", "1", "--json", str(written)]
    result = CliRunner().invoke(main, ["grade", str(tmp_path / "class"), *arguments])
    assert result.exit_code == 0, result.output
    (entry,) = json.loads(written.read_text())["submissions"]
    visible = {check.id: check.law for check in registry.visible_checks("ex1_by_hand")}
    graded = {visible[c["id"]]: c["status"] for c in entry["exercises"][0]["checks"] if c["id"] in visible}
    assert graded == student.statuses()
    student.write("lost = True\n")
    student.page.locator("#open").set_input_files(archive)
    student.page.locator("#summary", has_text="files came from").wait_for()
    assert set(student.check().values()) == {"passed"}


def test_the_playground_trains(student: Student) -> None:
    page = student.page
    page.locator("#board a[href='#playground']").click()
    page.locator("#playground").get_by_role("button", name="Show").click()
    page.frame_locator("#playground iframe").locator("#next").click()
    page.locator("#playground").get_by_role("button", name="Train").click()
    page.locator(".told", has_text=re.compile(r"\d\d rounds")).wait_for()
    page.locator("#playground").get_by_role("button", name="Pause").click()
    page.locator("#playground").get_by_role("button", name="Train").wait_for()


def test_nothing_comes_from_elsewhere(student: Student) -> None:
    """Nor does the page complain about anything. Last of this student's tests: all that was asked for is known."""
    hosts = {urlsplit(url).netloc for url in student.asked if not url.startswith(("data:", "about:", "blob:"))}
    assert hosts == {urlsplit(student.address).netloc}
    assert student.said == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_accessible_and_fits(browser: Any, address: str, scheme: str, width: int) -> None:
    """axe finds nothing serious, with results and without; nothing is wider than a phone."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, service_workers="block"
    )
    student = Student(context, address)
    student.open("#ex1_by_hand")
    student.write(right("ex1_by_hand").replace("return dl_dp * x, dl_dp", "return dl_dp, dl_dp"))
    assert "failed" in student.check().values()
    assert serious(student.page) == []
    assert student.page.evaluate("document.documentElement.scrollWidth") <= width
    student.page.evaluate("location.hash = '#playground'")
    student.page.locator("#playground").get_by_role("button", name="Show").click()
    student.page.locator("#playground iframe").wait_for()
    assert serious(student.page) == []
    assert student.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_every_exercise_is_there(folder: Path) -> None:
    """With its lesson, stub and steps; every name has a version and a digest, but for the two that browsers know."""
    page = (folder / "index.html").read_text("utf-8")
    (data,) = re.findall(r'id="course">(.*?)</script>', page)
    course = json.loads(data)
    assert [one["stem"] for one in course["exercises"]] == list(BY_STEM)
    assert [one["stem"] for one in course["exercises"] if one["badge"]] == [badge.stem for badge in BADGES]
    assert all(f'<template id="lesson-{stem}">' in page for stem in BY_STEM)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in names if not re.search(r"-\d[\w.]*-[0-9a-f]{12}[./]", name)} == {
        "index.html",
        "offline.js",
    }
    links = r'<a href="https://[^"]*"|\]\(https://[^)]*\)'  # a student may follow them; nothing is loaded from there
    assert "://" not in re.sub(rf"http://www\.w3\.org/\w+/svg|{links}", "", page)
