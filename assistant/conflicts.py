"""Find where live documents disagree: sentences on one matter that say opposite things of it.

A sentence is read for what it lays down: whether a service stands alone or is part of another,
what is required, covered, allowed to whom, and its figures. Two sentences of two documents
disagree when they are on the same code and matter and lay down contrary things, or other figures
of the same unit. English alone is read so; sentences in other languages are never set against
each other.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.read import Evidence, Place
from ingest.codes import code_names, contains, covers
from ingest.encoder import Encoder, Vectors
from ingest.words import content_words

# Chosen on evals/conflicts/choose.jsonl, where evals/bench_conflicts.py counts what they show.
_GAP = 8.0  # how far under the best score one may lie and still be on the question
_SAME_MATTER = 0.84  # cosine of two sentences with their headings, e5's lie between 0.75 and 0.95
_SAME_FIGURE = 0.86  # ... for figures where they do not name one code, since a text has many
_SHARED = 0.2  # share of the shorter sentence's words that the other has too
_SAME_PURPOSE = 0.5
_ONLY = re.compile(r"\bonly\b|\bwhen appropriate\b", re.I)  # a permission with a limit
_KINDS = ("regulation", "national policy", "payer policy", "vendor page", "internal")

_PAY = r"(?:reported|billed|coded|charged|paid|claimed|listed|reimbursed|allowed|submitted|report|bill|code|charge|pay|claim|list|reimburse)"
_NOT = r"(?:not|never|no longer|neither|cannot|can't|don't|won't|isn't|aren't)"
# What a sentence may lay down, and its contrary.
_STANCES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "alone",
        re.compile(
            rf"\b(?:separate(?:ly)?|individually|independently) (?:\w+ )?(?:{_PAY}|reportable|payable|billable|payment|line|reimbursable)|"
            rf"\b{_PAY}(?: it| them)? (?:\w+ )?(?:separately|in addition|individually|as well|independently|apart)|"
            r"\bin addition to\b|\b(?:extra|additional|separate) (?:charge|line|item|fee|payment)\b|\bon top of\b|\b(?:line|charge|item) of its own\b|\bon its own line\b|\bpays? (?:for )?both\b|\bboth (?:\w+ ){0,2}(?:are|is|be|may|can) (?:\w+ )?(?:paid|payable|reported|billed|allowed)|"
            rf"\b(?:may|can|should|is|are|will be) (?:also |both )?(?:be )?{_PAY} (?:together |along ?)?(?:with|alongside|beside|next to|on the same)|\bnext to\b|\bown payment\b",
            re.I,
        ),
        re.compile(
            rf"\b{_NOT}\b[^.;]{{0,60}}\b(?:separate(?:ly)?|in addition|together|alongside|with|beside|on top|on its own|extra)\b|"
            r"\bno (?:payment|charge|fee|line|reimbursement) (?:of its own|on its own|apart)|\bno (?:separate|extra|additional|further) (?:\w+ )?(?:payment|charge|line|reimbursement|code|claim|fee)|\b(?:is|are|as|was) (?:an? )?(?:already )?(?:included|bundled|integral|incidental|inherent|"
            r"packaged|part of|covered by|folded|absorbed|contained)|\b(?:includes?|contains?|bundles?|covers? the|takes? in|already (?:contain|include|cover|pa(?:y|id))|been paid)\b|"
            r"\btakes? (?:it|them|this) in\b|\bmutually exclusive\b|\bpart of\b|\b(?:never|not) both\b|\binstead of a separate\b",
            re.I,
        ),
    ),
    (
        "approval",
        re.compile(
            r"\b(?:prior|advance|pre-?)[ -]?(?:authori[sz]ation|approval|certification|notification)\b|\b(?:approved?|authori[sz]ed|certified)\b[^.;]{0,25}\b(?:beforehand|in advance|first|before)\b|"
            r"\b(?:unless|until|only (?:after|once|when))\b[^.;]{0,50}\b(?:approv|authori[sz])|\bprecertif",
            re.I,
        ),
        re.compile(
            r"\b(?:no|not|without|never|nor|n't|waives?|dropped|exempt\w*|removed|lifted|free of)\b[^.;]{0,45}\b(?:prior|advance|pre-?)?[ -]?(?:authori[sz]ation|approval|certification|notification|precertif\w*)\b",
            re.I,
        ),
    ),
    (
        "required",
        re.compile(r"\b(?:must|requires?|required|shall|needs?|needed|mandatory|necessary|has to|have to|obligatory|insists?)\b", re.I),
        re.compile(
            rf"\b(?:{_NOT}|no)\b[^.;]{{0,12}}\b(?:require[ds]?|needed|necessary|mandatory|obligatory|have to|requirement|needs?)\b|\bneed not\b|\boptional\b|"
            r"\bdoes(?: not|n't) (?:ask|insist|call) for\b|\bis not a condition\b|\bvoluntary\b",
            re.I,
        ),
    ),
    (
        "covered",
        re.compile(
            r"\b(?:is|are|be|remains?) (?:\w+ )?(?:covered|payable|reimbursable|eligible|paid|reimbursed)\b|\b(?:we|plan|fund|policy|payer|medicare|medicaid|program) (?:also )?(?:covers?|pays?|accepts?|reimburses?|allows?)\b|\b(?:covers|pays for|reimburses|accepts)\b",
            re.I,
        ),
        re.compile(
            rf"\b{_NOT}\b[^.;]{{0,20}}\b(?:cover(?:ed|age)?|payable|reimburs\w+|eligible|paid|pay|accept\w*|a benefit)\b|\b(?:den(?:y|ies|ied)|exclude[ds]?|excluded|non-?covered|rejects?|rejected|investigational|experimental|no (?:coverage|benefit|payment))\b",
            re.I,
        ),
    ),
    (
        "staff",
        re.compile(
            r"\b(?:nurses?|medical assistants?|assistants?|technicians?|technologists?|pharmacists?|therapists?|clinical staff|auxiliary|trained staff|aides?|non-?physicians?|staff member)\b[^.;]{0,60}\b(?:may|can|is allowed|are allowed|is enough|suffices?|permitted|qualif\w+|perform|gives?)\b|\bby (?:a |an |the )?(?:\w+ )?(?:nurse|assistant|technician|therapist|pharmacist|clinical staff)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:other than|except|only|unless|solely|exclusively|nobody but|no one but)\b[^.;]{0,40}\b(?:physician|doctor|practitioner)s?\b|\b(?:physician|doctor)s?\b[^.;]{0,25}\b(?:only|alone|personally|in person|himself|herself|themselves)\b|\b(?:nurses?|assistants?|technicians?|therapists?|pharmacists?|staff)\b[^.;]{0,30}\b(?:may|can|must|do|does|are|is)(?: not|not|n't)\b",
            re.I,
        ),
    ),
    (
        "allowed",
        re.compile(
            rf"\b(?:may|can|is allowed to|are allowed to|is permitted to) (?:also |still |then )?(?:be )?(?:{_PAY}|used|appended|added|repeated|given|reported)\b|\b(?:is|are) (?:allowed|permitted|acceptable|appropriate)\b",
            re.I,
        ),
        re.compile(
            rf"\b(?:must|may|can|should|shall|do|does|is|are|will)(?: never| not|not|n't) (?:be )?(?:{_PAY}|used|appended|added|repeated|given|allowed|permitted|appropriate)\b|\b(?:prohibited|forbidden|disallowed|not allowed|inappropriate)\b|\bnever (?:be )?(?:{_PAY}|used|appended)",
            re.I,
        ),
    ),
)  # fmt: skip
_WORDS = {
    "one": 1, "once": 1, "a single": 1, "single": 1, "two": 2, "twice": 2, "both": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = (
    rf"(?P<n>\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
_UNITS = {
    "minutes": 1, "minute": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60,
    "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365,
}  # fmt: skip
_SPAN = re.compile(rf"\b{_NUMBER}[ -](?:\w+ )?(?P<unit>{'|'.join(_UNITS)})\b", re.I)
_RANGE = re.compile(
    rf"\b{_NUMBER} (?:and|or|to|through|and up to|up to|but) (?:\w+ ){{0,3}}?\S+ (?P<unit>{'|'.join(_UNITS)})\b",
    re.I,
)
_HALF = re.compile(r"\bhalf (?:an|a|of an) hour\b", re.I)
_TIMES = re.compile(
    rf"\b(?:(?P<word>once|twice)|{_NUMBER} (?:\w+ )?(?:times|units?|visits?|sessions?|lines?|lifetime))\b",
    re.I,
)
_MONEY = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:%|percent)|\$\s?(?P<m>\d[\d,]*(?:\.\d+)?)", re.I
)
_MODIFIER = re.compile(
    r"\b[Mm]odifiers?\s(?P<n>[A-Z][A-Z0-9]|\d{2})\b|\b(?:put|with|append|add|attach|use|carr\w+|under)\s(?:a |an )?(?P<m>\d{2})(?=\s(?:on|to|after|is|for|at)\b|[.,;]|$)",
)
# Settings that make two rules two matters.
_WHERE = (
    re.compile(r"\b(?:physician['’]?s? office|offices?|clinic|professional)\b", re.I),
    re.compile(r"\b(?:hospitals?|facilit\w+|inpatient|emergency|ambulatory surg\w+)\b", re.I),
    re.compile(r"\b(?:at home|home (?:call|visit|health)|patient['’]s home|nursing home)\b", re.I),
)


@dataclass(frozen=True)
class Disagreement:
    """Hold the sentences that differ, the weightiest source first, and what about."""

    about: str
    sides: tuple[Evidence, ...]


def find_conflicts(
    evidence: Sequence[Evidence],
    chosen: Sequence[Evidence],
    codes: Sequence[str],
    encoder: Encoder,
) -> list[Disagreement]:
    """Return where the documents disagree on what the answer speaks of.

    `evidence` is best first; one side at least is of the answer, or as near to the question.
    """
    if not evidence:
        return []
    best = evidence[0].score
    near = [e for e in evidence if e.passage.chunk.language == "en" and best - e.score <= _GAP]
    places = {e.place for e in chosen}
    vectors: dict[Place, Vectors] = {}

    def near_in_meaning(one: Evidence, other: Evidence) -> float:
        missing = [e for e in (one, other) if e.place not in vectors]
        shown = [f"{''.join(e.passage.chunk.section.heading[-1:])}\n{e.text}" for e in missing]
        encoded: Iterable[Vectors] = encoder.encode(shown, encoder.passage_prompt)
        vectors.update({e.place: v for e, v in zip(missing, encoded, strict=True)})
        return float(vectors[one.place] @ vectors[other.place])

    found: dict[str, list[Evidence]] = {}
    for one, other in combinations(near, 2):
        if one.place[0] == other.place[0] or not (one.place in places or other.place in places):
            continue
        if one.passage.chunk.revision.document == other.passage.chunk.revision.document:
            continue
        if about := disagree(one, other, codes, near_in_meaning):
            sides = found.setdefault(about, [])
            sides += [e for e in (one, other) if e not in sides]
    return [
        Disagreement(about, tuple(sorted(_nearest(sides), key=_weight)))
        for about, sides in found.items()
    ]


def disagree(
    one: Evidence,
    other: Evidence,
    codes: Sequence[str],
    near_in_meaning: Callable[[Evidence, Evidence], float],
) -> str:
    """Return what two sentences disagree about: a code, else a heading; "" where they do not.

    `near_in_meaning` gives the cosine of two sentences; it is asked last, being slow.
    """
    about = _common(one, other, codes)
    if about is None or _elsewhere(one, other):
        return ""
    one_code = bool(set(code_names(one.text)) & set(code_names(other.text)))
    if not (one_code or _share_words(one.text, other.text)):
        return ""
    if _contrary(one.text, other.text):
        return about if near_in_meaning(one, other) >= _SAME_MATTER else ""
    sets = set(_codes(one.text)), set(_codes(other.text))
    if all(sets) and sets[0] != sets[1]:
        return ""  # whose figure is whose cannot be told
    if not _other_figures(one.text, other.text):
        return ""
    least = _SAME_MATTER if one_code else _SAME_FIGURE
    return about if near_in_meaning(one, other) >= least else ""


def _common(one: Evidence, other: Evidence, codes: Sequence[str]) -> str | None:
    """Return a code that both sentences are on, a heading where neither is on any, or None."""
    named = _codes(one.text), _codes(other.text)
    lists = [
        own or [*e.passage.chunk.codes, *e.passage.chunk.inherited]
        for own, e in zip(named, (one, other), strict=True)
    ]
    if not lists[0] and not lists[1]:
        return (*one.passage.chunk.section.heading, one.passage.chunk.revision.document)[-1]
    both = [
        b if contains(a, b) else a
        for a in lists[0] for b in lists[1] if contains(a, b) or contains(b, a)
    ]  # fmt: skip
    if all(named) and len(both) < 2 and not (both and _first_alike(*named)):
        return None  # each speaks of another code, beside the one that both name
    asked = [c for c in codes if covers(lists[0], c) and covers(lists[1], c)]
    return (asked or both)[0].partition("-")[0] if asked or both else None


def _codes(text: str) -> list[str]:
    """Return the codes that a sentence names; its modifiers are what it may say of them."""
    return [name for name in code_names(text) if not name.startswith("modifier")]


def _first_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the codes that two sentences begin with are the same, or in one range."""
    return contains(one[0], other[0]) or contains(other[0], one[0])


def _contrary(one: str, other: str) -> bool:
    """Tell whether one sentence lays down what the other lays down the contrary of."""
    for name, is_so, is_not in _STANCES:
        stances = []
        for text in (one, other):
            against = bool(is_not.search(text))
            is_for = bool(is_so.search(text)) and not against and not _ONLY.search(text)
            stances.append((is_for, against))
        if (stances[0][0] and stances[1][1]) or (stances[0][1] and stances[1][0]):
            # What may be done for one purpose and not for another is no contradiction.
            return name != "allowed" or _share_words(one, other, _SAME_PURPOSE)
        if all(any(stance) for stance in stances):
            return False  # they say the same of it
    return False


def _other_figures(one: str, other: str) -> bool:
    """Tell whether two sentences give other figures of the same unit."""
    figures = _figures(one), _figures(other)
    return any(
        not any(abs(a - b) <= 1 for a in figures[0][unit] for b in figures[1][unit])
        for unit in figures[0].keys() & figures[1].keys()
    ) or _other_modifiers(one, other)


def _figures(text: str) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for match in _SPAN.finditer(text):
        unit = match["unit"].lower()
        kind = "minutes" if unit.startswith(("min", "hour")) else "days"
        found.setdefault(kind, set()).add(_number(match["n"]) * _UNITS[unit])
    for match in _RANGE.finditer(text):
        unit = match["unit"].lower()
        kind = "minutes" if unit.startswith(("min", "hour")) else "days"
        found.setdefault(kind, set()).add(_number(match["n"]) * _UNITS[unit])
    if _HALF.search(text):
        found.setdefault("minutes", set()).add(30)
    for match in _TIMES.finditer(text):
        found.setdefault("times", set()).add(_number(match["word"] or match["n"]))
    for match in _MONEY.finditer(text):
        unit = "percent" if match["n"] else "dollars"
        found.setdefault(unit, set()).add(_number(match["n"] or match["m"]))
    return found


def _number(text: str) -> float:
    text = text.lower()
    return _WORDS[text] if text in _WORDS else float(re.sub(r"[^\d.]", "", text))


def _other_modifiers(one: str, other: str) -> bool:
    sets = [{m["n"] or m["m"] for m in _MODIFIER.finditer(text)} for text in (one, other)]
    return all(sets) and not sets[0] & sets[1]


def _share_words(one: str, other: str, share: float = _SHARED) -> bool:
    words = [{w for w in content_words(text) if not w.isdigit()} for text in (one, other)]
    shorter = min(len(w) for w in words)
    return bool(shorter) and len(words[0] & words[1]) >= share * shorter


def _elsewhere(one: Evidence, other: Evidence) -> bool:
    """Tell whether two sentences are about different settings."""
    settings = {e.passage.chunk.revision.details.setting for e in (one, other)} - {None, "both"}
    if len(settings) == 2:
        return True
    places = [
        {n for n, where in enumerate(_WHERE) if where.search(f"{e.text}\n{e.around}")}
        for e in (one, other)
    ]
    return bool(all(places) and not places[0] & places[1])


def _nearest(sides: Sequence[Evidence]) -> list[Evidence]:
    """Return the best sentence of each document."""
    best: dict[str, Evidence] = {}
    for side in sorted(sides, key=lambda e: -e.score):
        best.setdefault(side.passage.chunk.revision.document, side)
    return list(best.values())


def _weight(side: Evidence) -> tuple[int, int, float]:
    """Order sources by their kind, then the newest first."""
    details = side.passage.chunk.revision.details
    kind = _KINDS.index(details.kind) if details.kind in _KINDS else len(_KINDS)
    begins = details.effective_from
    return kind, -(begins.toordinal() if begins else 0), -side.score
