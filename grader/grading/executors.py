"""Runs gradings in this process, in several, or on a Dask cluster, all with the interface of concurrent.futures."""

from __future__ import annotations

import ctypes
import gc
import logging
import platform
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import hypothesis
from hypothesis.errors import HypothesisDeprecationWarning

from grader.course import sources
from grader.course.sampling import OWN, Sampling
from grader.judge.bank import transfer
from grader.judge.shared_cache import Shared, share
from grader.printable import fit

P = ParamSpec("P")
T = TypeVar("T")


class InProcess(Executor):
    """An executor that runs each call in this process, as soon as it is submitted."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # a future carries any error to the one who asks for its result
            future.set_exception(error)
        return future


WORKERS_SECONDS = 10
"""Time to wait for the first worker of a Dask cluster: workers that are started just before need a few seconds."""

CHATTY = ("distributed", "distributed.client", "tornado", "asyncio")
"""Loggers that print a traceback for each lost connection. The user is told by NoCluster instead."""


class Questions(NamedTuple):
    """Exercises, and which examples of them are asked."""

    stems: tuple[str, ...] = ()
    sampling: Sampling = OWN


class NoCluster(Exception):
    """The Dask cluster cannot be used; the message says why, and what to do."""


@contextmanager
def executor(jobs: int, dask: str | None = None, asking: Questions | None = None) -> Iterator[Executor]:
    """Provide an executor for gradings.

    Args:
        jobs: Number of processes on this machine.
        dask: Address of a Dask scheduler, which is used instead.
        asking: What will be graded there: each worker is sent its questions once.
    """
    if dask is not None:
        with _cluster(dask, asking or Questions()) as cluster:
            yield cluster
    elif jobs == 1:
        yield InProcess()
    else:
        import multiprocessing  # not at the top: a single submission is graded without
        from concurrent.futures import ProcessPoolExecutor

        # This process has threads, so it must not be forked.
        context = multiprocessing.get_context("forkserver")
        with tempfile.TemporaryDirectory(prefix="findings-", ignore_cleanup_errors=True) as folder:
            pool = ProcessPoolExecutor(jobs, context, _begin, (Shared(Path(folder)),))
            try:
                yield pool
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


GARBAGE = 50_000
"""New objects before a judge collects garbage. A judge keeps all drawn networks. At Python's usual 700, going through
them would take about a tenth of the time of drawing."""

M_MMAP_THRESHOLD = -3
"""The number of this option in glibc's malloc.h."""

LARGE = 65536
"""Bytes. A larger block comes from the kernel, and is given back to it. By itself, glibc raises this threshold because
of the large messages between judge and worker, and keeps 15 MB more by the seventieth student."""


def tune_memory() -> None:
    """Prepare a process that will grade many submissions."""
    gc.set_threshold(GARBAGE)
    if sys.platform == "linux":
        with suppress(AttributeError):  # other C libraries have no mallopt, and no need for it
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def _begin(shared: Shared) -> None:
    """Prepare a new process of the pool."""
    tune_memory()
    share(shared)


class Cluster(Executor):
    """An executor on a Dask cluster. Its workers need the kit, but not the submissions' files."""

    def __init__(self, client: Any) -> None:
        # If a worker dies, its gradings are tried again on another one.
        self._executor = client.get_executor(pure=False, retries=3)
        self._wanted = here()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = self._executor.submit(on_worker, self._wanted, fn, *args, **kwargs)
        return future


ONE_AT_A_TIME = threading.Lock()


def on_worker(wanted: Here, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a call in this process, a Dask worker, which may have joined the cluster after it was examined.

    Args:
        wanted: What decides grades in the process that asked.
        fn: The function to call.
        *args: Its arguments.
        **kwargs: Its keyword arguments.

    Returns:
        What the function returns.

    Raises:
        NoCluster: This worker would grade otherwise.
    """
    if problem := unfit(wanted, here()):
        raise NoCluster(f"a Dask worker on {platform.node()} {problem}")
    # By default a worker has several threads, which would share the state of the checks.
    with ONE_AT_A_TIME, warnings.catch_warnings():
        # Hypothesis warns of Dask, which draws random numbers in other threads; no strategy of ours uses them.
        warnings.simplefilter("ignore", HypothesisDeprecationWarning)
        return fn(*args, **kwargs)


class Here(NamedTuple):
    """What decides how a process grades: two processes that agree in it give the same grades."""

    python: str
    hypothesis: str
    kit: str
    """The fingerprint of all that decides a grade, including both versions."""


def here() -> Here:
    """Describe this process."""
    return Here(platform.python_version(), hypothesis.__version__, sources.deciding())


def unfit(wanted: Here, has: Here) -> str:
    """Explain why a worker that is as `has` says would grade otherwise; empty if it would not."""
    if has.python != wanted.python:
        return f"has Python {has.python}, here it is {wanted.python}: grades may differ"
    if has.hypothesis != wanted.hypothesis:
        return f"has Hypothesis {has.hypothesis}, here it is {wanted.hypothesis}: its checks may draw other networks"
    if has.kit != wanted.kit:
        return f"has another version of the kit: {has.kit}, here it is {wanted.kit}"
    return ""


BANK = "backprop-grader-bank"
"""The name of what sends the questions, so that a later grading's replaces an earlier one's."""


@contextmanager
def _cluster(address: str, asking: Questions) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError as error:
        raise NoCluster("--dask needs the package distributed: pip install 'backprop-exercise-kit[dask]'") from error
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(address, timeout="5s")  # type: ignore[no-untyped-call]
    except (OSError, TypeError, ValueError) as error:  # a TypeError is TLS without certificates
        raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        _examine_workers(client, address)
        _send_bank(distributed, client, asking)
        yield Cluster(client)
    finally:
        with suppress(Exception):  # a lost connection cannot be closed; that must not hide a result or a Ctrl-C
            client.close()


def _examine_workers(client: Any, address: str) -> None:
    """Raise NoCluster unless there are workers, and each has this kit."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_SECONDS)
    except TimeoutError:
        raise NoCluster(f"the scheduler at {address} has no workers: start some with `dask worker {address}`") from None
    for worker, said in client.run(here, on_error="return").items():
        problem = unfit(here(), said) if isinstance(said, Here) else f"cannot grade: {fit(str(said), 300)}"
        if problem:
            raise NoCluster(f"the Dask worker {worker} {problem}. Each worker needs this very kit.")


def _send_bank(distributed: Any, client: Any, asking: Questions) -> None:
    """Send the questions to each worker, once, and to those that join later; each would draw them otherwise."""
    files = transfer.bank_files(asking.stems, asking.sampling)

    class Bank(distributed.WorkerPlugin):  # type: ignore[misc]
        """Dask calls it in each worker."""

        name = BANK

        def setup(self, worker: Any) -> None:
            with suppress(Exception):  # whatever is wrong there: a worker without it draws for itself
                transfer.keep_bank_files(files, asking.sampling)

    if files:
        client.register_plugin(Bank())


def killed(error: Exception) -> bool:
    """Return whether a grading failed because its process died."""
    distributed = sys.modules.get("distributed")  # not imported: a package that is not loaded has raised nothing
    return isinstance(error, BrokenExecutor) or bool(distributed and isinstance(error, distributed.KilledWorker))
