"""Fit what declines a question by its vector, with the shipped encoder, and write it.

    python -m evals.fit_triage evals/triage/*.jsonl evals/sets/{corpus,former-blind}.jsonl \\
        evals/sets/practice-{diagnostics,infusion}.jsonl

Each line holds "question" and "reason" ("ok" or a reason of the answer's); of question sets those
are taken that are not to be declined. Prints, over folds
left out, which share of each reason is found and of the others declined, at several thresholds.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant.classify import WEIGHTS
from ingest.encoder import load_encoder
from ingest.settings import IngestSettings

_C = 100.0  # best of 3, 30, 100, 300 by the folds


def main(*paths: str) -> None:
    """Fit on the lines of the files and write the weights beside assistant/classify.py."""
    lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line.strip()]
    rows = [row for row in rows if row.get("expect") != "declined"]
    encoder = load_encoder(IngestSettings())
    x = encoder.encode([row["question"] for row in rows], encoder.query_prompt)
    y = np.array([row.get("reason", "ok") for row in rows])
    model = LogisticRegression(C=_C, max_iter=5000)
    left_out = cross_val_predict(model, x, y, cv=5, method="predict_proba")
    model.fit(x, y)
    names = list(model.classes_)
    declined = 1 - left_out[:, names.index("ok")]
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        shares = {name: round(float((declined[y == name] >= least).mean()), 3) for name in names}
        print(f"declined from {least}: {shares} of {len(rows)}")
    steering = left_out[:, names.index("steering")]
    print(
        "steering from 0.9:", {n: round(float((steering[y == n] >= 0.9).mean()), 4) for n in names}
    )
    np.savez(
        WEIGHTS,
        encoder=encoder.identity,
        classes=names,
        slopes=model.coef_.astype(np.float32),
        starts=model.intercept_.astype(np.float32),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
