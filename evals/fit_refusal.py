"""Fit the weights of assistant/decide.py's probability and print them.

    python -m evals.fit_refusal HOME evals/sets/corpus.jsonl evals/sets/former-blind.jsonl \\
        evals/sets/practice-diagnostics.jsonl

HOME holds the shipped guidance and evals/practice/diagnostics.
C is the one with the least log-loss over the sets developed on, each case left out in turn.
Every question that the rules let through gives one row: what the model sees of its best evidence,
and whether that evidence holds what a right answer must. Questions that were declined, and the
blind sets, take no part. Printed beside the weights: AUROC with each case left out in turn.
"""

import sys
from pathlib import Path
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer import Question
from assistant.ask import language_of
from assistant.decide import features, regime
from assistant.evidence import find_evidence
from assistant.glossary import gloss
from assistant.settings import AssistantSettings
from evals.questions import read_questions
from ingest.library import Library
from ingest.settings import IngestSettings


def _no_gloss(question: str, language: str) -> list[str]:
    return []


def main(home: str, *paths: str) -> None:
    """Fit on the cases of the files and print the weights."""
    library = Library(IngestSettings(home=Path(home)))
    settings = AssistantSettings()
    rows: dict[str, list[tuple[list[float], bool]]] = {"words": [], "glossed": [], "plain": []}
    for case in read_questions(map(Path, paths)):
        if case.expect == "declined":
            continue
        # Asked again without the glossary: questions from fields that it does not cover.
        for glossary in (gloss, _no_gloss):
            with patch("assistant.retrieve.gloss", glossary):
                question = Question(text=case.question)
                language = language_of(question, library)
                found = find_evidence(library, settings, question, language)
            if not found.evidence:
                continue
            name = regime(found.query)
            if (name == "plain") == (glossary is gloss):
                continue
            shown = "\n".join(e.text for e in found.chosen).casefold()
            right = case.expect == "answered" and all(
                any(s.casefold() in shown for s in group) for group in case.must
            )
            rows[name].append((features(found.chosen, found.query), right))
    for name, pairs in rows.items():
        x, y = np.array([f for f, _ in pairs]), np.array([r for _, r in pairs])
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
        left_out = cross_val_predict(model, x, y, cv=LeaveOneOut(), method="predict_proba")[:, 1]
        model.fit(x, y)
        scale, fit = model[0], model[1]
        slopes = fit.coef_[0] / scale.scale_
        start = fit.intercept_[0] - float(slopes @ scale.mean_)
        print(
            f'"{name}": ({", ".join(f"{w:.2f}" for w in (start, *slopes))}),  '
            f"# {len(y)} rows, {int(y.sum())} right, AUROC {roc_auc_score(y, left_out):.2f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
