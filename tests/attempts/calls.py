"""What a program may ask of the kernel, by the arguments of the calls that it has: each function tries one kind.

Run in each sandbox by tests/integration/test_hostile.py, as exercise 1. A function returns what it got; each must get
nothing. Calls that are refused whatever their arguments are stand in tests/integration/test_system_calls.py.
"""

import ctypes
import errno
import mmap
import os
import resource
import signal
import socket
import sys
import termios

libc = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
REFUSED = {errno.EPERM, errno.ENOSYS, errno.EAGAIN, errno.EACCES, errno.EROFS}


def _call(function, *arguments):
    """Return the error of a call, 0 if there is none."""
    return ctypes.get_errno() if function(*map(_wide, arguments)) == -1 else 0


def _wide(argument):
    return argument if isinstance(argument, bytes) else ctypes.c_long(argument)


def _done(attempts):
    """List the attempts that raise no error, or another one than a refusal."""
    found = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError as error:
            if error.errno in REFUSED:
                continue
            name = f"{name}: {error}"
        found.append(name)
    return found


def what_it_inherits():
    """Descriptors, variables and arguments that a worker has no use for."""
    frame = sys._getframe()
    while "told" not in frame.f_locals:
        frame = frame.f_back
    own = {0, 1, 2, frame.f_locals["told"], frame.f_locals["asked"]}
    found = []
    for number in range(64):
        try:
            os.fstat(number)
            found += [number] if number not in own else []
        except OSError:
            pass
    strange = [name for name in os.environ if name not in ("PYTHONHASHSEED", "LC_CTYPE", "PWD")]
    return found + strange + [a for a in sys.argv[1:] if "secret" in a]


def orders_of_prctl():
    """Every order of prctl but those for names: to be traced, dumpable, a reaper, without a filter."""
    orders = [n for n in range(1, 90) if n not in (15, 16)]
    return [n for n in orders if _call(libc.prctl, n, 1, 0, 0, 0) not in REFUSED]


def orders_of_fcntl():
    """Every order of fcntl but copies, flags and sizes: locks, owners, signals, leases, notices, seals."""
    reader, _ = os.pipe()
    orders = [n for n in (*range(5, 64), *range(1024, 1080)) if n not in (1030, 1032)]
    return [n for n in orders if _call(libc.fcntl, reader, n, 1 << 20) not in REFUSED]


def orders_of_ioctl():
    """What terminals, files, sockets, disks and tunnels can be told."""
    known = (0x5412, 0x541C, 0x5414, 0x540E, 0x5401 + 1, 0x40086602, 0x40049409, 0xC020660B, 0x8912, 0x8927, 0x400454CA)
    known += (0x1261, 0x5331, 0xC0045878, 0x4B45, 0x5607, 0x40045431, 0x5410, 0x5422, 0x5441, 0x80045430, 0x1268)
    here = os.open(__file__, os.O_RDONLY)
    ends = (0, 1, 2, here, *os.pipe(), *(s.detach() for s in socket.socketpair()))
    return [hex(order) for order in known for end in ends if _call(libc.ioctl, end, order, 0) not in REFUSED]


def orders_in_disguise():
    """Orders whose upper half says something else."""
    if not X86:
        return []
    wide, reader = 1 << 32, os.pipe()[0]
    ways = {
        "ioctl": (16, reader, termios.TIOCSTI | wide, 0),
        "fcntl": (72, reader, 1031 | wide, 1 << 20),
        "socketpair": (53, socket.AF_UNIX | wide, socket.SOCK_DGRAM | wide, 0, 0),
        "prlimit": (302, os.getppid() | wide, 7, 0, 0),
        "getsid": (124, os.getppid() | wide),
        "open": (2, __file__.encode(), os.O_RDONLY | os.O_TRUNC | wide),
    }
    return [name for name, arguments in ways.items() if _call(libc.syscall, *arguments) not in REFUSED]


def threads_that_are_more():
    """New threads with namespaces, another parent, or a descriptor of their own."""
    if not X86:
        return []
    thread = 0x10000 | 0x800 | 0x100
    more = (0x1000, 0x2000, 0x4000, 0x8000, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
    return [hex(flag) for flag in more if _call(libc.syscall, 56, thread | flag, 0, 0, 0, 0) not in REFUSED]


def sockets_of_each_family():
    """Sockets of every family and kind: packets, netlink, ciphers, virtual machines, Bluetooth."""
    kinds = (1, 2, 3, 4, 5, 10, 1 | 0o4000)
    return [[f, k] for f in range(47) for k in kinds if _call(libc.socket, f, k, 0) not in REFUSED]


def pairs_of_each_family():
    """Pairs of sockets that are no connected streams."""
    box = ctypes.addressof(ctypes.create_string_buffer(8))
    kinds = (1, 2, 3, 4, 5)
    asked = [(f, k) for f in range(47) for k in kinds if (f, k) != (socket.AF_UNIX, socket.SOCK_STREAM)]
    return [one for one in asked if _call(libc.socketpair, *one, 0, box) not in REFUSED]


def descriptors_in_a_message():
    """A descriptor sent to oneself: it would outlive its process on the way."""
    ours, theirs = socket.socketpair()
    return _done({"send": lambda: socket.send_fds(ours, [b"x"], [0]), "receive": lambda: theirs.recvmsg(1)})


def bytes_out_of_band():
    """Urgent bytes in a stream, by which a kernel has been attacked."""
    ours, theirs = socket.socketpair()
    return _done({"send": lambda: ours.send(b"x", socket.MSG_OOB), "receive": lambda: theirs.recv(1, socket.MSG_OOB)})


def notices_in_a_pipe():
    """A pipe in which the kernel tells of changes."""
    return _done({"pipe": lambda: os.pipe2(os.O_EXCL | os.O_CLOEXEC)})


def data_past_the_program():
    """Data moved from file to pipe without being read: also from a file that cannot be read."""
    reader, writer = os.pipe()
    other = os.pipe()[1]
    here = os.open(__file__, os.O_RDONLY)
    ways = {"copy_file_range": lambda: os.copy_file_range(here, writer, 10)}
    if hasattr(os, "splice"):
        ways["splice"] = lambda: os.splice(here, writer, 10)
    found = _done(ways)
    if X86:
        found += [n for n in (275, 276, 278, 326) if _call(libc.syscall, n, reader, 0, other, 0, 1, 0) not in REFUSED]
    return found


def its_own_filter():
    """Another filter, which answers for the kernel or wakes a listener."""
    allow = (ctypes.c_uint16 * 4)(6, 0, 0, 0x7FFF)
    ways = ((317, 1, 0), (317, 1, 8), (157, 22, 2)) if X86 else ()
    return [way for way in ways if _call(libc.syscall, *way, ctypes.addressof(allow)) not in REFUSED]


def other_personalities():
    """Memory without random places, all of it executable."""
    return [hex(p) for p in (0x0040000, 0x0400000, 0x0008, 0x1FFFFFF) if _call(libc.personality, p) not in REFUSED]


def memory_that_stays():
    """Memory that is never swapped, by any call or flag."""
    found = [name for name in ("mlock", "mlockall") if _call(getattr(libc, name), 1, 1) not in REFUSED]
    return found + [325] * (X86 and _call(libc.syscall, 325, 4096, 4096, 1) not in REFUSED)


def timers_with_an_aim():
    """Timers that signal another process or become a descriptor."""
    event = (ctypes.c_int * 16)(0, 0, int(signal.SIGKILL), 4, os.getppid())
    made = ctypes.c_void_p()
    found = [] if libc.timer_create(1, ctypes.byref(event), ctypes.byref(made)) == -1 else ["timer_create"]
    names = ("timerfd_create", "signalfd")
    return found + [name for name in names if _call(getattr(libc, name), 1, 0, 0) not in REFUSED]


def the_right_of_way():
    """To go before others: by priority, by schedule, by the processor, at the disk."""
    me = os.getpid()
    return _done({
        "nice": lambda: os.nice(-5),
        "priority": lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
        "later": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
        "schedule": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
        "batch": lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
        "processor": lambda: os.sched_setaffinity(me, {0}),
        "parent": lambda: os.sched_setaffinity(os.getppid(), {0}),
    })


def larger_limits():
    """Each limit by itself, its own and the parent's."""
    found = []
    for kind in range(resource.RLIM_NLIMITS if hasattr(resource, "RLIM_NLIMITS") else 16):
        _, most = resource.getrlimit(kind)
        for pid in (0, os.getppid()):
            try:
                resource.prlimit(pid, kind, (most, most + 1 if most >= 0 else most))
            except (OSError, ValueError):
                continue
            if most >= 0 or pid:
                found.append([kind, pid > 0])
    return found


def another_user():
    """Root, or anybody."""
    return _done({
        "setuid": lambda: os.setuid(0),
        "setresuid": lambda: os.setresuid(1, 1, 1),
        "setgid": lambda: os.setgid(1),
        "groups": lambda: os.setgroups([0, 1]),
        "group": lambda: os.setpgid(0, os.getppid()),
        "session": lambda: os.setsid(),
        "root": lambda: os.chroot("/"),
    }) + [n for n in ("setfsuid", "capset") if _call(getattr(libc, n), 0, 0) not in REFUSED]


def the_whole_machine():
    """The kernel's modules, ports, clock, names and power switch."""
    if not X86:
        return []
    numbers = (103, 163, 167, 169, 170, 171, 172, 173, 174, 175, 176, 179, 246, 305, 313, 320, 154, 159, 227, 164)
    return [n for n in numbers if _call(libc.syscall, n, 0, 0, 0, 0, 0) not in REFUSED]


def mounts_of_the_new_kind():
    """Mounts by descriptors, and a root moved elsewhere."""
    if not X86:
        return []
    numbers = (155, 165, 166, 428, 429, 430, 431, 432, 433, 442)
    return [n for n in numbers if _call(libc.syscall, n, b"/tmp", b"/tmp", b"tmpfs", 0, 0) not in REFUSED]


def memory_of_others():
    """Pages and descriptors of another process: moved, advised, released, fetched."""
    if not X86:
        return []
    parent = os.getppid()
    numbers = (256, 279, 274, 312, 434, 438, 440, 448, 310, 311)
    return [n for n in numbers if _call(libc.syscall, n, parent, 0, 0, 0, 0, 0) not in REFUSED]


def signals_to_itself():
    """Signals, were it only to itself: by process, by thread, by group."""
    return _done({
        "raise": lambda: signal.raise_signal(signal.SIGUSR1),
        "thread": lambda: signal.pthread_kill(__import__("threading").get_ident(), 0),
        "group": lambda: os.killpg(0, 0),
        "all": lambda: os.kill(-1, 0),
        "own": lambda: os.kill(os.getpid(), 0),
    })


def opens_to_write():
    """Files, folders, devices and processes, opened in each way that would allow to write."""
    here = os.path.dirname(os.path.abspath(__file__))
    places = [__file__, here, os.path.dirname(here), sys.executable, os.__file__, "/", "/etc/passwd", "/etc/ld.so.cache"]
    places += ["/proc/self/mem", f"/proc/{os.getppid()}/mem", "/proc/self/oom_score_adj", "/proc/sys/kernel/core_pattern"]
    places += ["/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/ptmx", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/shm/x"]
    places += ["/sys/power/state", "/run/x", "/var/tmp/x", os.path.join(here, "__pycache__", "framework.cpython-311.pyc")]
    ways = (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_TRUNC, os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_TMPFILE)
    found = []
    for place in places:
        for way in ways:
            try:
                os.close(os.open(place, way, 0o600))
                found.append([place, way])
            except OSError:
                pass
    return found


def maps_to_write():
    """A file that may be read only, mapped to be written."""
    here = os.open(__file__, os.O_RDONLY)
    return _done({"shared": lambda: mmap.mmap(here, 0, mmap.MAP_SHARED, mmap.PROT_WRITE | mmap.PROT_READ)})


def questions_to_come():
    """The pipe with the questions, read ahead."""
    import select

    frame = sys._getframe()
    while "asked" not in frame.f_locals:
        frame = frame.f_back
    asked = frame.f_locals["asked"]
    return [os.read(asked, 100).decode()] if select.select([asked], [], [], 0)[0] else []


def what_others_run():
    """The command lines, variables and maps of other processes than its own."""
    found = []
    for pid in {os.getppid(), 1}:
        for what in ("environ", "maps", "mem", "fd/3", "root/etc/passwd", "cwd/conftest.py"):
            try:
                with open(f"/proc/{pid}/{what}", "rb") as file:
                    file.read(10)
                found.append([pid == 1, what])
            except OSError:
                pass
    return [one for one in found if not one[0]]


def folders_that_outlive_it():
    """Its own folder, moved, linked to or made a mount of."""
    here = os.path.dirname(os.path.abspath(__file__))
    return _done({
        "rename": lambda: os.rename(here, here + "2"),
        "link": lambda: os.link(__file__, __file__ + "2"),
        "symlink": lambda: os.symlink("/etc", here + "/etc"),
        "pipe": lambda: os.mkfifo(here + "/pipe"),
        "node": lambda: os.mknod(here + "/node"),
        "remove": lambda: os.unlink(__file__),
        "truncate": lambda: os.truncate(__file__, 0),
    })
