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
# Least probability that a question must be declined, by the likeliest reason: of 800 to be answered
# that choose it (evals/fit_triage.py) three to six are told wrongly, none as steering.
LEAST: dict[str, float] = {
    "patient_specific": 0.4,
    "clinical_advice": 0.4,
    "personal_data": 0.35,
    "steering": 0.2,
}
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
    if not all(found):
        return None
    last = found[-1]
    reason = max((name for name in last if name != "ok"), key=lambda n: last[n])
    return cast(Reason, reason) if all(1 - f["ok"] >= LEAST[reason] for f in found) else None


def are_orders(sentences: list[str], encoder: Encoder) -> list[bool]:
    """Tell of each sentence whether it gives orders to the program."""
    found = classify(sentences, encoder) if sentences else []
    return [shares.get("steering", 0.0) >= LEAST_STEERING for shares in found]
