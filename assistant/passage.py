"""Part a passage into its sentences and the lists that they belong to."""

import re
from collections.abc import Sequence

from ingest.records import Block
from ingest.sentences import split_sentences

LEAD = re.compile(r"[:：]\s*$")  # what a sentence ends with that leads a list
_SHORT = 12  # a span of fewer characters is a label, not a sentence

Span = tuple[int, int]


def sentences_of(
    text: str, blocks: Sequence[Block], start: int, end: int
) -> list[tuple[Span, tuple[Span, ...]]]:
    """Return the sentences of text[start:end], each with the list that it belongs to.

    A list is a run of items with the sentence before it that ends in a colon, or three or more
    sentences set apart by bullets within one block.
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
        spans = [s for s in spans if s[1] - s[0] >= _SHORT]
        if bulleted and len(spans) >= 3:
            found.extend((span, tuple(spans)) for span in spans)
            continue
        found.extend((span, ()) for span in spans)
        if spans and LEAD.search(text[spans[-1][0] : spans[-1][1]]):
            lead = spans[-1]
    close()
    return found
