import pytest

from assistant.triage import mask, triage


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Did the surgeon document enough for my patient, born 03/04/1961, record number 4482913?",
         "personal_data"),
        ("Is 96425 right for member ID W123456789?", "personal_data"),
        ("Call me at 555-123-4567 about 96521", "personal_data"),
        ("¿Puedo facturar 96425 para mi paciente?", "patient_specific"),
        ("Kann ich für meinen Patienten 96425 abrechnen?", "patient_specific"),
        ("我的病人可以用96425吗？", "patient_specific"),
        ("Мой пациент получал инфузию, какой код?", "patient_specific"),
        ("هل أستخدم 96425 لمريضي؟", "patient_specific"),
        ("Bệnh nhân của tôi dùng mã nào?", "patient_specific"),
        ("Mon patient a-t-il droit à 96425 ?", "patient_specific"),
        ("제 환자에게 96425를 쓸 수 있나요?", "patient_specific"),
        ("Puwede ba ang 96425 sa pasyente ko?", "patient_specific"),
        ("We treated a 54-year-old with a pump, which code?", "patient_specific"),
        ("Does this chart support 96425?", "patient_specific"),
        ("Which drug should we give for the tumor?", "clinical_advice"),
        ("Is this the right treatment for liver cancer?", "clinical_advice"),
    ],
)  # fmt: skip
def test_declines(question: str, reason: str) -> None:
    assert triage(question) == reason


@pytest.mark.parametrize(
    "question",
    [
        "Which codes are used when the pump is refilled?",
        "Which level of supervision does MR without contrast need?",
        "What must the record show about the patient for 96425?",
        "Can the patient return the next day for a refill?",
        "When does a patient need informed consent?",
        "Is 96523 reported for the same patient encounter?",
        "What is in force since 1 January 2015?",
        "¿Qué debe documentarse sobre el paciente?",
        "Welche Angaben zum Patienten gehören in die Akte?",
        "病人的知情同意需要记录吗？",
        "Does Dr. supervision have to be in person?",
        "How long must the infusion last, 8 hours or 10-12 hours?",
    ],
)
def test_lets_guidance_questions_through(question: str) -> None:
    assert triage(question) is None


def test_masks_personal_data() -> None:
    masked = mask("born 03/04/1961, record number 4482913, a@b.org")
    for secret in ("1961", "4482913", "a@b.org"):
        assert secret not in masked
