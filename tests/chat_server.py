"""A server that speaks OpenAI's interface on the loopback, well or badly, as a test wants it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ChatServer(ThreadingHTTPServer):
    """Stream `reply` piece by piece; `manner` says what goes wrong on the way."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = "Code 96521 is used for a later refill of a portable pump [1]."
        self.manner = "well"
        self.elsewhere = ""  # where "redirect" sends a request
        self.pause = 0.0  # seconds between pieces
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        manner = self.server.manner
        if manner == "silent":
            time.sleep(60)
            return
        if manner in ("busy", "broken", "redirect"):
            self.send_response({"busy": 429, "broken": 500, "redirect": 307}[manner])
            self.send_header("Location", self.server.elsewhere)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            if manner == "garbage":
                self.wfile.write(b"data: {]\xff\xfe not json\n\ndata: <html>\n\n")
                return
            words = self.server.reply.split(" ")
            for number, word in enumerate(words):
                if manner == "cut" and number == len(words) // 2:
                    return  # the connection is closed without an end
                self._send({"role": "assistant", "content": word + " "}, None)
                time.sleep(self.server.pause)
            self._send({}, "stop")
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            self._send(None, None, usage)
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # whoever asked has hung up

    def _send(
        self, delta: dict[str, str] | None, finish: str | None, usage: dict[str, int] | None = None
    ) -> None:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                 "choices": choices, "usage": usage}  # fmt: skip
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """Yield a running server."""
    server = ChatServer()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
