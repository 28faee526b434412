"""Share one encoder and one library of the shipped guidance among the tests."""

from pathlib import Path

import pytest

from assistant.ask import Ask, make_ask
from assistant.settings import AssistantSettings
from ingest.encoder import Encoder, load_encoder
from ingest.library import Library
from ingest.settings import IngestSettings
from ui.start import add_corpus


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kill-rounds", type=int, default=6, help="how often a writer is killed (6 by default)"
    )


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    monkeypatch.delenv("GUIDECITE_HOME", raising=False)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder(IngestSettings())


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    home = tmp_path_factory.mktemp("corpus") / "home"
    add_corpus(Library(IngestSettings(home=home), encoder), lambda stage, done, total: None)
    return home


@pytest.fixture(scope="session")
def corpus(corpus_home: Path, encoder: Encoder) -> Library:
    return Library(IngestSettings(home=corpus_home), encoder)


@pytest.fixture(scope="session")
def ask(corpus: Library) -> Ask:
    return make_ask(corpus, AssistantSettings())


@pytest.fixture
def library(tmp_path: Path, encoder: Encoder) -> Library:
    return Library(IngestSettings(home=tmp_path / "home"), encoder)
