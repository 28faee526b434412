"""Read the sentences of passages as evidence: how well does each answer?"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.decide import settings, without_setting, years
from assistant.passage import LEAD, QUESTION, Span, sentences_of
from assistant.reader import Part, Reader, title_of
from assistant.retrieve import Passage, Query
from assistant.shorthand import write_out
from ingest.codes import code_names, contains, covers
from ingest.library import Library
from ingest.records import Block

# Fitted by evals/fit_reading.py on the sets developed on: the weights by which sentences are put in
# order, and those of the probability that the best one answers, its intercept first.
ORDER = {
    "sentence": 0.419, "run": 0.062, "found": 3.968, "cosine": 3.385, "named": 1.331,
    "gives": 0.751,
}  # fmt: skip
ANSWERS = {
    "": -0.792, "sentence": 0.061, "run": 0.368, "cosine": 2.218, "acronym": -0.893,
    "foreign": 0.233,
}  # fmt: skip
_LEAST_COSINE = 0.75  # of e5's vectors, whatever they are of
_ASKS_CODE = re.compile(
    r"\b(?:codes?|coded|report|bill|billed|billing)\b|c[óo]digo|代码|编码|\bкод|رمز|رموز|\bmã\b|코드",
    re.IGNORECASE,
)

Place = tuple[str, int]  # revision and offset


@dataclass(frozen=True)
class Evidence:
    """Hold one sentence of a passage with what speaks for it."""

    passage: Passage
    start: int
    end: int
    text: str
    around: str  # the sentence with its list's lead or question, headings, whose guidance it is
    on_codes: frozenset[str]  # codes of the question that the sentence itself names
    features: dict[str, float]
    score: float  # by which sentences are put in order, the steps as of logits
    probability: float  # that it answers
    group: tuple[Span, ...]  # the sentences of the list it belongs to, its lead first
    is_row: bool = False  # of a table

    @property
    def place(self) -> Place:
        """Return what orders sentences for reading: revision and offset."""
        return self.passage.chunk.revision.sha, self.start


@dataclass(frozen=True)
class _Sentence:
    passage: Passage
    span: Span
    group: tuple[Span, ...]
    text: str
    around: str
    question: str  # of the document's own, that it answers
    is_row: bool


def read(
    library: Library,
    reader: Reader,
    query: Query,
    passages: Sequence[Passage],
    strange: Mapping[str, Sequence[str]],
) -> list[Evidence]:
    """Return every sentence of the passages with how well it answers, best first.

    `strange` has the names of the question that a revision does not know.
    """
    texts: dict[tuple[str, str], tuple[str, list[Block]]] = {}
    sentences: list[list[_Sentence]] = []
    parts: list[Part] = []
    for passage in passages:
        chunk = passage.chunk
        key = (chunk.revision.document, chunk.revision.sha)
        if key not in texts:
            texts[key] = (library.text(*key), library.blocks(*key))
        text, blocks = texts[key]
        found = sentences_of(text, blocks, chunk.start, chunk.end)
        if not found:
            continue
        details = chunk.revision.details
        spans = tuple((start - chunk.start, end - chunk.start) for (start, end), _ in found)
        parts.append(Part(title_of(details.title, chunk.section.heading), chunk.text, spans))
        whose = (details.title, details.payer, details.publisher)
        about = "\n".join(part for part in whose if part)
        rows = {block.start for block in blocks if block.kind == "row"}
        sentences.append([])
        for (start, end), group in found:
            body = text[start:end]
            lead = _lead(text, group, start)
            around = "\n".join((body, *lead, *chunk.section.heading, about))
            question = "".join(lead) if QUESTION.search("".join(lead)) else ""
            sentences[-1].append(
                _Sentence(passage, (start, end), group, body, around, question, start in rows)
            )
    evidence = []
    for of_passage, part in zip(sentences, parts, strict=True):
        asked = _as_read(query, of_passage[0].passage)
        reading = reader.read(asked, part)
        scores = zip(reading.sentences, reading.runs, strict=True)
        score_of = dict(zip((s.span for s in of_passage), scores, strict=True))
        for sentence in of_passage:
            if QUESTION.search(sentence.text):
                continue  # a question of the document's is answered by what follows it
            names = strange.get(sentence.passage.chunk.revision.sha, ())
            score, run = score_of[sentence.span]
            if sentence.question and sentence.group[0] in score_of:
                score = max(score, score_of[sentence.group[0]][0])
            evidence.append(_weigh(query, sentence, score, run, names))
    best: dict[Place, Evidence] = {}
    for item in sorted(evidence, key=lambda e: -e.score):
        best.setdefault(item.place, item)
    return list(best.values())


def _as_read(query: Query, passage: Passage) -> str:
    """Return the question as it is put to the reader on a passage.

    Its codes as the passage names them, 96372 as 96360-96379, or calls them; its shorthand written
    out; without a year or setting that the passage does not speak of: whether the revision was in
    force in it, or is for it, is a rule's to say.
    """
    text = query.text if settings(passage.chunk.text) else without_setting(query.text)
    for year in years(text):
        if str(year) not in passage.chunk.text:
            text = re.sub(
                rf"(?:\b(?:in|for|during|since|en|im Jahr|im|em|năm|noong)\s)?\b{year}\b", "", text
            )
    chunk = passage.chunk
    shown = "\n".join((chunk.text, title_of(chunk.revision.details.title, chunk.section.heading)))
    for code in query.codes:
        named = code_names(shown)
        held = next((n for n in named if contains(n, code)), None)
        if not held and code in passage.meant:
            held = passage.meant[code].phrase
        if held and code not in named:
            text = re.sub(rf"\b{re.escape(code.removeprefix('modifier '))}\b", held, text)
    return write_out(text) if query.language == "en" else text


def _lead(text: str, group: tuple[Span, ...], start: int) -> list[str]:
    """Return what leads the list of which the sentence at `start` is an item, or the question."""
    if not group or group[0][0] == start:
        return []
    lead = text[group[0][0] : group[0][1]]
    return [lead] if LEAD.search(lead) or QUESTION.search(lead) else []


def _weigh(
    query: Query, sentence: _Sentence, score: float, run: float, strange: Sequence[str]
) -> Evidence:
    """Weigh one sentence for a question; `strange` are names that its revision does not know.

    `score` and `run` are the reader's, of the sentence and of the run that it was read in.
    """
    body, passage = sentence.text, sentence.passage
    said = f"{sentence.question}\n{body}"
    named = frozenset(c for c in query.codes if covers(code_names(said), c))
    features = {
        "sentence": score,
        "run": run,
        "found": min(1.0, passage.score),
        "cosine": max(0.0, ((passage.cosine or 0.0) - _LEAST_COSINE) * 5),
        "named": len(named) / len(query.codes) if query.codes else 0.0,
        "gives": float(not query.codes and _asks_and_gives(query.text, body)),
        "acronym": float(any(name.isupper() for name in strange)),
        "foreign": float(query.foreign),
    }
    z = ANSWERS[""] + sum(w * features[name] for name, w in ANSWERS.items() if name)
    return Evidence(
        passage, *sentence.span, body, sentence.around, named, features,
        sum(w * features[name] for name, w in ORDER.items()),
        1 / (1 + math.exp(-max(-50.0, min(50.0, z)))),
        sentence.group, sentence.is_row,
    )  # fmt: skip


def _asks_and_gives(question: str, sentence: str) -> bool:
    """Tell whether a question that names no code asks for one, and a sentence names one."""
    return bool(_ASKS_CODE.search(question)) and bool(code_names(sentence))
