"""bubblewrap: a small file system of its own, and nothing else of the machine. The safest sandbox."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.course.limits import Limits
from grader.guest.lockdown import Locks
from grader.sandbox import runtime, seccomp
from grader.sandbox.base import ENVIRONMENT, MEGABYTE, Sandbox, resource_limits

PLACE = Path("/exercise")
"""Where the process sees its folder."""

SCRATCH = "/tmp"  # noqa: S108  # a mount inside the sandbox, not the machine's folder
"""The temporary folder inside the sandbox. Each worker mounts one of its own there; without that, it is read-only."""

SCRATCH_FILES = 1000
"""Maximum number of files and folders in it: the kernel keeps memory for each, which its size does not include."""

NOBODY = "65534"
"""The user and group without rights."""


class Bubblewrap(Sandbox):
    """Gives a process namespaces of its own for user, processes, network, IPC, host name and mounts."""

    name = "bubblewrap"
    safe = True
    summary = "a file system, process table and network of its own; nothing of this machine to be seen"
    advice = "install the package bubblewrap (Debian, Ubuntu: apt-get install bubblewrap), and allow user namespaces"

    def place(self, folder: Path) -> Path:
        return PLACE

    def locks(self, limits: Limits) -> Locks:
        try:
            program = seccomp.compiled(seccomp.Files.SCRATCH)
        except OSError:
            program = b""  # the namespaces protect without it
        scratch = SCRATCH, f"size={limits.temporary_mb * MEGABYTE},nr_inodes={SCRATCH_FILES},mode=700"
        return Locks(limits=resource_limits(limits), filter=program.hex(), scratch=scratch, landlock=None)

    def command(self, folder: Path, start: list[str], limits: Limits) -> list[str]:
        program = shutil.which("bwrap")
        if program is None:
            raise OSError("the program bwrap is not installed")
        command = [program, "--unshare-all", "--unshare-user", "--uid", NOBODY, "--gid", NOBODY]
        command += ["--die-with-parent", "--new-session", "--hostname", "exercise", "--clearenv"]
        # The right to mount inside of these namespaces; a worker drops it.
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
        for name, value in ENVIRONMENT.items():
            command += ["--setenv", name, value]
        command += _file_system()
        command += ["--ro-bind", str(folder), str(PLACE)]
        command += ["--tmpfs", SCRATCH, "--remount-ro", SCRATCH, "--chdir", SCRATCH]
        return [*command, "--remount-ro", "/", "--", *start]


def _file_system() -> list[str]:
    """List the options that show Python's runtime, read-only, and two harmless devices.

    There is no /proc and no /home, and of /etc nothing but the loader's index.
    """
    options = []
    for path in runtime.libraries():
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), str(path)]
        else:
            options += ["--ro-bind", str(path), str(path)]
    for folder in runtime.standard_library():
        options += ["--ro-bind", str(folder), str(folder)]
        for name in runtime.OTHERS:  # hides installed packages, perhaps this kit
            if (folder / name).is_dir():
                options += ["--tmpfs", str(folder / name), "--remount-ro", str(folder / name)]
    options += ["--ro-bind", str(runtime.python()), str(runtime.python())]
    for device in ("/dev/null", "/dev/urandom"):
        options += ["--dev-bind", device, device]
    return options
