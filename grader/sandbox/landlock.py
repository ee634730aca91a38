"""Landlock: the kernel lets the process read Python's runtime and its own folder, and write nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course.limits import Limits
from grader.guest.lockdown import Locks
from grader.sandbox import runtime, seccomp
from grader.sandbox.base import Sandbox
from grader.sandbox.process import in_a_shared_process_table

if TYPE_CHECKING:
    from py_landlock import AccessFs


class Landlock(Sandbox):
    """Protects files by Landlock; network, signals and new processes by the system call filter."""

    name = "landlock"
    safe = True
    summary = (
        "no file readable but Python's own and the student's, none writable, no network, no processes; "
        "which other files exist can be found out"
    )
    advice = "use Linux 5.13 or newer with landlock among its security modules, and install libseccomp2"

    def locks(self, limits: Limits) -> Locks:
        # The filter is what refuses the network, so this sandbox needs it.
        program = seccomp.compiled(seccomp.Files.GUARDED)
        return Locks(limits=in_a_shared_process_table(limits), filter=program.hex(), scratch=None, landlock=None)

    def ruleset(self, folder: Path) -> int:
        if sys.platform != "linux":
            raise OSError("Landlock is a part of Linux")
        from py_landlock import abi, landlock_sys
        from py_landlock.errors import LandlockError

        try:
            version = landlock_sys.get_abi_version()
            attributes = landlock_sys.RulesetAttr(
                abi.get_supported_fs(version), abi.get_supported_net(version), abi.get_supported_scope(version)
            )
            ruleset = landlock_sys.create_ruleset(attributes)
            for path, access in _allowed(folder):
                descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
                try:
                    landlock_sys.add_rule(ruleset, landlock_sys.PathBeneathAttr(access, descriptor))
                finally:
                    os.close(descriptor)
        except LandlockError as error:
            raise OSError(str(error)) from error
        return ruleset


def _allowed(folder: Path) -> Iterator[tuple[Path, AccessFs]]:
    """Yield each allowed path with the kinds of access to it and to everything below it."""
    from py_landlock import AccessFs

    read = AccessFs.READ_FILE | AccessFs.READ_DIR
    yield folder, read
    for path in runtime.libraries():
        yield path, read if path.is_dir() else AccessFs.READ_FILE
    for library in runtime.standard_library():
        yield library, AccessFs.READ_DIR  # Python has to list it, so names of installed packages can be seen
        for path in runtime.modules(library):
            yield path, read if path.is_dir() else AccessFs.READ_FILE
    yield Path("/dev/null"), AccessFs.READ_FILE | AccessFs.WRITE_FILE
    yield Path("/dev/urandom"), AccessFs.READ_FILE
