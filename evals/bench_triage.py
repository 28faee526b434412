"""Print which questions are declined, of those that must be and of those that must not.

    python -m evals.bench_triage evals/triage/blind.jsonl

Each line holds "question", "language" and "reason": "ok", or that for which it must be declined.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from assistant.classify import reason_for
from assistant.steering import asked
from assistant.triage import triage
from ingest.encoder import load_encoder
from ingest.settings import IngestSettings


def main(path: str) -> None:
    """Print for each reason: questions, declined by rules alone, by rules and model, rightly."""
    encoder = load_encoder(IngestSettings())
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        by_rule = triage(row["question"])
        told = by_rule or reason_for(asked(row["question"]), encoder)
        found = counts.setdefault(row["reason"], Counter())
        found["questions"] += 1
        found["by rules"] += by_rule is not None
        found["declined"] += told is not None
        found["for the same reason"] += told == row["reason"]
    for reason, found in sorted(counts.items()):
        print(f"{reason:17}", ", ".join(f"{n} {name}" for name, n in found.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
