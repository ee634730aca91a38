"""Where gradings run: in this process, in several, or on a Dask cluster. One interface, that of concurrent.futures."""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import platform
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import hypothesis
from hypothesis.errors import HypothesisDeprecationWarning

from grader.grading import provenance
from grader.judge.shared_cache import Shared, share

P = ParamSpec("P")
T = TypeVar("T")


class InProcess(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


WORKERS_SECONDS = 10
"""How long to wait for a first worker of a Dask cluster."""


CHATTY = ("distributed", "distributed.client", "tornado", "asyncio")
"""Loggers that print a traceback for each connection that is lost. What a person has to know of it is a NoCluster."""


class NoCluster(Exception):
    """The Dask cluster cannot be used; the message says why, and what to do."""


@contextmanager
def executor(jobs: int, dask: str | None = None) -> Iterator[Executor]:
    """An executor for gradings: `jobs` processes on this machine, or the Dask scheduler at that address."""
    if dask is not None:
        with _cluster(dask) as cluster:
            yield cluster
    elif jobs == 1:
        yield InProcess()
    else:
        # Not forked from this process, which has threads.
        context = multiprocessing.get_context("forkserver")
        with tempfile.TemporaryDirectory(prefix="findings-", ignore_cleanup_errors=True) as folder:
            pool = ProcessPoolExecutor(jobs, context, _begin, (Shared(Path(folder)),))
            try:
                yield pool
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


GARBAGE = 50_000
"""New objects until a judge looks for garbage. It keeps all that it has drawn, and Python, which looks after every 700,
would go through that for about a tenth of the time of drawing."""

M_MMAP_THRESHOLD = -3
"""The number of that option in glibc's malloc.h."""

LARGE = 65536
"""Bytes. What is larger, a judge gets from the kernel and gives back. glibc would learn not to, from the large messages
between judge and worker, and keep 15 MB more by the seventieth student."""


def _begin(shared: Shared) -> None:
    """The first that a process of the pool does."""
    gc.set_threshold(GARBAGE)
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library needs no such thing
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
    share(shared)


class Cluster(Executor):
    """A Dask cluster. Its workers need the kit, but not the submissions' files."""

    def __init__(self, client: Any) -> None:
        # A worker that dies is no reason to lose its students: their gradings are tried elsewhere.
        self._executor = client.get_executor(pure=False, retries=3)
        self._wanted = here()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = self._executor.submit(on_worker, self._wanted, fn, *args, **kwargs)
        return future


ONE_AT_A_TIME = threading.Lock()


def on_worker(wanted: Here, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Do it in this process, a Dask worker, which may have joined the cluster only now; NoCluster if it is not fit."""
    if problem := unfit(wanted, here()):
        raise NoCluster(f"a Dask worker on {platform.node()} {problem}")
    # A worker has several threads unless told otherwise, and all of them have the same checks in their hands.
    with ONE_AT_A_TIME, warnings.catch_warnings():
        # Dask draws random numbers in other threads. No strategy does.
        warnings.simplefilter("ignore", HypothesisDeprecationWarning)
        return fn(*args, **kwargs)


class Here(NamedTuple):
    """What decides how a process grades. The same, the same grades."""

    python: str
    hypothesis: str
    kit: str
    """The fingerprint of all that decides, these versions included."""


def here() -> Here:
    """What this process is."""
    return Here(platform.python_version(), hypothesis.__version__, provenance.deciding())


def unfit(wanted: Here, has: Here) -> str:
    """Why a worker that says this of itself would grade otherwise; empty if it does not."""
    if has.python != wanted.python:
        return f"has Python {has.python}, here it is {wanted.python}: grades may differ"
    if has.hypothesis != wanted.hypothesis:
        return f"has Hypothesis {has.hypothesis}, here it is {wanted.hypothesis}: its checks may draw others"
    if has.kit != wanted.kit:
        return f"has another version of the kit: {has.kit}, here it is {wanted.kit}"
    return ""


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError as error:
        raise NoCluster("--dask needs the package distributed: pip install 'backprop-exercise-kit[dask]'") from error
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(address, timeout="5s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        _examine_workers(client, address)
        yield Cluster(client)
    finally:
        with suppress(Exception):  # what is lost cannot be closed, and hides neither a grading's end nor a Ctrl-C
            client.close()


def _examine_workers(client: Any, address: str) -> None:
    """NoCluster unless there are workers, and each has this kit."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_SECONDS)
    except TimeoutError:
        raise NoCluster(f"the scheduler at {address} has no workers: start some with `dask worker {address}`") from None
    for worker, said in client.run(here, on_error="return").items():
        problem = f"cannot grade: {said}" if isinstance(said, Exception) else unfit(here(), said)
        if problem:
            raise NoCluster(f"the Dask worker {worker} {problem}. Each worker needs this very kit.")


def killed(error: Exception) -> bool:
    """Whether a grading failed because the process that it was in is gone."""
    distributed = sys.modules.get("distributed")  # what is not loaded has raised nothing
    return isinstance(error, BrokenProcessPool) or bool(distributed and isinstance(error, distributed.KilledWorker))
