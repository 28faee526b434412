"""Choose the sentences of the passages that answer, verbatim; a list is chosen whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.passage import LEAD, Span, sentences_of
from assistant.retrieve import Passage, Query, cosines, overlap
from ingest.codes import code_names, covers
from ingest.encoder import Vectors
from ingest.library import Library
from ingest.records import Block

MOST_SENTENCES = 5  # of an extractive answer that is no list of the document's own
_NAMES_CODE = 0.05  # for naming all codes of the question: its passage is on one of them anyway
_GIVES_CODE = 0.1  # for naming any code where the question asks which one to report
_ASKS_CODE = re.compile(
    r"\b(?:codes?|coded|report|bill|billed|billing)\b|c[óo]digo|代码|编码|\bкод|رمز|رموز|\bmã\b|코드",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """Hold one sentence of a passage with what speaks for it."""

    passage: Passage
    start: int
    end: int
    text: str
    around: str  # the sentence with its list's lead, its headings and `about`
    about: str  # the document's title, payer and publisher
    cosine: float
    overlap: float  # share of the question's words in the sentence, 0 to 1
    context: float  # ... in `around`
    on_codes: frozenset[str]  # codes of the question that the sentence itself names
    score: float
    group: tuple[Span, ...]  # the sentences of the list it belongs to, its lead first
    vector: Vectors

    @property
    def place(self) -> tuple[str, int]:
        """Return what orders sentences for reading: revision and offset."""
        return self.passage.chunk.revision.sha, self.start


def read(library: Library, query: Query, passages: Sequence[Passage]) -> list[Evidence]:
    """Return every sentence of the passages with its scores, best first."""
    texts: dict[tuple[str, str], tuple[str, list[Block]]] = {}
    rows: list[tuple[Passage, Span, tuple[Span, ...], str]] = []
    seen: set[tuple[str, int]] = set()
    for passage in passages:
        revision = passage.chunk.revision
        key = (revision.document, revision.sha)
        if key not in texts:
            texts[key] = (library.text(*key), library.blocks(*key))
        text, blocks = texts[key]
        for span, group in sentences_of(text, blocks, passage.chunk.start, passage.chunk.end):
            if (revision.sha, span[0]) not in seen:
                seen.add((revision.sha, span[0]))
                rows.append((passage, span, group, text))
    if not rows:
        return []
    shown = []
    for passage, (start, end), group, text in rows:
        heading = passage.chunk.section.heading[-1:]
        shown.append("\n".join((*heading, *_lead(text, group, start), text[start:end])))
    vectors = library.encoder.encode(shown, library.encoder.passage_prompt)
    found = []
    for (passage, span, group, text), vector in zip(rows, vectors, strict=True):
        body = text[span[0] : span[1]]
        details = passage.chunk.revision.details
        whose = (details.title, details.payer, details.publisher)
        about = "\n".join(part for part in whose if part)
        around = "\n".join(
            (body, *_lead(text, group, span[0]), *passage.chunk.section.heading, about)
        )
        found.append(_weigh(query, passage, span, body, around, about, group, vector))
    return sorted(found, key=lambda e: -e.score)


def _lead(text: str, group: tuple[Span, ...], start: int) -> list[str]:
    """Return the sentence that leads the list of which the sentence at `start` is an item."""
    if not group or group[0][0] == start:
        return []
    lead = text[group[0][0] : group[0][1]]
    return [lead] if LEAD.search(lead) else []


def _weigh(
    query: Query,
    passage: Passage,
    span: Span,
    body: str,
    around: str,
    about: str,
    group: tuple[Span, ...],
    vector: Vectors,
) -> Evidence:
    """Score one sentence for a question.

    Words decide as far as the library's language can carry the question, as in retrieval. The
    cosines of e5 lie between 0.75 and 0.95, hence the stretch.
    """
    cosine = cosines(query, vector[None, :])[0]
    # Words that the whole document is about, its payer's name say, tell no sentence from another.
    own = overlap(query, f"{body}\n{about}", passage.chunk.language)
    context = overlap(query, around, passage.chunk.language)
    named = frozenset(c for c in query.codes if covers(code_names(body), c))
    share = 0.4 * query.known
    score = (
        (1 - share) * (cosine - 0.75) * 5
        + share * (0.3 * own + 0.7 * context)
        + 0.25 * min(1.0, passage.score)
        + (_NAMES_CODE * len(named) / len(query.codes) if query.codes else 0.0)
        + (_GIVES_CODE if not query.codes and _asks_and_gives(query.text, body) else 0.0)
    )
    return Evidence(
        passage, *span, body, around, about, cosine, own, context, named, score, group, vector
    )  # fmt: skip


def _asks_and_gives(question: str, sentence: str) -> bool:
    """Tell whether a question that names no code asks for one, and a sentence names one."""
    return bool(_ASKS_CODE.search(question)) and bool(code_names(sentence))


def choose(evidence: Sequence[Evidence], query: Query) -> list[Evidence]:
    """Return the sentences of the answer in reading order.

    The best sentence, then those nearly as good, and those that add a code or words of the
    question which are not yet spoken of. A lead sentence brings the list it leads, and two
    chosen items of a list bring the whole of it.
    """
    best = evidence[0]
    chosen = [best]
    for candidate in evidence[1:]:
        if len(chosen) >= MOST_SENTENCES:
            break
        gap = best.score - candidate.score
        same = candidate.passage.chunk.section == best.passage.chunk.section
        spoken_of = frozenset[str]().union(*(e.on_codes for e in chosen))
        adds_code = bool(candidate.on_codes - spoken_of) and len(query.codes) > 1
        if gap <= (0.16 if same else 0.10) or (adds_code and gap <= 0.3):
            chosen.append(candidate)
    chosen = _with_leads(_with_lists(chosen, evidence, best), evidence)
    for part in query.parts:
        again = [
            _weigh(part, e.passage, (e.start, e.end), e.text, e.around, e.about, e.group, e.vector)
            for e in evidence
        ]
        top = max(again, key=lambda e: e.score)
        if all(e.place != top.place for e in chosen):
            own = next(e for e in evidence if e.place == top.place)
            chosen += _with_leads(_with_lists([own], evidence, own), evidence)
    return sorted(chosen, key=lambda e: (_rank(e, chosen), e.start))


def _rank(evidence: Evidence, chosen: Sequence[Evidence]) -> int:
    """Order revisions by their best sentence, so that one document is read through."""
    shas = [e.passage.chunk.revision.sha for e in sorted(chosen, key=lambda e: -e.score)]
    return shas.index(evidence.passage.chunk.revision.sha)


def _with_lists(
    chosen: Sequence[Evidence], evidence: Sequence[Evidence], best: Evidence
) -> list[Evidence]:
    """Widen to whole lists; a list that comes in pushes out what is not part of it."""
    for candidate in (best, *chosen):
        group = candidate.group
        if not group:
            continue
        lead = (candidate.start, candidate.end) == group[0]
        members = [e for e in chosen if (e.start, e.end) in group]
        if not (lead or len(members) >= 2):
            continue  # an item alone takes its lead along, below
        if candidate is not best and best not in members:
            continue  # a list far from the best sentence is no part of the answer
        whole = [e for e in evidence if e.group == group and e.place[0] == candidate.place[0]]
        have = {(e.start, e.end) for e in whole}
        source = candidate.passage
        for start, end in group:
            if (start, end) not in have:
                text = _slice(candidate, start, end, evidence)
                if text is not None:
                    whole.append(
                        Evidence(
                            source, start, end, text, text, "", 0, 0, 0, frozenset(), 0, group,
                            candidate.vector,
                        )
                    )  # fmt: skip
        return whole
    return list(chosen)


def _with_leads(chosen: list[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give an item of a list the sentence that leads it: alone it says nothing."""
    have = {e.place for e in chosen}
    for item in list(chosen):
        for lead in evidence:
            same = item.group and lead.group == item.group and lead.place[0] == item.place[0]
            is_lead = same and (lead.start, lead.end) == item.group[0] and LEAD.search(lead.text)
            if is_lead and lead.place not in have:
                have.add(lead.place)
                chosen.append(lead)
    return chosen


def _slice(near: Evidence, start: int, end: int, evidence: Sequence[Evidence]) -> str | None:
    """Return a span's text where its passage holds it."""
    for passage in (near.passage, *(e.passage for e in evidence)):
        chunk = passage.chunk
        same = chunk.revision.sha == near.passage.chunk.revision.sha
        if same and chunk.start <= start and end <= chunk.end:
            return chunk.text[start - chunk.start : end - chunk.start]
    return None
