"""Draw the library: what is in it, uploads with progress and receipt, removal."""

import logging

import streamlit as st

from assistant.messages import Language
from ingest.errors import GuidanceError
from ingest.library import SUFFIXES, Library
from ingest.records import Receipt
from ui.chat_page import escape
from ui.cli import receipt_line
from ui.texts import text


def show(library: Library, language: Language) -> None:
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
            facts = {
                "document": revision.document,
                "file": revision.file,
                "revision": revision.sha,
                "added": revision.added_at,
                **details.model_dump(mode="json", exclude={"title"}),
            }
            for name, value in facts.items():
                if value is not None:
                    st.markdown(f"**{name}** {escape(str(value))}")
            st.caption(escape(receipt_line(receipt)))
            _show_removal(library, language, revision.document)


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
    if st.button(text("add", language), type="primary", disabled=not files):
        receipts = []
        for file in files:
            bar = st.progress(0.0, escape(file.name))

            def advance(stage: str, done: int, total: int, bar=bar, name=file.name) -> None:  # type: ignore[no-untyped-def]
                share = done / total if total else 0.0
                bar.progress(min(1.0, share), escape(f"{name}: {stage} {done:,} / {total:,}"))

            try:
                receipts.append(library.add_bytes(file.name, file.getvalue(), progress=advance))
            except GuidanceError as error:
                receipts.append(Receipt.failure(file.name, str(error)))
            except Exception:
                logging.getLogger("guidecite").exception("an upload failed")
                receipts.append(Receipt.failure(file.name, text("unexpected", language)))
            bar.empty()
        st.session_state["receipts"] = receipts
        st.session_state["uploads"] = generation + 1  # empties the uploader
        st.rerun()
    for receipt in st.session_state.get("receipts", []):
        if receipt.status == "failed":
            st.error(escape(receipt.message))
        elif receipt.status == "unchanged":
            st.info(escape(receipt.message))
        else:
            st.success(escape(f"{receipt.message}: {receipt_line(receipt)}"))
