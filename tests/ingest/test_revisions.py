"""Keep editions apart: which revision answers when, and what it changed."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Question
from assistant.ask import Ask, make_ask
from assistant.settings import AssistantSettings
from assistant.verify import recheck
from ingest.library import Library, Source
from ingest.records import Details, Receipt

ASKED = "How many units of 96521 may be reported per refill?"


def _add(library: Library, folder: Path, units: int, details: Details | None = None) -> Receipt:
    path = folder / "pumps.md"
    path.write_text(
        "# Portable pumps\n\nThe refill of a portable pump is reported with 96521.\n\n"
        f"At most {units} units of 96521 may be reported per refill.\n"
    )
    return library.add(Source(path, "pumps"), details)


def _says(answer: Answer, units: int) -> bool:
    return answer.outcome == "answered" and f"At most {units} units" in answer.text


def _originals(library: Library, word: str) -> list[bytes]:
    """Return the originals that hold a word."""
    found = (path.read_bytes() for path in (library.home / "originals").iterdir())
    return [data for data in found if word.encode() in data]


@pytest.fixture
def ask(library: Library) -> Ask:
    return make_ask(library, AssistantSettings())


def test_three_editions_answer_each_for_its_own_period(
    library: Library, tmp_path: Path, ask: Ask
) -> None:
    _add(library, tmp_path, 3, Details(edition="2024"))  # not in the order of their dates
    _add(library, tmp_path, 2, Details(edition="2022"))
    _add(library, tmp_path, 4, Details(effective_from=date(2025, 7, 1), edition="2025b"))
    other = tmp_path / "visits.md"  # of all times, and on something else
    other.write_text("# Visits\n\nA visit coded 99601 may be reported once per day.\n")
    library.add(Source(other, "visits"))
    today = ask(Question(text=ASKED))
    assert _says(today, 4)
    assert any("2025" in note for note in today.notes)  # a stale edition is said
    for day, units in (
        (date(2025, 7, 1), 4),
        (date(2025, 6, 30), 3),
        (date(2024, 1, 1), 3),
        (date(2023, 12, 31), 2),
        (date(2022, 1, 1), 2),
    ):
        answer = ask(Question(text=ASKED, as_of=day))
        assert _says(answer, units), (day, answer.text)
        assert len({c.revision for c in answer.citations}) == 1
    before = ask(Question(text=ASKED, as_of=date(2021, 12, 31)))
    assert (before.outcome, before.reason) == ("no_evidence", "not_in_force")
    assert "2021-12-31" in before.text
    assert recheck(today, library) == (today, 0)


def test_an_old_revision_stays_citable_and_no_longer_answers(
    library: Library, tmp_path: Path, ask: Ask
) -> None:
    _add(library, tmp_path, 2)
    old = ask(Question(text=ASKED))
    _add(library, tmp_path, 3)
    assert _says(ask(Question(text=ASKED)), 3)
    assert recheck(old, library) == (old, 0)
    assert len(library.revisions("pumps")) == 2


def test_a_file_that_is_changed_back_answers_as_it_did(
    library: Library, tmp_path: Path, ask: Ask
) -> None:
    for units in (2, 3):
        _add(library, tmp_path, units)
    source = Source(tmp_path / "pumps.md", "pumps")
    (tmp_path / "pumps.md").write_bytes(b"".join(_originals(library, "At most 2")))
    assert library.add(source, renew=False).status == "unchanged"
    again = _add(library, tmp_path, 2)
    assert "latest revision again" in again.message
    assert _says(ask(Question(text=ASKED)), 2)
    assert len(library.revisions("pumps")) == 2
    assert _add(library, tmp_path, 2).status == "unchanged"
    assert library.verify() == []


def test_an_undated_upload_begins_with_what_it_replaces(library: Library, tmp_path: Path) -> None:
    _add(library, tmp_path, 2, Details(edition="2023"))
    newer = _add(library, tmp_path, 3, Details(edition="2025"))
    undated = _add(library, tmp_path, 4)
    _add(library, tmp_path, 1, Details(edition="2024"))  # an older edition, added late
    live = library.live_revision("pumps")
    assert live
    assert live.sha == undated.revision
    before = library.live_revision("pumps", date(2024, 12, 31))
    assert before
    assert before.sha not in (undated.revision, newer.revision)


def test_what_a_revision_changed(library: Library, tmp_path: Path) -> None:
    old, new = (_add(library, tmp_path, units).revision for units in (2, 3))
    (change,) = library.differences("pumps", old, new)
    assert change.old == ("At most 2 units of 96521 may be reported per refill.",)
    assert change.new == ("At most 3 units of 96521 may be reported per refill.",)
    assert library.text("pumps", old)[change.old_start :].startswith(change.old[0])
    assert library.differences("pumps", old[:8], old) == []
