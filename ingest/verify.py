"""Prove that a library holds what it should, and nothing else."""

import hashlib
import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from ingest.chunks import embedded_text
from ingest.codes import code_bounds, code_names
from ingest.encoder import Encoder
from ingest.indexing import blocks_of, index_words, section_of, subject
from ingest.nearest import Index, all_vectors, current_index
from ingest.pictures import unpack_words
from ingest.reading import days
from ingest.records import Details, Progress, Receipt, Section
from ingest.store import VectorStore
from ingest.upkeep import original_name

_SECTION = TypeAdapter(Section)
_ENCODED = 16  # chunks, taken by chance, whose vectors are made once more
_SAME = 0.98  # cosine of a vector to itself, made in another batch by a quantised model


def problems_of(
    db: sqlite3.Connection, originals: Path, encoder: Encoder | None, progress: Progress
) -> Iterator[str]:
    """Return a line for each thing that is not as it should be in a catalogue and its originals.

    Every chunk's text must stand in its revision and be found by its words and codes, every
    revision must be covered by its chunks and have its original, every chunk must have its own
    vector, and nothing else may be there. Without an encoder no vector is made once more.
    """
    checked = db.execute("PRAGMA integrity_check").fetchone()[0]
    if checked != "ok":
        yield f"library.db: {checked}"
    try:
        db.execute("INSERT INTO chunk_words (chunk_words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        yield "library.db: the index of words is damaged; run 'guidecite library rebuild'"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"library.db: a row of {row[0]} belongs to nothing"
    yield from _documents(db)
    revisions = db.execute("SELECT * FROM revisions ORDER BY id").fetchall()
    named = set()
    sensible = True
    for done, row in enumerate(revisions):
        progress("verifying documents", done, len(revisions))
        named.add(original_name(row["sha"], row["file"]))
        name = f"{row['document']} ({row['sha'][:12]})"
        try:
            for problem in (*_original(row, originals), *_revision(db, row)):
                yield f"{name}: {problem}"
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            sensible = False
            yield f"{name}: what is stored of it makes no sense ({type(error).__name__})"
    for path in sorted(originals.iterdir()):
        if path.name not in named:
            yield f"originals/{path.name}: belongs to no document"
    yield from _leftovers(db)
    yield from _vectors(db, encoder if sensible else None)
    progress("verifying documents", len(revisions), len(revisions))


def problems_of_index(db: sqlite3.Connection, folder: Path) -> Iterator[str]:
    """Return a line for each thing that the vector index lacks or holds too much."""
    index = current_index(db)
    for path in sorted(folder.iterdir()):
        if index is None or path.name != index.folder:
            yield f"vectors/{path.name}: belongs to no index"
    if index is None:
        if db.execute("SELECT COUNT(*) AS n FROM vectors").fetchone()["n"] > 1:
            yield "vectors: there is no index; 'guidecite library rebuild' makes one"
        return
    try:
        store = VectorStore(folder / index.folder)
    except Exception as error:
        yield f"vectors/{index.folder}: cannot be read ({error}); run 'guidecite library rebuild'"
        return
    try:
        yield from _index(db, store, index)
    finally:
        store.close()


def _index(db: sqlite3.Connection, store: VectorStore, index: Index) -> Iterator[str]:
    ids, revisions, vectors = all_vectors(db)
    rows = zip(ids, revisions, vectors, strict=True)
    known = {int(i): (int(r), v) for i, r, v in rows if i <= index.mark}
    for number, revision, vector in store.contents():
        expected = known.pop(number, None)
        if expected is None:
            yield f"vectors: the index holds chunk {number}, which is gone"
        elif expected[0] != revision or not np.allclose(expected[1], vector, atol=1e-5):
            yield f"vectors: the index holds chunk {number} otherwise than the catalogue"
    for number in known:
        yield f"vectors: the index lacks chunk {number}"


def _documents(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT d.id, d.removed_at, COUNT(r.id) AS n FROM documents d "
        "LEFT JOIN revisions r ON r.document = d.id GROUP BY d.id"
    )
    for row in rows:
        if row["removed_at"] and row["n"]:
            yield f"{row['id']}: was removed, and still has a revision"
        if not row["removed_at"] and not row["n"]:
            yield f"{row['id']}: has no revision"


def _original(row: sqlite3.Row, originals: Path) -> Iterator[str]:
    path = originals / original_name(row["sha"], row["file"])
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha"]:
            yield "its original is not what was uploaded"
    except OSError as error:
        yield f"its original cannot be read ({error.strerror})"


def _revision(db: sqlite3.Connection, row: sqlite3.Row) -> Iterator[str]:
    details = Details.model_validate_json(row["details"])
    receipt = Receipt.model_validate_json(row["receipt"])
    text = row["text"]
    if days(details) != (row["effective_from"], row["effective_to"]):
        yield "its dates differ from its details"
    for page in db.execute("SELECT words FROM pages WHERE revision = ?", (row["id"],)):
        if any(not 0 <= w.start <= w.end <= len(text) for w in unpack_words(page["words"])):
            yield "a word's place on its page lies outside its text"
    chunks = db.execute(
        "SELECT c.*, w.heading AS heading_words, w.body AS body_words FROM chunks c "
        "LEFT JOIN chunk_words w ON w.rowid = c.id WHERE c.revision = ? ORDER BY c.id",
        (row["id"],),
    ).fetchall()
    about = subject(details, row["document"], text)
    covered = bytearray(len(text))
    for chunk in chunks:
        start, stop = chunk["start"], chunk["stop"]
        if not 0 <= start < stop <= len(text):
            yield f"chunk {chunk['id']} lies outside its text"
            continue
        covered[start:stop] = b"\1" * (stop - start)
        body = text[start:stop]
        section = _SECTION.validate_python(asdict(section_of(chunk["place"])))
        expected = index_words(about, section, body, row["language"])
        if (chunk["heading_words"], chunk["body_words"]) != expected:
            yield f"chunk {chunk['id']} is not found by its words"
        own = code_names(body)
        above = code_names(" \n".join((about, *section.heading)))
        inherited = [name for name in above if name not in own]
        stored = db.execute(
            "SELECT series, low, high, own FROM chunk_codes WHERE chunk = ? ORDER BY rowid",
            (chunk["id"],),
        )
        if (json.loads(chunk["codes"]), json.loads(chunk["inherited"])) != (own, inherited) or [
            tuple(code) for code in stored
        ] != [*_spans(own, 1), *_spans(inherited, 0)]:
            yield f"chunk {chunk['id']} is not found by its codes"
    if not chunks or len(chunks) != receipt.chunks:
        yield f"has {len(chunks)} chunks, its receipt says {receipt.chunks}"
    for block in blocks_of(row["blocks"]):
        if block.kind in ("heading", "furniture"):
            continue
        missed = (i for i in range(block.start, block.end) if not covered[i])
        if any(not text[i].isspace() for i in missed):
            yield f"text[{block.start}:{block.end}] is in no chunk"


def _spans(names: Iterable[str], own: int) -> Iterator[tuple[str, int, int, int]]:
    for name in names:
        (series, low), (_, high) = code_bounds(name)
        yield series, low, high, own


def _leftovers(db: sqlite3.Connection) -> Iterator[str]:
    for table, column in (("chunk_words", "rowid"), ("vectors", "chunk"), ("chunk_codes", "chunk")):
        found = db.execute(
            f"SELECT COUNT(*) AS n FROM {table} WHERE {column} NOT IN (SELECT id FROM chunks)"
        ).fetchone()["n"]
        if found:
            yield f"library.db: {found} rows of {table} belong to no chunk"


def _vectors(db: sqlite3.Connection, encoder: Encoder | None) -> Iterator[str]:
    rows = db.execute(
        "SELECT c.id, v.vector FROM chunks c LEFT JOIN vectors v ON v.chunk = c.id"
    ).fetchall()
    if lacking := sum(row["vector"] is None for row in rows):
        yield f"library.db: {lacking} chunks have no vector; run 'guidecite library rebuild'"
        return
    if len({len(row["vector"]) for row in rows}) > 1 or any(len(r["vector"]) % 4 for r in rows):
        yield "library.db: vectors differ in length"
        return
    if not rows:
        return
    ids, _, vectors = all_vectors(db)
    lengths = np.linalg.norm(vectors, axis=1)
    if not np.all(np.abs(lengths - 1) < 1e-3):  # what is not a number fails too
        yield "library.db: vectors are not of length 1"
        return
    if encoder is None:
        return
    chosen = random.sample(range(len(ids)), min(_ENCODED, len(ids)))
    again = encoder.encode(
        [_embedded(db, int(ids[i]), encoder) for i in chosen], encoder.passage_prompt
    )
    if again.shape[1] != vectors.shape[1]:
        yield "library.db: the vectors are not of this encoder; run 'guidecite library rebuild'"
        return
    for i, vector in zip(chosen, again, strict=True):
        if float(vector @ vectors[i]) < _SAME:
            yield f"library.db: the vector of chunk {ids[i]} is not of its text"


def _embedded(db: sqlite3.Connection, chunk: int, encoder: Encoder) -> str:
    row = db.execute(
        "SELECT c.*, r.text, r.details FROM chunks c JOIN revisions r ON r.id = c.revision "
        "WHERE c.id = ?",
        (chunk,),
    ).fetchone()
    title = json.loads(row["details"])["title"]
    body = row["text"][row["start"] : row["stop"]]
    return embedded_text(title, section_of(row["place"]).heading, body, encoder.count_tokens)
