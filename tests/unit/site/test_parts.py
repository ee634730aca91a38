"""What others publish: fetched once, kept, taken only with the right digest; a message says what cannot be had."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from grader.site.parts import Part, PartsError, fetched, listed_parts

CONTENT = b"a wheel"
WHEEL = Part("wheel", "nothing", "1.0", "nothing-1.0-py3-none-any.whl", hashlib.sha256(CONTENT).hexdigest())


class Registry:
    """Fetches like pip: into the folder that the command names."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str]) -> None:
        self.commands.append(list(command))
        folder = next(Path(word) for word in command if ".fetching-" in word)
        (folder / WHEEL.file).write_bytes(self.content)


def test_fetched_once_and_kept(tmp_path: Path) -> None:
    registry = Registry()
    assert [fetched(WHEEL, tmp_path, registry) for _ in range(3)] == [CONTENT] * 3
    assert len(registry.commands) == 1
    assert registry.commands[0][-1] == "nothing==1.0"
    assert [path.name for path in tmp_path.iterdir()] == [WHEEL.file]


def test_another_digest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PartsError, match=r"expected SHA-256 .*, got .*Remove the file"):
        fetched(WHEEL, tmp_path, Registry(b"another"))


def test_nothing_came(tmp_path: Path) -> None:
    with pytest.raises(PartsError, match=r"nothing 1\.0 cannot be had: expected the file nothing-1\.0"):
        fetched(WHEEL, tmp_path, lambda _: None)


def test_the_tool_says_why(tmp_path: Path) -> None:
    """The last line of what pip said, and where to put the file by hand."""

    def offline(command: Sequence[str]) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="WARNING: again\nERROR: no network\n")

    with pytest.raises(PartsError, match=r"no network.*copy nothing-1\.0-py3-none-any\.whl into ") as caught:
        fetched(WHEEL, tmp_path, offline)
    assert str(tmp_path) in str(caught.value)


def test_without_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(PartsError, match=r"npm, which comes with Node\.js, is not installed"):
        fetched(Part("npm", "pyodide", "1", "pyodide-1.tgz", ""), tmp_path)


def test_the_list_names_versions_and_digests_but_no_host() -> None:
    found = listed_parts(notebooks=True)
    assert {part.tool for part in found} == {"npm", "wheel", "notebooks"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", part.sha256) and part.version in part.file for part in found)
    assert not any("/" in part.file for part in found)
