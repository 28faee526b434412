"""Let one process write a library at a time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import HomeBusy, HomeError
from ingest.records import Progress, quiet

_SECONDS = 600.0  # how long a writer waits for another one
_TICK = 0.3  # seconds between two looks, and so to the end of a wait that is cancelled


@contextmanager
def write_lock(home: Path, progress: Progress = quiet, seconds: float = _SECONDS) -> Iterator[None]:
    """Hold the write lock of a home, across threads and processes; a killed holder loses it.

    Raises HomeBusy where another writer has not finished within `seconds`.
    """
    lock = FileLock(home / "write.lock")
    began = time.monotonic()
    while True:
        left = seconds - (time.monotonic() - began)
        try:
            lock.acquire(timeout=max(0.0, min(_TICK, left)))
            break
        except Timeout:
            if left <= 0:
                raise HomeBusy(
                    f"{home}: another guidecite has been writing for {seconds:.0f} seconds; wait "
                    "until it is done and try again"
                ) from None
            progress("waiting for another guidecite to finish writing", 0, 0)
        except OSError as error:
            raise HomeError(
                f"{home}: cannot be written ({error.strerror}); "
                "check the folder's permissions or choose another --home"
            ) from None
    try:
        yield
    finally:
        lock.release()
