"""Makes the students' files those of a course: the exercises that it has, and their points."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping

from checks.exercises import BADGES, BY_STEM, EXERCISES, Exercise
from checks.student import handed_out
from grader.course.config import Course
from grader.course.points import points_of_exercise

LISTING = "checks/exercises.py"
DIGESTS = f"checks/{handed_out.LISTING.name}"


def left_out(course: Course) -> set[str]:
    """Return the exercises that students of a course do not get. Badges are for those who have all exercises."""
    missing = {exercise.stem for exercise in EXERCISES} - set(course.exercises)
    return missing | ({badge.stem for badge in BADGES} if missing else set())


def exercises_of(course: Course) -> list[Exercise]:
    """List the exercises that students of a course get, badges among them."""
    return [exercise for exercise in BY_STEM.values() if exercise.stem not in left_out(course)]


def for_course(files: Mapping[str, bytes], course: Course) -> dict[str, bytes]:
    """Change what differs between courses: the list of exercises, the points of the checks, and the digests of both.

    Args:
        files: What the skeleton has of the course, by path.
        course: The course.
    """
    made = dict(files)
    missing = left_out(course)
    made[LISTING] = without_calls(made[LISTING].decode(), missing).encode()
    for stem in course.exercises:
        if course.points:
            path = f"checks/test_{stem}.py"
            made[path] = with_points(made[path].decode(), stem, points_of_exercise(stem, course.points)).encode()
    digests = json.loads(made[DIGESTS])
    known = {name: handed_out.digest(made[name]) for name in digests if name in made}
    made[DIGESTS] = (json.dumps(known, indent=1, sort_keys=True) + "\n").encode()
    return made


def without_calls(source: str, names: set[str]) -> str:
    """Leave out the calls that have one of these names as an argument, such as exercises from their list."""

    def gone(call: ast.Call) -> bool:
        return any(isinstance(argument, ast.Constant) and argument.value in names for argument in call.args)

    lines = source.splitlines(keepends=True)
    for call in reversed(_calls(source, gone)):
        lines[call.lineno - 1 : call.end_lineno] = []
    return "".join(lines)


def with_points(source: str, stem: str, points: Mapping[str, float]) -> str:
    """Set the points in the `@check(law, points=...)` of a module of checks.

    Args:
        source: The module.
        stem: Its exercise.
        points: The points by the checks' ids.
    """
    places = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        name = f"{stem}::{node.name.removeprefix('test_')}"
        for call in node.decorator_list:
            if name in points and isinstance(call, ast.Call) and getattr(call.func, "id", "") == "check":
                given = [keyword.value for keyword in call.keywords if keyword.arg == "points"] or call.args[1:2]
                places += [(given[0].lineno, given[0].col_offset, given[0].end_col_offset or 0, points[name])]
    lines = source.encode().splitlines(keepends=True)  # places are counted in bytes
    for line, start, end, number in sorted(places, reverse=True):
        lines[line - 1] = lines[line - 1][:start] + f"{number:g}".encode() + lines[line - 1][end:]
    return b"".join(lines).decode()


def _calls(source: str, wanted: Callable[[ast.Call], bool]) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and wanted(node)]
