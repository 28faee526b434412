"""A passage is parted into sentences, lists and questions with their answers."""

import pytest

from assistant.passage import sentences_of
from ingest.records import Block


def parted(*paragraphs: str) -> list[tuple[str, tuple[str, ...]]]:
    text, blocks = "", []
    for paragraph in paragraphs:
        kind = "item" if paragraph.startswith("- ") else "paragraph"
        body = paragraph.removeprefix("- ")
        blocks.append(Block(kind, len(text), len(text) + len(body)))
        text += body + "\n"
    found = sentences_of(text, blocks, 0, len(text))
    return [(text[slice(*span)], tuple(text[slice(*s)] for s in group)) for span, group in found]


QUESTION = "Does an infusion that crosses midnight become two encounters?"
ANSWER = "No. Report it on the date it began."


@pytest.mark.parametrize("paragraphs", [(f"{QUESTION} {ANSWER}",), (QUESTION, ANSWER)])
def test_a_question_leads_what_answers_it(paragraphs: tuple[str, ...]) -> None:
    assert parted(*paragraphs) == [(QUESTION, (QUESTION, ANSWER)), (ANSWER, (QUESTION, ANSWER))]


def test_the_next_question_ends_an_answer() -> None:
    second, other = "May a draw station bill travel?", "It may, once a day and place."
    found = parted(f"{QUESTION} {ANSWER}", f"{second} {other}", "The form is on the portal.")
    assert found[2:] == [
        (second, (second, other)),
        (other, (second, other)),
        ("The form is on the portal.", ()),
    ]


def test_a_question_leads_a_list() -> None:
    lead, items = "What must the record hold?", ("The drug and dose.", "The time of the start.")
    found = parted(lead, *(f"- {item}" for item in items))
    assert found == [(text, (lead, *items)) for text in (lead, *items)]


def test_a_label_is_no_sentence_but_a_short_answer_goes_with_what_follows() -> None:
    assert [text for text, _ in parted("Scope", "Yes. Each visit counts by itself.")] == [
        "Yes. Each visit counts by itself."
    ]
