"""The `guidecite` command (design: Contract, the command line)."""

import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assistant.answer import Answer, make_question
from assistant.ask import make_ask
from assistant.errors import AssistantError
from assistant.explain import lines
from ingest.errors import DocumentError, FingerprintMismatch, GuidanceError, UnknownDocument
from ingest.library import Library, Source, find_sources
from ingest.records import Receipt
from ui.library_commands import library
from ui.model_commands import model
from ui.options import as_json, checked, detail_options
from ui.progress import TerminalDraft, TerminalProgress
from ui.receipts import receipt_line
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
    try:
        receipts = add_corpus(Library(settings.ingest), progress)
    except FingerprintMismatch as error:
        receipts = []  # the Library page says so too, and makes the index anew
        click.echo(f"guidecite: {error}", err=True)
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
    details = checked({k: v for k, v in fields.items() if v})
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
        except GuidanceError:
            progress.clear()
            if as_json:  # what was added stays added, and is told
                _show_receipts(receipts, as_json)
            raise
        progress.clear()
        if not as_json:
            _show_receipts(receipts[-1:], as_json)
    if as_json:
        _show_receipts(receipts, as_json)
    elif failed := sum(r.status == "failed" for r in receipts):
        click.echo(f"{failed} of {len(receipts)} files could not be added", err=True)
    if any(receipt.status == "failed" for receipt in receipts):
        sys.exit(FAILED)


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


main.add_command(library)


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
        library.text,
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
