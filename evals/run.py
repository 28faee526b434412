"""Run cases through `ask` and make the report (design: Report, as JSON)."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from assistant.answer import Answer, Question
from assistant.ask import Ask
from evals.errors import ReportError
from evals.metrics import Scores, TextOf, by_tag, fetched, score, summarise, verbatim
from evals.questions import Case
from ingest.library import now


class Row(BaseModel):
    """Hold what became of one case; one that crashed has its error and counts as wrong."""

    id: str
    answer: Answer | None
    scores: Scores
    error: str | None
    seconds: float


class Report(BaseModel):
    """Hold a whole run."""

    schema_: int = Field(1, alias="schema")
    started: str
    settings: dict[str, Any]
    library: dict[str, Any]
    cases: list[Row]
    summary: Scores
    by_tag: dict[str, Scores]


def run(
    cases: Sequence[Case],
    ask: Ask,
    settings: Mapping[str, Any],
    library: Mapping[str, Any],
    progress: Callable[[int, int], None] = lambda done, total: None,
    text_of: TextOf | None = None,
) -> Report:
    """Ask every question, those of its history first, and score the answers.

    With `text_of` every quote is held against the stored text too.
    """
    started = now()
    rows = []
    for done, case in enumerate(cases):
        progress(done, len(cases))
        rows.append(_run_case(case, ask, text_of))
    progress(len(cases), len(cases))
    scored = [(case, row.scores, row.seconds) for case, row in zip(cases, rows, strict=True)]
    return Report(
        schema=1,
        started=started,
        settings=dict(settings),
        library=dict(library),
        cases=rows,
        summary=summarise([(s, t) for _, s, t in scored]),
        by_tag=by_tag(scored),
    )


def _run_case(case: Case, ask: Ask, text_of: TextOf | None) -> Row:
    began = time.perf_counter()
    try:
        for at in range(len(case.history)):
            ask(
                Question(
                    text=case.history[at], as_of=case.as_of, history=tuple(case.history[:at])
                )
            )  # fmt: skip
        began = time.perf_counter()
        question = Question(
            text=case.question, as_of=case.as_of, history=tuple(case.history), explain=True
        )
        answer = ask(question)
        seconds = round(time.perf_counter() - began, 4)
        scores = score(case, answer)
        if text_of:
            shares = {
                "verbatim": verbatim(answer, text_of), "fetched": fetched(case, answer, text_of)
            }  # fmt: skip
            scores |= {name: share for name, share in shares.items() if share is not None}
    except Exception as error:  # a crash is a row of the report, whatever it was
        seconds = time.perf_counter() - began
        kind = f"{type(error).__name__}: {error}"
        return Row(id=case.id, answer=None, scores={"correct": 0.0}, error=kind, seconds=seconds)
    return Row(id=case.id, answer=answer, scores=scores, error=None, seconds=seconds)


def select(cases: Sequence[Case], tags: Sequence[str], languages: Sequence[str]) -> list[Case]:
    """Return the cases that have one of the tags and one of the languages, where any is given."""
    return [
        case
        for case in cases
        if (not tags or set(tags) & set(case.tags))
        and (not languages or (case.language or "en") in languages)
    ]


def read_report(path: Path) -> Mapping[str, Any]:
    """Read an earlier report; ReportError where it is none."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(report["summary"], dict):
            raise TypeError
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError):
        raise ReportError(f"{path}: not a report of 'guidecite eval --out'") from None
    return dict(report)


def failed_gates(summary: Scores, gates: Sequence[str]) -> list[str]:
    """Return a line for each gate "metric=value" that the summary stays under."""
    failed = []
    for gate in gates:
        name, _, value = gate.partition("=")
        try:
            least = float(value)
        except ValueError:
            raise ReportError(
                f"--gate {gate}: write it as METRIC=VALUE, as in correct=0.9"
            ) from None
        if name not in summary:
            raise ReportError(
                f"--gate {gate}: no metric '{name}'; there are {', '.join(sorted(summary))}"
            )
        if summary[name] < least:
            failed.append(f"{name} is {summary[name]}, below the gate of {least}")
    return failed
