"""The record of the sample class stays the same, byte for byte, when the grader's code changes."""

from __future__ import annotations

import gzip
import json
import os
from difflib import unified_diff
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from grader.record import Record, json_schema, read_record, write_record
from tests.sample_class import GOLDEN_RECORD

HOW = "if this is meant: UPDATE_GOLDEN=1 pytest tests/integration/test_golden_record.py"


def comparable(record: Record, file: Path) -> bytes:
    """The record's file without what may differ: fingerprints of the code, and the sandbox of the machine."""
    kit = replace(record.kit, sources="any", checks=dict.fromkeys(record.kit.checks, "any"))
    write_record(replace(record, sandbox="any", kit=kit), file)
    return file.read_bytes()


def test_sample_class(sample_record: Path, tmp_path: Path) -> None:
    """Every score, message, line and network is as recorded."""
    record = read_record(sample_record)
    now = comparable(record, tmp_path / "now.json")
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN_RECORD.write_bytes(gzip.compress(now, mtime=0))
    golden = gzip.decompress(GOLDEN_RECORD.read_bytes())
    (tmp_path / "golden.json").write_bytes(golden)
    kit = read_record(tmp_path / "golden.json").kit
    if (kit.python, kit.hypothesis) != (record.kit.python, record.kit.hypothesis):
        pytest.skip(f"made with Python {kit.python} and Hypothesis {kit.hypothesis}, which word and draw for us")
    assert list(unified_diff(golden.decode().splitlines(), now.decode().splitlines(), n=1, lineterm="")) == [], HOW
    assert now == golden, HOW


def test_read_and_written_again(sample_record: Path, tmp_path: Path) -> None:
    """The types keep the whole record: no key is lost, and no number is written differently."""
    write_record(read_record(sample_record), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == sample_record.read_bytes()


def test_schema_validates_it(sample_record: Path) -> None:
    """The schema validates the record, and each submission by itself, so that a mistake is found where it is."""
    jsonschema.validate(json.loads(sample_record.read_text(encoding="utf-8")), json_schema())
