"""Compare the shipped, quantised encoder with the same model in fp32, side by side.

    python -m evals.bench_encoder recall XQUAD.jsonl     recall@1 per language
    python -m evals.bench_encoder speed XQUAD.jsonl      chunks a second, interleaved rounds
    python -m evals.bench_encoder agreement              cosine of int8 to fp32

XQUAD.jsonl has a row a question: {"language", "question", "question_en", "context"}. A question
is right when its own English paragraph is nearest among all the file's paragraphs. fp32 is the
same weights run by sentence-transformers on torch.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest import e5
from ingest.encoder import Encoder, SentenceTransformerEncoder, load_encoder
from ingest.settings import IngestSettings

_ROUNDS = 5
_CHUNKS = 96  # paragraphs a round


def _both(folder: Path) -> dict[str, Encoder]:
    e5.save_sentence_transformer(folder)
    settings = IngestSettings()
    prompts = settings.encoder_query_prompt, settings.encoder_passage_prompt
    return {
        "int8": load_encoder(settings),
        "fp32": SentenceTransformerEncoder(str(folder / "model"), *prompts),
    }


def _rows(path: str) -> list[dict[str, Any]]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def recall(encoders: dict[str, Encoder], path: str) -> None:
    """Print recall@1 of both, per language and in the mean."""
    rows = _rows(path)
    paragraphs = list(dict.fromkeys(row["context"] for row in rows))
    at = {paragraph: i for i, paragraph in enumerate(paragraphs)}
    asked: dict[str, list[tuple[str, int]]] = {"en": []}
    for row in rows:
        asked.setdefault(row["language"], []).append((row["question"], at[row["context"]]))
        asked["en"].append((row["question_en"], at[row["context"]]))
    asked["en"] = list(dict.fromkeys(asked["en"]))
    means = {}
    for name, encoder in encoders.items():
        passages = encoder.encode(paragraphs, encoder.passage_prompt)
        scores = {}
        for language, pairs in sorted(asked.items()):
            questions = encoder.encode([q for q, _ in pairs], encoder.query_prompt)
            best = np.argmax(questions @ passages.T, axis=1)
            scores[language] = float(np.mean(best == [right for _, right in pairs]))
        means[name] = statistics.fmean(scores.values())
        print(name, " ".join(f"{lang} {score:.3f}" for lang, score in scores.items()))
        print(f"{name} mean {means[name]:.4f} over {len(paragraphs)} paragraphs")
    print(f"int8 - fp32: {means['int8'] - means['fp32']:+.4f}")


def speed(encoders: dict[str, Encoder], path: str) -> None:
    """Print chunks a second of both, in rounds that take turns, and the ratio of the medians."""
    paragraphs: Sequence[str] = list(dict.fromkeys(row["context"] for row in _rows(path)))[:_CHUNKS]
    taken: dict[str, list[float]] = {name: [] for name in encoders}
    for _ in range(_ROUNDS):
        for name, encoder in encoders.items():
            began = time.perf_counter()
            encoder.encode(paragraphs, encoder.passage_prompt)
            taken[name].append(time.perf_counter() - began)
    rate = {name: len(paragraphs) / statistics.median(times) for name, times in taken.items()}
    for name, times in taken.items():
        spread = f"{len(paragraphs) / max(times):.1f} to {len(paragraphs) / min(times):.1f}"
        print(f"{name}: {rate[name]:.1f} chunks/s (median; {spread})")
    print(f"int8 / fp32 on torch: {rate['int8'] / rate['fp32']:.2f}")


def agreement(encoders: dict[str, Encoder]) -> None:
    """Print the cosine of each to the other on a few texts in many scripts."""
    texts = ["refill of an implantable pump", "Nachfüllen der Pumpe", "泵的补充", "заправка помпы"]
    vectors = {name: e.encode(texts, e.passage_prompt) for name, e in encoders.items()}
    print("int8 to fp32:", np.round(np.sum(vectors["int8"] * vectors["fp32"], axis=1), 4))


def main(what: str, *paths: str) -> None:
    """Run one comparison."""
    with tempfile.TemporaryDirectory() as folder:
        encoders = _both(Path(folder))
        if what == "recall":
            recall(encoders, *paths)
        elif what == "speed":
            speed(encoders, *paths)
        else:
            agreement(encoders)


if __name__ == "__main__":
    main(*sys.argv[1:])
