"""The life of a solution's process: started when there is something to ask, ended when it was too slow or lied."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.conversation import Conversation
from grader.judge.exit_reasons import ending
from grader.judge.replies import ProtocolError
from grader.sandbox.workers import ForkServer, Worker


class ProcessLife:
    """One worker at a time, each with the same solution in it."""

    def __init__(self, stem: str, sources: Mapping[str, str], server: ForkServer) -> None:
        self.stem = stem
        self.sources = sources
        self.server = server
        self._worker: Worker | None = None

    @property
    def running(self) -> bool:
        """Whether there is a worker, which may have ended without our knowing."""
        return self._worker is not None

    def conversation(self, computing: float) -> Conversation:
        """With the worker that there is, or with a new one that has said it is ready.

        Args:
            computing: seconds of processor time that a new worker has for one answer.

        Raises:
            RuntimeError: it does not get ready. That is our fault, not the student's: none of their code has run.
        """
        if self._worker:
            return Conversation(self._worker, self.server.limits.reply_bytes)
        sandbox = self.server.sandbox.name
        try:
            self._worker = self.server.start(self.stem, self.sources, computing)
        except OSError as error:
            raise RuntimeError(f"no worker could be started in the sandbox {sandbox}: {error}") from error
        talk = Conversation(self._worker, self.server.limits.reply_bytes)
        try:
            talk.wait_until_ready()
        except (TimeoutError, EOFError, ProtocolError) as error:
            how = ending(self.end(gone=True), self.server.limits)
            raise RuntimeError(f"the worker in the sandbox {sandbox} did not get ready: it {how}") from error
        return talk

    def end(self, gone: bool = False) -> int | None:
        """End the worker; the next question starts another one. Returns its exit code if it had ended by itself.

        `gone`: its end of the pipe is closed, so it is expected to be ending.
        """
        worker, self._worker = self._worker, None
        return worker.end(gone) if worker else None
