"""Open the chat model that the settings name, and ask it in bounded time.

Text goes to one host, which the settings name and the list of allowed hosts holds: the loopback
unless more are named. Redirects are not followed and LangChain's own tracing is off, so that what
is sent goes nowhere else.
"""

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from assistant.errors import ChatSettingsError
from assistant.settings import AssistantSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Failure = Literal["late", "busy", "failed"]
Message = tuple[Literal["system", "human", "ai"], str]
Watch = Callable[[str], None]  # is given the draft so far, each time it grows

LOOPBACK = frozenset(["localhost", "127.0.0.1", "::1"])
# Where each provider is when no base URL is set. Any other server that speaks OpenAI's interface
# (vLLM, llama.cpp, LM Studio, a gateway) is "openai" with its base URL.
LOCAL_PORT = 8517  # of the model that 'guidecite model start' starts
_HOMES = {
    "local": f"http://127.0.0.1:{LOCAL_PORT}/v1",
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
_LONGEST_TOKEN = 12  # characters a token, for servers that heed no limit of tokens
_LOOP, _TIMES = 24, 4  # as many characters, that often in a row: the model is going round
# How interfaces say that a reply was stopped at its limit.
_WHY_ENDED = ("finish_reason", "done_reason", "stop_reason")
_STOPPED = ("length", "max_tokens")


class ChatFailure(Exception):
    """Say why a chat model gave no reply: in time, at all, or for too many requests."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class Reply:
    """Hold what a model wrote, and its tokens where the server counts them."""

    text: str
    tokens_in: int | None
    tokens_out: int | None
    cut: bool = False  # it was stopped before the model was done


def check_settings(settings: AssistantSettings) -> None:
    """Refuse a chat model that cannot be asked, before any question; ChatSettingsError says why."""
    if settings.chat_model is None:
        return
    provider, _, name = settings.chat_model.partition(":")
    if provider not in _HOMES or not name:
        raise ChatSettingsError(
            f"GUIDECITE_CHAT_MODEL={settings.chat_model}: write it as PROVIDER:MODEL, with "
            f"{', '.join(_HOMES)} as provider; any other server that speaks OpenAI's interface is "
            "'openai' with GUIDECITE_CHAT_BASE_URL"
        )
    address = urlsplit(_home(settings))
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ChatSettingsError(
            f"GUIDECITE_CHAT_BASE_URL={settings.chat_base_url}: not a URL; write it as "
            "http://127.0.0.1:8000/v1"
        )
    if address.hostname not in LOOPBACK | settings.allowed_hosts():
        raise ChatSettingsError(
            f"GUIDECITE_CHAT_MODEL={settings.chat_model} would send questions and passages to "
            f"{address.hostname}, which is not allowed; to allow it, set "
            f"GUIDECITE_CHAT_ALLOWED_HOSTS={address.hostname}"
        )
    package = f"langchain-{_interface(provider)}"
    if find_spec(package.replace("-", "_")) is None:
        raise ChatSettingsError(
            f"GUIDECITE_CHAT_MODEL={settings.chat_model} needs the package {package}; "
            "install it with 'make chat'"
        )


@cache
def open_model(settings: AssistantSettings) -> "BaseChatModel":
    """Return the chat model that the settings name; ChatSettingsError where there is none."""
    check_settings(settings)
    from langchain.chat_models import init_chat_model

    assert settings.chat_model
    provider, _, name = settings.chat_model.partition(":")
    provider = _interface(provider)
    address = _home(settings)
    local = urlsplit(address).hostname in LOOPBACK
    key = settings.chat_api_key.get_secret_value() if settings.chat_api_key else None
    options: dict[str, Any] = {"base_url": address, "temperature": 0}
    if provider == "ollama":
        options |= {"num_predict": settings.chat_tokens}
        options["client_kwargs"] = {
            "follow_redirects": False,
            "trust_env": not local,
            "timeout": settings.chat_seconds,
        }
        if key:
            options["client_kwargs"]["headers"] = {"Authorization": f"Bearer {key}"}
    else:
        options |= {"max_tokens": settings.chat_tokens, "timeout": settings.chat_seconds}
        options["max_retries"] = 0
        # A server of one's own asks for no key, the client does.
        if key or local:
            options["api_key"] = key or "none"
    if provider == "openai":
        from openai import DefaultHttpxClient

        options |= {"stream_usage": True, "http_socket_options": ()}
        options["http_client"] = DefaultHttpxClient(follow_redirects=False, trust_env=not local)
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except Exception as error:
        raise ChatSettingsError(
            f"GUIDECITE_CHAT_MODEL={settings.chat_model} cannot be opened "
            f"({str(error).splitlines()[0]}); check GUIDECITE_CHAT_API_KEY and the model's name"
        ) from None
    if provider == "anthropic":
        inner: Any = model  # its client takes no options for these
        inner._client._client.follow_redirects = False
        if local:
            inner._client._client._mounts.clear()  # the proxies of the environment
    return model


def _interface(provider: str) -> str:
    return "openai" if provider == "local" else provider


def _home(settings: AssistantSettings) -> str:
    assert settings.chat_model
    return settings.chat_base_url or _HOMES.get(settings.chat_model.partition(":")[0], "")


def stream(
    model: "BaseChatModel",
    messages: Sequence[Message],
    until: float,
    most_tokens: int,
    watch: Watch | None = None,
) -> Reply:
    """Return a model's reply; ChatFailure where there is none by the monotonic time `until`.

    The model runs in a thread of its own, which ends at its next piece of text or time-out once
    nobody waits for it any more. A model that goes round and round is cut off there.
    """
    pieces: queue.Queue[Any] = queue.Queue()
    given_up = threading.Event()

    def run() -> None:
        from langsmith import tracing_context

        try:
            with tracing_context(enabled=False):
                for piece in model.stream(list(messages)):
                    if given_up.is_set():
                        return
                    pieces.put(piece)
            pieces.put(None)
        except BaseException as error:  # whatever a provider raises is told to whoever waits
            pieces.put(error)

    threading.Thread(target=run, daemon=True, name="chat-model").start()
    text = ""
    tokens: dict[str, int] = {}
    cut = False
    try:
        for piece in _until(pieces, until):
            text += _text(piece)
            for name, count in (getattr(piece, "usage_metadata", None) or {}).items():
                if isinstance(count, int):
                    tokens[name] = max(count, tokens.get(name, 0))
            ended = getattr(piece, "response_metadata", None) or {}
            cut = cut or any(ended.get(name) in _STOPPED for name in _WHY_ENDED)
            if watch:
                watch(text)
            if len(text) > most_tokens * _LONGEST_TOKEN or _goes_round(text):
                cut = True
                break
    finally:
        given_up.set()
    return Reply(text.strip(), tokens.get("input_tokens"), tokens.get("output_tokens"), cut)


def _until(pieces: "queue.Queue[Any]", until: float) -> Iterator[Any]:
    """Yield the pieces of a reply as they come; ChatFailure where they stop coming."""
    while True:
        try:
            piece = pieces.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise ChatFailure("late") from None
        if piece is None:
            return
        if isinstance(piece, BaseException):
            raise ChatFailure(_kind(piece)) from None
        if time.monotonic() > until:
            raise ChatFailure("late")
        yield piece


def _kind(error: BaseException) -> Failure:
    if getattr(error, "status_code", None) == 429:
        return "busy"
    return "late" if "timeout" in type(error).__name__.lower() else "failed"


def _text(piece: Any) -> str:
    content = getattr(piece, "content", "")
    if isinstance(content, str):
        return content
    blocks = [b for b in content if isinstance(b, dict) and b.get("type") == "text"]
    return "".join(str(block.get("text", "")) for block in blocks)


def _goes_round(text: str) -> bool:
    tail = text[-_LOOP:]
    if len(tail) < _LOOP:
        return False
    return text[-4 * _TIMES * _LOOP :].count(tail) >= _TIMES or bool(
        re.search(r"(.{1,12})\1{15,}$", text[-240:], re.DOTALL)
    )
