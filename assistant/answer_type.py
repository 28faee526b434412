"""Tell what kind of thing a question asks for, and whether a sentence holds one.

"How long" wants a length of time, "how many" a number, "at what age" an age, "which form" a form:
a sentence without one does not answer, however near it is. The sentences are judged in English,
the language of most guidance; in another language every sentence passes.
"""

import re

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"sixteen|eighteen|twenty|thirty|forty|sixty|ninety|hundred|half|an?|each|every|per|full|same|"
    r"next|first|few|several|this|that)"
)
_TIME = (
    r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|quarters?|seconds?|calendar|"
    r"business|working|consecutive|plan|benefit|lifetime|midnight|visits?|sessions?)"
)
_DURATION = re.compile(
    rf"\b{_NUMBER}[ -]+(?:{_TIME}\b|\w+[ -]+{_TIME}\b)|\b(?:overnight|daily|weekly|monthly|yearly|"
    r"annual(?:ly)?|indefinite\w*|permanent\w*|forever|lifetime|expires?|expired|until|whole|entire|"
    r"short|long|prolonged)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|twenty|"
    r"thirty|forty|sixty|ninety|hundred|half|once|twice|single|double|both|none|no|never|each|every|"
    r"per|only|unlimited|limit\w*|maximum|an|a|all|any|first|second|third|separate(?:ly)?)\b|"
    r"(?<![A-Z\d])\d{1,4}(?![\d-])",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:ages?|aged|years? (?:old|of age)|birthday|under|over|\d+ (?:years|months))\b",
                  re.IGNORECASE)  # fmt: skip
_FORM = re.compile(r"\b(?:forms?|cms-?\d+|ub-?\d+|template|worksheet|certificate)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"\b(?:address|p\.? ?o\.? box|street|phone|telephone|call|fax|e-?mail|portal|web ?site|online|"
    r"www|https?|mail(?:ed)? to|sent to|send)\b",
    re.IGNORECASE,
)
# What a question of each kind looks like, in ten languages, and what its answer must hold.
_KINDS = (
    (
        re.compile(
            r"\bhow long\b|\b(?:time limit|deadline|turnaround|retention period)\b|"
            r"\bcu[áa]nto tiempo\b|多长时间|多久|как долго|сколько времени|"
            r"(?:كم من الوقت|كم المدة|ما المدة|ما هي المدة|كم مدة)|bao lâu|combien de temps|"
            r"\bwie lange\b|얼마나 오래|얼마 동안|기간은|gaano katagal",
            re.IGNORECASE,
        ),
        _DURATION,
    ),
    (
        re.compile(
            r"\b(?:at |from |until |to )?(?:what|which) age\b|\bhow old\b.{0,30}\b(?:patients?|members?|child|people|person|women|men)\b|\bqu[ée] edad\b|几岁|年龄|"
            r"какого возраста|(?:أي سن|أي عمر|ما العمر)|bao nhiêu tuổi|độ tuổi nào|quel âge|"
            r"welche[mns]? alter|몇 세|몇 살|나이|anong edad|ilang taong gulang",
            re.IGNORECASE,
        ),
        _AGE,
    ),
    (
        re.compile(
            r"\b(?:what|which) (?:\w+ ){0,2}forms?\b|\bqu[ée] formulario|什么表格|哪种表格|哪个表格|"
            r"как(?:ой|ую) (?:форм|бланк)|(?:أي نموذج|ما النموذج)|mẫu (?:đơn )?nào|quel formulaire|"
            r"welches formular|어떤 (?:양식|서식)|anong (?:form|pormularyo)",
            re.IGNORECASE,
        ),
        _FORM,
    ),
    (
        re.compile(
            r"\b(?:what|which) (?:\w+ ){0,2}(?:address|phone|fax|portal|web ?site|e-?mail)\b|"
            r"\bqu[ée] (?:direcci[óo]n|tel[ée]fono)|(?:地址|电话|传真)(?:是|号码)|"
            r"как(?:ой|ому|ая) (?:адрес|телефон)|(?:ما (?:العنوان|الهاتف)|أي عنوان)|"
            r"địa chỉ nào|số điện thoại nào|quelle adresse|quel num[ée]ro de t|"
            r"welche (?:adresse|telefonnummer)|어느 주소|전화번호|anong address|anong telepono",
            re.IGNORECASE,
        ),
        _CONTACT,
    ),
    (
        re.compile(
            r"\bhow (?:many|often|frequently)\b|\bcu[áa]nt[oa]s\b|多少(?:个|次|单位|小时|天)|几(?:个|次)|"
            r"\bсколько (?:раз|единиц|часов|дней)|(?:كم (?:عدد|مرة|وحدة))|bao nhiêu (?:lần|đơn vị)|"
            r"\bcombien (?:de fois|d['’]unit|de )|\bwie (?:viele|oft)\b|몇 (?:번|개|회|단위)|\bilang\b|"
            r"gaano kadalas",
            re.IGNORECASE,
        ),
        _COUNT,
    ),
)


def holds_what_is_asked(question: str, sentence: str, language: str) -> bool:
    """Tell whether a sentence holds a thing of the kind that a question asks for."""
    if language != "en":
        return True
    return all(held.search(sentence) for asks, held in _KINDS if asks.search(question))
