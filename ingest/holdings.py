"""Read and search what a library holds: documents, their texts and pages, chunks."""

import json
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Literal

from ingest.catalog import Catalog
from ingest.codes import code_bounds
from ingest.encoder import Encoder, Vectors, load_encoder
from ingest.errors import FingerprintMismatch, HomeError, UnknownDocument
from ingest.indexing import section_of
from ingest.pictures import draw_page, unpack_words
from ingest.records import Block, Details, PagePlaces, Receipt, Revision, Section
from ingest.settings import IngestSettings
from ingest.store import VectorStore
from ingest.worker import Worker

NARROWING: tuple[Literal["payer", "jurisdiction", "setting"], ...] = (
    "payer", "jurisdiction", "setting",
)  # fmt: skip
_DRAW_SECONDS = 30.0
_FOR_ALL = ("both", "us", "usa", "united states", "national")  # a setting, jurisdictions


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


def quiet(stage: str, done: int, total: int) -> None:
    """Ignore progress."""


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
        self._lock = threading.RLock()  # one user of Chroma and one load at a time
        self._seen_generation: str | None = None
        self._artist = Worker()

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

    # -- reading ----------------------------------------------------------------------------

    def documents(self) -> list[tuple[Revision, Receipt]]:
        """Return the latest upload of every document with its receipt, by document id."""
        with self._catalog.read() as db:
            rows = db.execute(
                "SELECT r.* FROM revisions r JOIN (SELECT document, MAX(id) AS id FROM revisions "
                "GROUP BY document) latest ON latest.id = r.id ORDER BY r.document"
            ).fetchall()
        return [(revision_of(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

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
            require(db, document)
            rows = db.execute(
                "SELECT * FROM revisions WHERE document = ? ORDER BY id DESC", (document,)
            ).fetchall()
        return [(revision_of(row), Receipt.model_validate_json(row["receipt"])) for row in rows]

    def text(self, document: str, sha: str = "") -> str:
        """Return the canonical text of a document's latest upload, or of a named revision."""
        with self._catalog.read() as db:
            return str(revision_row(db, document, sha)["text"])

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
        original = next((self.home / "originals").glob(f"{row['sha']}.*"), None)
        if found is None or original is None:
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
                value
                and details[field]
                and details[field].lower() not in (value.lower(), *_FOR_ALL)
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
            fields = (
                "payer",
                "publisher",
                "jurisdiction",
                *(() if row["ordinary"] else ("title",)),
            )
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
        "SELECT * FROM revisions WHERE document = ? AND sha LIKE ? ORDER BY id DESC LIMIT 1",
        (document, f"{sha}%"),
    ).fetchone()
    if row is None:
        raise UnknownDocument(
            f"'{document}' has no revision {sha}; 'guidecite library show' lists them"
        )
    return row  # type: ignore[no-any-return]


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(value)) for value in values)
