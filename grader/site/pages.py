"""The page itself, the pages of steps of the exercises' examples, and the service worker with its list of files."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from checks.exercises import BADGES, Exercise
from checks.stepper.examples import example
from checks.stepper.page import data, program, written
from checks.stepper.showing import right_numbers
from checks.student.hints import HINTS, LEARNED
from grader.authoring.course_checks import exercises_of
from grader.course import registry
from grader.course.config import Course
from grader.course.points import points_of_exercise
from grader.site.lessons import lesson_html


class Site:
    """What the page has to know: the exercises of the course, and the names of the files."""

    pyodide = python = worker = app = style = ""

    def __init__(self, course: Course, given: Mapping[str, bytes], version: str) -> None:
        """Note the course, and read what students get of it.

        Args:
            course: The course.
            given: The files of its students by path.
            version: The kit's version.
        """
        self.name, self.version, self.hand_in = course.name, version, course.site.hand_in
        self.exercises = exercises_of(course)
        self.stubs = {one.stem: given[one.file].decode() for one in self.exercises}
        self.points = {one.stem: points_of_exercise(one.stem, course.points) for one in self.exercises}
        self.steps: dict[str, str] = {}
        self.solutions: dict[str, str] = {}
        self.notebooks: dict[str, str] = {}
        self.files: list[str] = []

    def as_data(self) -> dict[str, Any]:
        """Describe the site for the page's program; the shape is `Course` in front/src/data.ts."""
        return {
            "name": self.name,
            "version": self.version,
            "handIn": self.hand_in,
            "pyodide": self.pyodide,
            "python": self.python,
            "worker": self.worker,
            "exercises": [self._exercise(one) for one in self.exercises],
        }

    def _exercise(self, exercise: Exercise) -> dict[str, Any]:
        points = self.points[exercise.stem]
        checks = registry.visible_checks(exercise.stem)
        return {
            "stem": exercise.stem,
            "number": exercise.number,
            "title": exercise.title,
            "badge": exercise in BADGES,
            "checks": [{"id": one.id, "law": one.law, "points": points[one.id]} for one in checks],
            "stub": self.stubs[exercise.stem],
            "hints": HINTS[exercise.stem],
            "learned": LEARNED[exercise.stem],
            "steps": self.steps.get(exercise.stem, ""),
            "solution": self.solutions.get(exercise.stem, ""),
            "notebook": self.notebooks.get(exercise.stem, ""),
        }


def step_pages(exercises: list[Exercise]) -> dict[str, bytes]:
    """Make the page of steps of each exercise's example, by stem; without anybody's calls beside it."""
    found = {}
    for exercise in exercises:
        asked = example(exercise.stem)
        found[exercise.stem] = written(data(asked, right_numbers(asked))).encode()
    return found


def index_page(site: Site) -> bytes:
    """Make the page."""
    lessons = [
        f'<template id="lesson-{one.stem}">\n{lesson_html(one, site.stubs[one.stem])}\n</template>'
        for one in site.exercises
    ]
    # Whatever is in the data, it neither ends the element that it is in nor begins another one.
    course = json.dumps(site.as_data(), separators=(",", ":")).replace("<", "\\u003c")
    words = {
        "policy": _policy(),
        "name": html.escape(site.name),
        "style": site.style,
        "app": site.app,
        "course": course,
        "lessons": "\n".join(lessons),
    }
    page = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: words[match[1]], page).encode()


def offline_worker(site: Site, page: bytes, program: bytes) -> bytes:
    """Make the service worker: its list of files, then its program. It changes whenever anything does."""
    version = f"{site.version} {hashlib.sha256(page).hexdigest()[:12]}"
    return f"self.SITE = {json.dumps({'version': version, 'files': site.files})};\n".encode() + program


def _policy() -> str:
    """Say what the page may load: its own files, nothing from elsewhere; and the program inside a page of steps."""
    digest = base64.b64encode(hashlib.sha256(program().encode()).digest()).decode()
    allowed = {
        "default-src": "'none'",
        "script-src": f"'self' 'wasm-unsafe-eval' 'sha256-{digest}'",
        "style-src": "'self' 'unsafe-inline'",  # the pages of steps and the editor bring their own
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {where}" for what, where in allowed.items())
