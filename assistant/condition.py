"""Find the conditions that a sentence sets, in ten languages.

"The visit may be reported" is not what "The visit may be reported if it is on another day" says,
though all of its words stand there.
"""

import re

# Words that open a condition in the other nine; "unless" and "except" are forces (force.py).
_OPENS = {
    "es": r"\b(?:si|cuando|siempre (?:que|y cuando)|en caso de|hasta que|antes de|una vez|donde)\b",
    "fr": r"\b(?:si|lorsqu|quand|à condition|pourvu|en cas d|jusqu|avant|dès qu)\w*|\bs['’]",
    "de": r"\b(?:wenn|falls|sofern|sobald|solange|bis|bevor|vor|wo|bei|im fall\w*)\b",
    "ru": r"\b(?:если|когда|при|пока|до|прежде|как только|в случае|где)\b",
    "zh": r"如果|若|如|当|时|的话|只要|前|直到|情况下|一旦",
    "ar": r"إذا|إن|عند|عندما|حين|حيث|شرط|شريطة|قبل|حتى|في حال|متى",
    "vi": r"\b(?:nếu|khi|miễn là|với điều kiện|trước|cho đến|trong trường hợp|một khi|ở nơi)\b",
    "ko": r"면|경우|때|전에|까지|한해|조건|이후",
    "tl": r"\b(?:kung|kapag|pag|sakaling|bago|hangga't|hanggang|sa oras|saan)\b",
}
_OPENING = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _OPENS.items()}
# What a condition in English is: from "if" or "provided" to the end of its part of the sentence.
_CLAUSE = re.compile(
    r"\b(?:if|provided(?: that)?|as long as)\b(?P<clause>[^,.;:]+)",
    re.IGNORECASE,
)


def conditions(text: str) -> list[str]:
    """Return the conditions of an English sentence, without the words that open them."""
    return [match["clause"].strip() for match in _CLAUSE.finditer(text)]


def sets_condition(text: str, language: str) -> bool:
    """Tell whether a sentence sets a condition at all; one in a language not known is taken to."""
    opens = _OPENING.get(language)
    return opens is None or bool(opens.search(text))
