import json
from pathlib import Path

import pytest

from assistant.answer import Answer, Question
from assistant.ask import Ask
from evals.errors import QuestionSetError, ReportError
from evals.metrics import score, summarise, verbatim
from evals.questions import Case, read_questions
from evals.run import failed_gates, run, select
from ingest.library import Library

SETS = Path(__file__).parents[2] / "evals" / "sets"


def _write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_shipped_sets_have_what_they_should() -> None:
    cases = read_questions(sorted(SETS.glob("*.jsonl")))
    answerable = [c for c in cases if c.expect == "answered"]
    assert sum((c.language or "en") == "en" for c in answerable) >= 60
    for language in ("es", "zh", "ru", "ar", "vi", "fr", "de", "ko", "tl"):
        assert sum(c.language == language for c in answerable) >= 8
    assert sum(c.expect == "no_evidence" for c in cases) >= 40
    assert sum(c.expect == "declined" for c in cases) >= 15


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (['{"id": "a", "question": "q", "expect": "answered"}', "{oops"], ":2: not JSON"),
        (['{"id": "a", "question": "q"}'], ":1: expect"),
        (['{"id": "a", "question": "q", "expect": "answered", "musst": []}'], ":1: musst"),
        (['{"id": "a", "question": "q", "expect": "answered"}'] * 2, "taken by"),
        ([""], "no questions"),
    ],
)
def test_a_bad_line_is_named_and_nothing_runs(tmp_path: Path, lines: list[str], says: str) -> None:
    with pytest.raises(QuestionSetError, match=says):
        read_questions([_write(tmp_path / "set.jsonl", *lines)])


def test_yaml_is_read_too(tmp_path: Path) -> None:
    path = _write(tmp_path / "set.yaml", "- id: a", "  question: q", "  expect: no_evidence")
    assert [c.id for c in read_questions([path])] == ["a"]
    _write(path, "- id: a", "  question: q", "  expect: never")
    with pytest.raises(QuestionSetError, match="yaml:1: expect"):
        read_questions([path])


def test_scores(ask: Ask) -> None:
    answer = ask(Question(text="What is code 96522 used for?"))
    right = Case(id="r", question="q", expect="answered", must=[["96522"], ["refill", "x"]])
    wrong = right.model_copy(update={"must": [["96522"], ["unicorn"]]})
    banned = right.model_copy(update={"must_not": ["REFILL"]})
    assert score(right, answer)["correct"] == 1
    assert score(wrong, answer)["must"] == 0.5
    assert score(wrong, answer)["correct"] == 0
    assert score(banned, answer)["correct"] == 0
    assert "cites" not in score(right, answer)
    assert summarise([({"correct": 1.0}, 0.1), ({"correct": 0.0}, 0.3)])["correct"] == 0.5


def test_a_quote_that_does_not_stand_is_counted(ask: Ask, corpus: Library) -> None:
    answer = ask(Question(text="What is code 96522 used for?"))
    assert verbatim(answer, corpus.text) == 1.0
    moved = [c.model_copy(update={"start": c.start + 1}) for c in answer.citations]
    assert (verbatim(answer.model_copy(update={"citations": moved}), corpus.text) or 0) < 1
    words = [s.model_copy(update={"text": s.text + " too"}) for s in answer.sentences]
    assert (verbatim(answer.model_copy(update={"sentences": words}), corpus.text) or 0) < 1
    refused = ask(Question(text="What is code 12345 used for?"))
    bare = refused.model_copy(update={"nearest": []})
    assert verbatim(bare, corpus.text) is None


def test_a_crash_is_a_row_that_counts_as_wrong(ask: Ask) -> None:
    def breaks(question: Question) -> Answer:
        if "boom" in question.text:
            raise RuntimeError("boom")
        return ask(question)

    cases = [
        Case(id="a", question="boom", expect="answered", tags=["t"]),
        Case(id="b", question="What is code 96522 used for?", expect="answered", language="en"),
    ]
    report = run(cases, breaks, {}, {})
    assert [row.error for row in report.cases] == ["RuntimeError: boom", None]
    assert report.summary["correct"] == 0.5
    assert report.by_tag["t"]["correct"] == 0
    assert json.loads(report.model_dump_json(by_alias=True))["schema"] == 1
    assert select(cases, ["t"], []) == cases[:1]
    assert failed_gates(report.summary, ["correct=0.9"])
    assert not failed_gates(report.summary, ["correct=0.5"])
    with pytest.raises(ReportError, match="no metric"):
        failed_gates(report.summary, ["luck=1"])
