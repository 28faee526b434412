"""Keep one team's guidance: add, list, show, remove and search it."""

import hashlib
import json
import os
import re
import sqlite3
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from ingest.catalog import Catalog, next_generation, set_meta
from ingest.codes import code_bounds
from ingest.details import body, find_details, with_first_day
from ingest.encoder import Encoder, Vectors, load_encoder
from ingest.errors import (
    DocumentError,
    FingerprintMismatch,
    HomeError,
    ReaderStopped,
    UnknownDocument,
)
from ingest.indexing import (
    delete_pieces,
    insert_pieces,
    make_pieces,
    renamed_pieces,
    section_of,
    subject,
)
from ingest.language import detect_language
from ingest.pictures import draw_page
from ingest.read import read_document, unread
from ingest.records import (
    Block,
    Details,
    Extracted,
    PagePlaces,
    Progress,
    Receipt,
    Revision,
    Section,
    WordPlace,
)
from ingest.settings import IngestSettings
from ingest.store import VectorStore
from ingest.worker import Worker

NARROWING: tuple[Literal["payer", "jurisdiction", "setting"], ...] = (
    "payer", "jurisdiction", "setting",
)  # fmt: skip
_DRAW_SECONDS = 30.0
_LOCK_SECONDS = 120  # how long a writer waits for another one


@dataclass(frozen=True)
class Source:
    """Name a file to add, and the document it belongs to unless its front matter says so."""

    path: Path
    document: str


@dataclass(frozen=True)
class StoredChunk:
    """Hold a chunk as the library knows it, with all that a citation needs."""

    id: int
    revision: Revision
    section: Section
    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    inherited: tuple[str, ...]
    language: str


def _quiet(stage: str, done: int, total: int) -> None:
    """Ignore progress."""


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


class Library:
    """Open the library in a home, making the home on first use.

    `encoder` replaces the one that the settings name. Raises HomeError where the home cannot be
    written and FingerprintMismatch where another encoder or splitter made its index.
    """

    def __init__(self, settings: IngestSettings, encoder: Encoder | None = None) -> None:
        self.settings = settings
        self.home = settings.home
        try:
            (self.home / "originals").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"{self.home}: the library's home cannot be made ({error.strerror}); "
                "choose another with --home or GUIDECITE_HOME"
            ) from None
        self._catalog = Catalog(self.home)
        self._given_encoder = encoder
        self._lock = threading.RLock()  # one user of Chroma and one load at a time
        self._seen_generation: str | None = None
        self._reader = Worker()
        self._artist = Worker()  # draws pages while the other reads

    # -- parts that are slow to load are loaded when first used -----------------------------

    @cached_property
    def encoder(self) -> Encoder:
        """Return the encoder, its fingerprint checked against the index."""
        encoder = self._given_encoder or load_encoder(self.settings)
        fingerprint = encoder.fingerprint(self.settings.chunk_tokens)
        known = self._catalog.meta("fingerprint")
        if known not in (None, fingerprint):
            raise FingerprintMismatch(
                f"{self.home}: its index was made by {self._catalog.meta('encoder')}, but the "
                f"settings name {encoder.identity}; set GUIDECITE_ENCODER and GUIDECITE_CHUNK_"
                "TOKENS back, or add the documents to a new --home"
            )
        return encoder

    @cached_property
    def _vectors(self) -> VectorStore:
        self._seen_generation = self._catalog.meta("generation")
        return VectorStore(self.home / "vectors")

    def warm_up(self) -> None:
        """Load encoder and vectors side by side, so that the first answer need not wait."""
        with self._lock:
            loading = threading.Thread(target=lambda: self._vectors, daemon=True)
            loading.start()
            encoder = self.encoder
            loading.join()
        encoder.encode([""], encoder.query_prompt)

    def fingerprint(self) -> str:
        """Return the fingerprint of the index, empty for a library without documents."""
        return self._catalog.meta("fingerprint") or ""

    # -- writing ----------------------------------------------------------------------------

    def add(
        self, source: Source, details: Details | None = None, progress: Progress = _quiet
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
        self, name: str, data: bytes, details: Details | None = None, progress: Progress = _quiet
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
        progress: Progress = _quiet,
    ) -> Revision:
        """Change details of a document's latest upload, or of the revision that is named.

        A value of None clears a field. What a person set is no guess any more. A new title is
        part of every chunk, so that these are indexed anew.
        """
        with self._writing():
            with self._catalog.read() as db:
                row = _revision_row(db, document, sha)
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
                    about = subject(details, document)
                    ids = insert_pieces(
                        db, row["id"], row["text"], pieces, about, row["language"]
                    )  # fmt: skip
                    self._vectors.add(ids, row["id"], vectors)
                next_generation(db)
            self._vectors.remove(gone)
            self._seen_generation = self._catalog.meta("generation")
        return _revision(row).model_copy(update={"details": details})

    def remove(self, document: str) -> None:
        """Remove a document: its text, chunks, vectors and originals; keep a tombstone."""
        with self._writing():
            with self._catalog.write() as db:
                _require(db, document)
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
                [(revision, p.page, p.width, p.height, _packed(p.words)) for p in extracted.places],
            )
            about = subject(details, document)
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

    # -- reading ----------------------------------------------------------------------------

    def documents(self) -> list[tuple[Revision, Receipt]]:
        """Return the latest upload of every document with its receipt, by document id."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT r.* FROM revisions r JOIN (SELECT document, MAX(id) AS id FROM revisions "
                "GROUP BY document) latest ON latest.id = r.id ORDER BY r.document"
            ).fetchall()
        return [(_revision(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

    def was_removed(self, document: str) -> bool:
        """Tell whether a document was removed and not added again."""
        with self._catalog.read() as db:
            row = db.execute(
                "SELECT removed_at FROM documents WHERE id = ?", (document,)
            ).fetchone()
        return bool(row and row["removed_at"])

    def revisions(self, document: str) -> list[tuple[Revision, Receipt]]:
        """Return a document's revisions with their receipts, the latest upload first."""
        with self._catalog.read() as db:
            _require(db, document)
            rows = db.execute(
                "SELECT * FROM revisions WHERE document = ? ORDER BY id DESC", (document,)
            ).fetchall()
        return [(_revision(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

    def text(self, document: str, sha: str = "") -> str:
        """Return the canonical text of a document's latest upload, or of a named revision."""
        with self._catalog.read() as db:
            return str(_revision_row(db, document, sha)["text"])

    def page_picture(
        self, document: str, sha: str, page: int, start: int, end: int
    ) -> bytes | None:  # fmt: skip
        """Return a PNG of a page with the words within [start, end) marked.

        None where the document has no pages that can be shown; ReaderStopped where drawing fails.
        """
        with self._catalog.read() as db:
            row = _revision_row(db, document, sha)
            found = db.execute(
                "SELECT * FROM pages WHERE revision = ? AND page = ?", (row["id"], page)
            ).fetchone()
        original = next((self.home / "originals").glob(f"{row['sha']}.*"), None)
        if found is None or original is None:
            return None
        places = PagePlaces(page, found["width"], found["height"], _unpacked(found["words"]))
        return self._artist.call(
            draw_page, original.read_bytes(), places, start, end,
            seconds=_DRAW_SECONDS, progress=_quiet,
        )  # fmt: skip

    def values(self, field: Literal["payer", "jurisdiction", "setting"]) -> list[str]:
        """Return the values that a detail has among the library's revisions, sorted."""
        with self._catalog.read() as db:
            rows = db.execute(
                f"SELECT DISTINCT json_extract(details, '$.{field}') AS value FROM revisions"
            ).fetchall()
        return sorted(row["value"] for row in rows if row["value"])

    def blocks(self, document: str, sha: str) -> list[Block]:
        """Return the blocks of a revision's canonical text, furniture included."""
        with self._catalog.read() as db:
            row = db.execute(
                "SELECT blocks FROM revisions WHERE document = ? AND sha = ?", (document, sha)
            ).fetchone()
        return [Block(k, s, e, page=p) for k, s, e, p in json.loads(row["blocks"])] if row else []

    # -- searching --------------------------------------------------------------------------

    def search_vectors(
        self, vector: Vectors, count: int, without: Iterable[int]
    ) -> list[tuple[int, float]]:
        """Return the nearest (chunk id, cosine), best first."""
        with self._lock:
            store = self._vectors
            generation = self._catalog.meta("generation")
            if generation != self._seen_generation:
                store.reopen()
                self._seen_generation = generation
            return store.nearest(vector, count, list(without))

    def search_words(
        self, weights: Mapping[str, float], count: int, without: Iterable[int]
    ) -> list[tuple[int, float]]:
        """Return the (chunk id, BM25) that hold any of the index words, best first.

        BM25 is a sum over words; each word's share counts by its weight.
        """
        barred = _numbers(without)
        found: dict[int, float] = defaultdict(float)
        with self._catalog.read() as db:
            for word, weight in weights.items():
                rows = db.execute(
                    "SELECT w.rowid AS id, -bm25(chunk_words, 0.6, 1.0) AS score "
                    "FROM chunk_words w JOIN chunks c ON c.id = w.rowid "
                    f"WHERE c.revision NOT IN ({barred}) AND chunk_words MATCH ?",
                    ('"' + word.replace('"', "") + '"',),
                )
                for number, score in rows:
                    found[number] += weight * score
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:count]

    def search_codes(self, name: str, without: Iterable[int]) -> dict[int, bool]:
        """Return the ids of the chunks on a code, and whether they name it themselves."""
        (series, low), (_, high) = code_bounds(name)
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT k.chunk AS id, MAX(k.own) AS own FROM chunk_codes k "
                "JOIN chunks c ON c.id = k.chunk WHERE k.series = ? AND k.low <= ? "
                f"AND k.high >= ? AND c.revision NOT IN ({_numbers(without)}) GROUP BY k.chunk",
                (series, low, high),
            ).fetchall()
        return {row["id"]: bool(row["own"]) for row in rows}

    def document_frequency(self, terms: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return in how many chunks each index word stands, and the number of chunks."""
        with self._catalog.read() as db:
            total = db.execute("SELECT COUNT(*) AS n FROM chunks").fetchone()["n"]
            found = {}
            for term in terms:
                quoted = '"' + term.replace('"', "") + '"'
                row = db.execute(
                    "SELECT COUNT(*) AS n FROM chunk_words WHERE chunk_words MATCH ?", (quoted,)
                ).fetchone()
                found[term] = row["n"]
        return found, total

    def chunks(self, ids: Sequence[int]) -> list[StoredChunk]:
        """Return chunks in the order of their ids given; ids that are gone are left out."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT c.id AS chunk, c.place, c.start, c.stop, c.codes, c.inherited, "
                "substr(r.text, c.start + 1, c.stop - c.start) AS body, r.document, r.sha, r.file, "
                "r.added_at, r.details, r.language "
                f"FROM chunks c JOIN revisions r ON r.id = c.revision "
                f"WHERE c.id IN ({_numbers(ids)})"
            ).fetchall()
        found = {}
        for row in rows:
            found[row["chunk"]] = StoredChunk(
                row["chunk"],
                _revision(row),
                section_of(row["place"]),
                row["start"],
                row["stop"],
                row["body"],
                tuple(json.loads(row["codes"])),
                tuple(json.loads(row["inherited"])),
                row["language"],
            )
        return [found[i] for i in ids if i in found]

    def not_live(
        self,
        as_of: date | None = None,
        payer: str | None = None,
        jurisdiction: str | None = None,
        setting: str | None = None,
    ) -> set[int]:
        """Return the revisions that may not answer: not live on the date, or of another payer.

        Without a date a document's live revision is the one with the latest effective_from not
        in the future, whatever its end; with one it must be in force on it. A revision that
        names no payer, jurisdiction or setting is good for all.
        """
        day = (as_of or datetime.now(UTC).date()).isoformat()
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT id, document, effective_from, effective_to, details FROM revisions"
            ).fetchall()
        latest: dict[str, tuple[str, int]] = {}
        for row in rows:
            entry = (row["effective_from"] or "", row["id"])
            if entry[0] <= day and entry > latest.get(row["document"], ("", -1)):
                latest[row["document"]] = entry
        live = {number for _, number in latest.values()}
        wanted = {"payer": payer, "jurisdiction": jurisdiction, "setting": setting}
        barred = set()
        for row in rows:
            ended = as_of is not None and row["effective_to"] and row["effective_to"] < day
            details = json.loads(row["details"])
            other = any(
                value and details[field] and details[field].lower() not in (value.lower(), "both")
                for field, value in wanted.items()
            )
            if row["id"] not in live or ended or other:
                barred.add(row["id"])
        return barred

    def not_of(self, name: str) -> set[int]:
        """Return the revisions that are not a payer's or publisher's of this name.

        Their title may name it too, where the text never writes it as an ordinary word. None are
        returned where no revision is of that name.
        """
        word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT id, details, instr(text, ?) AS ordinary FROM revisions",
                (f" {name.lower()}",),
            ).fetchall()
        own, others = set[int](), set[int]()
        for row in rows:
            details = json.loads(row["details"])
            fields = ("payer", "publisher") if row["ordinary"] else ("payer", "publisher", "title")
            held = any(details[field] and word.search(details[field]) for field in fields)
            (own if held else others).add(row["id"])
        return others if own else set()

    def has_documents(self) -> bool:
        """Tell whether the library holds any document."""
        with self._catalog.read() as db:
            return db.execute("SELECT 1 FROM revisions LIMIT 1").fetchone() is not None

    def languages(self) -> list[str]:
        """Return the languages of the library's documents, the most frequent first."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT language, COUNT(*) AS n FROM revisions GROUP BY language ORDER BY n DESC"
            ).fetchall()
        return [row["language"] for row in rows]

    def _receipt(self, document: str, sha: str) -> Receipt | None:
        with self._catalog.read() as db:
            row = db.execute(
                "SELECT receipt FROM revisions WHERE document = ? AND sha = ?", (document, sha)
            ).fetchone()
        return Receipt.model_validate_json(row["receipt"]) if row else None


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


def _require(db: sqlite3.Connection, document: str) -> None:
    row = db.execute("SELECT removed_at FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise UnknownDocument(
            f"no document '{document}' in the library; 'guidecite library list' shows what is there"
        )
    if row["removed_at"]:
        raise UnknownDocument(f"the document '{document}' was removed on {row['removed_at'][:10]}")


def _revision(row: sqlite3.Row) -> Revision:
    return Revision(
        document=row["document"],
        sha=row["sha"],
        details=Details.model_validate_json(row["details"]),
        file=row["file"],
        added_at=row["added_at"],
    )


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(value)) for value in values)


def _revision_row(db: sqlite3.Connection, document: str, sha: str) -> sqlite3.Row:
    """Return the latest upload of a document, or the revision whose sha begins like this."""
    _require(db, document)
    row = db.execute(
        "SELECT * FROM revisions WHERE document = ? AND sha LIKE ? ORDER BY id DESC LIMIT 1",
        (document, f"{sha}%"),
    ).fetchone()
    if row is None:
        raise UnknownDocument(
            f"'{document}' has no revision {sha}; 'guidecite library show' lists them"
        )
    return row  # type: ignore[no-any-return]


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


def _packed(words: Sequence[WordPlace]) -> bytes:
    """Return word places as compressed JSON, in tenths of points."""
    rows = [(w.start, w.end, *(round(edge * 10) for edge in w[2:])) for w in words]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode())


def _unpacked(blob: bytes) -> tuple[WordPlace, ...]:
    rows = json.loads(zlib.decompress(blob))
    return tuple(WordPlace(r[0], r[1], *(edge / 10 for edge in r[2:])) for r in rows)


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
