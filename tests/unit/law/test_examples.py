"""The printed examples of a text."""

from __future__ import annotations

import pytest

from checks.exercises import BY_STEM
from checks.law.examples import COURSE, LEAVES, alike, as_in_the_framework, come_out, examples_hold, examples_of
from checks.model.outcomes import Mismatch
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue


@pytest.mark.parametrize("stem", [stem for stem in BY_STEM if examples_of(stem)])
def test_the_reference_prints_what_the_text_prints(stem: str) -> None:
    """The examples of each text hold for the model solution."""
    examples_hold(TrustedSubject(stem, catalogue.reference(stem)))


def test_a_wrong_number_is_found() -> None:
    """The message has what the text prints, and what came."""
    text = catalogue.reference("ex3_caching").replace("return self.cached_value", "return self.cached_value + 1")
    with pytest.raises(Mismatch) as caught:
        examples_hold(TrustedSubject("ex3_caching", text))
    assert caught.value.expected != caught.value.got
    assert "printed in the text" in caught.value.why


@pytest.mark.parametrize(
    ("got", "wanted", "same"),
    [
        ("0.5000000000000001\n", "0.5\n", True),
        ("0.51\n", "0.5\n", False),
        ("[0.5, 1.0]", "[0.5,  1.0]", True),
        ("(0.5, 1.0)", "[0.5, 1.0]", False),
        ("-18.0", "18.0", False),
        ("x1 + 2", "x2 + 2", False),
        ("", "", True),
        ("None", "", False),
        ("ValueError: 2 numbers for 3 inputs", "Traceback (most recent call last):\n...\nValueError: 3 and 2", True),
        ("ValueError: no", "Traceback (most recent call last):\n...\nValueError: 3 and 2", False),
        ("TypeError: 3 2", "Traceback (most recent call last):\n...\nValueError: 3 and 2", False),
    ],
)
def test_what_counts_as_the_same(got: str, wanted: str, same: bool) -> None:
    """Rounding, white space and the words of an exception do not count; numbers, signs, brackets and types do."""
    assert alike(got, wanted) is same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("self.input_nodes = self.find_input_nodes()", "return self"),
        ("self.input_nodes = self.find_input_nodes()", "self.input_nodes = [c for c in self.children if vars(c)]"),
    ],
)
def test_compile_prints_nothing_and_finds_no_other_leaves(old: str, new: str) -> None:
    """The given framework has no compile(), and a leaf with a value need not be an input."""
    statements = (*COURSE, *LEAVES, "root.compile()", "root.predict([1, 2, 3, 4])")
    text = catalogue.reference("ex2_compile")
    as_in_the_framework(TrustedSubject("ex2_compile", text), *statements)
    with pytest.raises(Mismatch):
        as_in_the_framework(TrustedSubject("ex2_compile", text.replace(old, new)), *statements)


@pytest.mark.parametrize("raises", ["float('one')", "next(iter([]))", "raise ValueError"])
def test_what_raises_has_not_printed_nothing(raises: str) -> None:
    """What a solution prints of its own does no harm where nothing is expected; an exception does."""
    subject = TrustedSubject("ex2_compile", catalogue.reference("ex2_compile"))
    come_out(subject, "", ("print('on the way')", ""))
    with pytest.raises(Mismatch):
        come_out(subject, "", (raises, ""))
