"""Find the nearest vectors of one state of the library.

The catalogue holds every vector. The index of Chroma's holds those of the chunks up to its
`mark`, as they were when it was made; the few later ones, and all where the index cannot be
read, are compared one by one. So a search is right whatever the index's state.
"""

import json
import logging
import sqlite3
import threading
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ingest.catalog import Catalog, set_meta
from ingest.encoder import Vectors
from ingest.store import VectorStore, unpack

_MOST_LOOSE = 1 / 8  # share of the vectors that may be outside the index


@dataclass(frozen=True)
class Index:
    """Name a finished index: its folder, the last chunk it knows, and how many it holds."""

    folder: str
    mark: int
    count: int


def current_index(db: sqlite3.Connection) -> Index | None:
    """Return the index that the catalogue names."""
    row = db.execute("SELECT value FROM meta WHERE key = 'index'").fetchone()
    return Index(**json.loads(row["value"])) if row and row["value"] else None


class Nearest:
    """Search a home's vectors, with what was loaded last kept for the next search."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._store: tuple[Index, VectorStore | None] | None = None
        self._loose: tuple[tuple[str, int], Vectors, Vectors, Vectors] | None = None

    def load(self, db: sqlite3.Connection) -> None:
        """Open the index, so that the first search need not wait."""
        with self._lock:
            self._opened(current_index(db))

    def search(
        self, db: sqlite3.Connection, vector: Vectors, count: int, without: Collection[int]
    ) -> list[tuple[int, float]]:
        """Return the nearest (chunk id, cosine), best first, none of the revisions `without`."""
        index = current_index(db)
        with self._lock:
            found: list[tuple[int, float]] | None = None
            store = self._opened(index)
            if store and index:
                try:
                    found = self._indexed(db, store, index, vector, count, without)
                except Exception as error:  # Chroma has no hierarchy for what may go wrong
                    _LOG.warning("the vector index failed (%s); searching without", _line(error))
                    self._store = index, None
            mark = index.mark if index and found is not None else 0
            ids, revisions, vectors = self._unindexed(db, mark)
        found = found or []
        if len(ids):
            cosines = vectors @ vector
            allowed = ~np.isin(revisions, list(without))
            found += zip(map(int, ids[allowed]), map(float, cosines[allowed]), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:count]

    def _opened(self, index: Index | None) -> VectorStore | None:
        """Return the store of an index, None where it cannot be read."""
        if index is None:
            return None
        if self._store is None or self._store[0] != index:
            if self._store and self._store[1]:
                self._store[1].close()
            try:
                self._store = index, VectorStore(self._folder / index.folder)
            except Exception as error:
                _LOG.info("no vector index (%s); searching without", _line(error))
                self._store = index, None
        return self._store[1]

    def _indexed(
        self,
        db: sqlite3.Connection,
        store: VectorStore,
        index: Index,
        vector: Vectors,
        count: int,
        without: Collection[int],
    ) -> list[tuple[int, float]]:
        """Return what the index finds and the catalogue still knows."""
        gone = index.count - _indexed_count(db, index)
        found = store.nearest(vector, count + gone, without)
        if not gone:
            return found
        names = ",".join(str(number) for number, _ in found)
        known = {row["id"] for row in db.execute(f"SELECT id FROM chunks WHERE id IN ({names})")}
        return [pair for pair in found if pair[0] in known]

    def _unindexed(self, db: sqlite3.Connection, mark: int) -> tuple[Vectors, Vectors, Vectors]:
        """Return ids, revisions and vectors of the chunks after the mark."""
        row = db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        key = (row["value"] if row else "", mark)
        if self._loose is None or self._loose[0] != key:
            self._loose = (key, *all_vectors(db, mark))
        return self._loose[1:]


def all_vectors(db: sqlite3.Connection, mark: int = 0) -> tuple[Vectors, Vectors, Vectors]:
    """Return chunk ids, their revisions and their vectors, of the chunks after the mark."""
    rows = db.execute(
        "SELECT v.chunk, c.revision, v.vector FROM vectors v JOIN chunks c ON c.id = v.chunk "
        "WHERE v.chunk > ? ORDER BY v.chunk",
        (mark,),
    ).fetchall()
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 1), np.float32)
    return (
        np.array([row["chunk"] for row in rows]),
        np.array([row["revision"] for row in rows]),
        unpack([row["vector"] for row in rows]),
    )


def is_behind(db: sqlite3.Connection, folder: Path) -> bool:
    """Tell whether the index holds what is gone, lacks too much, or is not there."""
    index = current_index(db)
    total = db.execute("SELECT COUNT(*) AS n FROM vectors").fetchone()["n"]
    if index is None:
        return bool(total > 1)
    indexed = _indexed_count(db, index)
    there = (folder / index.folder / "chroma.sqlite3").exists()
    return indexed != index.count or total - indexed > total * _MOST_LOOSE or not there


def make_index(catalog: Catalog, folder: Path) -> None:
    """Make a new index of all vectors and name it in the catalogue, under the write lock.

    Where it cannot be made, for want of space perhaps, there is none: searches go without.
    """
    with catalog.read() as db:
        ids, revisions, vectors = all_vectors(db)
    value = ""
    if len(ids) > 1:
        name = uuid.uuid4().hex[:12]
        try:
            VectorStore.build(folder / name, ids.tolist(), revisions.tolist(), vectors)
            value = json.dumps(asdict(Index(name, int(ids[-1]), len(ids))))
        except Exception as error:
            _LOG.warning("no vector index could be made (%s); searching without", _line(error))
    with catalog.write() as db:
        set_meta(db, "index", value)


def _indexed_count(db: sqlite3.Connection, index: Index) -> int:
    row = db.execute("SELECT COUNT(*) AS n FROM vectors WHERE chunk <= ?", (index.mark,))
    return int(row.fetchone()["n"])


def _line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


_LOG = logging.getLogger("guidecite")
