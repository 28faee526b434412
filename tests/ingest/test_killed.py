"""Kill a writer at any moment: what is left opens, is clean, and is as before or as after."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import make_ask
from assistant.settings import AssistantSettings
from ingest.encoder import Encoder
from ingest.library import Library
from ingest.settings import IngestSettings

sys.path.insert(0, str(Path(__file__).parent))
import writer

CHANGES = 4  # that a writer makes at most before its end, about
State = dict[int, tuple[int, str]]  # of each document: the version of its text, and its title


def _after(state: State, kind: str, number: int, version: int) -> State:
    changed = dict(state)
    if kind == "add":
        changed[number] = (version, f"Rule {number}")
    elif kind == "remove":
        del changed[number]
    elif kind == "edit":
        changed[number] = (changed[number][0], f"Title {version}")
    return changed


def _answers(library: Library) -> State:
    """Return what ten questions are answered with."""
    ask = make_ask(library, AssistantSettings())
    found: State = {}
    for number in range(writer.DOCUMENTS):
        answer = ask(Question(text=writer.question(number)))
        if answer.outcome == "answered":
            said = answer.citations[0]
            version = said.quote.split("at most ")[1].split(" ")[0]
            assert f"995{number:02d}" in said.quote
            found[number] = (int(version), said.title or "")
    return found


def _killed(home: Path, log: Path, seed: int, delay: float) -> list[list[object]]:
    """Return what a writer told until it was killed."""
    log.write_text("")
    process = subprocess.Popen(
        [sys.executable, writer.__file__, str(home), str(log), str(seed)],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    while not log.read_text():
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        time.sleep(0.02)
    time.sleep(delay)
    assert process.poll() is None, process.stderr and process.stderr.read().decode()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    told = log.read_text().splitlines(keepends=True)
    return [json.loads(line) for line in told if line.endswith("\n")]


def test_a_killed_writer_leaves_what_was_or_what_will_be(
    tmp_path: Path, encoder: Encoder, request: pytest.FixtureRequest
) -> None:
    home = tmp_path / "home"
    settings = IngestSettings(home=home)
    library = Library(settings, encoder)
    state: State = {}
    began = time.monotonic()
    for number in range(writer.DOCUMENTS):
        writer.change(library, tmp_path, "add", number, 2 + number)
        state[number] = (2 + number, f"Rule {number}")
    longest = CHANGES * (time.monotonic() - began) / writer.DOCUMENTS  # on this machine, now
    assert _answers(library) == state
    chance = random.Random()
    hit: Counter[str] = Counter()
    for seed in range(1, request.config.getoption("--kill-rounds") + 1):
        delay = chance.uniform(0.0, longest)
        told = _killed(home, tmp_path / "log", seed, delay)
        _, *changes = told
        begun = [(str(k), int(str(n)), int(str(v))) for w, k, n, v in changes[::2] if w == "begin"]
        done = begun[: len(changes) // 2]
        for change in done:
            state = _after(state, *change)
        possible = [state] + [_after(state, *change) for change in begun[len(done) :]]
        during = begun[-1][0] if len(begun) > len(done) else "between"
        hit[during] += 1
        library = Library(settings, encoder)
        assert library.verify() == [], (seed, delay, told)
        found = _answers(library)
        assert found in possible, (seed, delay, told)
        print(f"round {seed}: {during}, {'after' if found != state else 'before'}", flush=True)
        state = found
    print("killed during", dict(hit))
