"""Define the options that several commands share."""

from collections.abc import Callable, Mapping
from typing import Any

import click
from pydantic import ValidationError

from ingest.records import Details

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON only.")


def detail_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each detail of a revision."""
    for name in ("title", "publisher", "kind", "payer", "jurisdiction", "setting", "edition"):
        command = click.option(f"--{name}")(command)
    for name in ("effective-from", "effective-to"):
        command = click.option(f"--{name}", metavar="YYYY-MM-DD")(command)
    return command


def checked(fields: Mapping[str, object]) -> Details:
    """Return details from what options say; a wrong value is named by its option."""
    try:
        return Details.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        option = str(first["loc"][0]).replace("_", "-")
        raise click.UsageError(f"--{option}: {first['msg']}") from None
