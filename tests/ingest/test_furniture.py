"""Saved pages of our own: other layouts and languages; no string of them is in the code."""

from pathlib import Path

import pytest

from ingest.formats.plain import read_plain
from ingest.furniture import mark_furniture

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_fdc86c2a3701070a.txt"


def _parts(path: Path, language: str) -> tuple[str, str]:
    """Return what is kept and what is furniture."""
    extracted = read_plain(path.read_bytes(), path.name)
    kept, furniture = [], []
    for block in mark_furniture(extracted.text, extracted.blocks, language):
        piece = extracted.text[block.start : block.end]
        (furniture if block.kind == "furniture" else kept).append(piece)
    return "\n".join(kept), "\n".join(furniture)


@pytest.mark.parametrize(
    ("name", "language", "furniture", "guidance"),
    [
        ("payer_en.txt", "en", ["Sign in", "Careers", "Healthier together", "2025 Northfield"],
         ["Policy on home infusion", "99601", "at least 16 minutes", "nursing note"]),
        ("portal_es.txt", "es", ["Inicio", "Mapa del sitio", "Siempre a su lado", "cookies"],
         ["Bombas de infusión", "E0781", "orden médica", "72 horas"]),
        ("bulletin_zh.txt", "zh", ["首页", "联系我们", "携手共创"],
         ["输液泵维护", "96521", "每次补充", "记录"]),
    ],
)  # fmt: skip
def test_keeps_the_furniture_of_saved_pages_out(
    name: str, language: str, furniture: list[str], guidance: list[str]
) -> None:
    kept, left_out = _parts(PAGES / name, language)
    for words in furniture:
        assert words in left_out
        assert words not in kept
    for words in guidance:
        assert words in kept


def test_leaves_a_plain_document_alone() -> None:
    text = b"Refill rules\n\nA refill is reported with its own code.\n\nSee the manual."
    extracted = read_plain(text, "rules.txt")
    marked = mark_furniture(extracted.text, extracted.blocks, "en")
    assert all(block.kind != "furniture" for block in marked)


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")
def test_keeps_the_furniture_of_the_seed_page_out() -> None:
    kept, left_out = _parts(SEED, "en")
    for words in ("Start New", "BETA", "Discover what", "Enterprise users", "iFrame"):
        assert words in left_out
        assert words not in kept
    for words in ("2025 CPT code 96425", "IMPORTANT:", "Evidence of informed consent"):
        assert words in kept
