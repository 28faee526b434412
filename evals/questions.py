"""Read question sets: JSON Lines, or YAML with the same fields."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Outcome
from evals.errors import QuestionSetError


class Cite(BaseModel):
    """Name what a right answer cites; empty fields are not looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    page: int | None = None
    contains: str | None = None


class Case(BaseModel):
    """Hold one question and what is expected of its answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    question: str
    expect: Outcome
    must: list[list[str]] = []
    must_not: list[str | list[str]] = []
    cites: list[Cite] = []
    history: list[str] = []
    as_of: date | None = None
    language: str | None = None
    tags: list[str] = []


def read_questions(paths: Iterable[Path]) -> list[Case]:
    """Return the cases of all files; QuestionSetError names the first bad line."""
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for path in paths:
        for line, fields in _entries(path):
            where = f"{path}:{line}"
            try:
                case = Case.model_validate(fields)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"])) or "the line"
                raise QuestionSetError(
                    f"{where}: {field}: {first['msg']}; nothing was run"
                ) from None
            if case.id in seen:
                raise QuestionSetError(
                    f"{where}: the id '{case.id}' is taken by {seen[case.id]}; nothing was run"
                )
            seen[case.id] = where
            cases.append(case)
    if not cases:
        raise QuestionSetError("no questions in the files given; nothing was run")
    return cases


def _entries(path: Path) -> Iterable[tuple[int, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise QuestionSetError(f"{path}: cannot be read ({reason}); nothing was run") from None
    if path.suffix.lower() in (".yaml", ".yml"):
        return _yaml_entries(path, text)
    return _json_entries(path, text)


def _json_entries(path: Path, text: str) -> Iterable[tuple[int, Any]]:
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                entries.append((number, json.loads(line)))
            except json.JSONDecodeError as error:
                raise QuestionSetError(
                    f"{path}:{number}: not JSON ({error.msg}); nothing was run"
                ) from None
    return entries


def _yaml_entries(path: Path, text: str) -> Iterable[tuple[int, Any]]:
    try:
        node = yaml.compose(text)
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise QuestionSetError(f"{path}:{line}: not valid YAML; nothing was run") from None
    if not isinstance(node, yaml.SequenceNode) or not isinstance(values, list):
        raise QuestionSetError(f"{path}:1: not a list of questions; nothing was run")
    return [(n.start_mark.line + 1, v) for n, v in zip(node.value, values, strict=True)]
