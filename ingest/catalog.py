"""Hold the library's catalogue in SQLite: documents, revisions, chunks, codes, words, vectors.

SQLite decides what exists. Everything a library knows becomes so in one transaction; originals
and the vector index are brought in line with it by `ingest/upkeep.py`.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import HomeError, HomeFull
from ingest.locking import write_lock
from ingest.store import VectorStore, pack

FORMAT = 4
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
_VECTORS = """
CREATE TABLE vectors (
    chunk INTEGER PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE,
    vector BLOB NOT NULL
);
"""
_SCHEMA = (
    _PAGES
    + _VECTORS
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
    upload INTEGER NOT NULL DEFAULT 0,
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
# What an export carries, in the order in which rows may be inserted; words are made anew.
TABLES = {
    "documents": "id, removed_at",
    "revisions": "id, document, sha, file, added_at, effective_from, effective_to, details, "
    "language, text, blocks, receipt, upload",
    "pages": "revision, page, width, height, words",
    "chunks": "id, revision, place, start, stop, codes, inherited",
    "chunk_codes": "chunk, series, low, high, own",
    "vectors": "chunk, vector",
}


def _with_vectors(db: sqlite3.Connection, home: Path) -> None:
    """Take the vectors over from Chroma, which alone had them in format 3."""
    _run(db, _VECTORS)
    db.execute("ALTER TABLE revisions ADD COLUMN upload INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE revisions SET upload = id")
    if (home / "vectors" / "chroma.sqlite3").exists():
        known = {row["id"] for row in db.execute("SELECT id FROM chunks")}
        with suppress(Exception):  # an index that cannot be read: the rebuild makes it anew
            store = VectorStore(home / "vectors")
            rows = [(i, pack(vector)) for i, _, vector in store.contents() if i in known]
            store.close()
            db.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
    lacking = db.execute(
        "SELECT 1 FROM chunks WHERE id NOT IN (SELECT chunk FROM vectors) LIMIT 1"
    ).fetchone()
    if lacking:
        set_meta(db, "fingerprint", "incomplete")  # no encoder has it: asks for a rebuild


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        db.execute(statement)


# What brings a library of each older format to the next one.
_MIGRATIONS: dict[int, tuple[str | Callable[[sqlite3.Connection, Path], None], ...]] = {
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
    # Format 3 kept vectors in Chroma alone, and took the order of uploads from the ids.
    3: (_with_vectors,),
}


class Catalog:
    """Open the catalogue of one home; each use has a connection and a transaction of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / "library.db"
        self._pinned = threading.local()
        if self._format() < FORMAT:
            with write_lock(home):
                self._make()
        if (found := self._format()) != FORMAT:
            raise HomeError(
                f"{home}: this library has format {found}, this guidecite reads {FORMAT}; "
                "use the guidecite that made it, or another --home"
            )

    def _make(self) -> None:
        """Make the catalogue, or bring it from an older format to this one, whole or not at all."""
        with self._connection() as db:
            db.execute("PRAGMA journal_mode = WAL")
        with self.write() as db:
            if not _has_meta(db):
                _run(db, _SCHEMA)
                set_meta(db, "format", str(FORMAT))
            for older in range(int(meta(db, "format") or 0), FORMAT):
                for step in _MIGRATIONS[older]:
                    if isinstance(step, str):
                        db.execute(step)
                    else:
                        step(db, self._home)
                set_meta(db, "format", str(older + 1))

    def _format(self) -> int:
        """Return the format that the catalogue has, 0 where there is none yet."""
        if not self._path.exists():
            return 0
        with self.read() as db:
            return int(meta(db, "format") or 0) if _has_meta(db) else 0

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose reads see one state."""
        pinned: sqlite3.Connection | None = getattr(self._pinned, "db", None)
        if pinned is not None:
            yield pinned
            return
        with self._connection() as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads of this thread see the one state that the library has now."""
        if getattr(self._pinned, "db", None) is not None:
            yield
            return
        with self.read() as db:
            db.execute("SELECT 1 FROM meta").fetchone()  # from here on the state is fixed
            self._pinned.db = db
            try:
                yield
            finally:
                self._pinned.db = None

    @contextmanager
    def write(self, attached: Path | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection whose writes become visible together, or not at all.

        `attached` is a database that can be read as "other".
        """
        with self._connection() as db:
            if attached:
                db.execute("ATTACH ? AS other", (str(attached),))
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.commit()
            except BaseException:
                with suppress(sqlite3.Error):
                    db.rollback()
                raise

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
            db.execute("PRAGMA trusted_schema = OFF")
            yield db
        except sqlite3.DatabaseError as error:
            # Of its kinds these two alone come from the file; the others are mistakes of ours.
            if type(error) in (sqlite3.OperationalError, sqlite3.DatabaseError):
                raise self._unusable(error) from error
            raise
        finally:
            db.close()

    def _unusable(self, error: sqlite3.Error) -> HomeError:
        """Return what to tell of a file that cannot be read or written."""
        line = f"{self._home}: the library cannot be used ({error})"
        reason = str(error)
        if "full" in reason or "disk I/O" in reason:
            return HomeFull(f"{line}; nothing was changed; free some space and try again")
        if "malformed" in reason or "not a database" in reason:
            return HomeError(
                f"{line}; its file library.db is damaged: 'library import' takes in a copy"
            )
        return HomeError(f"{line}; check the folder's permissions or choose another --home")

    def meta(self, key: str) -> str | None:
        """Return a value of the library as a whole, such as its fingerprint."""
        with self.read() as db:
            return meta(db, key)

    def shrink(self) -> None:
        """Give unused space back to the disk, where it can be had now."""
        with suppress(HomeError), self._connection() as db:
            db.execute("PRAGMA busy_timeout = 2000")  # a reader may be at it: another time, then
            free = db.execute("PRAGMA freelist_count").fetchone()[0]
            if free > db.execute("PRAGMA page_count").fetchone()[0] * _MOST_FREE:
                db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_MOST_FREE = 0.2  # share of a catalogue's pages that may be unused


def _has_meta(db: sqlite3.Connection) -> bool:
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    return found is not None


def meta(db: sqlite3.Connection, key: str) -> str | None:
    """Return a value of the library as a whole."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else None


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value of the library as a whole within a transaction."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def next_generation(db: sqlite3.Connection) -> None:
    """Count up the number by which a library's states are told apart."""
    known = meta(db, "generation")
    set_meta(db, "generation", str(int(known) + 1 if known else 1))
