"""Settings of the ingest layer, read from GUIDECITE_* variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """Say where the library lives and how documents are split and embedded."""

    model_config = SettingsConfigDict(env_prefix="GUIDECITE_", extra="ignore", frozen=True)

    home: Path = Field(Path(".guidecite"), description="folder of the library")
    encoder: str = Field(
        "multilingual-e5-small",
        description="the shipped encoder, or the name or folder of a sentence-transformers model",
    )
    encoder_query_prompt: str = Field("query: ", description="put before every question")
    encoder_passage_prompt: str = Field("passage: ", description="put before every chunk")
    cache: Path | None = Field(None, description="folder of made encoders; default: per user")
    chunk_tokens: int = Field(220, ge=32, le=480, description="most tokens of a chunk's own text")
    max_file_mb: int = Field(200, ge=1, description="largest file that is taken in, in MB")
    max_pages: int = Field(3000, ge=1, description="most pages of a PDF")
    max_rows: int = Field(100_000, ge=1, description="most rows of a CSV or XLSX file")
    max_seconds: int = Field(600, ge=1, description="longest time that reading a file may take")
    ocr_languages: str = Field(
        "eng",
        pattern=r"^\w+(\+\w+)*$",
        description="languages of scanned pages, as Tesseract names them: eng+spa",
    )
    max_unpacked_mb: int = Field(
        500, ge=1, description="largest size of a DOCX or XLSX file once unpacked, in MB"
    )
