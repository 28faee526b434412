"""Gather the questions on invented guidance that the reader is trained, tuned and measured on.

`evals/reader` holds a folder a field: documents, and questions.jsonl (in some fields pairs.jsonl
too, questions that differ in a word or two) with a row a question: its document, `answer` (a span
of it) or null, and then `near`, a span of what only seems to answer. Of each field the last
documents are kept for tuning and measuring. Passages are chunks as the library makes them, with
their sentences as the assistant parts them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.passage import sentences_of
from assistant.reader import Part, title_of
from evals.reader_data import Row, Split
from ingest.chunks import make_chunks
from ingest.encoder import Encoder
from ingest.read import read_document
from ingest.records import quiet
from ingest.settings import IngestSettings

FOLDER = Path(__file__).with_name("reader")
_TUNE, _TEST = (10,), (11, 12)  # numbers of the documents of each field
_HARD = 1  # other passages of the document, the nearest, that are rows without an answer


@dataclass(frozen=True)
class Guidance:
    """Hold one document as the passages that would be read of it."""

    parts: tuple[Part, ...]


def split_of(document: str) -> Split:
    """Return which split a document is in."""
    number = int(document.rpartition("-")[2])
    return "tune" if number in _TUNE else "test" if number in _TEST else "train"


def questions(split: Split, files: str = "*/*.jsonl") -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield the folder and the row of each question of a split, from the files of a pattern."""
    for path in sorted(FOLDER.glob(files)):
        for item in map(json.loads, path.read_text("utf-8").splitlines()):
            if split_of(item["document"]) == split:
                yield path.parent, item


def guidance(split: Split, encoder: Encoder, files: str = "*/*.jsonl") -> list[Row]:
    """Return the rows of a split: each question with its passage, and with others near it."""
    found = questions(split, files)
    return [row for field, item in found for row in _rows(item, field, encoder)]


def _rows(item: dict[str, str], field: Path, encoder: Encoder) -> Iterator[Row]:
    parts = read_guidance(field / f"{item['document']}.md", encoder).parts
    vectors = _vectors(field / f"{item['document']}.md", encoder)
    wanted = item["answer"] or item["near"]
    found = next(((part, span) for part in parts if (span := _find(wanted, part.text))), None)
    if found is None:
        return
    part, (start, end) = found
    name, language, question = f"guidance/{field.name}", item["language"], item["question"]
    span = (start, end) if item["answer"] else (-1, -1)
    yield Row(name, language, question, part.text, *span, part.title, part.spans)
    near = vectors @ encoder.encode([question], encoder.query_prompt)[0]
    others = [parts[i] for i in np.argsort(-near) if parts[i] is not part]
    for other in others[:_HARD]:
        if not _find(wanted, other.text):
            yield Row(name, language, question, other.text, -1, -1, other.title, other.spans)


@cache
def read_guidance(path: Path, encoder: Encoder) -> Guidance:
    """Return a document's passages as the library would index them."""
    settings = IngestSettings()
    extracted = read_document(path.read_bytes(), path.name, settings, quiet)
    sections, chunks = make_chunks(extracted, "", encoder.count_tokens, settings.chunk_tokens)
    parts = []
    for chunk in chunks:
        text = extracted.text[chunk.start : chunk.end]
        spans = sentences_of(extracted.text, extracted.blocks, chunk.start, chunk.end)
        parts.append(
            Part(
                title_of(extracted.details.title, sections[chunk.section].heading),
                text,
                tuple((s - chunk.start, e - chunk.start) for (s, e), _ in spans),
            )
        )
    return Guidance(tuple(part for part in parts if part.spans))


@cache
def _vectors(path: Path, encoder: Encoder) -> np.ndarray:
    texts = [f"{part.title}\n{part.text}" for part in read_guidance(path, encoder).parts]
    return encoder.encode(texts, encoder.passage_prompt)


def _find(wanted: str, text: str) -> tuple[int, int] | None:
    """Return where a span of the file stands in a passage, blanks and marks of Markdown aside."""
    words = re.findall(r"\w+", wanted)
    found = re.search(r"\W+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None
