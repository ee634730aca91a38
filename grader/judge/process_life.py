"""The life of a solution's process: started for the first question, ended if it is too slow or breaks the protocol."""

from __future__ import annotations

from collections.abc import Mapping

from grader.course.limits import Limits
from grader.judge.conversation import Allowance, Conversation
from grader.judge.exit_reasons import ending
from grader.judge.replies import ProtocolError
from grader.sandbox.workers import ForkServer, Worker


class ProcessLife:
    """Runs one worker at a time, each with the same solution."""

    def __init__(self, stem: str, sources: Mapping[str, str], server: ForkServer) -> None:
        self.stem = stem
        self.sources = sources
        self.server = server
        self._worker: Worker | None = None
        self._allowance = Allowance()

    @property
    def running(self) -> bool:
        """Whether there is a worker. It may have ended without our knowing."""
        return self._worker is not None

    def conversation(self, limits: Limits) -> Conversation:
        """Return a conversation with the current worker, or start a new one and wait until it is ready.

        Args:
            limits: The times that the worker has for answers; one that has others is ended.

        Raises:
            RuntimeError: The worker does not get ready. The fault is ours, not the student's: no student code has run
                yet.
        """
        if self._worker and limits != self._worker.limits:
            self.end()
        if self._worker:
            return Conversation(self._worker, self.server.limits.reply_bytes, self._allowance)
        sandbox = self.server.sandbox.name
        try:
            self._worker = self.server.start(self.stem, self.sources, limits)
        except OSError as error:
            raise RuntimeError(f"no worker could be started in the sandbox {sandbox}: {error}") from error
        talk = Conversation(self._worker, self.server.limits.reply_bytes, self._allowance)
        try:
            talk.wait_until_ready()
        except (TimeoutError, EOFError, ProtocolError) as error:
            how = ending(self.end(gone=True), self.server.limits)
            raise RuntimeError(f"the worker in the sandbox {sandbox} did not get ready: it {how}") from error
        return talk

    def end(self, gone: bool = False) -> int | None:
        """End the worker; the next question starts another one.

        Args:
            gone: Whether its end of the pipe is closed, so that it is expected to be ending.

        Returns:
            Its exit code if it had ended by itself, else None.
        """
        worker, self._worker = self._worker, None
        return worker.end(gone) if worker else None
