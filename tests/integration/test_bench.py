"""`grader bench`: each part measures, states its promise, and notices when the promise is not kept."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner
from msgspec.structs import replace as changed
from rich.console import Console

from grader.benchmarks import cluster, growth, kills, latency, otter, safety, throughput
from grader.benchmarks.browser import frames, on_site, page, visits
from grader.benchmarks.browser.chromium import served
from grader.benchmarks.classes import Lab, differences, make_class, samples
from grader.benchmarks.figures import Figure, at_least, at_most, same, table, three
from grader.benchmarks.memory import Watch, judges
from grader.benchmarks.pushes import deadline
from grader.cli import main
from grader.grading.plan import Plan
from grader.intake.files import Submission
from grader.judge.check_runner import SandboxedExamination
from grader.sandbox import seccomp
from tests import records
from tests.built_site import site_folder

STEMS = ["ex1_by_hand"]
SLEEP = "import time; time.sleep(60)"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Graded with the first exercise only."""
    return Lab(tmp_path_factory.mktemp("lab"), 2, STEMS)


def promises(figures: list[Figure]) -> list[bool]:
    return [figure.kept for figure in figures if figure.kept is not None]


def test_a_promise_is_kept_or_not() -> None:
    """The table says whether each promise is kept."""
    found = [at_least("a [b]", 3, "s", 2), at_least("c", 1, "s", 2), at_most("d", 3, "%", 2), at_most("e", 1, "%", 2)]
    assert promises(found) == [True, False, False, True]
    console = Console(file=io.StringIO(), width=100)
    console.print(table("title", found))
    rows = [line.split("│")[1:-1] for line in console.file.getvalue().splitlines() if line.startswith("│")]  # type: ignore[attr-defined]
    assert [[cell.strip() for cell in row] for row in rows[:2]] == [
        ["a [b]", "3 s", "at least 2", "yes"],
        ["c", "1 s", "at least 2", "no"],
    ]


def test_records_differ() -> None:
    """Records may differ in an entry, in the students, in their order, or elsewhere."""
    record = records.record([records.entry("ada", []), records.entry("bob", [])])
    ada, bob = record.submissions
    assert differences(record, changed(record, submissions=[ada, bob])) == []
    assert same("", []).kept
    assert differences(record, changed(record, submissions=[ada, changed(bob, score=3)])) == ["bob"]
    assert same("", ["bob"]).value == "differs: bob"
    assert not same("", ["bob"]).kept
    assert differences(record, changed(record, submissions=[ada])) == ["bob"]
    assert differences(record, changed(record, submissions=[bob, ada])) == ["the order of the students"]
    assert differences(record, changed(record, sandbox="y")) == ["sandbox"]


def test_every_student_of_a_class_has_texts_of_their_own(tmp_path: Path) -> None:
    """With the same texts, the second student's grading would be found in the store."""
    make_class(tmp_path / "class", len(samples()) + 1)
    first, again = tmp_path / "class" / "ada0000", tmp_path / "class" / f"ada{len(samples()):04}"
    files = [file.relative_to(first) for file in first.rglob("*.py")]
    assert files
    assert all((first / file).read_text() != (again / file).read_text() for file in files)


def test_growth(lab: Lab) -> None:
    """Time and memory of each class, and how much they grew."""
    found = {figure.what: figure for figure in growth.figures(lab, [2, 4])}
    assert found["4 students: time"].value == lab.undisturbed(4).seconds
    assert 10 < found["2 students: largest judge, most ever"].value < 1000  # type: ignore[operator]
    assert len(promises(list(found.values()))) == 3
    assert not at_most("", growth.grown(100.0, 121.0), "%", growth.FLAT).kept


def test_memory_of_judges_and_of_nobody_else() -> None:
    """Only the grading's own processes are measured, never those that run student code, however they were started."""
    hold = f"data = bytearray(150_000_000); {SLEEP}"
    parent = (
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-S', '-c', {hold!r}])\n"
        f"subprocess.Popen([sys.executable, '-c', {hold!r}])\n"
        f"{SLEEP}\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent])
    try:
        root = psutil.Process(process.pid)
        with Watch(process.pid) as watch:
            while not any(size > 100 for _, size in watch.largest):
                time.sleep(0.05)
        assert len(root.children()) == 2
        assert len(list(judges(root))) == 2
        assert growth.peak(watch.together) < 250
    finally:
        below = root.children()
        process.kill()
        for one in below:
            one.kill()
        process.wait()


def test_what_is_about_to_be_a_sandbox_is_no_judge() -> None:
    """A process that has forked but not yet started the sandbox is not counted, below any kind of judge."""
    fork = "import os; os.fork()"
    server = f"{fork} or os.fork(); {SLEEP}"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {server!r}]); {fork}; {SLEEP}"
    process = subprocess.Popen([sys.executable, "-c", parent])
    root = psutil.Process(process.pid)
    try:
        while len(root.children(recursive=True)) < 4:
            time.sleep(0.05)
        server_and_judge = [one for one in root.children(recursive=True) if one.cmdline()[-1] == server][:2]
        assert [*judges(root)] == [root, *server_and_judge]
    finally:
        for one in root.children(recursive=True):
            one.kill()
        process.kill()
        process.wait()


def test_latency(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """One submission, one push, one notebook: each is measured, and has processor time where that is promised."""
    pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")
    from grader.benchmarks.nbgrader import Way

    cost = {Way.VANILLA: 2.0, Way.NOTHING: 0.25, Way.PLUGINS: 0.5}
    monkeypatch.setattr(
        "grader.benchmarks.nbgrader.measure", lambda stem, copies, **_: {way: copies * cost[way] for way in Way}
    )
    found = latency.figures(lab)
    assert len(promises(found)) == 8
    measured = {figure.what: figure.value for figure in found if not isinstance(figure.value, str)}
    assert all(value > 0.05 for value in measured.values()), measured
    assert [(figure.value, figure.kept) for figure in found[-6:]] == [(0.125, None), (0.25, False)] * 3


def test_deadline(lab: Lab) -> None:
    """Every push is answered, in order, though a worker is killed."""
    found = {figure.what: figure for figure in deadline.figures(lab, 9, 8, seconds=4)}
    assert found["pushes, of so many repositories"].value == "8 of 7"
    assert found["answered with neither"].value == 0
    assert found["told that the grader failed or could not be started"].value == 0
    assert found["left in the queue"].value == 0
    assert found["largest worker"].value > 10  # type: ignore[operator]


def test_safety(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind is graded, without drawing, and the ratio is promised; what is left out is there again afterwards."""
    before = seccomp.compiled, SandboxedExamination.counting_examples
    costs = {(True, True): 2.4, (False, True): 2.1, (True, False): 2.3, (False, False): 2.0}
    cost = safety._cost
    real: list[float] = []

    def measured(submission: Submission, plan: Plan, sealed: bool, filtered: bool) -> float:
        real.append(cost(submission, plan, sealed, filtered))
        return costs[sealed, filtered]

    monkeypatch.setattr(safety, "_cost", measured)
    found = {figure.what: figure for figure in safety.figures(Lab(tmp_path, 1, ["ex3_caching"]), 1)}
    assert len(real) == 5
    assert all(seconds > 0 for seconds in real)
    assert found["both together add"].value == pytest.approx(20)
    assert found["both together add"].kept is False
    assert found["of that, sealed questions"].value == pytest.approx(15)
    assert found["of that, the filter"].value == pytest.approx(5)
    assert before == (seccomp.compiled, SandboxedExamination.counting_examples)


def test_a_command_that_fails_is_no_figure(lab: Lab) -> None:
    with pytest.raises(SystemExit, match="failed"):
        latency._run([sys.executable, "-c", "raise SystemExit(3)"], lab.folder, {})


def test_kills(lab: Lab) -> None:
    """There are as many kills as asked for, and the record is that of an undisturbed run."""
    found = kills.figures(lab, 6, 3)
    assert found[0].value
    assert promises(found[1:]) == [True, True]


def test_kills_see_another_record(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the undisturbed run seems to have given other points."""
    before = lab.undisturbed(6)
    *entries, last = before.record.submissions
    altered = changed(before.record, submissions=[*entries, changed(last, score=last.score + 1)])
    monkeypatch.setattr(lab, "undisturbed", lambda students: replace(before, record=altered))
    assert kills.figures(lab, 6, 1)[1].value == f"differs: {last.student}"


def test_kills_see_what_outlives_its_grading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of a session of its own is not hit by the kill."""
    monkeypatch.setattr(kills, "PATIENCE", 0.1)
    child = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {SLEEP!r}], start_new_session=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{child}; print(p.pid, flush=True); p.wait()"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    orphan = psutil.Process(int(process.stdout.readline()))
    assert kills.kill(process) == 1
    orphan.kill()
    process.stdout.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer clusters, and fewer tasks that do nothing."""
    monkeypatch.setattr(cluster, "GROWING", (1, 2))
    monkeypatch.setattr(cluster, "TASKS", 10)


def test_dask(lab: Lab, small: None) -> None:
    """Records like the local pool's, one worker was killed; the speed of more workers, and what a task costs."""
    found = cluster.figures(lab, 6)
    assert promises(found) == [True, True, True, True], found
    values = {figure.what: figure.value for figure in found}
    assert values["1 worker: speed, relative to 1 worker"] == 1
    assert values["2 workers: speed, relative to 1 worker"] > 0  # type: ignore[operator]
    assert values["a task that does nothing, the cluster"] > 0  # type: ignore[operator]


def test_dask_sees_another_record(lab: Lab, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *entries = lab.undisturbed(6).record.submissions
    record = changed(lab.undisturbed(6).record, submissions=[changed(first, notes=["lost"]), *entries])
    monkeypatch.setattr(cluster, "_graded", lambda *_: (record, 0))
    assert promises(cluster.figures(lab, 6)) == [False, False, False, False]


def test_throughput(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside nbgrader and otter-grader where they are; where they are not, it says how to get them."""
    monkeypatch.setattr(throughput, "find_spec", lambda name: None)
    found = {figure.what: figure.value for figure in throughput.figures(lab, 4, 2)}
    assert found["otter-grader"] == "not measured: pip install -e '.[bench]'"
    assert found["vanilla nbgrader"] == "not measured: pip install -e '.[nbgrader]'"
    assert found["the other graders had the code of"] == "ada, noor"


def test_otter_that_does_not_work_is_no_peer(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otter, "grade", lambda handed_in, jobs: (1.0, {"ada": 0.0}))
    monkeypatch.setattr(throughput, "_nbgrader", lambda *_: [])
    with pytest.raises(SystemExit, match="gave nobody a point"):
        throughput.figures(lab, 4, 1)


def test_page(lab: Lab) -> None:
    """The page is opened, sorted and examined; three students have names with markup in them."""
    found = page.figures(lab, 8)
    if found[-1].what == "in a browser":
        pytest.skip(str(found[-1].value))
    assert promises(found)[1:] == [True, True]


def test_page_that_is_slow_to_read_and_easy_to_break(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report has the findings of axe and the effects of hostile names."""
    bad = "<table id=heat><thead><tr><th aria-sort=none onclick=alert(1)>a</table><img src='data:,'><input>"
    monkeypatch.setattr(page, "class_page", lambda record: bad)
    found = page.figures(lab, 4)
    if found[-1].what == "in a browser":
        pytest.skip(str(found[-1].value))
    assert promises(found)[1:] == [False, False]


def test_page_without_a_browser(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert page.figures(lab, 4)[-1].value == "not measured: Chromium is not installed"


@pytest.mark.slow
def test_frames(browser: Any, shared: Path) -> None:
    """Each of the three has frames, and the large network is shown in part; how fast is for a person to read."""
    with served(site_folder(shared)) as address:
        found = frames.measured(browser, address)
    assert [one.what.rpartition(": ")[2] for one in found[:3]] == [
        "frames",
        "the longest frame, processor time",
        "the longest frame, clock",
    ]
    assert all(isinstance(one.value, (int, float)) and one.value > 0 for one in found)
    assert len(found) == 9


@pytest.mark.slow
def test_visits(browser: Any, shared: Path) -> None:
    """Two visits and two checks, each on the clock and in processor time."""
    site = site_folder(shared)
    assert 5e6 < visits.compressed(site) < 15e6
    with served(site) as address:
        found = visits.visits(browser, address)
    assert [one.what.partition(",")[0] for one in found[::2]] == [
        "from opening to the first result",
        "Check of a right exercise 1",
        "Check of a wrong exercise 1",
        "from opening to the first result",
    ]
    assert all(isinstance(one.value, float) and one.value > 0 for one in found)
    assert visits.WRONG != visits.RIGHT


def test_visits_without_a_browser(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_site, "build_site", lambda folder, course: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert visits.figures(lab)[0].value == "not measured: Chromium is not installed"


def task(begin: float, clock: float, computed: float, thread: int = 1) -> dict[str, Any]:
    """A task in a trace; times are in milliseconds."""
    times = {"ts": begin * 1000, "dur": clock * 1000, "tdur": computed * 1000}
    return {"name": "RunTask", "ph": "X", "pid": 7, "tid": thread, **times}


def frame(begin: float, end: float, identity: int) -> list[dict[str, Any]]:
    """The two events of a frame in a trace."""
    common = {"name": "AnimationFrame", "pid": 7, "tid": 1, "id2": {"local": identity}}
    return [{**common, "ph": "b", "ts": begin * 1000}, {**common, "ph": "e", "ts": end * 1000}]


def test_a_slow_frame_is_seen() -> None:
    """All tasks of the page's own thread count in it; one that waits for the processor is slow on the clock only."""
    quick = [task(0, 9, 9), *frame(10, 30, 1), task(12, 15, 5), task(12, 300, 300, thread=2)]
    slow = [*frame(100, 170, 2), task(100, 40, 30), task(140, 30, 25), task(200, 500, 500)]
    found = frames.frames_of([*slow, *quick])
    assert (sorted(found.clock), sorted(found.computed)) == ([20, 70], [5, 55])
    assert [one.kept for one in frames.described("trained", found)] == [None, False, False]
    assert [one.kept for one in frames.described("trained", frames.frames_of(quick))] == [None, True, True]


def test_frames_without_a_browser(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_site, "build_site", lambda folder, course: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert frames.figures(lab)[0].value == "not measured: Chromium is not installed"


def test_from_the_command_line(tmp_path: Path) -> None:
    """One part of a tiny class: a table, and the same figures as JSON."""
    file = tmp_path / "bench.json"
    arguments = ["--part", "growth", "--students", "1", "--students", "2", "--exercise", *STEMS, "--json", str(file)]
    result = CliRunner().invoke(main, ["bench", *arguments])
    assert result.exit_code == 0, result.output
    assert "at most 20" in result.output
    (part,) = json.loads(file.read_text()).items()
    assert part[0] == "growth"
    assert part[1][0]["what"] == "1 students: time"


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends the grading that is being measured, too, and what it has started."""
    command = [sys.executable, "-m", "grader", "bench", "--part", "kills", "--students", "50", "--exercise", *STEMS]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    root = psutil.Process(process.pid)
    while len(below := root.children(recursive=True)) < 3:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=300) == 1
    assert kills.alive(below, 120) == []


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "psutil", None)
    for name in ("classes", "kills", "memory", "parts"):
        monkeypatch.delitem(sys.modules, f"grader.benchmarks.{name}", raising=False)
        monkeypatch.delattr(f"grader.benchmarks.{name}", raising=False)
    result = CliRunner().invoke(main, ["bench", "--part", "kills"])
    assert result.exit_code == 1
    assert "pip install -e '.[bench,html]'" in result.output


def test_three_digits_without_powers_of_ten() -> None:
    """Figures are written so that a person compares them at a glance."""
    shown = [three(x) for x in (0.12649, 1.0, 45.94, 999.6, 10_312.0, 1_234_567.0)]
    assert shown == ["0.126", "1", "45.9", "1,000", "10,300", "1,234,567"]
