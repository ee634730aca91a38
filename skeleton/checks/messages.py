"""What a person reads when a check did not pass."""

from __future__ import annotations

from checks.play import Play
from checks.verdicts import Mismatch


def explain(law: str, file: str, stem: str, mismatch: Mismatch) -> str:
    """The law, the network, expected and got, code to paste, and the file to edit."""
    lines = [f"The law: {law}."]
    if mismatch.play.network.nodes:
        lines.append(f"The smallest network found: {mismatch.play.network.formula}")
    lines += [f"Expected: {mismatch.expected}", f"Got:      {mismatch.got}"]
    if mismatch.why:
        lines.append(mismatch.why)
    lines += ["To see it yourself:", indented(reproduction(stem, mismatch)), f"Edit {file}, not the check."]
    return "\n".join(lines)


def reproduction(stem: str, mismatch: Mismatch) -> str:
    """Code to paste that asks the same of the student's own classes and prints the answer."""
    return mismatch.play.code(stem, mismatch.step)


def last_question(stem: str, play: Play) -> str:
    """The code of a play that never came to an answer."""
    return play.code(stem, len(play.steps) - 1)


def indented(text: str) -> str:
    return "\n".join("    " + line if line else "" for line in text.splitlines())
