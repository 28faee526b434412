"""Define question and answer as the contract has them (design: Answer, as JSON)."""

import uuid
from datetime import date
from importlib.metadata import version
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import QuestionError
from ingest.holdings import StoredChunk
from ingest.library import now

Outcome = Literal["answered", "no_evidence", "declined"]
Reason = Literal[
    "not_in_library",
    "not_in_force",
    "personal_data",
    "patient_specific",
    "clinical_advice",
    "steering",
]


class Question(BaseModel):
    """Hold what a person asks, and what narrows it."""

    model_config = ConfigDict(frozen=True)

    text: str
    language: str | None = None  # told from the text where not given
    as_of: date | None = None
    payer: str | None = None
    jurisdiction: str | None = None
    setting: str | None = None
    history: tuple[str, ...] = ()
    explain: bool = False  # the answer then says how it came about


class Citation(BaseModel):
    """Name a verbatim quote: `quote == text[start:end]` of the revision, always."""

    number: int
    document: str
    revision: str
    title: str | None
    publisher: str | None
    kind: str | None
    edition: str | None
    effective_from: date | None
    effective_to: date | None
    section: list[str]
    page: int | None
    page_label: str | None
    sheet: str | None = None
    row: int | None = None
    quote: str
    start: int
    end: int


class Sentence(BaseModel):
    """Hold one sentence of an answer and the numbers of its citations."""

    text: str
    citations: list[int]
    verbatim: bool = True


class Conflict(BaseModel):
    """Name what live passages disagree about."""

    about: str
    citations: list[int]


class Withheld(BaseModel):
    """Say how many sentences of an answer are not shown, and why."""

    document: str
    removed_at: str | None  # None where the document's text is another now
    sentences: int


class Candidate(BaseModel):
    """Hold one passage that came up, by its place, with its scores and what became of it."""

    document: str
    revision: str
    section: list[str]
    page: int | None
    row: int | None
    start: int
    end: int
    score: float
    cosine: float | None  # None where it was found by its words or codes alone
    bm25: float
    probability: float | None = None  # that its best sentence answers, where the rules let one be
    codes: list[str]  # of the question, that it is on
    verdict: str  # "used", "weaker", or the rule that refused it


class Explanation(BaseModel):
    """Hold how a question was searched for and decided."""

    searched: str
    language: str
    codes: list[str]
    words: dict[str, float]  # index words and their weights
    known: float  # share of them that the library knows
    candidates: list[Candidate]
    probability: float
    certainty: float  # the least probability that answers
    rule: str | None  # that refused the whole


class Generation(BaseModel):
    """Hold what a chat model was asked for an answer, and what became of what it wrote."""

    model: str
    drafts: int = 0
    written: int = 0  # sentences of the draft that was taken
    kept: int = 0
    removed: dict[str, int] = {}  # sentences by why they were removed
    fell_back: str | None = None  # why the answer is the guidance's own words after all
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None  # in the currency of the prices set
    seconds: float = 0.0  # spent waiting for the model


class Answer(BaseModel):
    """Hold the answer to a question; it cannot be made without its disclaimer."""

    schema_: int = Field(1, alias="schema")
    id: str = Field(default_factory=lambda: uuid.uuid4().hex)
    at: str = Field(default_factory=now)
    version: str = Field(default_factory=lambda: version("guidecite"))
    library: str
    question: str
    language: str
    as_of: date | None
    narrowed: dict[str, str] = {}  # payer, jurisdiction and setting, where the asker gave them
    outcome: Outcome
    reason: Reason | None = None
    text: str
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    nearest: list[Citation] = []
    conflicts: list[Conflict] = []
    notes: list[str] = []
    withheld: list[Withheld] = []  # since the answer was given
    disclaimer: str
    model: str = "extractive"
    generation: Generation | None = None  # where a chat model was asked
    seconds: dict[str, float] = {}
    explanation: Explanation | None = None  # where it was asked for

    model_config = ConfigDict(populate_by_name=True)

    def to_json(self, indent: int | None = None) -> str:
        """Return the contract's JSON."""
        return self.model_dump_json(by_alias=True, indent=indent)


def cite(chunk: StoredChunk, number: int, text: str, start: int, end: int) -> Citation:
    """Cite text[start:end], a span of the chunk's revision, whose canonical text is `text`."""
    details, section = chunk.revision.details, chunk.section
    return Citation(
        number=number,
        document=chunk.revision.document,
        revision=chunk.revision.sha,
        title=details.title,
        publisher=details.publisher,
        kind=details.kind,
        edition=details.edition,
        effective_from=details.effective_from,
        effective_to=details.effective_to,
        section=list(section.heading),
        page=section.page,
        page_label=section.page_label,
        sheet=section.sheet,
        row=section.row,
        quote=text[start:end],
        start=start,
        end=end,
    )


def text_of(sentences: list[Sentence]) -> str:
    """Return sentences as one text with the numbers of their citations."""
    return " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in sentences)


def make_question(text: str, **fields: str | date | bool | None) -> Question:
    """Return a question from what a surface was given; QuestionError for a field that is wrong."""
    try:
        return Question.model_validate({"text": text, **fields})
    except ValidationError as error:
        first = error.errors()[0]
        raise QuestionError(f"{first['loc'][0]}: {first['msg']}") from None
