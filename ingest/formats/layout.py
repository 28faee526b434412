"""Put the words of a page in reading order: columns, lines and the rows of tables.

Works on boxes alone, so that a PDF's own words and those that OCR finds are read alike. Lengths
are points, measured from the top left corner of the page.
"""

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_CELL_GAP = 1.4  # em: words farther apart on one line stand in different cells
_GUTTER = 9.0  # points: least white space between two columns of prose
_COLUMN_LINES = 4  # least lines of prose on either side of a gutter
_COLUMN_SHARE = 0.25  # of the width, at least, for a column of prose
_FILLED = 0.6  # of its column's width that the middle line of prose fills
_TABLE_ROWS = 3  # least rows of a table without rules
_MARKER = re.compile(r"(?:[*•●▪‣◦–—-]|\uf0b7|o|\(?\w{1,4}[.)])$")  # of a list, in front of its text


class Word(NamedTuple):
    """Hold a word with its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False


Cell = tuple[Word, ...]


@dataclass(frozen=True)
class Line:
    """Hold a line of text, its words from left to right."""

    words: Cell

    @property
    def left(self) -> float:
        """Return where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Return where it ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """Return the size of most of its letters."""
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Table:
    """Hold the rows of a table, each with one cell per column, and its box."""

    rows: tuple[tuple[Cell, ...], ...]
    left: float
    top: float
    right: float
    bottom: float


Piece = Line | Table
_Item = Word | Table
_Row = list[_Item]


def arrange(words: Sequence[Word], tables: Sequence[Table]) -> list[Piece]:
    """Return lines and tables in reading order; `tables` are those whose rules are drawn."""
    pieces: list[Piece] = []
    for region in _regions([*words, *tables]):
        pieces += _with_tables(_rows(region))
    return pieces


def ruled_table(grid: Sequence[Sequence[tuple[float, float, float, float] | None]],
                words: Sequence[Word]) -> Table | None:  # fmt: skip
    """Return the table of a drawn grid with the words in its cells; None for a mere frame.

    A grid position without a box of its own belongs to the merged cell that covers it, so that
    every row can be read alone.
    """
    boxes = [box for row in grid for box in row if box]
    wide = max((len(row) for row in grid), default=0)
    if wide < 2 or not boxes:
        return None
    held = {box: tuple(sorted(_inside(words, box), key=_reading)) for box in set(boxes)}
    lefts = [min((row[i][0] for row in grid if i < len(row) and row[i]), default=0.0)  # type: ignore[index]
             for i in range(wide)]  # fmt: skip
    rows = []
    for row in grid:
        middle = statistics.median((b[1] + b[3]) / 2 for b in row if b) if any(row) else 0.0
        cells = []
        for i in range(wide):
            box = row[i] if i < len(row) else None
            x = lefts[i] + 1
            covering = (b for b in boxes if b[0] <= x <= b[2] and b[1] <= middle <= b[3])
            box = box or next(covering, None)
            cells.append(held[box] if box else ())
        if any(cells):
            rows.append(tuple(cells))
    filled = sum(any(row[i] for row in rows) for i in range(wide))
    if len(rows) < 2 or filled < 2:
        return None
    return Table(
        tuple(rows),
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip


def _inside(words: Sequence[Word], box: tuple[float, float, float, float]) -> Iterator[Word]:
    left, top, right, bottom = box
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        if left <= x < right and top <= y < bottom:
            yield word


def _reading(word: Word) -> tuple[float, float]:
    return round(word.bottom / max(4.0, word.size * 0.6)), word.left


def _rows(items: Sequence[_Item]) -> list[_Row]:
    """Group words into rows by their middles, from the top; a table is a row of its own."""
    rows: list[_Row] = []
    middles: list[float] = []
    for item in sorted(items, key=lambda i: ((i.top + i.bottom) / 2, i.left)):
        middle = (item.top + item.bottom) / 2
        if isinstance(item, Table):
            rows.append([item])
            middles.append(item.bottom)
            continue
        last = rows[-1] if rows else None
        near = 0.4 * (item.bottom - item.top)
        if last and isinstance(last[0], Word) and middle - middles[-1] <= near:
            last.append(item)
        else:
            rows.append([item])
            middles.append(middle)
    for row in rows:
        row.sort(key=lambda i: i.left)
    return rows


def _regions(items: Sequence[_Item]) -> list[list[_Item]]:
    """Split a page where it has columns of prose, the left one first."""
    rows = _rows(items)
    found = _gutter(rows)
    if found is None:
        return [list(items)] if items else []
    x, first, last = found
    inner = [item for row in rows[first:last] for item in row]
    parts = (
        [item for row in rows[:first] for item in row],
        [item for item in inner if item.right <= x],
        [item for item in inner if item.right > x],
        [item for row in rows[last:] for item in row],
    )
    return [region for part in parts for region in _regions(part)]


def _gutter(rows: Sequence[_Row]) -> tuple[float, int, int] | None:
    """Return the x of the white space between two columns and the rows [first, last) it parts."""
    if len(rows) < _COLUMN_LINES:
        return None
    left = min(item.left for row in rows for item in row)
    right = max(item.right for row in rows for item in row)
    gaps = {
        round((a.right + b.left) / 2 / 4) * 4
        for row in rows
        for a, b in itertools.pairwise(row)
        if b.left - a.right >= _GUTTER
    } | {round(row[0].left / 4) * 4 - 8 for row in rows if row[0].left > (left + right) / 2 - 20}
    best: tuple[int, float, int, int] | None = None
    for x in sorted(gaps):
        if not left + _COLUMN_SHARE * (right - left) < x < right - _COLUMN_SHARE * (right - left):
            continue
        for first, last in _open_runs(rows, x):
            size = _prose_lines(rows[first:last], x)
            if size and (best is None or size > best[0]):
                best = size, x, first, last
    return best and best[1:]


def _open_runs(rows: Sequence[_Row], x: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that leave a gutter at x open; a wide gap between lines ends one."""
    start = None
    half = _GUTTER / 2
    for i, row in enumerate(rows):
        shut = any(item.left < x + half and item.right > x - half for item in row)
        far = i > 0 and row[0].top - rows[i - 1][0].bottom > 3 * (row[0].bottom - row[0].top)
        if start is not None and (shut or (far and not _both(rows[i:], x))):
            yield start, i
            start = None
        if start is None and not shut:
            start = i
    if start is not None:
        yield start, len(rows)


def _both(rows: Sequence[_Row], x: float) -> bool:
    """Tell whether the next row has text on both sides of x."""
    return bool(rows) and rows[0][0].right <= x < rows[0][-1].left


def _prose_lines(rows: Sequence[_Row], x: float) -> int:
    """Return how many lines stand on both sides of x where both are columns of prose, else 0."""
    counts, spans = [], []
    for side in (
        [[i for i in row if i.right <= x] for row in rows],
        [[i for i in row if i.left >= x] for row in rows],
    ):
        lines = [line for line in side if line]
        if len(lines) < _COLUMN_LINES:
            return 0
        wide = max(line[-1].right for line in lines) - min(line[0].left for line in lines)
        widths = [line[-1].right - line[0].left for line in lines]
        letters = [sum(len(i.text) if isinstance(i, Word) else 40 for i in ln) for ln in lines]
        if statistics.median(widths) < _FILLED * wide or statistics.median(letters) < 14:
            return 0
        loose = sum(
            b.left - a.right > 2 * _CELL_GAP * (a.bottom - a.top)
            for line in lines
            for a, b in itertools.pairwise(line)
        )
        if loose > len(lines) / 3:  # rows of cells
            return 0
        counts.append(len(lines))
        spans.append((lines[0][0].top, lines[-1][0].bottom))
    shared = min(s[1] for s in spans) - max(s[0] for s in spans)
    return min(counts) if shared > 0 else 0


def _with_tables(rows: Sequence[_Row]) -> Iterator[Piece]:
    """Yield lines and tables; rows whose words stand in columns are a table without rules."""
    at = 0
    while at < len(rows):
        first = rows[at][0]
        if isinstance(first, Table):
            yield first
            at += 1
            continue
        table, after = _aligned(rows, at)
        if table:
            yield table
            at = after
        else:
            words = tuple(item for item in rows[at] if isinstance(item, Word))
            yield Line(words)
            at += 1


def _cells(row: _Row) -> list[list[Word]]:
    """Split a row where the space between two words is wide."""
    found: list[list[Word]] = []
    for item in row:
        if not isinstance(item, Word):
            return []
        if found and item.left - found[-1][-1].right < _CELL_GAP * item.size:
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _aligned(rows: Sequence[_Row], at: int) -> tuple[Table | None, int]:
    """Return the table that begins at a row and the row after it."""
    columns: list[tuple[float, float]] = []
    taken: list[list[list[Word]]] = []
    pitches: list[float] = []
    for index in range(at, len(rows)):
        cells = _cells(rows[index])
        if not cells or (not taken and len(cells) < 2):
            break
        size = cells[0][0].size
        if taken:
            pitch = cells[0][0].top - taken[-1][0][0].top
            if pitches and pitch > 2.2 * max(size * 1.2, min(pitches)) and len(cells) < 2:
                break
            pitches.append(pitch)
        merged = _merge([*columns, *((c[0].left, c[-1].right) for c in cells)], 0.6 * size)
        if len(merged) < 2 or (columns and len(merged) < len(columns) and len(cells) < 2):
            break
        if columns and len(merged) < min(len(columns), 2):
            break
        columns = merged
        taken.append(cells)
    while taken and len(taken[-1]) < 2:  # what follows the table in its first column is text
        if taken[-1][0][0].left > columns[0][1]:
            break  # the last row goes on in another column
        taken.pop()
    full = [cells for cells in taken if len(cells) >= 2]
    if len(full) < _TABLE_ROWS or len(columns) < 2:
        return None, at
    grid: list[list[list[Word]]] = []
    for cells in taken:
        placed: list[list[Word]] = [[] for _ in columns]
        for cell in cells:
            middle = (cell[0].left + cell[-1].right) / 2
            near = min(range(len(columns)), key=lambda i: _distance(columns[i], middle))
            placed[near] += cell
        if grid and not placed[0] and placed.count([]) > 0:  # goes on in the row above
            for upper, lower in zip(grid[-1], placed, strict=True):
                upper += lower
        else:
            grid.append(placed)
    firsts = [row[0][0].text for row in grid if row[0]]
    if sum(bool(_MARKER.match(text)) for text in firsts) > len(firsts) / 2:
        return None, at  # a list whose marks stand apart
    held = [word for row in grid for cell in row for word in cell]
    table = Table(
        tuple(tuple(tuple(cell) for cell in row) for row in grid),
        min(w.left for w in held), min(w.top for w in held),
        max(w.right for w in held), max(w.bottom for w in held),
    )  # fmt: skip
    return table, at + len(taken)


def _merge(spans: Sequence[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Unite spans that are not apart."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] < apart:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _distance(span: tuple[float, float], x: float) -> float:
    return max(span[0] - x, 0.0, x - span[1])
