"""Tell page furniture from guidance: menus, language lists, taglines and footers.

No page's own words are known here. A saved web page gives itself away at its edges by form: a
line of many scripts, a row of links, several stubs one below the other. Where it does, pieces at
both edges that share next to no words with the rest of the page are furniture.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.codes import find_codes
from ingest.records import Block
from ingest.words import content_words

_EDGE = 40  # blocks looked at from either end
_SHARED = 0.34  # an edge piece with a smaller share of its words in the rest is furniture
_STUB_WORDS = 6
_SENTENCE_END = re.compile(r"[.!?。！？؟:：][\"”’)\]*]*\s*$")
_SEPARATOR = re.compile(r"\s[|·•»›>/]\s|\s{3,}|\t|[|·»›]")
_MARK = re.compile(r"[©®™]|\(c\) ?\d{4}", re.IGNORECASE)

_PRINTED = re.compile(r"(?:[A-Za-z]{1,6}|\d{1,3})[-–.]\d{1,4}|[ivxlc]{1,7}|\d{1,4}")  # XI-5, iv, 12


def mark_furniture(text: str, blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks, those of page furniture marked as such."""
    if not _is_saved_page(text, blocks):
        return list(blocks)
    vocabulary = [set(content_words(text[b.start : b.end], language)) for b in blocks]
    count = Counter(word for words in vocabulary for word in words)

    def is_furniture(index: int) -> bool:
        block, piece = blocks[index], text[blocks[index].start : blocks[index].end]
        if _is_menu(piece):
            return True
        if find_codes(piece):
            return False
        words = vocabulary[index]
        shared = sum(count[w] > 1 for w in words) / max(1, len(words))
        if len(words) <= _STUB_WORDS and not _SENTENCE_END.search(piece):
            # A heading has a body that takes up its words; a button has none.
            return block.kind != "item" and shared < 0.5
        return shared < _SHARED

    marked = list(blocks)
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for index in list(order)[:_EDGE]:
            if marked[index].kind != "furniture" and not is_furniture(index):
                break
            marked[index] = replace(marked[index], kind="furniture")
    if all(block.kind == "furniture" for block in marked):
        return list(blocks)
    return marked


def _is_saved_page(text: str, blocks: Sequence[Block]) -> bool:
    """Look for a menu, or for three stubs in a row, at either edge."""
    pieces = [text[b.start : b.end] for b in blocks]
    edges = pieces[:8] + pieces[-8:]
    if any(_is_menu(piece) or _MARK.search(piece) for piece in edges):
        return True
    for edge in (pieces[:8], pieces[-8:]):
        stubs = ["x" if _is_stub(piece) else " " for piece in edge]
        if "xxx" in "".join(stubs):
            return True
    return False


def _is_stub(piece: str) -> bool:
    # Three or fewer words, no stop at the end, no code: a button, a link or a label.
    return (
        len(piece) <= 40
        and len(piece.split()) <= 3
        and not _SENTENCE_END.search(piece)
        and not find_codes(piece)
    )


def _is_menu(piece: str) -> bool:
    """Tell a line of links: three scripts on one line, or four short parts with separators."""
    if len(_scripts(piece)) >= 3 and not _SENTENCE_END.search(piece):
        return True
    for line in piece.splitlines():
        parts = [part.strip() for part in _SEPARATOR.split(line) if part.strip()]
        short = [p for p in parts if len(p.split()) <= 3 and not find_codes(p)]
        if len(short) >= 4 and len(short) >= 0.8 * len(parts):
            return True
    return False


def _scripts(piece: str) -> set[str]:
    """Return the scripts of the letters of a text, by the first word of their Unicode names."""
    names = (unicodedata.name(c, "?").split(" ")[0] for c in piece if c.isalpha())
    return {n for n, seen in Counter(names).items() if seen >= 2}


def mark_running_lines(text: str, blocks: Sequence[Block], pages: int) -> list[Block]:
    """Mark the lines that stand at the top or foot of many pages, page numbers aside.

    A running line is among the first or last two blocks of its page and comes back on at least
    three pages, which follow each other or are a tenth of all (chapters change their headers).
    """
    by_page: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        by_page.setdefault(block.page or 0, []).append(index)

    def shape(index: int) -> str:
        piece = text[blocks[index].start : blocks[index].end]
        return re.sub(r"\d+|\b[ivxlc]+\b", "#", " ".join(piece.lower().split()))

    edges = {p: [*indexes[:2], *indexes[2:][-2:]] for p, indexes in by_page.items()}
    seen: dict[str, list[int]] = {}
    for page, indexes in sorted(edges.items()):
        for line in {shape(index) for index in indexes}:
            seen.setdefault(line, []).append(page)
    running = {
        line
        for line, on in seen.items()
        if len(on) >= max(3, pages // 10)
        or any(c - a == 2 for a, c in zip(on, on[2:], strict=False))
    }
    marked = list(blocks)
    for indexes in edges.values():
        for index in indexes:
            line = shape(index)
            if len(line) <= 150 and (line in running or not line.strip("#-–| .")):
                marked[index] = replace(marked[index], kind="furniture")
    if all(block.kind == "furniture" for block in marked):
        return list(blocks)
    return marked


def printed_labels(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give blocks the page label that is printed as a running line of their page, if any is."""
    label: dict[int, str] = {}
    for block in blocks:
        piece = text[block.start : block.end].strip()
        if block.kind == "furniture" and block.page and _PRINTED.fullmatch(piece):
            label[block.page] = piece
    return [replace(b, page_label=b.page_label or label.get(b.page or 0)) for b in blocks]
