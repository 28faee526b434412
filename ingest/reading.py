"""Read an upload, split and encode it, and put what came of it into the catalogue."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.details import body
from ingest.encoder import Encoder, Vectors
from ingest.errors import DocumentError, ReaderStopped
from ingest.indexing import (
    Piece,
    blocks_of,
    delete_pieces,
    insert_pieces,
    make_pieces,
    renamed_pieces,
    subject,
)
from ingest.language import detect_language
from ingest.pictures import pack_words
from ingest.read import read_document, unread
from ingest.records import Details, Extracted, Progress, Receipt
from ingest.settings import IngestSettings
from ingest.upkeep import original_name
from ingest.worker import Worker


@dataclass(frozen=True)
class Reading:
    """Hold what was read of one upload and is to be indexed, vectors included."""

    extracted: Extracted
    details: Details
    language: str
    pieces: list[Piece]
    vectors: Vectors


class Reader:
    """Read files in a process of its own, and encode what they say."""

    def __init__(self, settings: IngestSettings, encoder: Callable[[], Encoder]) -> None:
        self._settings = settings
        self._encoder = encoder  # loaded when first used
        self._worker = Worker()

    def extract(self, data: bytes, name: str, progress: Progress) -> Extracted:
        """Return what is in a file; DocumentError where it cannot be read."""
        try:
            return self._worker.call(
                read_document, data, name, self._settings,
                seconds=self._settings.max_seconds, progress=progress,
            )  # fmt: skip
        except ReaderStopped as stopped:
            raise DocumentError(
                f"{name}: {stopped}; look at the file in its own program, and save it "
                "anew or raise the limit"
            ) from None

    def index(
        self, extracted: Extracted, details: Details, document: str, progress: Progress
    ) -> Reading:
        """Split and encode what was read."""
        encoder = self._encoder()
        language = details.language or detect_language(" ".join(body(extracted))[:5000])
        details = details.model_copy(update={"language": language})
        # Room for prompt and headings is left in the window.
        limit = max(16, min(self._settings.chunk_tokens, encoder.window - 80))
        pieces = make_pieces(extracted, details, document, encoder, limit)
        return Reading(extracted, details, language, pieces, self.encode(pieces, progress))

    def encode(self, pieces: Sequence[Piece], progress: Progress) -> Vectors:
        """Return the vectors of chunks."""
        encoder = self._encoder()
        return encoder.encode(
            [piece.embedded for piece in pieces],
            encoder.passage_prompt,
            lambda done, total: progress("embedding chunks", done, total),
        )

    def again(self, row: sqlite3.Row, originals: Path, progress: Progress) -> Reading:
        """Return a stored revision as it is read from its original now.

        Raises DocumentError where the original cannot be read as well as it was.
        """
        name = f"{row['document']} ({row['file']})"
        try:
            data = (originals / original_name(row["sha"], row["file"])).read_bytes()
        except OSError as error:
            raise DocumentError(f"{name}: its original cannot be read ({error.strerror})") from None
        if hashlib.sha256(data).hexdigest() != row["sha"]:
            raise DocumentError(f"{name}: its original is not what was uploaded")
        extracted = self.extract(data, row["file"], progress)
        if extracted.unread > Receipt.model_validate_json(row["receipt"]).unread_pages:
            raise DocumentError(f"{name}: {unread(extracted)}")
        details = Details.model_validate_json(row["details"])
        return self.index(extracted, details, row["document"], progress)

    def kept(self, db: sqlite3.Connection, row: sqlite3.Row, progress: Progress) -> Reading:
        """Return a stored revision with its text and chunks as they are, encoded anew."""
        details = Details.model_validate_json(row["details"])
        document, text = row["document"], row["text"]
        pieces = renamed_pieces(db, row["id"], text, details, document, self._encoder())
        extracted = Extracted(text, tuple(blocks_of(row["blocks"])))
        vectors = self.encode(pieces, progress)
        return Reading(extracted, details, row["language"], pieces, vectors)


def put_reading(
    db: sqlite3.Connection, row: sqlite3.Row, reading: Reading, receipt: Receipt
) -> None:
    """Put a reading of a revision in the place of what is stored of it, within a transaction."""
    number, extracted, details = row["id"], reading.extracted, reading.details
    delete_pieces(db, number)
    db.execute(
        "UPDATE revisions SET effective_from = ?, effective_to = ?, details = ?, "
        "language = ?, text = ?, blocks = ?, receipt = ? WHERE id = ?",
        (
            *days(details),
            details.model_dump_json(),
            reading.language,
            extracted.text,
            json.dumps([[b.kind, b.start, b.end, b.page] for b in extracted.blocks]),
            receipt.model_dump_json(),
            number,
        ),
    )
    if extracted.places:
        db.execute("DELETE FROM pages WHERE revision = ?", (number,))
    db.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?)",
        [(number, p.page, p.width, p.height, pack_words(p.words)) for p in extracted.places],
    )
    about = subject(details, row["document"], extracted.text)
    insert_pieces(
        db, number, extracted.text, reading.pieces, reading.vectors, about, reading.language
    )


def days(details: Details) -> tuple[str | None, str | None]:
    """Return the first and last day in force, as the catalogue keeps them."""
    first, last = details.effective_from, details.effective_to
    return first.isoformat() if first else None, last.isoformat() if last else None


def new_receipt(name: str, document: str, sha: str, reading: Reading) -> Receipt:
    """Say what an upload did."""
    extracted, details = reading.extracted, reading.details
    message = f"{name}: added as '{document}'"
    if extracted.unread:
        message += f", but not complete: {unread(extracted)} and add it again"
    return Receipt(
        file=name,
        document=document,
        revision=sha,
        status="incomplete" if extracted.unread else "added",
        message=message,
        pages=extracted.pages,
        empty_pages=extracted.empty_pages,
        unread_pages=extracted.unread,
        rows=extracted.rows,
        empty_rows=extracted.empty_rows,
        tables=extracted.tables,
        chunks=len(reading.pieces),
        codes=list(dict.fromkeys(code for piece in reading.pieces for code in piece.codes)),
        languages=[reading.language],
        guessed={field: str(getattr(details, field)) for field in details.guessed},
        furniture=sum(b.kind == "furniture" for b in extracted.blocks),
        skipped=list(extracted.skipped),
    )


def renewed_receipt(row: sqlite3.Row, reading: Reading, kept: bool) -> Receipt:
    """Return the receipt of a revision read anew, or `kept` as it was but for its index."""
    old = Receipt.model_validate_json(row["receipt"])
    new = new_receipt(row["file"], row["document"], row["sha"], reading)
    if kept:
        return old.model_copy(update={"chunks": new.chunks, "codes": new.codes})
    return new.model_copy(update={"twins": old.twins, "seconds": old.seconds})
