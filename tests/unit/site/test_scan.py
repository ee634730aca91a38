"""A solution, a hidden check's title or a marker is found wherever in the site it is planted."""

from __future__ import annotations

import io
import zipfile

import pytest

from grader.authoring import leak_scan
from grader.paths import GRADER, REFERENCE
from grader.site.scan import leaks_in_site

SOLUTION = (REFERENCE / "ex3_caching.py").read_bytes()
HIDDEN = (GRADER / "hidden" / "test_ex3_caching.py").read_bytes()


def packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("secret", [SOLUTION, HIDDEN], ids=["a solution", "a hidden check"])
@pytest.mark.parametrize(
    "name", ["backprop/ex3_caching.py", "hypothesis/core.py", "socket.py", "checks/test_ex3_caching.py"]
)
def test_found_in_an_archive(name: str, secret: bytes) -> None:
    assert leaks_in_site([("files/python.zip", packed(name, secret))])


def test_found_in_an_archive_in_an_archive() -> None:
    inner = packed("backprop/ex3_caching.py", SOLUTION)
    assert leaks_in_site([("files/python.zip", packed("wheels/inner.whl", inner))])


def test_found_in_the_page() -> None:
    title = leak_scan.hidden_titles()[0]
    assert leaks_in_site([("index.html", f"<p>{title}</p>".encode())])
    assert leaks_in_site([("files/app.js", b"/* minified */ x=`\n" + SOLUTION + b"`")])


def test_a_line_that_others_have_too_is_no_leak() -> None:
    """A loop over children is in Python's own library; as a file of the kit's it would be one."""
    line = b"    for child in children:\n"
    assert not leaks_in_site([("files/python_stdlib.zip", packed("pathlib/types.py", line))])
    assert leaks_in_site([("files/python.zip", packed("backprop/framework.py", line))])
