"""Hold an answer against the stored text again, whenever it is shown."""

from assistant.answer import Answer, Citation, text_of
from ingest.errors import UnknownDocument
from ingest.library import Library


def stands(citation: Citation, library: Library) -> bool:
    """Tell whether a quote still stands where its citation says."""
    try:
        text = library.text(citation.document, citation.revision)
    except UnknownDocument:
        return False
    return text[citation.start : citation.end] == citation.quote


def recheck(answer: Answer, library: Library) -> tuple[Answer, int]:
    """Return the answer without the sentences whose quotes no longer stand, and their number."""
    bad = {c.number for c in answer.citations if not stands(c, library)}
    if not bad and all(stands(c, library) for c in answer.nearest):
        return answer, 0
    kept = [s for s in answer.sentences if not bad & set(s.citations)]
    withheld = len(answer.sentences) - len(kept)
    return answer.model_copy(
        update={
            "sentences": kept,
            "citations": [c for c in answer.citations if c.number not in bad],
            "nearest": [c for c in answer.nearest if stands(c, library)],
            "text": text_of(kept) if answer.outcome == "answered" else answer.text,
        }
    ), withheld
