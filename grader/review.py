"""What needs a person, what a person has said, and what students read: the parts of the record about it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SubmissionStatus(StrEnum):
    """Whether the score of a submission is a grade."""

    GRADED = "graded"
    NEEDS_REVIEW = "needs_review"
    """A person has to look at it first; the notes and the messages say why."""


class DoubtKind(StrEnum):
    """Why a score is no grade yet."""

    GRADER = "grader"
    """A part could not be judged, by no fault of the student's."""

    CODE = "code"
    """The code may have earned its points in a way that is no solution."""

    COLLECTION = "collection"
    """What was handed in could not be read as it is."""

    @property
    def sentence(self) -> str:
        """What a student reads about it: never what was detected."""
        return SENTENCES[self]


SENTENCES = {
    DoubtKind.GRADER: "Something went wrong in the grader itself: this is no grade yet, a person will look at it.",
    DoubtKind.CODE: "This is no grade yet: a person will look at the code.",
    DoubtKind.COLLECTION: "Your work could not be collected as it is: this is no grade yet, a person will look at it.",
}


class Doubt(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question to a person about a submission."""

    kind: DoubtKind
    what: str
    """The question: what was seen, and where."""

    exercise: str = ""
    """Empty if it is about the whole submission."""


class Decided(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person has said about an exercise, or about a submission as a whole."""

    verdict: str
    """accepted, refused, or the number of points that the person gave."""

    by: str
    at: str
    comment: str = ""
    """What the student reads."""

    def note(self, about: str) -> str:
        """Say it to an instructor; `about` is the exercise, or the submission."""
        return f"{about}: {self.verdict} by {self.by}" + (f": {self.comment}" if self.comment else "")


class FeedbackPolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much of a failed check students read, in every form alike."""

    show: str = "mistake"
    """title: what must hold. counterexample: also the network, what was expected and what came. mistake: also when it
    fails, and the name of the mistake."""

    revealed: list[str] = []
    """The exercises whose hidden checks are shown as well."""
