"""The rules that no score overrides: codes, years, payers, settings, numbers."""

import json
import re
from pathlib import Path

import pytest

from assistant import decide
from assistant.answer import Question
from assistant.ask import Ask, make_ask
from assistant.settings import AssistantSettings
from assistant.verify import unsupported
from ingest.codes import find_codes
from ingest.library import Library, Source

SETS = Path(__file__).parents[2] / "evals" / "sets"
UNKNOWN = ("97110", "20610", "99291", "70450", "43239")  # codes that the shipped guidance has not


def _with_codes() -> list[str]:
    lines = [
        json.loads(line)
        for name in ("corpus", "former-blind")
        for line in (SETS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [
        line["question"]
        for line in lines
        if line["expect"] == "answered"
        and any(not c.first.startswith("modifier") for c in find_codes(line["question"]))
    ]


def _swapped(question: str) -> str:
    """Put a code that the library does not speak of in the place of the first one."""
    code = next(c for c in find_codes(question) if not c.first.startswith("modifier"))
    other = UNKNOWN[len(question) % len(UNKNOWN)]
    return question[: code.start] + other + question[code.end :]


def test_a_swapped_code_is_never_answered(ask: Ask) -> None:
    questions = _with_codes()[:50]
    assert len(questions) == 50
    for question in questions:
        assert ask(Question(text=question)).outcome == "answered", question
        swapped = ask(Question(text=_swapped(question)))
        assert (swapped.outcome, swapped.reason) == ("no_evidence", "not_in_library"), question
        assert re.search("|".join(UNKNOWN), swapped.text), "the message names the code"


def _library(library: Library, folder: Path, **texts: str) -> Ask:
    for name, text in texts.items():
        path = folder / f"{name}.md"
        path.write_text(text, "utf-8")
        library.add(Source(path, name))
    return make_ask(library, AssistantSettings())


TWO_PAYERS = {
    "north": (
        "---\ntitle: Joint injections\npayer: Northfield Mutual\nedition: 2025\n---\n"
        "# Joint injections, code 20610\n\nCode 20610 is paid once per joint and day. "
        "A second injection of the same joint needs a note from the clinic.\n"
    ),
    "south": (
        "---\ntitle: Injecting joints\npayer: Southgate Health\nedition: 2025\nsetting: facility\n"
        "---\n# Injecting joints, code 20610\n\nCode 20610 is paid twice per joint and week. "
        "The facility keeps the lot number of the drug.\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How often does Northfield Mutual pay code 20610 for a joint?", "once per joint"),
        ("how often does northfield mutual pay code 20610 for a joint?", "once per joint"),
        ("How often does Southgate pay code 20610 for a joint?", "twice per joint"),
    ],
)
def test_a_payer_in_the_question_says_whose_guidance_answers(
    library: Library, tmp_path: Path, question: str, says: str
) -> None:
    answer = _library(library, tmp_path, **TWO_PAYERS)(Question(text=question))
    assert answer.outcome == "answered"
    assert says in answer.text
    assert len({c.document for c in answer.citations}) == 1


@pytest.mark.parametrize("payer", ["Aetna", "cigna", "Texas Medicaid"])
def test_a_payer_that_the_library_does_not_have_is_refused(
    library: Library, tmp_path: Path, payer: str
) -> None:
    ask = _library(library, tmp_path, **TWO_PAYERS)
    answer = ask(Question(text=f"How often does {payer} pay code 20610 for a joint?"))
    assert answer.outcome == "no_evidence"


def test_a_setting_in_the_question_bars_guidance_for_the_other(
    library: Library, tmp_path: Path
) -> None:
    ask = _library(library, tmp_path, **TWO_PAYERS)
    answer = ask(Question(text="In the physician's office, how often is 20610 paid for a joint?"))
    assert {c.document for c in answer.citations} == {"north"}


def test_a_setting_is_taken_out_of_a_question_that_names_one() -> None:
    asked = "In the physician's office, how often is 20610 paid?"
    assert decide.without_setting(asked) == "how often is 20610 paid?"
    both = "Is 20610 paid in the physician's office and in the hospital outpatient department?"
    assert decide.without_setting(both) == both
    assert len(decide.settings(both)) == 2


def test_a_year_is_answered_by_the_revision_in_force_in_it(
    library: Library, tmp_path: Path
) -> None:
    text = "---\ntitle: Drains\nedition: {}\n---\n# Drains, code 49406\n\nCode 49406 is paid {}.\n"
    _library(library, tmp_path, drains=text.format(2023, "once a day"))
    ask = _library(library, tmp_path, drains=text.format(2025, "twice a day"))
    for year, says in ((2023, "once a day"), (2024, "once a day"), (2025, "twice a day")):
        answer = ask(Question(text=f"How often was code 49406 paid in {year}?"))
        assert says in answer.text, year
    answer = ask(Question(text="How often was code 49406 paid in 2021?"))
    assert (answer.outcome, answer.reason) == ("no_evidence", "not_in_force")
    assert "2021" in answer.text


def test_of_two_codes_each_is_evidenced_or_named(ask: Ask) -> None:
    both = ask(Question(text="Can 96521 be reported together with 96425?"))
    quotes = " ".join(c.quote for c in both.citations)
    assert "96521" in quotes
    assert "96425" in quotes
    one = ask(Question(text="Can 96521 be reported together with 20610?"))
    assert one.outcome == "no_evidence"
    assert "20610" in one.text


IMAGING = """# Imaging at Tarn Lake

## Codes

| Code | Study | Authorization |
| --- | --- | --- |
| 72148 | Lumbar MRI without contrast | Required |
| 77063 | Screening tomosynthesis, add-on | Not required |

## Rules

Lumbar MRI is covered after six weeks of conservative care in the last three months.
Tomosynthesis without a base mammogram on the same day is denied.
"""


def test_a_document_speaks_of_a_code_as_its_table_calls_it(
    library: Library, tmp_path: Path
) -> None:
    ask = _library(library, tmp_path, imaging=IMAGING)
    answer = ask(Question(text="Can 77063 go out alone, without a base mammogram?"))
    quotes = " ".join(c.quote for c in answer.citations)
    assert "is denied" in quotes
    assert "77063" in quotes, "the row that says what the code is"
    assert "MRI" not in quotes


def test_a_row_is_on_the_codes_that_it_names(library: Library, tmp_path: Path) -> None:
    answer = _library(library, tmp_path, imaging=IMAGING)(Question(text="What is 72148 used for?"))
    assert "Lumbar MRI" in answer.text
    assert "77063" not in answer.text


FAQ = """# Chemotherapy at Larkspur

## FAQ

**Can two bags of one drug be billed as two drugs?**
No. Add the minutes and treat them as one infusion of that drug.

**Does an infusion that crosses midnight become two encounters?**
No. Report it on the date it began.
"""


def test_a_question_of_the_document_is_answered_by_what_follows_it(
    library: Library, tmp_path: Path
) -> None:
    ask = _library(library, tmp_path, faq=FAQ)
    answer = ask(Question(text="Infusion crosses midnight, is that two encounters?"))
    question = "Does an infusion that crosses midnight become two encounters?"
    shown = [s.text for s in answer.sentences]
    assert shown[shown.index(question) + 1] == "No. Report it on the date it began."


def test_a_number_that_the_quote_does_not_hold_is_named() -> None:
    quote = "Codes 96521-96523 are for 2 refills within 30 days from 1 January 2025."
    assert not unsupported("Code 96522 is for 2 refills within 30 days.", quote)
    for wrong in ("Code 96524.", "Within 31 days.", "In 2024.", "It takes modifier 59."):
        assert unsupported(wrong, quote), wrong


def test_explains_what_was_used_and_what_was_refused(ask: Ask) -> None:
    answer = ask(Question(text="Which codes are used when the pump is refilled?", explain=True))
    shown = answer.explanation
    assert shown
    assert {c.verdict for c in shown.candidates} >= {"used"}
    used = {c.revision for c in shown.candidates if c.verdict == "used"}
    assert {c.revision for c in answer.citations} <= used
    assert shown.rule is None
    refused = ask(Question(text="What is code 97110 used for?", explain=True)).explanation
    assert refused
    assert refused.rule == "code_not_in_library"
    assert ask(Question(text="What is 96523 used for?")).explanation is None
