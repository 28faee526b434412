"""The reader tells which sentence answers, and what answers from what only seems to."""

import pytest

from assistant.passage import sentences_of
from assistant.reader import Part, Reader, lay_out, load_reader, runs_of, title_of
from ingest import e5
from ingest.encoder import cache_of
from ingest.records import Block
from ingest.settings import IngestSettings

TEXT = (
    "Code 96522 is reported for a later refill of an implantable pump. "
    "The refill kit is reported with A4220. "
    "The record must name the drug, the dose and the time at which the pump was filled."
)
PART = Part(
    "Pump refills > Refilling",
    TEXT,
    tuple(span for span, _ in sentences_of(TEXT, [Block("paragraph", 0, len(TEXT))], 0, len(TEXT))),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(IngestSettings())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which code stands for the refill kit?", 1),
        ("¿Con qué código se informa el kit de recarga?", 1),
        ("Welcher Code gilt für das spätere Nachfüllen einer implantierten Pumpe?", 0),
        ("What has to be documented when a pump is filled?", 2),
        ("泵重新填充后，病历中必须记录什么？", 2),
    ],
)
def test_the_sentence_that_answers_is_first(reader: Reader, question: str, sentence: int) -> None:
    reading = reader.read(question, PART)
    assert max(range(3), key=lambda i: reading.sentences[i]) == sentence


def test_a_near_miss_scores_lower(reader: Reader) -> None:
    answered = reader.read("Which code is reported for the refill kit?", PART)
    missed = reader.read("How many refill kits are paid in a month?", PART)
    assert max(answered.runs) > max(missed.runs)


def test_a_long_passage_is_read_in_runs_and_no_sentence_is_lost(reader: Reader) -> None:
    text = "The pump is filled again by a nurse at the clinic. " * 30
    spans = tuple((i * 51, i * 51 + 50) for i in range(30))
    words = e5.load_words(e5.ensure_made(cache_of(IngestSettings())))
    runs = runs_of(words.tokenizer, Part("Pumps", text, spans))
    assert len(runs) > 1
    assert [run.text[slice(*span)] for run in runs for span in run.spans] == [text[:50]] * 30
    reading = reader.read("Who fills the pump?", Part("Pumps", text, spans))
    assert len(reading.sentences) == len(reading.runs) == 30


def test_what_is_too_long_is_cut_and_still_laid_out() -> None:
    words = e5.load_words(e5.ensure_made(cache_of(IngestSettings())))
    text = "Long. " * 600
    spans = tuple((i * 6, i * 6 + 5) for i in range(600))
    layout = lay_out(words.tokenizer, "why " * 100, Part("title " * 90, text, spans), 200)
    assert len(layout.tokens) == 200
    assert len(layout.sentences) == 600
    assert all(0 < start < end <= 200 for start, end in layout.sentences)


def test_titles() -> None:
    assert title_of("Manual", ("A", "B", "C")) == "Manual > B > C"
    assert title_of(None, ()) == ""
