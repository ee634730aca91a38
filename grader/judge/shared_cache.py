"""What a judge has found out and does not find out again, nor does another judge of the same class.

They share it in a folder while the class is graded. Everything there is signed: where student code runs in a plain
process, it could put something of its own into the folder.
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
    """A folder, and the secret that the judges have in common."""

    folder: Path
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def get(self, key: Hashable) -> Any:
        """What was put there under the key, by whatever judge; None if nothing was, or something else."""
        try:
            content = self._file(key).read_bytes()
        except OSError:
            return None
        signature, data = content[:32], content[32:]
        return pickle.loads(data) if hmac.compare_digest(signature, self._sign(key, data)) else None

    def put(self, key: Hashable, value: Any) -> None:
        """Nothing is lost if it cannot be written: the others find out by themselves."""
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
        """Of the key too: what is right in one place is not right in another."""
        return hmac.digest(self.secret, repr(key).encode() + b"\n" + data, "sha256")


_shared: Shared | None = None


def share(shared: Shared) -> None:
    """From now on, use what other judges found there, and tell them."""
    global _shared
    _shared = shared


class Findings:
    """Of one kind, by keys that stand for all that decides them: the latest ones, and those of the other judges."""

    def __init__(self, kind: str, most: int) -> None:
        """`most`: so many are kept in memory."""
        self.kind = kind
        self.most = most
        self._kept: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """What was found for the key; None if nothing was."""
        found = self._kept.pop(key, None)
        if found is None and _shared:
            found = _shared.get((self.kind, key))
        if found is not None:
            self._keep(key, found)
        return found

    def put(self, key: Hashable, found: Any) -> None:
        """Keep it, and tell the other judges."""
        self._keep(key, found)
        if _shared:
            _shared.put((self.kind, key), found)

    def _keep(self, key: Hashable, found: Any) -> None:
        self._kept[key] = found
        if len(self._kept) > self.most:
            del self._kept[next(iter(self._kept))]
