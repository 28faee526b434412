"""Write blocks one below the other as canonical text, and note where each stands."""

from dataclasses import replace

from ingest.records import Block, BlockKind


class BlockWriter:
    """Hold the text and the blocks written so far."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.tables = 0

    def add(self, kind: BlockKind, content: str, level: int = 0, lead: str = "") -> None:
        """Write a block; an empty one is passed over."""
        content = content.strip()
        if not content:
            return
        tight = kind in ("item", "row") and self.blocks and self.blocks[-1].kind == kind
        self.text += ("\n" if tight else "\n\n") if self.text else ""
        start = len(self.text) + len(lead)
        self.text += lead + content
        self.blocks.append(Block(kind, start, len(self.text), level))

    def as_item(self, index: int) -> None:
        """Make an item of a list of the paragraph written as block `index`, if there is one."""
        if index < len(self.blocks) and self.blocks[index].kind == "paragraph":
            self.blocks[index] = replace(self.blocks[index], kind="item")


def single_spaced(text: str) -> str:
    """Return a text with every run of white space made one blank."""
    return " ".join(text.split())
