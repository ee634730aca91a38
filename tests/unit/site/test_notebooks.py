"""The notebooks of the site: those that nbgrader releases, without a solution and without a hidden check's text."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from typing import Any

import pytest

from checks.exercises import BY_STEM
from grader.authoring.leak_scan import hidden_titles
from grader.authoring.notebooks import make_notebook
from grader.course import registry
from grader.site.jupyterlite import notebook_files
from grader.site.notebooks import NoNotebooks, student_notebooks
from grader.site.parts import Part, listed_parts
from grader.site.scan import leaks_in_site

EIGHT = [stem for stem in BY_STEM if stem != "capstone"]


@pytest.fixture(scope="module")
def notebooks() -> dict[str, str]:
    return student_notebooks(list(BY_STEM.values()))


def test_the_eight_notebooks(notebooks: dict[str, str]) -> None:
    """Each has a stub, all visible checks, and a cell for each hidden one."""
    assert list(notebooks) == EIGHT
    for stem, text in notebooks.items():
        cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
        code = "\n".join(cells)
        assert 'raise NotImplementedError("Exercise")' in code
        assert re.findall(r'^check\("(.*)"\)$', code, re.M) == [check.id for check in registry.visible_checks(stem)]
        assert code.count('hidden_source = ""') == len(registry.hidden_checks(stem))
        assert not re.search(r"SOLUTION|MARK SCHEME|HIDDEN TESTS", code)


def test_nothing_secret_is_in_them(notebooks: dict[str, str]) -> None:
    """And the scan looks into cells: it finds the notebooks with solutions, of which each line is in quotes."""
    assert not [title for title in hidden_titles() for text in notebooks.values() if title in text]
    assert leaks_in_site([(f"files/notebooks/{stem}.ipynb", text.encode()) for stem, text in notebooks.items()]) == []
    for stem in EIGHT:
        found = leaks_in_site([("files/notebooks/one.ipynb", make_notebook(BY_STEM[stem]).encode())])
        assert any("has the line" in find for find in found), stem


def test_without_nbgrader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nbgrader.preprocessors", None)
    with pytest.raises(NoNotebooks, match=r"nbgrader.*is not installed: pip install"):
        student_notebooks([])


def wheel(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def app(**files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name, data in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


LABEXTENSION = "k.data/data/share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/"
CORE = {
    "jupyter-lite.json": b'{"jupyter-config-data": {"appName": "J"}}',
    "index.html": b"",
    "build/a.js": b"a",
    "build/a.js.map": b"",
    "notebooks/index.html": b"<html>",
    "lab/index.html": b"",
    "service-worker.js": b"",
}
KERNEL = {
    "package.json": json.dumps({"jupyterlab": {"_build": {"load": "static/r.js"}}}).encode(),
    "static/r.js": b"r",
    "static/pypi/piplite-1-py3-none-any.whl": b"p",
    "static/pypi/widgetsnbextension-4.whl": b"w",
}
PARTS = {
    Part("notebooks", "jupyterlite-core", "1", "core.whl", ""): wheel(**{"c/app.tgz": app(**CORE)}),
    Part("notebooks", "jupyterlite-pyodide-kernel", "1", "kernel.whl", ""): wheel(
        **{LABEXTENSION + name: data for name, data in KERNEL.items()}
    ),
    Part("notebooks", "ipython", "9", "ipython_x-9-py3-none-any.whl", ""): b"i",
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    lock = b'{"info": {"python": "3.14"}, "packages": {"numpy": {}}}'
    return notebook_files(PARTS, {"ex1_by_hand": "{}"}, lock, "pyodide-1/", ("python-1.zip", b"z"))


def setting(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["jupyter-lite.json"])["jupyter-config-data"]
    return found


def test_one_face_of_jupyter(files: dict[str, bytes]) -> None:
    """The notebook and what it loads; no maps, no other face, no second service worker."""
    extension = "extensions/@jupyterlite/pyodide-kernel-extension/"
    assert {"index.html", "build/a.js", "notebooks/index.html", f"{extension}static/r.js"} <= set(files)
    assert not [name for name in files if re.search(r"\.map$|^lab/|service-worker|widgets", name)]
    assert setting(files)["federated_extensions"][0]["load"] == "static/r.js"
    assert setting(files)["appName"] == "J"


def test_the_kernel_finds_everything_here(files: dict[str, bytes]) -> None:
    """Python beside the folder, its packages in it, and no way to a registry; Pyodide's own list is replaced."""
    (kernel,) = setting(files)["litePluginSettings"].values()
    listed = json.loads(files["wheels/pyodide-lock.json"])
    assert kernel["pyodideUrl"] == "./../pyodide-1/pyodide.mjs"
    assert kernel["disablePyPIFallback"]
    assert kernel["loadPyodideOptions"]["packages"] == sorted(listed["packages"]) == ["course", "ipython-x", "piplite"]
    assert listed["info"] == {"python": "3.14"}
    places = {one["file_name"] for one in listed["packages"].values()}
    assert places == {"../../python-1.zip", "ipython_x-9-py3-none-any.whl", "piplite-1-py3-none-any.whl"}
    assert not [data for data in files.values() if b"://" in data]


def test_jupyter_lists_the_notebooks(files: dict[str, bytes]) -> None:
    (one,) = json.loads(files["api/contents/all.json"])["content"]
    assert (one["path"], one["size"]) == ("ex1_by_hand.ipynb", 2)
    assert files["files/ex1_by_hand.ipynb"] == b"{}"
    assert setting(files)["contentsAllJsonFile"] == "all.json"


def test_a_site_without_notebooks_needs_none_of_it() -> None:
    assert not [part for part in listed_parts(notebooks=False) if part.tool == "notebooks"]
