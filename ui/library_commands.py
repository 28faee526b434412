"""The commands under `guidecite library`."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from assistant.conversations import Conversations
from ingest.library import Library
from ingest.records import Receipt, Revision
from ui.options import as_json, checked, detail_options
from ui.progress import TerminalProgress
from ui.receipts import receipt_line
from ui.start import Settings

FAILED = 1


@click.group()
def library() -> None:
    """List, show, edit and remove documents; prove, rebuild and move the library."""


@library.command("list")
@as_json
@click.pass_obj
def list_documents(settings: Settings, as_json: bool) -> None:
    """List the documents."""
    library = Library(settings.ingest)
    documents = library.documents()
    if as_json:
        rows = [_as_row(revision, receipt) for revision, receipt in documents]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for revision, receipt in documents:
        edition = f", edition {revision.details.edition}" if revision.details.edition else ""
        title = revision.details.title or ""
        click.echo(f"{revision.document}: {title}{edition} ({receipt.chunks:,} chunks)")
    for document, at in library.removed().items():
        click.echo(f"{document}: removed on {at[:10]}", err=True)
    if not documents:
        click.echo("the library is empty; fill it with 'guidecite add PATH'", err=True)


def _as_row(revision: Revision, receipt: Receipt) -> dict[str, Any]:
    return {
        "document": revision.document,
        "revision": revision.sha,
        "file": revision.file,
        "added_at": revision.added_at,
        **revision.details.model_dump(mode="json"),
        "receipt": receipt.model_dump(mode="json"),
    }


@library.command()
@click.argument("document")
@as_json
@click.pass_obj
def show(settings: Settings, document: str, as_json: bool) -> None:
    """Show a document's details, revisions and receipts."""
    rows = [_as_row(*pair) for pair in Library(settings.ingest).revisions(document)]
    if as_json:
        click.echo(json.dumps({"document": document, "revisions": rows}, ensure_ascii=False))
        return
    for row in rows:
        receipt = Receipt.model_validate(row.pop("receipt"))
        guessed = row.pop("guessed")
        for name, value in row.items():
            if value is not None:
                click.echo(f"{name}: {value}{' (a guess)' if name in guessed else ''}")
        click.echo(f"receipt: {receipt_line(receipt)}\n")


@library.command()
@click.argument("document")
@click.option("--revision", metavar="SHA")
@as_json
@click.pass_obj
def text(settings: Settings, document: str, revision: str | None, as_json: bool) -> None:
    """Print a document's canonical text, and nothing else."""
    found = Library(settings.ingest).text(document, revision or "")
    if as_json:
        click.echo(json.dumps({"document": document, "text": found}, ensure_ascii=False))
    else:
        sys.stdout.buffer.write(found.encode())


@library.command()
@click.argument("document")
@click.option("--revision", metavar="SHA", help="Of several, the one to edit; else the latest.")
@detail_options
@as_json
@click.pass_obj
def edit(
    settings: Settings,
    /,
    document: str,
    revision: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Change a document's details; an empty value clears one."""
    changes = {name: value or None for name, value in fields.items() if value is not None}
    if not changes:
        raise click.UsageError("nothing to change; name a detail, such as --payer NAME")
    details = checked({name: value for name, value in changes.items() if value})
    progress = TerminalProgress()
    edited = Library(settings.ingest).edit(
        document, {name: getattr(details, name) for name in changes}, revision or "", progress
    )
    progress.clear()
    if as_json:
        shown = {"document": document, "revision": edited.sha}
        shown |= edited.details.model_dump(mode="json")
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for name in changes:
        click.echo(f"{name}: {getattr(edited.details, name) or '-'}")


@library.command()
@click.argument("document")
@as_json
@click.pass_obj
def remove(settings: Settings, document: str, as_json: bool) -> None:
    """Remove a document with everything that came of it."""
    library = Library(settings.ingest)
    progress = TerminalProgress()
    library.remove(document, progress)
    Conversations(settings.ingest.home).withhold_removed(library)
    progress.clear()
    if as_json:
        click.echo(json.dumps({"document": document, "removed": True}))
    else:
        click.echo(f"'{document}' is removed from the library")


@library.command()
@click.argument("document")
@click.argument("older", metavar="SHA")
@click.argument("newer", metavar="SHA")
@as_json
@click.pass_obj
def diff(settings: Settings, document: str, older: str, newer: str, as_json: bool) -> None:
    """Show what differs between two revisions of a document, line by line."""
    changes = Library(settings.ingest).differences(document, older, newer)
    if as_json:
        shown = {"document": document, "from": older, "to": newer}
        rows = [change.as_json() for change in changes]
        click.echo(json.dumps({**shown, "changes": rows}, ensure_ascii=False))
        return
    for change in changes:
        click.echo("\n".join(change.lines()))
    if not changes:
        click.echo("the two revisions have the same text", err=True)


@library.command()
@as_json
@click.pass_obj
def rebuild(settings: Settings, as_json: bool) -> None:
    """Make the index anew from the originals; the old one serves until it is done."""
    library = Library(settings.ingest)
    progress = TerminalProgress()
    kept = library.rebuild(progress)
    progress.clear()
    documents = library.documents()
    chunks = sum(receipt.chunks for _, receipt in documents)
    if as_json:
        made = {"documents": len(documents), "chunks": chunks, "kept": kept}
        click.echo(json.dumps(made, ensure_ascii=False))
    else:
        click.echo(f"the index is made anew: {len(documents):,} documents")
    for line in kept:
        click.echo(f"guidecite: {line}", err=True)
    if kept:
        sys.exit(FAILED)


@library.command()
@as_json
@click.pass_obj
def verify(settings: Settings, as_json: bool) -> None:
    """Prove that the library holds what it should, and nothing else."""
    library = Library(settings.ingest)
    progress = TerminalProgress()
    problems = library.verify(progress)
    progress.clear()
    if as_json:
        found = {"clean": not problems, "problems": problems}
        click.echo(json.dumps(found, ensure_ascii=False))
    elif not problems:
        click.echo(f"the library is clean: {len(library.documents()):,} documents")
    for line in problems:
        click.echo(f"guidecite: {line}", err=True)
    if problems:
        sys.exit(FAILED)


@library.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@click.pass_obj
def export_to(settings: Settings, file: Path, as_json: bool) -> None:
    """Write the whole library to one file; conversations stay."""
    progress = TerminalProgress()
    count = Library(settings.ingest).export_to(file, progress)
    progress.clear()
    if as_json:
        click.echo(json.dumps({"file": str(file), "originals": count}))
    else:
        click.echo(f"{file}: the library with {count:,} originals")


@library.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@click.pass_obj
def import_from(settings: Settings, file: Path, as_json: bool) -> None:
    """Take an exported library into an empty home, proved before it counts."""
    library = Library(settings.ingest)
    progress = TerminalProgress()
    count = library.import_from(file, progress)
    progress.clear()
    if as_json:
        click.echo(json.dumps({"file": str(file), "originals": count}))
    else:
        click.echo(f"{file}: taken in and verified, {count:,} originals")
    library.check_fingerprint()
