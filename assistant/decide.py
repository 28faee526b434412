"""Decide whether the evidence answers at all: rules that no score overrides, then a probability.

The rules ask for what an answer cannot do without: the question's codes, its names, a year in
force, an amount where it asks for one. The probability is the reader's and the words' (read.py).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Reason
from assistant.retrieve import Query
from ingest.words import words

if TYPE_CHECKING:
    from assistant.read import Evidence

_AMOUNT = re.compile(
    r"\b(?:payment|fee|reimbursement|allowable|pay|conversion)[ -]*(?:rates?|amounts?|schedules?|"
    r"factor)\b|\bhow much (?:does|do|did|is|are|will|would|can|could|should)\b.{0,40}"
    r"\b(?:pay|paid|cost|reimburse|charge|allow)|\b(?:fees?|price|cost|rvus?|reimbursement|"
    r"relative value)\b.{0,12}\b(?:for|of|is|does)\b|\bpayment per\b|"
    r"\bwhat (?:does|do|did|will|would)(?: \w+){1,4} pay (?:for|per) (?:\w+ ){0,2}[A-Z]?\d{4}|\b(?:rvus?|dollars?|copay|coinsurance)\b|[$€£]|"
    r"\b(?:tarifa|precio|honorarios|importe|cu[áa]nto (?:paga|cuesta|reembolsa|se paga))\b|"
    r"费用是|多少钱|价格|收费(?:标准|多少|是)|费率|支付(?:多少|金额|标准)|报销(?:多少|金额|标准)|"
    r"\b(?:тариф\w*|какова (?:\w+ )?стоимость|стоимость (?:кода|услуги|процедуры)|цен[аыуе]|ставк\w* (?:оплаты|возмещения)|сколько (?:платит|стоит))|"
    r"(?:سعر|أجر|تكلفة|رسوم|كم (?:يدفع|تدفع|يبلغ|تبلغ))|"
    r"(?:mức (?:phí|chi trả|thanh toán)|giá (?:tiền|của)|bao nhiêu tiền|trả bao nhiêu)|"
    r"\b(?:tarif|prix|montant|combien (?:paie|co[ûu]te|rembourse))\b|"
    r"\b(?:verg[üu]tung\w*|geb[üu]hr\w*|preis|kosten|betrag|wie ?viel (?:zahlt|kostet|erstattet))\b|"
    r"(?:수가|요금|금액|비용)[은는이가]? ?(?:얼마|어떻게)|(?:지급|상환)액|얼마(?:를|나|입니까|인가)|"
    r"\b(?:magkano|bayad sa|presyo|halaga ng bayad)\b",
    re.I,
)
MEANING = re.compile(
    r"\bwhat (?:is|are|does|do)\b|\b(?:meaning|definition|description) of\b|"
    r"\bqu[ée] (?:es|significa|representa)|代表什么|是什么|含义|意思|что (?:означает|такое|значит)|"
    r"ماذا (?:يعني|تعني|يمثل)|ما (?:هو|هي|معنى)|(?:nghĩa )?là gì|\bque (?:signifie|désigne|veut dire)|"
    r"qu['’]est-ce|\bwas (?:bedeutet|ist|heißt)|wofür steht|무엇|의미|뜻|\bano (?:ang|ba)\b|ibig sabihin",
    re.I,
)
_MONEY = re.compile(
    r"[$€£]\s?\d|\d\s?%|\b\w+ (?:percent|per cent|dollars|euros?)\b|\b\d[\d,.]*\s?(?:usd|eur|rvus?)\b|"
    r"\b(?:one[- ])?half\b|\bwaived\b|\bno (?:charge|copay(?:ment)?|coinsurance|cost share|deductible)\b",
    re.I,
)
YEAR = re.compile(r"(?<![\d.,/$-])(?:19[5-9]\d|20[0-4]\d)(?![\d,/-]|\.\d)")
# A name: a capitalised or upper-case Latin word that does not open the question.
_NAME = re.compile(
    r"(?<![.?!:¿¡] )(?<![¿¡])(?<!^)(?<![\w-])[A-Z][A-Za-z]{2,}(?!\w)|\b[A-Z]{2,}-\d+\b"
)
_ANY_LATIN = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z]{2,}|[A-Z]{2,}-\d+)(?![A-Za-z0-9])", re.ASCII
)


# Payers and states that people also write without a capital.
_WHOSE = re.compile(
    r"\b(?:aetna|cigna|humana|anthem|united ?health ?care|uhc|tricare|centene|molina|kaiser|wellcare|"
    r"bcbs|blue cross|noridian|palmetto|novitas|ngs medicare|first coast|wps|cgs|"
    r"alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|"
    r"hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maryland|massachusetts|michigan|"
    r"minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|"
    r"new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|"
    r"south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|"
    r"wyoming)\b",
    re.I,
)
# A name that says itself that it is a payer's: "Harrow Mutual", "Larkmoor Health Plan".
_PLAN = re.compile(
    r"\b(?P<name>[A-Z][a-z]+) (?:(?:Health|Medical|Care|Family|Community|State|National) )*"
    r"(?:Plan|Insurance|Mutual|Assurance|Medicaid|HMO|PPO|Health ?[Cc]are|Benefit(?:s| Fund))\b"
)
# What can stand before such a verb and is nobody's name.
_NO_PAYERS = frozenset(
    [
        "who",
        "what",
        "which",
        "that",
        "this",
        "it",
        "they",
        "does",
        "do",
        "did",
        "can",
        "will",
        "would",
        "should",
        "must",
        "may",
        "when",
        "where",
        "how",
        "why",
        "if",
        "we",
        "you",
        "i",
        "medicare",
        "medicaid",
        "insurance",
        "insurers",
        "payers",
        "plan",
        "plans",
        "policy",
        "policies",
        "guidance",
        "manual",
        "hospital",
        "physician",
        "physicians",
        "nobody",
        "everyone",
        "somebody",
        "anyone",
        "both",
        "neither",
        "nothing",
    ]
)
_PAYS = re.compile(
    r"\b(?P<name>[A-Z][a-z]+)(?:['’]s)? (?:(?:still|also|ever|even|only|always|not) )?"
    r"(?:pays?|covers?|reimburses?|allows?|accepts?|requires?|wants?|bundles?|den(?:y|ies)|limits?|expects?|asks? for|insists?|"
    r"(?:payment|reimbursement|medical|coverage|billing|coding) (?:policy|policies|rules?)|polic(?:y|ies)|members?|enrollees?|contracts?)\b"
)
# Words that say in which setting a service is given, in ten languages.
_SETTINGS = {
    "facility": re.compile(
        r"\b(?:hospital outpatient|outpatient hospital|outpatient departments?|hopd|opps|ub-?04|"
        r"facility (?:side|setting|claim|billing))\b|hospital ambulatorio|门诊部|"
        r"амбулаторн\w+ отделени|العيادات الخارجية|khoa ngoại trú|"
        r"consultations? externes? de l['’]h[ôo]pital|krankenhausambulanz|병원 외래|"
        r"outpatient ng ospital",
        re.I,
    ),
    "professional": re.compile(
        r"\b(?:physician['’]?s? office|doctor['’]?s office|office setting|professional (?:side|claim|"
        r"billing)|non-?facility|cms-?1500)\b|consultorio|诊所|кабинет\w* врача|عيادة الطبيب|"
        r"phòng khám|cabinet (?:du )?m[ée]d|arztpraxis|진료실|opisina ng doktor",
        re.I,
    ),
}
_WITH_SETTING = {
    name: re.compile(
        rf"(?:\b(?:in|at|for|from)\s)?(?:\b(?:the|a|an)\s)?(?:{words.pattern}),?", re.I
    )
    for name, words in _SETTINGS.items()
}


@dataclass(frozen=True)
class Refusal:
    """Say which message tells the person why, and what it names."""

    message: str
    reason: Reason
    names: str = ""


def asks_for_amount(question: str) -> bool:
    """Tell whether a question asks for money."""
    return bool(_AMOUNT.search(question))


def years(question: str) -> list[int]:
    """Return the years that a question names."""
    return [int(year) for year in YEAR.findall(question)]


def settings(text: str) -> list[str]:
    """Return the settings that a text names."""
    return [name for name, words in _SETTINGS.items() if words.search(text)]


def setting(question: str) -> str | None:
    """Return the one setting that a question names, if it names one and not both."""
    found = settings(question)
    return found[0] if len(found) == 1 else None


def without_setting(question: str) -> str:
    """Return a question without the one setting that it names."""
    named = setting(question)
    return " ".join(_WITH_SETTING[named].sub(" ", question).split()) if named else question


def whose(question: str, payers: Sequence[str] = ()) -> list[str]:
    """Return the payers and states that a question names, with a capital or without.

    `payers` are those that the library knows.
    """
    folded = question.casefold()
    known = [p for p in payers if re.search(rf"\b{re.escape(p.casefold())}\b", folded)]
    plans = [
        match["name"]
        for pattern in (_PLAN, _PAYS)
        for match in pattern.finditer(question.strip())
        if match["name"].casefold() not in _NO_PAYERS
    ]
    return list(dict.fromkeys((*known, *_WHOSE.findall(question), *plans)))


def names(question: str, language: str) -> list[str]:
    """Return the proper names and acronyms in a question: agencies, drugs, places, systems.

    German writes every noun with a capital, and some people every word of a search: there only
    words all in capitals count.
    """
    question = question.strip()
    if language in ("zh", "ru", "ar", "ko"):
        found = _ANY_LATIN.findall(question)
    else:
        found = _NAME.findall(question)
        if language == "de" or len(found) > len(question.split()) / 2:
            found = [name for name in found if name.isupper()]
    return list(dict.fromkeys(found))


def unknown_names(texts: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Return the names that stand in none of the texts."""
    folded = [text.casefold() for text in texts]
    return [n for n in wanted if not any(n.casefold().rstrip("s") in text for text in folded)]


def gives_amount(sentence: str) -> bool:
    """Tell whether a sentence holds an amount of money or relative value units."""
    return bool(_MONEY.search(sentence))


def probability(chosen: "Sequence[Evidence]", query: Query) -> float:
    """Return how probable it is that the best of the chosen sentences answers.

    The row of a table that names a code answers what that code stands for.
    """
    if asks_for_meaning(query) and any(e.on_codes and e.is_row for e in chosen):
        return 1.0
    return max(e.probability for e in chosen)


def asks_for_meaning(query: Query) -> bool:
    """Tell whether a question asks what its codes stand for, and nothing else."""
    others = {t for t in query.weights if not any(c.isdigit() for c in t)}
    return bool(query.codes and MEANING.search(query.text)) and others <= set(
        words("stand mean meaning describe description definition code use cover hcpcs cpt", "en")
    )
