"""What is compiled for the next visit: what is imported and the kit's own, and never what a student edits."""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zipfile
import zipimport
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from grader.site.in_browser.compiled import compiling

SOURCES = {
    "json/__init__.py": "here = 1",  # imported by this Python
    "not_imported_by_anybody.py": "here = 2",
    "checks/exercises.py": "here = 3",
    "checks/law/not_there.py": "here = 4",  # the kit's own
    "backprop/ex1_by_hand.py": "here = 5",
    "backprop/framework.py": "here = 6",
    "json/data.txt": "",
}


@pytest.fixture
def archives(tmp_path: Path) -> tuple[Path, Path]:
    """Two archives of the same modules, with compiled code added: one to be imported from, one to be unpacked."""
    found = tmp_path / "library.zip", tmp_path / "course.zip"
    for path in found:
        with zipfile.ZipFile(path, "w") as opened:
            for name, source in SOURCES.items():
                opened.writestr(name, source)
    steps = list(compiling(str(found[0]), str(found[1]), "/course"))
    assert len(steps) == 8  # one after each module
    return found


def test_compiled_code_is_where_python_looks_for_it(archives: tuple[Path, Path]) -> None:
    library, course = (set(zipfile.ZipFile(path).namelist()) - set(SOURCES) for path in archives)
    modules = {"json/__init__", "checks/exercises", "checks/law/not_there", "backprop/framework"}
    assert library == {f"{name}.pyc" for name in modules}
    assert course == {importlib.util.cache_from_source(f"{name}.py") for name in modules}


def test_python_takes_it_unseen(archives: tuple[Path, Path], tmp_path: Path) -> None:
    """From the archive and from the folder, though the source that was unpacked is another one by now."""
    library, course = archives
    with zipfile.ZipFile(course) as opened:
        opened.extractall(tmp_path)
    folder = tmp_path / "checks" / "law"
    source = folder / "not_there.py"
    source.write_text("here = 'compiled anew'")
    for loader in (zipimport.zipimporter(f"{library}/checks/law"), SourceFileLoader("not_there", str(source))):
        code = loader.get_code("not_there")
        assert code is not None
        assert "here" in code.co_names
        assert code.co_consts[0] == 4


def test_tracebacks_name_the_source(archives: tuple[Path, Path]) -> None:
    library, course = (zipfile.ZipFile(path) for path in archives)
    version = f"{sys.version_info[0]}{sys.version_info[1]}"
    name = importlib.util.cache_from_source("json/__init__.py")
    files = [marshal.loads(data[16:]).co_filename for data in (library.read("json/__init__.pyc"), course.read(name))]
    assert files == [f"/lib/python{version}.zip/json/__init__.py", "/course/json/__init__.py"]
