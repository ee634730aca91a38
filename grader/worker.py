"""Runs inside the student's process: answers the judge's questions with the student's code.

Nothing here decides anything. It knows no expected value, and the judge believes nothing it says.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Mapping
from typing import Any

# What can be imported here is what sandbox/worker.py puts into the folder.
from checks.loading import load, raised
from checks.play import Play
from checks.stage import Stage
from grader.protocol import OUT_OF_MEMORY, READY, answer


def main(stem: str, asked: int, told: int) -> None:
    """Answer the lines of the pipe `asked` on the pipe `told` until the judge closes it."""
    namespace: Mapping[str, Any] = {}
    with os.fdopen(asked, "rb") as questions, os.fdopen(told, "wb", buffering=0) as replies:
        replies.write(answer(READY, [], None))
        for line in questions:
            question = json.loads(line)
            answers: list[Any] = []
            error = None
            try:
                random.seed(0)  # what Parameter() draws is the same in every grading
                if "play" in question:
                    Stage(namespace, Play.from_json(question["play"])).perform(answers.append)
                else:
                    namespace = load(stem)
            except BaseException as caught:
                error = raised(caught, stem)
            replies.write(answer(question["id"], answers, error))


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
