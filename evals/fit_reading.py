"""Fit the weights of assistant/read.py and print them, with what each threshold trades.

    python -m evals.fit_reading HOME=SET.jsonl...

Each HOME holds the documents that its SET asks about: the shipped guidance for corpus.jsonl and
former-blind.jsonl, those of evals/practice/NAME alone for practice-NAME.jsonl. Two logistic models
over what read.py sees: ORDER over all sentences of the passages found, does a sentence hold what a
right answer must; ANSWERS over the sentence that ORDER puts first, does it, or the next two.
Questions that rules refuse, those to be declined and the blind sets take no part; the reader was
not trained on any of these. Printed beside the weights, all over questions left out in five folds:
how often the first sentence is right, the AUROC of the probability, its calibration error, and for
each threshold which share of the answerable is answered, with right evidence first, and which
share of the others is refused, by rules or probability.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer import Question
from assistant.ask import language_of
from assistant.evidence import find_evidence
from assistant.read import ANSWERS, ORDER
from assistant.settings import AssistantSettings
from evals.metrics import calibration_error
from evals.questions import Case, read_questions
from ingest.library import Library
from ingest.settings import IngestSettings

_C = 0.3
_FOLDS = 5


@dataclass(frozen=True)
class Asked:
    """Hold the sentences found for a question: their features, and which of them are right."""

    answerable: bool
    features: list[dict[str, float]]
    right: list[bool]


def is_right(case: Case, sentence: str) -> bool:
    """Tell whether a sentence holds what a right answer to a case must."""
    folded = " ".join(sentence.casefold().split())
    if case.cites and any(c.contains for c in case.cites):
        wanted = [" ".join((c.contains or "").casefold().split()) for c in case.cites]
        return any(w and (w in folded or (len(folded) > 20 and folded in w)) for w in wanted)
    return bool(case.must) and all(any(s.casefold() in folded for s in g) for g in case.must)


def gather(home: Path, path: Path) -> list[Asked]:
    """Ask every question and return what was found for it; nothing where a rule refused."""
    library = Library(IngestSettings(home=home))
    settings = AssistantSettings()
    found = []
    for case in read_questions([path]):
        if case.expect == "declined":
            continue
        asked = Question(text=case.question, history=tuple(case.history))
        evidence = find_evidence(library, settings, asked, language_of(asked, library)).evidence
        answerable = case.expect == "answered"
        found.append(
            Asked(
                answerable,
                [item.features for item in evidence],
                [answerable and is_right(case, item.text) for item in evidence],
            )
        )
    return found


def _matrix(features: list[dict[str, float]], names: list[str]) -> Any:
    return np.array([[f[name] for name in names] for f in features])


def _fitted(x: Any, y: Any) -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=_C, max_iter=2000)).fit(x, y)


def _weights(model: Any) -> tuple[float, list[float]]:
    slopes = model[1].coef_[0] / model[0].scale_
    return float(model[1].intercept_[0] - slopes @ model[0].mean_), [float(w) for w in slopes]


def _first(asked: Asked, order: Any, names: list[str]) -> tuple[dict[str, float], bool, bool]:
    """Return the features of the first sentence, whether it is right, and whether one of three."""
    ranked = np.argsort(-order.decision_function(_matrix(asked.features, names)))
    return (
        asked.features[ranked[0]],
        asked.right[ranked[0]],
        any(asked.right[i] for i in ranked[:3]),
    )


def fit(asked: list[Asked]) -> tuple[Any, Any]:
    """Return the models of ORDER and ANSWERS."""
    names, telling = list(ORDER), [name for name in ANSWERS if name]
    with_evidence = [a for a in asked if a.features]
    rows = [f for a in with_evidence for f in a.features]
    order = _fitted(_matrix(rows, names), [r for a in with_evidence for r in a.right])
    firsts = [_first(a, order, names) for a in with_evidence]
    answers = _fitted(_matrix([f for f, _, _ in firsts], telling), [r for _, _, r in firsts])
    return order, answers


def main(*pairs: str) -> None:
    """Fit on the cases of the sets, each asked of its home, and print the weights."""
    asked = []
    for pair in pairs:
        home, _, path = pair.partition("=")
        asked += gather(Path(home), Path(path))
    names, telling = list(ORDER), [name for name in ANSWERS if name]
    order, answers = fit(asked)
    print("ORDER", {n: round(w, 3) for n, w in zip(names, _weights(order)[1], strict=True)})
    start, slopes = _weights(answers)
    print(
        "ANSWERS", {n: round(w, 3) for n, w in zip(["", *telling], [start, *slopes], strict=True)}
    )

    chance = np.zeros(len(asked))  # stays 0 where a rule refused
    first, among = np.zeros(len(asked), bool), np.zeros(len(asked), bool)
    for train, test in GroupKFold(_FOLDS).split(asked, groups=range(len(asked))):
        order, answers = fit([asked[i] for i in train])
        for i in test:
            if asked[i].features:
                features, first[i], among[i] = _first(asked[i], order, names)
                chance[i] = answers.predict_proba(_matrix([features], telling))[0, 1]
    answerable = np.array([a.answerable for a in asked])
    read = np.array([bool(a.features) for a in asked])
    reach = np.array([any(a.right) for a in asked])
    print(
        f"{len(asked)} questions, {answerable.sum()} answerable, right evidence found for "
        f"{reach.sum()}; first sentence right in {first[reach].mean():.3f} of these; AUROC "
        f"{roc_auc_score(answerable[read], chance[read]):.3f}, calibration error "
        f"{calibration_error(chance[read], among[read]):.3f}"
    )
    for least in np.arange(0.15, 0.65, 0.05):
        said = chance >= least
        shares = [x[answerable].mean() for x in (said, said & first, said & among)]
        print(
            f"from {least:.2f}: answered {shares[0]:.3f}, right evidence first {shares[1]:.3f}, "
            f"among three {shares[2]:.3f}; others refused {1 - said[~answerable].mean():.3f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
