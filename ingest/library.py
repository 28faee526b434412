"""Keep one team's guidance: add, edit and remove documents."""

import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.catalog import next_generation, set_meta
from ingest.details import body, find_details, with_first_day
from ingest.encoder import Encoder, Vectors
from ingest.errors import DocumentError, HomeError, ReaderStopped
from ingest.holdings import Holdings, quiet, require, revision_of, revision_row
from ingest.indexing import delete_pieces, insert_pieces, make_pieces, renamed_pieces, subject
from ingest.language import detect_language
from ingest.pictures import pack_words
from ingest.read import read_document, unread
from ingest.records import Details, Extracted, Progress, Receipt, Revision
from ingest.settings import IngestSettings
from ingest.worker import Worker

_LOCK_SECONDS = 120  # how long a writer waits for another one


@dataclass(frozen=True)
class Source:
    """Name a file to add, and the document it belongs to unless its front matter says so."""

    path: Path
    document: str


def now() -> str:
    """Return the time in UTC, to the second, as in 2026-11-23T10:00:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def find_sources(path: Path) -> list[Source]:
    """Return the files to add: the one named, or all known formats below a folder, sorted."""
    if path.is_file():
        return [Source(path, path.name)]
    if not path.exists():
        raise DocumentError(f"{path}: no such file or folder; check the path")
    files = (p for p in sorted(path.rglob("*")) if p.is_file())
    return [
        Source(p, p.relative_to(path).as_posix())
        for p in files
        if not any(part.startswith(".") for part in p.relative_to(path).parts)
    ]


class Library(Holdings):
    """Add to a library, and search it.

    One writer at a time, across threads and processes.
    """

    def __init__(self, settings: IngestSettings, encoder: Encoder | None = None) -> None:
        super().__init__(settings, encoder)
        self._reader = Worker()

    def add(
        self, source: Source, details: Details | None = None, progress: Progress = quiet
    ) -> Receipt:
        """Take a file in and return its receipt; a file that is there already changes nothing.

        Raises DocumentError for a file that cannot be taken in; the library is then as before.
        """
        began = time.perf_counter()
        data = self._read(source.path)
        sha = hashlib.sha256(data).hexdigest()
        known = self._receipt(source.document, sha)
        if known and not known.unread_pages:
            return _unchanged(known, source)
        try:
            extracted = self._reader.call(
                read_document, data, source.path.name, self.settings,
                seconds=self.settings.max_seconds, progress=progress,
            )  # fmt: skip
        except ReaderStopped as stopped:
            raise DocumentError(
                f"{source.path.name}: {stopped}; look at the file in its own program, and save it "
                "anew or raise the limit"
            ) from None
        document = extracted.document or source.document
        found = find_details(extracted, details or Details(), document, source.path.name)
        with self._writing():
            known = self._receipt(document, sha)
            if known and extracted.unread >= known.unread_pages:
                return _unchanged(known, source)
            return self._store(source, document, sha, data, extracted, found, began, progress)

    def add_bytes(
        self, name: str, data: bytes, details: Details | None = None, progress: Progress = quiet
    ) -> Receipt:
        """Take an uploaded file in, under its name without any folders."""
        import tempfile

        name = Path(name.replace("\\", "/")).name or "upload.txt"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return self.add(Source(path, name), details, progress)

    def edit(
        self,
        document: str,
        changes: Mapping[str, object],
        sha: str = "",
        progress: Progress = quiet,
    ) -> Revision:
        """Change details of a document's latest upload, or of the revision that is named.

        A value of None clears a field. What a person set is no guess any more. A new title is
        part of every chunk, so that these are indexed anew.
        """
        with self._writing():
            with self._catalog.read() as db:
                row = revision_row(db, document, sha)
                old = Details.model_validate_json(row["details"])
                details = _edited(old, changes)
                renamed = details.title != old.title
                pieces = (
                    renamed_pieces(db, row["id"], row["text"], details, document, self.encoder)
                    if renamed
                    else []
                )
            vectors = self._encode([piece.embedded for piece in pieces], progress)
            gone: list[int] = []
            with self._catalog.write() as db:
                db.execute(
                    "UPDATE revisions SET details = ?, effective_from = ?, effective_to = ? "
                    "WHERE id = ?",
                    (details.model_dump_json(), *_days(details), row["id"]),
                )
                if renamed:
                    gone = delete_pieces(db, row["id"])
                    about = subject(details, document, row["text"])
                    ids = insert_pieces(
                        db, row["id"], row["text"], pieces, about, row["language"]
                    )  # fmt: skip
                    self._vectors.add(ids, row["id"], vectors)
                next_generation(db)
            self._vectors.remove(gone)
            self._seen_generation = self._catalog.meta("generation")
        return revision_of(row).model_copy(update={"details": details})

    def remove(self, document: str) -> None:
        """Remove a document: its text, chunks, vectors and originals; keep a tombstone."""
        with self._writing():
            with self._catalog.write() as db:
                require(db, document)
                rows = db.execute(
                    "SELECT id, sha FROM revisions WHERE document = ?", (document,)
                ).fetchall()
                ids = [number for row in rows for number in delete_pieces(db, row["id"])]
                db.execute("DELETE FROM revisions WHERE document = ?", (document,))
                db.execute("UPDATE documents SET removed_at = ? WHERE id = ?", (now(), document))
                next_generation(db)
                kept = {row["sha"] for row in db.execute("SELECT sha FROM revisions")}
            self._vectors.remove(ids)
            for sha in {row["sha"] for row in rows} - kept:
                for original in (self.home / "originals").glob(f"{sha}.*"):
                    original.unlink()
            self._seen_generation = self._catalog.meta("generation")

    def _read(self, path: Path) -> bytes:
        try:
            size = path.stat().st_size
            if size > self.settings.max_file_mb * 1_000_000:
                raise DocumentError(
                    f"{path.name}: {size / 1e6:,.0f} MB, more than GUIDECITE_MAX_FILE_MB="
                    f"{self.settings.max_file_mb}; split the file or raise the limit"
                )
            data = path.read_bytes()
        except OSError as error:
            raise DocumentError(
                f"{path.name}: cannot be read ({error.strerror}); check the file's permissions"
            ) from None
        if not data.strip():
            raise DocumentError(f"{path.name}: the file is empty; nothing to add")
        return data

    def _store(
        self,
        source: Source,
        document: str,
        sha: str,
        data: bytes,
        extracted: Extracted,
        details: Details,
        began: float,
        progress: Progress,
    ) -> Receipt:
        encoder = self.encoder
        text = extracted.text
        language = details.language or detect_language(" ".join(body(extracted))[:5000])
        details = details.model_copy(update={"language": language})
        pieces = make_pieces(extracted, details, document, encoder, self._limit(encoder))
        vectors = self._encode([piece.embedded for piece in pieces], progress)
        _write_whole(self.home / "originals" / f"{sha}{source.path.suffix.lower()}", data)
        gone: list[int] = []
        with self._catalog.write() as db:
            twins = db.execute(
                "SELECT document FROM revisions WHERE sha = ? AND document != ?", (sha, document)
            )
            receipt = self._new_receipt(
                source, document, sha, extracted, details, [row["document"] for row in twins]
            ).model_copy(
                update={
                    "chunks": len(pieces),
                    "codes": list(dict.fromkeys(code for p in pieces for code in p.codes)),
                    "languages": [language],
                    "seconds": round(time.perf_counter() - began, 2),
                }
            )
            # An upload whose scanned pages could not be read then, and can now.
            for row in db.execute(
                "SELECT id FROM revisions WHERE document = ? AND sha = ?", (document, sha)
            ).fetchall():
                gone += delete_pieces(db, row["id"])
                db.execute("DELETE FROM revisions WHERE id = ?", (row["id"],))
            db.execute(
                "INSERT INTO documents VALUES (?, NULL) "
                "ON CONFLICT (id) DO UPDATE SET removed_at = NULL",
                (document,),
            )
            revision = db.execute(
                "INSERT INTO revisions (document, sha, file, added_at, effective_from, "
                "effective_to, details, language, text, blocks, receipt) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document,
                    sha,
                    source.path.name,
                    now(),
                    *_days(details),
                    details.model_dump_json(),
                    language,
                    text,
                    json.dumps([[b.kind, b.start, b.end, b.page] for b in extracted.blocks]),
                    receipt.model_dump_json(),
                ),
            ).lastrowid
            assert revision is not None
            db.executemany(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?)",
                [
                    (revision, p.page, p.width, p.height, pack_words(p.words))
                    for p in extracted.places
                ],
            )
            about = subject(details, document, extracted.text)
            ids = insert_pieces(db, revision, text, pieces, about, language)
            self._vectors.add(ids, revision, vectors)
            set_meta(db, "fingerprint", encoder.fingerprint(self.settings.chunk_tokens))
            set_meta(db, "encoder", encoder.identity)
            next_generation(db)
        self._vectors.remove(gone)
        self._seen_generation = self._catalog.meta("generation")
        return receipt

    def _new_receipt(
        self,
        source: Source,
        document: str,
        sha: str,
        extracted: Extracted,
        details: Details,
        twins: list[str],
    ) -> Receipt:
        name = source.path.name
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
            guessed={field: str(getattr(details, field)) for field in details.guessed},
            furniture=sum(b.kind == "furniture" for b in extracted.blocks),
            skipped=list(extracted.skipped),
            twins=twins,
        )

    def _encode(self, texts: Sequence[str], progress: Progress) -> Vectors:
        encoder = self.encoder
        return encoder.encode(
            texts, encoder.passage_prompt, lambda d, t: progress("embedding chunks", d, t)
        )

    def _limit(self, encoder: Encoder) -> int:
        """Return the most tokens of a chunk, room for prompt and headings left in the window."""
        return max(16, min(self.settings.chunk_tokens, encoder.window - 80))

    def _writing(self) -> "_Writing":
        return _Writing(self)


class _Writing:
    """Hold the library's write lock, across threads and processes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._file = FileLock(library.home / "write.lock", timeout=_LOCK_SECONDS)

    def __enter__(self) -> None:
        self._library._lock.acquire()
        try:
            self._file.acquire()
        except Timeout:
            self._library._lock.release()
            raise HomeError(
                f"{self._library.home}: another guidecite has been writing for {_LOCK_SECONDS} "
                "seconds; wait until it is done and try again"
            ) from None
        except OSError as error:
            self._library._lock.release()
            raise HomeError(
                f"{self._library.home}: cannot be written ({error.strerror}); "
                "check the folder's permissions or choose another --home"
            ) from None

    def __exit__(self, *_: object) -> None:
        self._file.release()
        self._library._lock.release()


def _edited(old: Details, changes: Mapping[str, object]) -> Details:
    """Return the details with the changes made; the year of an edition moves its first day."""
    values: dict[str, object] = {**old.model_dump(), **changes}
    values["guessed"] = tuple(name for name in old.guessed if name not in changes)
    followed = (
        old.effective_from
        == with_first_day(old.model_copy(update={"effective_from": None})).effective_from
    )
    if "edition" in changes and "effective_from" not in changes and followed:
        values["effective_from"] = None
    details = with_first_day(Details.model_validate(values))
    return details.model_copy(update={"title": details.title or old.title})


def _days(details: Details) -> tuple[str | None, str | None]:
    first, last = details.effective_from, details.effective_to
    return first.isoformat() if first else None, last.isoformat() if last else None


def _unchanged(known: Receipt, source: Source) -> Receipt:
    return known.model_copy(
        update={
            "status": "unchanged",
            "message": f"{source.path.name}: already in the library as '{known.document}'; "
            "nothing changed",
        }
    )


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = path.with_suffix(path.suffix + ".part")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise HomeError(
            f"{path.parent}: cannot be written ({error.strerror}); free some space or choose "
            "another --home"
        ) from None
