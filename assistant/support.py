"""Hold each sentence that a chat model wrote against the passage that it cites.

Deterministic and quick: what is compared are codes, numbers and dates, names, the words that carry
a rule's force, and the likeness to the cited sentences against all others that were near.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.condition import conditions, sets_condition
from assistant.decide import names, unknown_names
from assistant.force import changed
from assistant.messages import Language
from assistant.passage import LEAD
from assistant.quantities import digits, numbers
from assistant.steering import instructs
from assistant.wording import asks, asks_back, goes_round
from ingest.codes import code_names, covers
from ingest.encoder import Encoder, Vectors
from ingest.language import detect_language
from ingest.words import content_words, words

MOST_QUOTES = 2  # sentences of a source that one claim may put together
# Fitted by evals/bench_support.py on evals/support/dev.jsonl and former-held-out.jsonl.
LEAST_WORDS = 0.62  # weighted share of a claim's words in its quote, in the same language
LEAST_COSINE = 0.865  # of claim and quote in two languages, its lead over the others added
_USUAL_LEAD = 0.03  # where there is nothing else to compare with
_AHEAD_WORDS = 0.08  # by which no other sentence may hold more of a claim's words
_AHEAD_COSINE = 0.012  # ... may be nearer
_OF_CONDITION = 0.4  # weighted share of a condition's words that a claim must have
_TELLING = 0.65  # rarity from which a word tells one rule from another
_TOPIC = 0.4  # share of the other sentences that have a word of the topic itself
_PUNCTUATION = ".,;:()[]\"'“”«»"
_PARTS = re.compile(
    r"[,;:，、；،؛]|\s(?:and|while|whereas|but|or|und|oder|während|et|ou|tandis que|mais|y|o|"
    r"mientras|pero|и|а|или|at|habang|và|còn|hoặc|nhưng)\s|和|而|或|\sو|이고|이며|하고",
    re.IGNORECASE,
)
_CODE_SETS = frozenset(["CPT", "HCPCS", "ICD", "ICD-10"])  # a code is one of theirs, said or not
_COUNTED = re.compile(r"(?<![\w.,-])(\d[\d.,]*)\s(?=([^\W\d]+(?:\s[^\W\d]+)?))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE = 0.04  # cosine within which another sentence of the source may be the quote as well


@dataclass(frozen=True)
class Offered:
    """Hold one sentence of a numbered source as the model was given it."""

    source: int
    text: str
    about: str  # the lead of its list, headings, title
    language: str


@dataclass(frozen=True)
class Claim:
    """Hold one sentence of a model and the sources that it cites.

    Small models forget the number: a sentence that cites none may rest on any source.
    """

    text: str
    cited: tuple[int, ...]
    whole: bool = True  # it ends with a stop, its citation or, in a list, its line


@dataclass(frozen=True)
class Verdict:
    """Hold the quotes of a claim, by their place among what was offered, or why it has none."""

    quotes: tuple[int, ...] = ()
    reason: str | None = None
    lacking: tuple[str, ...] = ()


def judge(
    claims: Sequence[Claim],
    offered: Sequence[Offered],
    vectors: Vectors,
    others: Sequence[str],
    question: str,
    language: Language,
    encoder: Encoder,
) -> list[Verdict]:
    """Return for each claim on a question what supports it in the sources that it cites.

    `vectors` are those of what was offered, by `encoded`, made once for all drafts. `others` are
    sentences of the library that were not offered but are near: a claim that is like one of them
    rather than its own source is cited wrongly.
    """
    if not claims or not offered:
        return [Verdict(reason="not_offered") for _ in claims]
    ours = encoded([*(c.text for c in claims), *others], encoder)
    return [
        _says_nothing(claim, question, language)
        or _judge(
            claim,
            language,
            offered,
            vectors @ ours[number],
            ours[len(claims) :] @ ours[number],
            encoder,
        )
        for number, claim in enumerate(claims)
    ]


def _says_nothing(claim: Claim, question: str, language: Language) -> Verdict | None:
    if not claim.whole:
        return Verdict(reason="cut")
    if goes_round(claim.text) or asks_back(claim.text, question, language):
        return Verdict(reason="nothing")
    return None


def encoded(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Return the vectors by which sentences are compared with one another."""
    return encoder.encode(texts, encoder.query_prompt)


def _spoken(text: str, language: Language) -> str:
    """Return the language of a sentence: the one asked for, where it is not plainly another."""
    found = detect_language(text)
    return found if found != language and len(text) >= 40 else language


def _judge(
    claim: Claim,
    asked: Language,
    offered: Sequence[Offered],
    cosine: Vectors,
    cosine_of_others: Vectors,
    encoder: Encoder,
) -> Verdict:
    language = _spoken(claim.text, asked)
    sources = {o.source for o in offered}
    if not claim.cited:
        claim = Claim(claim.text, tuple(sources))
    if not set(claim.cited) <= sources:
        return Verdict(reason="not_offered")
    if instructs(claim.text):
        return Verdict(reason="instruction")
    if language != asked:
        return Verdict(reason="language")
    own = [i for i, o in enumerate(offered) if o.source in claim.cited and not asks(o.text)]
    if not own:
        return Verdict(reason="elsewhere")
    quotes = _quotes(claim, language, offered, own, cosine, encoder)
    quote = " ".join(offered[i].text for i in quotes)
    spoken = offered[quotes[0]].language
    if lacking := missing(claim.text, quote, language, spoken):
        return Verdict(reason="facts", lacking=tuple(lacking))
    if torn := _torn(claim.text, language, [offered[i] for i in quotes]):
        return Verdict(reason="mixed", lacking=tuple(torn))
    if language == spoken and (swapped := crossed(claim.text, quote, language)):
        return Verdict(reason="mixed", lacking=swapped)
    context = "\n".join((quote, *(offered[i].about for i in quotes)))
    if unknown := unknown_names([context], _names(claim.text, language, spoken)):
        return Verdict(reason="names", lacking=tuple(unknown))
    if force := changed(claim.text, language, quote, spoken):
        return Verdict(reason="force", lacking=(force,))
    if dropped := _dropped(claim.text, language, quote, spoken, encoder):
        return Verdict(reason="condition", lacking=(dropped,))
    if language == spoken and (others := borrowed(claim.text, quotes, offered, language, encoder)):
        return Verdict(reason="mixed", lacking=tuple(others))
    if not _is_near(claim, language, offered, quotes, cosine, cosine_of_others, encoder):
        return Verdict(reason="elsewhere")
    return Verdict(quotes)


def _dropped(
    claim: str, language: str, quote: str, quote_language: str, encoder: Encoder
) -> str | None:
    """Return the condition of an English quote that a claim leaves out, if it does."""
    clauses = conditions(quote) if quote_language == "en" else []
    if language == quote_language:
        return next((c for c in clauses if share(c, claim, "en", encoder) < _OF_CONDITION), None)
    return clauses[0] if clauses and not sets_condition(claim, language) else None


def _names(claim: str, language: str, quote_language: str) -> list[str]:
    """Return the names of a claim that a quote in its language must have: acronyms in any."""
    found = [n for n in names(claim, language) if n not in _CODE_SETS]
    if language != quote_language and language not in ("zh", "ru", "ar", "ko"):
        known = names(claim.casefold(), language)  # payers and states, however they are written
        found = [n for n in found if n.isupper() or n.casefold() in known]
    return found


def missing(claim: str, quote: str, language: str, quote_language: str) -> list[str]:
    """Return the codes, modifiers, numbers and months of a claim that its quote does not hold."""
    held = code_names(quote)
    codes = [code for code in code_names(claim) if not covers(held, code)]
    known = numbers(quote, quote_language) | digits(quote, quote_language)
    return codes + sorted(n for n in numbers(claim, language) if n not in known)


def _torn(claim: str, language: str, quotes: Sequence[Offered]) -> list[str]:
    """Return the codes and numbers of a part of a claim that no one of its quotes holds together.

    Two quotes may bear out two parts of a sentence; one part, half by the one and half by the
    other, joins what the guidance does not join.
    """
    for part in _PARTS.split(claim) if len(quotes) > 1 else ():
        if all(missing(part, quote.text, language, quote.language) for quote in quotes):
            return [*code_names(part), *sorted(numbers(part, language))]
    return []


def crossed(claim: str, quote: str, language: str) -> tuple[str, ...]:
    """Return a number of a claim and what its quote gives another number to, if it does.

    "4 Khitan units" of "4 Han units and 3 Khitan units", or "$26 in 2011" of "$32 in 2011, and $26
    in 2009".
    """
    counted, said = _counted(quote, language), _counted(claim, language)
    own = {number for number, _ in said}
    for number, terms in said:
        here = {t for n, found in counted if n == number for t in found}
        elsewhere = {t for n, found in counted if n not in own for t in found}
        if here and (lacking := sorted((terms & elsewhere) - here)):
            return number, lacking[0]
    parts = [numbers(part, language) for part in _PARTS.split(quote)]
    figures = numbers(claim, language)
    years = {n for n in figures if _YEAR.fullmatch(n)}
    for number in sorted(figures - years):
        dated = {n for part in parts if number in part for n in part if _YEAR.fullmatch(n)}
        if dated and years and not dated & years:
            return number, min(years)
    return ()


def _counted(text: str, language: str) -> list[tuple[str, set[str]]]:
    """Return each number in digits with the content words among the two after it."""
    return [(match[1], set(content_words(match[2], language))) for match in _COUNTED.finditer(text)]


def _quotes(
    claim: Claim,
    language: str,
    offered: Sequence[Offered],
    own: Sequence[int],
    cosine: Vectors,
    encoder: Encoder,
) -> tuple[int, ...]:
    """Return the sentence of the cited sources that is likest, or two that hold all of it.

    Two are taken only where one lacks a code or number of the claim and together they lack none.
    """

    def likeness(i: int) -> float:
        same = language == offered[i].language
        shared = share(claim.text, offered[i].text, language, encoder) if same else 0.0
        return float(cosine[i]) + 0.2 * shared

    def lacks(*spans: int) -> int:
        text = " ".join(offered[i].text for i in spans)
        return len(missing(claim.text, text, language, offered[spans[0]].language))

    ranked = sorted(own, key=lambda i: -likeness(i))
    best = ranked[0]
    near = [i for i in ranked if likeness(i) >= likeness(best) - _BESIDE]
    if not lacks(best):
        return (best,)
    for i in near:
        if not lacks(i):
            return (i,)
    for pair in combinations(sorted(ranked[:4]), MOST_QUOTES):
        if best in pair and not lacks(*pair):
            return pair
    return (best,)


def _is_near(
    claim: Claim,
    language: str,
    offered: Sequence[Offered],
    quotes: Sequence[int],
    cosine: Vectors,
    cosine_of_others: Vectors,
    encoder: Encoder,
) -> bool:
    """Tell whether a claim says what its quotes say, and no other sentence says it better."""
    nearest = max(float(cosine[i]) for i in quotes)
    rest = [float(cosine[i]) for i, o in enumerate(offered) if o.source not in claim.cited]
    rest += map(float, cosine_of_others)
    lead = nearest - max(rest) if rest else _USUAL_LEAD
    if lead < -_AHEAD_COSINE:
        return False
    if language != offered[quotes[0]].language:
        return nearest + lead >= LEAST_COSINE
    shared = share(
        claim.text, "\n".join(map(_said, (offered[i] for i in quotes))), language, encoder
    )
    best = max(
        (
            share(claim.text, _said(o), language, encoder)
            for o in offered
            if o.source not in claim.cited and o.language == language
        ),
        default=0.0,
    )
    return shared >= LEAST_WORDS and shared >= best - _AHEAD_WORDS


def _said(offered: Offered) -> str:
    """Return a sentence with the lead of its list; a claim may not rest on headings."""
    lead = offered.about.partition("\n")[0]
    return f"{lead}\n{offered.text}" if LEAD.search(lead) else offered.text


def borrowed(
    claim: str, quotes: Sequence[int], offered: Sequence[Offered], language: str, encoder: Encoder
) -> list[str]:
    """Return the telling words of a claim that its quotes lack and other sentences have.

    A model that mixes two rules takes such a word from the other one. Words that many sentences
    have are what all of them are about, unless these are on other codes than the claim.
    """
    held = set(words(" ".join(offered[i].text for i in quotes), language))
    rest = [
        (o.text, set(words(o.text, language))) for i, o in enumerate(offered) if i not in quotes
    ]
    codes = code_names(claim)
    of_others = set[str]()
    for text, terms in rest if codes else ():
        named = code_names(text)
        if named and not any(covers(named, code) for code in codes):
            of_others |= terms
    found = []
    for word in dict.fromkeys(claim.split()):
        bare = word.strip(_PUNCTUATION)
        terms = set(words(bare, language))
        if terms & held or encoder.rarity(bare.lower()) < _TELLING:
            continue
        count = sum(bool(terms & other) for _, other in rest)
        if 0 < count <= max(1, _TOPIC * len(rest)) or terms & of_others:
            found.append(bare)
    return found


def share(claim: str, text: str, language: str, encoder: Encoder) -> float:
    """Return the share of a claim's words that stand in a text, weighted by how rare they are."""
    held = set(words(text, language))
    whole = found = 0.0
    for word in claim.split():
        for term in words(word, language):
            weight = encoder.rarity(word.strip(_PUNCTUATION).lower())
            whole += weight
            found += weight * (term in held)
    return found / whole if whole else 0.0
