"""The files of the site: complete, named by their content, of this course alone, and in their place as a whole."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks.exercises import BADGES, EXERCISES
from grader.authoring.release import student_files
from grader.course.config import Course
from grader.course.site_settings import SiteSettings
from grader.paths import GRADER, REFERENCE
from grader.site import build
from grader.site.build import PYODIDE, SiteError, archive, build_site, site_files
from grader.site.parts import Part
from grader.site.scan import leaks_in_site

SMALL = Course(name="A <b>course</b> & more", exercises=("ex1_by_hand", "ex3_caching"), points={"ex1_by_hand": 40})


def wheel() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hypothesis/__init__.py", "answer = 42\n")
    return out.getvalue()


def package() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name in PYODIDE:
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(name)
            packed.addfile(info, io.BytesIO(name.encode()))
    return out.getvalue()


CONTENTS = {"pyodide-1.2.3.tgz": package(), "hypothesis-4.5.whl": wheel()}


def part(tool: str, name: str, version: str, file: str) -> Part:
    return Part(tool, name, version, file, hashlib.sha256(CONTENTS[file]).hexdigest())


PARTS = {
    part("npm", "pyodide", "1.2.3", "pyodide-1.2.3.tgz"): CONTENTS["pyodide-1.2.3.tgz"],
    part("wheel", "hypothesis", "4.5", "hypothesis-4.5.whl"): CONTENTS["hypothesis-4.5.whl"],
}
"""The parts of others, small ones."""


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return site_files(student_files(SMALL), SMALL, PARTS, {})


def course(site: dict[str, bytes]) -> dict[str, Any]:
    (data,) = re.findall(r'id="course">(.*?)</script>', site["index.html"].decode())
    found: dict[str, Any] = json.loads(data)
    return found


def test_the_site_is_of_its_course(site: dict[str, bytes]) -> None:
    """Its exercises and no others, its points, and its name, in which nothing is taken for HTML."""
    found = course(site)
    assert [one["stem"] for one in found["exercises"]] == list(SMALL.exercises)
    assert found["name"] == SMALL.name
    assert "<b>course" not in site["index.html"].decode()
    points = sum(check["points"] for check in found["exercises"][0]["checks"])
    assert 40 * 0.7 < points < 40, "a part is for hidden checks"
    others = [one.stem for one in (*EXERCISES, *BADGES) if one.stem not in SMALL.exercises]
    packed = zipfile.ZipFile(io.BytesIO(site[found["python"]]))
    assert not [name for name in packed.namelist() for stem in others if stem in name]
    assert {"checks/test_ex1_by_hand.py", "backprop/ex3_caching.py", "hypothesis/__init__.py"} <= set(packed.namelist())


def test_every_file_that_is_named_is_there(site: dict[str, bytes]) -> None:
    """What the page names, and what is kept for reading without a network: all files but the two that browsers know."""
    page = site["index.html"].decode()
    found = course(site)
    named = {found["python"], found["worker"], *(one["steps"] for one in found["exercises"])}
    named |= set(re.findall(r'(?:src|href)="(files/[^"]+)"', page))
    assert named <= set(site)
    assert found["pyodide"] + "pyodide.mjs" in site
    (listed,) = re.findall(r"^self\.SITE = (.*);$", site["offline.js"].decode(), re.M)
    assert set(json.loads(listed)["files"]) == set(site) - {"index.html", "offline.js"}


def test_a_name_changes_with_the_content(site: dict[str, bytes]) -> None:
    given = student_files(SMALL)
    again = site_files(given, SMALL, PARTS, {})
    assert again == site, "the same to the byte"
    changed = site_files(given | {"backprop/losses.py": b"pi = 3\n"}, SMALL, PARTS, {})
    assert course(changed)["python"] != course(site)["python"]
    assert changed["offline.js"] != site["offline.js"], "so a browser learns that there is something new"


def test_the_policy_allows_the_program_of_the_steps_and_nothing_from_elsewhere(site: dict[str, bytes]) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', site["index.html"].decode())
    for name, data in site.items():
        if name.startswith("files/steps-"):
            (program,) = re.findall(r"<script>([\s\S]*?)</script>", data.decode())
            assert base64.b64encode(hashlib.sha256(program.encode()).digest()).decode() in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "'unsafe-eval'" not in policy


def test_a_planted_solution_is_found() -> None:
    secret = (REFERENCE / "ex3_caching.py").read_bytes()
    assert leaks_in_site(site_files(student_files(SMALL), SMALL, PARTS, {}).items()) == []
    planted = site_files(student_files(SMALL) | {"backprop/extra.py": secret}, SMALL, PARTS, {})
    assert leaks_in_site(planted.items())


SHOWING = replace(SMALL, site=SiteSettings(show_solutions=True, hand_in="https://lms.example.org/7"))


def test_a_course_may_show_model_answers() -> None:
    """Each in a file of its own, without the markers and the lesson; the page names them, and nothing else has them."""
    given = student_files(SHOWING)
    assert given == student_files(SMALL), "what students get elsewhere stays as it is"
    site = site_files(given, SHOWING, PARTS, {})
    answers = {one["stem"]: site[one["solution"]].decode() for one in course(site)["exercises"]}
    assert list(answers) == list(SMALL.exercises)
    for stem, answer in answers.items():
        assert not re.search(r"SOLUTION|NotImplementedError", answer)
        assert answer.startswith(("from ", "import ", "def ", "class "))
        compile(answer, stem, "exec")
    assert "dl_dp * x" in answers["ex1_by_hand"]
    found = {find.partition(": ")[0] for find in leaks_in_site(site.items())}
    assert found == {one["solution"] for one in course(site)["exercises"]}


def test_without_that_no_solution_is_anywhere(site: dict[str, bytes]) -> None:
    assert not [name for name in site if "solution" in name]
    assert {one["solution"] for one in course(site)["exercises"]} == {""}
    assert course(site)["handIn"] == ""
    assert course(site_files(student_files(SHOWING), SHOWING, PARTS, {}))["handIn"] == SHOWING.site.hand_in


def test_nothing_else_of_the_grader_reads_the_settings_of_the_site() -> None:
    rooms = ("site", "course")
    others = [path for path in GRADER.rglob("*.py") if path.relative_to(GRADER).parts[0] not in rooms]
    assert not [
        path for path in others if re.search(r"show_solutions|SiteSettings|course\.site\b", path.read_text("utf-8"))
    ]


def test_an_archive_does_not_depend_on_order() -> None:
    files = {"checks/b.py": b"2", "backprop/a.py": b"1", "README.md": b"left out"}
    packed = archive(files, [wheel()])
    assert packed == archive(dict(reversed(files.items())), [wheel()])
    assert "README.md" not in zipfile.ZipFile(io.BytesIO(packed)).namelist()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that has all parts."""
    folder = tmp_path / "cache"
    folder.mkdir()
    for part, data in PARTS.items():
        (folder / part.file).write_bytes(data)
    monkeypatch.setattr(build, "listed_parts", lambda _: list(PARTS))
    return folder


def test_an_earlier_site_is_replaced_as_a_whole(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "new" / "site"
    built = build_site(folder, SMALL, cache)
    assert built.files == sum(path.is_file() for path in folder.rglob("*"))
    (folder / "files" / "of an older version.js").write_text("")
    assert build_site(folder, SMALL, cache) == built
    assert built.files == sum(path.is_file() for path in folder.rglob("*"))
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_another_folder_is_left_alone(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(SiteError, match="neither empty nor a site"):
        build_site(tmp_path / "mine", SMALL, cache)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"


def test_beside_the_model_answers_the_sweep_goes_on(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build_site(tmp_path / "site", SHOWING, cache).files > build_site(tmp_path / "other", SMALL, cache).files
    lesson = (REFERENCE / "ex3_caching.py").read_text("utf-8")
    monkeypatch.setattr("grader.site.pages.lesson_html", lambda *_: lesson)
    with pytest.raises(SiteError, match=r"index\.html: has the line"):
        build_site(tmp_path / "site", SHOWING, cache)


def test_a_leak_builds_nothing(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "leaks_in_site", lambda _: ["files/python.zip: has a solution"])
    with pytest.raises(SiteError, match="has a solution"):
        build_site(tmp_path / "site", SMALL, cache)
    assert not (tmp_path / "site").exists()
