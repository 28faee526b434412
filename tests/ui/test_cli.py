"""Run the command as its user does: the real program, its exit status, stdout and stderr."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = "# Refill rules\n\nA refill of a portable pump is reported with 96521.\n"


def guidecite(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **settings},
        check=False,
    )


def told(run: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    """Check the status, and that stderr is one line that says the words."""
    lines = [line for line in run.stderr.splitlines() if line.startswith("guidecite: ")]
    assert run.returncode == status, run.stderr
    assert "Traceback" not in run.stderr
    assert len(lines) == 1, run.stderr
    for word in words:
        assert word in lines[0]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.md"
    path.write_text(RULES)
    return path


def test_add_ask_list_show_text_remove(tmp_path: Path, rules: Path) -> None:
    home = ("--home", tmp_path / "home")
    (receipt,) = json.loads(guidecite(*home, "add", rules, "--document", "r", "--json").stdout)
    assert (receipt["status"], receipt["document"]) == ("added", "r")
    again = guidecite(*home, "add", rules, "--document", "r")
    assert again.returncode == 0
    assert "nothing changed" in again.stdout
    question = "Which code reports a refill of a portable pump?"
    answer: dict[str, Any] = json.loads(guidecite(*home, "ask", question, "--json").stdout)
    assert (answer["schema"], answer["outcome"]) == (1, "answered")
    (citation,) = answer["citations"]
    text = guidecite(*home, "library", "text", "r").stdout
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "96521" in citation["quote"]
    shown = guidecite(*home, "ask", question).stdout
    assert answer["disclaimer"] in shown
    assert "r: Refill rules" in guidecite(*home, "library", "list").stdout
    (row,) = json.loads(guidecite(*home, "library", "list", "--json").stdout)
    assert row["revision"] == receipt["revision"]
    assert json.loads(guidecite(*home, "library", "show", "r", "--json").stdout)["revisions"]
    assert guidecite(*home, "library", "remove", "r").returncode == 0
    told(guidecite(*home, "library", "text", "r"), 2, "'r'", "removed")
    gone = json.loads(guidecite(*home, "ask", question, "--json").stdout)
    assert gone["outcome"] == "no_evidence"


def test_diff_verify_rebuild_export_and_import(tmp_path: Path, rules: Path) -> None:
    home = ("--home", tmp_path / "home")
    (old,) = json.loads(guidecite(*home, "add", rules, "--document", "r", "--json").stdout)
    rules.write_text(RULES.replace("96521", "96522"))
    (new,) = json.loads(guidecite(*home, "add", rules, "--document", "r", "--json").stdout)
    shown = guidecite(*home, "library", "diff", "r", old["revision"], new["revision"][:12]).stdout
    assert "-A refill of a portable pump is reported with 96521." in shown
    assert "+A refill of a portable pump is reported with 96522." in shown
    told(guidecite(*home, "library", "diff", "r", "fff", "000"), 2, "fff", "library show")
    assert "1 documents" in guidecite(*home, "library", "rebuild").stdout
    found = json.loads(guidecite(*home, "library", "verify", "--json").stdout)
    assert found == {"clean": True, "problems": []}
    backup = tmp_path / "library.zip"
    assert guidecite(*home, "library", "export", backup).returncode == 0
    told(guidecite(*home, "library", "export", backup), 1, "is there already")
    next((tmp_path / "home" / "originals").iterdir()).write_text("spoilt")
    told(guidecite(*home, "library", "verify"), 1, "not what was uploaded")
    other = ("--home", tmp_path / "other")
    assert "verified" in guidecite(*other, "library", "import", backup).stdout
    (row,) = json.loads(guidecite(*other, "library", "list", "--json").stdout)
    assert row["revision"] == new["revision"]
    told(guidecite(*other, "library", "import", rules), 1, "holds a library already")


def test_another_splitter_is_a_line(tmp_path: Path, rules: Path) -> None:
    home = ("--home", tmp_path / "home")
    guidecite(*home, "add", rules)
    changed = {"GUIDECITE_CHUNK_TOKENS": "100"}
    asked = ("ask", "Which code reports a refill of a portable pump?")
    told(guidecite(*home, *asked, **changed), 1, "GUIDECITE_CHUNK_TOKENS", "library rebuild")
    assert guidecite(*home, "library", "rebuild", **changed).returncode == 0
    assert "96521" in guidecite(*home, *asked, **changed).stdout


def test_one_bad_file_never_stops_the_rest(tmp_path: Path, rules: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a_empty.txt").touch()
    (folder / "b_program.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "c_broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "d_locked.pdf").write_bytes((FIXTURES / "locked.pdf").read_bytes())
    (folder / "e_rules.md").write_text(RULES)
    run = guidecite("--home", tmp_path / "home", "add", folder, "--json")
    assert run.returncode == 1
    receipts = {r["file"]: r for r in json.loads(run.stdout)}
    assert receipts["e_rules.md"]["status"] == "added"
    failed = {name: r for name, r in receipts.items() if r["status"] == "failed"}
    assert len(failed) == 4
    assert all(name in r["message"] for name, r in failed.items())
    listed = json.loads(guidecite("--home", tmp_path / "home", "library", "list", "--json").stdout)
    assert [row["document"] for row in listed] == ["e_rules.md"]


def test_wrong_input_is_a_line(tmp_path: Path, rules: Path) -> None:
    home = ("--home", tmp_path / "home")
    told(guidecite(*home, "add", tmp_path / "nothing.pdf"), 2, "nothing.pdf", "check the path")
    told(guidecite(*home, "ask", "x" * 100_000), 2, "100,000 characters", "shorten")
    told(guidecite(*home, "ask", "q?", "--as-of", "soon"), 2, "as_of")
    told(guidecite(*home, "library", "show", "nope"), 2, "'nope'", "library list")
    told(guidecite(*home, "library", "list", GUIDECITE_CHATMODEL="x"), 2, "GUIDECITE_CHATMODEL")
    told(guidecite(*home, "eval", rules), 2, "rules.md:1", "nothing was run")
    assert guidecite(*home, "add", rules, "--setting", "moon").returncode == 2
    assert guidecite(*home, "add", rules, rules, "--document", "x").returncode == 2


def test_a_home_that_cannot_be_written_is_a_line(rules: Path) -> None:
    told(guidecite("--home", rules / "home", "add", rules), 1, str(rules / "home"), "--home")


def test_a_port_in_use_is_a_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told(guidecite("--home", tmp_path / "home", "chat", "--port", str(port)), 1, str(port))
    assert not (tmp_path / "home").exists()


def test_eval_writes_a_report_and_holds_gates(tmp_path: Path, rules: Path) -> None:
    home = ("--home", tmp_path / "home")
    guidecite(*home, "add", rules)
    cases = tmp_path / "set.jsonl"
    cases.write_text(
        '{"id": "a", "question": "Which code reports a refill of a portable pump?", '
        '"expect": "answered", "must": [["96521"]], "tags": ["t"]}\n'
        '{"id": "b", "question": "What is code 97110 for?", "expect": "no_evidence"}\n'
    )
    out = tmp_path / "report.json"
    run = guidecite(*home, "eval", cases, "--out", out, "--gate", "correct=1")
    assert run.returncode == 0, run.stderr
    report = json.loads(out.read_text())
    assert report["summary"]["correct"] == 1
    assert {"schema", "started", "settings", "library", "cases", "by_tag"} <= set(report)
    assert str(tmp_path) not in out.read_text()
    again = guidecite(*home, "eval", cases, "--tag", "t", "--baseline", out, "--gate", "correct=2")
    told(again, 1, "below the gate")
    assert "against" in again.stdout
