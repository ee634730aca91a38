"""A cache of the judges' findings: in memory, shared by all judges that grade the same class, and kept for later runs.

A finding follows from the answers that it is kept under. Judges of one class share them in a folder while it is being
graded; every entry there is signed: without a protecting sandbox, student code could write files into the folder. Those
kept for later are in the bank's folder, beside the questions, as long as nobody but this user can write there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import zlib
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from checks.law.search import plain
from grader.course.sources import deciding, digest
from grader.judge.bank.file import bank_folder
from grader.private import make_private, who_else_writes
from grader.whole_file import write_whole

MOST_FILES = 2000
"""Number of findings kept for later runs; half of them, the oldest, go when there are more."""

UNSIGNED = b""
"""The secret of a folder in which a signature only tells whether a file is whole."""


@dataclass(frozen=True)
class Shared:
    """A folder, and the secret with which the judges sign."""

    folder: Path
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def get(self, key: Hashable) -> Any:
        """Return the value that any judge has put there under the key, or None if there is no validly signed one."""
        try:
            content = self._file(key).read_bytes()
        except OSError:
            return None
        signature, data = content[:32], content[32:]
        if not hmac.compare_digest(signature, self._sign(key, data)):
            return None
        try:
            return plain.read(zlib.decompress(data).decode())
        except (plain.NotPlain, zlib.error, UnicodeDecodeError):
            return None

    def put(self, key: Hashable, value: Any) -> None:
        """Write plain data for other judges. A failure to write is harmless: they compute it themselves."""
        with suppress(OSError, plain.NotPlain, UnicodeEncodeError):
            data = zlib.compress(plain.write(value).encode())
            write_whole(self._file(key), self._sign(key, data) + data)

    def _file(self, key: Hashable) -> Path:
        return self.folder / hashlib.sha256(repr(key).encode()).hexdigest()

    def _sign(self, key: Hashable, data: bytes) -> bytes:
        """Sign the key together with the data, so that an entry is valid under its own key only."""
        return hmac.digest(self.secret, repr(key).encode() + b"\n" + data, "sha256")


_shared: Shared | None = None


def share(shared: Shared) -> None:
    """Use the other judges' findings in that folder from now on, and add ours."""
    global _shared  # noqa: PLW0603  # set once for each process of the pool, before it grades
    _shared = shared


@cache
def kept_for_later() -> Shared | None:
    """Return the folder of findings for this version of the kit; None if it is not ours alone, or cannot be written."""
    folder = bank_folder() / digest(deciding(), "findings")
    try:
        make_private(folder)
        if who_else_writes(folder) or not os.access(folder, os.W_OK):  # a finding ends up in a report
            return None
        folder.touch()  # the folders of old versions are removed, see `bank.file`
        if len(files := list(folder.iterdir())) > MOST_FILES:
            for old in sorted(files, key=lambda one: one.stat().st_mtime)[: len(files) // 2]:
                old.unlink(missing_ok=True)
    except FileNotFoundError:
        pass  # another judge removes the oldest ones as well
    except OSError:
        return None
    return Shared(folder, UNSIGNED)


class Findings:
    """A cache of one kind of findings."""

    def __init__(
        self,
        kind: str,
        most: int,
        pack: Callable[[Any], Any] = lambda found: found,
        unpack: Callable[[Any], Any] = lambda data: data,
    ) -> None:
        """Prepare an empty cache.

        Args:
            kind: Its name.
            most: Maximum number of findings kept in memory, the latest ones.
            pack: Makes plain data of a finding, see `checks.law.search.plain`.
            unpack: Makes the finding again.
        """
        self.kind = kind
        self.most = most
        self._pack = pack
        self._unpack = unpack
        self._kept: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """Return the finding for the key, or None."""
        found = self._kept.pop(key, None)
        for folder in (_shared, kept_for_later()):
            if found is None and folder and (data := folder.get((self.kind, key))) is not None:
                with suppress(TypeError, ValueError, LookupError, AttributeError):  # it has another shape
                    found = self._unpack(data)
        if found is not None:
            self._keep(key, found)
        return found

    def put(self, key: Hashable, found: Any) -> None:
        """Keep the finding, and share it with the other judges and with later runs."""
        self._keep(key, found)
        for folder in (_shared, kept_for_later()):
            if folder:
                folder.put((self.kind, key), self._pack(found))

    def _keep(self, key: Hashable, found: Any) -> None:
        self._kept[key] = found
        if len(self._kept) > self.most:
            del self._kept[next(iter(self._kept))]
