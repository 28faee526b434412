"""Fit the weights by which assistant/read.py turns evidence into a probability, and print them.

    python -m evals.fit_reading HOME evals/sets/corpus.jsonl evals/sets/former-blind.jsonl \\
        evals/sets/practice-diagnostics.jsonl evals/sets/practice-infusion.jsonl

HOME holds the shipped guidance and the practice documents of these sets. Every sentence of the
passages found for a question, as far as the rules let it through, is one row: its features, and
whether it holds what a right answer must. Questions to be declined, and the blind sets, take no
part; the reader was not trained on any of these. C is the one with the least log-loss over the
questions left out in five folds. Printed beside the weights, over questions left out: how often the
best sentence is right, the AUROC of the best sentence's probability, and what each threshold
answers rightly and refuses.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer import Question
from assistant.ask import language_of
from assistant.evidence import find_evidence
from assistant.settings import AssistantSettings
from evals.questions import Case, read_questions
from ingest.library import Library
from ingest.settings import IngestSettings


@dataclass(frozen=True)
class Rows:
    """Hold the sentences of all questions: features, right or not, and whose question."""

    features: Any
    right: Any
    question: Any
    answerable: dict[int, bool]


def is_right(case: Case, sentence: str) -> bool:
    """Tell whether a sentence holds what a right answer to a case must."""
    folded = " ".join(sentence.casefold().split())
    if case.cites and any(c.contains for c in case.cites):
        wanted = [" ".join((c.contains or "").casefold().split()) for c in case.cites]
        return any(w and (w in folded or (len(folded) > 20 and folded in w)) for w in wanted)
    return bool(case.must) and all(any(s.casefold() in folded for s in g) for g in case.must)


def gather(home: str, paths: tuple[str, ...]) -> Rows:
    """Ask every question and return its sentences."""
    library = Library(IngestSettings(home=Path(home)))
    settings = AssistantSettings()
    features, right, question, answerable = [], [], [], {}
    for number, case in enumerate(read_questions(map(Path, paths))):
        if case.expect == "declined":
            continue
        asked = Question(text=case.question, history=tuple(case.history))
        found = find_evidence(library, settings, asked, language_of(asked, library))
        for item in found.evidence:
            features.append(item.features)
            right.append(case.expect == "answered" and is_right(case, item.text))
            question.append(number)
        if found.evidence:
            answerable[number] = case.expect == "answered"
    return Rows(np.array(features), np.array(right), np.array(question), answerable)


def main(home: str, *paths: str) -> None:
    """Fit on the cases of the files and print the weights."""
    rows = gather(home, paths)
    folds = list(GroupKFold(5).split(rows.features, groups=rows.question))

    def left_out(c: float) -> Any:
        chances = np.zeros(len(rows.right))
        for train, test in folds:
            model = make_pipeline(StandardScaler(), LogisticRegression(C=c, max_iter=2000))
            model.fit(rows.features[train], rows.right[train])
            chances[test] = model.predict_proba(rows.features[test])[:, 1]
        return chances

    best = min((0.003, 0.03, 0.3, 3.0), key=lambda c: log_loss(rows.right, left_out(c)))
    chances = left_out(best)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=best, max_iter=2000))
    model.fit(rows.features, rows.right)
    slopes = model[1].coef_[0] / model[0].scale_
    start = model[1].intercept_[0] - float(slopes @ model[0].mean_)
    print(f"C {best}: ({', '.join(f'{w:.3f}' for w in (start, *slopes))})")
    top = {}
    for number in rows.answerable:
        own = np.flatnonzero(rows.question == number)
        at = own[int(np.argmax(chances[own]))]
        top[number] = (float(chances[at]), bool(rows.right[at]), bool(rows.right[own].any()))
    reach = [n for n in top if rows.answerable[n] and top[n][2]]
    print(
        f"{len(top)} questions, {sum(rows.answerable.values())} answerable, in reach {len(reach)}; "
        f"best sentence right {np.mean([top[n][1] for n in reach]):.3f}; AUROC of answerable "
        f"{roc_auc_score([rows.answerable[n] for n in top], [top[n][0] for n in top]):.3f}"
    )
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        said = [top[n][0] >= least for n in top if rows.answerable[n]]
        kept = [top[n][0] < least for n in top if not rows.answerable[n]]
        print(f"from {least}: answered {np.mean(said):.3f}, others refused {np.mean(kept):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
