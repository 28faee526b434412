"""Split text into sentences where people would, glued and mixed-script ones included."""

import re
from collections.abc import Iterator

# Never the end of a sentence: titles, citations, and what introduces a number or a name.
_OPENERS = frozenset(
    [
        "dr",
        "dra",
        "drs",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "no",
        "nos",
        "nr",
        "núm",
        "num",
        "vs",
        "fig",
        "figs",
        "sec",
        "secs",
        "ch",
        "chap",
        "art",
        "approx",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "al",
        "sr",
        "sra",
        "p.ej",
        "ej",
        "z.b",
        "bzw",
        "d.h",
        "u.a",
        "u.s",
        "м",
        "г",
        "п",
        "ст",
        "см",
        "гл",
        "vol",
        "pp",
        "para",
    ]
)
# The end of a sentence only where the next one starts with a capital: units and closers.
_UNITS = frozenset(
    [
        "hr",
        "hrs",
        "min",
        "mins",
        "sec",
        "mg",
        "ml",
        "mcg",
        "kg",
        "oz",
        "lb",
        "cm",
        "mm",
        "approx",
        "etc",
        "inc",
        "co",
        "corp",
        "ltd",
        "dept",
        "jr",
        "a.m",
        "p.m",
        "std",
        "usw",
        "ч",
        "мин",
        "ед",
        "h",
    ]
)
_END = re.compile(
    r"""
      (?P<cjk>[。！？；]+[”’」』）】]*)
    | (?P<arabic>[؟۔]+)
    | (?P<latin>(?:[.!?…]+)(?:["”’»)\]]*))
    | (?P<bullet>(?<=[\s.;,:!?])(?:[*•●▪‣◦·]+\s+|[–]\s+))
    | (?P<label>(?<=[A-Z]{3}):(?=[A-Z][a-z]))
    """,
    re.VERBOSE,
)
_MARKER = re.compile(r"(?:\s|[*•●▪‣◦·]+(?=\s|\S)|[-–]\s+|\(?\d{1,2}[.)]\s+|[,;]\s)*")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences in text[start:end].

    List markers and the white space around a sentence are outside its span.
    """
    end = len(text) if end is None else end
    spans = []
    left = start
    for cut in [*_cuts(text, start, end), end]:
        span = _trim(text, left, cut)
        if span:
            spans.append(span)
        left = cut
    return spans


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    for match in _END.finditer(text, start, end):
        kind, at = match.lastgroup, match.end()
        if kind == "bullet":
            yield match.start()
        elif kind in ("cjk", "arabic", "label") or _ends_here(text, start, match.start(), at, end):
            yield at


def _ends_here(text: str, start: int, dot: int, after: int, end: int) -> bool:
    """Decide whether the punctuation text[dot:after] ends a sentence."""
    if after >= end:
        return True
    following = text[after:end].lstrip()
    if not following:
        return True
    # A comma after the stop glues the items of a list that lost its line breaks: "done., A".
    spaced = text[after].isspace() or bool(re.match(r",\s+[A-ZÀ-ÞА-Я]", text[after:end]))
    following = following.lstrip("*•,\"“«('[ ")
    head = following[:1]
    word = re.search(r"[\w.]*\w$|$", text[max(start, dot - 20) : dot])
    before = word[0] if word else ""
    if not spaced:
        # Glued, as in "failed.The": a word of two letters or more, then a capitalised word.
        if text[after] in "*•":
            return True
        glued = re.match(r"[A-ZÀ-ÞА-Я][a-zà-ÿа-я]|[IA]\s", text[after : after + 2])
        return bool(glued and re.search(r"[\w)]{2}$", text[start:dot]) and "." not in before)
    if text[dot] != ".":
        return not head.islower()
    if before.lower() in _OPENERS or re.fullmatch(r"[A-Z]", before):
        return False
    if re.fullmatch(r"\d{1,2}", before):
        lead = text[start : dot - len(before)].rstrip(" *•-(\n")
        if not lead or lead[-1] in ".;:!?":
            return False  # the number of a list item
    if before.lower() in _UNITS:
        return head.isupper()
    return not head.islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _MARKER.match(text, start, end)
    start = match.end() if match else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*•"):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return start, end
