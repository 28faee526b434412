"""Coders' shorthand is written out for the reader."""

import pytest

from assistant.shorthand import write_out


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("pt seen w/o auth, mod 59?", "patient seen without authorization, modifier 59?"),
        ("PT re-eval, 25 min", "PT re-evaluation, 25 minutes"),
        (
            "Is 99213 a document for the modern period?",
            "Is 99213 a document for the modern period?",
        ),
    ],
)
def test_shorthand(short: str, full: str) -> None:
    assert write_out(short) == full
