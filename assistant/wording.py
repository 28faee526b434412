"""Tell which sentences of a chat model say nothing: cut short, going round, or asked back.

What small models write where they have nothing to say. Their facts may all stand in the quote, so
that holding them against it finds no fault.
"""

import re

from ingest.words import content_words, words

_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_ASKS = re.compile(r"[?？؟][\"'”’»)\]]*$")
# Of the question or the sources instead of what these say.
_OF_ITSELF = re.compile(
    r"^(?:the|this)\s(?:question|passage|text)\s(?:asks|is|says nothing)\b"
    r"|^(?:the|this)\ssource\s(?:is|code)\b",
    re.IGNORECASE,
)
_RUN = 4  # words in a row that no sentence says twice
_OR = re.compile(r"\b(?:or|oder|ou|o|или|hay|o kaya)\b|还是|或|아니면|\bأم\b|\bأو\b", re.IGNORECASE)
# Yes or no may be the question, and then its own words are an answer.
_YES_OR_NO = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|ist|sind|"
    r"kann|können|darf|dürfen|muss|müssen|wird|werden|soll|gilt|est-ce|peut|peuvent|faut|doit|"
    r"se puede|puede|pueden|debe|deben|está|están|es|hay)\b|吗|嗎|是否|可否|能否|\bли\b|^هل|"
    r"không\s?\??$|\bba\b|(?:나요|까요|습니까|인가요|됩니까)\s?\??$",
    re.IGNORECASE,
)


def ends(text: str) -> bool:
    """Tell whether a sentence ends as sentences do."""
    return bool(_END.search(text))


def goes_round(text: str) -> bool:
    """Tell whether a sentence says the same words over and over, or speaks of the question."""
    if _OF_ITSELF.search(text):
        return True
    said = re.findall(r"\w+", text.casefold())
    runs = [tuple(said[i : i + _RUN]) for i in range(len(said) - _RUN + 1)]
    return len(runs) != len(set(runs))


def asks(text: str) -> bool:
    """Tell whether a sentence is a question."""
    return bool(_ASKS.search(text))


def asks_back(text: str, question: str, language: str) -> bool:
    """Tell whether a sentence asks, or says the question's own words where these are no answer."""
    if asks(text):
        return True
    if _YES_OR_NO.search(question.strip(" ¿")) or _OR.search(question):
        return False
    said = content_words(text, language) or words(text, language)
    return bool(said) and set(said) <= set(words(question, language))
