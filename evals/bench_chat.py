"""Ask a chat model many questions and count what it makes up, and what of that is shown.

    python -m evals.bench_chat HOME OUT.jsonl QUESTIONS.jsonl...
    python -m evals.bench_chat --scripted evals/support/held-out.jsonl

The first asks the model of the settings (GUIDECITE_CHAT_MODEL) every answerable question of the
sets, writes a line for each to OUT, and goes on there when it is started again; replies are kept
beside it, so that a change of the check is measured without asking the model anew. The second lets
a scripted model word right sentences and subtle faults in ten languages (see bench_support.py).

What is counted here does not use the check: a code or number is what looks like one, and it is
looked for in the quote as it stands, or spelled out.
"""

import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessageChunk

from assistant.answer import Answer, Question
from assistant.ask import make_ask
from assistant.chat import Message, open_model
from assistant.messages import LANGUAGES
from assistant.settings import AssistantSettings
from evals.bench_support import RIGHT, read_facts, variants
from evals.questions import read_questions
from ingest.library import Library, find_sources
from ingest.settings import IngestSettings

_FIGURE = re.compile(r"[A-Za-z]?\d+(?:[.,]\d+)*[A-Za-z]?\b")
_SPELLED = {
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"},
    **{"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15"},
    **{"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60"},
    **{"ninety": "90", "hundred": "100"},
}
_SOURCE = re.compile(r"^\[(\d+)\] .*\n(.*)$", re.MULTILINE)
_MARK = re.compile(r"\[(\d+)\]")


class Recorded:
    """Stand in for a chat model: what it once replied to the same messages, it replies again."""

    def __init__(self, model: Any, path: Path) -> None:
        self._model, self._path = model, path
        self.asked: list[tuple[str, str]] = []  # (prompt, reply) of the question at hand
        self._known: dict[str, dict[str, Any]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                kept = json.loads(line)
                self._known[kept["key"]] = kept

    def stream(self, messages: Sequence[Message]) -> Iterator[AIMessageChunk]:
        """Yield a reply, the kept one where there is one."""
        key = hashlib.sha256(json.dumps(messages).encode()).hexdigest()
        prompt = next(text for role, text in messages if role == "human")
        if key in self._known:
            kept = self._known[key]
            self.asked.append((prompt, kept["text"]))
            yield AIMessageChunk(
                content=kept["text"],
                usage_metadata=kept["tokens"],
                response_metadata={"finish_reason": kept["ended"]},
            )
            return
        text, tokens, ended = "", None, "stop"
        self.asked.append((prompt, ""))
        for piece in self._model.stream(list(messages)):
            text += str(piece.content)
            tokens = piece.usage_metadata or tokens
            ended = piece.response_metadata.get("finish_reason") or ended
            self.asked[-1] = (prompt, text)
            yield piece
        self._known[key] = {"key": key, "text": text, "tokens": tokens, "ended": ended}
        with self._path.open("a", encoding="utf-8") as kept_file:
            kept_file.write(json.dumps(self._known[key], ensure_ascii=False) + "\n")


def outside(sentence: str, quote: str) -> list[str]:
    """Return what looks like a code or number in a sentence and does not stand in its quote."""
    held = {_plain(f) for f in _FIGURE.findall(quote)}
    held |= {_SPELLED[w] for w in re.findall(r"[a-z]+", quote.lower()) if w in _SPELLED}
    ranges = re.findall(r"\b([A-Z]?)(\d{4,5})\s?[-–]\s?\1(\d{4,5})\b", quote)
    found = []
    for figure in map(_plain, _FIGURE.findall(_MARK.sub(" ", sentence))):
        digits = re.sub(r"\D", "", figure)
        in_range = any(
            figure.startswith(letter) and int(low) <= int(digits) <= int(high)
            for letter, low, high in ranges
            if len(digits) == len(low)
        )
        if figure not in held and not in_range:
            found.append(figure)
    return found


def _plain(figure: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", figure).upper().lstrip("0") or "0"


def written_outside(prompt: str, draft: str) -> tuple[int, int]:
    """Return the sentences of a draft, and those with a figure outside the source they name.

    One that names no source may take it from any.
    """
    sources = {int(m[1]): m[2] for m in _SOURCE.finditer(prompt)}
    sentences = [s for s in re.split(r"(?<=[.!?。])\s+(?!\[)|\n+", draft) if re.search(r"\w", s)]
    bad = 0
    for sentence in sentences:
        named = [int(n) for n in _MARK.findall(sentence)]
        texts = [sources.get(n, "") for n in named] if named else list(sources.values())
        bad += bool(outside(sentence, " ".join(texts)))
    return len(sentences), bad


def shown_outside(answer: Answer) -> tuple[int, int]:
    """Return the sentences shown that a model worded, and those with a figure outside the quote."""
    quotes = {c.number: c.quote for c in answer.citations}
    worded = [s for s in answer.sentences if not s.verbatim]
    bad = [s for s in worded if outside(s.text, " ".join(quotes[n] for n in s.citations))]
    return len(worded), len(bad)


def real(home: str, out: str, *sets: str) -> None:
    """Ask the model of the settings, and print the counts of all that stands in `out`."""
    library = Library(IngestSettings(home=Path(home)))
    settings = AssistantSettings()
    model: Any = Recorded(open_model(settings), Path(out).with_suffix(".replies.jsonl"))
    ask = make_ask(library, settings, model=model)
    cases = [c for c in read_questions(map(Path, sets)) if c.expect == "answered"]
    total: Counter[str] = Counter()
    with Path(out).open("w", encoding="utf-8") as file:
        for case in cases:
            model.asked = []
            answer = ask(Question(text=case.question, history=tuple(case.history)))
            row = {"id": case.id, "answer": json.loads(answer.to_json()), "asked": model.asked}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            total += count(answer, model.asked)
            if sum(total.values()) % 20 == 0:
                print(dict(total), file=sys.stderr, flush=True)
    for name, number in sorted(total.items()):
        print(f"{name:40} {number}")


def count(answer: Answer, asked: Sequence[tuple[str, str]]) -> Counter[str]:
    """Return what one question adds to the counts."""
    found: Counter[str] = Counter({"questions": 1, answer.outcome: 1})
    record = answer.generation
    if not record:
        return found
    found["model asked"] += 1
    found[
        "answered by the model" if not record.fell_back else f"fell back: {record.fell_back}"
    ] += 1
    for prompt, draft in asked:
        sentences, bad = written_outside(prompt, draft)
        found["sentences written"] += sentences
        found["... with a figure outside their source"] += bad
    sentences, bad = shown_outside(answer)
    found["sentences shown, worded by the model"] += sentences
    found["... with a figure outside their quote"] += bad
    found["sentences shown, the guidance's own"] += len(answer.sentences) - sentences
    return found


class Scripted:
    """Stand in for a chat model that says one sentence, and cites a source that holds a quote."""

    def __init__(self) -> None:
        self.says, self.quote, self.swap = "", "", False

    def stream(self, messages: Sequence[Message]) -> Iterator[AIMessageChunk]:
        """Yield the sentence with its citation, or another source's where that is the fault."""
        prompt = messages[1][1]
        sources = {int(m[1]): m[2] for m in _SOURCE.finditer(prompt)}
        holding = [n for n, text in sources.items() if self.quote in text]
        others = [n for n in sources if n not in holding] or [99]
        number = (others if self.swap or not holding else holding)[0]
        yield AIMessageChunk(content=f"{self.says} [{number}]")


def scripted(*paths: str) -> None:
    """Let a scripted model answer from the facts of the files, and print what was kept."""
    facts = [fact for path in paths for fact in read_facts(Path(path))]
    model: Any = Scripted()
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for topic in {fact["topic"] for fact in facts}:
            lines = [f["quote"] for f in facts if f["topic"] == topic]
            page = f"# {topic}\n\n" + "\n\n".join(lines) + "\n"
            (Path(folder) / f"{topic.lower().replace(' ', '-')}.md").write_text(page)
        library = Library(IngestSettings(home=Path(folder) / ".home"))
        for source in find_sources(Path(folder)):
            library.add(source)
        ask = make_ask(library, AssistantSettings(certainty=0, chat_model=None), model=model)
        for at, fact in enumerate(facts):
            away = facts[(at + len(facts) // 2) % len(facts)]
            for language in LANGUAGES:
                said = [(k, t, fact["quote"], False) for k, t in variants(fact["claims"][language])]
                right = said[0][1]
                said.append(("citation swapped", right, fact["quote"], True))
                elsewhere = next(variants(away["claims"][language]))[1]
                said.append(("elsewhere", elsewhere, fact["quote"], False))
                for kind, model.says, model.quote, model.swap in said:
                    about = f"What does the guidance say about {fact['topic']}?"
                    answer = ask(Question(text=about, language=language))
                    if not answer.generation:
                        total["not asked"] += 1
                        continue
                    total[kind] += 1
                    kept[kind] += any(s.text == model.says for s in answer.sentences)
    for kind, number in total.items():
        print(f"{kind:20} {number:5} said, {kept[kind]:5} shown")
    faults = [k for k in total if k not in (RIGHT, "not asked")]
    removed = 1 - sum(kept[k] for k in faults) / sum(total[k] for k in faults)
    print(
        f"kept {kept[RIGHT] / total[RIGHT]:.1%} of the right, removed {removed:.1%} of the faults"
    )


if __name__ == "__main__":
    if sys.argv[1] == "--scripted":
        scripted(*sys.argv[2:])
    else:
        real(*sys.argv[1:])
