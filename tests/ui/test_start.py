from pathlib import Path

from ingest.encoder import Encoder
from ingest.library import Library
from ingest.settings import IngestSettings
from ui.start import add_corpus


def test_shipped_guidance_that_was_removed_does_not_come_back(
    tmp_path: Path, encoder: Encoder
) -> None:
    settings = IngestSettings(home=tmp_path / "home")
    first = add_corpus(Library(settings, encoder), lambda stage, done, total: None)
    assert {r.status for r in first} == {"added"}
    Library(settings, encoder).remove("bundled-services")
    again = add_corpus(Library(settings, encoder), lambda stage, done, total: None)
    assert {r.status for r in again} == {"unchanged"}
    left = {revision.document for revision, _ in Library(settings, encoder).documents()}
    assert left == {r.document for r in first} - {"bundled-services"}
