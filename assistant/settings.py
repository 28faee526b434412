"""Settings of the assistant layer, read from GUIDECITE_* variables."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """Say how much is searched and read, and how sure an answer must be."""

    model_config = SettingsConfigDict(env_prefix="GUIDECITE_", extra="ignore", frozen=True)

    max_question_characters: int = Field(2000, ge=10, description="longest question")
    candidates: int = Field(40, ge=5, description="chunks taken from words and vectors each")
    passages: int = Field(6, ge=1, description="passages read for an answer")
    certainty: float = Field(
        0.5,
        ge=0,
        le=1,
        description="least probability that the evidence answers; higher refuses more",
    )
