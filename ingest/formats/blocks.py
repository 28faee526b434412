"""Write blocks one below the other as canonical text, and note where each stands."""

from dataclasses import replace

from ingest.records import Block, BlockKind


class BlockWriter:
    """Hold the text and the blocks written so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.tables = 0

    def add(self, kind: BlockKind, content: str, level: int = 0, lead: str = "") -> None:
        """Write a block; an empty one is passed over."""
        content = content.strip()
        if not content:
            return
        tight = kind in ("item", "row") and self.blocks and self.blocks[-1].kind == kind
        white = ("\n" if tight else "\n\n") if self._parts else ""
        self._parts.append(white + lead + content)
        start = self._length + len(white) + len(lead)
        self._length = start + len(content)
        self.blocks.append(Block(kind, start, self._length, level))

    @property
    def text(self) -> str:
        """Return the text written so far."""
        return "".join(self._parts)

    def as_item(self, index: int) -> None:
        """Make an item of a list of the paragraph written as block `index`, if there is one."""
        if index < len(self.blocks) and self.blocks[index].kind == "paragraph":
            self.blocks[index] = replace(self.blocks[index], kind="item")


def single_spaced(text: str) -> str:
    """Return a text with every run of white space made one blank."""
    return " ".join(text.split())
