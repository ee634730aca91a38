"""Searches the built site for the reference and the hidden checks, inside of archives too."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator

from grader.authoring import leak_scan

SITE = "files"
"""The folder of the site's own files."""

OURS = ("backprop", "checks", "grader")
"""The folders of an archive whose files are the kit's own."""


PROGRAMS = "/build/"
"""The folder of JupyterLite's programs; anywhere else, one of that name is what somebody's tools have left behind."""


def leaks_in_site(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Search the files of a site, given by path and content; return a line for each find.

    Python's own library and the packages of others are searched like the kit's files: what has got into them counts.
    """
    return [find for name, data in files for find in _leaks_in(name.replace(PROGRAMS, "/"), data)]


def _leaks_in(name: str, data: bytes) -> Iterator[str]:
    """Search a file; or what is in it, if it is an archive, by its own path, by which the leak scan knows checks."""
    if name.endswith(".ipynb"):  # the lines of its cells are no lines of the file
        data = "\n".join("".join(cell["source"]) for cell in json.loads(data)["cells"]).encode()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield from leak_scan.leaks(
            [(name, data)], by_others="/" in name and name.partition("/")[0] not in (*OURS, SITE)
        )
        return
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for inside in opened.namelist():
            yield from _leaks_in(inside if "/" in inside else f"./{inside}", opened.read(inside))
