"""Find people's names in a question, by the lists of first and last names that Faker keeps.

A name is a known first name beside another capitalised word, a capitalised word after a form of
address, or in Chinese, Korean and Arabic a known family or first name where a patient is spoken of.
Names of clinicians ("Dr. Patel") are not looked for.
"""

import importlib
import re
from collections.abc import Iterator
from functools import cache

Span = tuple[int, int]

# Tagalog's names are Spanish and English ones.
_LATIN = ("en_US", "es_ES", "es_MX", "fr_FR", "de_DE", "vi_VN")
_CAPITAL = "[" + "".join(chr(c) for c in range(0x41, 0x2000) if chr(c).isupper()) + "]"
_WORD = rf"{_CAPITAL}[\w'’-]+"
_JOINED = r"(?:\s(?:de la|de los|de|del|da|dos|van der|van|von|bin|al|el|y|ng)\s|\s|,\s|-)"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:{_JOINED}(?:{_CAPITAL}\.\s?)?{_WORD})+")
_ADDRESSED = re.compile(
    rf"(?<!\w)(?i:mr|mrs|ms|miss|mme|mlle|madame|mademoiselle|monsieur|herrn?|frau|sra?|srta|don|doña|señora?|"
    rf"bb|gng|ginoong|aling|mang|ate|kuya|lola|lolo|tita|tito|oma|opa|tante|onkel|г-жа|г-н|господин\w*|"
    rf"гражданин\w*|bà|ông|cô|chú|anh|chị|cụ|bác|dì|grandma|grandpa|aunt|uncle)\.?\s(?:{_CAPITAL}\.\s)?{_WORD}"
    rf"(?:{_JOINED}{_WORD})*"
)
# A patient with a name: the word itself, then capitals.
_PATIENT = re.compile(
    rf"(?<!\w)(?:(?i:patient(?:in|e)?|pt|paciente|pacte|bệnh nhân(?: nam| nữ)?|pasyente(?:ng)?(?: na)? si|pasyente|"
    rf"больн(?:ой|ая|ого|ому)|пациент\w*|застрахованн\w+|муж|жена|мать|отец)),?\s(?:(?:is|es|est|ist|si|là)\s)?"
    rf"{_WORD}(?:{_JOINED}{_WORD})+|(?<!\w)[уУ]\s[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)+|(?<!\w)si\s{_WORD}(?:\s{_WORD})+"
)
# What capitals begin that are no people: "Medicare Advantage", "Hodgkin Lymphoma", "Blue Cross".
_NO_NAME = re.compile(
    r"\b(?:Health|Plan|Care|Medicare|Medicaid|Insurance|Advantage|Blue|Cross|Shield|Hospital|Clinic|Medical|Center|Centre|"
    r"Institute|University|Part|Chapter|Section|Article|Policy|Manual|Code|Level|Type|Stage|Syndrome|Disease|Test|Act|"
    r"Saint|San|Santa|St|North|South|East|West|New|County|State|City|Department|Office|Form|Modifier|Group|Foundation|"
    r"Protection|Law|Shepherd|Puerto|Rico|Việt|United|States|American|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|Krankenhaus|Klinik|Universit\w*|H[ôo]pital|Hospital|Cl[íi]nica|Caja|Seguros?|"
    r"Kasse|Krankenkasse|Versicherung|Mutuelle|Assurance)\b"
)
_CHINESE = re.compile(
    r"(?:患者|病人|产妇|孕妇|老人|孩子|儿童|家属|客户|会员|成员)(?:叫|是|为|名叫|姓名)?[:：]?(?P<name>[\u4e00-\u9fff]{2,4}?(?:·[\u4e00-\u9fff]+)?)"
    r"(?=[，,。;；(（\s]|今年|因|在|上周|昨|今天|本月|的|住院|入院|做|\d|出生|男|女)"
    r"|(?<![\u4e00-\u9fff])(?P<alone>[\u4e00-\u9fff]{2,4})(?=[，,]\s?(?:男|女|\d|民国|民國|出生|生日|身份|病))"
    r"|(?P<polite>[\u4e00-\u9fff]{1,3})(?:先生|女士|小姐|太太|大爷|大妈|大娘|阿姨|奶奶|爷爷|叔叔|老师傅)"
)
_KOREAN = re.compile(
    r"(?:환자(?:분)?|고객|회원|가입자)\s?(?P<name>[가-힣]{2,4}?)(?:님|씨)?(?=[이가은는의을를께,\s(])"
    r"|(?P<polite>[가-힣]{2,4})\s?(?:님|씨|할머니|할아버지|어르신)(?![가-힣]*사)"
)
_ARABIC = re.compile(
    r"(?:ال)?(?:مريض(?:ة|تي|ي|تنا|نا)?|سيدة?|آنسة|حاجة?|مراجعة?|طفلة?|عضو)\s(?P<first>(?:عبد\s|أبو\s|أم\s)?\w+)(?:\s\w+){1,3}"
)


@cache
def _names(locales: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    first: set[str] = set()
    last: set[str] = set()
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind, found in (("first_names", first), ("last_names", last)):
            for suffix in ("", "_female", "_male", "_unisex"):
                found.update(n.casefold() for n in getattr(provider, kind + suffix, ()))
    return frozenset(first), frozenset(last)


# What else says that a run of capitals is one person: he or she, or an exact day.
_ONE = re.compile(
    r"\b(?:he|she|his|her|him)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?\b|"
    r"\b\d{1,2}\.?\s(?:de\s)?(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|"
    r"januar|februar|märz|april|juni|juli|august|september|oktober|november|dezember)\b|"
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b|\blast (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?i:hospital|clinic|klinik|clínica|hôpital|dra?\.?|prof(?:\.|essor)?|doctora?|university|insurer|payer|plan|seguros?|aseguradora|"
    r"mutuelle|caisse|assurance|kasse|krankenkasse|versicherung|bảo hiểm|author|autora?|auteure?|autorin|tác giả|"
    r"may-akda|(?:policy|pol[íi]tica|politique|richtlinie) [\w-]+ (?:of|de|du|von))\s(?:dra?\.?\s)?$"
)
# What stands before a payer's or a clinic's name rather than one person's, or begins a question.
_ASKS = re.compile(r"(?:Does|Do|Did|Is|Are|Can|May|Must|Will|Has|What|Which)\s")
_PAYER = re.compile(
    r"\b(?:bill(?:s|ed|ing)?|does|do|will|at|in|under|per|appeal(?:s|ed)? to)\s$", re.I
)
_WORK = (
    "진료",
    "상담",
    "이송",
    "정보",
    "안내",
    "교육",
    "방문",
    "평가",
    "관리",
    "기록",
    "본인",
    "부담",
    "치료",
    "검사",
    "등록",
    "설명",
)


def find_names(text: str) -> Iterator[Span]:
    """Yield the spans of people's names."""
    for pattern in (_ADDRESSED, _PATIENT):
        for match in pattern.finditer(text):
            if not _NO_NAME.search(match[0]):
                yield match.span()
    first, last = _names(_LATIN)
    russian = _names(("ru_RU",))[0]
    for match in _RUN.finditer(text):
        asks = _ASKS.match(match[0])
        start = match.start() + (asks.end() if asks else 0)
        words = re.findall(_WORD, text[start : match.end()])
        payer = bool(asks or _PAYER.search(text[:start]))
        if len(words) < 2 or _NO_NAME.search(match[0]) or _PLACE.search(text[: match.start()]):
            continue
        plain = [w.casefold() for w in words]
        known = [w in first or _russian(w, russian) for w in plain]
        if not any(known):
            person = len(words) == 2 and start > 0 and not any(w.isupper() for w in words)
            if person and _ONE.search(text) and not payer:
                yield start, match.end()
            continue
        # A known first name that only opens a question needs a known last name beside it.
        others = [w in last or w in first for w, k in zip(plain, known, strict=True) if not k]
        inside = not payer and (start > 0 or any(known[1:]))
        if not others or any(others) or (inside and not all(word.isupper() for word in words)):
            yield start, match.end()
    yield from _by_script(text)


def _russian(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word is a Russian first name, in whatever case."""
    return word in names or any(
        len(word) > 3 and word[: -len(end)] + base in names
        for end, base in (
            ("ы", "а"),
            ("и", "а"),
            ("и", "я"),
            ("у", "а"),
            ("а", ""),
            ("у", ""),
            ("ой", "а"),
            ("ю", "й"),
            ("я", "й"),
            ("ем", "й"),
            ("ом", ""),
        )
        if word.endswith(end)
    )


def _by_script(text: str) -> Iterator[Span]:
    for pattern, locales in ((_CHINESE, ("zh_CN", "zh_TW")), (_KOREAN, ("ko_KR",))):
        if pattern.search(text):
            surnames = _names(locales)[1]
            for match in pattern.finditer(text):
                for group, name in match.groupdict().items():
                    if (
                        name
                        and not name.startswith(_WORK)
                        and (name[0] in surnames or name[:2] in surnames or "·" in name)
                    ):
                        yield match.span(group)
    if _ARABIC.search(text):
        first, _ = _names(("ar_AA", "ar_SA", "ar_PS"))
        for match in _ARABIC.finditer(text):
            if match["first"].startswith(("عبد ", "أبو ", "أم ")) or match["first"] in first:
                yield match.span()
