"""A cache of the judges' findings, shared by all judges that grade the same class.

They share it in a folder while the class is being graded. Every entry is signed: without a protecting sandbox, student
code could write files into the folder.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
import secrets
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


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
        return pickle.loads(data)  # noqa: S301  # only what a judge has signed

    def put(self, key: Hashable, value: Any) -> None:
        """Write the value for the other judges. A failure to write is harmless: they compute it themselves."""
        data = pickle.dumps(value)
        new = self.folder / f"{os.getpid()}.new"
        try:
            new.write_bytes(self._sign(key, data) + data)
            new.replace(self._file(key))
        except OSError:
            new.unlink(missing_ok=True)

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


class Findings:
    """A cache of one kind of findings: the latest in memory, those of other judges in the shared folder."""

    def __init__(self, kind: str, most: int) -> None:
        """Name the kind, and set the maximum number of findings kept in memory."""
        self.kind = kind
        self.most = most
        self._kept: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """Return the finding for the key, or None."""
        found = self._kept.pop(key, None)
        if found is None and _shared:
            found = _shared.get((self.kind, key))
        if found is not None:
            self._keep(key, found)
        return found

    def put(self, key: Hashable, found: Any) -> None:
        """Keep the finding, and share it with the other judges."""
        self._keep(key, found)
        if _shared:
            _shared.put((self.kind, key), found)

    def _keep(self, key: Hashable, found: Any) -> None:
        self._kept[key] = found
        if len(self._kept) > self.most:
            del self._kept[next(iter(self._kept))]
