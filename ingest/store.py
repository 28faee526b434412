"""Keep vectors in embedded Chroma: cosine distance, no telemetry, ids of our own.

Chroma is not safe across processes, and what it deletes stays in its files. So an index is
written once, into a folder of its own, and never changed: the next one has another folder.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.types import Where
from chromadb.config import Settings

from ingest.encoder import Vectors

_COLLECTION = "chunks"
_SYNC = 1000  # records after which Chroma writes its graph to the disk
_PAGE = 5000  # records that are read back at once


def pack(vector: Vectors) -> bytes:
    """Return a vector as the catalogue keeps it: 32-bit floats, little endian."""
    return np.asarray(vector, "<f4").tobytes()


def unpack(blobs: Sequence[bytes]) -> Vectors:
    """Return vectors from what `pack` made, (n, dimension)."""
    return np.stack([np.frombuffer(blob, "<f4") for blob in blobs])


class VectorStore:
    """Wrap one Chroma collection; it alone knows Chroma and turns distance into similarity."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "chroma.sqlite3").exists():
            raise FileNotFoundError(folder)  # Chroma would make an empty one
        self._client = _client(folder)
        self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)

    @staticmethod
    def build(folder: Path, ids: Sequence[int], revisions: Sequence[int], vectors: Vectors) -> None:
        """Write an index of at least two vectors into a new folder."""
        client = _client(folder)
        sync = max(2, min(len(ids), _SYNC))  # so that readers find the graph on the disk
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "ef_search": 200,
                    "sync_threshold": sync,
                    "batch_size": min(100, sync),
                }
            },
        )
        batch = client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            part = slice(start, start + batch)
            collection.add(
                ids=[str(i) for i in ids[part]],
                embeddings=vectors[part],
                metadatas=[{"revision": r} for r in revisions[part]],
            )
        collection.query(query_embeddings=vectors[:1], n_results=1)  # what Chroma puts off
        client.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def contents(self) -> Iterator[tuple[int, int, Vectors]]:
        """Return (chunk id, revision, vector) of everything in the index."""
        for start in range(0, self._collection.count(), _PAGE):
            page = self._collection.get(
                limit=_PAGE, offset=start, include=["embeddings", "metadatas"]
            )
            assert page["embeddings"] is not None
            assert page["metadatas"] is not None
            rows = zip(page["ids"], page["metadatas"], page["embeddings"], strict=True)
            for name, fields, vector in rows:
                yield int(name), int(cast(int, fields["revision"])), np.asarray(vector, np.float32)

    def nearest(
        self, vector: Vectors, count: int, without: Collection[int]
    ) -> list[tuple[int, float]]:
        """Return the nearest (chunk id, cosine), best first, none of the revisions `without`."""
        found = self._collection.query(
            query_embeddings=vector[None, :],
            n_results=min(count, self._collection.count()),
            where=cast(Where, {"revision": {"$nin": list(without)}}) if without else None,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [
            (int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)
        ]


def _client(folder: Path) -> Client:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast(Client, client)
