"""Say how far a long piece of work is, at the terminal and in the browser alike."""

import sys
import time

import click


class Pace:
    """Put a stage into words: what is done, how fast, and the time left."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def line(self, stage: str, done: int, total: int) -> str:
        """Return the line for a stage; a total of 0 says that nobody knows it."""
        now = time.monotonic()
        passed = now - self._began.setdefault(stage, now)
        if not total:
            return f"{stage}, {passed:.0f} s" if passed >= 1 else stage
        rate = done / passed if passed > 0.5 else 0.0
        left = f", {rate:.1f}/s, {(total - done) / rate:.0f} s left" if rate else ""
        return f"{stage} {done:,} of {total:,}{left}"


class TerminalProgress:
    """Show progress on a terminal's stderr, at most ten times a second; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._pace = Pace()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show a stage with its rate and the time left."""
        now = time.monotonic()
        line = self._pace.line(stage, done, total)
        if sys.stderr.isatty() and now - self._shown >= 0.1:
            self._shown = now
            click.echo(f"\r\033[K{line}", nl=False, err=True)

    def clear(self) -> None:
        """Wipe the line."""
        self._pace = Pace()
        if sys.stderr.isatty():
            click.echo("\r\033[K", nl=False, err=True)


class TerminalDraft:
    """Show the draft of a chat model on a terminal's stderr as it grows; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = ""

    def __call__(self, draft: str) -> None:
        """Show what was added; a new draft begins a new line."""
        if not sys.stderr.isatty():
            return
        if not draft.startswith(self._shown) or not self._shown:
            end = "\n" if self._shown else ""
            click.echo(f"{end}{click.style('not yet checked:', bold=True)} ", nl=False, err=True)
            self._shown = ""
        added = "".join(c for c in draft[len(self._shown) :] if c.isprintable() or c == "\n")
        click.echo(click.style(added, dim=True), nl=False, err=True)
        self._shown = draft

    def close(self) -> None:
        """End the line."""
        if self._shown:
            click.echo("\n", err=True)
