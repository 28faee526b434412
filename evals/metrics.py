"""Score one answer, and sum the scores of a run. A metric that does not apply is absent."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.answer import Answer, Citation
from evals.questions import Case, Cite

Scores = dict[str, float]
TextOf = Callable[[str, str], str]  # the canonical text of a document's revision
_FETCHED = 3  # passages of which one should be the right one
_BINS = 10  # of the calibration error


def score(case: Case, answer: Answer) -> Scores:
    """Return the scores of an answer, each from 0 to 1, and its length in words."""
    quotes = [c.quote for c in answer.citations]
    everything = "\n".join((answer.text, *quotes)).casefold()
    scores: Scores = {"outcome": float(answer.outcome == case.expect)}
    if case.expect == "answered":
        if case.must:
            met = [any(s.casefold() in everything for s in group) for group in case.must]
            scores["must"] = sum(met) / len(met)
        if case.cites:
            cited = [_is_cited(cite, answer.citations) for cite in case.cites]
            scores["cites"] = sum(cited) / len(cited)
            reached = [*answer.citations, *answer.nearest]
            scores["reached"] = sum(_is_cited(c, reached) for c in case.cites) / len(case.cites)
        if answer.outcome == "answered":
            scores["answer_words"] = float(sum(len(s.text.split()) for s in answer.sentences))
    if case.expect == "no_evidence":
        scores["refused"] = float(answer.outcome != "answered")
    if case.must_not:
        banned = [s for g in case.must_not for s in ([g] if isinstance(g, str) else g)]
        scores["must_not"] = float(not any(s.casefold() in answer.text.casefold() for s in banned))
    parts = [scores[name] for name in ("outcome", "must", "cites", "must_not") if name in scores]
    scores["correct"] = float(all(part == 1 for part in parts))
    return scores


def verbatim(answer: Answer, text_of: TextOf) -> float | None:
    """Return the share of an answer's quotes and sentences that stand in the stored texts.

    A quote stands where its document's text holds it at its offsets, a verbatim sentence where it
    has the words of its quotes. None where there are neither. Looks at the texts itself, so that
    it also finds what the assistant's own check lets through.
    """
    quotes = {c.number: c.quote for c in answer.citations}
    held = [
        text_of(c.document, c.revision)[c.start : c.end] == c.quote
        for c in (*answer.citations, *answer.nearest)
    ]
    for sentence in answer.sentences:
        cited = [quotes.get(number, "") for number in sentence.citations]
        held.append(bool(cited) and all(cited))
        if sentence.verbatim:
            held.append(sentence.text.split() == " ".join(cited).split())
    return sum(held) / len(held) if held else None


def fetched(case: Case, answer: Answer, text_of: TextOf) -> float | None:
    """Return the share of a case's cites whose passage is among the first three, or is cited.

    None where the case cites nothing, or the answer does not say how it came about.
    """
    if not case.cites or not answer.explanation:
        return None
    first = [
        (c.document, c.page, text_of(c.document, c.revision)[c.start : c.end])
        for c in answer.explanation.candidates[:_FETCHED]
    ]
    found = [
        _is_cited(cite, answer.citations)
        or any(
            document == cite.document
            and (cite.page is None or page == cite.page)
            and (cite.contains or "").casefold() in text.casefold()
            for document, page, text in first
        )
        for cite in case.cites
    ]
    return sum(found) / len(found)


def _is_cited(cite: Cite, citations: Iterable[Citation]) -> bool:
    return any(
        c.document == cite.document
        and (cite.page is None or c.page == cite.page)
        and (cite.contains is None or cite.contains.casefold() in c.quote.casefold())
        for c in citations
    )


def summarise(rows: Sequence[tuple[Scores, float]]) -> Scores:
    """Return the means over (scores, seconds) rows; words and seconds as medians too."""
    names = sorted({name for scores, _ in rows for name in scores})
    summary: Scores = {"cases": float(len(rows))}
    for name in names:
        values = [scores[name] for scores, _ in rows if name in scores]
        middle = statistics.median if name == "answer_words" else statistics.fmean
        summary[name] = round(middle(values), 4)
    seconds = sorted(s for _, s in rows)
    if seconds:
        summary["seconds_p50"] = round(statistics.median(seconds), 3)
        summary["seconds_p95"] = round(seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))], 3)
    return summary


def by_tag(rows: Iterable[tuple[Case, Scores, float]]) -> dict[str, Scores]:
    """Return the summary of each tag, of each expected outcome and of each language."""
    groups: dict[str, list[tuple[Scores, float]]] = {}
    for case, scores, seconds in rows:
        language = [f"language:{case.language}"] if case.language else []
        for tag in dict.fromkeys((*case.tags, f"expect:{case.expect}", *language)):
            groups.setdefault(tag, []).append((scores, seconds))
    return {tag: summarise(groups[tag]) for tag in sorted(groups)}


def differences(now: Mapping[str, float], before: Mapping[str, float]) -> Scores:
    """Return what changed in a summary, new minus old."""
    return {name: round(now[name] - before[name], 4) for name in now if name in before}


def calibration_error(chances: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the expected calibration error: the mean gap of chance and truth over ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, true in zip(chances, truth, strict=True):
        bins.setdefault(min(int(chance * _BINS), _BINS - 1), []).append((chance, true))
    gaps = (abs(sum(c for c, _ in held) - sum(t for _, t in held)) for held in bins.values())
    return sum(gaps) / (len(truth) or 1)
