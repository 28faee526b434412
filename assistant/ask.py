"""Answer one question: triage, find evidence, cite. The seam that all surfaces share."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.answer import (
    Answer,
    Citation,
    Conflict,
    Question,
    Reason,
    Sentence,
    cite,
    text_of,
)
from assistant.chat import Watch, open_model
from assistant.classify import reason_for
from assistant.conflicts import Disagreement, find_conflicts
from assistant.errors import QuestionError
from assistant.evidence import Found, find_evidence
from assistant.explain import explain
from assistant.follow_up import stand_alone
from assistant.generate import Writer, Written
from assistant.messages import LANGUAGES, Language, message
from assistant.personal import MASK, mask
from assistant.read import Evidence
from assistant.retrieve import Passage
from assistant.settings import AssistantSettings
from assistant.steering import asked
from assistant.triage import triage
from assistant.verify import unsupported
from ingest.holdings import NARROWING
from ingest.language import detect_language
from ingest.library import Library
from ingest.words import content_words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Ask = Callable[[Question], Answer]
_NEAREST = 3
# Rules whose own name is no message of theirs.
_MESSAGE = {"kind_not_given": "not_in_library", "instruction": "not_in_library"}
_OWN_WORDS = 0.7  # share of a question's words by which it is in the library's language


def make_ask(
    library: Library,
    settings: AssistantSettings,
    watch: Watch | None = None,
    model: "BaseChatModel | None" = None,
) -> Ask:
    """Return the function that answers questions from a library.

    `watch` is given the unverified draft of a chat model as it grows; `model` stands in for the
    one of the settings. ChatSettingsError where the settings name one that cannot be asked.
    """
    if settings.chat_model:
        model = model or open_model(settings)
    writer = Writer(model, settings, watch) if model else None

    def ask(question: Question) -> Answer:
        with library.snapshot():  # what others write meanwhile is for the next question
            return answer(library, settings, question, writer)

    return ask


def answer(
    library: Library,
    settings: AssistantSettings,
    question: Question,
    writer: Writer | None = None,
) -> Answer:
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
    reason = triage(text)
    if not reason and library.has_documents():
        alone = stand_alone(asked(text), question.history) if question.history else ""
        reason = reason_for(asked(text), library.encoder, alone)
    language = language_of(question, library)
    # What is searched for, kept and shown is free of personal data and of orders to the program.
    safe = MASK if reason == "personal_data" else mask(text)
    searched = question.model_copy(
        update={
            "text": asked(safe) or safe,
            "history": tuple(mask(h) for h in question.history if h.strip() != MASK),
        }
    )
    blank = _empty(library, question.model_copy(update={"text": safe}), language)
    if reason:
        outcome = _declined(library, settings, searched, blank, reason, language)
    else:
        outcome = _from_library(library, settings, searched, blank, language, writer)
    return outcome.model_copy(
        update={"seconds": {"total": round(time.perf_counter() - began, 3)}}
    )  # fmt: skip


def language_of(question: Question, library: Library) -> Language:
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


def _declined(
    library: Library,
    settings: AssistantSettings,
    question: Question,
    blank: Answer,
    reason: Reason,
    language: Language,
) -> Answer:
    """Decline, and say of a case at hand what the guidance lays down in general."""
    declined = blank.model_copy(
        update={"outcome": "declined", "reason": reason, "text": message(reason, language)}
    )
    if reason != "patient_specific":
        return declined
    declined = declined.model_copy(update={"notes": [message("access", language)]})
    found = (
        find_evidence(library, settings, question, language) if library.has_documents() else None
    )
    if not found or found.refusal:
        return declined
    general = _cited(blank, found, _disagreements(found, library), library, language)
    if not general.sentences:
        return declined
    lead = f"{declined.text}\n\n{message('general_rule', language)}"
    return general.model_copy(
        update={
            "outcome": "declined",
            "reason": reason,
            "text": f"{lead} {general.text}",
            "notes": [*general.notes, *declined.notes],
        }
    )


def _from_library(
    library: Library,
    settings: AssistantSettings,
    question: Question,
    blank: Answer,
    language: Language,
    writer: Writer | None,
) -> Answer:
    if not library.has_documents():
        return blank
    found = find_evidence(library, settings, question, language)
    answered = _from_evidence(library, question, blank, language, writer, found)
    if question.explain:
        shown = explain(found, settings.certainty, answered.citations)
        answered = answered.model_copy(update={"explanation": shown})
    return answered


def _from_evidence(
    library: Library,
    question: Question,
    blank: Answer,
    language: Language,
    writer: Writer | None,
    found: Found,
) -> Answer:
    if refusal := found.refusal:
        values = {"codes": refusal.names, "names": refusal.names, "when": refusal.names}
        return blank.model_copy(
            update={
                "text": message(_MESSAGE.get(refusal.message, refusal.message), language, **values),
                "reason": refusal.reason,
                "nearest": [_nearest(p, library) for p in found.passages[:_NEAREST]],
            }
        )
    disagreements = _disagreements(found, library)
    extractive = _cited(blank, found, disagreements, library, language)
    if not writer or not extractive.sentences:
        return extractive
    written = writer.write(library, stand_alone(question.text, question.history), language, found)
    if not written.sentences:
        told = [message(f"chat_{written.generation.fell_back}", language)]
        return extractive.model_copy(
            update={"notes": [*extractive.notes, *told], "generation": written.generation}
        )
    return _cited(blank, found, disagreements, library, language, written)


def _disagreements(found: Found, library: Library) -> list[Disagreement]:
    return find_conflicts(found.evidence, found.chosen, found.query.codes, library.encoder)


def _cited(
    blank: Answer,
    found: Found,
    disagreements: Sequence[Disagreement],
    library: Library,
    language: Language,
    written: Written | None = None,
) -> Answer:
    """Cite every sentence; one whose quote is not in the stored text is left out.

    What a chat model has written takes the place of the guidance's own sentences, save those that
    disagree: both sides of a conflict are always shown as they stand.
    """
    verbatim = [] if written else list(found.chosen)
    for disagreement in disagreements:
        verbatim += [side for side in disagreement.sides if side not in verbatim]
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    number_of: dict[tuple[str, int], int] = {}

    def number(evidence: Evidence) -> int | None:
        """Return the number of a sentence's citation, a new one at first; None where it is lost."""
        if evidence.place not in number_of:
            citation = _citation(evidence, len(citations) + 1, library)
            if citation.quote != evidence.text:
                return None
            citations.append(citation)
            number_of[evidence.place] = citation.number
        return number_of[evidence.place]

    for text, quotes in written.sentences if written else ():
        numbers = [n for quote in quotes if (n := number(quote))]
        if len(numbers) == len(quotes):
            as_it_stands = text == " ".join(" ".join(q.text for q in quotes).split())
            sentences.append(Sentence(text=text, citations=numbers, verbatim=as_it_stands))
    for evidence in verbatim:
        if evidence.place in number_of:
            continue  # what the model has said of it shows its quote already
        shown = " ".join(evidence.text.split())
        if not unsupported(shown, evidence.text) and (at := number(evidence)):
            sentences.append(Sentence(text=shown, citations=[at]))
    conflicts = [
        Conflict(about=d.about, citations=[number_of[side.place] for side in d.sides])
        for d in disagreements
        if all(side.place in number_of for side in d.sides)
    ]
    notes = [
        message("differ", language, about=c.about, sources=_dated(c, citations)) for c in conflicts
    ]
    if found.missing:
        notes.append(message("partly", language, codes=", ".join(found.missing)))
    notes += _age(citations, blank, language)
    own: dict[str, object] = {}
    if written:
        own = {"model": written.generation.model, "generation": written.generation}
        notes.append(message("chat_written", language, model=written.generation.model))
        if lost := sum(written.generation.removed.values()):
            notes.append(message("chat_removed", language, count=lost))
    return blank.model_copy(
        update={
            **own,
            "outcome": "answered",
            "reason": None,
            "text": text_of(sentences),
            "sentences": sentences,
            "citations": citations,
            "conflicts": conflicts,
            "notes": notes,
        }
    )


def _citation(evidence: Evidence, number: int, library: Library) -> Citation:
    revision = evidence.passage.chunk.revision
    text = library.text(revision.document, revision.sha)
    return cite(evidence.passage.chunk, number, text, evidence.start, evidence.end)


def _dated(conflict: Conflict, citations: Sequence[Citation]) -> str:
    """Return the sources of a conflict with kind and date, in their order."""
    parts = []
    for number in conflict.citations:
        c = citations[number - 1]
        date = c.effective_from.isoformat() if c.effective_from else c.edition
        about = ", ".join(part for part in (c.kind, date) if part)
        parts.append(f"[{number}] {c.title or c.document}" + (f" ({about})" if about else ""))
    return "; ".join(parts)


def _nearest(passage: Passage, library: Library) -> Citation:
    chunk = passage.chunk
    text = library.text(chunk.revision.document, chunk.revision.sha)
    return cite(chunk, 0, text, chunk.start, chunk.end)


def _age(citations: Sequence[Citation], blank: Answer, language: Language) -> list[str]:
    """Say how old the edition is where an answer for today rests on last year's or older."""
    today = blank.as_of or datetime.now(UTC).date()
    editions = {c.edition for c in citations if c.edition and c.edition[:4].isdigit()}
    old = sorted(e for e in editions if e is not None and int(e[:4]) < today.year)
    if not old or len(old) < len(editions):
        return []
    return [message("old_edition", language, edition=old[-1])]
