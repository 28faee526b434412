"""Write out the shorthand of coders, for the reader, who knows the words of documents."""

import re

_WORDS = (
    "pt patient, pts patients, dx diagnosis, dxs diagnoses, tx treatment, rx prescription, "
    "hx history, bx biopsy, fx fracture, abx antibiotics, sx symptoms, px procedure, "
    "doc doctor, docs doctors, mod modifier, mods modifiers, auth authorization, "
    "auths authorizations, preauth prior authorization, dos date of service, "
    "pos place of service, appt visit, eval evaluation, re-eval re-evaluation, meds medications, "
    "med medication, inj injection, inf infusion, mammo mammogram, echo echocardiogram, "
    "peds pediatric, kid child, kids children, vax vaccine, vaxx vaccine, anes anesthesia, "
    "phleb phlebotomist, rehab rehabilitation, reimb reimbursement, dup duplicate, "
    "elig eligibility, hosp hospital, outpt outpatient, inpt inpatient, obs observation, "
    "hr hour, hrs hours, "
    "min minutes, mins minutes, yr year, yrs years, wk week, wks weeks, mo month, mos months, "
    "w/ with, w/o without, b/c because, btwn between, reqd required, incl including, "
    "ortho orthopedic, onc oncology, derm dermatology, ophtho ophthalmologist, cardio cardiology"
)
_FULL = {short: full for short, _, full in (entry.partition(" ") for entry in _WORDS.split(", "))}
_ANY = "|".join(map(re.escape, sorted(_FULL, key=len, reverse=True)))
# "PT" in capitals is physical therapy.
_SHORT = re.compile(rf"(?<![\w/-])(?!(?-i:PT))(?:{_ANY})(?![\w/-])", re.IGNORECASE)


def write_out(question: str) -> str:
    """Return an English question with its shorthand written out."""
    return _SHORT.sub(lambda match: _FULL[match[0].lower()], question)
