"""The files that a sandbox shows."""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest

from grader.sandbox import payload


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
    assert files[compiled[name]] == there.read_bytes()
