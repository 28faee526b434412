"""Hold an answer against the stored text, when it is made and again whenever it is shown."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from assistant.answer import Answer, Citation, Sentence, Withheld, text_of
from assistant.messages import LANGUAGES, Language, message
from assistant.quantities import digits, numbers
from ingest.codes import code_names, covers
from ingest.errors import UnknownDocument
from ingest.library import Library


def stands(citation: Citation, library: Library) -> bool:
    """Tell whether a quote still stands where its citation says."""
    try:
        text = library.text(citation.document, citation.revision)
    except UnknownDocument:
        return False
    return text[citation.start : citation.end] == citation.quote


def unsupported(sentence: str, quotes: str, language: str = "en") -> list[str]:
    """Return the codes, modifiers and numbers of a sentence that its quotes do not hold.

    A number in digits may stand in words in the quote, in English or in the sentence's language.
    """
    held = code_names(quotes)
    codes = [code for code in code_names(sentence) if not covers(held, code)]
    known = {d for spoken in (language, "en") for d in numbers(quotes, spoken)}
    known |= digits(quotes, language) | digits(quotes, "en")
    in_codes = digits(" ".join(c for c in code_names(sentence) if c not in codes), language)
    return codes + sorted(digits(sentence, language) - known - in_codes)


def recheck(answer: Answer, library: Library) -> tuple[Answer, int]:
    """Return the answer without the sentences that no longer stand, and their number.

    A sentence stands when each of its quotes is in the stored text where its citation says, and
    the quotes hold every number of the sentence. Of a removed document nothing is left but its
    name; `withheld` says what is missing and why.
    """
    good = {c.number: c.quote for c in answer.citations if stands(c, library)}
    kept = [
        s
        for s in answer.sentences
        if s.citations
        and set(s.citations) <= good.keys()
        and not unsupported(s.text, " ".join(good[n] for n in s.citations), answer.language)
    ]
    nearest = [c for c in answer.nearest if stands(c, library)]
    removed = library.removed()
    explanation = answer.explanation
    if explanation and any(c.document in removed for c in explanation.candidates):
        left = [c for c in explanation.candidates if c.document not in removed]
        explanation = explanation.model_copy(update={"candidates": left})
    lost = [s for s in answer.sentences if s not in kept]
    whole = len(nearest) == len(answer.nearest) and len(good) == len(answer.citations)
    if not lost and whole and explanation is answer.explanation:
        return answer, 0
    used = {n for s in kept for n in s.citations}
    conflicts = [c for c in answer.conflicts if set(c.citations) <= used]
    # The notes begin with one on each conflict, in their order.
    told = zip(answer.conflicts, answer.notes, strict=False)
    notes = [note for conflict, note in told if conflict in conflicts]
    language: Language = next((known for known in LANGUAGES if known == answer.language), "en")
    text = answer.text
    if lost and answer.outcome == "answered":
        text = text_of(kept)
    elif lost and answer.reason:
        text = message(answer.reason, language)
    return answer.model_copy(
        update={
            "sentences": kept,
            "citations": [c for c in answer.citations if c.number in used],
            "nearest": nearest,
            "conflicts": conflicts,
            "notes": [*notes, *answer.notes[len(answer.conflicts) :]],
            "withheld": [*answer.withheld, *_withheld(answer, lost, good, removed)],
            "explanation": explanation,
            "text": text,
        }
    ), len(lost)


def _withheld(
    answer: Answer, lost: Sequence[Sentence], good: Mapping[int, str], removed: Mapping[str, str]
) -> list[Withheld]:
    """Say of which documents the lost sentences are."""
    of = {c.number: c.document for c in answer.citations}
    counts: Counter[str] = Counter()
    for sentence in lost:
        gone = [of[n] for n in sentence.citations if n in of and n not in good]
        # A sentence that its quotes do not support, or without any, is nobody's.
        counts[next(iter(gone), next((of[n] for n in sentence.citations if n in of), ""))] += 1
    return [
        Withheld(document=document, removed_at=removed.get(document), sentences=count)
        for document, count in counts.items()
    ]


def cites_removed(answer: Answer, removed: Set[str]) -> bool:
    """Tell whether anything of a removed document stands in an answer."""
    candidates = answer.explanation.candidates if answer.explanation else []
    named = {c.document for c in (*answer.citations, *answer.nearest)}
    return not removed.isdisjoint(named | {c.document for c in candidates})
