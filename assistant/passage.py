"""Part a passage into its sentences, and the lists or questions that they belong to."""

import re
from collections.abc import Sequence

from ingest.records import Block
from ingest.sentences import split_sentences

LEAD = re.compile(r"[:：]\s*$")  # what a sentence ends with that leads a list
QUESTION = re.compile(r"[?？؟]\W*$")  # ... that is answered by what follows it
_SHORT = 12  # a span of fewer characters is a label, or goes with what follows: "No. Report it ..."

Span = tuple[int, int]


def sentences_of(
    text: str, blocks: Sequence[Block], start: int, end: int
) -> list[tuple[Span, tuple[Span, ...]]]:
    """Return the sentences of text[start:end], each with the list that it belongs to.

    A list is a run of items with the sentence before it that ends in a colon or asks, or three or
    more sentences set apart by bullets within one block; or a question with the sentences that
    answer it, to the next question or the end of their paragraph.
    """
    inside = [b for b in blocks if b.end > start and b.start < end and b.kind != "furniture"]
    found: list[tuple[Span, tuple[Span, ...]]] = []
    run: list[Span] = []
    lead: Span | None = None

    def close() -> None:
        nonlocal lead
        if run:
            group = tuple(([lead] if lead else []) + run)
            whole = group if len(group) > 2 else ()
            if lead and whole:
                found[-1] = (lead, whole)
            found.extend((span, whole) for span in run)
        run.clear()
        lead = None

    for block in inside:
        left, right = max(block.start, start), min(block.end, end)
        if block.kind == "row":
            close()
            found.append(((left, right), ()))
            continue
        spans = split_sentences(text, left, right)
        bulleted = len(re.findall(r"(?<=[.;])\s*[*•●▪]\s", text[left:right])) >= 2
        if block.kind == "item" and not bulleted:
            if spans:
                run.append((spans[0][0], spans[-1][1]))
            continue
        close()
        spans = _without_labels(text, spans)
        if bulleted and len(spans) >= 3:
            found.extend((span, tuple(spans)) for span in spans)
            continue
        if block.kind == "heading" or not (found and _open_question(text, found[-1])):
            found.extend(_with_questions(text, spans))
        else:
            (question, _) = found.pop()
            found.extend(_with_questions(text, [question, *spans]))
        last = text[slice(*spans[-1])] if spans else ""
        if LEAD.search(last) or QUESTION.search(last):
            lead = spans[-1]
    close()
    return found


def _without_labels(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join a span too short for a sentence to the one after it; drop a label."""
    kept: list[Span] = []
    begin: int | None = None
    for start, end in spans:
        if end - start < _SHORT and begin is None:
            begin = start if text[end - 1] in ".!。" else None
            continue
        kept.append((start if begin is None else begin, end))
        begin = None
    return kept


def _open_question(text: str, last: tuple[Span, tuple[Span, ...]]) -> bool:
    """Tell whether the last sentence is a question that nothing answers yet."""
    (start, end), group = last
    return not group and bool(QUESTION.search(text[start:end]))


def _with_questions(text: str, spans: Sequence[Span]) -> list[tuple[Span, tuple[Span, ...]]]:
    """Give each question and the sentences after it their group."""
    groups: list[list[Span]] = []
    for span in spans:
        asks = bool(QUESTION.search(text[span[0] : span[1]]))
        if asks or not groups or not QUESTION.search(text[slice(*groups[-1][0])]):
            groups.append([span])
        else:
            groups[-1].append(span)
    return [(s, tuple(group) if len(group) > 1 else ()) for group in groups for s in group]
