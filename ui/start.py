"""Start what every surface needs: settings, the library, and the guidance that ships with it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.chat import check_settings
from assistant.errors import ChatSettingsError
from assistant.settings import AssistantSettings
from ingest.errors import GuidanceError
from ingest.library import Library, find_sources
from ingest.records import Progress, Receipt
from ingest.settings import IngestSettings

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_PREFIX = "GUIDECITE_"


class SettingsError(Exception):
    """Refuse a setting that is unknown or has a wrong value."""


@dataclass(frozen=True)
class Settings:
    """Hold the settings of every layer."""

    ingest: IngestSettings
    assistant: AssistantSettings

    def shown(self) -> dict[str, object]:
        """Return the settings as a report records them; the home's path stays out."""
        both = {
            **self.ingest.model_dump(mode="json", exclude={"home", "cache"}),
            **self.assistant.model_dump(mode="json", exclude={"chat_api_key"}),
        }
        return dict(sorted(both.items()))


def load_settings(home: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a variable with the prefix that no layer knows is an error."""
    known = {*IngestSettings.model_fields, *AssistantSettings.model_fields}
    for name in environment:
        if name.upper().startswith(_PREFIX) and name.upper()[len(_PREFIX) :].lower() not in known:
            names = ", ".join(sorted(_PREFIX + field.upper() for field in known))
            raise SettingsError(f"{name}: no such setting; there are {names}")
    try:
        ingest = IngestSettings(home=home) if home else IngestSettings()
        assistant = AssistantSettings()
        check_settings(assistant)
        return Settings(ingest, assistant)
    except ChatSettingsError as error:
        raise SettingsError(str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        field = _PREFIX + "_".join(map(str, first["loc"])).upper()
        raise SettingsError(f"{field}: {first['msg']}") from None


def add_corpus(library: Library, progress: Progress) -> list[Receipt]:
    """Add the shipped guidance that is new; what the user removed does not come back."""
    receipts = []
    for source in find_sources(CORPUS):
        if not library.was_removed(source.path.stem):
            try:
                receipts.append(library.add(source, progress=progress, renew=False))
            except GuidanceError as error:
                raise type(error)(f"the shipped guidance cannot be added: {error}") from None
    return receipts
