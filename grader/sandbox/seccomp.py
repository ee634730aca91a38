"""The system calls that no exercise needs: refused by the kernel, in every sandbox on Linux.

It adds to each of them. No sockets: Landlock alone leaves UDP and named Unix sockets. No new processes: nothing
outlives the worker, and a fork bomb has no first step, even where root grades (the kernel's own limit spares root).
No signals, for the process that forks the workers shares their process table. No change to the mode, owner or times of
a file, which Landlock does not guard. And less of the kernel to attack.
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

SET_OWNER = (8, 15)
"""F_SETOWN and F_SETOWN_EX of fcntl: they name a process that the kernel shall send a signal to."""

INT = 0xFFFFFFFF
"""The half of a register that the kernel reads where it wants an int: the other half could hide what is asked."""


@cache
def compiled() -> bytes:
    """The filter as a program for the kernel. OSError if it cannot be made."""
    if sys.platform != "linux":
        raise OSError("system calls can be filtered on Linux only")
    try:
        import pyseccomp as seccomp  # only now, for it looks for libseccomp when it is imported
    except (ImportError, RuntimeError, OSError, AttributeError) as error:
        raise OSError(f"libseccomp cannot be used: {error}") from error
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in REFUSED.split():
        if seccomp.resolve_syscall(seccomp.system_arch(), name) != -1:  # older libraries do not know all of them
            rules.add_rule(seccomp.ERRNO(errno.EPERM), name)
    for name in ("fork", "vfork"):
        if seccomp.resolve_syscall(seccomp.system_arch(), name) >= 0:  # newer processors have only clone
            rules.add_rule(seccomp.ERRNO(errno.EAGAIN), name)
    rules.add_rule(seccomp.ERRNO(errno.EAGAIN), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags cannot be seen; the C library then uses clone
    # Limits of other processes of the same user.
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    # Whoever ends the judge ends the worker.
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "prctl", seccomp.Arg(0, seccomp.MASKED_EQ, INT, PR_SET_PDEATHSIG))
    for command in SET_OWNER:
        rules.add_rule(seccomp.ERRNO(errno.EPERM), "fcntl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, command))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
