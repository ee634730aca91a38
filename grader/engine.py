"""Where gradings run: in this process, in several, or on a Dask cluster. One interface, that of concurrent.futures."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class NoCluster(Exception):
    """The Dask cluster cannot be used; the message says why, and what to do."""


@contextmanager
def executor(jobs: int, dask: str | None = None) -> Iterator[Executor]:
    """An executor for gradings: `jobs` processes on this machine, or the Dask scheduler at that address."""
    if dask is not None:
        with _cluster(dask) as cluster:
            yield cluster
    elif jobs == 1:
        yield Here()
    else:
        # Not forked from this process, which has threads.
        context = multiprocessing.get_context("forkserver")
        pool = ProcessPoolExecutor(jobs, mp_context=context)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError as error:
        raise NoCluster("--dask needs the package distributed: pip install 'backprop-exercise-kit[dask]'") from error
    try:
        client: Any = distributed.Client(address, timeout="5s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        # A worker that dies is no reason to lose its students: their gradings are tried elsewhere.
        yield client.get_executor(pure=False, retries=3)
