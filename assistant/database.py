"""Open the small databases that a home keeps beside its library."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection whose changes are kept together or not at all; it is closed after."""
    db = sqlite3.connect(path, timeout=30)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA secure_delete = ON")  # what is withheld or removed is overwritten
    try:
        with db:
            yield db
    finally:
        db.close()
