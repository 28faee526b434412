"""Find the details of a revision: those that are stated, and guesses from its first pages."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import get_args

from ingest.records import Details, Extracted, Kind, Setting

_FIRST = 5000  # characters of the text in which details are looked for
_YEAR = re.compile(r"(?<![\d.$-])(20[0-4]\d)(?![\d-])")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = (
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4})"
)
_FROM = re.compile(
    rf"^\W*(?:policy |original )?effective(?: date)?(?: from| on| as of)?\s*[:;]?\s*{_DATE}\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(
    rf"^\W*(?:effective to|end date|expires|expiration date|valid until|retired)"
    rf"(?: on)?\s*[:;]?\s*{_DATE}\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_OWNER = re.compile(r"(?:©|\(c\)|copyright)\s*(?:20\d\d)?[-–,\s\d]*\s+(?:by )?"
                    r"([A-Z][\w&.' -]{3,60}?)(?:[.,;]|\s+all rights|$)", re.MULTILINE)  # fmt: skip
_LABELS = {
    "publisher": r"publisher|published by|issued by",
    "payer": r"payer|payor|health plan|insurer",
    "jurisdiction": r"jurisdiction|states?|region",
    "setting": r"setting|place of service",
    "edition": r"edition",
    "kind": r"kind of source|document type",
}
# What names a kind of source in a title; the first that fits.
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("regulation", r"code of federal regulations|federal register|\b\d+ cfr\b|final rule"),
    ("payer policy", r"(?:medical|payment|reimbursement|coverage|clinical|claims?|benefit) "
                     r"polic(?:y|ies)\b|policy bulletin|provider (?:manual|bulletin)"),
    ("national policy", r"national (?:coverage|correct coding)|\bncci\b|\bncd\b|\blcd\b|"
                        r"medicare (?:claims|benefit)|\bcms\b.{0,40}manual"),
    ("internal", r"internal (?:use|policy|procedure)|standard operating procedure"),
)  # fmt: skip


def find_details(extracted: Extracted, given: Details, document: str, file: str) -> Details:
    """Return the details: given ones first, then those the document states, then guesses.

    `guessed` of the result names the fields that are guesses.
    """
    stated = {**extracted.details.stated, **given.stated}
    guesses = _guesses(extracted, document, file)
    guessed = tuple(name for name in guesses if name not in stated)
    found = with_first_day(Details.model_validate({**guesses, **stated, "guessed": guessed}))
    if "edition" in guessed and "effective_from" not in (*guesses, *stated):
        guessed += ("effective_from",)  # it follows from a guess
    return found.model_copy(update={"guessed": guessed})


def with_first_day(details: Details) -> Details:
    """Let an edition's year set the day it is in force from, where no day is known."""
    edition = details.edition or ""
    if details.effective_from is None and re.fullmatch(r"\d{4}", edition):
        return details.model_copy(update={"effective_from": date(int(edition), 1, 1)})
    return details


def _guesses(extracted: Extracted, document: str, file: str) -> dict[str, object]:
    """Return what the file's properties, its name and its first lines tell."""
    first = _first_text(extracted)
    title = extracted.title or _first_heading(extracted) or Path(document).stem
    found: dict[str, object] = {"title": title}
    for name, label in _LABELS.items():
        match = re.search(rf"^\W*(?:{label})\s*:[ ;]*(\S.{{1,78}})$", first, re.I | re.M)
        if match:
            found[name] = match[1].strip(" .;")
    for name, pattern in (("effective_from", _FROM), ("effective_to", _TO)):
        match = pattern.search(first)
        day = _day(match["date"]) if match else None
        if day:
            found[name] = day
    years = _years(title) or _years(Path(file).stem.replace("_", " "))
    if "edition" not in found and len(years) == 1:
        found["edition"] = years.pop()
    if "publisher" not in found and (owner := _owner(extracted)):
        found["publisher"] = owner
    if found.get("kind") not in get_args(Kind):
        found.pop("kind", None)
        named = f"{title}\n{Path(file).stem.replace('_', ' ')}".lower()
        kind = next((kind for kind, pattern in _KINDS if re.search(pattern, named)), None)
        if kind:
            found["kind"] = kind
    setting = str(found.pop("setting", "")).lower()
    for value in get_args(Setting):
        if value in setting:
            found["setting"] = value
    return found


def _owner(extracted: Extracted) -> str | None:
    """Return who claims the copyright at the foot; not the owner of the codes that are quoted."""
    edges = [
        extracted.text[b.start : b.end] for b in extracted.blocks if b.kind == "furniture"
    ]  # fmt: skip
    for match in _OWNER.finditer("\n".join([*edges[:400], extracted.text[-1500:]])):
        owner = match[1].strip()
        if not owner.endswith(" Association"):
            return owner
    return None


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(text))


def _day(text: str) -> date | None:
    """Return a date as American documents write it."""
    words = text.replace(",", "").replace(".", "").split()
    try:
        if len(words) == 3:
            if not words[0].isdigit():
                words = [words[1], words[0], words[2]]
            month = 1 + _MONTHS.index(words[1].lower()[:3])
            return date(int(words[2]), month, int(words[0]))
        if "/" in text:
            return datetime.strptime(text, "%m/%d/%Y").date()
        return date.fromisoformat(text)
    except ValueError:
        return None


def _first_heading(extracted: Extracted) -> str | None:
    for block in extracted.blocks:
        if block.kind == "heading":
            lines = extracted.text[block.start : block.end].split("\n")
            named = " ".join(line for line in lines if not re.search(r"\bcontents\b", line, re.I))
            if named.strip():
                return " ".join(named.split())[:200]
    return None


def body(extracted: Extracted) -> Iterable[str]:
    """Yield the text of the blocks, without furniture."""
    for block in extracted.blocks:
        if block.kind != "furniture":
            yield extracted.text[block.start : block.end]


def _first_text(extracted: Extracted) -> str:
    """Return the first lines: details stand there, often as a row of their own."""
    if extracted.rows is not None:
        return ""  # a table of codes: its cells describe codes, not the document
    found, length = [], 0
    for piece in body(extracted):
        found.append(piece)
        length += len(piece)
        if length > _FIRST:
            break
    return "\n".join(found)[:_FIRST]


def edit_details(old: Details, changes: Mapping[str, object]) -> Details:
    """Return the details with the changes made; the year of an edition moves its first day."""
    values: dict[str, object] = {**old.model_dump(), **changes}
    values["guessed"] = tuple(name for name in old.guessed if name not in changes)
    followed = (
        old.effective_from
        == with_first_day(old.model_copy(update={"effective_from": None})).effective_from
    )
    if "edition" in changes and "effective_from" not in changes and followed:
        values["effective_from"] = None
    details = with_first_day(Details.model_validate(values))
    return details.model_copy(update={"title": details.title or old.title})
