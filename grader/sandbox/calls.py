"""The system calls that a worker may use: what Python and its standard library need to compute, and nothing more.

Whatever is not named here is refused. That includes whatever the kernel learns in years to come.
"""

from __future__ import annotations

MEMORY = "brk mmap mmap2 munmap mprotect mremap madvise membarrier map_shadow_stack"

THREADS = (
    "futex futex_time64 futex_waitv set_robust_list rseq set_tid_address gettid sched_yield sched_getaffinity "
    "arch_prctl set_tls set_thread_area riscv_flush_icache riscv_hwprobe exit exit_group restart_syscall"
)

SIGNALS = (
    "rt_sigaction rt_sigprocmask rt_sigreturn sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait "
    "rt_sigtimedwait_time64 sigaltstack pause alarm setitimer getitimer wait4 waitid"
)
"""Handlers and timers of its own. No call that sends a signal: the worker's parent would be in reach."""

CLOCKS = (
    "clock_gettime clock_gettime64 clock_getres clock_getres_time64 clock_nanosleep clock_nanosleep_time64 nanosleep "
    "gettimeofday time times getrusage"
)

OWN_STATE = (
    "getpid getppid getuid getgid geteuid getegid getresuid getresgid getgroups getpgrp uname sysinfo getcpu getrandom "
    "getrlimit ugetrlimit setrlimit umask getcwd chdir fchdir"
)

READING = (
    "read pread64 readv preadv lseek _llseek close close_range dup dup2 dup3 "
    "stat fstat lstat newfstatat stat64 fstat64 lstat64 fstatat64 statx access faccessat faccessat2 "
    "readlink readlinkat getdents getdents64 fadvise64 fadvise64_64 arm_fadvise64_64"
)

DESCRIPTORS = (
    "write pwrite64 writev pwritev sendfile sendfile64 ftruncate ftruncate64 pipe "
    "select _newselect pselect6 pselect6_time64 poll ppoll ppoll_time64 "
    "epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd eventfd2 shutdown"
)
"""What can be done with descriptors that are there; for new ones, see `grader.sandbox.seccomp`."""

ALLOWED = " ".join([MEMORY, THREADS, SIGNALS, CLOCKS, OWN_STATE, READING, DESCRIPTORS])
"""The names of the calls that are allowed whatever their arguments are."""

CHANGING = (
    "creat mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat "
    "fsync fdatasync fallocate"
)
"""Allowed as well where the sandbox has a temporary folder of its own; refused elsewhere."""

FORBIDDEN = (
    "execve execveat kill tkill tgkill ptrace socket connect bind listen sendmsg sendmmsg setsid setpgid "
    "chmod fchmod fchmodat chown lchown fchown fchownat utime utimes futimesat utimensat truncate mknod mknodat "
    "setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr "
    "removexattr lremovexattr fremovexattr setuid setgid setreuid setregid setresuid setresgid setgroups "
    "setpriority sched_setaffinity sched_setscheduler sched_setparam clock_settime settimeofday sethostname "
    "shmget shmat shmctl shmdt semget semop semctl msgget msgsnd msgrcv msgctl mq_open memfd_create "
    "mount umount2 chroot unshare setns flock"
)
"""Refused with EPERM, for a message that says so; all others with ENOSYS, on which a C library tries older ways."""
