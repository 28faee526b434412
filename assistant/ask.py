"""Answer one question: triage, retrieve, read, decide, cite. The seam that all surfaces share."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant import decide
from assistant.answer import Answer, Citation, Question, Reason, Sentence, cite, text_of
from assistant.answer_type import holds_what_is_asked
from assistant.decide import Refusal
from assistant.errors import QuestionError
from assistant.messages import LANGUAGES, Language, message
from assistant.read import Evidence, choose, read
from assistant.retrieve import Passage, Query, make_query, retrieve
from assistant.settings import AssistantSettings
from assistant.triage import mask, triage
from ingest.codes import covers
from ingest.holdings import NARROWING
from ingest.language import detect_language
from ingest.library import Library
from ingest.words import content_words

Ask = Callable[[Question], Answer]
_NEAREST = 3
_OWN_WORDS = 0.7  # share of a question's words by which it is in the library's language


def make_ask(library: Library, settings: AssistantSettings) -> Ask:
    """Return the function that answers questions from a library."""

    def ask(question: Question) -> Answer:
        return answer(library, settings, question)

    return ask


def answer(library: Library, settings: AssistantSettings, question: Question) -> Answer:
    """Answer a question; QuestionError where it is empty or too long."""
    began = time.perf_counter()
    text = question.text.strip()
    if not text:
        raise QuestionError("the question is empty; type what you want to know")
    if len(text) > settings.max_question_characters:
        raise QuestionError(
            f"the question has {len(text):,} characters, more than "
            f"GUIDECITE_MAX_QUESTION_CHARACTERS={settings.max_question_characters}; shorten it"
        )
    question = question.model_copy(update={"text": text})
    language = _language(question, library)
    question = question.model_copy(update={"language": language})  # told once, not again below

    def finish(outcome: Answer) -> Answer:
        return outcome.model_copy(
            update={"seconds": {"total": round(time.perf_counter() - began, 3)}}
        )

    reason = triage(text)
    if reason:
        return finish(_declined(library, question, language, reason))
    return finish(_from_library(library, settings, question, language))


def _language(question: Question, library: Library) -> Language:
    """Return the question's language.

    Search-box wording tells little ("modifier 59 second IV site"): where the library's words
    hold nearly all of it, it is in the library's language.
    """
    found = question.language
    for candidate in library.languages()[:1] if not found and question.text.isascii() else []:
        terms = [t for t in content_words(question.text, candidate) if not t.isdigit()]
        frequency, _ = library.document_frequency(terms)
        if terms and sum(n > 0 for n in frequency.values()) >= _OWN_WORDS * len(terms):
            found = candidate
    found = found or detect_language(question.text)
    return next((known for known in LANGUAGES if known == found), "en")


def _declined(library: Library, question: Question, language: Language, reason: Reason) -> Answer:
    return _empty(library, question, language).model_copy(
        update={
            "outcome": "declined",
            "reason": reason,
            "text": message(reason, language),
            "question": mask(question.text),
        }
    )


def _empty(library: Library, question: Question, language: Language) -> Answer:
    return Answer(
        library=library.fingerprint(),
        question=question.text,
        language=language,
        as_of=question.as_of,
        narrowed={f: value for f in NARROWING if (value := getattr(question, f))},
        outcome="no_evidence",
        reason="not_in_library",
        text=message("not_in_library", language),
        disclaimer=message("disclaimer", language),
    )


@dataclass(frozen=True)
class Found:
    """Hold what was found for a question, or why a rule refuses it."""

    query: Query
    passages: list[Passage]
    evidence: list[Evidence]  # best first
    missing: tuple[str, ...] = ()  # codes of the question that no passage is on
    refusal: Refusal | None = None


def find_evidence(library: Library, settings: AssistantSettings, question: Question) -> Found:
    """Search, read and apply the rules that no score overrides."""
    language = _language(question, library)
    without = library.not_live(
        question.as_of, question.payer, question.jurisdiction, question.setting
    )
    names = decide.names(question.text, language)
    asked = question
    for name in names:
        if others := library.not_of(name):
            # Whose guidance is asked for says where to look, not what for.
            without |= others
            asked = _without_name(asked, name)
    query = make_query(library, asked, language)
    passages = retrieve(library, query, without, settings)
    missing = tuple(c for c in query.codes if not any(c in p.codes for p in passages))

    def refuse(message: str, reason: Reason = "not_in_library", names: str = "") -> Found:
        return Found(query, passages, [], missing, Refusal(message, reason, names))

    if question.as_of and not passages and retrieve(library, query, set(), settings):
        return refuse("not_in_force", "not_in_force", question.as_of.isoformat())
    # A modifier alone does not make a passage speak of the code it is asked about.
    needed = [c for c in query.codes if not c.startswith("modifier")] or list(query.codes)
    if needed and all(c in missing for c in needed):
        return refuse("code_not_in_library", names=", ".join(needed))
    texts = {p.chunk.revision.sha: _context(p, library) for p in passages} if names else {}
    unknown = decide.unknown_names(texts.values(), names)
    if unknown:
        return refuse("name_not_in_library", names=", ".join(unknown))
    evidence = read(library, query, passages)
    if names:
        evidence = [
            e
            for e in evidence
            if not decide.unknown_names([texts[e.passage.chunk.revision.sha]], names)
        ]
    evidence = [e for e in evidence if _speaks_of(e, query, missing)]
    if evidence and decide.asks_for_amount(question.text):
        evidence = [e for e in evidence if decide.gives_amount(e.text)]
        if not evidence:
            return refuse("amount_not_in_library")
    evidence = [
        e for e in evidence if holds_what_is_asked(question.text, e.text, e.passage.chunk.language)
    ]
    years = decide.years(question.text)
    in_force = [e for e in evidence if not years or any(_good_in(e, year) for year in years)]
    if evidence and not in_force:
        return refuse("not_in_force", "not_in_force", ", ".join(map(str, years)))
    if not in_force:
        return refuse("not_in_library")
    return Found(query, passages, in_force, missing)


def _from_library(
    library: Library, settings: AssistantSettings, question: Question, language: Language
) -> Answer:
    blank = _empty(library, question, language)
    if not library.has_documents():
        return blank
    found = find_evidence(library, settings, question)
    refusal = found.refusal
    chosen = choose(found.evidence, found.query) if found.evidence else []
    if not refusal and decide.probability(chosen, found.query) < settings.certainty:
        refusal = Refusal("not_in_library", "not_in_library")
    if refusal:
        values = {"codes": refusal.names, "names": refusal.names, "when": refusal.names}
        return blank.model_copy(
            update={
                "text": message(refusal.message, language, **values),
                "reason": refusal.reason,
                "nearest": [_nearest(p, library) for p in found.passages[:_NEAREST]],
            }
        )
    sentences, citations = _cited(chosen, library)
    notes = []
    if found.missing:
        notes.append(message("partly", language, codes=", ".join(found.missing)))
    notes += _age(citations, question, language)
    return blank.model_copy(
        update={
            "outcome": "answered",
            "reason": None,
            "text": text_of(sentences),
            "sentences": sentences,
            "citations": citations,
            "notes": notes,
        }
    )


def _without_name(question: Question, name: str) -> Question:
    text = re.sub(rf"\b{re.escape(name)}(?:['’]s)?(?!\w)", " ", question.text)
    return question.model_copy(update={"text": " ".join(text.split())} if text.strip() else {})


def _context(passage: Passage, library: Library) -> str:
    """Return all that can know a name: the document's text and who published it for whom."""
    revision = passage.chunk.revision
    details = revision.details
    fields = (details.title, details.publisher, details.payer, details.jurisdiction)
    text = library.text(revision.document, revision.sha)
    return "\n".join((text, *(field for field in fields if field)))


def _speaks_of(evidence: Evidence, query: Query, missing: Sequence[str]) -> bool:
    """Tell whether a sentence's passage is on one of the question's codes, where it has any."""
    chunk = evidence.passage.chunk
    wanted = [c for c in query.codes if c not in missing]
    return not wanted or any(covers((*chunk.codes, *chunk.inherited), c) for c in wanted)


def _good_in(item: Evidence, year: int) -> bool:
    """Tell whether a sentence names a year itself, or its revision is in force in it."""
    details = item.passage.chunk.revision.details
    begins, ends = details.effective_from, details.effective_to
    in_force = (begins is None or begins.year <= year) and (ends is None or ends.year >= year)
    return in_force or str(year) in item.text


def _cited(
    chosen: Sequence[Evidence], library: Library
) -> tuple[list[Sentence], list[Citation]]:  # fmt: skip
    """Cite every sentence; one whose quote is not in the stored text is left out."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for evidence in chosen:
        revision = evidence.passage.chunk.revision
        text = library.text(revision.document, revision.sha)
        citation = cite(
            evidence.passage.chunk, len(citations) + 1, text, evidence.start, evidence.end
        )
        if citation.quote != evidence.text:
            continue
        citations.append(citation)
        shown = " ".join(evidence.text.split())
        sentences.append(Sentence(text=shown, citations=[citation.number]))
    return sentences, citations


def _nearest(passage: Passage, library: Library) -> Citation:
    chunk = passage.chunk
    text = library.text(chunk.revision.document, chunk.revision.sha)
    return cite(chunk, 0, text, chunk.start, chunk.end)


def _age(citations: Sequence[Citation], question: Question, language: Language) -> list[str]:
    """Say how old the edition is where an answer for today rests on last year's or older."""
    today = question.as_of or datetime.now(UTC).date()
    editions = {c.edition for c in citations if c.edition and c.edition[:4].isdigit()}
    old = sorted(e for e in editions if e is not None and int(e[:4]) < today.year)
    if not old or len(old) < len(editions):
        return []
    return [message("old_edition", language, edition=old[-1])]
