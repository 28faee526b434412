"""Tell by its vector what a question must be declined for, where no rule has told.

A linear model over the vector of the default encoder; evals/fit_triage.py fits it on questions
written for the purpose in ten languages. With another encoder the rules of triage stand alone.
"""

from functools import cache
from pathlib import Path
from typing import cast

import numpy as np

from assistant.answer import Reason
from ingest.encoder import Encoder, Vectors

WEIGHTS = Path(__file__).with_name("triage.npz")
# Least probability that declines: the lowest by which one in a hundred of the questions to be
# answered of evals/triage/choose.jsonl is told wrongly, and none as carrying personal data.
LEAST = 0.4
LEAST_PERSONAL = 0.65
# Of a document's sentence, to be kept out of an answer as an order to the program.
LEAST_STEERING = 0.8


@cache
def _model() -> tuple[str, list[str], Vectors, Vectors]:
    with np.load(WEIGHTS) as held:
        names = [str(name) for name in held["classes"]]
        return str(held["encoder"]), names, held["slopes"], held["starts"]


def classify(texts: list[str], encoder: Encoder) -> list[dict[str, float]]:
    """Return the probability of each class ("ok" or a reason) for each text.

    An empty dictionary each where the model was fitted with another encoder.
    """
    fitted_with, names, slopes, starts = _model()
    if encoder.identity != fitted_with:
        return [{} for _ in texts]
    vectors = encoder.encode(texts, encoder.query_prompt)
    scores = vectors @ slopes.T + starts
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = exp / exp.sum(axis=1, keepdims=True)
    return [dict(zip(names, map(float, row), strict=True)) for row in shares]


def reason_for(question: str, encoder: Encoder, alone: str = "") -> Reason | None:
    """Return why a question must be declined, or None.

    `alone` is a question of a conversation made to stand alone: both must say so then, since the
    scraps that people type in a conversation look like anything.
    """
    found = classify(list(dict.fromkeys((question, alone or question))), encoder)
    if any(not shares or 1 - shares["ok"] < LEAST for shares in found):
        return None
    last = found[-1]
    reason = max((name for name in last if name != "ok"), key=lambda n: last[n])
    if reason == "personal_data" and 1 - last["ok"] < LEAST_PERSONAL:
        return None  # strings of codes look like it; the rules find most of it by themselves
    return cast(Reason, reason)


def are_orders(sentences: list[str], encoder: Encoder) -> list[bool]:
    """Tell of each sentence whether it gives orders to the program."""
    found = classify(sentences, encoder) if sentences else []
    return [shares.get("steering", 0.0) >= LEAST_STEERING for shares in found]
