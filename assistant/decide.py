"""Decide whether the evidence answers at all: rules that no score overrides, then a probability.

A first version, without a reader. The rules ask for what an answer cannot do without: the
question's codes, its names, a year in force, an amount where it asks for one.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.library import Library
from ingest.words import words

from assistant.read import Evidence
from assistant.retrieve import Query

# Weights of a logistic model, fitted by evals/fit_refusal.py on evals/sets/corpus.jsonl alone.
WORDS_WEIGHTS = (-12.0, 10.0, 4.0)  # intercept, cosine, context
CROSS_WEIGHTS = (-40.0, 48.0)  # intercept, cosine

_AMOUNT = re.compile(
    r"\b(?:payment|fee|reimbursement|allowable|pay|conversion)[ -]*(?:rates?|amounts?|schedules?|"
    r"factor)\b|\bhow much (?:does|do|did|is|are|will|would|can|could|should)\b.{0,40}"
    r"\b(?:pay|paid|cost|reimburse|charge|allow)|\b(?:fees?|price|cost|rvus?|reimbursement|"
    r"relative value)\b.{0,12}\b(?:for|of|is|does)\b|\b(?:rvus?|dollars?|copay|coinsurance)\b|[$€£]|"
    r"\b(?:tarifa|precio|honorarios|importe|cu[áa]nto (?:paga|cuesta|reembolsa|se paga))\b|"
    r"费用是|多少钱|价格|收费|费率|支付(?:多少|金额|标准)|报销(?:多少|金额|标准)|"
    r"\b(?:тариф\w*|стоимост\w*|цен[аыуе]|ставк\w* (?:оплаты|возмещения)|сколько (?:платит|стоит))|"
    r"(?:سعر|أجر|تكلفة|رسوم|كم (?:يدفع|تدفع|يبلغ|تبلغ))|"
    r"(?:mức (?:phí|chi trả|thanh toán)|giá (?:tiền|của)|bao nhiêu tiền|trả bao nhiêu)|"
    r"\b(?:tarif|prix|montant|combien (?:paie|co[ûu]te|rembourse))\b|"
    r"\b(?:verg[üu]tung\w*|geb[üu]hr\w*|preis|kosten|betrag|wie ?viel (?:zahlt|kostet|erstattet))\b|"
    r"수가|요금|금액|비용은|얼마(?:를|나|입니까|인가)|"
    r"\b(?:magkano|bayad sa|presyo|halaga ng bayad)\b",
    re.I,
)
_MONEY = re.compile(r"[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|usd|eur|euros?|rvus?)\b", re.I)
_YEAR = re.compile(r"(?<![\d.,/$-])(?:19[5-9]\d|20[0-4]\d)(?![\d,/-]|\.\d)")
# A name: a capitalised or upper-case Latin word that does not open the question.
_NAME = re.compile(r"(?<![.?!:¿¡] )(?<!^)(?<![\w-])[A-Z][A-Za-z]{2,}(?:[A-Z][a-z]+)*(?![\w-])")
_ANY_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]{2,}(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Refusal:
    """Say which message tells the person why, and what it names."""

    message: str
    names: tuple[str, ...] = ()


def asks_for_amount(question: str) -> bool:
    """Tell whether a question asks for money."""
    return bool(_AMOUNT.search(question))


def years(question: str) -> list[int]:
    """Return the years that a question names."""
    return [int(year) for year in _YEAR.findall(question)]


def unknown_names(library: Library, question: str, language: str) -> list[str]:
    """Return the proper names in a question that no document of the library knows.

    German writes every noun with a capital, so there only words in capitals count.
    """
    pattern = _ANY_LATIN if language in ("zh", "ru", "ar", "ko") else _NAME
    names = list(dict.fromkeys(pattern.findall(question.strip())))
    if language == "de":
        names = [name for name in names if name.isupper()]
    stems = {name: words(name, "en") for name in names}
    frequency, _ = library.document_frequency({s for found in stems.values() for s in found})
    return [name for name in names if not any(frequency[s] for s in stems[name])]


def drop_unfit(evidence: Iterable[Evidence], query: Query) -> tuple[list[Evidence], Refusal | None]:
    """Return the sentences that can answer, and why none can where none is left."""
    left = list(evidence)
    if asks_for_amount(query.text):
        left = [e for e in left if _MONEY.search(e.text)]
        if not left:
            return [], Refusal("amount_not_in_library")
    return left, None


def probability(chosen: Sequence[Evidence], query: Query) -> float:
    """Return how probable it is that the best of the chosen sentences answers."""
    best = max(chosen, key=lambda e: e.score)
    if query.known >= 0.5:
        return _logistic(WORDS_WEIGHTS, words_features(chosen, best))
    return _logistic(CROSS_WEIGHTS, [best.cosine])


def words_features(chosen: Sequence[Evidence], best: Evidence) -> list[float]:
    """Return what the logistic model sees of a question in the documents' language."""
    return [best.cosine, max(e.context for e in chosen)]


def _logistic(weights: Sequence[float], features: Sequence[float]) -> float:
    z = weights[0] + sum(w * x for w, x in zip(weights[1:], features, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, z))))
