"""Find what differs between two texts, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Change:
    """Hold lines that one text has in the place of another's; offsets are of the two texts."""

    old_start: int
    old: tuple[str, ...]
    new_start: int
    new: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Return the change as a person reads it: "-" before what went, "+" before what came."""
        yield f"@@ -{self.old_start} +{self.new_start} @@"
        yield from (f"-{line}" for line in self.old)
        yield from (f"+{line}" for line in self.new)

    def as_json(self) -> dict[str, object]:
        """Return the change's fields."""
        return asdict(self)


def find_changes(old: str, new: str) -> list[Change]:
    """Return the changes that make the old text the new one, in order."""
    before, after = old.splitlines(), new.splitlines()
    old_at, new_at = _offsets(old), _offsets(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Change(old_at[i], tuple(before[i:j]), new_at[k], tuple(after[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal"
    ]


def _offsets(text: str) -> Sequence[int]:
    """Return where each line begins, and where the text ends."""
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets
