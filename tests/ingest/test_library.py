import shutil
from datetime import date
from pathlib import Path

import pytest

from ingest.encoder import Encoder
from ingest.errors import DocumentError, FingerprintMismatch, HomeError, UnknownDocument
from ingest.library import Library, Source, find_sources
from ingest.records import Details
from ingest.settings import IngestSettings

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = "# Refill rules\n\nA refill of a portable pump is reported with 96521.\n"


def _write(folder: Path, name: str, content: str | bytes) -> Source:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(path, name)


def test_adding_twice_changes_nothing_and_says_so(library: Library, tmp_path: Path) -> None:
    source = _write(tmp_path, "rules.md", RULES)
    first, second = library.add(source), library.add(source)
    assert (first.status, second.status) == ("added", "unchanged")
    assert "nothing changed" in second.message
    assert len(library.documents()) == 1
    assert first.codes == ["96521"]


def test_same_bytes_under_two_ids_are_two_documents(library: Library, tmp_path: Path) -> None:
    library.add(_write(tmp_path, "a.md", RULES))
    receipt = library.add(_write(tmp_path, "b.md", RULES))
    assert receipt.status == "added"
    assert receipt.twins == ["a.md"]
    assert len(library.documents()) == 2


def test_a_removed_document_is_gone_and_stays_gone(library: Library, tmp_path: Path) -> None:
    library.add(_write(tmp_path, "rules.md", RULES))
    vector = library.encoder.encode(["refill"], library.encoder.query_prompt)[0]
    assert library.search_vectors(vector, 5, set())
    library.remove("rules.md")
    assert not library.search_vectors(vector, 5, set())
    assert not library.search_words({"refil": 1.0}, 5, set())
    assert not library.search_codes("96521", set())
    assert not list((library.home / "originals").iterdir())
    assert library.was_removed("rules.md")
    with pytest.raises(UnknownDocument, match="was removed"):
        library.text("rules.md")
    library.add(_write(tmp_path, "rules.md", RULES))
    assert not library.was_removed("rules.md")


def test_a_code_in_a_range_is_found_by_code_and_by_word(library: Library, tmp_path: Path) -> None:
    library.add(_write(tmp_path, "r.md", "# Pumps\n\nRefills: codes 96521-96523."))
    assert library.search_codes("96522", set())
    assert not library.search_codes("96524", set())
    assert library.search_words({"96522": 1.0}, 5, set())


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b"  \n\n ", "empty"),
        ("program.txt", bytes(range(256)) * 20, "not text"),
        ("broken.pdf", b"%PDF-1.4 and then nothing", "cannot be opened"),
        ("locked.pdf", (FIXTURES / "locked.pdf").read_bytes(), "password"),
        ("scan.pdf", (FIXTURES / "blank.pdf").read_bytes(), "hold no text"),
        ("table.xyz", b"some text", "not read"),
        ("dates.md", b"---\neffective_from: soon\n---\ntext", "effective_from"),
        ("yaml.md", b"---\ntitle: [unclosed\n---\ntext", "YAML"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(
    library: Library, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    library.add(_write(tmp_path, "good.md", RULES))
    with pytest.raises(DocumentError) as caught:
        library.add(_write(tmp_path, name, content))
    assert str(caught.value).startswith(f"{name}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [r.document for r, _ in library.documents()] == ["good.md"]


def test_a_title_with_a_colon_needs_no_quotes(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "refills.md"
    path.write_text("---\ntitle: Refills: what to bill\nedition: 2025\n---\nCode 96521 is used.\n")
    receipt = library.add(Source(path, "refills"))
    assert receipt.status == "added"
    details = library.revisions("refills")[0][0].details
    assert (details.title, details.edition) == ("Refills: what to bill", "2025")


def test_a_pdf_has_pages_labels_headings_and_no_running_lines(library: Library) -> None:
    receipt = library.add(Source(FIXTURES / "manual.pdf", "manual"))
    assert receipt.pages == 4
    ids = list(library.search_codes("96521", set()))
    (chunk,) = library.chunks(ids)
    assert (chunk.section.page, chunk.section.page_label) == (3, "A-1")
    assert chunk.section.heading[-1] == "3. Refilling"
    assert "Northfield" not in chunk.text
    assert "Northfield" in library.text("manual")


def test_encodings(library: Library, tmp_path: Path) -> None:
    words = "Die Pumpe wird später nachgefüllt, die Gebühr für 96521 ist größer als zuvor. " * 4
    for name, encoding in (("a.txt", "utf-16"), ("b.txt", "cp1252"), ("c.txt", "utf-8-sig")):
        library.add(_write(tmp_path, name, words.encode(encoding)))
        assert "später nachgefüllt" in library.text(name)
        assert not library.text(name).startswith("\ufeff")


def test_live_is_the_latest_in_force(library: Library, tmp_path: Path) -> None:
    for year in (2023, 2025, 2099):
        details = Details(effective_from=date(year, 1, 1))
        source = _write(tmp_path, f"{year}/rules.md", f"{RULES}\nThis is the edition of {year}.")
        library.add(Source(source.path, "rules"), details)

    def live(as_of: date | None) -> str:
        ids = library.search_codes("96521", library.not_live(as_of))
        return " ".join(c.text for c in library.chunks(list(ids)))

    assert "2025" in live(None)
    assert "2023" in live(date(2024, 5, 1))
    assert live(date(2020, 1, 1)) == ""
    assert len(library.revisions("rules")) == 3


def test_another_payer_is_left_out(library: Library, tmp_path: Path) -> None:
    library.add(_write(tmp_path, "a.md", RULES), Details(payer="Northfield"))
    assert library.not_live(payer="Southfield")
    assert not library.not_live(payer="northfield")


def test_whose_guidance_a_name_means(library: Library, tmp_path: Path) -> None:
    library.add(_write(tmp_path, "a.md", RULES), Details(payer="Northfield Mutual"))
    library.add(_write(tmp_path, "b.md", RULES), Details(title="Southfield refills"))
    library.add(_write(tmp_path, "c.md", f"{RULES}\nAs in Northfield."))
    assert len(library.not_of("Northfield")) == 2  # not the one that only speaks of it
    assert len(library.not_of("Southfield")) == 2
    assert not library.not_of("Refill")  # a word of the text is nobody's name
    assert not library.not_of("Eastfield")


def test_details_are_edited_and_found_by(library: Library, tmp_path: Path) -> None:
    receipt = library.add(_write(tmp_path, "rules 2024.md", RULES))
    assert set(receipt.guessed) == {"title", "edition", "effective_from"}
    edited = library.edit("rules 2024.md", {"title": "Code 99601", "edition": "2023", "payer": "X"})
    assert edited.details.effective_from == date(2023, 1, 1)
    assert edited.details.guessed == ("effective_from",)
    (found,) = library.chunks(list(library.search_codes("99601", set())))  # the title's code
    assert found.revision.details.payer == "X"
    assert library.not_live(payer="Y")
    assert library.edit("rules 2024.md", {"payer": None}).details.payer is None
    assert not library.not_live(payer="Y")
    vector = library.encoder.encode(["refill"], library.encoder.query_prompt)[0]
    assert len(library.search_vectors(vector, 9, set())) == 1


def test_details_are_guessed_from_the_first_lines(library: Library, tmp_path: Path) -> None:
    text = (
        "Northfield coverage policy\n\nPolicy effective date: March 1, 2025\nPayer: Northfield\n\n"
        "A refill is reported with 96521. It was effective January 1, 2010 in another plan.\n\n"
        "© 2025 Northfield Health Group. All rights reserved.\n"
    )
    receipt = library.add(_write(tmp_path, "policy.txt", text))
    assert receipt.guessed["effective_from"] == "2025-03-01"
    assert receipt.guessed["payer"] == "Northfield"
    assert receipt.guessed["publisher"] == "Northfield Health Group"
    assert receipt.guessed["kind"] == "payer policy"
    (revision, _), *_ = library.documents()
    assert revision.details.kind == "payer policy"


def test_another_encoder_is_noticed(library: Library, tmp_path: Path, encoder: Encoder) -> None:
    library.add(_write(tmp_path, "rules.md", RULES))
    other = Library(IngestSettings(home=library.home, chunk_tokens=100), encoder)
    with pytest.raises(FingerprintMismatch, match="GUIDECITE_ENCODER"):
        _ = other.encoder


def test_a_home_beneath_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(HomeError, match="cannot be made"):
        Library(IngestSettings(home=tmp_path / "file" / "home"))


def test_another_process_is_seen(library: Library, tmp_path: Path, encoder: Encoder) -> None:
    library.add(_write(tmp_path, "rules.md", RULES))
    vector = encoder.encode(["flushing a port"], encoder.query_prompt)[0]
    assert len(library.search_vectors(vector, 5, set())) == 1
    second = Library(IngestSettings(home=library.home), encoder)
    second.add(_write(tmp_path, "port.md", "# Ports\n\nFlushing a port is 96523."))
    assert len(library.search_vectors(vector, 5, set())) == 2


def test_sources_of_a_folder_are_relative_and_hidden_files_stay_out(tmp_path: Path) -> None:
    for name in ("b.md", "sub/a.txt", ".git/x.md"):
        _write(tmp_path, name, RULES)
    assert [s.document for s in find_sources(tmp_path)] == ["b.md", "sub/a.txt"]
    shutil.rmtree(tmp_path / "sub")
    assert [s.document for s in find_sources(tmp_path / "b.md")] == ["b.md"]


def test_an_uploads_name_cannot_leave_the_home(library: Library, tmp_path: Path) -> None:
    receipt = library.add_bytes("../../evil.md", RULES.encode())
    assert receipt.document == "evil.md"
    assert not (tmp_path / "evil.md").exists()
