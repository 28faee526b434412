"""Turn text into the words that the lexical index counts.

Words are case-folded, freed of accents and stemmed in their text's language; Chinese and Korean,
which no stemmer serves, become pairs of characters. A code range becomes all of its codes, so
that a search for 96522 finds "96521-96523".
"""

import re
import unicodedata
from functools import cache

import Stemmer

from ingest.codes import code_bounds, find_codes

_STEMMERS = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "de": "german",
    "ru": "russian",
    "ar": "arabic",
}
_LONGEST_RANGE = 200  # a wider range is indexed by its ends alone
_TOKEN = re.compile(
    r"(?P<pairs>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’][^\W_]+)*"
)
# English function and question words: they say how one asks, not what about.
_STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "anyone",
        "anything",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "during",
        "each",
        "either",
        "else",
        "ever",
        "for",
        "from",
        "get",
        "gets",
        "give",
        "given",
        "gives",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "may",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "need",
        "needs",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "ought",
        "our",
        "out",
        "over",
        "own",
        "per",
        "please",
        "same",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "someone",
        "something",
        "still",
        "such",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "you",
        "your",
        "yours",
        "s",
        "t",
        "d",
        "re",
        "ve",
        "ll",
        "m",
        "don",
        "doesn",
        "didn",
        "isn",
        "aren",
        "won",
        "many",
        "mean",
        "means",
        "say",
        "says",
        "said",
        "explain",
        "know",
        "want",
        "question",
        "answer",
    ]
)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


def _fold(word: str) -> str:
    """Drop accents, so that "infusion" typed without them is found."""
    plain = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def words(text: str, language: str = "en") -> list[str]:
    """Return the index words of a text in reading order, codes expanded from their ranges."""
    stemmer = _stemmer(language)
    found: list[str] = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        token = match[0]
        if match["pairs"]:
            found += [token[i : i + 2] for i in range(max(1, len(token) - 1))]
        else:
            token = re.sub(r"['’]s?$|['’]", "", token)
            found.append(_fold(stemmer.stemWord(token) if stemmer else token))
    for code in find_codes(text):
        (series, low), (_, high) = code_bounds(code.name)
        if code.first != code.last and high - low <= _LONGEST_RANGE:
            width = len(code.first) if series == "cpt" else len(code.first) - 1
            prefix = "" if series == "cpt" else series.lower()
            found += [f"{prefix}{number:0{width}}" for number in range(low + 1, high)]
    return found


def content_words(text: str, language: str = "en") -> list[str]:
    """Return the distinct index words that carry meaning, in order of first appearance."""
    stop = _stop_stems() if language == "en" else frozenset()
    return [w for w in dict.fromkeys(words(text, language)) if w not in stop]


@cache
def _stop_stems() -> frozenset[str]:
    stemmer = _stemmer("en")
    assert stemmer is not None
    return _STOP | frozenset(stemmer.stemWord(w) for w in _STOP)
