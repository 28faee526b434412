"""Write from several processes at once: nothing is lost, and readers see one state each time."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import make_ask
from assistant.settings import AssistantSettings
from ingest.encoder import Encoder
from ingest.errors import HomeBusy
from ingest.library import Library
from ingest.locking import write_lock
from ingest.settings import IngestSettings

Process = subprocess.Popen[str]


def _guidecite(home: Path, *words: str | Path) -> Process:
    return subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "--home", str(home), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _ended(process: Process) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert "Error" not in err
    return out


def _folder(parent: Path, name: str, codes: range) -> Path:
    folder = parent / name
    folder.mkdir()
    for code in codes:
        (folder / f"{code}.md").write_text(
            f"# Visit {code}\n\nThe visit coded {code} is paid at most {code % 100} times a year.\n"
        )
    return folder


def test_two_adds_during_an_eval_and_questions(tmp_path: Path, encoder: Encoder) -> None:
    home = tmp_path / "home"
    first = _folder(tmp_path, "first", range(99501, 99504))
    _ended(_guidecite(home, "add", first))
    cases = tmp_path / "set.jsonl"
    cases.write_text(
        "".join(
            json.dumps(
                {
                    "id": f"{code}-{n}",
                    "question": f"How many times a year is the visit coded {code} paid?",
                    "expect": "answered",
                    "must": [[f"{code % 100} times"]],
                }
            )
            + "\n"
            for n in range(6)
            for code in range(99501, 99504)
        )
    )
    report = tmp_path / "report.json"
    running = [
        _guidecite(home, "eval", cases, "--out", report),
        _guidecite(home, "add", _folder(tmp_path, "second", range(99511, 99514)), "--json"),
        _guidecite(home, "add", _folder(tmp_path, "third", range(99521, 99524)), "--json"),
    ]
    ask = make_ask(Library(IngestSettings(home=home), encoder), AssistantSettings())
    while any(process.poll() is None for process in running[1:]):
        answer = ask(Question(text="How many times a year is the visit coded 99502 paid?"))
        assert re.search(r"2 times", answer.text)
        time.sleep(0.1)
    _, *added = (_ended(process) for process in running)
    statuses = [receipt["status"] for out in added for receipt in json.loads(out)]
    assert statuses == ["added"] * 6
    assert json.loads(report.read_text())["summary"]["correct"] == 1
    library = Library(IngestSettings(home=home), encoder)
    assert len(library.documents()) == 9
    assert library.verify() == []


def test_a_running_reader_sees_what_others_add_and_remove(tmp_path: Path, encoder: Encoder) -> None:
    home = tmp_path / "home"
    _ended(_guidecite(home, "add", _folder(tmp_path, "first", range(99501, 99503))))
    ask = make_ask(Library(IngestSettings(home=home), encoder), AssistantSettings())
    asked = Question(text="How many times a year is the visit coded 99531 paid?")
    seen: list[tuple[float, str]] = []
    stop = threading.Event()

    def chat() -> None:
        while not stop.is_set():
            seen.append((time.monotonic(), ask(asked).outcome))
            time.sleep(0.1)

    chatting = threading.Thread(target=chat)
    chatting.start()
    ends = []
    try:
        _ended(_guidecite(home, "add", _folder(tmp_path, "late", range(99531, 99532))))
        ends.append(time.monotonic())
        time.sleep(1)
        _ended(_guidecite(home, "library", "remove", "99531.md"))
        ends.append(time.monotonic())
        time.sleep(1)
    finally:
        stop.set()
        chatting.join()
    outcomes = [outcome for _, outcome in seen]
    changes = [o for before, o in zip(["", *outcomes], outcomes, strict=False) if o != before]
    assert changes == ["no_evidence", "answered", "no_evidence"]
    for end, outcome in zip(ends, ("answered", "no_evidence"), strict=True):
        after = next(at for at, found in seen if at > end and found == outcome)
        assert after - end < 5


def test_a_writer_that_waits_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    waiting = write_lock(tmp_path, lambda stage, done, total: told.append(stage), seconds=1)
    with write_lock(tmp_path), pytest.raises(HomeBusy, match="another guidecite"), waiting:
        pass
    assert set(told) == {"waiting for another guidecite to finish writing"}
