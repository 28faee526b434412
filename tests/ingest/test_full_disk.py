"""Fill the disk in the middle of an add: a clear line, and the library as before."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.bench_library import CheapEncoder
from ingest.errors import GuidanceError
from ingest.library import Library, Source
from ingest.settings import IngestSettings


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a file system of 3 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small file system")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_a_line_and_changes_nothing(small_disk: Path, tmp_path: Path) -> None:
    encoder = CheapEncoder()
    settings = IngestSettings(home=small_disk / "home")
    library = Library(settings, encoder)
    (tmp_path / "rules.md").write_text("# Refills\n\nA refill is reported with 96521.\n")
    library.add(Source(tmp_path / "rules.md", "rules"))
    before = library.documents()
    lines = (f"Rule {n}: the visit coded 99{n % 1000:03d} is paid {n} times." for n in range(3000))
    large = tmp_path / "large.md"
    large.write_text("# Visits\n\n" + "\n\n".join(lines))
    failed: list[str] = []
    # The disk is full at another moment each time: at the original, in the catalogue, later.
    for kilobytes in (2900, 2300, 1200):
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(kilobytes * 1000 - _used(settings.home)))
        try:
            library.add(Source(large, "large"))
        except GuidanceError as error:
            failed.append(str(error))
            assert library.documents() == before
        ballast.unlink()
        library = Library(settings, encoder)
        assert library.verify() == []
        assert library.text("rules").strip().endswith("96521.")
        if library.documents() != before:
            library.remove("large")
    assert len(failed) >= 2
    assert all("free some space" in line and "\n" not in line for line in failed)


def _used(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
