"""The web app: a chat page and a library page over one shared library."""

import contextlib
import threading

import streamlit as st

from assistant.ask import make_ask
from assistant.conversations import Conversations
from assistant.messages import Language
from assistant.requests import AccessRequests
from ingest.errors import GuidanceError
from ingest.library import Library
from ui import chat_page, library_page
from ui.start import Settings, load_settings
from ui.texts import NAMES, text


@st.cache_resource(show_spinner=False)
def open_parts() -> tuple[Settings, Library, Conversations, AccessRequests]:
    """Open what all sessions share, and load the encoder while the first page is drawn."""
    settings = load_settings(None)
    library = Library(settings.ingest)
    threading.Thread(target=_warm_up, args=(library,), daemon=True).start()
    conversations = Conversations(settings.ingest.home)
    conversations.withhold_removed(library)  # what another process removed
    return settings, library, conversations, AccessRequests(settings.ingest.home)


def _warm_up(library: Library) -> None:
    """Load what answers need; what cannot be loaded is told when a question is asked."""
    with contextlib.suppress(GuidanceError):
        library.warm_up()


def main() -> None:
    """Draw the page that is asked for."""
    st.set_page_config(page_title="guidecite", page_icon="§", layout="centered")
    settings, library, conversations, requests = open_parts()
    codes = list(NAMES)
    chosen = st.query_params.get("lang", "en")
    with st.sidebar:
        st.title("guidecite")
        language: Language = st.selectbox(
            text("language", "en"),
            codes,
            index=codes.index(chosen) if chosen in codes else 0,
            format_func=lambda code: NAMES[code],
            key="language",  # outlives a change of page
        )
    if language != chosen:
        st.query_params["lang"] = language
    if language == "ar":
        st.html("<style>[data-testid='stMain'] {direction: rtl}</style>")

    def chat() -> None:
        ask = make_ask(library, settings.assistant, chat_page.draft_box(language))
        chat_page.show(ask, library, conversations, requests, language)

    def documents() -> None:
        library_page.show(library, conversations, requests, language)

    pages = [
        st.Page(chat, title=text("chat", language), icon=":material/chat:", url_path="chat",
                default=True),
        st.Page(documents, title=text("library", language), icon=":material/library_books:",
                url_path="library"),
    ]  # fmt: skip
    st.navigation(pages).run()


main()
