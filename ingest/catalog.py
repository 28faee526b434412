"""Hold the library's catalogue in SQLite: documents, revisions, chunks, codes and words.

SQLite decides what exists: a vector whose chunk is not in the catalogue is never returned.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import HomeError

FORMAT = 3
_PAGES = """
CREATE TABLE pages (
    revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (revision, page)
);
"""
_SCHEMA = (
    _PAGES
    + """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (id TEXT PRIMARY KEY, removed_at TEXT);
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES documents (id),
    sha TEXT NOT NULL,
    file TEXT NOT NULL,
    added_at TEXT NOT NULL,
    effective_from TEXT,
    effective_to TEXT,
    details TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    receipt TEXT NOT NULL,
    UNIQUE (document, sha)
);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    codes TEXT NOT NULL,
    inherited TEXT NOT NULL
);
CREATE INDEX chunks_by_revision ON chunks (revision);
CREATE TABLE chunk_codes (
    chunk INTEGER NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
    series TEXT NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    own INTEGER NOT NULL
);
CREATE INDEX chunk_codes_by_code ON chunk_codes (series, low, high);
CREATE INDEX chunk_codes_by_chunk ON chunk_codes (chunk);
CREATE VIRTUAL TABLE chunk_words USING fts5 (
    heading, body, tokenize = 'unicode61 remove_diacritics 0'
);
"""
)
# What brings a library of each older format to the next one.
_MIGRATIONS = {
    # Format 1 kept the sections of a revision in one list: too slow for a table of many rows.
    1: (
        "ALTER TABLE chunks ADD COLUMN place TEXT NOT NULL DEFAULT '{}'",
        "UPDATE chunks SET place = (SELECT json_extract(r.sections, '$[' || section || ']') "
        "FROM revisions r WHERE r.id = chunks.revision)",
        "ALTER TABLE chunks DROP COLUMN section",
        "ALTER TABLE revisions DROP COLUMN sections",
    ),
    # Format 2 did not know where words stand on their pages.
    2: (_PAGES,),
}


class Catalog:
    """Open the catalogue of one home; each use has a connection and a transaction of its own."""

    def __init__(self, home: Path) -> None:
        self._path = home / "library.db"
        with self.write() as db:
            known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
            if not known:
                for statement in _SCHEMA.split(";\n"):
                    db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
            for older in range(self._format(db), FORMAT):
                for statement in _MIGRATIONS[older]:
                    db.execute(statement)
                set_meta(db, "format", str(older + 1))
        found = int(self.meta("format") or 0)
        if found != FORMAT:
            raise HomeError(
                f"{home}: this library has format {found}, this guidecite reads {FORMAT}; "
                "use the guidecite that made it, or another --home"
            )

    @staticmethod
    def _format(db: sqlite3.Connection) -> int:
        row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        return int(row["value"])

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose reads see one state."""
        with self._connection() as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose writes become visible together, or not at all."""
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            raise HomeError(
                f"{self._path.parent}: the library cannot be opened ({error}); "
                "check the folder's permissions or choose another --home"
            ) from None
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            yield db
        finally:
            db.close()

    def meta(self, key: str) -> str | None:
        """Return a value of the library as a whole, such as its fingerprint."""
        with self.read() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value of the library as a whole within a transaction."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def next_generation(db: sqlite3.Connection) -> None:
    """Count up the number by which other processes notice that the library changed."""
    row = db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    set_meta(db, "generation", str(int(row["value"]) + 1 if row else 1))
