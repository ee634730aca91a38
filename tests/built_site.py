"""The course as a site, built once for all tests that look at it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from grader.course.config import Course
from grader.site.build import build_site
from grader.site.parts import PartsError
from tests.once import once


def site_folder(shared: Path) -> Path:
    """The site of the default course; a reason to skip where Python for browsers cannot be fetched."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        try:
            build_site(folder / "site", Course())
        except PartsError as error:
            (folder / "missing").write_text(str(error))

    made = once(shared, "site", make)
    if (made / "missing").exists():
        pytest.skip((made / "missing").read_text())
    return made / "site"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder at an address of this machine, as a plain file server does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
