"""Documents that disagree are shown as differing, those that say one thing in two ways are not."""

import json
from pathlib import Path

import pytest

from assistant.answer import Answer, Question
from assistant.ask import Ask, make_ask
from assistant.settings import AssistantSettings
from assistant.verify import recheck
from ingest.library import Library, Source, find_sources

FIXTURES = Path(__file__).parents[1] / "fixtures" / "conflicts"


def _differ(answer: Answer) -> bool:
    return bool(answer.conflicts)


def test_the_refill_conflict_of_the_shipped_guidance_is_shown(ask: Ask) -> None:
    answer = ask(Question(text="Which codes are used when the pump is refilled?"))
    assert [c.about for c in answer.conflicts] == ["96521"]
    sides = [
        next(c for c in answer.citations if c.number == n) for n in answer.conflicts[0].citations
    ]
    assert [side.kind for side in sides] == ["vendor page", "internal"], "the weightier first"
    note = next(note for note in answer.notes if "96521" in note)
    assert "2025-01-01" in note


PAIRS = (
    ("Code 20610 is reported separately from the visit on the same day.",
     "Payment for code 20610 is included in the visit and is not paid separately.", True),
    ("Code 97110 needs prior authorization before the first session.",
     "No prior authorization is required for code 97110.", True),
    ("Code 11730 is paid again for the same nail after 90 days.",
     "For the same nail, code 11730 is paid again only after 180 days.", True),
    ("Code 96523 must not be reported together with code 96413.",
     "Codes 96413 and 96523 are mutually exclusive on one day.", False),
    ("Code 69210 may be reported separately with a modifier on the day of the test.",
     "Code 69210 is separately reportable on the day of the test with modifier 59.", False),
    ("Hydration under code 96360 must run for at least 31 minutes.",
     "Hydration of 30 minutes or less is not reported with code 96360.", False),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "differ"), PAIRS)
def test_pairs(library: Library, tmp_path: Path, one: str, other: str, differ: bool) -> None:
    for name, kind, text in (("one", "vendor page", one), ("other", "national policy", other)):
        path = tmp_path / f"{name}.md"
        path.write_text(
            f"---\ntitle: Guidance {name}\nkind: {kind}\nedition: 2025\n---\n# Rules\n\n{text}\n",
            "utf-8",
        )
        library.add(Source(path, name))
    code = one.split("ode ")[1].split()[0]
    answer = make_ask(library, AssistantSettings())(Question(text=f"What is the rule for {code}?"))
    assert _differ(answer) == differ
    if differ:
        order = [
            next(c.kind for c in answer.citations if c.number == n)
            for n in answer.conflicts[0].citations
        ]
        assert order == ["national policy", "vendor page"]


def test_documents_written_by_others(library: Library) -> None:
    """Twelve pairs that differ and sixteen that do not; the counts are what was measured."""
    for source in find_sources(FIXTURES):
        if source.path.suffix == ".md":
            library.add(source)
    ask = make_ask(library, AssistantSettings())
    lines = [
        json.loads(line) for line in (FIXTURES / "pairs.jsonl").read_text("utf-8").splitlines()
    ]
    found = {line["id"]: _differ(ask(Question(text=line["question"]))) for line in lines}
    shown = [line["id"] for line in lines if line["conflict"] and found[line["id"]]]
    false = [line["id"] for line in lines if not line["conflict"] and found[line["id"]]]
    assert len(shown) >= 6, shown
    assert len(false) <= 2, false


def test_a_conflict_whose_document_is_gone_is_no_longer_told(
    library: Library, tmp_path: Path
) -> None:
    for name, text in (("one", PAIRS[0][0]), ("other", PAIRS[0][1])):
        path = tmp_path / f"{name}.md"
        path.write_text(f"# Rules\n\n{text}\n", "utf-8")
        library.add(Source(path, name))
    answer = make_ask(library, AssistantSettings())(Question(text="What is the rule for 20610?"))
    assert answer.conflicts
    library.remove("other")
    shown, withheld = recheck(answer, library)
    assert withheld == 1
    assert not shown.conflicts
    assert not any("differ" in note for note in shown.notes)
    assert "included" not in shown.text
