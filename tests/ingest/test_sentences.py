from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("All else failed.The drug was given.", ["All else failed.", "The drug was given."]),
        ("IMPORTANT:Codes follow.", ["IMPORTANT:", "Codes follow."]),
        ("Dr. Lee saw it. It ran 8 hr. Then it stopped.",
         ["Dr. Lee saw it.", "It ran 8 hr.", "Then it stopped."]),
        ("It ran 8 hr. or more, e.g. by pump.", ["It ran 8 hr. or more, e.g. by pump."]),
        ("See No. 7 at 1.5 mg in the U.S. Code.", ["See No. 7 at 1.5 mg in the U.S. Code."]),
        ("第一句。第二句！第三句？", ["第一句。", "第二句！", "第三句？"]),
        ("ما الرمز؟ الرمز هنا.", ["ما الرمز؟", "الرمز هنا."]),
        ("* History of the case.* Consent of the person.",
         ["History of the case.", "Consent of the person."]),
        ("The start is reported., A second case follows.",
         ["The start is reported.", "A second case follows."]),
        ("1. First step. 2. Second step.", ["First step.", "Second step."]),
        ("Das gilt z.B. für 3.5 Std. und mehr.", ["Das gilt z.B. für 3.5 Std. und mehr."]),
    ],
)  # fmt: skip
def test_splits_where_people_would(text: str, sentences: list[str]) -> None:
    found = [text[start:end].rstrip(",") for start, end in split_sentences(text)]
    assert [f.rstrip(", ") for f in found] == sentences


@given(st.text(alphabet="aB .!?*:;,。؟8\n", max_size=80))
def test_spans_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    inside = "".join(text[a:b] for a, b in spans)
    assert sorted(c for c in inside if c in "aB") == sorted(c for c in text if c in "aB")
