"""Recognise the words of scanned pages and pictures with Tesseract, where it is installed."""

import io
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.errors import DocumentError
from ingest.formats.layout import Word, arrange
from ingest.formats.pages import PageWriter
from ingest.furniture import mark_running_lines
from ingest.records import Extracted, Progress

DPI = 300  # what Tesseract's models were trained for
IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
_MOST_PIXELS = 60_000_000  # of one page: A2 at 300 dots an inch
_SURE = 30  # confidence in percent below which a word is taken for dirt

Recogniser = Callable[[Image.Image, float], list[Word]]


@cache
def installed() -> frozenset[str]:
    """Return the languages that Tesseract can read here; none where it is not installed."""
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages(config=""))
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return frozenset()


def advice(languages: str) -> str:
    """Return what to install so that pages can be recognised in these languages."""
    lacking = [code for code in languages.split("+") if code not in installed()]
    if not installed():
        return "install tesseract-ocr"
    return "install " + " ".join(f"tesseract-ocr-{code.replace('_', '-')}" for code in lacking)


def recogniser(languages: str) -> Recogniser | None:
    """Return what turns a picture with its dots an inch into words; None without Tesseract."""
    if not installed() or set(languages.split("+")) - installed():
        return None
    import pytesseract

    def recognise(picture: Image.Image, dpi: float) -> list[Word]:
        table = pytesseract.image_to_data(
            picture, lang=languages, config=f"--dpi {round(dpi)}",
            output_type=pytesseract.Output.DICT,
        )  # fmt: skip
        scale = 72 / dpi
        heights: dict[tuple[int, int, int], float] = {}
        words = []
        for i, text in enumerate(table["text"]):
            line = (table["block_num"][i], table["par_num"][i], table["line_num"][i])
            if table["level"][i] == 4:
                heights[line] = table["height"][i] * scale
            if not text.strip() or float(table["conf"][i]) < _SURE:
                continue
            left, top = table["left"][i] * scale, table["top"][i] * scale
            right, bottom = left + table["width"][i] * scale, top + table["height"][i] * scale
            # A line's box is as high as its letters; type is set about a quarter larger.
            size = max(4.0, min(60.0, heights.get(line, bottom - top)))
            words.append(Word(text.strip(), left, top, right, bottom, size))
        return _level(words)

    return recognise


def _level(words: list[Word]) -> list[Word]:
    """Give the words of a line one upper and lower edge, as printed ones have."""
    lines: list[list[Word]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        middle = (word.top + word.bottom) / 2
        if last and last.top <= middle <= last.bottom and word.left >= last.right - 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [
        word._replace(top=min(w.top for w in line), bottom=max(w.bottom for w in line))
        for line in lines
        for word in line
    ]


def page_picture(data: bytes, index: int) -> Image.Image:
    """Return a page of a PDF as a picture of DPI dots an inch."""
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument(data)
    try:
        page = pdf[index]
        width, height = page.get_size()
        scale = DPI / 72
        if width * height * scale * scale > _MOST_PIXELS:
            raise DocumentError(f"page {index + 1} is too large to be recognised")
        return page.render(scale=scale, grayscale=True).to_pil()  # type: ignore[no-any-return]
    finally:
        pdf.close()


def read_image(
    data: bytes, name: str, max_pages: int, languages: str, progress: Progress
) -> Extracted:
    """Return the words of a picture; of one with several frames, each is a page."""
    try:
        picture = Image.open(io.BytesIO(data))
        frames = getattr(picture, "n_frames", 1)
        if picture.width * picture.height > _MOST_PIXELS:
            raise DocumentError(
                f"{name}: {picture.width:,} by {picture.height:,} dots are too many for a page; "
                "save it smaller and add it again"
            )
        if frames > max_pages:
            raise DocumentError(
                f"{name}: {frames:,} pages, more than GUIDECITE_MAX_PAGES={max_pages}; "
                "split it or raise the limit"
            )
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise _broken(name, error) from None
    recognise = recogniser(languages)
    if recognise is None:
        return Extracted("", (), pages=frames, unread=frames, advice=advice(languages))
    writer = PageWriter(styled=False)
    empty = 0
    try:
        for index, frame in enumerate(ImageSequence.Iterator(picture)):
            progress("recognising pages", index, frames)
            upright = ImageOps.exif_transpose(frame).convert("L")
            dpi = _dots(frame)
            words = recognise(upright, dpi)
            empty += not words
            size = upright.width * 72 / dpi, upright.height * 72 / dpi
            writer.add(index + 1, None, size, arrange(words, []))
    except (OSError, ValueError) as error:
        raise _broken(name, error) from None
    return Extracted(
        writer.text,
        tuple(mark_running_lines(writer.text, writer.blocks(), frames)),
        pages=frames,
        empty_pages=empty,
        tables=writer.tables,
        skipped=("recognised from pictures; check what is quoted",),
        places=tuple(writer.places),
    )


def _dots(picture: Image.Image) -> float:
    """Return a picture's dots an inch; where it does not say, as if it were a letter page."""
    said = picture.info.get("dpi", (0, 0))[0]
    said = float(said) if said else 0.0
    return said if 70 <= said <= 1200 else max(70.0, picture.width / 8.5)


def _broken(name: str, error: Exception) -> DocumentError:
    first = (str(error) or type(error).__name__).splitlines()[0]
    return DocumentError(f"{name}: the picture cannot be opened ({first}); save it again")
