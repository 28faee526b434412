"""Cut canonical text into sections by heading and page, and sections into chunks that fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.codes import code_names
from ingest.records import Block, Chunk, Extracted, Section
from ingest.sentences import split_sentences

SPLITTER = "sections-1"  # part of the fingerprint: change it when chunks change
_HEADING_TOKENS = 60  # most tokens of the heading path put before a chunk's own text

CountTokens = Callable[[str], int]
Span = tuple[int, int]


def make_sections(extracted: Extracted) -> tuple[list[Section], list[list[Block]]]:
    """Return the sections and, for each, its blocks (its headings where it has nothing else)."""
    sections: list[Section] = []
    members: list[list[Block]] = []
    path: list[tuple[int, str]] = []
    pending: list[Block] = []  # headings that have no body yet

    def flush() -> None:
        # A heading with no body stands for itself: "Not covered: 96523".
        if pending:
            _append(sections, members, tuple(h for _, h in path), pending[-1])
            pending.clear()

    for block in extracted.blocks:
        if block.kind == "furniture":
            continue
        if block.kind == "heading":
            if pending and block.level <= pending[-1].level:
                flush()
            path = [entry for entry in path if entry[0] < block.level]
            path.append((block.level, " ".join(extracted.text[block.start : block.end].split())))
            pending.append(block)
        else:
            pending.clear()
            _append(sections, members, tuple(h for _, h in path), block)
    flush()
    return sections, members


def _append(
    sections: list[Section], members: list[list[Block]], heading: tuple[str, ...], block: Block
) -> None:
    last = sections[-1] if sections else None
    alone = block.row is not None  # the row of a sheet is a passage of its own
    if last and not alone and last.heading == heading and last.page == block.page:
        members[-1].append(block)
        sections[-1] = replace(last, end=block.end)
    else:
        members.append([block])
        sections.append(
            Section(
                heading,
                block.start,
                block.end,
                block.page,
                block.page_label,
                block.sheet,
                block.row,
            )
        )


def make_chunks(
    extracted: Extracted, subject: str, count: CountTokens, limit: int
) -> tuple[list[Section], list[Chunk]]:
    """Return the sections and chunks; no chunk's own text has more than `limit` tokens."""
    sections, members = make_sections(extracted)
    chunks = []
    for index, (section, blocks) in enumerate(zip(sections, members, strict=True)):
        inherited = code_names(" \n".join((subject, *section.heading)))
        for start, end in _pack(extracted.text, blocks, count, limit):
            codes = code_names(extracted.text[start:end])
            rest = tuple(name for name in inherited if name not in codes)
            chunks.append(Chunk(start, end, index, tuple(codes), rest))
    return sections, chunks


def embedded_text(
    title: str | None, heading: Sequence[str], body: str, count: CountTokens
) -> str:  # fmt: skip
    """Return what the encoder sees of a chunk: title and headings, shortened, then its text."""
    parts = list(dict.fromkeys(part for part in (title, *heading) if part))
    while len(parts) > 1 and count(" > ".join(parts)) > _HEADING_TOKENS:
        parts.pop(0)
    while parts and count(parts[0]) > _HEADING_TOKENS:
        parts[0] = parts[0][: len(parts[0]) // 2]
    return "\n".join([" > ".join(parts), body]) if parts else body


def _pack(text: str, blocks: Sequence[Block], count: CountTokens, limit: int) -> Iterator[Span]:
    """Fill chunks with whole blocks, then whole sentences, then whatever fits."""
    open_start = open_end = -1
    open_tokens = 0
    for start, end in _pieces(text, blocks, count, limit):
        tokens = count(text[start:end])
        if open_start >= 0 and open_tokens + tokens <= limit:
            open_end, open_tokens = end, open_tokens + tokens
        else:
            if open_start >= 0:
                yield open_start, open_end
            open_start, open_end, open_tokens = start, end, tokens
    if open_start >= 0:
        yield open_start, open_end


def _pieces(text: str, blocks: Sequence[Block], count: CountTokens, limit: int) -> Iterator[Span]:
    for block in blocks:
        if count(text[block.start : block.end]) <= limit:
            yield block.start, block.end
            continue
        for start, end in split_sentences(text, block.start, block.end):
            yield from _halves(text, start, end, count, limit)


def _halves(text: str, start: int, end: int, count: CountTokens, limit: int) -> Iterator[Span]:
    """Halve a span at white space near its middle until every part fits."""
    if end - start <= 1 or count(text[start:end]) <= limit:
        yield start, end
        return
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    cut = space if space > start else middle
    yield from _halves(text, start, cut, count, limit)
    yield from _halves(text, cut, end, count, limit)
