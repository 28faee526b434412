"""Find the passages for a question by codes, words and vectors together."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assistant.answer import Question
from assistant.glossary import gloss
from assistant.meaning import Meaning, meanings, speaks_of
from assistant.settings import AssistantSettings
from ingest.codes import code_names, covers
from ingest.encoder import Vectors
from ingest.holdings import StoredChunk
from ingest.library import Library
from ingest.words import content_words, words

_WORDS_SHARE = 0.65  # of a score, for a question whose every word the library knows
_GLOSSED = 0.6  # ... and of a question in another language of which the glossary has every word
_BRIDGED = 0.7  # weight of a word of the glossary's, to one of the question's own
_GIST = 0.5  # weight of the glossary's words in the vector of such a question
_CODE_NAMED = 0.5  # for each code of the question that the chunk names
_PART_PASSAGES = 2
_CODE_INHERITED = 0.35  # ... that its headings or its document's subject name
_CODE_MEANT = 0.35  # ... of which it speaks in the words that its document has for it
_DEFINING = 20  # chunks that name a code in which its meaning is looked for


@dataclass(frozen=True)
class Passage:
    """Hold a chunk that retrieval returned, with its scores."""

    chunk: StoredChunk
    score: float
    cosine: float | None
    bm25: float
    codes: tuple[str, ...]  # of the question, that the chunk is about
    meant: Mapping[str, Meaning] = field(default_factory=dict)  # ... that it has in other words


@dataclass(frozen=True)
class Query:
    """Hold a question as it is searched for."""

    text: str
    language: str
    codes: tuple[str, ...]
    rarity: dict[str, float]  # of each content word, in the stems of the library's languages
    weights: dict[str, float]  # rarity by inverse document frequency
    known: float  # weighted share of the terms that the library knows at all
    vector: Vectors
    foreign: bool  # in a language of none of the documents
    glossed: int  # words that the glossary stands in for
    parts: tuple["Query", ...] = ()  # the questions that one question with several asks


# Where one question ends and the next begins: "..., and who", "...? Y ...", "...；...".
_PARTS = re.compile(
    r"[?？؟;；]\s*|[,，、،]\s*(?:(?:and|y|e|et|und|и|và|at|و|그리고)\s+)?(?=\S+\s+\S+\s+\S+|[\u4e00-\u9fff]{4})"
    r"|\s+(?:and|but)\s+(?=(?:what|which|who|how|when|where|why|is|are|do|does|can|may|must|should)\b)"
)
# Words by which a question asks for a code: they stand everywhere in coding guidance.
_ASKING = "code codes coded coding cpt hcpcs report reported reporting bill billed billing claim"
_ORDINARY, _ORDINARY_SHARE = 20, 0.05  # chunks counted along, and how many hold a given word
_PART_WORDS = 2  # a part with fewer content words is no question of its own


def make_query(library: Library, question: Question, language: str) -> Query:
    """Return what a question is searched for by: codes, words and a vector."""
    known_languages = library.languages() or ["en"]
    foreign = language not in known_languages
    readings = known_languages[:3] if foreign else [language]
    asking = set(words(_ASKING, "en"))
    terms = list(dict.fromkeys(t for r in readings for t in content_words(question.text, r)))
    terms = [t for t in terms if t not in asking] or terms
    frequency, total = library.document_frequency(terms)
    glossed = gloss(question.text, language) if "en" in known_languages else []
    if glossed and foreign:
        # Of the question's own words only those count that the documents have: codes and names.
        terms = [t for t in terms if frequency[t]]
    bridged = [t for t in content_words(" ".join(glossed)) if t not in terms and t not in asking]
    more, total = library.document_frequency(bridged)
    frequency.update(more)
    weights = {t: _inverse_frequency(frequency[t], total) for t in terms}
    rarity = _rarity(library, f"{question.text} {' '.join(glossed)}", (*readings, "en"))
    # A word that the glossary stands in for is no gap in what the library knows.
    gaps = [t for t in terms if not frequency[t]]
    for t in gaps if bridged else []:
        weights[t] *= 1 / (1 + len(bridged))
    terms += bridged
    weights |= {t: _BRIDGED * _inverse_frequency(more[t], total) for t in bridged if more[t]}
    terms = [t for t in terms if t in weights]
    weights = {t: w * rarity.get(t, 1.0) for t, w in weights.items()}
    whole = sum(weights.values())
    known = sum(w for t, w in weights.items() if frequency[t]) / whole if whole else 0.0
    if foreign:
        # A glossary carries the gist of a question, the more the more of its words it has.
        known = _GLOSSED * (1 - 0.5 ** len(glossed))
    vector = library.encoder.encode([question.text], library.encoder.query_prompt)[0]
    if glossed:
        gist = library.encoder.encode([" ".join(glossed)], library.encoder.query_prompt)[0]
        vector = vector + _GIST * gist
        vector = vector / np.linalg.norm(vector)
    codes = tuple(code_names(question.text))
    parts = []
    pieces = [piece.strip() for piece in _PARTS.split(question.text) if piece.strip()]
    for piece in pieces if len(pieces) > 1 else []:
        said = [word for word in content_words(piece, language) if not word.isdigit()]
        if len(said) >= _PART_WORDS:
            part = make_query(library, question.model_copy(update={"text": piece}), language)
            # A part that names no code asks about those of the whole: "..., and who may bill it?"
            parts.append(replace(part, codes=part.codes or codes, parts=()))
    return Query(
        question.text,
        language,
        codes,
        {t: rarity.get(t, 1.0) for t in terms},
        weights,
        known,
        vector,
        foreign,
        len(glossed),
        tuple(parts) if len(parts) > 1 else (),
    )


def _inverse_frequency(frequency: int, total: int) -> float:
    """Return how telling a word is, from the chunks that hold it among all of them.

    The logarithm of BM25's kind; a few chunks of an ordinary text are counted along, since the
    handful of chunks of a small library says little.
    """
    return math.log((total + _ORDINARY) / (frequency + _ORDINARY * _ORDINARY_SHARE)) + 0.1


def _rarity(library: Library, text: str, languages: Sequence[str]) -> dict[str, float]:
    """Return how rare each index word of a text is in general: a small library cannot tell."""
    found: dict[str, float] = {}
    for word in re.findall(r"\w+", text):
        for term in {t for language in languages for t in words(word, language)}:
            rarity = 1.0 if term.isdigit() else library.encoder.rarity(word.lower())
            found[term] = max(rarity, found.get(term, 0.0))
    return found


def retrieve(
    library: Library, query: Query, without: set[int], settings: AssistantSettings
) -> list[Passage]:
    """Return the passages, best first.

    Words and vectors are mixed by how much of the question the library's words can carry: all of
    a question in the documents' language, next to nothing of one in another language. Where the
    question has codes that the library knows, only passages on one of them are returned. Each
    part of a question that asks several things adds its own best passages.
    """
    passages = _retrieve(library, query, without, settings, settings.passages)
    have = {p.chunk.id for p in passages}
    for part in query.parts:
        for passage in _retrieve(library, part, without, settings, _PART_PASSAGES):
            if passage.chunk.id not in have:
                have.add(passage.chunk.id)
                passages.append(passage)
    return passages


def _retrieve(
    library: Library, query: Query, without: set[int], settings: AssistantSettings, most: int
) -> list[Passage]:
    count = settings.candidates
    cosine = dict(library.search_vectors(query.vector, count, without))
    bm25 = dict(library.search_words(query.rarity, count, without))
    on_code = [library.search_codes(code, without) for code in query.codes]
    candidates = set(cosine) | set(bm25)
    meant: dict[int, dict[str, Meaning]] = {}
    if any(on_code):
        wanted = {i for ids in on_code for i in ids}
        naming = {i for ids in on_code for i, own in ids.items() if own}
        meant = _meant(library, query, on_code, candidates - naming)
        if not candidates & wanted or len(wanted) <= count:
            candidates |= wanted
        candidates &= wanted | meant.keys()
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
        if not any(number in ids for ids in on_code):
            score += _CODE_MEANT * len(meant.get(number, ()))
        scored.append((score, number))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    order = [number for _, number in scored[:most]]
    for code, ids in zip(query.codes, on_code, strict=True):
        # What speaks of a code in other words says nothing without the row that gives them.
        if any(code in meant.get(n, ()) for n in order) and not any(ids.get(n) for n in order):
            order += [n for _, n in scored if ids.get(n)][:1]
    score_of = {number: score for score, number in scored}
    return [
        Passage(
            chunk,
            score_of[chunk.id],
            cosine.get(chunk.id),
            bm25.get(chunk.id, 0.0),
            tuple(c for c in query.codes if covers((*chunk.codes, *chunk.inherited), c)),
            meant.get(chunk.id, {}),
        )
        for chunk in library.chunks(order)
    ]


def _meant(
    library: Library, query: Query, on_code: Sequence[Mapping[int, bool]], candidates: set[int]
) -> dict[int, dict[str, Meaning]]:
    """Return which candidates speak of a code of the query as a row of their document calls it."""
    found: dict[int, dict[str, Meaning]] = {}
    chunks: list[StoredChunk] = []
    for code, ids in zip(query.codes, on_code, strict=True):
        naming = sorted(number for number, own in ids.items() if own)[:_DEFINING]
        given = meanings(library.encoder, code, library.chunks(naming))
        if given and not chunks:
            chunks = library.chunks(sorted(candidates))
        for chunk in chunks if given else ():
            meaning = given.get(chunk.revision_number)
            if meaning and speaks_of(_about(chunk), meaning, chunk.language):
                found.setdefault(chunk.id, {})[code] = meaning
    return found


def _about(chunk: StoredChunk) -> str:
    return "\n".join((*chunk.section.heading, chunk.text))
