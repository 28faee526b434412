"""Read and search what a library holds: documents, their texts and pages, chunks."""

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from ingest.catalog import Catalog, meta
from ingest.codes import code_bounds
from ingest.differences import Change, find_changes
from ingest.encoder import Encoder, Vectors, load_encoder
from ingest.errors import FingerprintMismatch, HomeError, UnknownDocument
from ingest.indexing import blocks_of, section_of
from ingest.live import not_live, not_of
from ingest.nearest import Nearest
from ingest.pictures import draw_page, unpack_words
from ingest.records import Block, Details, PagePlaces, Receipt, Revision, Section, quiet
from ingest.settings import IngestSettings
from ingest.upkeep import original_name
from ingest.worker import Worker

NARROWING: tuple[Literal["payer", "jurisdiction", "setting"], ...] = (
    "payer", "jurisdiction", "setting",
)  # fmt: skip
_DRAW_SECONDS = 30.0


@dataclass(frozen=True)
class StoredChunk:
    """Hold a chunk as the library knows it, with all that a citation needs."""

    id: int
    revision: Revision
    revision_number: int  # the library's own, as `not_live` returns them
    section: Section
    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    inherited: tuple[str, ...]
    language: str


class Holdings:
    """Open what the library in a home holds, making the home on first use.

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
        self._nearest = Nearest(self.home / "vectors")
        self._artist = Worker()

    # -- parts that are slow to load are loaded when first used -----------------------------

    @cached_property
    def loaded_encoder(self) -> Encoder:
        """Return the encoder that the settings name, whether or not the index is of it."""
        return self._given_encoder or load_encoder(self.settings)

    @cached_property
    def encoder(self) -> Encoder:
        """Return the encoder, its fingerprint checked against the index."""
        self.check_fingerprint()
        return self.loaded_encoder

    def check_fingerprint(self) -> None:
        """Raise FingerprintMismatch where another encoder or splitter made the index."""
        encoder = self.loaded_encoder
        with self._catalog.read() as db:
            known, made_by = (meta(db, key) for key in ("fingerprint", "encoder"))
        if known not in (None, encoder.fingerprint(self.settings.chunk_tokens)):
            named = f"{encoder.identity}, chunks of {self.settings.chunk_tokens} tokens"
            raise FingerprintMismatch(
                f"{self.home}: its index was made by {made_by}, or split otherwise, and the "
                f"settings name {named}; set GUIDECITE_ENCODER, its prompts and "
                "GUIDECITE_CHUNK_TOKENS back, or make the index anew with 'guidecite library "
                "rebuild'"
            )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let one thread see one state of the library, whatever others write meanwhile.

        Raises FingerprintMismatch where the index is no longer of this encoder.
        """
        with self._catalog.snapshot():
            if "loaded_encoder" in self.__dict__:
                self.check_fingerprint()
            yield

    def warm_up(self) -> None:
        """Load encoder and vectors side by side, so that the first answer need not wait."""

        def load() -> None:
            with self._catalog.read() as db:
                self._nearest.load(db)

        loading = threading.Thread(target=load, daemon=True)
        loading.start()
        encoder = self.encoder
        loading.join()
        encoder.encode([""], encoder.query_prompt)

    def fingerprint(self) -> str:
        """Return the fingerprint of the index, empty for a library without documents."""
        return self._catalog.meta("fingerprint") or ""

    # -- reading ----------------------------------------------------------------------------

    def documents(self) -> list[tuple[Revision, Receipt]]:
        """Return the latest upload of every document with its receipt, by document id."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT r.* FROM revisions r JOIN (SELECT document, MAX(upload) AS upload FROM "
                "revisions GROUP BY document) latest USING (document, upload) ORDER BY r.document"
            ).fetchall()
        return [(revision_of(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

    def removed(self) -> dict[str, str]:
        """Return the documents that were removed and not added again, and when each was."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT id, removed_at FROM documents WHERE removed_at IS NOT NULL ORDER BY id"
            ).fetchall()
        return {row["id"]: row["removed_at"] for row in rows}

    def was_removed(self, document: str) -> bool:
        """Tell whether a document was removed and not added again."""
        return document in self.removed()

    def revisions(self, document: str) -> list[tuple[Revision, Receipt]]:
        """Return a document's revisions with their receipts, the latest upload first."""
        with self._catalog.read() as db:
            require(db, document)
            rows = db.execute(
                "SELECT * FROM revisions WHERE document = ? ORDER BY upload DESC", (document,)
            ).fetchall()
        return [(revision_of(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

    def text(self, document: str, sha: str = "") -> str:
        """Return the canonical text of a document's latest upload, or of a named revision."""
        with self._catalog.read() as db:
            return str(revision_row(db, document, sha)["text"])

    def differences(self, document: str, older: str, newer: str) -> list[Change]:
        """Return what differs between the texts of two revisions, in order."""
        return find_changes(self.text(document, older), self.text(document, newer))

    def page_picture(
        self, document: str, sha: str, page: int, start: int, end: int
    ) -> bytes | None:  # fmt: skip
        """Return a PNG of a page with the words within [start, end) marked.

        None where the document has no pages that can be shown; ReaderStopped where drawing fails.
        """
        with self._catalog.read() as db:
            row = revision_row(db, document, sha)
            found = db.execute(
                "SELECT * FROM pages WHERE revision = ? AND page = ?", (row["id"], page)
            ).fetchone()
        original = self.home / "originals" / original_name(row["sha"], row["file"])
        if found is None or not original.exists():
            return None
        places = PagePlaces(page, found["width"], found["height"], unpack_words(found["words"]))
        return self._artist.call(
            draw_page, original.read_bytes(), places, start, end,
            seconds=_DRAW_SECONDS, progress=quiet,
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
        return list(blocks_of(row["blocks"])) if row else []

    # -- searching --------------------------------------------------------------------------

    def search_vectors(
        self, vector: Vectors, count: int, without: Iterable[int]
    ) -> list[tuple[int, float]]:
        """Return the nearest (chunk id, cosine), best first."""
        with self._catalog.read() as db:
            return self._nearest.search(db, vector, count, list(without))

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
                "SELECT c.id AS chunk, c.revision AS number, c.place, c.start, c.stop, c.codes, "
                "c.inherited, "
                "substr(r.text, c.start + 1, c.stop - c.start) AS body, r.document, r.sha, r.file, "
                "r.added_at, r.details, r.language "
                f"FROM chunks c JOIN revisions r ON r.id = c.revision "
                f"WHERE c.id IN ({_numbers(ids)})"
            ).fetchall()
        found = {}
        for row in rows:
            found[row["chunk"]] = StoredChunk(
                row["chunk"],
                revision_of(row),
                row["number"],
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

        A revision that names no payer, jurisdiction or setting is good for all.
        """
        wanted = {"payer": payer, "jurisdiction": jurisdiction, "setting": setting}
        with self._catalog.read() as db:
            return not_live(db, as_of, wanted)

    def live_revision(self, document: str, as_of: date | None = None) -> Revision | None:
        """Return the revision of a document that is live on a date, or today."""
        with self._catalog.read() as db:
            require(db, document)
            barred = not_live(db, as_of, {})
            rows = db.execute("SELECT * FROM revisions WHERE document = ?", (document,)).fetchall()
        return next((revision_of(row) for row in rows if row["id"] not in barred), None)

    def not_of(self, name: str) -> set[int]:
        """Return the revisions that are not a payer's or publisher's of this name.

        Their title may name it too, where the text never writes it as an ordinary word. None are
        returned where no revision is of that name.
        """
        with self._catalog.read() as db:
            return not_of(db, name)

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


def require(db: sqlite3.Connection, document: str) -> None:
    """Raise UnknownDocument unless the library holds a document."""
    row = db.execute("SELECT removed_at FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise UnknownDocument(
            f"no document '{document}' in the library; 'guidecite library list' shows what is there"
        )
    if row["removed_at"]:
        raise UnknownDocument(f"the document '{document}' was removed on {row['removed_at'][:10]}")


def revision_of(row: sqlite3.Row) -> Revision:
    """Return the revision that a row of the catalogue describes."""
    return Revision(
        document=row["document"],
        sha=row["sha"],
        details=Details.model_validate_json(row["details"]),
        file=row["file"],
        added_at=row["added_at"],
    )


def revision_row(db: sqlite3.Connection, document: str, sha: str) -> sqlite3.Row:
    """Return the latest upload of a document, or the revision whose sha begins like this."""
    require(db, document)
    row = db.execute(
        "SELECT * FROM revisions WHERE document = ? AND sha LIKE ? ORDER BY upload DESC LIMIT 1",
        (document, f"{sha}%"),
    ).fetchone()
    if row is None:
        raise UnknownDocument(
            f"'{document}' has no revision {sha}; 'guidecite library show' lists them"
        )
    return row  # type: ignore[no-any-return]


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(value)) for value in values)
