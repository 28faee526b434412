import re
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Question
from assistant.ask import Ask, make_ask
from assistant.errors import QuestionError
from assistant.messages import LANGUAGES, message
from assistant.settings import AssistantSettings
from ingest.library import Library, Source
from ingest.records import Details

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_fdc86c2a3701070a.txt"
REFILL = {
    "en": "Which codes are used when the pump is refilled?",
    "es": "¿Qué códigos se usan cuando se recarga la bomba?",
    "zh": "给泵补充药物时使用哪些代码？",
    "ru": "Какие коды используются при повторном заполнении помпы?",
    "ar": "ما هي الرموز المستخدمة عند إعادة تعبئة المضخة؟",
    "vi": "Những mã nào được dùng khi nạp lại bơm?",
    "fr": "Quels codes utilise-t-on quand la pompe est remplie à nouveau ?",
    "de": "Welche Codes gelten, wenn die Pumpe nachgefüllt wird?",
    "ko": "펌프를 다시 채울 때 어떤 코드를 사용합니까?",
    "tl": "Anong mga code ang ginagamit kapag nire-refill ang pump?",
}


def _hold(answer: Answer, library: Library) -> None:
    """Check what must hold of every answer, by code of our own."""
    assert answer.disclaimer
    for citation in (*answer.citations, *answer.nearest):
        text = library.text(citation.document, citation.revision)
        assert text[citation.start : citation.end] == citation.quote
    numbers = {c.number for c in answer.citations}
    for sentence in answer.sentences:
        assert sentence.citations
        assert set(sentence.citations) <= numbers
        quotes = " ".join(c.quote for c in answer.citations if c.number in sentence.citations)
        assert sentence.text in " ".join(quotes.split())
    if answer.outcome != "answered":
        assert not answer.sentences
        assert answer.reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_refill_question_in_ten_languages(
    ask: Ask, corpus: Library, language: str
) -> None:  # fmt: skip
    answer = ask(Question(text=REFILL[language]))
    _hold(answer, corpus)
    assert answer.language == language
    assert answer.outcome == "answered"
    assert any("96521" in c.quote for c in answer.citations)
    assert answer.disclaimer == message("disclaimer", answer.language)


def test_a_code_inside_a_range_is_answered(ask: Ask, corpus: Library) -> None:
    answer = ask(Question(text="What is 96523 used for?"))
    _hold(answer, corpus)
    assert answer.outcome == "answered"


def test_a_list_is_answered_as_a_list(ask: Ask, corpus: Library) -> None:
    answer = ask(Question(text="What must the medical record contain for 96425?"))
    _hold(answer, corpus)
    assert len(answer.sentences) == 8
    assert "consent" in answer.sentences[-1].text


def test_a_lists_items_on_the_codes_come_with_its_lead(ask: Ask, corpus: Library) -> None:
    answer = ask(Question(text="What do modifiers XE and XS each stand for?"))
    _hold(answer, corpus)
    assert "separate encounter" in answer.text
    assert "separate organ" in answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is the Medicare payment rate for 96425?", "not_in_library"),
        ("What is code 97110 used for?", "not_in_library"),
        ("Does Aetna cover 96425?", "not_in_library"),
        ("What did 96425 stand for in 2011?", "not_in_force"),
    ],
)
def test_refuses(ask: Ask, corpus: Library, question: str, reason: str) -> None:
    answer = ask(Question(text=question))
    _hold(answer, corpus)
    assert (answer.outcome, answer.reason) == ("no_evidence", reason)
    assert len(answer.nearest) <= 3


def test_declines_and_masks(ask: Ask) -> None:
    question = "Did he document enough for my patient, born 03/04/1961, record number 4482913?"
    answer = ask(Question(text=question))
    assert (answer.outcome, answer.reason) == ("declined", "personal_data")
    assert not re.search("1961|4482913", answer.to_json())


@pytest.mark.parametrize(("as_of", "told"), [(date(2025, 6, 1), False), (date(2026, 6, 1), True)])
def test_an_edition_of_an_earlier_year_is_said(ask: Ask, as_of: date, told: bool) -> None:
    answer = ask(Question(text=REFILL["en"], as_of=as_of))
    assert answer.outcome == "answered"
    assert (message("old_edition", "en", edition="2025") in answer.notes) == told


def test_a_question_too_long_or_empty_is_one_line(ask: Ask) -> None:
    for question, says in (("x" * 100_000, "shorten"), ("  ", "empty")):
        with pytest.raises(QuestionError, match=says):
            ask(Question(text=question))


def test_an_empty_library_does_not_answer(library: Library) -> None:
    answer = make_ask(library, AssistantSettings())(Question(text=REFILL["en"]))
    assert answer.outcome == "no_evidence"


def test_amounts_that_stand_in_the_guidance_are_answered(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "fees.md"
    path.write_text("# Fees for code 96425\n\nThe plan pays $312.40 for 96425 in the office.\n")
    library.add(Source(path, "fees"))
    answer = make_ask(library, AssistantSettings())(
        Question(text="What is the payment rate for 96425 in the office?")
    )
    assert "$312.40" in answer.text


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")
def test_the_seed_page_answers_without_its_furniture(library: Library) -> None:
    library.add(Source(SEED, "seed"))
    ask = make_ask(library, AssistantSettings())
    for question, holds in (
        (REFILL["en"], "96521-96523"),
        ("Is preparing the chemotherapy agent reported separately?", "Preparation"),
        ("What are the documentation requirements for 96425?", "informed consent"),
        ("When is intra-arterial chemotherapy medically necessary?", "not feasible"),
    ):
        answer = ask(Question(text=question))
        _hold(answer, library)
        assert holds in answer.text
        shown = answer.text + " ".join(c.quote for c in answer.nearest)
        assert not re.search("Start New|BETA|Discover what|iFrame|Enterprise", shown)


def test_a_payer_in_the_question_says_whose_guidance(library: Library, tmp_path: Path) -> None:
    for payer, units in (("Northfield", "two"), ("Southfield", "four")):
        path = tmp_path / f"{payer}.md"
        path.write_text(f"# Refill limits\n\nThe plan pays 96521 up to {units} times a month.\n")
        library.add(Source(path, path.name), Details(payer=payer))
    ask = make_ask(library, AssistantSettings())
    for payer, units in (("Northfield", "two"), ("Southfield", "four")):
        answer = ask(Question(text=f"How many times a month does {payer} pay 96521?"))
        assert [units in c.quote for c in answer.citations] == [True]
    assert ask(Question(text="How often does Eastfield pay 96521?")).outcome == "no_evidence"
