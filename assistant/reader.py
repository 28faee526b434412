"""Read passages: does a passage answer a question, and which of its sentences does?

A cross-encoder of our own over the encoder's word embeddings, quantised to 8 bits and run by
onnxruntime; evals/train_reader.py trains it, weights/README.md is its model card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from ingest import e5
from ingest.encoder import cache_of
from ingest.settings import IngestSettings

WEIGHTS = Path(__file__).with_name("weights") / "reader.onnx"
QUESTION_TOKENS, TITLE_TOKENS = 64, 32  # at most
# Tokens of a passage that are read at once, about: over longer texts the reader says less well
# whether they answer (weights/README.md).
RUN_TOKENS = 100

Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """Hold a passage to be read: what it stands under, its text and its sentences' spans."""

    title: str
    text: str
    spans: tuple[Span, ...]


def title_of(title: str | None, heading: Sequence[str]) -> str:
    """Return what a passage stands under: its document's title and its last headings."""
    parts = dict.fromkeys(part for part in (title, *heading[-2:]) if part)
    return " > ".join(parts)


@dataclass(frozen=True)
class Reading:
    """Hold what the reader says of a passage's sentences, in their order, as logits."""

    sentences: tuple[float, ...]  # the sentence answers the question
    runs: tuple[float, ...]  # the run of sentences that it was read in does


@dataclass(frozen=True)
class Layout:
    """Hold question and passage as the reader's tokens."""

    tokens: list[int]
    sentences: list[Span]  # token spans, none empty
    offsets: list[Span]  # of the passage's tokens in its text
    shift: int  # place of the passage's first token


def lay_out(tokenizer: Any, question: str, part: Part, most: int) -> Layout:
    """Put question, title and passage into one row of at most `most` tokens.

    A sentence that no longer fits is read as the row's last token.
    """
    asked = tokenizer.encode("query: " + question, add_special_tokens=False).ids
    title = tokenizer.encode(part.title, add_special_tokens=False).ids if part.title else []
    body = tokenizer.encode(part.text, add_special_tokens=False)
    head = [0, *asked[:QUESTION_TOKENS], 2, 2, *title[:TITLE_TOKENS]]
    ids = body.ids[: most - len(head) - 1]
    last = len(head) + len(ids) - 1
    starts = [offset[0] for offset in body.offsets]
    sentences = []
    for start, end in part.spans:
        first = int(np.searchsorted(starts, start)) + len(head)
        stop = int(np.searchsorted(starts, end)) + len(head)
        first = min(first, last)
        sentences.append((first, max(first + 1, min(stop, last + 1))))
    return Layout([*head, *ids, 2], sentences, body.offsets[: len(ids)], len(head))


def runs_of(tokenizer: Any, part: Part) -> list[Part]:
    """Part a passage into runs of whole sentences, each of about as many tokens."""
    body = tokenizer.encode(part.text, add_special_tokens=False)
    starts = [offset[0] for offset in body.offsets]
    middles = [int(np.searchsorted(starts, (start + end) / 2)) for start, end in part.spans]
    count = max(1, round(len(starts) / RUN_TOKENS))
    size = (len(starts) + 1) / count
    runs = []
    for _, group in groupby(zip(part.spans, middles, strict=True), lambda at: int(at[1] / size)):
        spans = [span for span, _ in group]
        first, last = spans[0][0], spans[-1][1]
        shifted = tuple((start - first, end - first) for start, end in spans)
        runs.append(Part(part.title, part.text[first:last], shifted))
    return runs


def places(layouts: Sequence[Layout], width: int) -> Any:
    """Return the weights that average the tokens of each sentence, (n, sentences, width)."""
    most = max(len(layout.sentences) for layout in layouts)
    weights = np.zeros((len(layouts), max(1, most), width), np.float32)
    for i, layout in enumerate(layouts):
        for j, (start, end) in enumerate(layout.sentences):
            weights[i, j, start:end] = 1 / (end - start)
    return weights


class Reader:
    """Run the reader."""

    def __init__(self, words: e5.Words, weights: Path = WEIGHTS) -> None:
        self._words = words
        self._session = e5.start_session(weights)

    def read(self, question: str, part: Part) -> Reading:
        """Return what it says of a passage, which it reads run by run.

        One at a time: scales of 8 bits are those of a whole batch, so that what else is in it
        would change what is said of a run.
        """
        sentences: list[float] = []
        runs: list[float] = []
        for run in runs_of(self._words.tokenizer, part):
            layout = lay_out(self._words.tokenizer, question, run, self._words.window)
            inputs = self._words.inputs([layout.tokens])
            inputs["places"] = places([layout], len(layout.tokens))
            scores, answers = self._session.run(None, inputs)
            sentences += map(float, scores[0])
            runs += [float(answers[0])] * len(run.spans)
        return Reading(tuple(sentences), tuple(runs))


@cache
def _load(folder: Path) -> Reader:
    return Reader(e5.load_words(folder))


def load_reader(settings: IngestSettings) -> Reader:
    """Return the reader, loaded once; it needs the shipped encoder's words, whatever encodes."""
    return _load(e5.ensure_made(cache_of(settings)))
