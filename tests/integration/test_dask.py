"""Grading on a Dask cluster: the record is that of the local pool, whatever happens to a worker."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.limits import Limits
from grader.grading.batch import Unwatched, grade_each
from grader.grading.executors import NoCluster, Questions, executor, here, on_worker, unfit
from grader.grading.plan import Plan
from grader.grading.questions import draw_questions
from grader.grading.store import Store
from grader.grading.submission import grade
from grader.intake import files as submission
from grader.paths import KIT, REFERENCE
from grader.record import SubmissionEntry
from tests.records import as_in_a_file

distributed = pytest.importorskip("distributed")


STEMS = ("ex1_by_hand",)
PLAN = Plan(STEMS).settled()
STUDENTS = ("ada", "bob", "cy", "dee", "eve", "flo")


@contextmanager
def cluster_of(workers: int, threads: int = 1, **options: Any) -> Iterator[Any]:
    """A scheduler and its worker processes, on this machine."""
    with distributed.LocalCluster(
        n_workers=workers, threads_per_worker=threads, dashboard_address=":0", silence_logs=50, **options
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers with two threads each, as by default."""
    with cluster_of(2, threads=2) as made:
        yield made


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """Six students; every other one has a mistake."""
    source = (REFERENCE / "ex1_by_hand.py").read_text()
    for number, student in enumerate(STUDENTS):
        folder = tmp_path / "class" / student
        folder.mkdir(parents=True)
        wrong = source.replace("return dl_dp * x", "return x")
        (folder / "ex1_by_hand.py").write_text(f"{wrong if number % 2 else source}\n# {number}\n")
    return tmp_path / "class"


def entries(folder: Path, **options: Any) -> list[Any]:
    return list(map(as_in_a_file, grade_each(sorted(folder.iterdir()), PLAN, **options)))


class Interfering(Unwatched):
    """A listener that calls a function as soon as a submission is graded."""

    def __init__(self, interfere: Callable[[], object]) -> None:
        self.interfere = interfere

    def graded(self, entry: SubmissionEntry) -> None:
        self.interfere()


def test_same_record_as_alone(class_folder: Path, cluster: Any) -> None:
    """The record is the same, also when several threads of a worker use the same checks."""
    assert entries(class_folder, engine=partial(executor, 1, cluster.scheduler_address)) == entries(class_folder)


def test_a_worker_that_is_killed_loses_nothing(class_folder: Path, tmp_path: Path) -> None:
    """A worker is killed as soon as the first submission is graded: all others are graded all the same."""
    undisturbed = entries(class_folder)
    killed: list[int] = []

    with cluster_of(2) as cluster:

        def kill_one() -> None:
            if not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)

        there = partial(executor, 1, cluster.scheduler_address)
        found = entries(
            class_folder, engine=there, watcher=Interfering(kill_one), store=Store(tmp_path / "store", SubmissionEntry)
        )
    assert killed
    assert found == undisturbed


def test_the_files_need_not_be_on_the_workers(class_folder: Path, cluster: Any) -> None:
    """Submissions are read here and sent to the workers."""
    one = submission.read_submission(class_folder / "bob", "bob", Limits().source_bytes)
    expected = grade(one, PLAN)
    shutil.rmtree(class_folder)
    with executor(1, cluster.scheduler_address) as there:
        assert there.submit(grade, one, PLAN).result() == expected


@pytest.mark.parametrize(
    ("preload", "said"),
    [
        ("import sys\nsys.modules['grader'] = None\n", "cannot grade"),
        (
            "import grader.course.sources\ngrader.course.sources.deciding = lambda: 'older'\n",
            "another version of the kit: older",
        ),
        ("import platform\nplatform.python_version = lambda: '3.1.4'\n", "has Python 3.1.4"),
    ],
    ids=["no kit", "another kit", "another Python"],
)
def test_a_worker_that_would_grade_otherwise(class_folder: Path, tmp_path: Path, preload: str, said: str) -> None:
    """Nothing is graded: one line says which worker it is, and what to do."""
    file = tmp_path / "preload.py"
    file.write_text(preload)
    with cluster_of(1, preload=str(file)) as cluster:
        arguments = ["grade", str(class_folder), "--exercise", *STEMS, "--dask", cluster.scheduler_address]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Each worker needs this very kit" in result.output
    assert "Traceback" not in result.output


def test_a_worker_that_joins_later_is_examined_too() -> None:
    """A worker that would grade differently stops the grading before it gets a submission."""
    assert unfit(here(), here()) == ""
    with pytest.raises(NoCluster, match="another version of the kit"):
        on_worker(here()._replace(kit="newer"), len, "")
    assert unfit(here()._replace(hypothesis="1.0"), here()).startswith("has Hypothesis")


def test_a_cluster_without_workers(class_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.grading.executors.WORKERS_SECONDS", 0.1)
    with cluster_of(0) as cluster:
        result = CliRunner().invoke(main, ["grade", str(class_folder), "--dask", cluster.scheduler_address])
    assert result.exit_code == 2
    assert "has no workers: start some with `dask worker" in result.output


def test_a_scheduler_that_goes_away(class_folder: Path, tmp_path: Path) -> None:
    """Finished entries are kept, none is wrong, and the message says how to go on."""
    store = Store(tmp_path / "store", SubmissionEntry)
    with cluster_of(1) as cluster:
        closing = Interfering(cluster.close)
        with pytest.raises(NoCluster, match="run the same command to continue"):
            entries(class_folder, engine=partial(executor, 1, cluster.scheduler_address), watcher=closing, store=store)
    assert entries(class_folder, store=store) == entries(class_folder)


def test_interrupted(class_folder: Path, cluster: Any, tmp_path: Path) -> None:
    """Ctrl-C: exit code 130 and one line, and the same command goes on."""
    command = [sys.executable, "-m", "grader", "grade", str(class_folder), "--exercise", *STEMS]
    command += ["--dask", cluster.scheduler_address, "--store", str(tmp_path / "store")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while process.poll() is None and not list((tmp_path / "store").rglob("*.json")):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 130, output
    assert "run the same command to continue" in output
    assert "Traceback" not in output


OWN_BANK = """
import os
from grader.judge.bank import examples, file, transfer

os.environ[file.FOLDER] = f"{FOLDER}/{os.getpid()}"

def counted(*arguments, keep=transfer.keep_bank_files):
    with open(f"{FOLDER}/{os.getpid()}.sent", "a") as sent:
        sent.write("once\\n")
    keep(*arguments)

def drawn(*_):
    raise AssertionError("a worker draws by itself")

if transfer.keep_bank_files.__name__ != "counted":  # Dask runs this twice
    transfer.keep_bank_files = counted
examples.record = drawn
"""


def test_the_bank_is_sent_once_to_each_worker(class_folder: Path, tmp_path: Path) -> None:
    """No worker has a bank, and none can draw: each gets the questions once, however many it grades."""
    preload = tmp_path / "preload.py"
    banks = tmp_path / "banks"
    banks.mkdir()
    preload.write_text(f"FOLDER = {str(banks)!r}\n{OWN_BANK}")
    draw_questions(STEMS, PLAN.sampling, 1)
    with cluster_of(2, preload=str(preload)) as cluster:
        there = partial(executor, 1, cluster.scheduler_address, Questions(STEMS, PLAN.sampling))
        found = entries(class_folder, engine=there)
    assert found == entries(class_folder)
    assert [file.read_text() for file in sorted(banks.glob("*.sent"))] == ["once\n"] * 2
    kept = [sorted(file.name for file in bank.rglob("*.bank")) for bank in banks.iterdir() if bank.is_dir()]
    assert len(kept) == 2
    assert kept[0] == kept[1] != []


@pytest.mark.slow  # makes keys
def test_a_cluster_with_tls(class_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With certificates, as docs/how-to/dask.md makes them, the record is the same; without them nobody gets in."""
    import dask

    make_certificates(tmp_path)
    names = {
        f"tls_{who}_{what}": str(tmp_path / f"cluster.{end}")
        for who in ("scheduler", "worker", "client")
        for what, end in (("cert", "pem"), ("key", "key"))
    }
    security = distributed.Security(tls_ca_file=str(tmp_path / "ca.pem"), require_encryption=True, **names)
    files = {"ca-file": "ca.pem", "client.cert": "cluster.pem", "client.key": "cluster.key"}
    settings = {f"distributed.comm.tls.{key}": str(tmp_path / name) for key, name in files.items()}
    with cluster_of(1, security=security, protocol="tls://") as cluster:
        assert cluster.scheduler_address.startswith("tls://")
        command = ["grade", str(class_folder), "--exercise", *STEMS, "--fresh", "--dask", cluster.scheduler_address]
        with dask.config.set(settings):
            result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        assert "TLS" not in result.output
        refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2
    assert "no Dask scheduler answers at" in refused.output


def make_certificates(folder: Path) -> None:
    """Run the commands of the page, in this folder."""
    page = (KIT / "docs/how-to/dask.md").read_text("utf-8")
    (script,) = re.findall(r"(?ms)^```sh\n((?:(?!```).)*openssl.*?)^```", page)
    subprocess.run(["sh", "-ec", script], cwd=folder, check=True, capture_output=True)


def test_a_cluster_without_tls_is_warned_of(class_folder: Path) -> None:
    result = CliRunner().invoke(main, ["grade", str(class_folder), "--exercise", *STEMS, "--dask", "tcp://127.0.0.1:1"])
    assert "whoever reaches a Dask scheduler without TLS can run code" in result.output
