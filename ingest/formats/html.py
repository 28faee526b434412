"""Read HTML and saved web pages: what a person sees, with the page's furniture marked."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ingest.formats.blocks import BlockWriter, single_spaced
from ingest.formats.plain import decode
from ingest.formats.tables import cells
from ingest.records import Extracted

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "input",
        "textarea",
    ]
)
_FURNITURE = frozenset(["nav", "footer", "aside", "dialog", "menu"])
_FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu"]
)
_CONSENT = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "tr",
    ]
)


def read_html(data: bytes, name: str) -> Extracted:
    """Return the canonical text and blocks of a web page."""
    head = data[:2048].decode("latin-1")
    charset = re.search(r"charset=[\"']?([\w-]+)", head, re.IGNORECASE)
    soup = BeautifulSoup(data, "lxml", from_encoding=charset[1]) if charset else None
    soup = soup or BeautifulSoup(decode(data, name), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    writer = BlockWriter()
    _walk(soup.body or soup, writer, False)
    hidden = sum(_is_hidden(element) for element in soup.find_all(True))
    return Extracted(
        writer.text,
        tuple(writer.blocks),
        tables=writer.tables,
        title=title or None,
        skipped=(f"{hidden} hidden parts left out",) if hidden else (),
    )


def _walk(element: Tag, writer: BlockWriter, furniture: bool) -> None:
    """Write the blocks of an element; text that stands beside blocks is a paragraph."""
    inline: list[str] = []

    def flush() -> None:
        writer.add("furniture" if furniture else "paragraph", single_spaced("".join(inline)))
        inline.clear()

    for child in element.children:
        if isinstance(child, PreformattedString):  # comments, declarations
            continue
        if isinstance(child, NavigableString):
            inline.append(str(child))
        elif isinstance(child, Tag) and not _is_unseen(child):
            if child.name == "br":
                inline.append(" ")
            elif child.name in _BLOCKS or child.name in _FURNITURE or child.find(_is_block):
                flush()
                _write(child, writer, furniture or _is_furniture(child))
            else:
                inline.append(_text(child))
    flush()


def _write(element: Tag, writer: BlockWriter, furniture: bool) -> None:
    level = re.fullmatch(r"h([1-6])", element.name)
    if furniture:
        _walk(element, writer, True)
    elif level:
        writer.add("heading", single_spaced(_text(element)), int(level[1]))
    elif element.name == "table" and not element.find("table"):
        _write_table(element, writer)
    elif element.name == "li" and not element.find(_is_block):
        writer.add("item", single_spaced(_text(element)), lead="- ")
    elif element.name == "li":
        before = len(writer.blocks)
        _walk(element, writer, False)
        writer.as_item(before)
    else:
        _walk(element, writer, False)


def _write_table(table: Tag, writer: BlockWriter) -> None:
    rows = []
    for row in table.find_all("tr"):
        found = row.find_all(["td", "th"], recursive=False)
        wide = [(single_spaced(_text(c)), int(str(c.get("colspan", "1")) or 1)) for c in found]
        texts = [text for text, width in wide for _ in range(min(width, 50))]
        rows.append((texts, bool(found) and all(c.name == "th" for c in found)))
    caption = table.find("caption")
    if isinstance(caption, Tag):
        writer.add("paragraph", single_spaced(_text(caption)))
    header: list[str] = []
    writer.tables += bool(rows)
    for number, (texts, named) in enumerate(rows):
        if named or (number == 0 and len(rows) > 2 and not header):
            header = texts if not header or number > 1 else [
                " ".join(dict.fromkeys(filter(None, pair)))
                for pair in zip(header, texts, strict=False)
            ]  # fmt: skip
        else:
            writer.add("row", "; ".join(cells(header, texts)))


def _text(element: Tag) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, Tag):
            if child.name == "br":
                parts.append(" ")
            elif not _is_unseen(child):
                parts.append(_text(child))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            parts.append(str(child))
    return "".join(parts)


def _is_block(element: Tag) -> bool:
    return element.name in _BLOCKS or element.name in _FURNITURE


def _is_unseen(element: Tag) -> bool:
    return element.name in _UNSEEN or _is_hidden(element)


def _is_hidden(element: Tag) -> bool:
    return (
        element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(str(element.get("style", ""))))
    )


def _is_furniture(element: Tag) -> bool:
    named = f"{element.get('id', '')} {element.get('class', '')}"
    return (
        element.name in _FURNITURE
        or str(element.get("role", "")) in _FURNITURE_ROLES
        or bool(_CONSENT.search(named))
        or (element.name == "header" and element.find_parent(["main", "article"]) is None
            and element.find(["h1", "h2"]) is None)
    )  # fmt: skip
