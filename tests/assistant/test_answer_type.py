import pytest

from assistant.answer_type import holds_what_is_asked

LASTS = "The infusion must last more than eight hours."
PLAIN = "The pump is checked by the nurse at the bedside."


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("How long must the infusion last?", LASTS, PLAIN),
        ("¿Cuánto tiempo debe durar la infusión?", LASTS, PLAIN),
        ("输注必须持续多长时间？", LASTS, PLAIN),
        ("Wie lange muss die Infusion dauern?", LASTS, PLAIN),
        ("How many units of 96521 are allowed?", "It is paid once per visit.", PLAIN),
        ("At what age does cover end?", "Members under 21 are covered.", PLAIN),
        ("What form is used to appeal?", "Use form BN-22 to appeal.", PLAIN),
        ("What appeal address is given?", "Appeals are sent to P.O. Box 12.", PLAIN),
        ("How old may the report be?", "Reports are dated within 24 months.", ""),
    ],
)
def test_kinds_of_answers(question: str, holds: str, lacks: str) -> None:
    assert holds_what_is_asked(question, holds, "en")
    assert not lacks or not holds_what_is_asked(question, lacks, "en")
    assert holds_what_is_asked(question, PLAIN, "es")  # judged in English alone
    assert holds_what_is_asked("Who may flush a port?", PLAIN, "en")
