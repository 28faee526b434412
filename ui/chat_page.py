"""Draw the chat: questions, answers with citations that open in place, the disclaimer."""

import html
import logging
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from assistant.answer import Answer, Citation, Question, Withheld, text_of
from assistant.ask import Ask
from assistant.conversations import Conversations
from assistant.errors import AssistantError, UnknownConversation
from assistant.explain import lines
from assistant.messages import Language, message
from assistant.personal import mask
from assistant.requests import AccessRequest, AccessRequests
from assistant.verify import recheck
from ingest.errors import FingerprintMismatch, GuidanceError, ReaderStopped
from ingest.holdings import NARROWING
from ingest.library import Library
from ui.texts import text

FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2100, 12, 31)  # of what a person may choose
_AROUND = 400  # characters of the document shown on either side of a quote


def show(
    ask: Ask,
    library: Library,
    conversations: Conversations,
    requests: AccessRequests,
    language: Language,
) -> None:
    """Draw the conversation that the address names, and take the next question."""
    conversation = st.query_params.get("c")
    with st.sidebar:
        if st.button(text("start_new", language), icon=":material/add:", width="stretch"):
            st.query_params.pop("c", None)
            st.rerun()
        narrowed = _show_narrowing(library, language)
        recent = conversations.recent(8)
        if recent:
            st.caption(text("recent", language))
        for name, question in recent:
            label = question if len(question) <= 40 else question[:39] + "…"
            if st.button(escape(label), key=f"open-{name}", type="tertiary"):
                st.query_params["c"] = name
                st.rerun()
    turns = []
    if conversation:
        try:
            turns = conversations.turns(conversation)
        except UnknownConversation as error:
            st.warning(str(error))
            st.query_params.pop("c", None)
            conversation = None
    if not turns:
        st.markdown(text("welcome", language))
    for number, turn in enumerate(turns):
        with st.chat_message("user"):
            st.markdown(escape(turn.question))
        with st.chat_message("assistant"):
            _show_terms(turn.answer, language)
            show_answer(turn.answer, library, language, key=str(number))
            if turn.answer.reason == "patient_specific":
                _show_request(requests, language, key=str(number))
    asked = st.chat_input(text("ask", language))
    if not asked:
        return
    with st.chat_message("user"):
        st.markdown(escape(mask(asked)))
    with st.chat_message("assistant"), st.spinner(text("searching", language)):
        try:
            history = tuple(turn.question for turn in turns)
            answer = ask(Question(text=asked, history=history, explain=True, **narrowed))
        except FingerprintMismatch:
            st.error(text("other_encoder", language))
            return
        except (AssistantError, GuidanceError) as error:
            st.error(escape(str(error)))
            return
        except Exception:
            # The person gets a sentence; whoever runs the server gets the trace, not the question.
            logging.getLogger("guidecite").exception("a question failed")
            st.error(text("unexpected", language))
            return
    if not conversation:
        conversation = conversations.start()
    # A document may have been removed since the answer was made.
    conversations.add(conversation, recheck(answer, library)[0])
    st.query_params["c"] = conversation
    st.rerun()


def draft_box(language: Language) -> Callable[[str], None]:
    """Return what draws a chat model's draft as it grows, marked as not yet checked."""
    places: list[DeltaGenerator] = []

    def show_draft(draft: str) -> None:
        if not places:
            places.append(st.empty())
        with places[0].container():
            st.badge(text("unverified", language), icon=":material/pending:", color="orange")
            st.caption(escape(draft))

    return show_draft


def _show_terms(answer: Answer, language: Language) -> None:
    """Say on what date and for whom an answer holds, where the asker gave these."""
    terms = {**({"as_of": answer.as_of} if answer.as_of else {}), **answer.narrowed}
    if terms:
        named = (f"{text(field, language)}: {value}" for field, value in terms.items())
        st.caption(escape(" · ".join(named)))


def _show_narrowing(library: Library, language: Language) -> dict[str, Any]:
    """Draw what can narrow the search, of what the library has, and return what was chosen."""
    if not library.has_documents():
        return {}
    chosen: dict[str, Any] = {}
    with st.expander(text("narrow", language), icon=":material/filter_alt:"):
        for field in NARROWING:
            if values := library.values(field):
                chosen[field] = st.selectbox(
                    text(field, language), values, index=None, key=f"narrow-{field}",
                    placeholder=text("any", language),
                )  # fmt: skip
        chosen["as_of"] = st.date_input(
            text("as_of", language), None, min_value=FIRST_DAY, max_value=LAST_DAY,
            format="YYYY-MM-DD", key="narrow-as_of",
        )  # fmt: skip
    return {field: value for field, value in chosen.items() if value}


def show_answer(answer: Answer, library: Library, language: Language, key: str) -> None:
    """Draw an answer; its quotes are held against the stored text first."""
    answer, _ = recheck(answer, library)
    if answer.outcome == "answered":
        _show_sentences(answer)
    else:
        st.info(escape(_said(answer)), icon=":material/info:")
        _show_sentences(answer)
    for lost in answer.withheld:
        st.warning(escape(_why_withheld(lost, language)))
    for index, note in enumerate(answer.notes):
        # A conflict's note comes first, and must not be overlooked.
        show = st.warning if index < len(answer.conflicts) else st.caption
        show(escape(note))
    for citation in answer.citations:
        _show_citation(citation, library, language, f"[{citation.number}] ", key)
    if answer.nearest:
        st.caption(message("nearest", language))
        for index, citation in enumerate(answer.nearest):
            _show_citation(citation, library, language, "", f"{key}-near-{index}")
    if answer.explanation and st.toggle(text("explain", language), key=f"explain-{key}"):
        for line in lines(answer.explanation):
            st.markdown(escape(line))
    st.caption(f":material/gavel: {escape(answer.disclaimer)}")


def _why_withheld(lost: Withheld, language: Language) -> str:
    if not lost.removed_at:
        return text("withheld", language, count=lost.sentences)
    return text(
        "withheld_removed", language,
        count=lost.sentences, document=lost.document, date=lost.removed_at[:10],
    )  # fmt: skip


def _show_sentences(answer: Answer) -> None:
    for sentence in answer.sentences:
        numbers = " ".join(f":blue-badge[{n}]" for n in sentence.citations)
        st.markdown(f"{escape(sentence.text)} {numbers}")


def _said(answer: Answer) -> str:
    """Return what is told in words of our own; the sentences of the guidance follow it."""
    return answer.text.removesuffix(text_of(answer.sentences)).strip()


def _show_request(requests: AccessRequests, language: Language, key: str) -> None:
    """Draw the form by which case-specific access is asked for."""
    with (
        st.expander(text("request_access", language), icon=":material/lock_open:"),
        st.form(f"request-{key}", clear_on_submit=True),
    ):
        values = {
            name: st.text_input(text(name, language), key=f"request-{key}-{name}")
            for name in ("name", "organization", "contact", "record_system")
        }
        if not st.form_submit_button(text("send_request", language), type="primary"):
            return
        try:
            requests.add(AccessRequest.model_validate(values))
        except ValidationError as error:
            st.error(
                text("fill_in", language, field=text(str(error.errors()[0]["loc"][0]), language))
            )
        else:
            st.success(text("request_kept", language))


def _show_citation(
    citation: Citation, library: Library, language: Language, lead: str, key: str
) -> None:
    place = [citation.title or citation.document]
    if citation.edition:
        place.append(f"{text('edition', language)} {citation.edition}")
    if citation.section:
        place.append(citation.section[-1])
    if citation.page:
        label = f" ({citation.page_label})" if citation.page_label else ""
        place.append(f"{text('page', language)} {citation.page}{label}")
    if citation.sheet:
        place.append(citation.sheet)
    if citation.row:
        place.append(f"{text('row', language)} {citation.row}")
    with st.expander(escape(lead + " · ".join(dict.fromkeys(place)))):
        if citation.section:
            st.caption(escape(" › ".join(citation.section)))
        st.html(in_place(library.text(citation.document, citation.revision), citation))
        if citation.page and st.toggle(
            text("show_page", language), key=f"page-{key}-{citation.number}"
        ):
            _show_page(citation, library, language)
        by = " · ".join(part for part in (citation.publisher, citation.kind) if part)
        st.caption(escape(f"{by} · {citation.document} · {citation.revision[:12]}".strip(" ·")))


def _show_page(citation: Citation, library: Library, language: Language) -> None:
    """Draw the page as a picture, the quote marked by its offsets."""
    assert citation.page
    try:
        picture = library.page_picture(
            citation.document, citation.revision, citation.page, citation.start, citation.end
        )
    except ReaderStopped:
        picture = None
    if picture is None:
        st.caption(text("no_picture", language))
    else:
        st.image(picture, width="stretch")


def in_place(canonical: str, citation: Citation) -> str:
    """Return HTML of the quote, found by its offsets, marked within the text around it."""
    start, end = citation.start, citation.end
    left, right = max(0, start - _AROUND), min(len(canonical), end + _AROUND)
    before, quote, after = canonical[left:start], canonical[start:end], canonical[end:right]
    before = ("…" if left else "") + before
    after += "…" if right < len(canonical) else ""
    parts = (html.escape(before), f"<mark>{html.escape(quote)}</mark>", html.escape(after))
    body = "".join(parts)
    return f'<div dir="auto" style="white-space: pre-wrap">{body}</div>'


def escape(words: str) -> str:
    """Return text that Markdown shows as it is: "$" stays a dollar sign, "*" a star."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~<>$:])", r"\\\1", words)
