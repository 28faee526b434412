"""Keep conversations in the home, so that they survive a reload and a restart."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.database import connection
from assistant.errors import UnknownConversation
from assistant.verify import cites_removed, recheck
from ingest.library import Library, now

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, started TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversations (id),
    question TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation);
"""
_HIDDEN = "▮▮▮"


@dataclass(frozen=True)
class Turn:
    """Hold one question, as kept, and its answer."""

    question: str
    answer: Answer


class Conversations:
    """Open the conversations of one home."""

    def __init__(self, home: Path) -> None:
        self._path = home / "conversations.db"
        with connection(self._path) as db:
            db.executescript(_SCHEMA)

    def start(self) -> str:
        """Return the id of a new conversation."""
        name = uuid.uuid4().hex[:12]
        with connection(self._path) as db:
            db.execute("INSERT INTO conversations VALUES (?, ?)", (name, now()))
        return name

    def add(self, conversation: str, answer: Answer) -> None:
        """Keep a turn; of a question with personal data only that it was asked."""
        if answer.reason == "personal_data":
            answer = answer.model_copy(update={"question": _HIDDEN})
        with connection(self._path) as db:
            db.execute(
                "INSERT INTO turns (conversation, question, answer) VALUES (?, ?, ?)",
                (conversation, answer.question, answer.to_json()),
            )

    def withhold_removed(self, library: Library) -> int:
        """Take what stands of removed documents out of what is kept; return how many turns.

        The question and its outcome stay, and the answer says what is withheld and why.
        """
        removed = library.removed()
        if not removed:
            return 0
        changed = 0
        with connection(self._path) as db:
            for row in db.execute("SELECT id, answer FROM turns").fetchall():
                answer = Answer.model_validate_json(row["answer"])
                if cites_removed(answer, removed.keys()):
                    left, _ = recheck(answer, library)
                    db.execute(
                        "UPDATE turns SET answer = ? WHERE id = ?", (left.to_json(), row["id"])
                    )
                    changed += 1
        return changed

    def turns(self, conversation: str) -> list[Turn]:
        """Return the turns of a conversation in order."""
        with connection(self._path) as db:
            if not db.execute(
                "SELECT 1 FROM conversations WHERE id = ?", (conversation,)
            ).fetchone():
                raise UnknownConversation("this conversation is not kept here; start a new one")
            rows = db.execute(
                "SELECT question, answer FROM turns WHERE conversation = ? ORDER BY id",
                (conversation,),
            ).fetchall()
        return [Turn(r["question"], Answer.model_validate_json(r["answer"])) for r in rows]

    def recent(self, count: int) -> list[tuple[str, str]]:
        """Return (id, first question) of the latest conversations that have a turn."""
        with connection(self._path) as db:
            rows = db.execute(
                "SELECT conversation, question, MIN(id), MAX(id) AS last FROM turns "
                "GROUP BY conversation ORDER BY last DESC LIMIT ?",
                (count,),
            ).fetchall()
        return [(row["conversation"], row["question"]) for row in rows]
