"""Move a library in one file, and refuse what is none."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.encoder import Encoder
from ingest.errors import BackupError
from ingest.library import Library, Source
from ingest.records import Details
from ingest.settings import IngestSettings

FIXTURES = Path(__file__).parent.parent / "fixtures"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    library = Library(IngestSettings(home=folder / "home"), encoder)
    library.add(Source(FIXTURES / "manual.pdf", "manual"))
    for edition in ("2023", "2025"):
        (folder / "rules.md").write_text(f"# Refills\n\nIn {edition}, 96521 is for a refill.\n")
        library.add(Source(folder / "rules.md", "rules"), Details(edition=edition))
    (folder / "gone.md").write_text("# Gone\n\nThis one was removed.\n")
    library.add(Source(folder / "gone.md", "gone"))
    library.remove("gone")
    assert library.export_to(folder / "library.zip") == 3
    return folder / "library.zip"


def _library(folder: Path, encoder: Encoder) -> Library:
    return Library(IngestSettings(home=folder / "other"), encoder)


def test_a_library_arrives_whole(exported: Path, tmp_path: Path, encoder: Encoder) -> None:
    library = _library(tmp_path, encoder)
    running = _library(tmp_path, encoder)  # in another process, say
    assert library.import_from(exported) == 3
    assert library.verify() == []
    assert running.documents() == library.documents()
    source = Library(IngestSettings(home=exported.parent / "home"), encoder)
    assert library.documents() == source.documents()
    assert library.revisions("rules") == source.revisions("rules")
    assert library.removed() == source.removed()
    vector = encoder.encode(["a refill"], encoder.query_prompt)[0]
    near, expected = (part.search_vectors(vector, 5, set()) for part in (library, source))
    assert [number for number, _ in near] == [number for number, _ in expected]
    assert library.search_words({"refil": 1.0}, 5, set())
    with pytest.raises(BackupError, match="holds a library already"):
        library.import_from(exported)
    with pytest.raises(BackupError, match="is there already"):
        library.export_to(exported)


def test_another_encoders_library_arrives_and_asks_for_a_rebuild(
    exported: Path, tmp_path: Path, encoder: Encoder
) -> None:
    library = Library(IngestSettings(home=tmp_path / "other", chunk_tokens=100), encoder)
    library.import_from(exported)
    library.rebuild()
    assert library.verify() == []
    assert len(library.documents()) == 2


def _manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()

    return spoil


def _sealed(files: Files) -> None:
    """Make the manifest fit the files, as whoever means harm would."""
    import hashlib

    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
        if name != "manifest.json"
    }
    files["manifest.json"] = json.dumps(manifest).encode()


def _sql(*statements: str) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        import tempfile

        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(files["library.db"])
            db = sqlite3.connect(file.name)
            for statement in statements:
                db.execute(statement)
            db.commit()
            db.close()
            files["library.db"] = Path(file.name).read_bytes()
        _sealed(files)

    return spoil


def _first_original(files: Files) -> str:
    return next(name for name in files if name.startswith("originals/"))


def _damaged(files: Files) -> None:
    files[_first_original(files)] += b"x"


def _outside(files: Files) -> None:
    files["originals/../../evil.md"] = b"evil"
    _sealed(files)


def _absolute(files: Files) -> None:
    files["/tmp/evil.md"] = b"evil"
    _sealed(files)


def _unnamed(files: Files) -> None:
    files[f"originals/{'0' * 64}.md"] = b"belongs to nothing"
    _sealed(files)


def _missing(files: Files) -> None:
    del files[_first_original(files)]
    _sealed(files)


def _swapped(files: Files) -> None:
    files[_first_original(files)] = b"another text under the same name"
    _sealed(files)


def _bomb(files: Files) -> None:
    files[_first_original(files)] = bytes(150_000_000)
    _sealed(files)


def _no_database(files: Files) -> None:
    files["library.db"] = b"not a database"
    _sealed(files)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda files: files.pop("manifest.json"),
        lambda files: files.update({"manifest.json": b"{"}),
        lambda files: files.update({"manifest.json": b"[" * 100_000}),
        _manifest(lambda m: m.update(format=99)),
        _manifest(lambda m: m.update(kind="something else")),
        _manifest(lambda m: m.update(files=[])),
        _manifest(lambda m: m["files"]["library.db"].update(bytes=10**15)),
        _damaged,
        _outside,
        _absolute,
        _unnamed,
        _missing,
        _swapped,
        _bomb,
        _no_database,
        _sql("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END"),
        _sql("DROP TABLE pages", "CREATE VIEW pages AS SELECT 1 revision"),
        _sql("UPDATE chunks SET stop = 1000000"),
        _sql("UPDATE chunks SET place = '[]'"),
        _sql("UPDATE chunks SET id = 'x' || id"),
        _sql("UPDATE revisions SET details = '{}', text = x'00ff'"),
        _sql("UPDATE revisions SET details = '{\"evil\": 1}'"),
        _sql("UPDATE revisions SET file = '../../x'"),
        _sql("UPDATE vectors SET vector = zeroblob(1536)"),
        _sql("UPDATE vectors SET vector = x'00'"),
        _sql("UPDATE pages SET words = x'00'"),
        _sql("DELETE FROM vectors"),
        _sql("DELETE FROM documents"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_and_leaves_no_trace(
    exported: Path, tmp_path: Path, encoder: Encoder, spoil: Callable[[Files], object]
) -> None:
    with zipfile.ZipFile(exported) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    spoil(files)
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    library = _library(tmp_path, encoder)
    with pytest.raises(BackupError) as caught:
        library.import_from(bad)
    assert str(bad) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert library.documents() == []
    assert library.verify() == []
    assert not list((library.home / "originals").iterdir())
    assert not (library.home / "import.part").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip", "other"]


def test_no_archive_at_all(tmp_path: Path, encoder: Encoder) -> None:
    library = _library(tmp_path, encoder)
    with pytest.raises(BackupError, match="no such file"):
        library.import_from(tmp_path / "nothing.zip")
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(BackupError, match="not a file of"):
        library.import_from(tmp_path / "text.zip")


def test_an_export_that_cannot_be_written_leaves_nothing(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported.parent / "home", tmp_path / "home")
    library = Library(IngestSettings(home=tmp_path / "home"))
    with pytest.raises(BackupError, match="cannot be written"):
        library.export_to(tmp_path / "nowhere" / "library.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
