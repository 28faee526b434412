"""Read plain text: paragraphs, list items and headings from the shape of the lines."""

import re

from charset_normalizer import from_bytes

from ingest.errors import DocumentError
from ingest.records import Block, Extracted

ITEM = re.compile(r"\s*(?:[*•●▪‣◦–-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+[A-ZÀ-ÞА-Я]")
_TERMINAL = re.compile(r"[.!?:;,。！？；：؟،][\"”’)\]*]*$")
# Of text that is not Unicode: those of our ten languages, so that ñ is not taken for ń.
_ENCODINGS = ["cp1252", "cp1251", "koi8_r", "cp1256", "cp1258", "gb18030", "big5", "cp949"]
_WRAP = 60  # a line this long that ends in mid-sentence goes on in the next one


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in any common encoding; refuse what is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            try:
                return _newlines(data.decode(encoding))
            except UnicodeDecodeError:
                raise _no_text(name) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
        text = "" if best is None else str(best)
    control = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:100_000])
    if not text or control > len(text[:100_000]) // 200:
        raise _no_text(name)
    return _newlines(text)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _no_text(name: str) -> DocumentError:
    return DocumentError(f"{name}: this is not text; save the document as text, Markdown or PDF")


def read_plain(data: bytes, name: str) -> Extracted:
    """Return the canonical text and blocks of a plain text file."""
    text = decode(data, name)
    return Extracted(text, tuple(blocks_of_lines(text)))


def blocks_of_lines(
    text: str, start: int = 0, page: int | None = None, label: str | None = None
) -> list[Block]:
    """Return the blocks of text[start:], found from line breaks alone."""
    groups: list[list[tuple[int, int]]] = []  # lines of one block each
    alone = True  # the line before was empty
    for match in re.finditer(r"[^\n\f]*(?:[\n\f]|$)", text[start:]):
        line = match[0].strip()
        if not line:
            alone = True
            continue
        lead = len(match[0]) - len(match[0].lstrip())
        left = start + match.start() + lead
        span = (left, left + len(line))
        if not alone and groups and not ITEM.match(line) and _goes_on(text, groups[-1], line):
            groups[-1].append(span)
        else:
            groups.append([span])
        alone = False
    blocks = []
    for index, lines in enumerate(groups):
        left, right = lines[0][0], lines[-1][1]
        piece = text[left:right]
        following = groups[index + 1][0] if index + 1 < len(groups) else (right, right)
        listed = ITEM.match(piece) and not (
            # A numbered line that no numbered line follows, and no stop ends, is a heading.
            NUMBERED.match(piece)
            and heading_level(piece, index + 1 < len(groups))
            and not NUMBERED.match(text[following[0] : following[1]])
        )
        if listed:
            blocks.append(Block("item", left, right, 0, page, label))
        elif level := heading_level(piece, index + 1 < len(groups)):
            blocks.append(Block("heading", left, right, level, page, label))
        else:
            blocks.append(Block("paragraph", left, right, 0, page, label))
    return blocks


def _goes_on(text: str, lines: list[tuple[int, int]], line: str) -> bool:
    """Decide whether a line goes on the block before it: it was wrapped, not ended."""
    left, right = lines[-1]
    last = text[left:right]
    if ITEM.match(text[lines[0][0] : lines[0][1]]) and not _TERMINAL.search(last):
        return len(last) >= _WRAP // 2 or line[:1].islower()  # else a short numbered heading
    if _looks_like_title(line):
        return False
    if line[:1].islower():
        return True
    return len(last) >= _WRAP and not (len(last) > 200 and _TERMINAL.search(last))


def _looks_like_title(line: str) -> bool:
    return bool(re.match(r"(?:chapter|section|part|appendix)\s+[\dIVXLC]+\b", line, re.I)) or (
        line.isupper() and len(line) > 3 and len(line.split()) <= 12
    )


def heading_level(piece: str, has_more: bool) -> int:
    """Return the level of a heading, told from its shape, 0 for what is none."""
    if "\n" in piece or len(piece) > 90 or len(piece) < 3 or not has_more:
        return 0
    if _TERMINAL.search(piece) and not re.search(r"[?？؟]$", piece):
        return 0
    number = re.match(r"(\d+(?:\.\d+)*)\.?\s+\D", piece)
    if number and piece.count(" ") <= 12:
        return min(6, 1 + number[1].count("."))
    if re.match(r"(?:chapter|part)\s", piece, re.I):
        return 1
    words = piece.split()
    return 2 if len(words) <= 12 and any(c.isalpha() for c in piece) else 0
