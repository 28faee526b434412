"""Follow-ups stand alone with what they take from the conversation; new topics take nothing."""

from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import Ask
from assistant.follow_up import stand_alone
from evals.metrics import fetched
from evals.questions import Case
from ingest.library import Library

SET = Path(__file__).parents[2] / "evals" / "sets" / "follow-ups.jsonl"


@pytest.mark.parametrize("line", SET.read_text("utf-8").splitlines())
def test_fetches_the_right_passage(ask: Ask, corpus: Library, line: str) -> None:
    case = Case.model_validate_json(line)
    question = Question(text=case.question, history=tuple(case.history), explain=True)
    assert fetched(case, ask(question), corpus.text) == 1


def test_a_new_code_or_year_replaces_the_old_one() -> None:
    said = stand_alone("what about 96522?", ["What was 96521 used for in 2023?"])
    assert "96521" not in said
    assert "2023" in said
    assert "2023" not in stand_alone("and in 2025?", ["What was 96521 used for in 2023?"])


def test_a_whole_question_takes_nothing() -> None:
    whole = "Is hydration that runs at the same time as chemotherapy reported?"
    assert stand_alone(whole, ["What is 96521 used for?"]) == whole
