"""Make a follow-up question stand alone, from the questions before it, without a chat model.

A question leans on the ones before it when it opens like one ("and ...", "what about ..."), points
back ("it", "the same") or says too little to be searched for. Then what they speak of is carried
along, save what the new question replaces: its codes replace theirs, its years theirs.
"""

import re
from collections.abc import Sequence

from assistant.decide import MEANING, YEAR
from ingest.codes import find_codes
from ingest.language import detect_language
from ingest.words import content_words

# How a follow-up opens or ends, in ten languages.
_OPENS = re.compile(
    r"^\W*(?:(?:and|or|but|so|then|also|what about|how about|what if|same|ok(?:ay)?|why|since when)\b|"
    r"(?:y|e|o|u|pero|entonces|qu[ée] (?:hay de|pasa con|tal)|tambi[ée]n|por qu[ée]|(?:lo|la) mism[oa])\b|"
    r"(?:et|ou|mais|donc|alors|qu['’]en est|pourquoi|m[êe]me)\b|"
    r"(?:und|oder|aber|also|dann|auch|was ist mit|wie (?:ist es|sieht es|steht es)|warum|wieso|gilt (?:das|dies))\b|"
    r"那|还有|而|以及|如果|也|为什么|同样|"
    r"(?:а|и|но|или|тогда|также|почему|что насчет|что насчёт|то же)\b|"
    r"(?:وماذا|وهل|وكم|وما|وإذا|ماذا عن|ولماذا|لماذا|وفي|ومتى|ومن|وأي|ثم|لكن|أو)|"
    r"(?:còn|vậy|thế|và|nhưng|hoặc|tại sao|vì sao)\b|"
    r"(?:그럼|그러면|그리고|그런데|그래서|왜|또는)|"
    r"(?:at|eh|pero|o|paano naman|paano kung|bakit|kung gayon|e)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:呢|thì sao|는요|은요|도요|naman)\s*[?？]?\s*$|\b(?:too|as well|then|also|auch|aussi|"
                   r"también|тоже)\s*\?\s*$", re.IGNORECASE)  # fmt: skip
# Words that point back at what was spoken of.
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|those|these|that|this|that one|this one|same|there|both|either|neither|"
    r"(?:the )?(?:other|latter|former|first|second) (?:one|code)|the codes?|each|"
    r"est[eoa]s?|es[eoa]s?|ell[oa]s?|mism[oa]s?|amb[oa]s|"
    r"cela|ça|celui|celle|ceux|celles|ce code|ces codes|m[êe]me|les deux|en|y|"
    r"das|dies\w*|er|es|sie|dafür|dabei|damit|davon|dazu|dort|beide\w*|gleiche\w*|derselbe\w*|"
    r"это\w*|эт[аиуо]|он|она|оно|они|их|его|её|ее|там|оба|обе|то же|тот же|"
    r"đó|này|nó|chúng|cả hai|ito|iyon|nito|niyon|pareho|"
    r"هذا|هذه|ذلك|تلك|هو|هي|نفس|كلاهما|منها|معها|معه|لها|له)\b|"
    r"[这那它其]|两者|同样|相同|그것|이것|그게|이게|거기|같은|둘 다",
    re.IGNORECASE,
)
# With what? With what was spoken of.
_TOGETHER = re.compile(
    r"\b(?:together|along|alongside|at the same time|on the same day|juntos?|juntas?|ensemble|zusammen|"
    r"вместе|одновременно|sabay|magkasama|cùng (?:lúc|ngày|nhau))\b|一起|同时|같이|함께|معًا|معا\b",
    re.IGNORECASE,
)
_FEW, _SOME = 2, 4  # telling words of a question that may lean on others; of one that opens so
_TELLING = 5  # letters from which a word of another language than English is counted
_CJK = re.compile(r"[\u3400-\u9fff]")
# Characters of Chinese that carry grammar, or ask.
_GRAMMAR = re.compile(
    r"什么|怎么|哪[些个种年里位]?|多少|几|可以|可不可以|是否|能不能|需要|应该|[的了吗呢是有在和与及或就都也还么啊吧不会能要得给做用个]"
)

_KOREAN_GRAMMAR = re.compile(
    r"(?:무엇|뭐|어떤|어느|누가|누구|언제|어디|얼마|몇|왜|이유|인가|있|없|하나요|되나요|나요|건가요|그|이|저|경우|때)"
)


def stand_alone(question: str, history: Sequence[str]) -> str:
    """Return the question, with what it takes from the earlier ones where it leans on them."""
    context = ""
    for earlier in history:
        context = _joined(earlier, context)
    return _joined(question, context)


def leans(question: str) -> bool:
    """Tell whether a question cannot be understood without the ones before it."""
    said = _telling_words(_without(question, codes=True))
    codes = find_codes(question)
    if codes and said > _FEW:
        return False  # it says what it is about and what it asks
    if codes and MEANING.search(question) and not _OPENS.search(question):
        return False  # "what is E0781?"
    if _OPENS.search(question) or _ENDS.search(question):
        return said <= _SOME
    if len(codes) == 1 and _TOGETHER.search(question):
        return True  # "can 96522 be billed together?"
    if codes and said:
        return False
    if _POINTS.search(question) and not codes:
        return said <= _SOME - 1
    return said + len(codes) <= _FEW


def _telling_words(text: str) -> int:
    """Return how many words say what a question is about, as far as that shows without a parser."""
    language = detect_language(text)
    if language == "en":
        return len(content_words(text, language))
    if _CJK.search(text):
        return len(_CJK.findall(_GRAMMAR.sub("", text))) // 2
    tokens = re.findall(r"[^\W\d_]+", text)
    if language == "vi":
        return len(tokens) // 2
    if language == "ko":
        return sum(len(token) > 1 and not _KOREAN_GRAMMAR.match(token) for token in tokens)
    return sum(len(token) >= _TELLING for token in tokens)


def _joined(question: str, context: str) -> str:
    if not context or not leans(question):
        return question
    codes = bool(find_codes(question)) and not _TOGETHER.search(question)
    kept = _without(context, codes, bool(YEAR.search(question)))
    kept = re.sub(r"[?？¿;；!]+", " ", kept)
    return " ".join(f"{question.strip().rstrip('?？')} {kept}".split())


def _without(text: str, codes: bool = False, years: bool = False) -> str:
    for code in reversed(find_codes(text)) if codes else []:
        text = f"{text[: code.start]} {text[code.end :]}"
    return YEAR.sub(" ", text) if years else text
