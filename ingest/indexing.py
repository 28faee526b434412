"""Write the chunks of a revision into the catalogue: their places, words and codes."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ingest.chunks import embedded_text, make_chunks
from ingest.codes import code_bounds, code_names
from ingest.encoder import Encoder
from ingest.records import Details, Extracted, Section
from ingest.words import words


@dataclass(frozen=True)
class Piece:
    """Hold a chunk that is to be indexed, with the text that the encoder sees of it."""

    section: Section
    start: int
    end: int
    codes: tuple[str, ...]
    inherited: tuple[str, ...]
    embedded: str


def make_pieces(
    extracted: Extracted, details: Details, document: str, encoder: Encoder, limit: int
) -> list[Piece]:
    """Split a new revision; no chunk's own text has more than `limit` tokens."""
    count = encoder.count_tokens
    sections, chunks = make_chunks(extracted, subject(details, document), count, limit)
    return [
        Piece(
            sections[c.section], c.start, c.end, c.codes, c.inherited,
            embedded_text(
                details.title, sections[c.section].heading, extracted.text[c.start : c.end], count
            ),
        )
        for c in chunks
    ]  # fmt: skip


def renamed_pieces(
    db: sqlite3.Connection,
    revision: int,
    text: str,
    details: Details,
    document: str,
    encoder: Encoder,
) -> list[Piece]:
    """Return the chunks of a stored revision as they are under a new title."""
    rows = db.execute(
        "SELECT place, start, stop, codes FROM chunks WHERE revision = ? ORDER BY id", (revision,)
    )
    pieces = []
    for row in rows:
        section = section_of(row["place"])
        codes = tuple(json.loads(row["codes"]))
        inherited = code_names(" \n".join((subject(details, document), *section.heading)))
        body = text[row["start"] : row["stop"]]
        pieces.append(
            Piece(
                section, row["start"], row["stop"], codes,
                tuple(name for name in inherited if name not in codes),
                embedded_text(details.title, section.heading, body, encoder.count_tokens),
            )
        )  # fmt: skip
    return pieces


def insert_pieces(
    db: sqlite3.Connection,
    revision: int,
    text: str,
    pieces: Sequence[Piece],
    subject: str,
    language: str,
) -> list[int]:
    """Insert chunks and return their ids; an id is never used twice."""
    ids = []
    for piece in pieces:
        number = db.execute(
            "INSERT INTO chunks (revision, place, start, stop, codes, inherited) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                revision,
                json.dumps(asdict(piece.section)),
                piece.start,
                piece.end,
                json.dumps(piece.codes),
                json.dumps(piece.inherited),
            ),
        ).lastrowid
        assert number is not None
        ids.append(number)
        heading = "\n".join(dict.fromkeys((subject, *piece.section.heading)))
        db.execute(
            "INSERT INTO chunk_words (rowid, heading, body) VALUES (?, ?, ?)",
            (
                number,
                " ".join(words(heading, language)),
                " ".join(words(text[piece.start : piece.end], language)),
            ),
        )
        for names, own in ((piece.codes, 1), (piece.inherited, 0)):
            for name in names:
                (series, low), (_, high) = code_bounds(name)
                db.execute(
                    "INSERT INTO chunk_codes VALUES (?, ?, ?, ?, ?)",
                    (number, series, low, high, own),
                )
    return ids


def delete_pieces(db: sqlite3.Connection, revision: int) -> list[int]:
    """Delete a revision's chunks and return their ids, for the vectors to follow."""
    rows = db.execute("SELECT id FROM chunks WHERE revision = ?", (revision,)).fetchall()
    ids = [row["id"] for row in rows]
    db.executemany("DELETE FROM chunk_words WHERE rowid = ?", [(i,) for i in ids])
    db.execute("DELETE FROM chunks WHERE revision = ?", (revision,))
    return ids


def subject(details: Details, document: str) -> str:
    """Return what a document as a whole is about: its title and its id may name a code."""
    return f"{details.title}\n{document}"


def section_of(place: str) -> Section:
    """Return the section that a chunk's row keeps as JSON."""
    fields = json.loads(place)
    fields["heading"] = tuple(fields["heading"])
    return Section(**fields)
