"""Read PDF page by page with PDFium: text, page numbers and printed page labels."""

import re

import pypdfium2 as pdfium

from ingest.errors import DocumentError
from ingest.formats.plain import blocks_of_lines
from ingest.furniture import mark_running_lines
from ingest.records import Block, Details, Extracted, Progress


def read_pdf(data: bytes, name: str, max_pages: int, progress: Progress) -> Extracted:
    """Return the canonical text and blocks of a PDF, running headers and footers marked."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                f"{name}: the PDF is protected by a password; save it without one and add it again"
            ) from None
        raise DocumentError(
            f"{name}: the PDF cannot be opened ({error}); download or export it again"
        ) from None
    try:
        if len(pdf) > max_pages:
            raise DocumentError(
                f"{name}: {len(pdf):,} pages, more than GUIDECITE_MAX_PAGES={max_pages}; "
                "split it or raise the limit"
            )
        return _read_pages(pdf, name, progress)
    finally:
        pdf.close()


def _read_pages(pdf: pdfium.PdfDocument, name: str, progress: Progress) -> Extracted:
    text, blocks, empty = "", list[Block](), 0
    skipped: list[str] = []
    for index in range(len(pdf)):
        progress("reading pages", index, len(pdf))
        try:
            page = pdf[index]
            content = page.get_textpage().get_text_bounded()
            page.close()
        except pdfium.PdfiumError:
            skipped.append(f"page {index + 1} could not be read")
            continue
        content = _tidy(content)
        if not content.strip():
            empty += 1
            continue
        start = len(text) + (1 if text else 0)
        text += ("\f" if text else "") + content
        blocks += blocks_of_lines(text, start, index + 1, pdf.get_page_label(index) or None)
    if not blocks:
        raise DocumentError(
            f"{name}: its {len(pdf):,} pages hold no text (a scan?); "
            "run it through text recognition and add it again"
        )
    if empty:
        skipped.append(f"{empty} pages without text")
    title = (pdf.get_metadata_dict().get("Title") or "").strip()
    details = Details(title=title if len(title.split()) > 1 else None)
    marked = mark_running_lines(text, blocks, len(pdf))
    return Extracted(text, tuple(marked), len(pdf), empty, details=details, skipped=tuple(skipped))


def _tidy(content: str) -> str:
    """Give line breaks one form and mend words that were hyphenated at a line's end."""
    content = content.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    content = re.sub(r"(?<=[a-z])[\ufffe\u00ad]\n?(?=[a-z])", "", content)
    return content.replace("\ufffe", "-")
