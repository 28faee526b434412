"""Find what a question may be answered from, and hold it to the rules that no score overrides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant import decide
from assistant.answer import Question, Reason
from assistant.answer_type import holds_what_is_asked
from assistant.choose import choose
from assistant.classify import are_orders
from assistant.decide import Refusal
from assistant.follow_up import stand_alone
from assistant.meaning import speaks_of
from assistant.read import Evidence, Place, read
from assistant.reader import load_reader
from assistant.retrieve import Passage, Query, make_query, retrieve
from assistant.settings import AssistantSettings
from assistant.steering import instructs
from ingest.codes import code_names, covers
from ingest.library import Library

# Rules on what a sentence must hold to answer; the row that says what a code stands for need not.
_OF_THE_KIND = ("kind_not_given", "amount_not_in_library")
_FOR_PARTS = 3  # passages read again for each of several questions in one


@dataclass(frozen=True)
class Found:
    """Hold what was found for a question, or why a rule refuses it."""

    query: Query
    passages: list[Passage]
    barred: list[Passage] = field(default_factory=list)  # of revisions that may not answer
    evidence: list[Evidence] = field(default_factory=list)  # best first
    chosen: list[Evidence] = field(default_factory=list)  # the answer's, in reading order
    missing: tuple[str, ...] = ()  # codes of the question that nothing chosen is on
    refused: dict[Place, str] = field(default_factory=dict)  # sentences, by the rule
    probability: float = 0.0
    refusal: Refusal | None = None


def find_evidence(
    library: Library, settings: AssistantSettings, question: Question, language: str
) -> Found:
    """Search, read, apply the rules and choose."""
    asked = question.model_copy(update={"text": stand_alone(question.text, question.history)})
    years = decide.years(asked.text)
    whose = decide.whose(asked.text, library.values("payer"))
    names = [n for n in decide.names(asked.text, language) if not any(n in w for w in whose)]
    without = _barred(library, asked, years)
    for name in (*whose, *names):
        if others := library.not_of(name):
            # Whose guidance is asked for says where to look, not what for.
            without |= others
            asked = _without_name(asked, name)
    query = make_query(library, asked, language)
    passages = retrieve(library, query, without, settings)
    barred = _only_barred(library, query, settings, passages) if without else []
    missing = tuple(c for c in query.codes if not any(c in p.codes for p in passages))

    def refuse(message: str, reason: Reason = "not_in_library", named: str = "") -> Found:
        as_of = question.as_of if reason == "not_in_library" else None
        if as_of and _better(_of_another_time(barred, passages, library, as_of), passages):
            message, reason, named = "not_in_force", "not_in_force", str(as_of)
        refusal = Refusal(message, reason, named)
        return Found(query, passages, barred, missing=missing, refused=refused, refusal=refusal)

    refused: dict[Place, str] = {}
    if not passages and barred and (question.as_of or years):
        when = question.as_of.isoformat() if question.as_of else ", ".join(map(str, years))
        return refuse("not_in_force", "not_in_force", when)
    if missing and not _each_for_itself(query, missing):
        return refuse("code_not_in_library", named=", ".join(missing))
    named = (*whose, *names)
    texts = {p.chunk.revision.sha: _context(p, library) for p in passages} if named else {}
    if unknown := decide.unknown_names(texts.values(), whose):
        return refuse("name_not_in_library", named=", ".join(unknown))
    strange = {sha: decide.unknown_names([text], names) for sha, text in texts.items()}
    ended = {year: library.not_live(date(year, 12, 31)) for year in years}
    wanted = [c for c in query.codes if c not in missing]
    rules: tuple[tuple[str, Callable[[Evidence], bool]], ...] = (
        ("instruction", lambda e: not instructs(e.text)),
        (
            "name_not_in_library",
            lambda e: not whose or not decide.unknown_names([texts[e.place[0]]], whose),
        ),
        ("code_not_in_library", lambda e: not wanted or any(is_on(e, c) for c in wanted)),
        (
            "amount_not_in_library",
            lambda e: not decide.asks_for_amount(question.text) or decide.gives_amount(e.text),
        ),
        (
            "kind_not_given",
            lambda e: holds_what_is_asked(question.text, e.text, e.passage.chunk.language),
        ),
        (
            "not_in_force",
            lambda e: not years or any(_good_in(e, year, ended[year]) for year in years),
        ),
    )
    reader = load_reader(library.settings)
    evidence = whole = read(library, reader, query, passages, strange)
    for rule, keeps in rules:
        kept = [e for e in evidence if keeps(e)]
        refused |= {e.place: rule for e in evidence if e not in kept}
        if evidence and not kept:
            if rule == "not_in_force":
                return refuse(rule, "not_in_force", ", ".join(map(str, years)))
            values = {"code_not_in_library": wanted, "name_not_in_library": whose}
            return refuse(rule, named=", ".join(values.get(rule, ())))
        evidence = kept
    if not evidence:
        return refuse("not_in_library")
    of_parts = [read(library, reader, part, passages[:_FOR_PARTS], strange) for part in query.parts]
    rows = [e for e in whole if e.is_row and refused.get(e.place) in (None, *_OF_THE_KIND)]
    chosen = _with_every_code(choose(evidence, query, of_parts), evidence, wanted, rows)
    orders = are_orders([e.text for e in chosen], library.encoder)
    for e, gives_orders in zip(chosen, orders, strict=True):
        if gives_orders or instructs(e.text):
            refused[e.place] = "instruction"
    chosen = [e for e in chosen if refused.get(e.place) != "instruction"]
    if not chosen:
        return refuse("instruction")
    lacking = (*missing, *(c for c in wanted if not any(is_on(e, c) for e in chosen)))
    probability = decide.probability(chosen, query)
    refusal = None
    if probability < settings.certainty:
        refusal = refuse("not_in_library").refusal
    return Found(
        query, passages, barred, evidence, chosen, lacking, refused, probability, refusal
    )  # fmt: skip


def is_on(evidence: Evidence, code: str) -> bool:
    """Tell whether a sentence is on a code, by name or as its document calls what the code is."""
    meaning = evidence.passage.meant.get(code)
    spoken_of = meaning and speaks_of(evidence.around, meaning, evidence.passage.chunk.language)
    return bool(spoken_of) or is_by_name_on(evidence, code)


def is_by_name_on(evidence: Evidence, code: str) -> bool:
    """Tell whether a sentence's passage is on a code: by name, range, heading or subject.

    A row of a table that names codes is on these alone.
    """
    if evidence.is_row and (named := code_names(evidence.text)):
        return covers(named, code)
    chunk = evidence.passage.chunk
    return covers((*chunk.codes, *chunk.inherited), code)


def _barred(library: Library, question: Question, years: Sequence[int]) -> set[int]:
    """Return the revisions that may not answer a question.

    A year in the question lets in the revisions that were in force in it, beside today's: these
    may speak of that year themselves.
    """
    setting = question.setting or decide.setting(question.text)
    narrowed = (question.payer, question.jurisdiction, setting)
    without = library.not_live(question.as_of, *narrowed)
    if not question.as_of:
        for year in years:
            without &= library.not_live(date(year, 12, 31), *narrowed)
    return without


def _only_barred(
    library: Library, query: Query, settings: AssistantSettings, allowed: Sequence[Passage]
) -> list[Passage]:
    """Return the passages that would have come up without the bars."""
    have = {p.chunk.id for p in allowed}
    return [p for p in retrieve(library, query, set(), settings) if p.chunk.id not in have]


def _of_another_time(
    barred: Sequence[Passage], allowed: Sequence[Passage], library: Library, as_of: date
) -> list[Passage]:
    """Return the passages of documents of which nothing was in force on a date."""
    dead, have = library.not_live(as_of), {p.chunk.revision.document for p in allowed}
    return [
        p
        for p in barred
        if p.chunk.revision_number in dead and p.chunk.revision.document not in have
    ]


def _better(barred: Sequence[Passage], allowed: Sequence[Passage]) -> bool:
    """Tell whether the best of the passages that may not answer fits better than any that may."""

    def fit(passage: Passage) -> tuple[int, float]:
        return len(passage.codes), passage.cosine or 0.0

    return max(map(fit, barred), default=(0, 0.0)) > max(map(fit, allowed), default=(0, 0.0))


def _each_for_itself(query: Query, missing: Sequence[str]) -> bool:
    """Tell whether a question asks of its codes one by one, so that some can be answered alone."""
    known = [c for c in query.codes if c not in missing]
    in_parts = any(part.codes and not set(part.codes) & set(missing) for part in query.parts)
    return bool(known) and (in_parts or decide.asks_for_meaning(query))


def _with_every_code(
    chosen: list[Evidence],
    evidence: Sequence[Evidence],
    codes: Sequence[str],
    rows: Sequence[Evidence],
) -> list[Evidence]:
    """Add the best sentence on each code of the question that nothing chosen is on by name.

    Where the answer speaks of a code in other words, the row of a table which gives them.
    """
    for code in codes:
        by_row = any(code in e.passage.meant and is_on(e, code) for e in chosen)
        if by_row and not any(covers(code_names(e.text), code) for e in chosen):
            chosen += [e for e in rows if covers(code_names(e.text), code)][:1]
        elif not any(is_by_name_on(e, code) for e in chosen):
            chosen += [e for e in evidence if is_by_name_on(e, code)][:1]
    return chosen


def _without_name(question: Question, name: str) -> Question:
    text = re.sub(rf"\b{re.escape(name)}(?:['’]s)?(?!\w)", " ", question.text, flags=re.I)
    return question.model_copy(update={"text": " ".join(text.split())} if text.strip() else {})


def _context(passage: Passage, library: Library) -> str:
    """Return all that can know a name: the document's text and who published it for whom."""
    revision = passage.chunk.revision
    details = revision.details
    fields = (details.title, details.publisher, details.payer, details.jurisdiction)
    text = library.text(revision.document, revision.sha)
    return "\n".join((text, *(field for field in fields if field)))


def _good_in(item: Evidence, year: int, ended: set[int]) -> bool:
    """Tell whether a sentence names a year itself, or its revision is in force in it."""
    details = item.passage.chunk.revision.details
    begins, ends = details.effective_from, details.effective_to
    in_force = (begins is None or begins.year <= year) and (ends is None or ends.year >= year)
    return (in_force and item.passage.chunk.revision_number not in ended) or str(year) in item.text
