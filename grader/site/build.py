"""Builds the site: the lessons, the checks, Python for browsers and the page, as files for any web server."""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import backprop
from grader.authoring.course_checks import exercises_of
from grader.authoring.release import checked_files
from grader.course.config import Course
from grader.paths import GRADER
from grader.site.jupyterlite import notebook_files
from grader.site.notebooks import student_notebooks
from grader.site.pages import Site, index_page, offline_worker, step_pages
from grader.site.parts import Part, cache_folder, fetched, listed_parts
from grader.site.scan import leaks_in_site
from grader.site.solutions import NAME, model_answer

HERE = GRADER / "site"
BUILT = HERE / "front" / "built"
"""What the front end's build has made; in the repository, so that nobody needs Node.js who does not work on it."""

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of Pyodide that a browser loads, each by its own name."""

IN_BROWSER = ("__init__.py", "site/__init__.py", "site/in_browser/*.py")
"""The grader's part in the browser's Python. Its `__init__` files hold a line of documentation, and no code."""

MARK = "offline.js"
"""The file by which a folder is known as a site."""


class SiteError(Exception):
    """The site cannot be built, and the folder is as it was. The message says what to do."""


@dataclass(frozen=True)
class Built:
    """What was built."""

    files: int
    size: int
    """Bytes of all files."""


def build_site(folder: Path, course: Course, cache: Path | None = None, notebooks: bool = False) -> Built:
    """Build the site in a folder that is missing, empty, or holds an earlier one.

    Args:
        folder: Where.
        course: Its exercises and points.
        cache: The folder with the parts of others; the user's cache if left out.
        notebooks: Whether the exercises' notebooks, and JupyterLite to run them, are part of it.

    Raises:
        SiteError: The folder holds something else, or a file would leak a secret.
        ReleaseError: A file for students would leak a secret.
        PartsError: A part cannot be had.
        NoNotebooks: The packages that make notebooks are missing.
    """
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))):
        raise SiteError(f"{folder} is neither empty nor a site that `grader site` has built: name another folder")
    made = student_notebooks(exercises_of(course)) if notebooks else {}
    parts = {part: fetched(part, cache or cache_folder()) for part in listed_parts(notebooks)}
    site = site_files(checked_files(course), course, parts, made)
    # Where the course says so, the solutions are there; in files of their own, and nowhere else.
    secret = [one for one in site.items() if not (course.site.show_solutions and one[0].startswith(f"files/{NAME}"))]
    if found := leaks_in_site(secret):
        raise SiteError("This must not reach a student, so nothing was built:\n  " + "\n  ".join(found))
    _replace(folder, site)
    return Built(len(site), sum(map(len, site.values())))


def site_files(
    given: Mapping[str, bytes], course: Course, parts: Mapping[Part, bytes], notebooks: Mapping[str, str]
) -> dict[str, bytes]:
    """Make all files of the site, by path.

    Args:
        given: The files that students of the course get.
        course: The course.
        parts: The content of what others publish.
        notebooks: The notebooks by stem; none for a site without.
    """
    site = Site(course, given, backprop.__version__)
    pyodide = next(part for part in parts if part.tool == "npm")
    inside = _from_npm(parts[pyodide])
    folder = f"files/{pyodide.name}-{pyodide.version}-{digest(b''.join(inside.values()))}/"
    files = {folder + name: data for name, data in inside.items()}
    wheels = [data for part, data in parts.items() if part.tool == "wheel"]
    site.pyodide = folder
    site.python = named(files, "python.zip", archive(given, wheels))
    site.worker = named(files, "worker.js", (BUILT / "worker.js").read_bytes())
    site.app = named(files, "app.js", (BUILT / "app.js").read_bytes())
    site.style = named(files, "style.css", (BUILT / "style.css").read_bytes())
    named(files, "licences.txt", (BUILT / "licences.txt").read_bytes())
    site.steps = {stem: named(files, f"steps-{stem}.html", page) for stem, page in step_pages(site.exercises).items()}
    if course.site.show_solutions:
        for one in site.exercises:
            site.solutions[one.stem] = named(files, f"{NAME}{one.stem}.py", model_answer(one.stem).encode())
    site.files = sorted(files)  # of JupyterLite only what a student opens is kept: it is larger than all else together
    if notebooks:
        lite = {part: data for part, data in parts.items() if part.tool == "notebooks"}
        lock, python = inside["pyodide-lock.json"], site.python.removeprefix("files/")
        made = notebook_files(lite, notebooks, lock, folder.removeprefix("files/"), (python, files[site.python]))
        place = f"files/notebooks-{backprop.__version__}-{digest(b''.join(made.values()))}/"
        files |= {place + name: data for name, data in made.items()}
        site.notebooks = {stem: f"{place}notebooks/index.html?path={stem}.ipynb" for stem in notebooks}
    page = index_page(site)
    return {"index.html": page, MARK: offline_worker(site, page, (BUILT / "offline.js").read_bytes()), **files}


def named(files: dict[str, bytes], name: str, data: bytes) -> str:
    """Put a file among the others under a name with the version and a digest, and return its path."""
    path = PurePosixPath(name)
    full = f"files/{path.stem}-{backprop.__version__}-{digest(data)}{path.suffix}"
    files[full] = data
    return full


def digest(data: bytes) -> str:
    """Return as much of a digest as makes two versions of a file differ in name."""
    return hashlib.sha256(data).hexdigest()[:12]


def archive(given: Mapping[str, bytes], wheels: Iterable[bytes]) -> bytes:
    """Pack everything that Python imports into one zip, the same to the byte each time."""
    inside = {name: data for name, data in given.items() if name.startswith(("backprop/", "checks/"))}
    for pattern in IN_BROWSER:
        inside |= {f"grader/{path.relative_to(GRADER).as_posix()}": path.read_bytes() for path in GRADER.glob(pattern)}
    for wheel in wheels:
        with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
            inside |= {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in sorted(inside):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), inside[name], zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _from_npm(data: bytes) -> dict[str, bytes]:
    """Take the files that a browser loads out of Pyodide's package."""
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as opened:
        for name in PYODIDE:
            member = opened.extractfile(f"package/{name}")
            assert member is not None
            found[name] = member.read()
    return found


def _replace(folder: Path, site: Mapping[str, bytes]) -> None:
    """Put the site in its place as a whole: a folder is never half of the old one and half of the new one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".site-") as temporary:
        made = Path(temporary) / "site"
        for path, data in site.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(data)
        if folder.exists():
            folder.rename(Path(temporary) / "before")
        shutil.move(made, folder)
