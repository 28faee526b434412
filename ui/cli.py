"""The `guidecite` command (design: Contract, the command line)."""

import json
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from assistant.answer import Answer, make_question
from assistant.ask import make_ask
from assistant.errors import AssistantError
from assistant.explain import lines
from ingest.errors import DocumentError, GuidanceError, UnknownDocument
from ingest.library import Library, Source, find_sources
from ingest.records import Details, Receipt, Revision
from ui.model_commands import model
from ui.progress import TerminalDraft, TerminalProgress
from ui.start import Settings, SettingsError, add_corpus, load_settings

FAILED, WRONG_INPUT = 1, 2
DEFAULT_PORT = 8501


class Group(click.Group):
    """Turn what people can act on into one line on stderr and the contract's exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a known error becomes a line and a status."""
        from evals.errors import EvalError

        try:
            return super().invoke(ctx)
        except (AssistantError, EvalError, SettingsError, UnknownDocument) as error:
            _fail(str(error), WRONG_INPUT)
        except GuidanceError as error:
            _fail(str(error), FAILED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(FAILED)
        except KeyboardInterrupt:
            _fail("stopped; what was finished before is kept", FAILED)


def _fail(line: str, status: int) -> None:
    click.echo(f"guidecite: {line}", err=True)
    sys.exit(status)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path), help="Folder of the library.")
@click.version_option(package_name="guidecite")
@click.pass_context
def main(ctx: click.Context, home: Path | None) -> None:
    """Answer medical-coding questions from your own guidance, each sentence with its quote."""
    ctx.obj = load_settings(home)


main.add_command(model)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON only.")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.pass_obj
def chat(settings: Settings, port: int) -> None:
    """Open the web app; the shipped guidance is added on first start."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            _fail(f"port {port} is in use; choose another with --port (make run PORT=...)", FAILED)
    progress = TerminalProgress()
    receipts = add_corpus(Library(settings.ingest), progress)
    progress.clear()
    for receipt in receipts:
        if receipt.status == "added":
            click.echo(receipt.message, err=True)
    click.echo(f"guidecite is at http://localhost:{port} (Ctrl-C stops it)", err=True)
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": settings.ingest.max_file_mb,
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.level": "error",
    }
    os.environ["GUIDECITE_HOME"] = str(settings.ingest.home.absolute())
    app = str(Path(__file__).with_name("app.py"))
    flags = [f"--{name}={value}" for name, value in options.items()]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", app, *flags])


def detail_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each detail of a revision."""
    for name in ("title", "publisher", "kind", "payer", "jurisdiction", "setting", "edition"):
        command = click.option(f"--{name}")(command)
    for name in ("effective-from", "effective-to"):
        command = click.option(f"--{name}", metavar="YYYY-MM-DD")(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--document", metavar="ID", help="Id of the document, for one file only.")
@detail_options
@as_json
@click.pass_obj
def add(
    settings: Settings,
    /,
    paths: Sequence[Path],
    document: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Add files or folders to the library."""
    details = _checked({k: v for k, v in fields.items() if v})
    if document and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--document names one document; give it with one file only")
    sources: list[Source] = []
    receipts: list[Receipt] = []
    for path in paths:
        try:
            sources += find_sources(path)
        except DocumentError as error:
            receipts.append(Receipt.failure(path.name, str(error)))
    if not sources and receipts:
        _show_receipts(receipts, as_json)
        sys.exit(WRONG_INPUT)
    if not sources:
        _fail(f"{paths[0]}: the folder holds no files; nothing to add", WRONG_INPUT)
    library = Library(settings.ingest)
    progress = TerminalProgress()
    for source in sources:
        if document:
            source = Source(source.path, document)
        try:
            receipts.append(library.add(source, details, progress))
        except DocumentError as error:
            receipts.append(Receipt.failure(source.path.name, str(error)))
        progress.clear()
        if not as_json:
            _show_receipts(receipts[-1:], as_json)
    if as_json:
        _show_receipts(receipts, as_json)
    elif failed := sum(r.status == "failed" for r in receipts):
        click.echo(f"{failed} of {len(receipts)} files could not be added", err=True)
    if any(receipt.status == "failed" for receipt in receipts):
        sys.exit(FAILED)


def _checked(fields: Mapping[str, object]) -> Details:
    """Return details from what options say; a wrong value is named by its option."""
    try:
        return Details.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        option = str(first["loc"][0]).replace("_", "-")
        raise click.UsageError(f"--{option}: {first['msg']}") from None


def _show_receipts(receipts: Sequence[Receipt], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([r.model_dump(mode="json") for r in receipts], ensure_ascii=False))
        return
    for receipt in receipts:
        if receipt.status == "failed":
            click.echo(f"guidecite: {receipt.message}", err=True)
            continue
        click.echo(receipt.message)
        if receipt.status in ("added", "incomplete"):
            click.echo("  " + receipt_line(receipt))


def receipt_line(receipt: Receipt) -> str:
    """Return what an upload did, in one line."""
    parts = [
        f"{receipt.pages:,} pages" if receipt.pages else "",
        f"{receipt.empty_pages:,} empty pages" if receipt.empty_pages else "",
        f"{receipt.unread_pages:,} pages not recognised" if receipt.unread_pages else "",
        f"{receipt.rows:,} rows" if receipt.rows else "",
        f"{receipt.empty_rows:,} empty rows" if receipt.empty_rows else "",
        f"{receipt.tables:,} tables" if receipt.tables else "",
        f"{receipt.chunks:,} chunks",
        f"{len(receipt.codes):,} codes",
        "language " + ", ".join(receipt.languages),
        f"{receipt.furniture:,} pieces of page furniture left out" if receipt.furniture else "",
        *receipt.skipped,
        _guesses(receipt),
        "same bytes as " + ", ".join(receipt.twins) if receipt.twins else "",
        f"{receipt.seconds:.1f} s",
    ]
    return "; ".join(part for part in parts if part)


def _guesses(receipt: Receipt) -> str:
    """Return the details that were guessed, for the person to look at."""
    found = [f"{name.replace('_', ' ')} “{value}”" for name, value in receipt.guessed.items()]
    return f"guessed (see 'library edit'): {', '.join(found)}" if found else ""


@main.command()
@click.argument("question")
@click.option("--as-of", metavar="YYYY-MM-DD", help="Answer from what was in force on a date.")
@click.option("--payer")
@click.option("--jurisdiction")
@click.option("--setting")
@click.option("--explain", is_flag=True, help="Say what was searched, found, used and refused.")
@as_json
@click.pass_obj
def ask(
    settings: Settings, /, question: str, explain: bool, as_json: bool, **fields: str | None
) -> None:
    """Answer one question."""
    asked = make_question(question, explain=explain, **fields)
    library = Library(settings.ingest)
    if filled := library.has_documents():
        library.warm_up()
    draft = TerminalDraft()
    answer = make_ask(library, settings.assistant, draft)(asked)
    draft.close()
    if not filled:
        click.echo(
            f"guidecite: the library in {settings.ingest.home} is empty; "
            "fill it with 'guidecite add PATH'",
            err=True,
        )
    if as_json:
        click.echo(answer.to_json())
    else:
        show_answer(answer)


def show_answer(answer: Answer) -> None:
    """Print an answer for a person: sentences, quotes, notes, disclaimer."""
    click.echo(answer.text)
    for citation in (*answer.citations, *answer.nearest):
        page = f", page {citation.page}" if citation.page else ""
        label = f" ({citation.page_label})" if citation.page_label else ""
        path = " > ".join((citation.title or citation.document, *citation.section))
        row = f", row {citation.row}" if citation.row else ""
        sheet = f", sheet {citation.sheet}" if citation.sheet else ""
        click.echo(f"\n[{citation.number or '-'}] {path}{page}{label}{sheet}{row}")
        click.echo(f"    “{' '.join(citation.quote.split())}”")
    for note in answer.notes:
        click.echo(f"\n{note}")
    for line in lines(answer.explanation) if answer.explanation else ():
        click.echo(f"\n{line}")
    click.echo(f"\n{answer.disclaimer}")


@main.group()
def library() -> None:
    """List, show, edit and remove documents."""


@library.command("list")
@as_json
@click.pass_obj
def list_documents(settings: Settings, as_json: bool) -> None:
    """List the documents."""
    documents = Library(settings.ingest).documents()
    if as_json:
        rows = [_as_row(revision, receipt) for revision, receipt in documents]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for revision, receipt in documents:
        edition = f", edition {revision.details.edition}" if revision.details.edition else ""
        title = revision.details.title or ""
        click.echo(f"{revision.document}: {title}{edition} ({receipt.chunks:,} chunks)")
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
    checked = _checked({name: value for name, value in changes.items() if value})
    progress = TerminalProgress()
    edited = Library(settings.ingest).edit(
        document, {name: getattr(checked, name) for name in changes}, revision or "", progress
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
    Library(settings.ingest).remove(document)
    if as_json:
        click.echo(json.dumps({"document": document, "removed": True}))
    else:
        click.echo(f"'{document}' is removed from the library")


@main.command("eval")
@click.argument("questions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--tag", "tags", multiple=True, help="Only cases with this tag; repeatable.")
@click.option("--language", "languages", multiple=True, help="Only this language; repeatable.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Compare with this report.")
@click.option("--gate", "gates", multiple=True, help="Fail below METRIC=VALUE; repeatable.")
@click.pass_obj
def evaluate(
    settings: Settings,
    questions: Sequence[Path],
    tags: Sequence[str],
    languages: Sequence[str],
    out: Path | None,
    baseline: Path | None,
    gates: Sequence[str],
) -> None:
    """Run question sets and score the answers."""
    from evals.metrics import differences
    from evals.questions import read_questions
    from evals.run import failed_gates, read_report, run, select

    cases = select(read_questions(questions), tags, languages)
    if not cases:
        raise click.UsageError("no question has these tags and languages")
    before = read_report(baseline) if baseline else None
    library = Library(settings.ingest)
    library.warm_up()
    held = [
        {"document": revision.document, "revision": revision.sha}
        for revision, _ in library.documents()
    ]
    progress = TerminalProgress()
    report = run(
        cases,
        make_ask(library, settings.assistant),
        settings.shown(),
        {"fingerprint": library.fingerprint(), "documents": held},
        lambda done, total: progress("questions", done, total),
    )
    progress.clear()
    if out:
        _write(out, report.model_dump_json(by_alias=True, indent=1))
    for name, value in report.summary.items():
        click.echo(f"{name:24} {value:g}")
    for tag, scores in report.by_tag.items():
        click.echo(f"{tag:24} correct {scores['correct']:.3f} of {scores['cases']:.0f}")
    for row in report.cases:
        if row.error:
            click.echo(f"{row.id}: {row.error}", err=True)
    if before:
        for name, value in differences(report.summary, before["summary"]).items():
            click.echo(f"{name:24} {value:+g} against {baseline}")
    failed = failed_gates(report.summary, gates)
    for line in failed:
        click.echo(f"guidecite: {line}", err=True)
    if failed:
        sys.exit(FAILED)


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: cannot be written ({error.strerror}); choose another --out", FAILED)


if __name__ == "__main__":
    main()
