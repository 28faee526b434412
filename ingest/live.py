"""Tell which revisions may answer: live on a date, and of the payer that is asked for."""

import json
import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime

_FOR_ALL = ("both", "us", "usa", "united states", "national")  # a setting, jurisdictions


def not_live(
    db: sqlite3.Connection, as_of: date | None, wanted: Mapping[str, str | None]
) -> set[int]:
    """Return the revisions that are not live on a date, or are for another payer, place, setting.

    A document's live revision is the one with the latest effective_from not after the day; with
    a date it must not have ended. An undated one begins with what it replaced, and of those that
    begin together the latest upload is live.
    """
    day = (as_of or datetime.now(UTC).date()).isoformat()
    rows = db.execute(
        "SELECT id, document, effective_from, effective_to, details FROM revisions ORDER BY upload"
    ).fetchall()
    latest: dict[str, tuple[str, int]] = {}
    for row in rows:
        so_far = latest.get(row["document"], ("", 0))
        begins = row["effective_from"] or so_far[0]
        if so_far[0] <= begins <= day:
            latest[row["document"]] = begins, row["id"]
    live = {number for _, number in latest.values()}
    barred = set()
    for row in rows:
        ended = as_of is not None and row["effective_to"] and row["effective_to"] < day
        details = json.loads(row["details"])
        other = any(
            value and details[field] and details[field].lower() not in (value.lower(), *_FOR_ALL)
            for field, value in wanted.items()
        )
        if row["id"] not in live or ended or other:
            barred.add(row["id"])
    return barred


def not_of(db: sqlite3.Connection, name: str) -> set[int]:
    """Return the revisions of others than a payer or publisher; none where nobody is of the name.

    A title may name it too, where the text never writes it as an ordinary word.
    """
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    rows = db.execute(
        "SELECT id, details, instr(text, ?) AS ordinary FROM revisions", (f" {name.lower()}",)
    ).fetchall()
    own, others = set[int](), set[int]()
    for row in rows:
        details = json.loads(row["details"])
        fields = ("payer", "publisher", "jurisdiction", *(() if row["ordinary"] else ("title",)))
        held = any(details[field] and word.search(details[field]) for field in fields)
        (own if held else others).add(row["id"])
    return others if own else set()
