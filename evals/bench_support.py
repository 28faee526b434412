"""Measure the check of generated sentences on right ones and on subtle faults, in ten languages.

    python -m evals.bench_support evals/support/held-out.jsonl

Each line holds a sentence of guidance and what a chat model might say of it in ten languages; in
"{n:right|fault}" a negation is changed, in "{m:right|fault}" what is allowed, demanded or limited.
Other faults are made here: a digit changed, the citation of another source, and a right sentence
on another fact. dev.jsonl and former-held-out.jsonl are what the check was developed on,
held-out.jsonl was not.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.messages import LANGUAGES, Language
from assistant.support import Claim, Offered, Verdict, encoded, judge
from ingest.encoder import Encoder, Vectors, load_encoder
from ingest.settings import IngestSettings

_SLOT = re.compile(r"\{([nm]):([^|}]*)\|([^}]*)\}")
RIGHT = "right"
Case = tuple[str, str, Claim, list[Offered], list[str]]


def read_facts(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def variants(claim: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, sentence): the right one, and those with one word or one digit changed."""
    right = _SLOT.sub(lambda m: m[2], claim)
    yield RIGHT, right
    for kind in dict.fromkeys(_SLOT.findall(claim)):
        name = {"n": "negation", "m": "modality"}[kind[0]]
        yield name, _SLOT.sub(lambda m: m[3], claim)
    for match in list(re.finditer(r"\d+", right))[:2]:
        last = str((int(match[0][-1]) + 3) % 10)
        yield "digit", right[: match.end() - 1] + last + right[match.end() :]


def cases(facts: list[dict[str, Any]], language: Language) -> Iterator[Case]:
    """Yield (kind, id, claim, offered sentences, others of the library) for one language."""
    topics = list(dict.fromkeys(fact["topic"] for fact in facts))
    for at, fact in enumerate(facts):
        own = topics.index(fact["topic"])
        shown = [topics[(own + step) % len(topics)] for step in range(3)]
        offered = [
            Offered(shown.index(f["topic"]) + 1, f["quote"], f["topic"], "en")
            for f in facts
            if f["topic"] in shown
        ]
        rest = [f["quote"] for f in facts if f["topic"] not in shown]
        for kind, text in variants(fact["claims"][language]):
            yield kind, fact["id"], Claim(text, (1,)), offered, rest
            if kind == RIGHT:
                yield "citation swapped", fact["id"], Claim(text, (2 + at % 2,)), offered, rest
        away = next(f for f in (*facts[at:], *facts) if f["topic"] not in shown)
        elsewhere = next(variants(away["claims"][language]))[1]
        yield "elsewhere", away["id"], Claim(elsewhere, (1,)), offered, rest
        yield "not in library", away["id"], Claim(elsewhere, (1,)), offered, []


class Remembering(Encoder):
    """Encode every text once: the same ones come in most cases."""

    def __init__(self, encoder: Encoder) -> None:
        self.query_prompt, self.passage_prompt = encoder.query_prompt, encoder.passage_prompt
        self.rarity = encoder.rarity  # type: ignore[method-assign]
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return the vectors of the texts."""
        new = [t for t in dict.fromkeys(texts) if prompt + t not in self._known]
        for text, vector in zip(new, self._encoder.encode(new, prompt), strict=True) if new else ():
            self._known[prompt + text] = vector
        return np.stack([self._known[prompt + text] for text in texts])


def verdict_on(
    claim: Claim,
    offered: list[Offered],
    others: list[str],
    language: Language,
    encoder: Encoder,
) -> Verdict:
    """Return what the check says of one sentence."""
    vectors = encoded([o.text for o in offered], encoder)
    return judge([claim], offered, vectors, others, "", language, encoder)[0]


def main(*paths: str) -> None:
    """Print what was kept of the right sentences and removed of each kind of fault."""
    encoder = Remembering(load_encoder(IngestSettings()))
    shown = "--show" in paths
    facts = [fact for path in paths if path != "--show" for fact in read_facts(Path(path))]
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    by_language: Counter[str] = Counter()
    for language in LANGUAGES:
        for kind, name, claim, offered, others in cases(facts, language):
            verdict = verdict_on(claim, offered, others, language, encoder)
            as_it_should = (verdict.reason is None) == (kind == RIGHT)
            total[kind] += 1
            good[kind] += as_it_should
            total[language + kind] += 1
            by_language[language + kind] += as_it_should
            if shown and not as_it_should:
                print(
                    f"{kind}, {name}, {language}: {verdict.reason} {verdict.lacking}: {claim.text}"
                )
    kinds = [k for k in total if k[:2] not in LANGUAGES]
    print(f"{'':18}" + "".join(f"{language:>8}" for language in (*LANGUAGES, "all")))
    for kind in kinds:
        cells = [f"{by_language[x + kind]}/{total[x + kind]}" for x in LANGUAGES]
        print(
            f"{kind:18}" + "".join(f"{c:>8}" for c in (*cells, f"{good[kind] / total[kind]:.0%}"))
        )
    faults = [k for k in kinds if k != RIGHT]
    removed = sum(good[k] for k in faults) / sum(total[k] for k in faults)
    print(
        f"kept {good[RIGHT] / total[RIGHT]:.1%} of the right, removed {removed:.1%} of the faults"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
