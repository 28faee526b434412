"""Measure how a home grows when documents are added, changed and removed for a long time.

Prints the size of the home after each hundred rounds, and at the end that of a fresh library with
the same documents. Vectors come from a cheap encoder: what is measured is files, not answers.

    python -m evals.bench_library --rounds 500
"""

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ingest.encoder import Encoder, Vectors
from ingest.library import Library, Source
from ingest.settings import IngestSettings

_DOCUMENTS = 12
_WORDS = ("refill", "pump", "visit", "payer", "units", "modifier", "claim", "coverage", "therapy")


class CheapEncoder(Encoder):
    """Turn each text into a vector that follows from its bytes."""

    window = 512
    identity = "cheap"
    query_prompt = passage_prompt = ""

    def count_tokens(self, text: str) -> int:
        """Return the number of words."""
        return len(text.split())

    def encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return the vectors of the texts, (n, 384), each of length 1."""
        vectors = np.zeros((len(texts), 384), np.float32)
        for row, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256((prompt + text).encode()).digest()[:8], "big")
            vectors[row] = np.random.default_rng(seed).standard_normal(384)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def size_of(home: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _text(chance: random.Random, number: int) -> str:
    sections = (
        f"## Section {n}\n\n" + " ".join(chance.choice(_WORDS) for _ in range(120))
        for n in range(chance.randint(5, 40))
    )
    return f"# Rule {number}\n\nCode 995{number:02d}.\n\n" + "\n\n".join(sections) + "\n"


def main() -> None:
    """Run the rounds that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    rounds = parser.parse_args().rounds
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = Library(IngestSettings(home=folder / "home"), CheapEncoder())
        held: dict[int, str] = {}
        began = time.perf_counter()
        for turn in range(1, rounds + 1):
            number = chance.randrange(_DOCUMENTS)
            if number in held and chance.random() < 0.5:  # a document comes back after it went
                library.remove(f"rule-{number}")
                del held[number]
            else:  # what is there already is changed: removed with its revisions, added anew
                if number in held:
                    library.edit(f"rule-{number}", {"title": f"Title {turn}"})
                    library.remove(f"rule-{number}")
                held[number] = _text(chance, number)
                _add(library, folder, number, held[number])
            if turn % 100 == 0 or turn == rounds:
                seconds = time.perf_counter() - began
                print(f"{turn:6} rounds {size_of(library.home) / 1e6:8.2f} MB {seconds:6.0f} s")
        for problem in library.verify():
            print("problem:", problem)
        fresh = Library(IngestSettings(home=folder / "fresh"), CheapEncoder())
        for number, text in held.items():
            _add(fresh, folder, number, text)
        ratio = size_of(library.home) / size_of(fresh.home)
        print(f"a fresh library {size_of(fresh.home) / 1e6:8.2f} MB; ratio {ratio:.2f}")


def _add(library: Library, folder: Path, number: int, text: str) -> None:
    path = folder / f"rule-{number}.md"
    path.write_text(text)
    library.add(Source(path, f"rule-{number}"))


if __name__ == "__main__":
    main()
