"""A chat model words the answers: what holds is shown, the rest never, in bounded time."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant.answer import Answer, Question
from assistant.ask import make_ask
from assistant.chat import check_settings
from assistant.errors import ChatSettingsError
from assistant.generate import claims_of
from assistant.messages import message
from assistant.settings import AssistantSettings
from assistant.support import Claim
from assistant.verify import recheck
from ingest.library import Library, Source

sys.path.insert(0, str(Path(__file__).parents[1]))
from chat_server import ChatServer, chat_server

REFILL = "Which codes are used when the pump is refilled?"
TRUE = "Code 96521 is used for a later refill of a portable pump"
ATTACKS = Path(__file__).parents[1] / "fixtures" / "attacks.jsonl"


class Script(BaseChatModel):
    """Reply from a queue, the last reply again and again, and keep what was asked."""

    replies: list[str | Callable[[str], str]]
    asked: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "script"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)
        self.asked.append("\n".join(str(m.content) for m in messages))
        text = reply if isinstance(reply, str) else reply(self.asked[-1])
        for word in text.split(" "):
            yield ChatGenerationChunk(message=AIMessageChunk(content=word + " "))


def source_of(prompt: str, text: str) -> int:
    """Return the number of the source that holds a text."""
    number = 0
    for line in prompt.splitlines():
        if line.startswith("[") and line[1:2].isdigit():
            number = int(line[1 : line.index("]")])
        elif text in line:
            return number
    raise AssertionError(f"no source holds {text!r}")


def says(sentence: str, held: str = TRUE) -> Callable[[str], str]:
    return lambda prompt: f"{sentence} [{source_of(prompt, held)}]."


def answered(
    library: Library, replies: Sequence[str | Callable[[str], str]], question: str = REFILL
) -> tuple[Answer, Script]:
    model = Script(replies=list(replies))
    return make_ask(library, AssistantSettings(), model=model)(Question(text=question)), model


def test_a_sentence_that_holds_is_the_answer_with_its_verbatim_quote(corpus: Library) -> None:
    answer, model = answered(corpus, [says("A later refill of a portable pump is coded 96521")])
    first = answer.sentences[0]
    assert first.text == "A later refill of a portable pump is coded 96521."
    assert not first.verbatim
    quote = next(c for c in answer.citations if c.number == first.citations[0])
    text = corpus.text(quote.document, quote.revision)
    assert text[quote.start : quote.end] == quote.quote
    assert TRUE in quote.quote
    assert answer.generation
    assert (answer.generation.kept, answer.generation.fell_back) == (1, None)
    assert len(model.asked) == 1
    assert "English" in model.asked[0]
    assert recheck(answer, corpus) == (answer, 0)
    for conflict in answer.conflicts:
        assert set(conflict.citations) <= {c.number for c in answer.citations}


def test_what_fails_is_sent_back_once_with_the_reason(corpus: Library) -> None:
    wrong = says("A later refill of a portable pump is coded 96529")
    answer, model = answered(corpus, [wrong, says("A later refill of a portable pump is 96521")])
    assert "96529" in model.asked[1]
    assert "does not hold 96529" in model.asked[1]
    assert "96529" not in answer.to_json()
    assert any(s.text.endswith("is 96521.") for s in answer.sentences)

    answer, model = answered(corpus, [wrong])
    assert len(model.asked) == 2
    assert "96529" not in answer.to_json()
    assert answer.model == "extractive"
    assert all(s.verbatim for s in answer.sentences)
    assert answer.generation
    assert answer.generation.fell_back == "unsupported"
    assert message("chat_unsupported", "en") in answer.notes


def test_what_is_left_out_is_said(corpus: Library) -> None:
    def two(prompt: str) -> str:
        return f"{TRUE} [{source_of(prompt, TRUE)}]. Code 96521 is paid at 40 dollars [1]."

    answer, _ = answered(corpus, [two])
    assert "dollars" not in answer.to_json()
    assert message("chat_removed", "en", count=1) in answer.notes


@pytest.mark.parametrize(
    "reply",
    ["NOTHING", "", "I am sorry, I cannot help with that.", "{'answer': [1, {", "[1] [2] [3]",
     "refill refill refill " * 500, "\x00\ufffd\x1b[2J" * 40],
)  # fmt: skip
def test_a_refusing_looping_or_babbling_model_is_not_heard(corpus: Library, reply: str) -> None:
    answer, _ = answered(corpus, [reply])
    assert answer.outcome == "answered"
    assert answer.model == "extractive"
    assert message("chat_unsupported", "en") in answer.notes


def test_the_model_is_not_asked_without_an_answer_in_the_guidance(corpus: Library) -> None:
    for question in ("What is the capital of France?", "Does code 99999 pay for a pump?",
                     "My patient came back for a pump refill, which code do I bill?"):  # fmt: skip
        answer, model = answered(corpus, [says("no")], question)
        assert not model.asked
        assert answer.outcome != "answered"


def test_nothing_personal_is_sent(corpus: Library) -> None:
    question = f"{REFILL} Call me at 212-555-0147 or write to jane.roe@example.org."
    _, model = answered(corpus, [says(TRUE)], question)
    sent = "".join(model.asked)
    assert "555" not in sent
    assert "jane" not in sent


def test_orders_reach_nobody_and_are_not_obeyed(
    corpus: Library, library: Library, tmp_path: Path
) -> None:
    import json

    attacks = [json.loads(line) for line in ATTACKS.read_text("utf-8").splitlines()]

    forbidden: list[str] = []
    model = Script(replies=[lambda prompt: "\n".join(f"{TRUE}. {word} [1]." for word in forbidden)])
    ask = make_ask(corpus, AssistantSettings(), model=model)
    for attack in (a for a in attacks if a["kind"] != "document"):
        forbidden[:] = [attack["forbidden"]]
        answer = ask(Question(text=attack["text"]))
        assert attack["forbidden"] not in answer.text + " ".join(answer.notes), attack

    planted = [a for a in attacks if a["kind"] == "document"]
    for number in range(0, len(planted), 5):
        path = tmp_path / f"pumps{number}.md"
        orders = "\n\n".join(a["text"] for a in planted[number : number + 5])
        path.write_text(f"# Pump refills {number}\n\n{TRUE}.\n\n{orders}\n", "utf-8")
        library.add(Source(path, f"pumps{number}"))
    ask = make_ask(library, AssistantSettings(), model=model)
    model.asked.clear()
    for number in range(0, len(planted), 7):
        forbidden[:] = [a["forbidden"] for a in planted[number : number + 7]]
        answer = ask(Question(text="Which code is for the refill of a portable pump?"))
        assert not [word for word in forbidden if word in answer.text]
    assert model.asked
    assert not [a["text"] for a in planted if a["text"] in model.asked[0]]


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    pytest.importorskip("langchain_openai", reason="needs langchain-openai: make chat")
    with chat_server() as server:
        yield server


def settings_for(server: ChatServer, seconds: float = 20, **more: Any) -> AssistantSettings:
    return AssistantSettings(
        chat_model="openai:m", chat_base_url=server.url, chat_seconds=seconds, **more
    )


def test_a_real_client_streams_and_counts(server: ChatServer, corpus: Library) -> None:
    server.manner, server.asked = "well", []
    server.reply = TRUE + "."
    drafts: list[str] = []
    settings = settings_for(server, chat_input_price=1, chat_output_price=10)
    answer = make_ask(corpus, settings, drafts.append)(Question(text=REFILL))
    assert drafts[0] == "Code "
    assert all(later.startswith(one) for one, later in pairwise(drafts))
    assert answer.model == "openai:m"
    assert answer.generation
    assert (answer.generation.tokens_in, answer.generation.tokens_out) == (100, 20)
    assert answer.generation.cost == pytest.approx(0.0003)
    assert REFILL in server.asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("manner", "why"),
    [("silent", "late"), ("busy", "busy"), ("broken", "failed"), ("cut", None),
     ("garbage", "failed"), ("slow", "late"), ("redirect", "failed")],
)  # fmt: skip
def test_a_bad_server_costs_the_time_that_is_promised(
    server: ChatServer, corpus: Library, manner: str, why: str | None
) -> None:
    server.manner, server.pause = manner, 0.5 if manner == "slow" else 0.0
    server.reply = "word " * 20
    with chat_server() as other:
        server.elsewhere = other.url + "/chat/completions"
        seconds = 2 if why == "late" else 20
        answer = make_ask(corpus, settings_for(server, seconds))(Question(text=REFILL))
        assert not other.asked
    server.pause = 0.0
    assert answer.outcome == "answered"
    assert answer.model == "extractive"
    assert answer.generation
    assert answer.generation.seconds < seconds + 3  # those promised, on a busy machine
    assert answer.generation.fell_back in ((why,) if why else ("failed", "unsupported"))
    assert message(f"chat_{answer.generation.fell_back}", "en") in answer.notes


def test_a_dead_server_is_said_at_once(corpus: Library) -> None:
    pytest.importorskip("langchain_openai", reason="needs langchain-openai: make chat")
    settings = AssistantSettings(chat_model="openai:m", chat_base_url="http://127.0.0.1:9/v1")
    answer = make_ask(corpus, settings)(Question(text=REFILL))
    assert message("chat_failed", "en") in answer.notes


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"chat_model": "gpt"}, "PROVIDER:MODEL"),
        ({"chat_model": "bedrock:x"}, "PROVIDER:MODEL"),
        ({"chat_model": "openai:gpt"}, "GUIDECITE_CHAT_ALLOWED_HOSTS=api.openai.com"),
        ({"chat_model": "anthropic:claude"}, "api.anthropic.com, which is not allowed"),
        ({"chat_model": "openai:m", "chat_base_url": "http://10.0.0.7/v1"}, "10.0.0.7"),
        ({"chat_model": "openai:m", "chat_base_url": "http://127.0.0.1@evil.example/v1"}, "evil"),
        ({"chat_model": "openai:m", "chat_base_url": "nowhere"}, "not a URL"),
    ],
)
def test_text_goes_only_where_it_is_allowed(settings: dict[str, str], words: str) -> None:
    with pytest.raises(ChatSettingsError, match=words.replace(".", r"\.")):
        check_settings(AssistantSettings(**settings))  # type: ignore[arg-type]


def test_a_host_that_is_named_is_allowed() -> None:
    pytest.importorskip("langchain_openai", reason="needs langchain-openai: make chat")
    check_settings(AssistantSettings(chat_model="openai:x", chat_allowed_hosts="api.openai.com"))


def test_without_a_model_nothing_of_it_is_imported() -> None:
    code = (
        "import sys, ui.cli\n"
        "parts = ('langchain.', 'langchain_openai', 'openai', 'ollama', 'anthropic', 'xllamacpp')\n"
        "print([m for m in sys.modules if m.startswith(parts)])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_draft_is_taken_to_pieces_with_its_citations() -> None:
    draft = "First it is 96521. [1] Then, **by rule**, 96522 [2, 3]!\n- 第三句【1】。\n"
    draft += "First it is 96521 [1]."
    assert claims_of(draft) == [
        Claim("First it is 96521.", (1,)),
        Claim("Then, by rule, 96522!", (2, 3)),
        Claim("第三句。", (1,)),
    ]
