"""Bench whatever scores sentences and passages for a question, on data that nothing was fitted on.

    python -m evals.bench_reader DATA [SCORER...]

A scorer is cosine, bm25, coverage, logistic (the three together), reader, or "module:function" for
another. DATA is the folder of evals/reader_data.py. Whatever a scorer says of a passage is turned
into a probability by a logistic model fitted on the tuning splits alone; a question is refused
below one half. Printed per set and language: AUROC of answerable against not, precision and recall
of refusing, sentence@1 (the best sentence holds the answer), calibration error (ten bins), and
milliseconds a question.
"""

import importlib
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.reader import Part, load_reader
from evals import reader_data
from evals.guidance_data import guidance
from evals.metrics import calibration_error
from evals.reader_data import Row, Split
from ingest.encoder import load_encoder
from ingest.sentences import split_sentences
from ingest.settings import IngestSettings
from ingest.words import content_words

SEED = 20261124
MOST, MOST_OF_SQUAD = 250, 750  # rows of a set


@dataclass(frozen=True)
class Scored:
    """Hold what a scorer says: of the passage, any numbers; of each sentence, one."""

    passage: tuple[float, ...]
    sentences: tuple[float, ...]


Scorer = Callable[[Sequence[Row]], list[Scored]]


def spans_of(row: Row) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a row's passage."""
    return row.spans or tuple(s for s in split_sentences(row.passage) if s[1] > s[0])


def _texts(row: Row) -> list[str]:
    return [row.passage[start:end] for start, end in spans_of(row)]


def cosine(rows: Sequence[Row]) -> list[Scored]:
    """Score by the cosine of the encoder's vectors."""
    encoder = load_encoder(IngestSettings())
    scored = []
    for row in rows:
        question = encoder.encode([row.question], encoder.query_prompt)[0]
        found = encoder.encode(_texts(row), encoder.passage_prompt) @ question
        scored.append(Scored((float(found.max()),), tuple(map(float, found))))
    return scored


def bm25(rows: Sequence[Row]) -> list[Scored]:
    """Score by BM25 over all sentences of the rows."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE sentences USING fts5 (words)")
    numbers: dict[str, list[int]] = {}
    for row in rows:
        if row.passage not in numbers:
            numbers[row.passage] = []
            for text in _texts(row):
                words = " ".join(content_words(text))
                at = db.execute("INSERT INTO sentences VALUES (?)", (words,)).lastrowid
                numbers[row.passage].append(int(at or 0))
    scored = []
    for row in rows:
        wanted = " OR ".join(f'"{word}"' for word in content_words(row.question))
        own = numbers[row.passage]
        found = dict(
            db.execute(
                "SELECT rowid, -bm25(sentences) FROM sentences WHERE sentences MATCH ? "
                f"AND rowid BETWEEN {own[0]} AND {own[-1]}",
                (wanted or '""',),
            )
        )
        each = tuple(float(found.get(number, 0.0)) for number in own)
        scored.append(Scored((max(each),), each))
    return scored


def coverage(rows: Sequence[Row]) -> list[Scored]:
    """Score by the share of the question's words that stand in the passage, in each sentence."""
    scored = []
    for row in rows:
        asked = set(content_words(row.question))
        each = [len(asked & set(content_words(t))) / (len(asked) or 1) for t in _texts(row)]
        whole = len(asked & set(content_words(row.passage))) / (len(asked) or 1)
        scored.append(Scored((whole,), tuple(each)))
    return scored


def logistic(rows: Sequence[Row]) -> list[Scored]:
    """Score by the three together; the best sentence is the cosine's."""
    parts = zip(cosine(rows), bm25(rows), coverage(rows), strict=True)
    return [Scored((*a.passage, *b.passage, *c.passage), a.sentences) for a, b, c in parts]


def reader(rows: Sequence[Row]) -> list[Scored]:
    """Score by the reader."""
    model = load_reader(IngestSettings())
    scored = []
    for row in rows:
        found = model.read(row.question, Part(row.title, row.passage, spans_of(row)))
        best = [s + r for s, r in zip(found.sentences, found.runs, strict=True)]
        scored.append(Scored((max(found.runs), max(found.sentences)), tuple(best)))
    return scored


SCORERS: dict[str, Scorer] = {
    "cosine": cosine, "bm25": bm25, "coverage": coverage, "logistic": logistic, "reader": reader,
}  # fmt: skip


@cache
def sets(folder: Path, split: Split) -> dict[str, list[Row]]:
    """Return the rows of a split by set; cross-lingual ones by language, with English twins."""
    rng = random.Random(SEED)
    found = {"squad2": reader_data.squad(folder, split)}
    pairs = reader_data.xquad(folder, split)
    asked = [row for row, _ in pairs]
    twins = list({(twin, row.passage): Row("xquad", "en", twin, row.passage, row.start, row.end)
                  for row, twin in pairs}.values())  # fmt: skip
    for row in (*twins, *asked, *reader_data.near_misses([*twins, *asked], asked, rng)):
        found.setdefault(f"xquad {row.language}", []).append(row)
    answered = reader_data.policyqa(folder, split)
    found["policyqa"] = [*answered, *reader_data.near_misses(answered, answered, rng)]
    own = guidance(split, load_encoder(IngestSettings()))
    found["guidance en"] = [row for row in own if row.language == "en"]
    found["guidance others"] = [row for row in own if row.language != "en"]
    most = {"squad2": MOST_OF_SQUAD}
    return {
        name: rng.sample(rows, min(len(rows), most.get(name, MOST))) for name, rows in found.items()
    }


def bench(name: str, scorer: Scorer, folder: Path) -> None:
    """Print a scorer's table."""
    tuning = [row for rows in sets(folder, "tune").values() for row in rows]
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit([s.passage for s in scorer(tuning)], [row.start >= 0 for row in tuning])
    for label, rows in sets(folder, "test").items():
        began = time.perf_counter()
        scored = scorer(rows)
        each = 1000 * (time.perf_counter() - began) / len(rows)
        truth = [row.start >= 0 for row in rows]
        chances = model.predict_proba([s.passage for s in scored])[:, 1]
        first = [
            spans_of(row)[int(np.argmax(s.sentences))][0] <= row.start
            < spans_of(row)[int(np.argmax(s.sentences))][1]
            for row, s in zip(rows, scored, strict=True)
            if row.start >= 0
        ]  # fmt: skip
        refused = chances < 0.5
        right = int((refused & ~np.array(truth)).sum())
        print(
            f"{name:10} {label:16} {len(rows):5}  AUROC {roc_auc_score(truth, chances):.3f}  "
            f"refused: precision {right / max(1, int(refused.sum())):.3f} "
            f"recall {right / max(1, len(truth) - sum(truth)):.3f}  "
            f"sentence@1 {np.mean(first):.3f}  ECE {calibration_error(chances, truth):.3f}  "
            f"{each:.1f} ms",
            flush=True,
        )


def main(folder: str, *names: str) -> None:
    """Bench the scorers named, or all."""
    for name in names or SCORERS:
        scorer = SCORERS.get(name)
        if scorer is None:
            module, _, function = name.partition(":")
            scorer = getattr(importlib.import_module(module), function)
        bench(name.rpartition(":")[2], scorer, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
