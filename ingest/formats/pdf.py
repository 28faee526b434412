"""Read PDF page by page with pdfplumber: words in reading order, tables, printed page labels."""

import io
import itertools
from typing import Any

from ingest.errors import DocumentError
from ingest.formats import ocr
from ingest.formats.layout import Table, Word, arrange, ruled_table
from ingest.formats.pages import PageWriter
from ingest.furniture import mark_running_lines, printed_labels
from ingest.records import Extracted, Progress

_WORDS = {"x_tolerance_ratio": 0.15, "extra_attrs": ["fontname", "size"]}
_BOLD = ("bold", "black", "heavy", "demi")
_SMALLEST = 1.0  # points: letters smaller than this are not there to be read


def read_pdf(
    data: bytes, name: str, max_pages: int, languages: str, progress: Progress
) -> Extracted:
    """Return the canonical text and blocks of a PDF, running headers and footers marked.

    Pages that are pictures are recognised in `languages` (as Tesseract names them) where it is
    installed, else counted as unread. Raises DocumentError for a file that is no PDF, wants a
    password or has too many pages.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    def refusal(error: BaseException) -> DocumentError:
        inner = error.args[0] if error.args else error
        if isinstance(error, PDFPasswordIncorrect) or isinstance(inner, PDFPasswordIncorrect):
            return DocumentError(
                f"{name}: the PDF is protected by a password; save it without one and add it again"
            )
        return DocumentError(
            f"{name}: the PDF cannot be opened ({_first_line(error)}); download or export it again"
        )

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # whatever a broken file makes the parser raise
        raise refusal(error) from None
    with pdf:
        try:
            pages = list(itertools.islice(pdf.pages, max_pages + 1))
        except Exception as error:
            raise refusal(error) from None
        if len(pages) > max_pages:
            raise DocumentError(
                f"{name}: {len(pdf.pages):,} pages, more than GUIDECITE_MAX_PAGES={max_pages}; "
                "split it or raise the limit"
            )
        if not pages:
            raise DocumentError(f"{name}: the PDF has no pages; download or export it again")
        return _read_pages(pdf, data, languages, progress)


def _read_pages(pdf: Any, data: bytes, languages: str, progress: Progress) -> Extracted:
    writer = PageWriter()
    recogniser = ocr.recogniser(languages)
    labels = _labels(pdf)
    skipped: list[str] = []
    empty = unread = recognised = hidden = 0
    for index, page in enumerate(pdf.pages):
        progress("reading pages", index, len(pdf.pages))
        try:
            words, tables, picture, unseen = _page(page)
        except Exception as error:
            skipped.append(f"page {index + 1} could not be read ({_first_line(error)})")
            continue
        finally:
            page.close()  # pdfplumber keeps all that it read of a page until then
        hidden += unseen
        size = float(page.width), float(page.height)
        if not words and picture:
            if recogniser is None:
                unread += 1
            else:
                words = recogniser(ocr.page_picture(data, index), ocr.DPI)
                recognised += bool(words)
        empty += not words and not (picture and recogniser is None)
        writer.add(index + 1, labels.get(index), size, arrange(words, tables))
    if recognised:
        skipped.append(f"{recognised} pages recognised from their pictures; check what is quoted")
    if hidden:
        skipped.append(f"{hidden:,} letters that no reader sees left out")
    title = str(pdf.metadata.get("Title") or "").strip()
    blocks = mark_running_lines(writer.text, writer.blocks(), len(pdf.pages))
    return Extracted(
        writer.text,
        tuple(printed_labels(writer.text, blocks)),
        pages=len(pdf.pages),
        empty_pages=empty,
        tables=writer.tables,
        title=title if len(title.split()) > 1 else None,
        skipped=tuple(skipped),
        unread=unread,
        advice=ocr.advice(languages) if unread else "",
        places=tuple(writer.places),
    )


def _page(page: Any) -> tuple[list[Word], list[Table], bool, int]:
    """Return words outside of drawn tables, the tables, whether it has pictures, letters hidden."""
    grounds = [r for r in page.rects if r.get("fill") and not _is_white(r)]
    hidden = [c for c in page.chars if not _is_seen(c, page, grounds)]
    unseen = {id(c) for c in hidden}
    seen = page.filter(lambda thing: id(thing) not in unseen) if hidden else page
    words = [
        Word(
            w["text"], w["x0"], w["top"], w["x1"], w["bottom"], w["size"],
            any(mark in w["fontname"].lower() for mark in _BOLD),
        )
        for w in seen.extract_words(**_WORDS)
    ]  # fmt: skip
    if sum("(cid:" in word.text for word in words) > len(words) / 4:
        return [], [], True, 0  # letters that nobody can name: recognise the page as a picture
    tables = []
    if len(page.edges) > 3:
        for found in seen.find_tables():
            table = ruled_table([row.cells for row in found.rows], words)
            if table:
                tables.append(table)
                held = {word for row in table.rows for cell in row for word in cell}
                words = [word for word in words if word not in held]
    return words, tables, bool(page.images or page.curves), len(hidden)


def _is_seen(char: dict[str, Any], page: Any, grounds: list[dict[str, Any]]) -> bool:
    """Tell letters that a reader sees from those too small, off the page, or white on white."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if char["size"] < _SMALLEST or not (0 <= x <= page.width and 0 <= y <= page.height):
        return False
    return not _is_white(char) or any(
        r["x0"] <= x <= r["x1"] and r["top"] <= y <= r["bottom"] for r in (*grounds, *page.images)
    )


def _is_white(thing: dict[str, Any]) -> bool:
    color = thing.get("non_stroking_color")
    values = tuple(color) if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(value, int | float) for value in values):
        return False  # no colour, or a pattern
    if len(values) == 4:  # of four inks, none
        return bool(max(values) < 0.02)
    return len(values) in (1, 3) and bool(min(values) > 0.98)


def _labels(pdf: Any) -> dict[int, str]:
    """Return the printed labels of the pages, by index; none where the file has none."""
    from pdfminer.pdfdocument import PDFNoPageLabels

    try:
        labels = itertools.islice(pdf.doc.get_page_labels(), len(pdf.pages))
        return {i: label for i, label in enumerate(labels) if label}
    except PDFNoPageLabels:
        return {}
    except Exception:  # labels that are broken are no reason to refuse the text
        return {}


def _first_line(error: BaseException) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return (str(inner) or type(inner).__name__).splitlines()[0][:120]
