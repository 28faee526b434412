"""Write the chunks of a revision into the catalogue: their places, words and codes."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from ingest.chunks import embedded_text, make_chunks
from ingest.codes import code_bounds, code_names, find_codes
from ingest.encoder import Encoder, Vectors
from ingest.records import Block, Details, Extracted, Section
from ingest.store import pack
from ingest.words import words

_FEW_CODES = 4  # different codes in a text of which the first is what it is about


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
    about = subject(details, document, extracted.text)
    sections, chunks = make_chunks(extracted, about, count, limit)
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
    about = subject(details, document, text)
    pieces = []
    for row in rows:
        section = section_of(row["place"])
        codes = tuple(json.loads(row["codes"]))
        inherited = code_names(" \n".join((about, *section.heading)))
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
    vectors: Vectors,
    subject: str,
    language: str,
) -> None:
    """Insert chunks with their vectors, words and codes; an id is never used twice."""
    for piece, vector in zip(pieces, vectors, strict=True):
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
        db.execute("INSERT INTO vectors VALUES (?, ?)", (number, pack(vector)))
        body = text[piece.start : piece.end]
        db.execute(
            "INSERT INTO chunk_words (rowid, heading, body) VALUES (?, ?, ?)",
            (number, *index_words(subject, piece.section, body, language)),
        )
        for names, own in ((piece.codes, 1), (piece.inherited, 0)):
            for name in names:
                (series, low), (_, high) = code_bounds(name)
                db.execute(
                    "INSERT INTO chunk_codes VALUES (?, ?, ?, ?, ?)",
                    (number, series, low, high, own),
                )


def index_words(subject: str, section: Section, body: str, language: str) -> tuple[str, str]:
    """Return the words by which a chunk is found: those of its headings, and its own."""
    heading = "\n".join(dict.fromkeys((subject, *section.heading)))
    return " ".join(words(heading, language)), " ".join(words(body, language))


def delete_pieces(db: sqlite3.Connection, revision: int) -> None:
    """Delete a revision's chunks with their vectors, words and codes."""
    db.execute(
        "DELETE FROM chunk_words WHERE rowid IN (SELECT id FROM chunks WHERE revision = ?)",
        (revision,),
    )
    db.execute("DELETE FROM chunks WHERE revision = ?", (revision,))


def optimize_words(db: sqlite3.Connection) -> None:
    """Write the index of words anew: what was deleted stands in it until then."""
    db.execute("INSERT INTO chunk_words (chunk_words) VALUES ('optimize')")


def subject(details: Details, document: str, text: str) -> str:
    """Return what a document as a whole is about: its title, its id and its chief code.

    The chief code of a text that names few codes is the first one; of others the one that is
    named as often as all the rest.
    """
    named = [code.name for code in find_codes(text) if not code.first.startswith("modifier")]
    counts = Counter(named)
    chief = named[0] if named and len(counts) <= _FEW_CODES else ""
    if named and not chief:
        name, count = counts.most_common(1)[0]
        chief = name if 2 * count >= len(named) else ""
    return "\n".join(part for part in (details.title, document, chief) if part)


def section_of(place: str) -> Section:
    """Return the section that a chunk's row keeps as JSON."""
    fields = json.loads(place)
    fields["heading"] = tuple(fields["heading"])
    return Section(**fields)


def blocks_of(stored: str) -> Iterable[Block]:
    """Return the blocks that a revision's row keeps as JSON."""
    return (Block(k, s, e, page=p) for k, s, e, p in json.loads(stored))
