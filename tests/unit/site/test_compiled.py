"""What a browser keeps of compiled code can be imported the next time."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
import zipimport
from pathlib import Path
from types import ModuleType

import pytest

from grader.site.in_browser.compiled import kept


def from_zip(folder: Path, name: str, inside: str) -> ModuleType:
    """A module that comes out of a zip, as Python's library does in a browser."""
    path = folder / "library.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "answer = 42\n")
    spec = zipimport.zipimporter(str(path)).find_spec(name)
    assert spec
    return importlib.util.module_from_spec(spec)


def test_code_of_the_library_can_be_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {"from_a_zip": from_zip(tmp_path, "from_a_zip", "from_a_zip.py"), "sys": sys, "io": io}
    zipfile.ZipFile(io.BytesIO(kept(tmp_path / "course", modules))).extractall(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "compiled"))
    module = importlib.import_module("from_a_zip")
    assert module.answer == 42
    assert (module.__file__ or "").endswith("compiled/from_a_zip.pyc")
    monkeypatch.delitem(sys.modules, "from_a_zip")


def test_packages_are_left_where_they_are(tmp_path: Path) -> None:
    package = from_zip(tmp_path, "package", "package/__init__.py")
    assert zipfile.ZipFile(io.BytesIO(kept(tmp_path / "course", {"package": package}))).namelist() == []


def test_code_beside_its_source_is_packed_with_its_place(tmp_path: Path) -> None:
    there = tmp_path / "course" / "checks" / "__pycache__" / "one.cpython-314.pyc"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"code")
    packed = zipfile.ZipFile(io.BytesIO(kept(tmp_path / "course", {})))
    assert packed.namelist() == ["course/checks/__pycache__/one.cpython-314.pyc"]
