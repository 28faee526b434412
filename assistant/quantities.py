"""Read the numbers and months of a text, in digits and in words, in ten languages."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ingest.codes import find_codes

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+")
_AND = frozenset(["and", "y", "et", "und", "и", "و", "at"])

# From two on (one is also an article), with the inflected forms. Numbers below a hundred are
# composed: tens and units side by side, or joined by "and".
_WORDS: dict[str, dict[int, str]] = {
    "en": {2: "two twice second double both", 3: "three thrice third", 4: "four fourth", 5: "five fifth",
           6: "six sixth", 7: "seven seventh", 8: "eight eighth", 9: "nine ninth", 10: "ten tenth",
           11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
           17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty",
           50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
    "es": {2: "dos segundo segunda doble ambos ambas", 3: "tres tercer tercero tercera", 4: "cuatro cuarto cuarta", 5: "cinco quinto quinta",
           6: "seis sexto", 7: "siete séptimo", 8: "ocho octavo", 9: "nueve noveno", 10: "diez décimo",
           11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis",
           17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veintiuno veintiún",
           22: "veintidós", 23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis",
           28: "veintiocho", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
           70: "setenta", 80: "ochenta", 90: "noventa"},
    "fr": {2: "deux deuxième second seconde double", 3: "trois troisième", 4: "quatre quatrième", 5: "cinq cinquième",
           6: "six sixième", 7: "sept", 8: "huit", 9: "neuf neuvième", 10: "dix", 11: "onze", 12: "douze",
           13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt vingts", 30: "trente",
           40: "quarante", 50: "cinquante", 60: "soixante"},
    "de": {2: "zwei zweimal zweite zweiten zweiter zweites beide beiden beides doppelt", 3: "drei dreimal dritte dritten", 4: "vier viermal", 5: "fünf",
           6: "sechs", 7: "sieben", 8: "acht", 9: "neun", 10: "zehn", 11: "elf", 12: "zwölf",
           13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn", 17: "siebzehn",
           18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 30: "dreißig", 40: "vierzig",
           50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig"},
    "ru": {2: "два две двух двум двумя дважды второй вторая второе второго двое двукратно оба обе обоих обеих", 3: "три трех трем тремя трижды третий третья третьего трое",
           4: "четыре четырех четырем четырьмя", 5: "пять пяти пятью", 6: "шесть шести", 7: "семь семи",
           8: "восемь восьми", 9: "девять девяти", 10: "десять десяти", 11: "одиннадцать одиннадцати",
           12: "двенадцать двенадцати", 13: "тринадцать", 14: "четырнадцать четырнадцати",
           15: "пятнадцать пятнадцати", 16: "шестнадцать", 17: "семнадцать", 18: "восемнадцать восемнадцати",
           19: "девятнадцать", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
           50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти",
           80: "восемьдесят восьмидесяти", 90: "девяносто девяноста", 100: "сто ста"},
    "ar": {2: "اثنان اثنين اثنتين اثنتان يومين يومان ساعتين ساعتان مرتين مرتان شهرين شهران سنتين سنتان أسبوعين أسبوعان دقيقتين دقيقتان وحدتين وحدتان رمزين رمزان زيارتين زيارتان الثاني الثانية",
           3: "ثلاث ثلاثة الثالث الثالثة", 4: "أربع أربعة الرابع الرابعة", 5: "خمس خمسة الخامس", 6: "ست ستة السادس", 7: "سبع سبعة", 8: "ثمان ثماني ثمانية",
           9: "تسع تسعة", 10: "عشر عشرة", 20: "عشرون عشرين", 30: "ثلاثون ثلاثين", 40: "أربعون أربعين",
           50: "خمسون خمسين", 60: "ستون ستين", 70: "سبعون سبعين", 80: "ثمانون ثمانين",
           90: "تسعون تسعين", 100: "مائة مئة"},
    "vi": {2: "hai", 3: "ba", 4: "bốn", 5: "lăm", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười"},
    "tl": {2: "dalawa dalawang ikalawa pangalawa", 3: "tatlo tatlong ikatlo pangatlo", 4: "apat ikaapat", 5: "lima limang ikalima", 6: "anim", 7: "pito pitong",
           8: "walo walong", 9: "siyam", 10: "sampu sampung", 11: "labing-isa", 12: "labindalawa labindalawang",
           14: "labing-apat", 15: "labinlima labinlimang", 20: "dalawampu dalawampung", 30: "tatlumpu tatlumpung",
           40: "apatnapu apatnapung", 50: "limampu limampung", 60: "animnapu animnapung",
           70: "pitumpu pitumpung", 80: "walumpu walumpung", 90: "siyamnapu siyamnapung"},
}  # fmt: skip
_HUNDRED = {"en": "hundred", "fr": "cent cents", "de": "hundert", "vi": "trăm", "tl": "daan daang"}
_HUNDREDS = {"es": {100: "cien ciento", 200: "doscientos doscientas", 300: "trescientos trescientas",
                    400: "cuatrocientos", 500: "quinientos"}}  # fmt: skip
_KOREAN = {2: "두|둘", 3: "세|셋|석", 4: "네|넷|넉", 5: "다섯", 6: "여섯", 7: "일곱", 8: "여덟", 9: "아홉", 10: "열",
           12: "열두", 15: "열다섯", 20: "스무|스물"}  # fmt: skip
_KOREAN_COUNTED = r"\s?(?:번|개|시간|가지|건|명|차례|달|주|회|배|코드|단위|차|살|곳|째)"
_CHINESE_DIGIT = dict(
    zip("零〇一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_CHINESE_UNIT = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(
    r"(?<![\u4e00-\u9fff]分)[零〇一二两兩三四五六七八九十百千]+(?!分(?:之|别|明|重))"
)

_MONTHS: dict[str, str] = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "tl": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
}
# A month counts where a number stands beside it: "may" and "mars" are also other words.
_NAMED_MONTH = {
    language: re.compile(
        rf"(?<=\d)(?:st|nd|rd|th|er|º|ª)?[.,]?\s(?:de |of |ng |ika-?)?(?P<after>{alternatives})\b"
        rf"|\b(?P<before>{alternatives})\.?,?\s(?:de |del |of |ng )?(?=\d)",
        re.IGNORECASE,
    )
    for language, months in _MONTHS.items()
    for alternatives in ["|".join(months.split())]
}
_NUMBERED_MONTH = re.compile(
    r"(?<!\d)(1[0-2]|0?[1-9])\s?(?:月(?!份?内)|월)|\btháng\s(1[0-2]|0?[1-9])\b"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")


def numbers(text: str, language: str) -> set[str]:
    """Return the numbers of a text as plain decimals, months as "m1" to "m12".

    Codes and modifiers are no numbers here, nor is one in words, which is also an article.
    """
    text = _western(text)
    for code in reversed(find_codes(text)):
        text = f"{text[: code.start]} {text[code.end :]}"
    found, text = _dates(text, language)
    for match in _DIGITS.finditer(text):
        found.add(_decimal(match[0]))
    found |= set(map(str, spelled(_DIGITS.sub(" 0 ", text), language)))
    return found


def digits(text: str, language: str) -> set[str]:
    """Return all that is written in digits in a text, codes and dates taken to pieces included."""
    text = _western(text)
    dates, rest = _dates(text, language)
    return {_decimal(m[0]) for t in (text, rest) for m in _DIGITS.finditer(t)} | dates


def spelled(text: str, language: str) -> Iterator[int]:
    """Yield the numbers from two on that a text has in words."""
    if language == "zh":
        yield from filter(lambda n: n > 1, map(_chinese, _CHINESE.findall(text)))
        return
    if language == "ko":
        for number, forms in _KOREAN.items():
            if re.search(rf"(?<![가-힣])(?:{forms}){_KOREAN_COUNTED}", text):
                yield number
        return
    values = _values(language)
    value: int | None
    total, last, joined = 0, -1, False
    for word in _WORD.findall(text.casefold().replace("ё", "е")):
        bare = word[1:] if language == "ar" and word[0] == "و" and word[1:] in values else word
        value = values.get(bare)
        if value is None:
            if word in _AND and total:
                joined = True
                continue
            if total > 1:
                yield total
            total, last, joined = 0, -1, False
            continue
        joined = joined or bare != word
        if value == 100 and 0 < total < 10 and language not in ("es", "ru", "ar"):
            total *= 100
        elif value == 10 and language == "vi" and 1 < total < 10:
            total *= 10
        elif value == 20 and language == "fr" and total == 4:
            total = 80
        elif value == 10 and language == "ar" and 2 < total < 10 and not joined:
            total += 10
        elif total and (
            (last >= 10 and value < last and not total % 10)
            or (joined and language in ("ar", "de") and value > total)
        ):
            total += value
        else:
            if total > 1:
                yield total
            total = value
        last, joined = value, False
    if total > 1:
        yield total


@cache
def _values(language: str) -> dict[str, int]:
    table = {w: n for n, forms in _WORDS.get(language, {}).items() for w in forms.split()}
    table |= {w: n for n, forms in _HUNDREDS.get(language, {}).items() for w in forms.split()}
    table |= dict.fromkeys(_HUNDRED.get(language, "").split(), 100)
    if language == "vi":
        table["mươi"] = 10
    if language == "de":
        units = {"ein": 1, **{w: n for w, n in table.items() if n < 10}}
        tens = {w: n for w, n in table.items() if 20 <= n <= 90}
        table |= {f"{u}und{t}": n + m for u, n in units.items() for t, m in tens.items()}
    return table


def _chinese(text: str) -> int:
    if not any(c in _CHINESE_UNIT for c in text):
        return int("".join(str(_CHINESE_DIGIT[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _CHINESE_UNIT:
            total += (digit or 1) * _CHINESE_UNIT[c]
            digit = 0
        else:
            digit = _CHINESE_DIGIT[c]
    return total + digit


def _western(text: str) -> str:
    """Return a text with every digit as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, -1) >= 0 else c
                   for c in unicodedata.normalize("NFC", text))  # fmt: skip


def _dates(text: str, language: str) -> tuple[set[str], str]:
    """Return the months of the dates in a text, days and years, and the text without these."""
    found: set[str] = set()
    for pattern, (year, month, day) in ((_ISO, (1, 2, 3)), (_SLASHED, (3, 1, 2))):
        for match in pattern.finditer(text):
            a, b = int(match[month]), int(match[day])
            if pattern is _SLASHED and a > 12:
                a, b = b, a  # 31/01/2025
            found |= {match[year], f"m{a}", str(b)}
        text = pattern.sub(" ", text)
    for match in _NUMBERED_MONTH.finditer(text):
        found.add(f"m{int(match[1] or match[2])}")
    text = _NUMBERED_MONTH.sub(" ", text)
    if language in _NAMED_MONTH:
        order = _MONTHS[language].split()
        for match in _NAMED_MONTH[language].finditer(text):
            found.add(f"m{order.index((match['after'] or match['before']).casefold()) + 1}")
    return found, text


def _decimal(digits: str) -> str:
    """Return a number as Python writes it: "1,000" and "1.000" are 1000, "1,5" is 1.5."""
    if _GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits).lstrip("0") or "0"
    whole, *rest = re.split(r"\D", digits)
    if len(rest) > 1:
        return ".".join([whole, *rest])  # a version, an address
    fraction = rest[0].rstrip("0") if rest else ""
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
