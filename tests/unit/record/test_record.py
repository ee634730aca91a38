"""The record can be read as it was written, other files are refused in clear words, and the schema agrees."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from checks.model.status import Status
from grader import record as records_module
from grader.cli import main
from grader.record import (
    BadgeEntry,
    Counterexample,
    Late,
    MisconceptionName,
    Record,
    RecordError,
    SubmissionEntry,
    from_data,
    json_schema,
    read_record,
    to_data,
    write_record,
)
from tests import records


def full() -> Record:
    """A record that uses every field."""
    failed = records.check(
        "ex1_by_hand::gradients",
        "failed",
        message="expected 1.0\nnot 2.0 \udc80",
        line=7,
        counterexample=Counterexample("x1", "print(1)", [["Input", [], 1.0, None, None]]),
        misconception=MisconceptionName("m", "a slip", "Look again."),
    )
    late = replace(records.exercise("ex1_by_hand", [failed]), late=Late(2, 20.0, -0.4), never_ran=[3, 4])
    absent = records.exercise("ex2_compile", [records.check("ex2_compile::a", "not_started")], None, None)
    badge = BadgeEntry("capstone", "c.py", "1", 2.0, 2.0, [records.check("capstone::a")], earned=True)
    entry = records.entry("ada", [late, absent], badges=[badge], notes=["a note"])
    return records.record([entry, records.entry("bob", [])], records.kit(python="3.12.0", hypothesis="6.100.0"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_record(full(), tmp_path / "r.json")
    assert read_record(tmp_path / "r.json") == full()


def test_what_does_not_exist_is_left_out() -> None:
    """Fields that do not apply are left out; a misconception that was searched and not found is there as null."""
    late, absent = to_data(full())["submissions"][0]["exercises"]
    assert {"late", "never_ran"} <= late.keys()
    assert not {"late", "never_ran"} & absent.keys()
    assert absent["checks"][0]["misconception"] is None
    assert "python" not in to_data(records.kit())


def test_memory_does_not_grow_with_the_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each submission is written before the next one is read."""
    events: list[str] = []

    class OnDisk(Sequence[SubmissionEntry]):
        def __len__(self) -> int:
            return 3

        def __getitem__(self, at: Any) -> Any:
            if at >= 3:
                raise IndexError
            events.append(f"read {at}")
            return records.entry(str(at), [])

    def noted(part: Any) -> Any:
        if isinstance(part, SubmissionEntry):
            events.append(f"written {part.student}")
        return to_data(part)

    monkeypatch.setattr(records_module, "to_data", noted)
    write_record(records.record(OnDisk()), tmp_path / "r.json")
    assert events == ["read 0", "written 0", "read 1", "written 1", "read 2", "written 2"]


@pytest.mark.parametrize(
    ("content", "came"),
    [
        ("", "got no JSON"),
        ("[]", "got no schema"),
        ('{"schema": 2}', "got schema 2"),
        ('{"schema": 1}', "missing required field `sandbox`"),
        (
            lambda data: data["submissions"][0].pop("student"),
            "missing required field `student` - at `$.submissions[0]`",
        ),
        (lambda data: data["kit"].update(seed="7"), "Expected `int | null`, got `str` - at `$.kit.seed`"),
        (
            lambda data: data["submissions"][0]["exercises"][0]["checks"][0].update(status="lost"),
            "Invalid enum value 'lost' - at `$.submissions[0].exercises[0].checks[0].status`",
        ),
    ],
)
def test_no_record(tmp_path: Path, content: str | Callable[[Any], object], came: str) -> None:
    """The message names the file, the expected and the actual value, the place, and what to do."""
    if not isinstance(content, str):
        data = to_data(full())
        content(data)
        content = json.dumps(data)
    (tmp_path / "r.json").write_text(content)
    with pytest.raises(RecordError) as caught:
        read_record(tmp_path / "r.json")
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'r.json'}: expected a record written by `grader grade --json`")
    assert came in message
    assert message.endswith("make one with: grader grade ... --json FILE")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"r\.json cannot be read: No such file"):
        read_record(tmp_path / "r.json")


def test_command_prints_the_schema() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    schema = json.loads(result.output)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(to_data(full()), schema)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(schema=2),
        lambda data: data.pop("kit"),
        lambda data: data["submissions"][0].update(score="14"),
        lambda data: data["submissions"][0].update(status="fine"),
        lambda data: data["submissions"][0]["badges"][0].pop("earned"),
        lambda data: data["submissions"][0]["exercises"][0]["checks"][0].update(status="lost"),
        lambda data: data["submissions"][0]["exercises"][0]["checks"][0].pop("misconception"),
        lambda data: data["submissions"][0]["exercises"][0]["late"].pop("days"),
    ],
)
def test_schema_refuses_what_is_no_record(spoil: Callable[[Any], object]) -> None:
    data = to_data(full())
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json_schema())


def test_a_field_that_is_added_later_changes_no_record_of_today() -> None:
    """A new field with a default changes neither writing nor reading; unknown fields are ignored."""

    class Later(records_module.CheckEntry, frozen=True):
        remark: str | None = None

    today = to_data(records.check("ex1_by_hand::a"))
    assert to_data(from_data(today, Later)) == today
    assert from_data({**today, "remark": "new"}, records_module.CheckEntry) == records.check("ex1_by_hand::a")


def test_each_status_has_a_sign_of_its_own() -> None:
    """Nothing is said by a colour alone; a status is its text wherever one is expected."""
    assert len({status.sign for status in Status}) == len({status.emoji for status in Status}) == len(Status)
    assert [status.word for status in Status][2] == "not started"
    assert [*map(str, Status)][:2] == ["passed", "failed"]
    assert f"{Status.TIMEOUT}" == json.loads(json.dumps(Status.TIMEOUT)) == "timeout"
    assert pickle.loads(pickle.dumps(Status.CRASHED)) is Status.CRASHED
    assert [status for status in Status if not status.wrong] == [Status.PASSED, Status.NOT_STARTED]
