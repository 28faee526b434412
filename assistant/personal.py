"""Find a patient's personal data in a question, in ten languages.

Telephone numbers are found by Google's libphonenumber, national identity numbers checked by
python-stdnum, names by names.py; what belongs to this field (dates of birth, record, member and
claim numbers, Medicare's beneficiary identifier) by the words that lead to it.
"""

import re
from collections.abc import Callable, Iterator

import phonenumbers
from stdnum.cn import ric
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.kr import rrn

from assistant.names import find_names
from ingest.codes import find_codes

Span = tuple[int, int]
MASK = "▮▮▮"

_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "012345678901234567890123456789"
)
_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[/.-]\s?\d{1,2}[/.-]\s?\d{1,2}"
    r"|(?:19|20)\d{2}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日号일]?|\d{2}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|º|ο|\.)?\s(?:de\s|of\s|ng\s)?{_MONTH}\s?(?:de[l]?\s|,\s?)?(?:19|20)\d{{2}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d{{2}}|(?:ngày )?\d{{1,2}} tháng \d{{1,2}} (?:năm )?\d{{4}}"
    r"|(?<!\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
)
_BORN = (
    r"(?:\b(?:born|birth ?da(?:te|y)|date of birth|dob|d\.o\.b\.?|bday|b-day|nacid[oa]|naci[óo]|nacimiento|f\. ?nac\.?|fn|fdn|"
    r"fecha de nac\.?|n[ée]e?(?: le)?|naissance|ddn|geb\.?|geboren\w*|geburts\w*|sinh|ns|ipinanganak|isinilang|kapanganakan|"
    r"kaarawan)(?!\w)|出生|生日|生于|出生于|род\.|рожд\w*|родил\w*|род(?:ом)?\b|г\.\s?р\.|д\.\s?р\.|др\b|"
    r"مولود|المولود|مواليد|الميلاد|ميلاد|ولد|وُلد|생년월일|태어\w*|출생|생일|생\b)"
)
# Words before a number that names a person's record, membership, claim or account.
_NUMBERED = (
    r"(?:\b(?:mrn|mr|med(?:ical)? ?rec(?:ord)?|records?|charts?|members?|subscribers?|policy|insurance|beneficiary|enrollee|"
    r"mbi|hicn?|medicare|medicaid|account|acct|claim|icn|dcn|encounter|visit|patient|pt|case|group|"
    r"ssn|ssa|social(?: security)?|passport|driver'?s? licen[cs]e)"
    r"(?:['’]s)?\s?(?:(?:id(?:entifier)?|nos?|num|number|nbr)\b|#|№)(?:\s(?:id|no|number|ending|ends|in)\b){0,2}"
    r"|\b(?:mrn|ssn|mbi|acct|hicn)\b|\b(?:last|final) (?:four|4)(?: digits)?(?: of)?(?: the)?(?: his| her)?(?: ssn| social)?"
    r"|\b(?:n[úu]m(?:ero|\.)?|nro\.?|n\.?[ºo°])\s?(?:de (?:la |su )?)?(?:historia(?: cl[íi]nica)?|expediente|afiliad[oa]|registro|"
    r"seguro(?: social)?|p[óo]liza|miembro|reclamaci[óo]n|reclamo|cuenta|caso|paciente|asegurad[oa]|identificaci[óo]n)"
    r"|\b(?:expediente|historia cl[íi]nica|p[óo]liza|afiliaci[óo]n|dni|nie|nss|id de (?:miembro|afiliado|paciente))"
    r"|\b(?:num[ée]ro|n[°º]|no)\s?(?:de |d['’])?(?:dossier|s[ée]curit[ée] sociale|adh[ée]rent\w*|assur[ée]\w*|police|patient\w*|compte|"
    r"sinistre|membre|b[ée]n[ée]ficiaire|s[ée]cu|carte vitale|demande|r[ée]clamation)|\b(?:dossier|ipp|nir|matricule|police)(?= ?(?:n[°º]|num|no|:|\d))"
    r"|(?:akten|patienten|versicherten|versicherungs|mitglieds|fall|konto|schadens?|kranken(?:versicherten)?|"
    r"sozialversicherungs|antrags|policen?|rechnungs|aufnahme|identifikations|karten)-?(?:nummer|nr\.?|id|kennung|zeichen)|\b(?:kvnr|svnr|kv-nr|pat\.?-?(?:nr|id)|az)\b"
    r"|(?:病[历歷]|病案|住院|[门門][诊診]|[会會][员員]|保[险險]|保[单單]|医保|社保|健保|身[份分][证證]|账户|账号|案件|理赔|索赔|就诊|病人|患者|档案|护照|参保|社会安全|成员|受益人|病例)(?:卡|证|證)?\s?(?:号码?|號碼?|编号|編號|号|號|ID|id)"
    r"|(?:номер\w*|№)\s(?:\w+\s){0,2}(?:карт\w*|истори\w*|полис\w*|страх\w*|счёт\w*|счет\w*|дел\w*|участник\w*|пациент\w*|заявк\w*|паспорт\w*|социальн\w*|требовани\w*|снилс)"
    r"|(?:полис\w*|снилс|медкарт\w*|мед\.? ?карт\w*|амбулаторн\w+ карт\w*|паспорт\w*|историй?я? болезни|карт[аыу])(?=\s?(?:омс|дмс|№|номер|n|:|\d|[A-Z]{1,4}-?\d))"
    r"|(?:رقم|هوية)\s(?:ال)?(?:ملف|سجل|عضوية|هوية|بوليصة|تأمين\w*|ضمان\w*|حساب|مطالبة|مريض\w*|بطاقة|وثيقة|مستفيد|قيد|طبي|عضو|جواز\w*)(?:\s(?:ال)?\w+){0,2}"
    r"|(?:(?:mã )?số|mã)\s(?:hồ sơ|bệnh án|bảo hiểm|thẻ|hội viên|thành viên|tài khoản|yêu cầu|bệnh nhân|định danh|căn cước|cmnd|cccd|an sinh|hợp đồng|khám)(?:\s\w+){0,3}?|\b(?:cccd|cmnd|bhyt)"
    r"|(?:차트|등록|회원|가입자|보험|증권|계좌|청구|사례|환자|진료|병록|주민등록|주민|사회보장|의무기록|건강보험|수급자|기록|접수|여권|계정)(?:증)?\s?(?:등록)?\s?(?:번호|ID|id|no\.?|No\.?)"
    r"|\bnumero ng (?:\w+\s){0,2}(?:rekord|miyembro|record|chart|seguro|insurance|claim|account|pasyente|polisiya|philhealth|social security)|\b(?:philhealth|sss|umid))"
)
# Such words without "number" lead to a long number only: "policy 4420" is a document.
_LONG = r"\b(?:records?|charts?|members?|policy|account|claim|encounter|patient|medicare|medicaid|insurance|id)\s[A-Z]{0,4}-?\d[\d-]{5,}\b"
_VALUE = r"(?=[A-Z0-9/-]*\d)[A-Z]{0,5}[-–/ ]?[A-Z0-9]*\d[A-Z0-9]*(?:[-–/ .]?[A-Z0-9]*\d[A-Z0-9]*)*"
_CAPITAL = "[" + "".join(chr(c) for c in range(0x41, 0x2000) if chr(c).isupper()) + "]"
_PERSON = rf"{_CAPITAL}[\w'’-]+"
_STREET = (
    r"\b\d{1,5}[a-z]?\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'’.]+\s|\d+(?:st|nd|rd|th)\s){1,3}(?i:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard|"
    r"l(?:a)?ne?|dr(?:ive)?|court|ct|way|pl(?:ace)?|terrace|ter|circle|cir|pkwy|parkway|highway|hwy|square|trail|loop)\b\.?"
    r"|\b(?i:calle|avenida|avda?\.|c/|paseo|plaza|carrera)\s(?:[\w.áéíóúñ]+\s){0,4}?(?:n[.º°]*\s?|#|,\s?)?\d{1,5}\b"
    r"|\b\d{1,4}\s?(?:bis|ter)?,?\s(?i:rue|avenue|av\.|boulevard|bd|place|chemin|all[ée]e|impasse|quai|route)\s(?:d[eu]s?\s|de\sla\s|d['’])?\w+"
    r"|[\w-]+(?i:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer)\s\d{1,4}\s?[a-z]?\b"
    r"|(?i:ул(?:\.|ица|ице)|пр(?:-т|осп(?:\.|ект\w*))|пер(?:\.|еул\w*)|шоссе|бульвар\w*|наб\.?)\s[^,]{2,30},?\s(?:д(?:\.|ом)?\s?)?\d+"
    r"|[\u4e00-\u9fff]{1,8}(?:路|街|大道|巷|弄|胡同)\s?\d+\s?(?:号|弄|巷)"
    r"|شارع\s[^،,.؟]{2,30}?(?:\d+|رقم)|\d+\sشارع\s\w+"
    r"|\b(?:số\s)?\d+[\w/]*,?\s(?i:đường|phố|ngõ|hẻm)\s\w+|(?:đường|phố)\s[^,.?]{2,30}\s(?:số\s)\d+"
    r"|[가-힣]+(?:로|길|동)\s?\d+(?:-\d+)?(?:번길|번지|호|가)?(?=[\s,에]|$)|[가-힣]+(?:시|구)\s[가-힣]+(?:로|길|동)\s?\d+"
    r"|\b\d{1,5}\s(?:kalye|kalsada)\s\w+|\bblk\.?\s?\d+|\bbarangay\s[A-Z]\w+|\b(?:apt|apartment|unit)\.?\s?#?\d+[A-Z]?,?\s[A-Z]\w+"
)
_PATTERNS = [
    re.compile(pattern, flags)
    for pattern, flags in (
        (rf"{_BORN}[^?!？]{{0,25}}?{_DATE}", re.I),
        (rf"(?<!\w)\*\s?{_DATE}|民[国國]\s?\d{{2,3}}年\d{{1,2}}月\d{{1,2}}日|{_DATE}\s?(?:года?\s)?рожд", re.I),
        (rf"{_DATE}\s?(?:г\.?\s?р|[,(]?\s?(?:{_BORN}))", re.I),
        (rf"{_NUMBERED}\s?(?:is|es|ist|est|ng|[:：#№.=(]|n[°º]|no\.?|là|는|은|为|是|هو|[-–])?\s?(?:is |[:#]\s?)?(?i:{_VALUE})", re.I),
        (_LONG, re.I),
        # National and insurers' numbers by their names.
        (r"\b(?:rut|run|curp|rfc|cuil|cuit|c[ée]dula|nif|niss|nir|nss|ahv(?:-?nr\.?)?|avs|kvnr|svnr|philsys|pin|снилс|инн|"
         r"driver'?s? licen[cs]e|passport|lisensya)\s?(?:n[°º.o]*|nr\.?|no\.?|#|:|номер)?\s?(?:de\s)?(?=[A-Z0-9./-]*\d)[A-Z0-9][A-Z0-9./ -]{5,20}[A-Z0-9]", re.I),
        (r"(?:身份证|身分證|ИНН|СНИЛС|الرقم القومي|رقم الهوية|ملف|سجل|주민번호|여권)\s?(?:号|號|رقم)?\s?[:：]?\s?(?=[\w-]*\d)[A-Z]{0,3}-?\d[\dXx -]{3,20}", re.I),
        (r"(?:hồ sơ|bệnh án|thẻ)\s(?:số\s)?(?=[A-Z0-9-]*\d)[A-Z]{0,4}-?\d[\dA-Z-]{2,}", re.I),
        # Medicare's beneficiary identifier, by the positions that CMS lays down for it.
        (r"(?<![A-Z0-9])[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?"
         r"[AC-HJKMNP-RT-Y]{2}\d{2}(?![A-Z0-9])", re.I),
        (r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])", 0),
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", 0),
        (_STREET, 0),
        # A person's name after a word for a patient, or before a date of a life.
        (rf"\b(?:[Pp]atient(?:in|e)?|PATIENT|[Pp]t|[Mm]ember|[Nn]ame|[Pp]aciente|[Nn]ombre|[Nn]om|[Bb]ệnh nhân|[Pp]asyente|[Pp]angalan|"
         rf"[Пп]ациент\w*|[Ii]mya|[Bb]eneficiary)(?:['’]s)?(?:\s(?:name|named|is|called|namens|nommée?|llamad[oa]|tên|на имя|si))*\s?[:=,-]?\s?"
         rf"(?:(?:is|es|ist|si|là)\s)?{_PERSON}(?:,?\s(?:[A-Z]\.\s)?{_PERSON}){{1,3}}", 0),
        (rf"{_PERSON},?\s(?:[A-Z]\.?\s)?{_PERSON}[\s,(:;-]{{1,4}}(?:\w{{1,10}}[\s:]\s?)?(?:19\d{{2}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19\d{{2}}|[3-9]\d)\b)", 0),
        (r"(?:姓名|名字|患者名|病人名|이름(?!으로)|성명|환자명|성함|اسم (?:المريضة?|المراجع|العضو)|اسمه|اسمها|имя|ФИО|[Hh]ọ (?:và )?tên)\s?(?:是|为|叫|은|는|هو|:|：|=|là)?\s?\S{2,}", 0),
        (r"(?:患者|病人)\s?(?:叫|名叫|姓)\s?[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,4}(?:先生|女士|小姐|太太)[，,\s]|환자\s[가-힣]{2,4}\s?(?:님|씨|\()|[가-힣]{2,4}\s?(?:님|씨)(?=[\s,의은는이가을를])", 0),
    )
]  # fmt: skip
# Regions whose ways of writing a telephone number are looked for: those of the ten languages.
_REGIONS = ("US", "MX", "ES", "CN", "RU", "EG", "SA", "VN", "FR", "DE", "KR", "PH")
_NDC = re.compile(r"\b\d{4,5}-\d{3,4}-\d{1,2}\b")
_TOKEN = re.compile(r"(?<![\w-])[XYZ]?\d[\d -]{5,20}[\dA-Z](?![\w-])")
_NATIONAL: tuple[tuple[int, Callable[[str], bool]], ...] = (
    (18, ric.is_valid),
    (13, rrn.is_valid),
    (9, dni.is_valid),
    (9, nie.is_valid),
    (15, nir.is_valid),
)


def find_personal(text: str) -> list[Span]:
    """Return the spans of a text that look like a patient's personal data, in order."""
    plain = text.translate(_DIGITS)
    spans = [m.span() for pattern in _PATTERNS for m in pattern.finditer(plain)]
    return sorted({*spans, *find_names(text), *_national(plain), *_phones(plain)})


def mask(text: str) -> str:
    """Return a text with what looks like personal data blotted out."""
    for start, end in reversed(_merged(find_personal(text))):
        text = text[:start] + MASK + text[end:]
    return text


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _national(text: str) -> Iterator[Span]:
    for match in _TOKEN.finditer(text):
        digits = re.sub(r"[ -]", "", match[0])
        if any(len(digits) == length and valid(digits) for length, valid in _NATIONAL):
            yield match.span()


def _phones(text: str) -> Iterator[Span]:
    codes = [(code.start, code.end) for code in find_codes(text)]
    codes += [m.span() for m in _NDC.finditer(text)]
    for region in _REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            digits = sum(c.isdigit() for c in match.raw_string)
            # Two codes side by side are no telephone number.
            free = re.match(r"\D*1?\D*8(?:00|33|44|55|66|77|88)\b", match.raw_string)  # an office's
            if (
                digits >= 9
                and not free
                and not any(s < match.end and match.start < e for s, e in codes)
            ):
                yield match.start, match.end
