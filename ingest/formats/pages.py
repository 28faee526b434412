"""Write the pages of a PDF or a scan as canonical text, and note where every word stands."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from ingest.codes import find_codes
from ingest.formats.layout import Cell, Line, Piece, Table
from ingest.formats.plain import ITEM, NUMBERED, heading_level
from ingest.records import Block, BlockKind, PagePlaces, WordPlace

_LEADER = re.compile(r"(?:\.\s?|…\s?|_){4,}\s*[\w-]*$")  # of a table of contents
_END = re.compile(r"[.!?:;。！？：；؟][\"”’)\]*]*$")
_FEW = 4  # lines, of footer and header, between two parts of a table
_LARGER = 1.08  # times the size of most text: a heading's

_LISTED = re.compile(r"\s(?:[A-Za-z]{1,6}-)?(\d{1,3})$")  # a line of contents and its page
_MARKS = (  # that lead headings of one style, the highest first
    re.compile(r"(?:chapter|part|title|appendix|annex)\s", re.IGNORECASE),
    re.compile(r"(?!\d|[a-z][.)]|\([a-z0-9]\))"),
    re.compile(r"\d+[.)]?\s"),
    re.compile(r"\d+\.\d+[.)]?\s|[a-z][.)]"),
)

Style = tuple[float, bool]  # size and boldness of a block


class PageWriter:
    """Hold the text, blocks and word places of the pages written so far.

    `styled` tells whether sizes and boldness can be trusted; those of a scan cannot.
    """

    def __init__(self, styled: bool = True) -> None:
        self.tables = 0
        self.places: list[PagePlaces] = []
        self._styled = styled
        self._pages: list[str] = []  # the texts of the pages that are done
        self._begin = 0  # where the open page begins
        self._page = ""  # the open page's text
        self._blocks: list[tuple[Block, Style | None]] = []
        self._sizes: Counter[Style] = Counter()
        self._words: set[str] = set()
        self._header: list[str] = []  # of the last table, which may go on on the next page
        self._since = _FEW + 1  # lines written after it
        self._spots: list[WordPlace] = []

    def add(
        self, page: int, label: str | None, size: tuple[float, float], pieces: Sequence[Piece]
    ) -> None:
        """Write a page of `size` (width, height); one without text only counts as a page."""
        for piece in pieces:
            if isinstance(piece, Line):
                self._words.update(word.text.lower() for word in piece.words)
        self._spots = []
        group: list[Line] = []
        pitch = _pitch([p for p in pieces if isinstance(p, Line)])
        for piece in pieces:
            if isinstance(piece, Table):
                self._write(group, page, label)
                group = []
                self._write_table(piece, page, label)
            elif group and not _goes_on(group, piece, pitch):
                self._write(group, page, label)
                group = [piece]
            else:
                group.append(piece)
        self._write(group, page, label)
        self.places.append(PagePlaces(page, *size, tuple(self._spots)))
        if self._page:
            self._pages.append(self._page)
            self._begin += len(self._page) + 1
            self._page = ""

    @cached_property
    def text(self) -> str:
        """Return the canonical text of the pages, once all are added."""
        return "\f".join(self._pages)

    def blocks(self) -> list[Block]:
        """Return the blocks, headings told by their style where the document has such."""
        most: Style = max(self._sizes, key=lambda s: self._sizes[s]) if self._sizes else (0, False)
        total = sum(self._sizes.values())

        def stands_out(style: Style) -> bool:
            larger = style[0] >= _LARGER * most[0]
            bolder = style[1] and not most[1] and style[0] >= 0.95 * most[0]
            return (larger or bolder) and self._sizes[style] < 0.35 * total

        def rank(block: Block, style: Style) -> tuple[float, bool, int]:
            piece = self.text[block.start : block.end]
            mark = next((i for i, m in enumerate(_MARKS) if m.match(piece)), len(_MARKS))
            return -style[0], not style[1], mark

        styled = {
            i: rank(block, style)
            for i, (block, style) in enumerate(self._blocks)
            if self._styled and style and stands_out(style) and self._may_head(block)
        }
        ranks = sorted(set(styled.values()))
        blocks = []
        for i, (block, style) in enumerate(self._blocks):
            level = 0
            if i in styled:
                level = min(6, 1 + ranks.index(styled[i]))
            elif style and not ranks and self._may_stand_alone(i):
                # No style tells headings in this document: their shape must.
                level = heading_level(self.text[block.start : block.end], True)
            blocks.append(replace(block, kind="heading", level=level) if level else block)
        return blocks

    def _may_stand_alone(self, index: int) -> bool:
        """Tell a paragraph, or a numbered line that no numbered line follows, from an item."""
        block = self._blocks[index][0]
        if block.kind == "paragraph":
            return index + 1 < len(self._blocks)
        after = self._blocks[index + 1][0] if index + 1 < len(self._blocks) else None
        return bool(
            block.kind == "item"
            and NUMBERED.match(self.text[block.start : block.end])
            and after
            and after.kind != "item"
        )

    def _may_head(self, block: Block) -> bool:
        piece = self.text[block.start : block.end]
        return (
            block.kind in ("paragraph", "item")
            and len(piece) <= 160
            and piece.count("\n") <= 2
            and any(c.isalpha() for c in piece)
            and not re.search(r"[.;,。；][\"”’)\]*]*$", piece)
        )

    def _write(self, lines: Sequence[Line], page: int, label: str | None) -> None:
        if not lines:
            return
        self._since += len(lines)
        self._break("\n\n")
        start = len(self._page)
        for index, line in enumerate(lines):
            if index:
                self._join(line)
            self._put(line.words)
        text = self._page[start:]
        kind: BlockKind = "item" if ITEM.match(text) else "paragraph"
        if _LEADER.search(text) or _is_contents(text):
            kind = "furniture"  # a table of contents answers nothing
        size, bold = lines[0].size, all(line.bold for line in lines)
        style = (round(size * 2) / 2, bold)
        for line in lines:
            self._sizes[(round(line.size * 2) / 2, line.bold)] += len(line.text)
        block = self._block(kind, start, page, label)
        self._blocks.append((block, None if kind == "furniture" else style))

    def _join(self, line: Line) -> None:
        """Go on in the next line, mending a word that was parted at the line's end."""
        parted = re.search(r"([^\W\d_]+)[-\u00ad\u2010]$", self._page[-60:])
        follows = line.words[0].text
        if re.search(r"\d-$", self._page[-2:]) and follows[:1].isdigit():
            return  # a range of codes
        if not parted or not follows[:1].islower():
            self._page += "\n"
            return
        rest = re.match(r"[^\W\d_]*", follows)
        joined = parted[1] + (rest[0] if rest else "")
        if self._page.endswith("\u00ad") or joined.lower() in self._words:
            self._page = self._page[:-1]
            last = self._spots[-1]
            self._spots[-1] = last._replace(end=last.end - 1)

    def _put(self, words: Cell) -> None:
        for index, word in enumerate(words):
            if index:
                self._page += " "
            start = self._begin + len(self._page)
            self._page += word.text
            self._spots.append(
                WordPlace(
                    start, start + len(word.text), word.left, word.top, word.right, word.bottom
                )
            )

    def _break(self, white: str) -> None:
        self._page += white if self._page else ""

    def _write_table(self, table: Table, page: int, label: str | None) -> None:
        rows = list(table.rows)
        header, taken = _header(rows)
        if not taken and self._since <= _FEW and len(self._header) == len(rows[0]):
            header = self._header  # the table goes on from the page before
        else:
            self.tables += 1
        self._header, self._since = header, 0
        rows = rows[taken:]
        for row in rows:
            filled = [(i, cell) for i, cell in enumerate(row) if cell]
            if not filled:
                continue
            self._break("\n" if self._blocks and self._blocks[-1][0].kind == "row" else "\n\n")
            start = len(self._page)
            alike: list[Cell] = []
            for i, cell in filled:
                if cell in alike and not (i < len(header) and header[i]):
                    continue
                alike.append(cell)
                if len(self._page) > start:
                    self._page += " " if self._page.endswith(":") else "; "
                name = header[i] if i < len(header) else ""
                if name:
                    self._page += f"{name}: "
                self._put(cell)
            self._blocks.append((self._block("row", start, page, label), None))

    def _block(self, kind: BlockKind, start: int, page: int, label: str | None) -> Block:
        end = self._begin + len(self._page)
        return Block(kind, self._begin + start, end, page=page, page_label=label)


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[list[str], int]:
    """Return the names of the columns and how many rows they take, none where none names them.

    A first row names the columns if it alone is bold, or if it holds neither code nor figure
    while the rows below do, or if every cell of it is much shorter than those below.
    A merged name is over two columns at once and goes on in the row below.
    """
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in rows]
    first = texts[0]
    if len(rows) < 2 or sum(map(bool, first)) < 2 or any(len(t) > 60 for t in first):
        return [], 0
    repeats = any(a and a == b for a, b in itertools.pairwise(first))
    below = texts[2 if repeats else 1 :]
    bold = [all(w.bold for cell in row for w in cell) for row in rows]
    figures = [any(find_codes(t) or re.search(r"\d", t) for t in row) for row in texts]
    alone = bold[0] and not all(bold[1:])
    plain = not figures[0] and sum(figures[1:]) >= len(figures[1:]) / 2
    usual = [sorted(map(len, column))[len(column) // 2] for column in zip(*below, strict=True)]
    short = all(first) and all(
        n > 1.5 * len(t) for n, t in zip(usual, first, strict=True)
    )  # fmt: skip
    if not (alone or plain or short):
        return [], 0
    if not repeats or len(rows) < 3:
        return first, 1
    names = [
        " ".join(dict.fromkeys(part for part in pair if part))
        for pair in zip(first, texts[1], strict=True)
    ]
    return names, 2


def _is_contents(text: str) -> bool:
    """Tell a table of contents: lines that end in page numbers, which rise."""
    found = [_LISTED.search(line) for line in text.split("\n")]
    pages = [int(match[1]) for match in found if match]
    rising = sum(a <= b for a, b in itertools.pairwise(pages))
    return len(pages) >= max(3, 0.7 * len(found)) and rising >= 0.8 * (len(pages) - 1)


def _pitch(lines: Sequence[Line]) -> float:
    """Return the distance from one line of a paragraph to the next."""
    steps = sorted(
        step
        for a, b in itertools.pairwise(lines)
        if 0.8 * (a.bottom - a.top) < (step := b.top - a.top) < 60
    )
    return steps[len(steps) // 5] if steps else 14.0


def _goes_on(group: Sequence[Line], line: Line, pitch: float) -> bool:
    """Decide whether a line goes on the paragraph, list item or heading above it."""
    first, last = group[0], group[-1]
    step = line.top - last.top
    near = max(pitch, 1.15 * (last.bottom - last.top))
    if step <= 0 or step > 1.3 * near:
        return False
    if ITEM.match(line.text):
        return False
    if abs(line.size - last.size) > 0.08 * last.size and len(line.text) > 3:
        return False
    if line.bold != last.bold and (line.bold or all(one.bold for one in group)):
        return False
    if _LEADER.search(last.text) or _LEADER.search(line.text):
        return False
    if ITEM.match(first.text) and line.left < first.left - 2:
        return False
    # A line that ended early, at a stop, before one that is set in: a new paragraph.
    if _END.search(last.text):
        set_in = line.left > last.left + 0.8 * line.size and len(group) > 1
        short = last.right < max(one.right for one in (*group, line)) - 0.2 * (
            max(one.right for one in (*group, line)) - min(one.left for one in group)
        )
        if set_in or (short and len(group) > 1):
            return False
    return True
