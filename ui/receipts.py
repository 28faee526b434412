"""Put a receipt into one line, at the terminal and in the browser alike."""

from ingest.records import Receipt


def receipt_line(receipt: Receipt) -> str:
    """Return what an upload did, in one line."""
    parts = [
        f"{receipt.pages:,} pages" if receipt.pages else "",
        f"{receipt.empty_pages:,} empty pages" if receipt.empty_pages else "",
        f"{receipt.unread_pages:,} pages not recognised" if receipt.unread_pages else "",
        f"{receipt.rows:,} rows" if receipt.rows else "",
        f"{receipt.empty_rows:,} empty rows" if receipt.empty_rows else "",
        f"{receipt.tables:,} tables" if receipt.tables else "",
        f"{receipt.chunks:,} chunks",
        f"{len(receipt.codes):,} codes",
        "language " + ", ".join(receipt.languages),
        f"{receipt.furniture:,} pieces of page furniture left out" if receipt.furniture else "",
        *receipt.skipped,
        _guesses(receipt),
        "same bytes as " + ", ".join(receipt.twins) if receipt.twins else "",
        f"{receipt.seconds:.1f} s",
    ]
    return "; ".join(part for part in parts if part)


def _guesses(receipt: Receipt) -> str:
    """Return the details that were guessed, for the person to look at."""
    found = [f"{name.replace('_', ' ')} “{value}”" for name, value in receipt.guessed.items()]
    return f"guessed (see 'library edit'): {', '.join(found)}" if found else ""
