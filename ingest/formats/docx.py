"""Read Word files: headings, lists, tables with their column names, footnotes in their place."""

import io
import re
from collections.abc import Mapping
from typing import Any

from ingest.formats.blocks import BlockWriter, single_spaced
from ingest.formats.tables import broken, cells, check_unpacked
from ingest.records import Extracted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes, name: str, most_mb: int) -> Extracted:
    """Return the canonical text and blocks of a DOCX file; hidden and deleted text stays out."""
    import docx
    from docx.table import Table

    check_unpacked(data, name, most_mb)
    writer = BlockWriter()
    try:
        document = docx.Document(io.BytesIO(data))
        notes = _footnotes(document)
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                _write_table(part, writer)
            else:
                _write_paragraph(part, writer, notes)
        title = document.core_properties.title or None
    except Exception as error:  # whatever a broken file makes the parser raise
        raise broken(name, "Word file", error) from None
    hidden = sum(1 for _ in document.element.body.iter(f"{_W}vanish"))
    return Extracted(
        writer.text,
        tuple(writer.blocks),
        tables=writer.tables,
        title=title,
        skipped=(f"{hidden} hidden parts left out",) if hidden else (),
    )


def _write_paragraph(paragraph: Any, writer: BlockWriter, notes: Mapping[str, str]) -> None:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = re.fullmatch(r"Heading (\d)", style)
    text = single_spaced(_text(paragraph._p))
    listed = style.startswith("List") or paragraph._p.find(f".//{_W}numPr") is not None
    if heading or style == "Title":
        writer.add("heading", text, min(6, int(heading[1])) if heading else 1)
    elif listed:
        writer.add("item", text, lead="- ")
    else:
        writer.add("paragraph", text)
    for reference in paragraph._p.iter(f"{_W}footnoteReference"):
        if note := notes.get(reference.get(f"{_W}id", "")):
            writer.add("paragraph", single_spaced(note))


def _write_table(table: Any, writer: BlockWriter) -> None:
    rows = [[single_spaced(_text(cell._tc)) for cell in row.cells] for row in table.rows]
    writer.tables += bool(rows)
    header = rows[0] if len(rows) > 1 else []
    for row in rows[1:] if header else rows:
        writer.add("row", "; ".join(dict.fromkeys(cells(header, row))))


def _text(element: Any) -> str:
    """Return the text of an XML element as Word shows it."""
    parts = []
    for run in element.iter(f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        if properties is not None and properties.find(f"{_W}vanish") is not None:
            continue
        for node in run:
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
        following = run.getparent().getnext() if run.getnext() is None else None
        if following is not None and following.tag == f"{_W}p":
            parts.append(" ")  # paragraphs of one cell
    return "".join(parts)


def _footnotes(document: Any) -> dict[str, str]:
    """Return the footnotes by id; python-docx has no name for them."""
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/footnotes.xml":
            root = parse_xml(part.blob)
            found = {n.get(f"{_W}id"): _text(n) for n in root.iter(f"{_W}footnote")}
            return {number: text.strip() for number, text in found.items() if text.strip()}
    return {}
