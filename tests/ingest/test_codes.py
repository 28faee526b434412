import pytest

from ingest.codes import code_names, contains, covers, find_codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Codes 96521-96523 apply.", ["96521-96523"]),
        ("96521–96523", ["96521-96523"]),
        ("96360 through 96379", ["96360-96379"]),
        ("A4222 and J9190, not 0075T", ["A4222", "J9190", "0075T"]),
        ("96413/96415", ["96413", "96415"]),
        ("编码96425的费用", ["96425"]),
        ("liver, C22.0.", ["C22.0"]),
        ("modifiers 59, XE and 76", ["modifier 59", "modifier XE", "modifier 76"]),
        ("X{EPSU}", ["modifier XE", "modifier XP", "modifier XS", "modifier XU"]),
        ("modificador 25", ["modifier 25"]),
        ("$12345 or 10,000 or 55555-1234 or 3.14159", []),
        ("96523 to 96521", ["96523", "96521"]),
    ],
)
def test_finds_codes(text: str, names: list[str]) -> None:
    assert code_names(text) == names


def test_offsets_are_those_of_the_text() -> None:
    text = "See 96521-96523, then J9190."
    assert [text[c.start : c.end] for c in find_codes(text)] == ["96521-96523", "J9190"]


def test_a_range_contains_its_codes_and_no_others() -> None:
    assert contains("96521-96523", "96522")
    assert contains("96360-96379", "96365-96370")
    assert not contains("96521-96523", "96524")
    assert not contains("J9000-J9999", "96522")
    assert covers(["A4220", "E0781-E0786"], "E0783")
