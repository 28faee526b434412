"""Read a file of any known format: the one place that tells formats apart."""

from dataclasses import replace

from ingest.errors import DocumentError
from ingest.formats.docx import read_docx
from ingest.formats.html import read_html
from ingest.formats.markdown import read_markdown
from ingest.formats.ocr import IMAGES, read_image
from ingest.formats.pdf import read_pdf
from ingest.formats.plain import read_plain
from ingest.formats.tables import read_csv, read_xlsx
from ingest.furniture import mark_furniture
from ingest.language import detect_language
from ingest.records import Extracted, Progress
from ingest.settings import IngestSettings

SUFFIXES = (
    ".md", ".markdown", ".txt", ".text", ".pdf", ".docx", ".html", ".htm", ".csv", ".tsv", ".xlsx",
    *IMAGES,
)  # fmt: skip


def read_document(
    data: bytes, name: str, settings: IngestSettings, progress: Progress
) -> Extracted:  # fmt: skip
    """Return what is in a file; its format is told by its first bytes or its name's suffix.

    Raises DocumentError for a file that is broken, over a limit, of no known format or empty.
    """
    suffix = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        extracted = read_pdf(data, name, settings.max_pages, settings.ocr_languages, progress)
    elif suffix in IMAGES:
        extracted = read_image(data, name, settings.max_pages, settings.ocr_languages, progress)
    elif suffix in (".md", ".markdown"):
        extracted = read_markdown(data, name)
    elif suffix in (".html", ".htm"):
        extracted = _without_furniture(read_html(data, name))
    elif suffix == ".docx":
        extracted = read_docx(data, name, settings.max_unpacked_mb)
    elif suffix == ".xlsx":
        extracted = read_xlsx(data, name, settings.max_rows, settings.max_unpacked_mb)
    elif suffix in (".csv", ".tsv"):
        extracted = read_csv(data, name, settings.max_rows)
    elif suffix in (".txt", ".text", ""):
        extracted = _without_furniture(read_plain(data, name))
    else:
        raise DocumentError(
            f"{name}: the format {suffix} is not read; guidecite reads {', '.join(SUFFIXES)}"
        )
    if any(block.kind != "furniture" for block in extracted.blocks):
        return extracted
    if extracted.unread:
        raise DocumentError(f"{name}: {unread(extracted)} and add it again")
    if extracted.pages:
        raise DocumentError(f"{name}: its {extracted.pages:,} pages hold no text; nothing to add")
    raise DocumentError(f"{name}: no text in it; nothing to add")


def unread(extracted: Extracted) -> str:
    """Say how many pages were not recognised and what to install."""
    return f"{extracted.unread:,} pages without text: {extracted.advice}"


def _without_furniture(extracted: Extracted) -> Extracted:
    """Mark the furniture of a saved page."""
    language = detect_language(extracted.text)
    blocks = mark_furniture(extracted.text, extracted.blocks, language)
    return replace(extracted, blocks=tuple(blocks))
