"""Keep the requests for case-specific access that people make, in the home."""

from pathlib import Path

from pydantic import BaseModel, Field

from assistant.database import connection
from ingest.library import now

_SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, name TEXT NOT NULL, organization TEXT NOT NULL,
    contact TEXT NOT NULL, record_system TEXT NOT NULL
);
"""


class AccessRequest(BaseModel):
    """Hold who asks for case-specific answers, and which record system they would connect."""

    at: str = Field(default_factory=now)
    name: str = Field(min_length=1, max_length=200)
    organization: str = Field(min_length=1, max_length=200)
    contact: str = Field(min_length=3, max_length=200)
    record_system: str = Field("", max_length=200)


class AccessRequests:
    """Open the access requests of one home."""

    def __init__(self, home: Path) -> None:
        self._path = home / "requests.db"
        with connection(self._path) as db:
            db.executescript(_SCHEMA)

    def add(self, request: AccessRequest) -> None:
        """Keep a request."""
        with connection(self._path) as db:
            db.execute(
                "INSERT INTO requests (at, name, organization, contact, record_system) "
                "VALUES (:at, :name, :organization, :contact, :record_system)",
                request.model_dump(),
            )

    def all(self) -> list[AccessRequest]:
        """Return the requests, the latest first."""
        with connection(self._path) as db:
            rows = db.execute("SELECT * FROM requests ORDER BY id DESC").fetchall()
        return [AccessRequest.model_validate(dict(row)) for row in rows]
