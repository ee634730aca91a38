"""Run the checks of an exercise as soon as its file is saved.

Starting Python and importing pytest takes longer than the checks. So a process that has done both stands by. It waits
for the name of an exercise, runs its checks and ends; then the next one gets ready.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from queue import Empty, Queue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from checks.exercises import BY_STEM

SAVED = ("created", "modified", "moved")
"""The events that an editor may cause when it saves a file."""

POLL_SECONDS = 0.1
"""Time between two looks at whether the checks have ended, so short that nobody waits for the next process."""


class Saves(FileSystemEventHandler):
    """Puts the stems of saved exercises into a queue, each save once, however many events an editor causes."""

    def __init__(self, queue: Queue[str], folder: Path) -> None:
        self.queue = queue
        self.texts = {stem: _text(folder / f"{stem}.py") for stem in BY_STEM}

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in SAVED:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name))
            text = _text(path) if path.stem in BY_STEM and path.suffix == ".py" else b""
            if text and text != self.texts[path.stem]:
                self.texts[path.stem] = text
                self.queue.put(path.stem)


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # the file is just being replaced: there will be another event


def stand_by() -> subprocess.Popen[str]:
    """Start a process that makes the imports, and waits."""
    return subprocess.Popen(
        [sys.executable, "-m", "checks.student.warm_process"],
        stdin=subprocess.PIPE,
        text=True,
        # Ctrl-C is for `watch` alone, which ends the others: they would print where they were.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )


def run(process: subprocess.Popen[str], stem: str) -> None:
    """Tell a process that stands by which exercise to check."""
    assert process.stdin is not None
    process.stdin.write(f"{stem}\n")
    process.stdin.close()


def watch() -> int:
    """Run the checks at each save, until Ctrl-C.

    A save ends checks that are still running, in an endless loop for instance.
    """
    folder = Path("backprop").resolve()
    queue: Queue[str] = Queue()
    observer = Observer()
    observer.schedule(Saves(queue, folder), str(folder))
    ready: subprocess.Popen[str] | None = None
    running: subprocess.Popen[str] | None = None
    observer.start()
    try:
        ready = stand_by()
        print("Watching backprop/: save an exercise to see its checks, Ctrl-C ends this.", flush=True)
        while True:
            try:
                stem = queue.get(timeout=POLL_SECONDS)
            except Empty:
                if ready is None and running and running.poll() is not None:
                    ready = stand_by()  # not earlier: it would take time from the checks
                continue
            if running and running.poll() is None:
                running.kill()
                print("\nSaved again: the checks start anew.", flush=True)
            running, ready = ready or stand_by(), None
            run(running, stem)
    except KeyboardInterrupt:
        print()  # the terminal shows ^C
        return 0
    finally:
        observer.stop()
        for process in (ready, running):
            if process and process.poll() is None:
                process.kill()
