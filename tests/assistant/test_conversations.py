from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import Ask, make_ask
from assistant.conversations import Conversations
from assistant.errors import UnknownConversation
from assistant.settings import AssistantSettings
from assistant.verify import recheck
from ingest.library import Library, Source


def test_turns_survive(tmp_path: Path, ask: Ask) -> None:
    kept = Conversations(tmp_path)
    name = kept.start()
    answer = ask(Question(text="What is code 96522 used for?"))
    kept.add(name, answer)
    (turn,) = Conversations(tmp_path).turns(name)
    assert turn.answer == answer
    assert kept.recent(5) == [(name, "What is code 96522 used for?")]
    with pytest.raises(UnknownConversation):
        kept.turns("nothing")


def test_personal_data_is_not_kept(tmp_path: Path, ask: Ask) -> None:
    kept = Conversations(tmp_path)
    question = "Is Maria Gomez, born 03/04/1961, MRN 4482913, covered?"
    kept.add(kept.start(), ask(Question(text=question)))
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (b"Gomez", b"1961", b"4482913"):
        assert secret not in stored


def test_sentences_of_a_removed_document_are_withheld(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    path.write_text("# Refill rules\n\nA refill of a portable pump is reported with 96521.\n")
    library.add(Source(path, "rules"))
    ask = make_ask(library, AssistantSettings())
    answer = ask(Question(text="Which code reports a refill of a portable pump?"))
    assert recheck(answer, library) == (answer, 0)
    library.remove("rules")
    shown, withheld = recheck(answer, library)
    assert withheld == 1
    assert "96521" not in shown.to_json().replace(answer.question, "")
