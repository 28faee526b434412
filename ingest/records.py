"""Define what the ingest layer passes on: blocks, sections, chunks, revisions, receipts.

All offsets are Unicode code points into a revision's canonical text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_validator

Kind = Literal["regulation", "national policy", "payer policy", "vendor page", "internal"]
Setting = Literal["professional", "facility", "both"]
BlockKind = Literal["heading", "paragraph", "item", "row", "furniture"]

# Told of a stage, what is done and what there is to do, in the stage's own unit.
Progress = Callable[[str, int, int], None]


def quiet(stage: str, done: int, total: int) -> None:
    """Ignore progress."""


class Details(BaseModel):
    """Describe a revision: who published it, for whom, and when it is in force."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = None
    publisher: str | None = None
    kind: Kind | None = None
    payer: str | None = None
    jurisdiction: str | None = None
    setting: Setting | None = None
    edition: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    language: str | None = None
    license: str | None = None
    guessed: tuple[str, ...] = ()  # the fields that were found in the text, not stated

    @property
    def stated(self) -> dict[str, object]:
        """Return the fields that have a value and are no guess."""
        values = self.model_dump(exclude_none=True, exclude={"guessed"})
        return {name: value for name, value in values.items() if name not in self.guessed}

    @field_validator("edition", mode="before")
    @classmethod
    def _edition_is_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int | float | date) else value  # as YAML has it


@dataclass(frozen=True)
class Block:
    """Hold one heading, paragraph, list item, table row or piece of furniture."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0  # of a heading, 1 the highest
    page: int | None = None
    page_label: str | None = None
    sheet: str | None = None
    row: int | None = None  # of a sheet, as its own program counts: 1 is the first


class WordPlace(NamedTuple):
    """Place text[start:end] of the canonical text on its page, in points from the top left."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PagePlaces:
    """Hold where the words of a page stand; its size is in points."""

    page: int
    width: float
    height: float
    words: tuple[WordPlace, ...]


@dataclass(frozen=True)
class Extracted:
    """Hold what a format's reader found: the canonical text and its blocks in order."""

    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    empty_pages: int = 0
    rows: int | None = None  # of tables that are sheets or files of their own, headers aside
    empty_rows: int = 0
    tables: int = 0
    details: Details = field(default_factory=Details)
    title: str | None = None  # as the file's own properties have it: a guess
    document: str | None = None  # the id that the front matter gives
    skipped: tuple[str, ...] = ()
    unread: int = 0  # pages that are pictures and were not recognised
    advice: str = ""  # what to install so that they can be
    places: tuple[PagePlaces, ...] = ()  # of the words, where the pages can be shown


@dataclass(frozen=True)
class Section:
    """Place a span of the canonical text: its heading path, page, or sheet and row."""

    heading: tuple[str, ...]
    start: int
    end: int
    page: int | None = None
    page_label: str | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Chunk:
    """Hold a span that is embedded and searched, with the codes it names or inherits."""

    start: int
    end: int
    section: int  # index into the revision's sections
    codes: tuple[str, ...]  # as written in the chunk: "96425", "96521-96523"
    inherited: tuple[str, ...]  # from its headings and the document's subject


class Revision(BaseModel):
    """Name one exact upload of a document."""

    model_config = ConfigDict(frozen=True)

    document: str
    sha: str
    details: Details
    file: str
    added_at: str


class Receipt(BaseModel):
    """Say what an upload did."""

    model_config = ConfigDict(frozen=True)

    file: str
    document: str
    revision: str
    status: Literal["added", "incomplete", "unchanged", "failed"]  # incomplete: pages are unread
    message: str
    pages: int | None = None
    empty_pages: int = 0
    rows: int | None = None
    empty_rows: int = 0
    tables: int = 0
    chunks: int = 0
    codes: list[str] = []
    languages: list[str] = []
    unread_pages: int = 0  # pictures that were not recognised
    guessed: dict[str, str] = {}  # details found in the text
    furniture: int = 0  # pieces of page furniture kept out of the chunks
    skipped: list[str] = []
    twins: list[str] = []  # documents with the same bytes
    seconds: float = 0.0

    @classmethod
    def failure(cls, file: str, message: str) -> "Receipt":
        """Return the receipt of a file that could not be taken in."""
        return cls(file=file, document=file, revision="", status="failed", message=message)
