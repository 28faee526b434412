"""Find the passages for a question by codes, words and vectors together."""

import math
from dataclasses import dataclass

import numpy as np
from ingest.encoder import Vectors
from ingest.library import Library, StoredChunk, codes_of
from ingest.codes import covers
from ingest.words import content_words, words

from assistant.answer import Question
from assistant.settings import AssistantSettings

_WORDS_SHARE = 0.65  # of a score, for a question whose every word the library knows
_CODE_NAMED = 0.5  # for each code of the question that the chunk names
_CODE_INHERITED = 0.35  # ... that its headings or its document's subject name


@dataclass(frozen=True)
class Passage:
    """Hold a chunk that retrieval returned, with its scores."""

    chunk: StoredChunk
    score: float
    cosine: float | None
    bm25: float
    codes: tuple[str, ...]  # of the question, that the chunk is about


@dataclass(frozen=True)
class Query:
    """Hold a question as it is searched for."""

    text: str
    language: str
    codes: tuple[str, ...]
    terms: tuple[str, ...]  # content words, in the stems of the library's languages
    weights: dict[str, float]  # inverse document frequency of each term
    known: float  # weighted share of the terms that the library knows at all
    vector: Vectors


def make_query(library: Library, question: Question, language: str) -> Query:
    """Return what a question is searched for by: codes, words and a vector."""
    known_languages = library.languages() or ["en"]
    readings = [language] if language in known_languages else known_languages[:3]
    terms = list(dict.fromkeys(t for r in readings for t in content_words(question.text, r)))
    frequency, total = library.document_frequency(terms)
    weights = {t: math.log((total + 1) / (frequency[t] + 0.5)) + 0.1 for t in terms}
    whole = sum(weights.values())
    known = sum(w for t, w in weights.items() if frequency[t]) / whole if whole else 0.0
    vector = library.encoder.encode([question.text], library.encoder.query_prompt)[0]
    return Query(
        question.text, language, tuple(codes_of(question.text)), tuple(terms), weights, known,
        vector,
    )  # fmt: skip


def retrieve(
    library: Library, query: Query, without: set[int], settings: AssistantSettings
) -> list[Passage]:
    """Return the passages, best first.

    Words and vectors are mixed by how much of the question the library's words can carry: all of
    a question in the documents' language, next to nothing of one in another language. Where the
    question has codes that the library knows, only passages on one of them are returned.
    """
    count = settings.candidates
    cosine = dict(library.search_vectors(query.vector, count, without))
    bm25 = dict(library.search_words(query.terms, count, without))
    on_code = [library.search_codes(code, without) for code in query.codes]
    candidates = set(cosine) | set(bm25)
    if any(on_code):
        wanted = {i for ids in on_code for i in ids}
        if not candidates & wanted or len(wanted) <= count:
            candidates |= wanted
        candidates &= wanted
    share = _WORDS_SHARE * query.known
    best_bm25 = max(bm25.values(), default=0.0) or 1.0
    low, high = min(cosine.values(), default=0.0), max(cosine.values(), default=1.0)
    span = max(high - low, 1e-6)
    scored = []
    for number in candidates:
        near = (cosine[number] - low) / span if number in cosine else 0.0
        score = share * bm25.get(number, 0.0) / best_bm25 + (1 - share) * near
        for ids in on_code:
            if number in ids:
                score += _CODE_NAMED if ids[number] else _CODE_INHERITED
        scored.append((score, number))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    order = [number for _, number in scored[: settings.passages]]
    score_of = {number: score for score, number in scored}
    return [
        Passage(
            chunk,
            score_of[chunk.id],
            cosine.get(chunk.id),
            bm25.get(chunk.id, 0.0),
            tuple(c for c in query.codes if covers((*chunk.codes, *chunk.inherited), c)),
        )
        for chunk in library.chunks(order)
    ]


def overlap(query: Query, text: str, language: str) -> float:
    """Return the weighted share of the question's words that stand in a text."""
    present = set(words(text, language))
    whole = sum(query.weights.values())
    return sum(w for t, w in query.weights.items() if t in present) / whole if whole else 0.0


def cosines(query: Query, vectors: Vectors) -> list[float]:
    """Return the cosine of each vector, all of length 1, to the question."""
    return [float(x) for x in np.asarray(vectors @ query.vector)]
