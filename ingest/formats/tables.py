"""Read CSV and XLSX: every row becomes a passage that names its columns."""

import csv
import io
import itertools
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.errors import DocumentError
from ingest.formats.blocks import single_spaced
from ingest.formats.plain import decode
from ingest.records import Block, Extracted

Row = tuple[int, list[str]]  # the number that a spreadsheet shows, and the cells


class TableWriter:
    """Write the rows of tables as text, each with the names of its columns."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.rows = self.empty = self.tables = 0

    def add(self, header: Sequence[str], rows: Iterable[Row], sheet: str | None) -> None:
        """Add a table; DocumentError where there are more rows than the limit."""
        self.tables += 1
        for number, row in rows:
            shown = "; ".join(cells(header, row))
            if not shown:
                self.empty += 1
                continue
            self.rows += 1
            if self.rows > self.most:
                raise DocumentError(
                    f"{self.name}: more than GUIDECITE_MAX_ROWS={self.most} rows; "
                    "split it or raise the limit"
                )
            start, end = self._length, self._length + len(shown)
            self._lines.append(shown)
            self._length = end + 1
            self.blocks.append(Block("row", start, end, sheet=sheet, row=number))

    def extracted(self) -> Extracted:
        """Return what was read."""
        return Extracted(
            "\n".join(self._lines),
            tuple(self.blocks),
            rows=self.rows,
            empty_rows=self.empty,
            tables=self.tables,
        )


def cells(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """Name each cell by its column, so that a row can be read alone; empty ones are left out."""
    names = [*header, *[""] * (len(row) - len(header))]
    return [
        f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell
    ]


def read_csv(data: bytes, name: str, most: int) -> Extracted:
    """Return the rows of a CSV file; the first row that is not empty names the columns."""
    text = decode(data, name)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:20_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    writer = TableWriter(name, most)
    try:
        reader = csv.reader(io.StringIO(text), dialect)
        rows = [(number, _tidy(row)) for number, row in enumerate(reader, 1)]
    except csv.Error as error:
        raise DocumentError(f"{name}: not readable as CSV ({error}); export it again") from None
    header, body = _split_header(rows)
    writer.add(header, body, None)
    return writer.extracted()


def read_xlsx(data: bytes, name: str, most: int, most_mb: int) -> Extracted:
    """Return the rows of every sheet; a merged header names all the columns below it."""
    import openpyxl

    check_unpacked(data, name, most_mb)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # whatever a broken file makes the parser raise
        raise broken(name, "workbook", error) from None
    writer = TableWriter(name, most)
    for sheet in book.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            value = sheet.cell(merged.min_row, merged.min_col).value
            sheet.unmerge_cells(str(merged))
            for row in sheet.iter_rows(*merged.bounds[1::2], *merged.bounds[::2]):
                for cell in row:
                    cell.value = value
        rows = [
            (number, _tidy("" if value is None else str(value) for value in row))
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
        header, body = _split_header(rows)
        if rows:
            writer.add(header, body, sheet.title)
    return writer.extracted()


def _tidy(row: Iterable[str]) -> list[str]:
    return [single_spaced(cell) for cell in row]


def _split_header(rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """Return the names of the columns and the rows below them.

    A header whose neighbours repeat (a merged cell, spread out) goes on in the next row: "Fee"
    over "2024" and "2025" names the columns "Fee 2024" and "Fee 2025".
    """
    at = next((i for i, (_, row) in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    if not rows:
        return [], []
    header = list(rows[at][1])
    below = at + 1
    while below < len(rows) and _repeats(header):
        under = rows[below][1]
        header = [
            " ".join(dict.fromkeys(part for part in (upper, lower) if part))
            for upper, lower in zip(header, under, strict=False)
        ]
        below += 1
    # A title above the header belongs to no column; it stays as a row of its own.
    return header, [*rows[:at], *rows[below:]]


def _repeats(header: Sequence[str]) -> bool:
    return any(a and a == b for a, b in itertools.pairwise(header))


def check_unpacked(data: bytes, name: str, most_mb: int) -> None:
    """Refuse an Office file that is none, or that unpacks to more than the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise broken(name, "file", error) from None
    if size > most_mb * 1_000_000:
        raise DocumentError(
            f"{name}: {size / 1e6:,.0f} MB once unpacked, more than GUIDECITE_MAX_UNPACKED_MB="
            f"{most_mb}; it may be made to do harm"
        )


def broken(name: str, what: str, error: Exception) -> DocumentError:
    """Return the refusal of an Office file that its reader cannot open."""
    first = (str(error) or type(error).__name__).splitlines()[0]
    return DocumentError(
        f"{name}: the {what} cannot be opened ({first}); save it again in its own program"
    )
