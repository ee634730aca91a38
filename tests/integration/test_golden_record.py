"""The record of the sample class is what it was, byte for byte: whatever moves in the grader, no grade does."""

from __future__ import annotations

import gzip
import json
import os
import platform
from pathlib import Path

import hypothesis
import jsonschema
import pytest

from grader.record import json_schema, read_record, write_record
from tests.sample_class import GOLDEN_RECORD

pytestmark = pytest.mark.xdist_group("sample class")

HOW = "if this is meant: UPDATE_GOLDEN=1 pytest tests/integration/test_golden_record.py"


def comparable(text: str) -> str:
    """The text without what may differ: fingerprints of the code, and the sandbox of the machine."""
    record = json.loads(text)
    record["sandbox"] = "any"
    record["kit"]["sources"] = "any"
    record["kit"]["checks"] = dict.fromkeys(record["kit"]["checks"], "any")
    return json.dumps(record, indent=1) + "\n"


def test_sample_class(sample_record: Path) -> None:
    """Every score, message, line and network."""
    text = comparable(sample_record.read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN_RECORD.write_bytes(gzip.compress(text.encode(), mtime=0))
    golden = gzip.decompress(GOLDEN_RECORD.read_bytes()).decode()
    kit = json.loads(golden)["kit"]
    if (kit["python"], kit["hypothesis"]) != (platform.python_version(), hypothesis.__version__):
        pytest.skip(f"made with Python {kit['python']} and Hypothesis {kit['hypothesis']}, which word and draw for us")
    assert text.splitlines() == golden.splitlines(), HOW
    assert text == golden


def test_comparable_is_what_is_written(sample_record: Path) -> None:
    """What is compared differs from the file in nothing else: its white space and its numbers are the writer's."""
    text = sample_record.read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), indent=1) + "\n" == text


def test_read_and_written_again(sample_record: Path, tmp_path: Path) -> None:
    """The types hold all of it: no key is lost, no number looks otherwise."""
    write_record(read_record(sample_record), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == sample_record.read_bytes()


def test_schema_validates_it(sample_record: Path) -> None:
    """Each submission by itself too, so that a mistake is found where it is."""
    jsonschema.validate(json.loads(sample_record.read_text(encoding="utf-8")), json_schema())
