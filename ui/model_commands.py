"""The `guidecite model` commands: a language model on this machine, for those who want one."""

import json
from pathlib import Path

import click

from assistant import local_model
from assistant.chat import LOCAL_PORT
from ui.start import Settings

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON only.")


@click.group()
def model() -> None:
    """Start and stop a language model on this machine (llama.cpp, on the loopback)."""


@model.command()
@click.option("--file", type=click.Path(path_type=Path), help="A GGUF file; else SmolLM2-135M.")
@click.option("--port", type=click.IntRange(1, 65535), default=LOCAL_PORT, show_default=True)
@as_json
@click.pass_obj
def start(settings: Settings, file: Path | None, port: int, as_json: bool) -> None:
    """Start it, and say which settings use it."""
    running = local_model.start(settings.ingest.home, file, port)
    if as_json:
        click.echo(json.dumps({"running": True, **running.model_dump(), "url": running.url}))
        return
    click.echo(f"{running.file} runs at {running.url}. To let it word the answers, set")
    click.echo(f"  GUIDECITE_CHAT_MODEL=local:{Path(running.file).stem}")
    if port != LOCAL_PORT:
        click.echo(f"  GUIDECITE_CHAT_BASE_URL={running.url}")


@model.command()
@as_json
@click.pass_obj
def stop(settings: Settings, as_json: bool) -> None:
    """Stop it."""
    stopped = local_model.stop(settings.ingest.home)
    if as_json:
        click.echo(json.dumps({"running": False, "stopped": stopped}))
    else:
        click.echo("stopped" if stopped else "no model runs for this home")


@model.command()
@as_json
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Say whether it runs."""
    running = local_model.status(settings.ingest.home)
    if as_json:
        known = {**running.model_dump(), "url": running.url} if running else {}
        click.echo(json.dumps({"running": running is not None, **known}))
    else:
        click.echo(
            f"{running.file} runs at {running.url}" if running else "no model runs for this home"
        )
