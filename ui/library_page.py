"""Draw the library: what is in it, uploads with progress and receipt, details, removal."""

import logging
from typing import Any, get_args

import streamlit as st

from assistant.conversations import Conversations
from assistant.messages import Language
from assistant.requests import AccessRequests
from ingest.errors import FingerprintMismatch, GuidanceError
from ingest.library import Library
from ingest.read import SUFFIXES
from ingest.records import Details, Kind, Receipt, Revision, Setting
from ui.chat_page import FIRST_DAY, LAST_DAY, escape
from ui.progress import Pace
from ui.receipts import receipt_line
from ui.texts import text

_MOST_CHANGES = 200  # shown of two revisions; the command shows all


def show(
    library: Library,
    conversations: Conversations,
    requests: AccessRequests,
    language: Language,
) -> None:
    """Draw the page."""
    st.header(text("library", language))
    _show_rebuilding(library, language)
    _show_uploads(library, language)
    documents = library.documents()
    if not documents:
        st.info(text("empty", language))
    for revision, receipt in documents:
        details = revision.details
        edition = f" · {text('edition', language)} {details.edition}" if details.edition else ""
        title = details.title or revision.document
        with st.expander(escape(f"{title}{edition}")):
            _show_facts(revision, language)
            st.caption(escape(receipt_line(receipt)))
            _show_editing(library, language, revision)
            _show_differences(library, language, revision)
            _show_removal(library, conversations, language, revision.document)
    _show_requests(requests, language)


def _show_requests(requests: AccessRequests, language: Language) -> None:
    """List who asked for case-specific access."""
    made = requests.all()
    if not made:
        return
    st.subheader(text("access_requests", language))
    for request in made:
        parts = (request.at[:10], request.name, request.organization, request.contact,
                 request.record_system)  # fmt: skip
        st.markdown(escape(" · ".join(part for part in parts if part)))


def _show_facts(revision: Revision, language: Language) -> None:
    facts = {
        "document": revision.document,
        "file": revision.file,
        "revision": revision.sha,
        "added": revision.added_at,
        **revision.details.model_dump(mode="json", exclude={"guessed"}),
    }
    for name, value in facts.items():
        if value is not None:
            guess = f" *({text('guess', language)})*" if name in revision.details.guessed else ""
            st.markdown(f"**{escape(name)}** {escape(str(value))}{guess}")


def _fields(language: Language, key: str, old: Details, with_title: bool) -> dict[str, Any]:
    """Draw a field for each detail and return what stands in them, None for an empty one."""
    names = ["title"] if with_title else []
    names += ["publisher", "payer", "jurisdiction", "edition"]
    values: dict[str, Any] = {
        name: st.text_input(
            text(name, language), getattr(old, name) or "", key=f"{key}-{name}"
        ).strip() or None
        for name in names
    }  # fmt: skip
    for name, choices in (("kind", get_args(Kind)), ("setting", get_args(Setting))):
        now = getattr(old, name)
        values[name] = st.selectbox(
            text(name, language), choices, index=choices.index(now) if now else None,
            key=f"{key}-{name}", placeholder="",
        )  # fmt: skip
    for name in ("effective_from", "effective_to"):
        values[name] = st.date_input(
            text(name, language), getattr(old, name), min_value=FIRST_DAY, max_value=LAST_DAY,
            format="YYYY-MM-DD", key=f"{key}-{name}",
        )  # fmt: skip
    return values


def _show_editing(library: Library, language: Language, revision: Revision) -> None:
    key = f"edit-{revision.document}-{revision.sha[:12]}"
    if not st.toggle(text("edit", language), key=key):
        return
    with st.form(f"{key}-form"):
        values = _fields(language, key, revision.details, with_title=True)
        saved = st.form_submit_button(text("save", language), type="primary")
    changes = {
        name: value for name, value in values.items() if value != getattr(revision.details, name)
    }
    if saved and changes:
        try:
            library.edit(revision.document, changes, revision.sha)
        except GuidanceError as error:
            st.error(escape(str(error)))
        else:
            st.rerun()


def _show_differences(library: Library, language: Language, revision: Revision) -> None:
    """Show what a revision changed of one before it."""
    document, sha = revision.document, revision.sha
    earlier = {r.sha: r for r, _ in library.revisions(document) if r.sha != sha}
    if not earlier or not st.toggle(text("compare", language), key=f"compare-{document}"):
        return
    chosen = st.selectbox(
        text("compare", language), earlier, key=f"with-{document}", label_visibility="collapsed",
        format_func=lambda name: " · ".join(
            part for part in (earlier[name].details.edition, earlier[name].added_at, name[:12])
            if part
        ),
    )  # fmt: skip
    changes = library.differences(document, chosen, sha)
    if not changes:
        st.info(text("same_text", language))
    for change in changes[:_MOST_CHANGES]:
        st.code("\n".join(change.lines()), language="diff", wrap_lines=True)
    if len(changes) > _MOST_CHANGES:
        st.caption(f"{_MOST_CHANGES} / {len(changes)}")


def _show_rebuilding(library: Library, language: Language) -> None:
    """Offer to make the index anew where it is not of this encoder and splitter."""
    try:
        library.check_fingerprint()
    except FingerprintMismatch:
        st.warning(text("other_encoder", language))
    except GuidanceError as error:
        st.error(escape(str(error)))
        return
    else:
        return
    if not st.button(text("rebuild", language), type="primary"):
        return
    bar, pace = st.progress(0.0, text("rebuild", language)), Pace()

    def advance(stage: str, done: int, total: int) -> None:
        bar.progress(
            min(1.0, done / total) if total else 0.0, escape(pace.line(stage, done, total))
        )

    try:
        kept = library.rebuild(advance)
    except GuidanceError as error:
        st.error(escape(str(error)))
        return
    for line in kept:
        st.warning(escape(line))
    bar.empty()
    if not kept:
        st.rerun()


def _show_removal(
    library: Library, conversations: Conversations, language: Language, document: str
) -> None:
    """Ask once more before a document goes."""
    if st.button(text("remove", language), icon=":material/delete:", key=f"remove-{document}"):
        st.session_state["removing"] = document
    if st.session_state.get("removing") != document:
        return
    st.markdown(text("confirm_remove", language))
    if st.button(text("remove", language), type="primary", key=f"sure-{document}"):
        try:
            library.remove(document)
            conversations.withhold_removed(library)
        except GuidanceError as error:
            st.error(escape(str(error)))
        else:
            st.rerun()


def _show_uploads(library: Library, language: Language) -> None:
    # The uploader hands its files over on every rerun: only the button takes them in.
    generation = st.session_state.setdefault("uploads", 0)
    files = st.file_uploader(
        text("upload", language),
        type=[suffix.lstrip(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=f"files-{generation}",
    )
    values: dict[str, Any] = {}
    if files:
        with st.expander(text("details", language)):
            values = _fields(language, f"new-{generation}", Details(), len(files) == 1)
    if st.button(text("add", language), type="primary", disabled=not files):
        details = Details.model_validate({k: v for k, v in values.items() if v is not None})
        _take_in(library, language, files, details)
        st.session_state["uploads"] = generation + 1  # empties the uploader
        st.rerun()
    _show_receipts(language)


def _take_in(library: Library, language: Language, files: list[Any], details: Details) -> None:
    """Add files, with progress; the button to cancel starts a rerun, which ends this one."""
    receipts: list[Receipt] = []
    st.session_state["receipts"] = receipts
    st.button(text("cancel", language), key="cancel")
    for file in files:
        st.session_state["adding"] = file.name
        bar, pace = st.progress(0.0, escape(file.name)), Pace()

        def advance(
            stage: str, done: int, total: int, bar: Any = bar, pace: Pace = pace,
            name: str = file.name,
        ) -> None:  # fmt: skip
            line = escape(f"{name}: {pace.line(stage, done, total)}")
            bar.progress(min(1.0, done / total) if total else 0.0, line)

        try:
            receipts.append(library.add_bytes(file.name, file.getvalue(), details, advance))
        except GuidanceError as error:
            receipts.append(Receipt.failure(file.name, str(error)))
        except Exception:
            logging.getLogger("guidecite").exception("an upload failed")
            receipts.append(Receipt.failure(file.name, text("unexpected", language)))
        st.session_state.pop("adding", None)
        bar.empty()


def _show_receipts(language: Language) -> None:
    for receipt in st.session_state.get("receipts", []):
        match receipt.status:
            case "failed":
                st.error(escape(receipt.message))
            case "unchanged":
                st.info(escape(receipt.message))
            case "incomplete":
                st.warning(escape(f"{receipt.message}: {receipt_line(receipt)}"))
            case _:
                st.success(escape(f"{receipt.message}: {receipt_line(receipt)}"))
    if name := st.session_state.pop("adding", None):
        st.warning(escape(text("cancelled", language, name=name)))
