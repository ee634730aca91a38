"""Where gradings run: in this process, in several, or nowhere."""

from __future__ import annotations

import gc

import pytest

from grader.grading.executors import GARBAGE, NoCluster, executor


@pytest.mark.parametrize("jobs", [1, 2])
def test_executors_give_the_same(jobs: int) -> None:
    """In this process or in others, results are the same; an exception comes out of the future."""
    with executor(jobs) as pool:
        assert [pool.submit(pow, 2, n).result() for n in range(4)] == [1, 2, 4, 8]
        failing = pool.submit(divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            failing.result()


def test_judges_look_for_garbage_less_often() -> None:
    """Judges collect garbage less often in processes of their own, but not in a caller's process."""
    mine = gc.get_threshold()
    with executor(2) as pool:
        assert pool.submit(gc.get_threshold).result()[0] == GARBAGE
    with executor(1) as pool:
        assert pool.submit(gc.get_threshold).result() == mine


def test_no_cluster_is_a_clear_error() -> None:
    """The message about a missing cluster names its address."""
    pytest.importorskip("distributed")
    with pytest.raises(NoCluster, match=r"tcp://127.0.0.1:9"), executor(1, "tcp://127.0.0.1:9"):
        pass
