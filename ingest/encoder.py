"""Turn text into vectors: the shipped encoder, or any sentence-transformers model."""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import platformdirs
from langchain_core.embeddings import Embeddings

from ingest import e5
from ingest.chunks import SPLITTER
from ingest.errors import EncoderError
from ingest.settings import IngestSettings

Vectors = npt.NDArray[np.float32]
_COMMONEST, _RAREST = 0.2, 1.5  # rarity of words
_BATCH_TOKENS = 2048  # of a batch, padding included: small batches stay in the cache


class Encoder(Embeddings):
    """Define the seam: LangChain's Embeddings, plus what the splitter and fingerprint need."""

    window: int  # most tokens of one text, prompt and special tokens included
    identity: str  # model, quantisation and prompts

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, without prompt and special tokens."""
        raise NotImplementedError

    def encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return the vectors of the texts, (n, dimension), each of length 1."""
        raise NotImplementedError

    def rarity(self, word: str) -> float:
        """Return how rare a word is in general, 1 for one as rare as most, or not known."""
        return 1.0

    query_prompt: str
    passage_prompt: str

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages (LangChain's interface)."""
        return [[float(x) for x in row] for row in self.encode(texts, self.passage_prompt)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question (LangChain's interface)."""
        return [float(x) for x in self.encode([text], self.query_prompt)[0]]

    def fingerprint(self, chunk_tokens: int) -> str:
        """Return what an index must share with this encoder to be searched by it."""
        parts = [self.identity, self.query_prompt, self.passage_prompt, SPLITTER, chunk_tokens]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


class E5Encoder(Encoder):
    """Run the shipped encoder with onnxruntime."""

    def __init__(self, folder: Path, query_prompt: str, passage_prompt: str) -> None:
        self.query_prompt, self.passage_prompt = query_prompt, passage_prompt
        self.identity = f"{e5.NAME} {e5.VERSION}"
        self._scores = np.fromfile(folder / "scores.f4", np.float32)
        with ThreadPoolExecutor(1) as side:  # both take most of a second
            session = side.submit(e5.start_session, folder / "model.onnx")
            self._words = e5.load_words(folder)
            self._session = session.result()
        self.window = self._words.window
        self._tokenizer = self._words.tokenizer

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, without prompt and special tokens."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from its surprise under the tokenizer's unigram model.

        In nats: "the" has 7, "back" 11, "patient" 12.5, "refill" 22. Scaled so that an ordinary
        content word of no field has a half.
        """
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids
        surprise = -float(self._scores[ids].sum())
        return min(_RAREST, max(_COMMONEST, (surprise - 7.0) / 10.0))

    def encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return the vectors of the texts, (n, 384), each of length 1."""
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        tokens = [encoding.ids[: self.window] for encoding in encodings]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        vectors = np.zeros((len(tokens), self._words.dimension), np.float32)
        done = 0
        while done < len(order):
            batch = order[done : done + 1]
            for index in order[done + 1 :]:
                if len(tokens[index]) * (len(batch) + 1) > _BATCH_TOKENS:
                    break
                batch.append(index)
            vectors[batch] = self._run([tokens[i] for i in batch])
            done += len(batch)
            if progress:
                progress(done, len(order))
        return vectors

    def _run(self, batch: list[list[int]]) -> Vectors:
        vectors: Vectors = self._session.run(None, self._words.inputs(batch))[0]
        return vectors


class SentenceTransformerEncoder(Encoder):
    """Run any sentence-transformers model, by name or folder."""

    def __init__(self, model: str, query_prompt: str, passage_prompt: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.query_prompt, self.passage_prompt = query_prompt, passage_prompt
        self.identity = f"sentence-transformers {model}"
        self._lock = threading.Lock()  # its tokenizer is not safe across threads
        try:
            self._model: Any = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"the encoder '{model}' cannot be loaded ({str(error).splitlines()[0]}); set "
                f"GUIDECITE_ENCODER to a sentence-transformers folder, or unset it for {e5.NAME}"
            ) from None
        self.window = self._model.max_seq_length or 512

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, without prompt and special tokens."""
        with self._lock:
            return len(self._model.tokenizer.encode(text, add_special_tokens=False))

    def encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return the vectors of the texts, (n, dimension), each of length 1."""
        parts = []
        for start in range(0, len(texts), 64):
            with self._lock:
                parts.append(
                    self._model.encode(
                        [prompt + text for text in texts[start : start + 64]],
                        normalize_embeddings=True,
                        show_progress_bar=False,
                    )
                )
            if progress:
                progress(min(start + 64, len(texts)), len(texts))
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)


def load_encoder(settings: IngestSettings) -> Encoder:
    """Return the encoder that the settings name; the shipped one is made on first use."""
    prompts = settings.encoder_query_prompt, settings.encoder_passage_prompt
    if settings.encoder != e5.NAME:
        return SentenceTransformerEncoder(settings.encoder, *prompts)
    return E5Encoder(e5.ensure_made(cache_of(settings)), *prompts)


def cache_of(settings: IngestSettings) -> Path:
    """Return the folder, one per user, that holds what is made once."""
    return settings.cache or Path(platformdirs.user_cache_dir("guidecite"))
