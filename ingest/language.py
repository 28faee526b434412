"""Tell the language of a text among the ten that guidecite speaks."""

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_CODES = {
    Language.ENGLISH: "en",
    Language.SPANISH: "es",
    Language.CHINESE: "zh",
    Language.RUSSIAN: "ru",
    Language.ARABIC: "ar",
    Language.VIETNAMESE: "vi",
    Language.FRENCH: "fr",
    Language.GERMAN: "de",
    Language.KOREAN: "ko",
    Language.TAGALOG: "tl",
}
_SURE = 0.5  # below this a short text in Latin letters is taken for English


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_CODES).build()


def detect_language(text: str) -> str:
    """Return the two-letter code of a text's language; "en" where the text does not tell."""
    values = _detector().compute_language_confidence_values(text[:2000])
    if not values or values[0].value < _SURE:
        return "en"
    return _CODES[values[0].language]
