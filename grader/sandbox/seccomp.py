"""The filter of system calls that no exercise needs, refused by the kernel in every sandbox on Linux.

What the filter adds to the sandboxes. No sockets: Landlock alone leaves UDP and named Unix sockets open. No new
processes: none outlives the worker, and a fork bomb cannot start even where root grades, whom the kernel's own limit
spares. No signals: the fork server shares the workers' process table. No change to the mode, owner or times of a file,
which Landlock does not guard. And less of the kernel to attack.
"""

from __future__ import annotations

import errno
import sys
import tempfile
from functools import cache

CLONE_THREAD = 0x10000
PR_SET_PDEATHSIG = 1

REFUSED = (
    "execve execveat "
    "socket ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd pidfd_open "
    "shmget semget msgget mq_open "
    "mount umount2 pivot_root chroot unshare setns open_tree move_mount fsopen fsmount mount_setattr "
    "open_by_handle_at bpf perf_event_open userfaultfd keyctl add_key request_key io_uring_setup "
    "init_module finit_module delete_module kexec_load reboot swapon swapoff acct quotactl "
    "settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname "
    "setpriority ioprio_set sched_setaffinity sched_setscheduler sched_setparam sched_setattr "
    "setsid setpgid personality "
    "kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal "
    "chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes futimesat utimensat truncate "
    "setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat "
)
"""The names of the refused calls; each fails with EPERM."""

SET_OWNER = (8, 15)
"""F_SETOWN and F_SETOWN_EX of fcntl: they name the process to which the kernel sends a signal."""

INT = 0xFFFFFFFF
"""Mask of the half of a register that the kernel reads as an int: the other half could disguise the argument."""


@cache
def compiled() -> bytes:
    """Compile the filter into a program for the kernel.

    Raises:
        OSError: It cannot be compiled here: another system than Linux, or no libseccomp.
    """
    if sys.platform != "linux":
        raise OSError("system calls can be filtered on Linux only")
    try:
        import pyseccomp as seccomp  # not at the top: importing it searches for libseccomp
    except (ImportError, RuntimeError, OSError, AttributeError) as error:
        raise OSError(f"libseccomp cannot be used: {error}") from error
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in REFUSED.split():
        if seccomp.resolve_syscall(seccomp.system_arch(), name) != -1:  # older libraries do not know every name
            rules.add_rule(seccomp.ERRNO(errno.EPERM), name)
    for name in ("fork", "vfork"):
        if seccomp.resolve_syscall(seccomp.system_arch(), name) >= 0:  # newer architectures have only clone
            rules.add_rule(seccomp.ERRNO(errno.EAGAIN), name)
    rules.add_rule(seccomp.ERRNO(errno.EAGAIN), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    rules.add_rule(
        seccomp.ERRNO(errno.ENOSYS), "clone3"
    )  # a filter cannot see its flags; the C library falls back on clone
    # The process may not change the limits of the user's other processes.
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    # A worker may not cancel its death with the parent.
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "prctl", seccomp.Arg(0, seccomp.MASKED_EQ, INT, PR_SET_PDEATHSIG))
    for command in SET_OWNER:
        rules.add_rule(seccomp.ERRNO(errno.EPERM), "fcntl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, command))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
