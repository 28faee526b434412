"""Settings of the assistant layer, read from GUIDECITE_* variables."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """Say how much is searched and read, how sure an answer must be, and who may word it."""

    model_config = SettingsConfigDict(env_prefix="GUIDECITE_", extra="ignore", frozen=True)

    max_question_characters: int = Field(2000, ge=10, description="longest question")
    candidates: int = Field(40, ge=5, description="chunks taken from words and vectors each")
    passages: int = Field(6, ge=1, description="passages read for an answer")
    certainty: float = Field(
        0.4,
        ge=0,
        le=1,
        description="least probability that the evidence answers: over questions that it was not "
        "fitted on, 0.4 answers 86 % of what is answerable and refuses 77 % of the rest, "
        "0.5 78 and 83, 0.6 72 and 86",
    )

    chat_model: str | None = Field(
        None, description="PROVIDER:MODEL that words the answers; without it they are verbatim"
    )
    chat_base_url: str | None = Field(None, description="where that model is, if not at home")
    chat_api_key: SecretStr | None = Field(None, description="key of that model")
    chat_allowed_hosts: str = Field(
        "", description="hosts beside the loopback that text may be sent to, with commas between"
    )
    chat_seconds: float = Field(
        30, gt=0, description="most seconds that the chat model may add to an answer"
    )
    chat_tokens: int = Field(400, ge=16, description="most tokens that it may write at a time")
    chat_source_characters: int = Field(
        6000, ge=500, description="most characters of guidance that it is given"
    )
    chat_input_price: float | None = Field(
        None, ge=0, description="price of a million tokens read, for the cost of an answer"
    )
    chat_output_price: float | None = Field(None, ge=0, description="... and of a million written")

    def allowed_hosts(self) -> set[str]:
        """Return the hosts that text may be sent to, beside the loopback."""
        return {host.strip().lower() for host in self.chat_allowed_hosts.split(",") if host.strip()}
