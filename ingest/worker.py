"""Run a parser in a process of its own, which may be stopped: files come from anywhere.

A file that makes a parser loop, crash or eat all memory ends that process and nothing else. The
process lives on from file to file, so that a folder of small ones pays for its start once.
"""

import atexit
import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

from ingest.errors import GuidanceError, ReaderStopped
from ingest.records import Progress

_MOST_MEMORY = 3_000_000_000  # bytes of address space
_TICK = 0.3  # seconds between two looks, and so to the end of a job that is cancelled

Result = TypeVar("Result")


class Worker:
    """Own one process, started when first used; calls wait for each other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: queue.Queue[Any] = queue.Queue()
        self._lock = threading.Lock()
        atexit.register(self.stop)

    def call(
        self, function: Callable[..., Result], *args: object, seconds: float, progress: Progress
    ) -> Result:
        """Return function(*args, progress) as run over there.

        Raises the GuidanceError that it raised; ReaderStopped where it took longer than `seconds`,
        its process ended or it failed otherwise. Whatever `progress` raises here stops the work.
        """
        with self._lock:
            process = self._started()
            assert process.stdin
            began, last = time.monotonic(), ("reading", 0, 0)
            try:
                pickle.dump((function, args), process.stdin)
                process.stdin.flush()
                while True:
                    try:
                        kind, value = self._messages.get(timeout=_TICK)
                    except queue.Empty:
                        kind, value = "progress", last
                    if kind == "done":
                        return value  # type: ignore[no-any-return]
                    if kind == "refused":
                        raise value
                    if kind == "failed":
                        raise ReaderStopped(value)
                    if kind == "ended":
                        raise ReaderStopped("its reader stopped, perhaps out of memory")
                    last = value
                    if time.monotonic() - began > seconds:
                        raise ReaderStopped(f"not read within GUIDECITE_MAX_SECONDS={seconds:g}")
                    progress(*last)
            except GuidanceError as error:
                if isinstance(error, ReaderStopped):
                    self.stop()
                raise
            except BrokenPipeError:
                self.stop()
                raise ReaderStopped("its reader stopped") from None
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """End the process; the next call starts another."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # Ctrl-C is for the parent, which then ends this one
            )
            self._messages = queue.Queue()
            assert self._process.stdout
            reading = (self._process.stdout, self._messages)
            threading.Thread(target=_receive, args=reading, daemon=True).start()
        return self._process


def _receive(pipe: BinaryIO, messages: "queue.Queue[Any]") -> None:
    """Pass messages on until the process ends."""
    try:
        while True:
            messages.put(pickle.load(pipe))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        messages.put(("ended", None))


def _serve() -> None:
    """Do one job after the other, told on stdin; answer on what was stdout."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))

    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)  # nobody waits for the answer any more

    threading.Thread(target=watch, daemon=True).start()

    def answer(kind: str, value: object) -> None:
        pickle.dump((kind, value), answers)
        answers.flush()

    told = 0.0

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.1:
            told = time.monotonic()
            answer("progress", (stage, done, total))

    while True:
        try:
            function, args = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer("done", function(*args, progress))
        except GuidanceError as error:
            answer("refused", error)
        except MemoryError:
            answer("failed", "it needs more memory than a document may")
        except Exception as error:
            first = (str(error) or type(error).__name__).splitlines()[0][:120]
            answer("failed", f"its reader failed ({type(error).__name__}: {first})")


if __name__ == "__main__":
    _serve()
