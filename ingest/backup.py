"""Move a whole library in one file: its originals and its catalogue, proved on arrival."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from ingest.catalog import FORMAT, TABLES, Catalog, meta, next_generation, set_meta
from ingest.encoder import Encoder
from ingest.errors import BackupError, HomeError
from ingest.indexing import index_words, section_of, subject
from ingest.locking import write_lock
from ingest.records import Details, Progress
from ingest.upkeep import ARRIVING, tidy
from ingest.verify import problems_of

_MANIFEST, _DATABASE = "manifest.json", "library.db"
_KIND = "guidecite library"
_NAME = re.compile(r"originals/[0-9a-f]{64}(\.[^/\\\x00-\x1f]{1,20})?|library\.db")
_MOST_MANIFEST = 50_000_000  # bytes
_PIECE = 1 << 20  # bytes copied at once
# What the catalogue of an export is made with; one that was made otherwise is not taken in.
_STATEMENTS = [f"CREATE TABLE {table} ({columns})" for table, columns in TABLES.items()]
_STATEMENTS.append("CREATE TABLE meta (key, value)")
_MOST_PACKED = 100  # times its size that an export may unpack to, beside its first megabytes
_CARRIED = ("fingerprint", "encoder")  # what of the library as a whole goes along


def export_library(home: Path, catalog: Catalog, path: Path, progress: Progress) -> int:
    """Write a library's originals and catalogue to a file; return the number of originals.

    Raises BackupError where the file is there already or cannot be written. Conversations and
    requests for access are no part of a library and stay.
    """
    if path.exists():
        raise BackupError(f"{path}: is there already; choose another name")
    part = path.with_name(path.name + ".part")
    copy = part.with_name(part.name + ".db")
    try:
        with write_lock(home, progress):  # originals and catalogue of one state
            copy.unlink(missing_ok=True)
            _copy_out(catalog, copy, path)
            files = {_DATABASE: copy}
            files |= {f"originals/{p.name}": p for p in sorted((home / "originals").iterdir())}
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
                known = {}
                for done, (name, source) in enumerate(files.items()):
                    progress("exporting files", done, len(files))
                    out.write(source, name)
                    with source.open("rb") as data:
                        digest = hashlib.file_digest(data, "sha256").hexdigest()
                    known[name] = {"bytes": source.stat().st_size, "sha256": digest}
                manifest = {
                    "kind": _KIND,
                    "format": FORMAT,
                    "version": version("guidecite"),
                    "files": known,
                }
                out.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        with part.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(part, path)
    except OSError as error:
        raise BackupError(
            f"{path}: cannot be written ({error.strerror}); free some space or choose another place"
        ) from None
    finally:
        part.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    return len(files) - 1


def import_library(
    home: Path, catalog: Catalog, path: Path, encoder: Encoder, fingerprint: str, progress: Progress
) -> int:
    """Take an exported library into an empty home; return the number of originals.

    Everything is proved before any of it becomes part of the home: raises BackupError where the
    file is not whole, not an export or not sound, and leaves the home as it was.
    """
    arriving = home / ARRIVING
    with write_lock(home, progress):
        try:
            _refuse_if_filled(home, catalog)
            shutil.rmtree(arriving, ignore_errors=True)
            (arriving / "originals").mkdir(parents=True)
            names = _unpack(path, arriving, progress)
            _hold_database(arriving, path)
            with catalog.write(arriving / _DATABASE) as db:
                _copy_in(db, path)
                same = meta(db, "fingerprint") == fingerprint
                problems = problems_of(
                    db, arriving / "originals", encoder if same else None, progress
                )
                if problem := next(problems, None):
                    raise BackupError(f"{path}: not sound ({problem}); nothing was taken in")
                for name in names:
                    os.replace(arriving / name, home / name)
                next_generation(db)
        except OSError as error:
            raise HomeError(
                f"{home}: cannot be written ({error.strerror}); nothing was taken in; free some "
                "space or choose another --home"
            ) from None
        except (sqlite3.Error, RecursionError, MemoryError):
            raise BackupError(
                f"{path}: its catalogue is none of guidecite's; nothing was taken in"
            ) from None
        finally:
            tidy(home, catalog)
    return len(names)


def _refuse_if_filled(home: Path, catalog: Catalog) -> None:
    with catalog.read() as db:
        if db.execute("SELECT 1 FROM documents LIMIT 1").fetchone():
            raise BackupError(
                f"{home}: holds a library already; take the file into an empty --home"
            )


def _copy_out(catalog: Catalog, copy: Path, path: Path) -> None:
    """Write the rows that an export carries into a database of their own."""
    with catalog.read() as db:
        try:
            made = sqlite3.connect(copy)
            try:
                made.execute("PRAGMA journal_mode = OFF")
                for statement in _STATEMENTS:
                    made.execute(statement)
                for table, columns in TABLES.items():
                    places = ",".join("?" * (columns.count(",") + 1))
                    rows = (tuple(row) for row in db.execute(f"SELECT {columns} FROM {table}"))
                    made.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
                carried = [(key, value) for key in _CARRIED if (value := meta(db, key))]
                made.executemany("INSERT INTO meta VALUES (?, ?)", carried)
                made.commit()
            finally:
                made.close()
        except sqlite3.Error as error:
            raise BackupError(
                f"{path}: cannot be written ({error}); free some space or choose another place"
            ) from None


def _hold_database(folder: Path, path: Path) -> None:
    """Raise BackupError unless an export's database has our plain tables and nothing else."""
    try:
        db = sqlite3.connect(folder / _DATABASE)
        try:
            checked = db.execute("PRAGMA integrity_check").fetchone()[0]
            found = [row[0] for row in db.execute("SELECT sql FROM sqlite_master")]
        finally:
            db.close()
    except sqlite3.Error as error:
        checked, found = str(error), []
    if checked != "ok" or found != _STATEMENTS:
        raise BackupError(f"{path}: its catalogue is none of guidecite's; nothing was taken in")


def _copy_in(db: sqlite3.Connection, path: Path) -> None:
    """Insert the rows of the database "other" and index their words."""
    for table, columns in TABLES.items():
        db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM other.{table}")
    for key in _CARRIED:
        row = db.execute("SELECT value FROM other.meta WHERE key = ?", (key,)).fetchone()
        if row:
            set_meta(db, key, str(row["value"]))
    for row in db.execute("SELECT * FROM revisions").fetchall():
        try:
            details = Details.model_validate_json(row["details"])
            about = subject(details, row["document"], row["text"])
            for chunk in db.execute("SELECT * FROM chunks WHERE revision = ?", (row["id"],)):
                body = row["text"][chunk["start"] : chunk["stop"]]
                found = index_words(about, section_of(chunk["place"]), body, row["language"])
                db.execute(
                    "INSERT INTO chunk_words (rowid, heading, body) VALUES (?, ?, ?)",
                    (chunk["id"], *found),
                )
        except (ValueError, TypeError, LookupError, AttributeError):
            raise BackupError(
                f"{path}: what it says of {row['document']!r} makes no sense; nothing was taken in"
            ) from None


def _unpack(path: Path, folder: Path, progress: Progress) -> list[str]:
    """Unpack an export and hold every file to its manifest; return the originals' names."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = _manifest(archive, path)
            total = sum(int(entry["bytes"]) for entry in files.values())
            free = shutil.disk_usage(folder).free
            if total > 100_000_000 + _MOST_PACKED * path.stat().st_size:
                raise BackupError(f"{path}: unpacks to {total / 1e6:,.0f} MB; nothing was taken in")
            if total * 2 > free:  # the catalogue is copied once more
                raise BackupError(
                    f"{path}: needs {2 * total / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free; "
                    "free some space or choose another --home"
                )
            for done, (name, entry) in enumerate(files.items()):
                progress("unpacking files", done, len(files))
                with archive.open(name) as source, (folder / name).open("xb") as out:
                    found = _copy(source, out, int(entry["bytes"]))
                if found != entry["sha256"]:
                    raise BackupError(f"{path}: {name} is damaged; nothing was taken in")
    except FileNotFoundError:
        raise BackupError(f"{path}: no such file; check the path") from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise BackupError(
            f"{path}: not a file of 'guidecite library export', or damaged; nothing was taken in"
        ) from None
    return [name for name in files if name != _DATABASE]


def _manifest(archive: zipfile.ZipFile, path: Path) -> Mapping[str, Any]:
    """Return the files that an export says it holds; BackupError where that is not all of it."""
    names = archive.namelist()
    try:
        if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
            raise ValueError
        manifest = json.loads(archive.read(_MANIFEST))
        files = dict(manifest["files"])
        if manifest["kind"] != _KIND or _DATABASE not in files:
            raise ValueError
        if sorted(names) != sorted([*files, _MANIFEST]):
            raise ValueError
        for name, entry in files.items():
            sound = _NAME.fullmatch(name) and int(entry["bytes"]) >= 0 and entry["sha256"]
            if not sound or archive.getinfo(name).file_size != entry["bytes"]:
                raise ValueError
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise BackupError(
            f"{path}: not a file of 'guidecite library export'; nothing was taken in"
        ) from None
    if manifest.get("format") != FORMAT:
        raise BackupError(
            f"{path}: has format {manifest.get('format')}, this guidecite reads {FORMAT}; use the "
            "guidecite that made it"
        )
    return files


def _copy(source: Any, out: BinaryIO, size: int) -> str:
    """Copy at most `size` bytes and return their SHA-256, "" where there are more."""
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        size -= len(piece)
        if size < 0:
            return ""
        digest.update(piece)
        out.write(piece)
    return digest.hexdigest()
