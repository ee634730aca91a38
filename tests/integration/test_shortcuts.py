"""The shortcuts that make grading quick: questions drawn once, searches and diagnoses remembered.

That the verdicts are those of a judge without all this, see test_sample_class.py.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from checks.model.scenario import Scenario
from grader import private
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN
from grader.diagnosis import matching
from grader.judge import shared_cache, shrinking
from grader.judge.bank import examples as bank
from grader.judge.bank.recording import RecordingReference
from grader.judge.check_runner import judge
from grader.judge.shared_cache import Findings, Shared
from grader.judge.subject import SandboxedSubject
from grader.misconceptions import catalogue
from tests.examined import outcomes

LIMITS = Limits(call_seconds=2)
STEM = "ex1_by_hand"


@pytest.mark.parametrize("stem", registry.stems())
def test_networks_are_those_of_pytest(stem: str) -> None:
    """The grader asks the same questions as a student's own pytest, example by example."""
    for check in registry.all_checks(stem):
        reference = RecordingReference(stem)
        function: Any = check.function
        function(subject=reference)
        assert [
            scenario for example in bank.recorded_examples(check, OWN) for scenario in example.scenarios
        ] == reference.asked, check.id


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing for later runs: other tests would find it."""
    monkeypatch.setattr(shared_cache, "kept_for_later", lambda: None)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Count the searches of Hypothesis, beginning with empty memories."""
    spy = Mock(wraps=shrinking._search)
    monkeypatch.setattr(shrinking, "_search", spy)
    monkeypatch.setattr(shrinking, "_searches", forgotten(shrinking._searches))
    return spy.call_args_list


def forgotten(findings: Findings) -> Findings:
    """The same kind of findings, in a judge that has none yet."""
    return Findings(findings.kind, findings.most, findings._pack, findings._unpack)


def outcome(name: str, source: str) -> Any:
    check = next(c for c in registry.all_checks(STEM) if c.id == f"{STEM}::{name}")
    with SandboxedSubject(STEM, source, LIMITS) as subject:
        return judge(check, subject, OWN)


FLIPPED = """
def gradients(weight, bias, x, y):
    d = 2 * (y - weight * x - bias)
    return d * x, d
"""


LARGE = """
def gradients(weight, bias, x, y):
    d = 2 * (weight * x + bias - y)
    if weight > 1:
        d = -d
    return d * x, d
"""


def right_on(scenario: Scenario) -> str:
    """The solution LARGE, but with a right answer to that question."""
    weight, bias, x, y = scenario.steps[0].argument[1:]
    exception = f" and (weight, bias, x, y) != ({weight}, {bias}, {x}, {y}):"
    return LARGE.replace(" > 1:", f" > 1{exception}")


def test_who_answers_the_same_is_not_searched_again(searched: list[Any]) -> None:
    """Another text with the same answers gets the same message without a search."""
    first = outcome("gradients", FLIPPED)
    assert (first.status, len(searched)) == ("failed", 1)
    second = outcome("gradients", FLIPPED.replace("d = 2 * (y - weight * x - bias)", "d = (y - weight * x - bias) * 2"))
    assert len(searched) == 1
    assert (second.status, second.message, second.scenario) == (first.status, first.message, first.scenario)


def test_judges_share_what_they_find(searched: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A judge finds on disk what another judge, with a memory of its own, has found."""
    monkeypatch.setattr(shared_cache, "_shared", Shared(tmp_path))
    first = outcome("gradients", FLIPPED)
    monkeypatch.setattr(shrinking, "_searches", forgotten(shrinking._searches))
    second = outcome("gradients", FLIPPED)
    assert len(searched) == 1
    assert (second.status, second.message, second.scenario) == (first.status, first.message, first.scenario)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Count the comparisons with misconceptions, beginning with empty memories."""
    spy = Mock(wraps=matching._misconceptions)
    monkeypatch.setattr(matching, "_misconceptions", spy)
    monkeypatch.setattr(matching, "_names", forgotten(matching._names))
    return spy.call_args_list


def diagnosed(source: str) -> set[str]:
    found, subject = outcomes(STEM, source)
    return {misconception.id for misconception in matching.diagnose(STEM, found, subject).values()}


def test_who_answers_the_same_is_diagnosed_once(compared: list[Any]) -> None:
    """Another text with the same answers gets the same name, one with other answers another one."""
    wrong = catalogue.wrong_solutions(STEM)
    assert diagnosed(wrong["factor_x_missing"]) == {"factor_x_missing"}
    once = len(compared)
    assert diagnosed(wrong["factor_x_missing"] + "\n# my own\n") == {"factor_x_missing"}
    assert len(compared) == once > 0
    assert "factor_x_missing" not in diagnosed(FLIPPED)
    assert len(compared) > once


def test_judges_share_their_diagnoses(compared: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shared_cache, "_shared", Shared(tmp_path))
    wrong = catalogue.wrong_solutions(STEM)["factor_x_missing"]
    assert diagnosed(wrong) == {"factor_x_missing"}
    once = len(compared)
    monkeypatch.setattr(matching, "_names", forgotten(matching._names))
    assert diagnosed(wrong) == {"factor_x_missing"}
    assert len(compared) == once > 0


def test_a_later_run_finds_what_was_found(
    searched: list[Any], compared: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Search and diagnosis, with all that the message says."""
    monkeypatch.setattr(shared_cache, "kept_for_later", lambda: Shared(tmp_path, shared_cache.UNSIGNED))
    first, named = outcome("gradients", FLIPPED), diagnosed(catalogue.wrong_solutions(STEM)["factor_x_missing"])
    once = len(compared)
    monkeypatch.setattr(shrinking, "_searches", forgotten(shrinking._searches))
    monkeypatch.setattr(matching, "_names", forgotten(matching._names))
    second = outcome("gradients", FLIPPED)
    assert (second.status, second.message, second.failure) == (first.status, first.message, first.failure)
    assert diagnosed(catalogue.wrong_solutions(STEM)["factor_x_missing"]) == named == {"factor_x_missing"}
    assert (len(searched), len(compared)) == (1, once)


@pytest.fixture
def bank_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for the bank that does not exist yet, and findings that are kept there."""
    monkeypatch.undo()
    monkeypatch.setenv("BACKPROP_GRADER_BANK", str(tmp_path / "bank"))
    return tmp_path / "bank"


def kept_for_later() -> Shared | None:
    """What a new process would find."""
    return shared_cache.kept_for_later.__wrapped__()


def test_only_so_many_findings_are_kept_for_later(bank_of_its_own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go. Where nothing can be written, nothing is kept."""
    monkeypatch.setattr(shared_cache, "MOST_FILES", 3)
    folder = kept_for_later()
    assert folder
    for number in range(4):
        folder.put(number, "found")
        os.utime(folder._file(number), (number, number))
    assert folder.get(0) == "found"
    kept_for_later()
    assert [folder.get(number) for number in range(4)] == [None, None, "found", "found"]
    monkeypatch.setenv("BACKPROP_GRADER_BANK", str(folder._file(3)))
    assert kept_for_later() is None


def test_a_folder_that_others_can_write_to_is_not_used(bank_of_its_own: Path) -> None:
    """What they write would end up in a report; and behind a link, it is what the link leads to that counts."""
    found = kept_for_later()
    assert found
    found.folder.chmod(0o702)
    assert kept_for_later() is None
    found.folder.chmod(0o700)
    assert kept_for_later()
    elsewhere = bank_of_its_own / "elsewhere"
    found.folder.rename(elsewhere)
    elsewhere.chmod(0o702)
    found.folder.symlink_to(elsewhere)
    assert kept_for_later() is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no owners")
def test_a_folder_of_another_user_is_not_used(bank_of_its_own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_for_later()
    somebody = os.geteuid() + 1
    monkeypatch.setattr(private, "ROOT", -1)
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert kept_for_later() is None


def test_a_finding_of_another_shape_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A kind reads only what it writes: what is whole and signed may come from another version nevertheless."""
    monkeypatch.setattr(shared_cache, "_shared", Shared(tmp_path))
    for kind in (shrinking._searches, matching._names):
        for strange in ([1, 2, 3], ["a", "b", "c"], {"a": 1}, "text", 7, [[], [], [[1], 2]]):
            Findings(kind.kind, 5).put("key", strange)
            assert forgotten(kind).get("key") is None, strange


def test_findings_of_one_kind_are_none_of_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shared_cache, "_shared", Shared(tmp_path))
    Findings("search", 5).put("key", "found")
    assert Findings("search", 5).get("key") == "found"
    assert Findings("diagnosis", 5).get("key") is None


def test_what_is_not_signed_is_not_read(tmp_path: Path) -> None:
    """Files that somebody else wrote, that belong to another key, or that are cut off are ignored."""
    ours, others = Shared(tmp_path), Shared(tmp_path)
    ours.put("key", ["found"])
    assert ours.get("key") == ["found"]
    assert others.get("key") is None
    assert ours.get("other") is None
    file = ours._file("key")
    file.replace(ours._file("other"))
    assert ours.get("other") is None
    ours.put("key", ["found"])
    file.write_bytes(file.read_bytes()[:-1])
    assert ours.get("key") is None
    file.write_bytes(b"")
    assert ours.get("key") is None


def test_what_cannot_be_written_is_not_shared(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    gone = Shared(tmp_path / "file")
    gone.put("key", ["found"])
    assert gone.get("key") is None


def test_who_answers_differently_later_is_searched_anew(searched: list[Any]) -> None:
    """If the answers differ at the smallest question, the search is repeated and finds another one."""
    first = outcome("gradients", LARGE)
    other = right_on(first.scenario)
    second = outcome("gradients", other)
    assert len(searched) == 2
    assert second.status == "failed"
    assert second.scenario != first.scenario
    # Both are remembered.
    assert [outcome("gradients", source).scenario for source in (LARGE, other)] == [first.scenario, second.scenario]
    assert len(searched) == 2


def test_only_so_many_searches_with_the_same_beginning_are_remembered(
    searched: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Hypothesis finds is the same, remembered or not."""
    monkeypatch.setattr(shrinking, "VARIANTS", 1)
    first = outcome("gradients", LARGE)
    for _ in range(2):
        assert outcome("gradients", right_on(first.scenario)).scenario != first.scenario
    assert len(searched) == 3
    assert outcome("gradients", LARGE).scenario == first.scenario
    assert len(searched) == 3


def test_only_so_many_searches_are_remembered(searched: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many searches, the oldest is forgotten first."""
    monkeypatch.setattr(shrinking, "_searches", Findings("search", 2))
    for factor in (2, 3, 4, 4, 2):
        assert outcome("gradients", FLIPPED.replace("2 *", f"{factor} *")).status == "failed"
    assert len(searched) == 4
