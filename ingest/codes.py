"""Find CPT, HCPCS and ICD-10-CM codes and modifiers in text, single or in a range.

A code is held as the text that names it, normalised: "96425", "96521-96523", "J9190",
"C22.0", "modifier 59". Only numbers are handled, never descriptors.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DASH = r"[-\u2010-\u2015]"
# CPT I (five digits), CPT II/III (four digits and a letter), HCPCS II (a letter, four digits).
_SINGLE = r"(?:\d{5}|\d{4}[FTUM]|[A-V]\d{4})"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9_$.,#-])(?P<first>{_SINGLE})"
    rf"(?:\s?(?:{_DASH}|\bthrough\b|\bthru\b|\bto\b|\bbis\b|\ba\b|\bà\b|\bal\b|至|到)\s?"
    rf"(?P<last>{_SINGLE}))?(?![A-Za-z0-9_%]|[.,]\d|-\d{{4}}\b)"
)
# ICD-10-CM needs its dot; without one it cannot be told from other words.
_ICD = re.compile(r"(?<![A-Za-z0-9_.])[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![A-Za-z0-9_])")
# The word "modifier" in the ten languages, then what may follow: "59", "XE and XS", "X{EPSU}".
_MODIFIER_WORD = re.compile(
    r"(?:modif\w*|mã bổ sung|修饰符|修饰代码|수식자|수정자|модификатор\w*|المعدِّ?ل(?:ات)?)"
    r"\s*[:#]?\s*"
    r"(?P<list>(?:[-–]?(?:[A-Z0-9]{2}|X\{[A-Z]{2,5}\})(?![\w%])"
    r"(?:\s?(?:,|/|and|or|y|o|et|ou|und|oder|at|và|и|或|和|و|또는)\s?)*)+)",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"X\{(?P<set>[A-Z]{2,5})\}|\b(?:[A-Z][A-Z0-9]|\d{2})\b")
_X_MODIFIER = re.compile(r"\bX(?:\{(?P<set>[EPSU]{2,4})\}|[EPSU]\b)")


@dataclass(frozen=True)
class Code:
    """Hold a code or a range of codes and where it stands in the text."""

    first: str
    last: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Return the normalised text: one code, or a range with a plain hyphen."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


def find_codes(text: str) -> list[Code]:
    """Return the codes, ranges and modifiers of a text, in reading order."""
    found: list[Code] = []
    for match in _CODE.finditer(text):
        first, last = match["first"], match["last"] or match["first"]
        if _key(first)[0] != _key(last)[0] or _key(last) < _key(first):
            # Two codes joined by a dash or "to" that is no range.
            found.append(Code(first, first, match.start("first"), match.end("first")))
            found.append(Code(last, last, match.start("last"), match.end("last")))
        else:
            found.append(Code(first, last, match.start(), match.end()))
    found += [Code(m[0], m[0], m.start(), m.end()) for m in _ICD.finditer(text)]
    found += _find_modifiers(text)
    return sorted(found, key=lambda code: (code.start, code.end))


def code_names(text: str) -> list[str]:
    """Return the distinct names of the codes in a text, in order of first appearance."""
    return list(dict.fromkeys(code.name for code in find_codes(text)))


def contains(name: str, code: str) -> bool:
    """Tell whether one name (a code or a range) covers all of another."""
    (first, last), (low, high) = code_bounds(name), code_bounds(code)
    return first[0] == low[0] and first <= low and high <= last


def covers(names: Iterable[str], code: str) -> bool:
    """Tell whether any of the names covers the code."""
    return any(contains(name, code) for name in names)


def code_bounds(name: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the comparable ends of a name: (series, number) of its first and last code."""
    first, _, last = name.partition("-")
    return _key(first), _key(last or first)


def _key(code: str) -> tuple[str, int]:
    """Split a code into its series and number: J9190 → ("J", 9190), 0075T → ("T", 75)."""
    if code.isdigit() and len(code) == 5:
        return "cpt", int(code)
    if re.fullmatch(r"[A-V]\d{4}", code):
        return code[0], int(code[1:])
    if re.fullmatch(r"\d{4}[A-Z]", code):
        return "cpt " + code[-1], int(code[:4])
    return code, 0  # ICD-10-CM codes and modifiers do not come in ranges


def _find_modifiers(text: str) -> list[Code]:
    found: dict[tuple[int, str], Code] = {}

    def keep(value: str, start: int, end: int) -> None:
        found[start, value] = Code(f"modifier {value}", f"modifier {value}", start, end)

    for words in _MODIFIER_WORD.finditer(text):
        for match in _MODIFIER.finditer(words["list"]):
            at = words.start("list") + match.start()
            for value in [f"X{c}" for c in match["set"]] if match["set"] else [match[0]]:
                keep(value, at, at + len(match[0]))
    for match in _X_MODIFIER.finditer(text):
        for value in [f"X{c}" for c in match["set"]] if match["set"] else [match[0]]:
            keep(value, match.start(), match.end())
    return list(found.values())
