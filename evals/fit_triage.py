"""Fit what declines a question by its vector, with the shipped encoder, and write it.

    python -m evals.fit_triage evals/triage/{dev,more,personal,cases,former-blind}.jsonl \\
        evals/sets/{corpus,former-blind}.jsonl evals/sets/practice-{diagnostics,infusion}.jsonl

Each line holds "question" and "reason" ("ok" or a reason of the answer's); of question sets those
are taken that are not to be declined, and of evals/reader 2,000 questions on documents that the
reader is trained on. Prints what each threshold does on evals/triage/choose.jsonl, which takes no
part in the fit: how many of each reason the model declines of those that the rules let pass.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.classify import WEIGHTS
from assistant.steering import asked
from assistant.triage import triage
from evals.guidance_data import FOLDER, split_of
from ingest.encoder import load_encoder
from ingest.settings import IngestSettings

CHOOSE = Path(__file__).with_name("triage") / "choose.jsonl"
# Of 30, 100, 300, 1000 and of 0, 1000, 2000, all: what finds most of choose.jsonl where one in
# fifty of the reader's other questions is told wrongly.
_C, _OF_READER = 30.0, 2000
_SEED = 20261124


def main(*paths: str) -> None:
    """Fit on the lines of the files and write the weights beside assistant/classify.py."""
    lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line.strip()]
    rows = [row for row in rows if row.get("expect") != "declined"]
    lines = [
        line
        for path in sorted(FOLDER.glob("*/questions.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if split_of(json.loads(line)["document"]) == "train"
    ]
    rows += map(json.loads, random.Random(_SEED).sample(lines, _OF_READER))
    encoder = load_encoder(IngestSettings())
    x = encoder.encode([row["question"] for row in rows], encoder.query_prompt)
    y = np.array([row.get("reason", "ok") for row in rows])
    model = LogisticRegression(C=_C, max_iter=5000)
    model.fit(x, y)
    names = list(model.classes_)
    rows = [json.loads(line) for line in CHOOSE.read_text("utf-8").splitlines()]
    rows = [row for row in rows if triage(row["question"]) is None]
    vectors = encoder.encode([asked(row["question"]) for row in rows], encoder.query_prompt)
    shares = model.predict_proba(vectors)
    declined = 1 - shares[:, names.index("ok")]
    personal = np.array(names)[shares.argmax(axis=1)] == "personal_data"
    print("let pass by rules:", dict(Counter(row["reason"] for row in rows)))
    for least in np.arange(0.1, 0.95, 0.05):
        told = Counter(r["reason"] for r, d in zip(rows, declined >= least, strict=True) if d)
        of_data = Counter(
            r["reason"] for r, d in zip(rows, (declined >= least) & personal, strict=True) if d
        )
        print(f"from {least:.2f}: {dict(told)}, as personal data {dict(of_data)}")
    np.savez(
        WEIGHTS,
        encoder=encoder.identity,
        classes=names,
        slopes=model.coef_.astype(np.float32),
        starts=model.intercept_.astype(np.float32),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
