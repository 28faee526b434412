"""Fit what declines a question by its vector, with the shipped encoder, and write it.

    python -m evals.fit_triage evals/triage/{dev,more,personal,cases,former-blind}.jsonl \\
        evals/triage/{patient,clinical}-pairs.jsonl evals/sets/{corpus,former-blind}.jsonl \\
        evals/sets/practice-{diagnostics,infusion,manual}.jsonl

Each line holds "question" and "reason" ("ok" or a reason of the answer's); of question sets those
are taken that are not to be declined, and of evals/reader all questions on documents that the
reader is trained on. Prints what each threshold does on evals/triage/choose.jsonl and four question
sets, which take no part in the fit: how many the model tells of a reason, rightly, and wrongly of
those to be answered, of what the rules let pass; and of conversations, all to be answered.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.classify import WEIGHTS
from assistant.follow_up import stand_alone
from assistant.steering import asked
from assistant.triage import triage
from evals.guidance_data import questions
from ingest.encoder import load_encoder
from ingest.settings import IngestSettings

HERE = Path(__file__).parent
CHOOSE = [HERE / "triage" / "choose.jsonl"]
CHOOSE += [
    HERE / "sets" / f"practice-{name}.jsonl" for name in ("billing", "codes", "desk", "rules")
]
TALKS = [HERE / "sets" / f"practice-follow-ups{part}.jsonl" for part in ("", "-2")]
# Of 10, 30, 100, 300: what finds most of choose.jsonl where one in a hundred is told wrongly.
_C = 10.0


def read_rows(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the rows of files, but for what a question set expects to be declined."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [row for row in map(json.loads, lines) if row.get("expect") != "declined"]


def main(*paths: str) -> None:
    """Fit on the lines of the files and write the weights beside assistant/classify.py."""
    rows = read_rows([Path(path) for path in paths]) + [item for _, item in questions("train")]
    encoder = load_encoder(IngestSettings())
    x = encoder.encode([row["question"] for row in rows], encoder.query_prompt)
    y = np.array([row.get("reason", "ok") for row in rows])
    model = LogisticRegression(C=_C, max_iter=5000)
    model.fit(x, y)
    names = list(model.classes_)
    rows = [row for row in read_rows(CHOOSE) if triage(row["question"]) is None]
    shares = model.predict_proba(
        encoder.encode([asked(row["question"]) for row in rows], encoder.query_prompt)
    )
    reasons = np.array([row.get("reason", "ok") for row in rows])
    print("let pass by rules:", dict(Counter(map(str, reasons))))
    talks = read_rows(TALKS)
    texts = [text for t in talks for text in (t["question"], _alone(t))]
    in_talk = model.predict_proba(encoder.encode(texts, encoder.query_prompt))
    ok = names.index("ok")
    for reason in names[:ok] + names[ok + 1 :]:
        for least in np.arange(0.1, 0.75, 0.05):
            told = _told(shares, names, reason) >= least
            both = (_told(in_talk, names, reason) >= least).reshape(-1, 2).all(axis=1)
            print(
                f"{reason:16} from {least:.2f}: {told[reasons == reason].sum()} rightly, "
                f"{told[reasons == 'ok'].sum()} wrongly; {both.sum()} of {len(talks)} conversations"
            )
    np.savez(
        WEIGHTS,
        encoder=encoder.identity,
        classes=names,
        slopes=model.coef_.astype(np.float32),
        starts=model.intercept_.astype(np.float32),
    )


def _told(shares: Any, names: list[str], reason: str) -> Any:
    """Return the probability that a question must be declined, 0 where for another reason."""
    others = np.delete(shares, names.index("ok"), axis=1).max(axis=1)
    likeliest = shares[:, names.index(reason)] == others
    return np.where(likeliest, 1 - shares[:, names.index("ok")], 0.0)


def _alone(row: dict[str, Any]) -> str:
    return stand_alone(asked(row["question"]), row["history"])


if __name__ == "__main__":
    main(*sys.argv[1:])
