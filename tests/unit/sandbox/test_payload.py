"""The files that a sandbox shows."""

from __future__ import annotations

import marshal
import py_compile
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest

from grader.paths import SKELETON
from grader.sandbox import payload

HEADER = 16
"""Bytes before the code in a compiled file: magic number, flags and hash."""


def test_each_module_is_compiled_as_python_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it lies where a bare Python looks for it, wherever ours keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    files = payload._payload.__wrapped__(False)
    modules = {name for name in files if name.endswith(".py")} - {"__main__.py"}
    tag = sys.implementation.cache_tag
    compiled = {name: f"{Path(name).parent}/__pycache__/{Path(name).stem}.{tag}.pyc" for name in modules}
    assert set(files) == {"__main__.py", *modules, *compiled.values()}
    source, there = tmp_path / "network.py", tmp_path / "network.pyc"
    name = "checks/model/network.py"
    source.write_bytes(files[name])
    py_compile.compile(str(source), str(there), name, True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    ours, python = files[compiled[name]], there.read_bytes()
    assert ours[:HEADER] == python[:HEADER]
    assert marshal.loads(ours[HEADER:]) == marshal.loads(python[HEADER:])


def test_compiled_code_does_not_tell_where_the_kit_is() -> None:
    """Python compiles it here, and code knows its file: that of the sandbox, in functions and classes as well."""
    files = payload._payload.__wrapped__(False)
    assert b"checks/model/network.py" in files[f"checks/model/__pycache__/network.{sys.implementation.cache_tag}.pyc"]
    assert [name for name, content in files.items() if str(SKELETON.parent).encode() in content] == []
