"""Keep one team's guidance: add, edit and remove documents, and make their index anew."""

import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.backup import export_library, import_library
from ingest.catalog import meta, next_generation, set_meta
from ingest.details import edit_details, find_details
from ingest.encoder import Encoder
from ingest.errors import DocumentError, HomeBusy, HomeError, HomeFull
from ingest.holdings import Holdings, require, revision_of, revision_row
from ingest.indexing import delete_pieces, insert_pieces, optimize_words, renamed_pieces, subject
from ingest.live import not_live
from ingest.locking import write_lock
from ingest.reading import Reader, Reading, days, new_receipt, put_reading, renewed_receipt
from ingest.records import Details, Progress, Receipt, Revision, quiet
from ingest.settings import IngestSettings
from ingest.upkeep import drop_index, keep_original, tidy
from ingest.verify import problems_of, problems_of_index


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

    One writer at a time, across threads and processes. A change is one transaction of the
    catalogue; what was killed before or after it is undone or finished when a library is opened.
    """

    def __init__(self, settings: IngestSettings, encoder: Encoder | None = None) -> None:
        super().__init__(settings, encoder)
        self._reader = Reader(settings, lambda: self.loaded_encoder)
        try:
            with write_lock(self.home, seconds=0):
                self._tidy()
        except HomeBusy:
            pass  # its writer does it

    def add(
        self,
        source: Source,
        details: Details | None = None,
        progress: Progress = quiet,
        renew: bool = True,
    ) -> Receipt:
        """Take a file in and return its receipt; a file that is there already changes nothing.

        But one that was changed back is the latest revision once more, unless `renew` is false.
        Raises DocumentError for a file that cannot be taken in; the library is then as before.
        """
        began = time.perf_counter()
        data = self._read(source.path)
        sha = hashlib.sha256(data).hexdigest()
        known = self._receipt(source.document, sha)
        if known and not known.unread_pages and not (renew and self._would_return(known)):
            return _unchanged(known, source)
        extracted = self._reader.extract(data, source.path.name, progress)
        document = extracted.document or source.document
        details = find_details(extracted, details or Details(), document, source.path.name)
        known = self._receipt(document, sha)
        reading = None
        if not known or extracted.unread < known.unread_pages:
            # Encoding takes longest: others may write meanwhile.
            self.check_fingerprint()
            details = self._outliving(document, sha, details)
            reading = self._reader.index(extracted, details, document, progress)
        with self._writing(progress):
            known = self._receipt(document, sha)
            if known and extracted.unread >= known.unread_pages:
                if renew and self._would_return(known):
                    return self._renew(source, known)
                return _unchanged(known, source)
            reading = reading or self._reader.index(extracted, details, document, progress)
            return self._store(source, document, sha, data, reading, began)

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
        with self._writing(progress):
            self.check_fingerprint()
            with self._catalog.read() as db:
                row = revision_row(db, document, sha)
                old = Details.model_validate_json(row["details"])
                details = edit_details(old, changes)
                renamed = details.title != old.title
                pieces = (
                    renamed_pieces(db, row["id"], row["text"], details, document, self.encoder)
                    if renamed
                    else []
                )
            vectors = self._reader.encode(pieces, progress)
            with self._catalog.write() as db:
                db.execute(
                    "UPDATE revisions SET details = ?, effective_from = ?, effective_to = ? "
                    "WHERE id = ?",
                    (details.model_dump_json(), *days(details), row["id"]),
                )
                if renamed:
                    delete_pieces(db, row["id"])
                    about = subject(details, document, row["text"])
                    insert_pieces(
                        db, row["id"], row["text"], pieces, vectors, about, row["language"]
                    )
                next_generation(db)
        return revision_of(row).model_copy(update={"details": details})

    def remove(self, document: str, progress: Progress = quiet) -> None:
        """Remove a document: its text, chunks, vectors and originals; keep a tombstone."""
        try:
            self._remove(document, progress)
        except HomeFull:  # removing must not fail for want of space
            drop_index(self.home)
            self._remove(document, progress)

    def _remove(self, document: str, progress: Progress) -> None:
        with self._writing(progress), self._catalog.write() as db:
            require(db, document)
            for row in db.execute(
                "SELECT id FROM revisions WHERE document = ?", (document,)
            ).fetchall():
                delete_pieces(db, row["id"])
            db.execute("DELETE FROM revisions WHERE document = ?", (document,))
            db.execute("UPDATE documents SET removed_at = ? WHERE id = ?", (now(), document))
            optimize_words(db)
            if not db.execute("SELECT 1 FROM revisions LIMIT 1").fetchone():
                db.execute("DELETE FROM meta WHERE key IN ('fingerprint', 'encoder')")
            next_generation(db)

    def rebuild(self, progress: Progress = quiet) -> list[str]:
        """Make text, chunks and vectors of every revision anew from the originals.

        Returns a line for each revision whose original could not be read as well as before: its
        stored text was kept. What the library holds stays searchable until all of it is done;
        then the new index takes its place at once.
        """
        readings: dict[tuple[int, str], Reading | str] = {}
        self._read_again(readings, progress)
        with self._writing(progress, anew=True):
            self._read_again(readings, progress)  # what came meanwhile
            kept = []
            with self._catalog.write() as db:
                for row in db.execute("SELECT * FROM revisions ORDER BY id").fetchall():
                    reading = readings[row["id"], row["details"]]
                    as_it_was = isinstance(reading, str)
                    if isinstance(reading, str):
                        kept.append(reading)
                        reading = self._reader.kept(db, row, progress)
                    put_reading(db, row, reading, renewed_receipt(row, reading, as_it_was))
                self._set_fingerprint(db)
                set_meta(db, "index", "")
                optimize_words(db)
                next_generation(db)
            return kept

    def verify(self, progress: Progress = quiet) -> list[str]:
        """Return a line for each thing that is not as it should be: none, if all is well."""
        with write_lock(self.home, progress), self._catalog.write() as db:
            known = meta(db, "fingerprint")
            own = self.loaded_encoder.fingerprint(self.settings.chunk_tokens)
            encoder = self.loaded_encoder if known == own else None
            found = [*problems_of(db, self.home / "originals", encoder, progress)]
            return [*found, *problems_of_index(db, self.home / "vectors")]

    def export_to(self, path: Path, progress: Progress = quiet) -> int:
        """Write the whole library to a file; return the number of originals in it."""
        return export_library(self.home, self._catalog, path, progress)

    def import_from(self, path: Path, progress: Progress = quiet) -> int:
        """Take a whole library into this empty one; return the number of originals in it."""
        encoder = self.loaded_encoder
        own = encoder.fingerprint(self.settings.chunk_tokens)
        return import_library(self.home, self._catalog, path, encoder, own, progress)

    def _read_again(
        self, readings: dict[tuple[int, str], Reading | str], progress: Progress
    ) -> None:
        """Read and encode the revisions that `readings` lacks; why not, where that fails."""
        with self._catalog.read() as db:
            rows = db.execute("SELECT * FROM revisions ORDER BY id").fetchall()
        for done, row in enumerate(rows):
            key = row["id"], row["details"]
            if key in readings:
                continue

            def advance(_stage: str, _done: int, _total: int, done: int = done) -> None:
                progress("rebuilding documents", done, len(rows))

            advance("", 0, 0)
            try:
                readings[key] = self._reader.again(row, self.home / "originals", advance)
            except DocumentError as error:
                readings[key] = f"{error}; its text is kept as it was"
        progress("rebuilding documents", len(rows), len(rows))

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
        reading: Reading,
        began: float,
    ) -> Receipt:
        """Keep an upload; one that was there, with pages that could not be read, is replaced."""
        self.check_fingerprint()
        name = source.path.name
        keep_original(self.home, sha, name, data)
        with self._catalog.write() as db:
            self._set_fingerprint(db)
            twins = db.execute(
                "SELECT document FROM revisions WHERE sha = ? AND document != ?", (sha, document)
            )
            receipt = new_receipt(name, document, sha, reading).model_copy(
                update={
                    "twins": [row["document"] for row in twins],
                    "seconds": round(time.perf_counter() - began, 2),
                }
            )
            db.execute(
                "INSERT INTO documents VALUES (?, NULL) "
                "ON CONFLICT (id) DO UPDATE SET removed_at = NULL",
                (document,),
            )
            db.execute(
                "INSERT INTO revisions (document, sha, file, added_at, details, language, text, "
                "blocks, receipt) VALUES (?, ?, '', '', ?, '', '', '', '') "
                "ON CONFLICT (document, sha) DO NOTHING",
                (document, sha, reading.details.model_dump_json()),
            )
            db.execute(
                "UPDATE revisions SET file = ?, added_at = ?, upload = "
                "(SELECT MAX(upload) + 1 FROM revisions) WHERE document = ? AND sha = ?",
                (name, now(), document, sha),
            )
            put_reading(db, revision_row(db, document, sha), reading, receipt)
            next_generation(db)
        return receipt

    def _would_return(self, known: Receipt) -> bool:
        """Tell whether an upload that is there would be live once more if it were made again."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT id, sha, effective_from FROM revisions WHERE document = ? ORDER BY upload",
                (known.document,),
            ).fetchall()
            barred = not_live(db, None, {})
        live = next((row for row in rows if row["id"] not in barred), None)
        mine = next((row for row in rows if row["sha"] == known.revision), None)
        if live is None or mine is None or mine["id"] == live["id"]:
            return False
        return not mine["effective_from"] or mine["effective_from"] == live["effective_from"]

    def _renew(self, source: Source, known: Receipt) -> Receipt:
        """Make an upload that is there the latest one."""
        with self._catalog.write() as db:
            db.execute(
                "UPDATE revisions SET added_at = ?, upload = "
                "(SELECT MAX(upload) + 1 FROM revisions) WHERE document = ? AND sha = ?",
                (now(), known.document, known.revision),
            )
            next_generation(db)
        return known.model_copy(
            update={
                "message": f"{source.path.name}: was in the library as '{known.document}' before, "
                "and is its latest revision again"
            }
        )

    def _outliving(self, document: str, sha: str, details: Details) -> Details:
        """Return details with what was stated before of the same upload, by a person perhaps."""
        if not self._receipt(document, sha):
            return details
        with self._catalog.read() as db:
            row = revision_row(db, document, sha)
        stated = Details.model_validate_json(row["details"]).stated
        guessed = tuple(name for name in details.guessed if name not in stated)
        return details.model_copy(update={**stated, "guessed": guessed})

    def _set_fingerprint(self, db: sqlite3.Connection) -> None:
        """Record what makes the index."""
        encoder = self.loaded_encoder
        set_meta(db, "fingerprint", encoder.fingerprint(self.settings.chunk_tokens))
        set_meta(db, "encoder", encoder.identity)

    @contextmanager
    def _writing(self, progress: Progress, anew: bool = False) -> Iterator[None]:
        """Hold the write lock; bring the files in line with the catalogue at the end."""
        with write_lock(self.home, progress):
            try:
                yield
            finally:
                self._tidy(anew)

    def _tidy(self, anew: bool = False) -> None:
        try:
            tidy(self.home, self._catalog, anew)
        except (HomeError, OSError) as error:  # what counts is in the catalogue
            logging.getLogger("guidecite").warning("tidied at the next start: %s", error)


def _unchanged(known: Receipt, source: Source) -> Receipt:
    return known.model_copy(
        update={
            "status": "unchanged",
            "message": f"{source.path.name}: already in the library as '{known.document}'; "
            "nothing changed",
        }
    )
