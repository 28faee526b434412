"""Count the conflicts that are shown between two documents that disagree, and that are not.

    python -m evals.bench_conflicts evals/conflicts/blind.jsonl

Each line holds two texts of two publishers, a question that both answer, and whether they
disagree on it. The bounds of assistant/conflicts.py were chosen on choose.jsonl; blind.jsonl was
not looked at.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Question
from assistant.ask import make_ask
from assistant.settings import AssistantSettings
from ingest.library import Library, Source
from ingest.settings import IngestSettings


def answer(pair: dict[str, Any]) -> Answer:
    """Return the answer from a library of the two texts alone."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(IngestSettings(home=Path(folder) / "home"))
        for name in ("a", "b"):
            path = Path(folder) / f"{name}.md"
            path.write_text(f"# Guidance {name}\n\n{pair[name]}\n", encoding="utf-8")
            library.add(Source(path, name))
        return make_ask(library, AssistantSettings())(Question(text=pair["question"]))


def main(path: str) -> None:
    """Print how many conflicts were shown, rightly and wrongly."""
    counts: Counter[str] = Counter()
    for pair in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines()):
        found = answer(pair)
        kind = "that disagree" if pair["conflict"] else "that do not"
        counts[f"{kind}, pairs"] += 1
        counts[f"{kind}, answered"] += found.outcome == "answered"
        counts[f"{kind}, shown as a conflict"] += bool(found.conflicts)
    for name, count in sorted(counts.items()):
        print(f"{name:40} {count}")


if __name__ == "__main__":
    main(*sys.argv[1:])
