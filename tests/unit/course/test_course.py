"""course.toml: its settings have their effect, and mistakes in it are refused in clear words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checks import test_ex1_by_hand
from checks.law.check import EXAMPLES, Check, remade
from checks.model.scenario import Scenario
from grader.cli import main
from grader.course import config as course
from grader.course import registry, timestamps
from grader.course.config import Course, CourseError
from grader.course.limits import Limits
from grader.course.push_settings import PushSettings
from grader.course.sampling import OWN, Sampling
from grader.course.site_settings import SiteSettings
from grader.grading import provenance
from grader.intake import late_penalty
from grader.intake.collected import Collected, Collection, write_collection
from grader.judge.bank.recording import record
from grader.record import LatePolicy, SubmissionEntry
from tests import records

FULL = """
name = "Trees that learn"
exercises = ["ex1_by_hand", "ex3_caching"]
examples = 80
seed = 7
gradings_per_hour = 6

[points]
ex1_by_hand = 28
"ex3_caching::HIDDEN" = 5

[limits]
call_seconds = 2.5

[deadlines]
all = "2026-10-25 23:59 Europe/Berlin"
ex3_caching = 2026-11-01T12:00:00+01:00

[late]
percent_per_day = 10
days = 3

[push]
seconds = 20
wait_seconds = 0
workers = 4
status = "gitea"
server = "https://git.example.org:3000/git"
token_file = "token"

[site]
show_solutions = true
hand_in = "https://lms.example.org/mod/assign/view.php?id=7"
"""


def write(tmp_path: Path, text: str) -> Path:
    check = registry.hidden_checks("ex3_caching")[0].id
    file = tmp_path / "course.toml"
    file.write_text(text.replace("ex3_caching::HIDDEN", check), encoding="utf-8")
    return file


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    rules = course.read_course(write(tmp_path, FULL))
    assert rules.name == "Trees that learn"
    assert rules.exercises == ("ex1_by_hand", "ex3_caching")
    assert rules.sampling == Sampling(examples=80, seed=7)
    assert rules.limits == Limits(call_seconds=2.5)
    assert rules.late == LatePolicy(percent_per_day=10, days=3)
    assert rules.gradings_per_hour == 6
    assert rules.push == PushSettings(20, 0, 4, "gitea", "https://git.example.org:3000/git", "token")
    assert rules.site == SiteSettings(True, "https://lms.example.org/mod/assign/view.php?id=7")
    assert rules.deadlines == {
        "ex1_by_hand": datetime(2026, 10, 25, 22, 59, tzinfo=UTC),
        "ex3_caching": datetime(2026, 11, 1, 11, tzinfo=UTC),
    }


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file and no file have the same defaults."""
    monkeypatch.chdir(tmp_path)
    assert course.find_course(None) == Course()
    write(tmp_path, 'name = "Here"\n')
    assert course.find_course(None).name == "Here"
    assert course.read_course(write(tmp_path, "")) == Course()


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Editors on Windows put one before everything else."""
    assert course.read_course(write(tmp_path, '\ufeffname = "Autumn"')).name == "Autumn"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 3", "name: expected the name of a course, a text, got 3"),
        ("exercise = []", "exercise: expected one of name, exercises,"),
        ("exercise = []", "did you mean exercises?"),
        ("exercises = []", "exercises: expected a list of exercises, each once, got []"),
        ('exercises = ["ex1"]', "exercises: expected exercises out of ex1_by_hand,"),
        ('exercises = ["ex2_compil"]', "got 'ex2_compil'; did you mean ex2_compile?"),
        ('exercises = ["ex1_by_hand", "ex1_by_hand"]', "exercises: expected a list of exercises, each once, got ['ex1"),
        ("examples = 0", "examples: expected a whole number of networks from 1 to 10000, got 0"),
        ("seed = true", "seed: expected a whole number, 0 or more, got True"),
        ("[points]\nex1_by_hnd = 3", "points.ex1_by_hnd: expected one of"),
        ("[points]\nex1_by_hand = nan", "points.ex1_by_hand: expected a number of points, 0 or more, got 'nan'"),
        ("[limits]\ncall_seconds = 'five'", "limits.call_seconds: expected a number above 0, got 'five'"),
        ("[limits]\nreply_bytes = 0.5", "limits.reply_bytes: expected a whole number above 0, got 0.5"),
        ("limits = 5", "limits: expected limits by name, got 5"),
        ("[late]\ndays = 3", "late: expected both percent_per_day and days, got {'days': 3}"),
        ("[deadlines]\nall = '2026-10-25 23:59'", "deadlines.all: expected a time with its time zone"),
        ("[deadlines]\nall = 2026-10-25", "deadlines.all: expected a time with its time zone"),
        ("gradings_per_hour = 0", "gradings_per_hour: expected a whole number, 1 or more, got 0"),
        ("[points]\nex1 = 3", "points.ex1: expected one of ex1_by_hand, ex2_compile,"),
        ("[points]\nex1 = 3", ", or a check as ex1_by_hand::tree_of_weight_times_x_plus_bias, got 'ex1'; did you mean"),
        ("[points]\n'ex3_caching::two' = 3", "expected a check of ex3_caching, one of ex3_caching::first_forward"),
        ("kit = 1", "kit: expected a version of the kit, a text, got 1"),
        ("kit = '0.0.1'", "kit: expected the version 0.0.1, which the course is pinned to, got"),
        ("push = 3", "push: expected a table of settings, got 3"),
        (
            "[push]\nwait = 3",
            "push.wait: expected one of seconds, wait_seconds, workers, status, server, token_file, got",
        ),
        ("[push]\nseconds = 0", "push.seconds: expected a number of seconds above 0, up to 3600, got 0"),
        ("[push]\nwait_seconds = -1", "push.wait_seconds: expected a number of seconds from 0 to 86400, got -1"),
        ("[push]\nworkers = 1.5", "push.workers: expected a whole number from 1 to 256, got 1.5"),
        ("[push]\nstatus = 'github'", "push.status: expected one of gitea, gitlab, got 'github'"),
        ("[push]\nserver = 'file:///etc'", "push.server: expected an address such as https://git.example.org, got"),
        ("[push]\nserver = 'https://x'", "push.server: expected status and token_file beside it, got server only"),
        ("site = true", "site: expected a table of settings, got True"),
        ("[site]\nshow_solution = true", "site.show_solution: expected one of show_solutions, hand_in, got"),
        ("[site]\nshow_solutions = 'yes'", "site.show_solutions: expected true or false, got 'yes'"),
        ("[site]\nhand_in = 7", "site.hand_in: expected an address such as https://lms.example.org/assignment/7 (http"),
        ("name = ", "expected TOML, got something else: Invalid value"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    """The message names the file, the key, the expected and the actual value."""
    file = write(tmp_path, text)
    with pytest.raises(CourseError) as error:
        course.read_course(file)
    assert str(error.value).startswith(f"{file}: ")
    assert said.replace("of a course", "of the course") in str(error.value)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://lms.example.org", True),
        ("https://lms.example.org:8443/a/7?b=c#d", True),
        ("http://localhost:8080/in", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:5000", True),
        ("http://lms.example.org/a/7", False),
        ("http://localhost.example.org/", False),
        ("http://localhost@example.org/", False),
        ("javascript:alert(1)", False),
        ("mailto:ada@example.org", False),
        ("https://", False),
        ("https://lms.example.org/a b", False),
        ("https://lms.example.org\\n", False),
        ("//lms.example.org", False),
        ("", False),
    ],
)
def test_work_is_handed_in_over_https_or_on_this_machine(tmp_path: Path, address: str, taken: bool) -> None:
    file = write(tmp_path, f'[site]\nhand_in = "{address}"\n')
    if taken:
        assert course.read_course(file).site.hand_in == address
    else:
        with pytest.raises(CourseError, match=r"course\.toml: site\.hand_in: expected an address such as https"):
            course.read_course(file)


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = "name = 3\nfoo = 1\n[limits]\ncall_seconds = -1\n[late]\ndays = 0\npercent_per_day = 200\n"
    with pytest.raises(CourseError) as error:
        course.read_course(write(tmp_path, text))
    assert [line.split(": ")[1] for line in str(error.value).splitlines()] == [
        "foo",
        "late.days",
        "late.percent_per_day",
        "limits.call_seconds",
        "name",
    ]


def test_a_missing_file_is_an_error_of_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["grade", str(tmp_path), "--course", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "none.toml cannot be read: No such file" in result.output


def entry(stem: str, *points: tuple[float, float], **more: Any) -> SubmissionEntry:
    pairs = zip(registry.all_checks(stem), points, strict=False)
    checks = [records.check(check.id, score=score, max_score=most) for check, (score, most) in pairs]
    return records.entry("ada", [records.exercise(stem, checks)], **more)


def test_points_of_an_exercise_are_shared_out_in_proportion() -> None:
    rules = Course(points={"ex1_by_hand": 50})
    weighed = rules.weigh(entry("ex1_by_hand", (2, 2), (0, 3)))
    assert (weighed.score, weighed.max_score) == (20, 50)
    assert [check.max_score for check in weighed.checks] == [20, 30]


def test_points_of_a_check_go_first_and_no_points_change_nothing() -> None:
    first = registry.all_checks("ex1_by_hand")[0].id
    weighed = Course(points={first: 7}).weigh(entry("ex1_by_hand", (2, 2), (0, 3)))
    assert (weighed.score, weighed.max_score) == (7, 10)
    plain = entry("ex1_by_hand", (2, 2), (0, 3))
    assert Course().weigh(plain) == plain


def questions(check: Check, sampling: Sampling) -> list[list[Scenario]]:
    """What a check asks in each of its examples, drawn anew."""
    return [list(example.scenarios) for example in record(check, sampling)]


def test_a_check_with_few_examples_keeps_its_proportion() -> None:
    """A course that doubles the number of examples doubles it for each check."""
    usual = test_ex1_by_hand.test_gradients.check  # type: ignore[attr-defined]
    few = next(c for c in registry.hidden_checks("ex5_outputs") if "training" in c.id)
    for check in (usual, few):
        assert len(questions(check, Sampling(examples=2 * EXAMPLES))) == 2 * len(questions(check, OWN))
    assert len(questions(few, OWN)) < len(questions(usual, OWN)) == EXAMPLES


def test_another_seed_asks_other_questions_of_hidden_checks() -> None:
    """The same seed asks the same questions; visible checks ask the same for every seed."""
    (hidden,) = [c for c in registry.hidden_checks("ex1_by_hand") if "any_size" in c.id]
    visible = test_ex1_by_hand.test_gradients.check  # type: ignore[attr-defined]
    before = questions(hidden, OWN)
    seeded = questions(hidden, Sampling(seed=1))
    assert seeded == questions(hidden, Sampling(seed=1)) != before
    assert questions(hidden, OWN) == before
    assert questions(visible, Sampling(seed=1)) == questions(visible, OWN)


@pytest.mark.slow
def test_a_check_that_is_remade_asks_the_same() -> None:
    """What Hypothesis draws depends on the law's source and signature, not on which run of the module made it."""
    for check in registry.all_checks("ex1_by_hand"):
        assert questions(remade(check, lambda own: own), OWN) == questions(check, OWN), check.id


def test_the_record_says_what_it_was_made_with() -> None:
    made = provenance.made_with(Course(sampling=Sampling(seed=3), exercises=("ex1_by_hand",)))
    assert made.seed == 3
    assert set(made.checks) == {check.id for check in registry.all_checks("ex1_by_hand")}
    assert len(set(made.checks.values())) == len(made.checks)


def test_a_late_exercise_loses_its_percentage(tmp_path: Path) -> None:
    found = Collected("ada.git", remarks=["2 late commits"], days_late={"ex1_by_hand": 2})
    write_collection(tmp_path, Collection(deadlines={}, finished=True, students={"ada": found}))
    graded = entry("ex1_by_hand", (2, 2), (3, 3), path=str(tmp_path / "ada"))
    late = late_penalty.apply_late_penalty(graded, Course(late=LatePolicy(percent_per_day=10, days=3)))
    assert late.score == 4
    assert late.notes == ["2 late commits", "ex1_by_hand: 2 days late, minus 20 %"]
    assert late_penalty.apply_late_penalty(graded, Course()).score == 5


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-25 23:59 Europe/Berlin", "2026-10-25 22:59:00 UTC"),
        ("2026-07-01T12:00+02:00", "2026-07-01 10:00:00 UTC"),
        ("2026-07-01T12:00Z", "2026-07-01 12:00:00 UTC"),
        ("2026-10-25 02:30 Europe/Berlin", "2026-10-25 01:30:00 UTC"),
        ("2026-10-25T02:30 Europe/Berlin", "2026-10-25 01:30:00 UTC"),
    ],
)
def test_moments(text: str, utc: str) -> None:
    """A time that comes twice, in the night in which clocks go back, is the later one."""
    assert timestamps.show_time(timestamps.parse_time(text)) == utc


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-10-25 23:59", "without one"),
        ("tomorrow", "expected a time like"),
        ("2026-10-25 23:59 Europe/Atlantis", "got 'Europe/Atlantis'"),
        ("2026-03-29 02:30 Europe/Berlin", "clocks go forward over it"),
        ("2026-10-25T23:59+01:00 Europe/Berlin", "got two"),
    ],
)
def test_no_moment(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        timestamps.parse_time(text)
