"""Show a page as a picture with a quote marked on it."""

import io
import json
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

from ingest.records import PagePlaces, Progress, WordPlace

_WIDTH = 1100  # dots of the picture
_MARK = (255, 221, 0, 90)  # yellow, see-through
_MOST_UNPACKED = 50_000_000  # bytes of a page's word places
_GAP = 12.0  # points between two words that are marked as one


def draw_page(data: bytes, places: PagePlaces, start: int, end: int, _: Progress) -> bytes:
    """Return a PNG of a page of a PDF or picture, the words within [start, end) marked."""
    scale = _WIDTH / places.width
    picture = _page(data, places.page - 1, scale).convert("RGBA")
    marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(marks)
    for box in mark_boxes(places, start, end):
        draw.rectangle([edge * scale for edge in box], fill=_MARK)
    out = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(out, "PNG", optimize=False)
    return out.getvalue()


def mark_boxes(
    places: PagePlaces, start: int, end: int
) -> Sequence[tuple[float, float, float, float]]:
    """Return the boxes (left, top, right, bottom) of the words within [start, end), by line."""
    boxes: list[tuple[float, float, float, float]] = []
    for word in places.words:
        if word.end <= start or word.start >= end:
            continue
        if boxes:
            left, top, right, bottom = boxes[-1]
            middle = (word.top + word.bottom) / 2
            if top <= middle <= bottom and -1 <= word.left - right <= _GAP:
                boxes[-1] = left, min(top, word.top), word.right, max(bottom, word.bottom)
                continue
        boxes.append((word.left - 1, word.top - 1, word.right + 1, word.bottom + 1))
    return boxes


def _page(data: bytes, index: int, scale: float) -> Image.Image:
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        import pypdfium2 as pdfium

        pdf = pdfium.PdfDocument(data)
        try:
            return pdf[index].render(scale=scale).to_pil()  # type: ignore[no-any-return]
        finally:
            pdf.close()
    picture = Image.open(io.BytesIO(data))
    picture.seek(index)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    return upright.resize((_WIDTH, round(upright.height * _WIDTH / upright.width)))


def pack_words(words: Sequence[WordPlace]) -> bytes:
    """Return word places as compressed JSON, in tenths of points."""
    rows = [(w.start, w.end, *(round(edge * 10) for edge in w[2:])) for w in words]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode())


def unpack_words(blob: bytes) -> tuple[WordPlace, ...]:
    """Return word places from what `pack_words` made; ValueError where it did not."""
    unpacking = zlib.decompressobj()
    try:
        rows = json.loads(unpacking.decompress(blob, _MOST_UNPACKED))
    except zlib.error:
        raise ValueError("not what pack_words makes") from None
    return tuple(WordPlace(r[0], r[1], *(edge / 10 for edge in r[2:])) for r in rows)
