"""Keep the chunks' vectors in embedded Chroma: cosine distance, no telemetry, ids of our own."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.api.types import Where
from chromadb.config import Settings

from ingest.encoder import Vectors

_COLLECTION = "chunks"


class VectorStore:
    """Wrap one Chroma collection; it alone knows Chroma and turns distance into similarity."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connect()

    def _connect(self) -> None:
        self._client: ClientAPI = chromadb.PersistentClient(
            str(self._folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = self._client.get_or_create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )

    def reopen(self) -> None:
        """See what another process wrote: Chroma itself goes on reading what it has loaded."""
        SharedSystemClient.clear_system_cache()
        self._connect()

    def add(self, ids: Sequence[int], revision: int, vectors: Vectors) -> None:
        """Add vectors, in batches as large as Chroma takes; ids seen before are replaced."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            part = slice(start, start + batch)
            self._collection.upsert(
                ids=[str(i) for i in ids[part]],
                embeddings=vectors[part],
                metadatas=[{"revision": revision}] * len(ids[part]),
            )

    def remove(self, ids: Sequence[int]) -> None:
        """Remove vectors; ids that are not there are passed over."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            self._collection.delete(ids=[str(i) for i in ids[start : start + batch]])

    def nearest(
        self, vector: Vectors, count: int, without: Collection[int]
    ) -> list[tuple[int, float]]:
        """Return the nearest (chunk id, cosine), best first, none of the revisions `without`."""
        size = self._collection.count()
        if not size:
            return []
        found = self._collection.query(
            query_embeddings=vector[None, :],
            n_results=min(count, size),
            where=cast(Where, {"revision": {"$nin": list(without)}}) if without else None,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [
            (int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)
        ]
