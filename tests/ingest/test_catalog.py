import json
import sqlite3
from pathlib import Path

from ingest.catalog import Catalog
from ingest.encoder import Encoder
from ingest.library import Library, Source
from ingest.settings import IngestSettings


def test_a_library_of_format_1_is_brought_to_this_one(tmp_path: Path, encoder: Encoder) -> None:
    home = tmp_path / "home"
    (tmp_path / "a.md").write_text("# Pumps\n\nA refill is reported with 96521.\n")
    library = Library(IngestSettings(home=home), encoder)
    library.add(Source(tmp_path / "a.md", "a.md"))
    places = [library.chunks([i])[0].section for i in library.search_codes("96521", set())]
    with sqlite3.connect(home / "library.db") as db:  # as format 1 had it
        db.execute("ALTER TABLE revisions ADD COLUMN sections TEXT NOT NULL DEFAULT '[]'")
        section = db.execute("SELECT place FROM chunks").fetchone()[0]
        db.execute("UPDATE revisions SET sections = ?", (json.dumps([json.loads(section)]),))
        db.execute("ALTER TABLE chunks ADD COLUMN section INTEGER NOT NULL DEFAULT 0")
        db.execute("ALTER TABLE chunks DROP COLUMN place")
        db.execute("DROP TABLE pages")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    assert Catalog(home).meta("format") == "4"
    library = Library(IngestSettings(home=home), encoder)
    assert [library.chunks([i])[0].section for i in library.search_codes("96521", set())] == places
