"""Bring the files of a home in line with its catalogue, which decides what exists.

A writer that was killed leaves files that nothing names, or an index that lags behind. Both are
put right here: after every write, and when a library is opened.
"""

import errno
import os
import shutil
from pathlib import Path

from ingest.catalog import Catalog
from ingest.errors import HomeError, HomeFull
from ingest.nearest import current_index, is_behind, make_index

ARRIVING = "import.part"  # where a library is unpacked that is being taken in


def original_name(sha: str, file: str) -> str:
    """Return the name under which a revision's original is kept."""
    return sha + Path(file).suffix.lower()


def keep_original(home: Path, sha: str, file: str, data: bytes) -> None:
    """Write an original so that it is there whole or not at all, though the machine should die."""
    path = home / "originals" / original_name(sha, file)
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        kind = HomeFull if error.errno == errno.ENOSPC else HomeError
        raise kind(
            f"{path.parent}: cannot be written ({error.strerror}); nothing was changed; free some "
            "space or choose another --home"
        ) from None


def drop_index(home: Path) -> None:
    """Give the space of the index back; searches go without until there is another."""
    shutil.rmtree(home / "vectors", ignore_errors=True)


def tidy(home: Path, catalog: Catalog, anew: bool = False) -> None:
    """Drop what the catalogue does not name and bring the index up to date, or make it `anew`.

    To be called under the write lock.
    """
    shutil.rmtree(home / ARRIVING, ignore_errors=True)
    folder = home / "vectors"
    folder.mkdir(exist_ok=True)
    with catalog.read() as db:
        rows = db.execute("SELECT sha, file FROM revisions")
        named = {original_name(row["sha"], row["file"]) for row in rows}
        anew = anew or is_behind(db, folder)
    for path in (home / "originals").iterdir():
        if path.name not in named:
            path.unlink(missing_ok=True)
    if anew:
        make_index(catalog, folder)
    with catalog.read() as db:
        index = current_index(db)
    for path in folder.iterdir():
        if index is None or path.name != index.folder:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    catalog.shrink()
