"""Draw the library: what is in it, uploads with progress and receipt, details, removal."""

import logging
from datetime import date
from typing import Any, get_args

import streamlit as st

from assistant.messages import Language
from assistant.requests import AccessRequests
from ingest.errors import GuidanceError
from ingest.library import Library
from ingest.read import SUFFIXES
from ingest.records import Details, Kind, Receipt, Revision, Setting
from ui.chat_page import escape
from ui.cli import receipt_line
from ui.progress import Pace
from ui.texts import text

_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2100, 12, 31)


def show(library: Library, requests: AccessRequests, language: Language) -> None:
    """Draw the page."""
    st.header(text("library", language))
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
            _show_removal(library, language, revision.document)
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
            text(name, language), getattr(old, name), min_value=_FIRST_DAY, max_value=_LAST_DAY,
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


def _show_removal(library: Library, language: Language, document: str) -> None:
    """Ask once more before a document goes."""
    if st.button(text("remove", language), icon=":material/delete:", key=f"remove-{document}"):
        st.session_state["removing"] = document
    if st.session_state.get("removing") != document:
        return
    st.markdown(text("confirm_remove", language))
    if st.button(text("remove", language), type="primary", key=f"sure-{document}"):
        try:
            library.remove(document)
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
