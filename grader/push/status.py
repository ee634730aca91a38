"""Tells a Gitea or GitLab server the status of a commit, which it shows beside the commit."""

from __future__ import annotations

import json
import stat
from enum import StrEnum
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from grader.course.push_settings import PushSettings

SECONDS = 5.0
"""Maximum time to wait for the server."""

NAME = "grader"
"""What the status is called on the server: a later one with this name replaces the earlier one."""


class State(StrEnum):
    """What came of a push."""

    RIGHT = "right"
    WRONG = "wrong"
    SKIPPED = "skipped"
    FAILED = "failed"


WORDS = {
    "gitea": {State.RIGHT: "success", State.WRONG: "failure", State.SKIPPED: "warning", State.FAILED: "error"},
    "gitlab": {State.RIGHT: "success", State.WRONG: "failed", State.SKIPPED: "canceled", State.FAILED: "failed"},
}
"""A state in the words of each server."""


class StatusError(Exception):
    """The status could not be told; the message says why."""


class _NoRedirect(HTTPRedirectHandler):
    """Follows nothing: the token is for the one server."""

    def redirect_request(self, *_: object) -> None:
        return None


def tell_status(push: PushSettings, course_file: Path, project: str, commit: str, state: State, words: str) -> None:
    """Tell the server the status of a commit, if the course wants that.

    Args:
        push: The course's settings.
        course_file: The course file, beside which the token is.
        project: The repository's name on the server, `owner/name`.
        commit: The commit.
        state: What came of it.
        words: The same in a few words.

    Raises:
        StatusError: The token cannot be used, or the server does not take the status.
    """
    if not push.status:
        return
    if not project:
        raise StatusError("the name of the repository on the server is not known: expected owner/name.git at its path")
    token = _read_token(course_file.parent / push.token_file)
    fields = {"state": WORDS[push.status][state], "description": words[:140]}
    if push.status == "gitea":
        owner, _, name = project.rpartition("/")
        path = f"/api/v1/repos/{quote(owner, safe='')}/{quote(name, safe='')}/statuses/{commit}"
        fields["context"] = NAME
        headers = {"Authorization": f"token {token}"}
    else:
        path = f"/api/v4/projects/{quote(project, safe='')}/statuses/{commit}"
        fields["name"] = NAME
        headers = {"PRIVATE-TOKEN": token}
    address = push.server.rstrip("/") + path
    request = Request(  # noqa: S310  # the course's schema lets only http and https through
        address, json.dumps(fields).encode(), {**headers, "Content-Type": "application/json"}, method="POST"
    )
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS):
            pass
    except (URLError, OSError, ValueError) as error:
        raise StatusError(f"POST {address}: expected the server to take the status, got {error}") from None


def _read_token(file: Path) -> str:
    """Read the token, unless others can read it as well."""
    try:
        if file.stat().st_mode & (stat.S_IRWXO):
            raise StatusError(f"{file}: expected a token that others cannot read, got one that they can: chmod 600")
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StatusError(f"{file}: expected a file with the token, got {error}") from None
    if not token or not token.isprintable() or not token.isascii():
        raise StatusError(f"{file}: expected one line with the token, got something else")
    return token
