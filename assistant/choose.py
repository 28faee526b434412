"""Choose the sentences that make the answer, verbatim; a list is chosen whole."""

from collections.abc import Sequence

from assistant.passage import LEAD, QUESTION, Span
from assistant.read import Evidence
from assistant.retrieve import Query

MOST_SENTENCES = 5  # of an extractive answer that is no list of the document's own
# Characters after which nothing is added but what speaks of another code of the question, and of a
# list that is shown whole: manuals have sentences of sixty words and lists of a page.
MOST_CHARACTERS, MOST_OF_A_LIST = 500, 1000
# How far under the best sentence's score another one may lie to be part of the answer, and one
# that names a code of the question that nothing chosen names. On the sets developed on, 2.8 gains
# one answer in a hundred and makes answers a third longer.
_NEAR, _ADDS_CODE = 2.0, 3.4


def choose(
    evidence: Sequence[Evidence], query: Query, of_parts: Sequence[Sequence[Evidence]] = ()
) -> list[Evidence]:
    """Return the sentences of the answer in reading order; all evidence comes best first.

    The best sentence, then those nearly as good, and those that add a code or words of the
    question which are not yet spoken of. A lead sentence brings the list it leads, and two
    chosen items of a list bring the whole of it.
    """
    best = evidence[0]
    chosen = [best]
    for candidate in evidence[1:]:
        if len(chosen) >= MOST_SENTENCES:
            break
        gap = best.score - candidate.score
        spoken_of = frozenset[str]().union(*(e.on_codes for e in chosen))
        adds_code = bool(candidate.on_codes - spoken_of) and len(query.codes) > 1
        room = _length(chosen) + _length([candidate]) <= MOST_CHARACTERS
        if (gap <= _NEAR and room) or (adds_code and gap <= _ADDS_CODE):
            chosen.append(candidate)
    chosen = _with_leads(_with_items(_with_lists(chosen, evidence, best), evidence), evidence)
    for ranked in of_parts:
        top = next((e for e in evidence if ranked and e.place == ranked[0].place), None)
        if top and top not in chosen:
            chosen += _with_leads(_with_lists([top], evidence, top), evidence)
    return sorted(chosen, key=lambda e: (_rank(e, chosen), e.start))


def _rank(evidence: Evidence, chosen: Sequence[Evidence]) -> int:
    """Order revisions by their best sentence, so that one document is read through."""
    shas = [e.passage.chunk.revision.sha for e in sorted(chosen, key=lambda e: -e.score)]
    return shas.index(evidence.passage.chunk.revision.sha)


def _with_lists(
    chosen: Sequence[Evidence], evidence: Sequence[Evidence], best: Evidence
) -> list[Evidence]:
    """Widen to whole lists; a list that comes in pushes out what is not part of it."""
    for candidate in (best, *chosen):
        group = candidate.group
        if not group:
            continue
        lead = _is_lead(candidate)
        members = [e for e in chosen if (e.start, e.end) in group]
        if not (lead or len(members) >= 2):
            continue  # an item alone takes its lead along, below
        if candidate is not best and best not in members:
            continue  # a list far from the best sentence is no part of the answer
        whole = _members(candidate, evidence)
        have = {(e.start, e.end) for e in whole}
        for start, end in group:
            if (start, end) not in have:
                text = _slice(candidate, (start, end), evidence)
                if text is not None:
                    whole.append(_beside(candidate, (start, end), text))
        if _length(whole) <= MOST_OF_A_LIST:
            return whole
    return list(chosen)


def _with_items(chosen: list[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give a lead that is chosen without its list those items that name what is asked for.

    Else the best ones for which there is room, one at the least: a lead alone says nothing.
    """
    places = {e.place for e in chosen}
    for lead in list(chosen):
        if not (_is_lead(lead) and LEAD.search(lead.text)):
            continue
        items = [e for e in _members(lead, evidence) if e.place != lead.place]
        if any(e.place in places for e in items):
            continue
        items.sort(key=lambda e: (not e.on_codes, -e.score))
        for item in items:
            room = _length(chosen) + _length([item]) <= MOST_CHARACTERS
            if item.on_codes or item is items[0] or room:
                chosen.append(item)
    return chosen


def _is_lead(item: Evidence) -> bool:
    return bool(item.group) and (item.start, item.end) == item.group[0]


def _members(item: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of an item's list, its lead and itself among it."""
    return [e for e in evidence if e.group == item.group and e.place[0] == item.place[0]]


def _length(evidence: Sequence[Evidence]) -> int:
    return sum(len(e.text) for e in evidence)


def _with_leads(chosen: list[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give an item of a list the sentence that leads it, an answer its question.

    Alone they say nothing: "No. Report it on the date it began."
    """
    have = {e.place for e in chosen}
    for item in list(chosen):
        lead = _slice(item, item.group[0], evidence) if item.group else None
        if lead and (LEAD.search(lead) or QUESTION.search(lead)):
            place = (item.place[0], item.group[0][0])
            if place not in have:
                have.add(place)
                chosen.append(_beside(item, item.group[0], lead))
    return chosen


def _beside(item: Evidence, span: Span, text: str) -> Evidence:
    """Return a sentence of an item's group that comes along, whatever it says of the question."""
    return Evidence(item.passage, *span, text, text, frozenset(), {}, -50.0, 0.0, item.group)


def _slice(near: Evidence, span: Span, evidence: Sequence[Evidence]) -> str | None:
    """Return a span's text where its passage holds it."""
    start, end = span
    for passage in (near.passage, *(e.passage for e in evidence)):
        chunk = passage.chunk
        same = chunk.revision.sha == near.passage.chunk.revision.sha
        if same and chunk.start <= start and end <= chunk.end:
            return chunk.text[start - chunk.start : end - chunk.start]
    return None
