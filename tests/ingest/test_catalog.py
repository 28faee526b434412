import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ingest.catalog import FORMAT, Catalog
from ingest.encoder import Encoder
from ingest.errors import FingerprintMismatch, HomeError
from ingest.library import Library, Source
from ingest.nearest import all_vectors
from ingest.settings import IngestSettings
from ingest.store import VectorStore


@pytest.fixture
def home(tmp_path: Path, encoder: Encoder) -> Path:
    """Return the home of a library as format 3 had it: its vectors in Chroma alone."""
    home = tmp_path / "home"
    library = Library(IngestSettings(home=home), encoder)
    for name, code in (("a.md", "96521"), ("b.md", "96523")):
        (tmp_path / name).write_text(f"# Pumps\n\nA refill is reported with {code}.\n")
        library.add(Source(tmp_path / name, name))
    with Catalog(home).read() as db:
        ids, revisions, vectors = all_vectors(db)
    shutil.rmtree(home / "vectors")
    VectorStore.build(home / "vectors", ids.tolist(), revisions.tolist(), vectors)
    with sqlite3.connect(home / "library.db") as db:
        db.execute("DROP TABLE vectors")
        db.execute("ALTER TABLE revisions DROP COLUMN upload")
        db.execute("DELETE FROM meta WHERE key = 'index'")
        db.execute("UPDATE meta SET value = '3' WHERE key = 'format'")
    return home


def _found(library: Library) -> list[str]:
    vector = library.encoder.encode(["a refill"], library.encoder.query_prompt)[0]
    ids = [number for number, _ in library.search_vectors(vector, 5, set())]
    return sorted(chunk.revision.document for chunk in library.chunks(ids))


def test_a_library_of_format_3_keeps_its_vectors(home: Path, encoder: Encoder) -> None:
    library = Library(IngestSettings(home=home), encoder)
    assert _found(library) == ["a.md", "b.md"]
    assert library.verify() == []
    assert Catalog(home).meta("format") == str(FORMAT)


def test_a_library_of_format_1_is_brought_to_this_one(home: Path, encoder: Encoder) -> None:
    with sqlite3.connect(home / "library.db") as db:
        db.execute("ALTER TABLE revisions ADD COLUMN sections TEXT NOT NULL DEFAULT '[]'")
        db.execute("ALTER TABLE chunks ADD COLUMN section INTEGER NOT NULL DEFAULT 0")
        for revision, place in db.execute("SELECT revision, place FROM chunks").fetchall():
            sections = json.dumps([json.loads(place)])
            db.execute("UPDATE revisions SET sections = ? WHERE id = ?", (sections, revision))
        db.execute("ALTER TABLE chunks DROP COLUMN place")
        db.execute("DROP TABLE pages")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    library = Library(IngestSettings(home=home), encoder)
    (chunk,) = library.chunks(list(library.search_codes("96521", set())))
    assert chunk.section.heading == ("Pumps",)
    assert library.verify() == []


def test_an_old_library_without_its_vectors_asks_for_a_rebuild(
    home: Path, encoder: Encoder
) -> None:
    shutil.rmtree(home / "vectors")
    library = Library(IngestSettings(home=home), encoder)
    with pytest.raises(FingerprintMismatch, match="library rebuild"):
        _ = library.encoder
    assert library.rebuild() == []
    assert _found(library) == ["a.md", "b.md"]
    assert library.verify() == []


def test_a_newer_library_is_refused_and_left_alone(home: Path) -> None:
    with sqlite3.connect(home / "library.db") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    before = (home / "library.db").read_bytes()
    with pytest.raises(HomeError, match="format 99"):
        Library(IngestSettings(home=home))
    assert (home / "library.db").read_bytes() == before


def test_a_damaged_catalogue_is_a_line(home: Path) -> None:
    (home / "library.db").write_bytes(b"no database at all, but long enough to be looked at" * 99)
    with pytest.raises(HomeError, match="damaged"):
        Library(IngestSettings(home=home))
