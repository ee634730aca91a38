"""A wide honest program, run inside a sandbox by test_system_calls.py: what the standard library does for computing."""

from __future__ import annotations

import array
import asyncio
import bisect
import collections
import concurrent.futures
import contextlib
import copy
import csv
import ctypes
import dataclasses
import datetime
import decimal
import faulthandler
import fractions
import functools
import gc
import hashlib
import heapq
import inspect
import io
import itertools
import json
import logging
import math
import os
import pickle
import platform
import pprint
import queue
import random
import re
import resource
import secrets
import select
import selectors
import shutil
import signal
import sqlite3
import statistics
import string
import struct
import sys
import tempfile
import textwrap
import threading
import time
import timeit
import traceback
import unittest
import uuid
import warnings
import weakref
import zlib
from collections.abc import Callable


def threads() -> int:
    """Threads, locks, pools, queues and waiting with a limit."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        total = sum(pool.map(abs, range(-50, 50)))
    waiting: queue.Queue[int] = queue.Queue()
    thread = threading.Thread(target=waiting.put, args=(1,), name="named")
    thread.start()
    thread.join()
    with contextlib.suppress(queue.Empty):
        waiting.get(timeout=0.01)
        waiting.get(timeout=0.01)
    threading.Event().wait(0.001)
    threading.Timer(0.001, total.bit_length).start()
    return int(total)


def clocks() -> bool:
    """Clocks, dates, sleeping and timers."""
    time.sleep(0.001)
    resource.getrusage(resource.RUSAGE_SELF)
    for name in ("monotonic", "perf_counter", "process_time", "thread_time", "time"):
        time.get_clock_info(name)
        getattr(time, name)()
    timeit.timeit("1 + 1", number=10)
    return datetime.datetime.now(datetime.UTC).year > 2000 and time.localtime().tm_year > 2000


def chance() -> int:
    """Everything that is drawn at random."""
    random.seed()
    return len(os.urandom(8) + secrets.token_bytes(8) + uuid.uuid4().bytes) + len(random.SystemRandom().choice("a"))


def numbers() -> str:
    """Exact and other arithmetic."""
    decimal.getcontext().prec = 50
    values = [decimal.Decimal(2).sqrt(), fractions.Fraction(1, 3), math.pi, statistics.stdev([1, 2, 4]), 10**500]
    return hashlib.sha256(repr(values).encode()).hexdigest()


def texts() -> str:
    """Formats, searching, printing, logging."""
    table = io.StringIO()
    csv.writer(table).writerow([1, json.dumps({"a": [1]}), textwrap.fill("a b", 1)])
    logging.getLogger("mine").warning("a %s", "warning")
    pprint.pprint(collections.Counter(re.findall(r"\w", string.ascii_letters)), table)
    sys.stdout.write("hello\n")
    sys.stdout.flush()
    print("hello", file=sys.stderr, flush=True)
    return str(pickle.loads(pickle.dumps(copy.deepcopy(table.getvalue()))))


def insides() -> int:
    """Looking at oneself: memory, frames, sources, the machine, the terminal that is not there."""
    gc.collect()
    gc.disable()
    gc.enable()
    weakref.ref(insides)
    inspect.getsource(inspect.getsource)
    faulthandler.enable(open(os.devnull))  # noqa: SIM115
    warnings.warn("mind", stacklevel=1)
    traceback.format_stack()
    platform.machine()
    sys.stdout.isatty()
    shutil.get_terminal_size()
    ctypes.CDLL(None).abs(ctypes.c_int(-1))
    os.getcwd()
    os.cpu_count()
    return os.getpid() - os.getppid()


def handlers() -> list[int]:
    """Signals of its own timer, and pipes."""
    heard: list[int] = []
    before = signal.signal(signal.SIGVTALRM, lambda number, _: heard.append(number))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.001)
    while not heard:
        math.factorial(500)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    os.set_blocking(writer, False)
    os.write(writer, b"x")
    ready, _, _ = select.select([reader], [], [], 1)
    with selectors.DefaultSelector() as chooser:
        chooser.register(reader, selectors.EVENT_READ)
        chooser.select(0.1)
    os.dup(reader)
    os.close(writer)
    return [len(ready), len(heard)]


def loop() -> int:
    """Coroutines, with work in threads."""

    async def main() -> int:
        await asyncio.sleep(0.001)
        return sum(await asyncio.gather(asyncio.to_thread(abs, -1), asyncio.to_thread(abs, -2)))

    return asyncio.run(main())


def data() -> int:
    """Containers, a data base in memory, packing, functions."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.execute("create table t (n)")
        base.executemany("insert into t values (?)", [(1,), (2,)])
        (total,) = base.execute("select sum(n) from t").fetchone()
    heap = [3, 1, 2]
    heapq.heapify(heap)
    bisect.insort(heap, 2)
    zlib.decompress(zlib.compress(struct.pack("d", 1.0) + array.array("d", heap).tobytes()))
    made = dataclasses.make_dataclass("Made", ["n"])
    return int(total + functools.reduce(int.__add__, itertools.chain(heap)) + made(1).n)


def tests() -> bool:
    """Tests of one's own."""
    case = unittest.FunctionTestCase(lambda: None)
    return unittest.TextTestRunner(stream=io.StringIO()).run(case).wasSuccessful()


def files() -> int:
    """Temporary files, where the sandbox has a place for them."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        file.write(b"12345")
        file.truncate(3)
        path = os.path.join(folder, "a.txt")
        with open(path, "w") as other:
            other.write("abc")
        os.rename(path, path + "2")
        shutil.copyfile(path + "2", path)
        return len(os.listdir(folder)) + os.path.getsize(path)


ALWAYS: list[Callable[[], object]] = [threads, clocks, chance, numbers, texts, insides, handlers, loop, data, tests]


def work(with_files: bool) -> list[str]:
    """Do it all; say what went wrong."""
    wrong = []
    for part in [*ALWAYS, *([files] if with_files else [])]:
        try:
            part()
        except BaseException:
            wrong.append(f"{part.__name__}: {traceback.format_exc(limit=-3)}")
    return wrong
