"""Find what a document itself says that a code stands for, so that its text counts as on the code.

Policies list their codes in a table and then speak of the services by name: "Lumbar MRI is covered
after six weeks of care" is on 72148 where a row of the same document gives 72148 as lumbar MRI.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.codes import find_codes
from ingest.encoder import Encoder
from ingest.holdings import StoredChunk
from ingest.words import content_words

_LEAST = 0.6  # weighted share of the meaning's words that a sentence on the code has
_TELLING = re.compile(r"[^\W\d_]{4,}")
_LABEL = re.compile(r"^\W*(?:[^:;\n]{1,40}: )?$")  # what may stand before the code in its line
# Columns that say something else of a code than what it stands for.
_OTHER = re.compile(
    r"\b(?:limit|units?|period|frequency|authori[sz]ation|modifiers?|revenue|fix|why|reason|cause|fee|rate|"
    r"payment|place|status|action|covered|paid|age|timed?|notes?|with|denial|result)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[,;.(\n]| - ")  # of the words that name the thing; then it is described


@dataclass(frozen=True)
class Meaning:
    """Hold the words that a document has for a code, and how rare each index word of them is."""

    phrase: str
    weights: Mapping[str, float]


def meanings(encoder: Encoder, code: str, chunks: Sequence[StoredChunk]) -> dict[int, Meaning]:
    """Return what each revision, by its number, gives as the meaning of a code, if it does."""
    found: dict[int, Meaning] = {}
    for chunk in chunks:
        for line in chunk.text.splitlines() if chunk.revision_number not in found else ():
            if phrase := _phrase(line, code):
                rarity = {
                    term: encoder.rarity(word.lower())
                    for word in re.findall(r"\w{3,}", phrase)
                    for term in content_words(word, chunk.language)
                }
                if rarity:
                    found.setdefault(chunk.revision_number, Meaning(phrase, rarity))
    return found


def speaks_of(text: str, meaning: Meaning, language: str) -> bool:
    """Tell whether a text speaks of what a code stands for."""
    have = set(content_words(text, language))
    held = sum(weight for term, weight in meaning.weights.items() if term in have)
    return held >= _LEAST * sum(meaning.weights.values())


def _phrase(line: str, code: str) -> str:
    """Return what a row of a table that begins with a code says that it stands for."""
    first = next(iter(find_codes(line)), None)
    if not first or first.first != first.last or first.name != code:
        return ""
    if not _LABEL.match(line[: first.start]):
        return ""
    for cell in line[first.end :].split(";")[1:]:
        label, _, said = cell.partition(": ")
        if _OTHER.search(label):
            return ""
        if _TELLING.search(said):
            return _END.split(said.strip(), maxsplit=1)[0].strip()
    return ""
