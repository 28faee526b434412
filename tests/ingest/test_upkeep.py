"""Keep a home in line with its catalogue: removal, recovery, rebuilding, proof."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import make_ask
from assistant.conversations import Conversations
from assistant.settings import AssistantSettings
from ingest.encoder import Encoder
from ingest.errors import FingerprintMismatch
from ingest.library import Library, Source
from ingest.records import Details
from ingest.settings import IngestSettings

SECRET = "Zanzibarquux"
ASKED = f"How many visits does the {SECRET} plan pay for?"


def _add(library: Library, folder: Path, name: str, text: str, **details: str) -> None:
    (folder / name).write_text(text)
    library.add(Source(folder / name, name), Details.model_validate(details))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    folder = tmp_path_factory.mktemp("made")
    library = Library(IngestSettings(home=folder / "home"), encoder)
    rule = f"# {SECRET} heading\n\nThe {SECRET} plan pays for 14 visits a year.\n"
    _add(library, folder, "secret.md", rule, publisher=f"{SECRET} Health")
    _add(library, folder, "rules.md", "# Refills\n\nA refill is reported with 96521.\n")
    _add(library, folder, "ports.md", "# Ports\n\nFlushing a port is reported with 96523.\n")
    return library.home


@pytest.fixture
def filled(made: Path, tmp_path: Path, encoder: Encoder) -> Library:
    shutil.copytree(made, tmp_path / "home")
    return Library(IngestSettings(home=tmp_path / "home"), encoder)


def _holding(home: Path, word: str) -> list[str]:
    """Return the files of a home that hold a word, or its vector's revision, anywhere."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [str(path.relative_to(home)) for path in files if word.lower().encode() in _lower(path)]


def _lower(path: Path) -> bytes:
    return path.read_bytes().lower()


def test_nothing_of_a_removed_document_stays(filled: Library, tmp_path: Path) -> None:
    kept = Conversations(filled.home)
    name = kept.start()
    ask = make_ask(filled, AssistantSettings())
    given = ask(Question(text="How many visits does the plan pay for?", explain=True))
    assert SECRET in given.text
    kept.add(name, given)
    assert {"library.db", "conversations.db"} <= set(_holding(filled.home, SECRET))
    filled.remove("secret.md")
    assert kept.withhold_removed(filled) == 1
    assert _holding(filled.home, SECRET) == []
    assert _holding(filled.home, "zanzibarquu") == []  # nor its stem
    assert set(filled.removed()) == {"secret.md"}
    assert filled.verify() == []
    (turn,) = kept.turns(name)
    assert (turn.question, turn.answer.outcome) == (given.question, "answered")
    assert turn.answer.sentences == []
    (lost,) = turn.answer.withheld
    assert (lost.document, lost.sentences) == ("secret.md", len(given.sentences))
    assert lost.removed_at == filled.removed()["secret.md"]
    assert kept.withhold_removed(filled) == 0


def test_a_removal_cut_short_is_finished_at_the_next_start(
    filled: Library, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder,) = (filled.home / "vectors").iterdir()
    monkeypatch.setattr(filled, "_tidy", lambda anew=False: None)  # killed right after
    filled.remove("secret.md")
    (filled.home / "originals" / "half.md.part").write_text("half")
    (filled.home / "vectors" / "abandoned").mkdir()
    assert folder.exists()
    left = Library(filled.settings, encoder)
    assert not folder.exists()
    assert left.verify() == []
    assert _holding(filled.home, SECRET) == []


@pytest.mark.parametrize("damage", ["gone", "garbage", "empty"])
def test_a_broken_index_changes_no_answer(filled: Library, encoder: Encoder, damage: str) -> None:
    vector = encoder.encode(["flushing a port"], encoder.query_prompt)[0]
    expected = filled.search_vectors(vector, 3, set())
    (folder,) = (filled.home / "vectors").iterdir()
    database = folder / "chroma.sqlite3"
    if damage == "gone":
        shutil.rmtree(folder)
    else:
        database.write_bytes(b"" if damage == "empty" else b"garbage" * 1000)
    reader = Library(filled.settings, encoder)
    found = reader.search_vectors(vector, 3, set())
    assert [i for i, _ in found] == [i for i, _ in expected]
    assert [c for _, c in found] == pytest.approx([c for _, c in expected], abs=1e-4)
    reader.rebuild()
    assert reader.verify() == []


def test_a_question_sees_one_state(filled: Library, encoder: Encoder) -> None:
    other = Library(filled.settings, encoder)
    vector = encoder.encode(["a refill"], encoder.query_prompt)[0]
    with filled.snapshot():
        before = filled.search_vectors(vector, 9, set())
        other.remove("rules.md")
        assert [i for i, _ in filled.search_vectors(vector, 9, set())] == [i for i, _ in before]
        assert "96521" in filled.text("rules.md")
        assert len(filled.chunks([number for number, _ in before])) == len(before)
    assert len(filled.search_vectors(vector, 9, set())) == len(before) - 1


def test_another_splitter_is_noticed_and_the_old_index_serves(
    filled: Library, tmp_path: Path, encoder: Encoder
) -> None:
    long = "\n\n".join(f"Rule {n}: the {SECRET} plan pays for {n} visits." for n in range(40))
    _add(filled, tmp_path, "long.md", long)
    other = Library(IngestSettings(home=filled.home, chunk_tokens=40), encoder)
    ask, ask_other = (make_ask(library, AssistantSettings()) for library in (filled, other))
    question = Question(text="Which code reports a refill?")
    expected = ask(question)
    with pytest.raises(FingerprintMismatch, match="library rebuild"):
        ask_other(question)
    seen: list[int] = []

    def progress(stage: str, done: int, total: int) -> None:
        if done not in seen:
            seen.append(done)
            assert ask(question).text == expected.text  # while the new index is made

    before = len(filled.chunks(list(range(1, 500))))
    assert other.rebuild(progress) == []
    assert seen == [0, 1, 2, 3, 4]
    assert len(other.chunks(list(range(1, 500)))) > before
    assert ask_other(question).text == expected.text
    assert other.verify() == []
    with pytest.raises(FingerprintMismatch):  # the old one goes on with the wrong encoder
        ask(question)
    with pytest.raises(FingerprintMismatch):
        _add(filled, tmp_path, "late.md", "# Late\n\nToo late for 96522.")


def test_a_rebuild_without_an_original_keeps_the_text(filled: Library) -> None:
    lost = next(path for path in (filled.home / "originals").iterdir() if b"96523" in _lower(path))
    lost.unlink()
    (problem,) = filled.verify()
    assert "ports.md" in problem
    (line,) = filled.rebuild()
    assert "ports.md" in line
    assert "its text is kept" in line
    assert filled.search_codes("96523", set())


def test_details_outlive_a_rebuild(filled: Library) -> None:
    filled.edit("rules.md", {"title": "Pumps, their refills", "payer": "Northfield"})
    filled.rebuild()
    (revision, _), *_ = filled.revisions("rules.md")
    assert (revision.details.title, revision.details.payer) == (
        "Pumps, their refills",
        "Northfield",
    )
    assert filled.verify() == []


def _sql(statement: str) -> Callable[[Path], None]:
    def tamper(home: Path) -> None:
        db = sqlite3.connect(home / "library.db")
        with db:
            db.execute(statement)
        db.close()

    return tamper


def _spoil_original(home: Path) -> None:
    next((home / "originals").iterdir()).write_text("something else")


def _index_of_nothing(home: Path) -> None:
    (home / "vectors" / "stray").mkdir()


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (_sql("UPDATE chunks SET stop = stop + 9999 WHERE id = 1"), "outside its text"),
        (_sql("UPDATE chunks SET start = start + 9 WHERE id = 1"), "chunk 1"),
        (_sql("DELETE FROM chunks WHERE id = 1"), "chunks"),
        (_sql("DELETE FROM vectors WHERE chunk = 1"), "no vector"),
        (
            _sql("UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE chunk = 2)"),
            "not of its text",
        ),
        (_sql("DELETE FROM chunk_words WHERE rowid = 1"), "not found by its words"),
        (_sql("INSERT INTO chunk_words (rowid, body) VALUES (99, 'x')"), "belong to no chunk"),
        (_sql("DELETE FROM chunk_codes"), "not found by its codes"),
        (_sql("UPDATE revisions SET text = replace(text, '14', '15')"), "chunk"),
        (_sql("UPDATE revisions SET effective_from = '2020-01-01' WHERE id = 1"), "dates"),
        (_sql("UPDATE documents SET removed_at = '2020-01-01T00:00:00Z'"), "was removed"),
        (_sql("INSERT INTO documents VALUES ('ghost', NULL)"), "ghost"),
        (_sql("UPDATE revisions SET details = '[]' WHERE id = 1"), "makes no sense"),
        (_spoil_original, "not what was uploaded"),
        (_index_of_nothing, "belongs to no index"),
    ],
)
def test_what_is_not_as_it_should_be_is_found(
    filled: Library, tamper: Callable[[Path], None], says: str
) -> None:
    assert filled.verify() == []
    tamper(filled.home)
    problems = filled.verify()
    assert any(says in problem for problem in problems), problems
