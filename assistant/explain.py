"""Say how an answer came about: what was searched for, found, used and refused, and why."""

from collections.abc import Iterable, Sequence

from assistant.answer import Candidate, Citation, Explanation
from assistant.evidence import Found
from assistant.retrieve import Passage


def explain(found: Found, certainty: float, citations: Sequence[Citation]) -> Explanation:
    """Return how a search was decided and what the answer cites of it, candidates best first."""
    return Explanation(
        searched=found.query.text,
        language=found.query.language,
        codes=list(found.query.codes),
        words={t: round(w, 2) for t, w in sorted(found.query.weights.items(), key=lambda p: -p[1])},
        known=round(found.query.known, 2),
        candidates=[
            *(_candidate(p, _verdict(p, found, citations), found) for p in found.passages),
            *(_candidate(p, "not_live_or_narrowed", found) for p in found.barred),
        ],
        probability=round(found.probability, 3),
        certainty=certainty,
        rule=found.refusal.message if found.refusal else None,
    )


def lines(explanation: Explanation) -> Iterable[str]:
    """Return an explanation as lines of text."""
    words = ", ".join(f"{word} {weight:g}" for word, weight in explanation.words.items())
    yield f"searched for: {explanation.searched} ({explanation.language})"
    yield f"codes: {', '.join(explanation.codes) or '-'}"
    yield f"words: {words or '-'}; {explanation.known:.0%} of them known here"
    for number, c in enumerate(explanation.candidates, 1):
        place = [c.document, *c.section[-1:]]
        place += [f"page {c.page}"] if c.page else []
        place += [f"row {c.row}"] if c.row else []
        cosine = f"{c.cosine:.3f}" if c.cosine is not None else "-"
        chance = f", answers {c.probability:.0%}" if c.probability is not None else ""
        on = f", on {', '.join(c.codes)}" if c.codes else ""
        yield (
            f"{number}. {' > '.join(place)}: score {c.score:.3f}, cosine {cosine}, "
            f"words {c.bm25:.2f}{chance}{on}: {c.verdict}"
        )
    yield (
        f"probability {explanation.probability:.3f}, answered from {explanation.certainty:g}"
        + (f"; refused by the rule {explanation.rule}" if explanation.rule else "")
    )


def _verdict(passage: Passage, found: Found, citations: Sequence[Citation]) -> str:
    chunk = passage.chunk
    if any(
        c.revision == chunk.revision.sha and chunk.start <= c.start < chunk.end for c in citations
    ):
        return "used"
    rules = [
        rule
        for (sha, start), rule in found.refused.items()
        if sha == chunk.revision.sha and chunk.start <= start < chunk.end
    ]
    left = any(e.passage.chunk.id == chunk.id for e in found.evidence)
    return max(rules, key=rules.count) if rules and not left else "weaker"


def _candidate(passage: Passage, verdict: str, found: Found) -> Candidate:
    chunk = passage.chunk
    chances = [e.probability for e in found.evidence if e.passage.chunk.id == chunk.id]
    return Candidate(
        document=chunk.revision.document,
        revision=chunk.revision.sha,
        section=list(chunk.section.heading),
        page=chunk.section.page,
        row=chunk.section.row,
        start=chunk.start,
        end=chunk.end,
        score=round(passage.score, 4),
        cosine=round(passage.cosine, 4) if passage.cosine is not None else None,
        bm25=round(passage.bm25, 3),
        probability=round(max(chances), 3) if chances else None,
        codes=list(passage.codes),
        verdict=verdict,
    )
