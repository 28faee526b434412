"""Tell the questions that must be declined from those about guidance, in ten languages.

A first version by rule. A question is patient-specific when it speaks of one patient of the
asker's, or of one record at hand; "a patient" or "the patient" alone is how guidance is asked
about and stays answerable.
"""

import re

from assistant.answer import Reason
from assistant.personal import find_personal
from assistant.steering import asked

_PATIENT = [
    re.compile(pattern, re.I)
    for pattern in (
        # A patient of the asker's own.
        r"\b(?:my|our) (?:own )?(?:\w+ ){0,2}patient\b(?!['’]?s? (?:guide|manual|polic))",
        r"\bmy (?:mother|father|wife|husband|son|daughter|brother|sister|parent|child)\b",
        r"\b(?:mi (?:madre|padre|esposa|esposo|hij[oa])|meine[mnrs]? (?:mutter|vater|frau|mann)|"
        r"ma (?:m[èe]re|femme)|mon (?:p[èe]re|mari))\b|我(?:妈妈?|母亲|爸爸?|父亲|妻子|丈夫)",
        r"\b(?:his|her) (?:claim|visit|bill|infusion|pump|refill|encounter)\b",
        r"\b(?:mi|nuestr[oa]) paciente\b|\beste paciente en particular\b",
        r"\b(?:mon|ma|notre|ce|cette) patiente?\b",
        r"\bmein(?:e[mnrs]?)? patient\w*|\bunser(?:e[mnrs]?)? patient\w*|\bdiese[mnrs]? patient\w*",
        r"(?:我|我们|咱们)(?:的)?(?:这[位个名])?(?:病人|患者)|这[位个名](?:病人|患者)",
        r"\b(?:мо(?:й|его|ему|ем|я|ей|ю)|наш\w*) пациент\w*|\bэт(?:от|ого|ому|ой|у|а) пациент\w*",
        r"مريض(?:ي|تي|نا|تنا)\b|مريضت(?:ي|نا)\b|هذ[اه] المريض[ة]?",
        r"bệnh nhân (?:của (?:tôi|chúng tôi|mình)|này)",
        r"(?:제|저희|우리|내|이) 환자",
        r"\b(?:pasyente (?:ko|namin)|(?:aking|aming) pasyente|pasyenteng ito)\b",
        # One patient or record that lies before the asker.
        r"\bthis (?:particular |specific )?(?:patient|person|man|woman|case|claim|chart|encounter|"
        r"note|op(?:erative)? (?:note|report)|record|visit|admission)\b",
        r"\bthe patient (?:i|we) (?:saw|treated|have|had|billed)\b|\bpatient (?:in|from) (?:room|bed)\b",
        r"\b(?:attached|enclosed|pasted|below) (?:note|chart|record|report|documentation)\b",
        r"\bin (?:her|his) (?:chart|record|note|case)\b|\b(?:her|his) (?:chart|record|op(?:erative)? note)\b",
        r"\b(?-i:(?:M(?:r|rs|s)|mrs?|ms)\.? [A-Z][a-z]+)",  # "MR without contrast" is an image
        r"\b(?:did|does|has) (?:the|our|my) (?:surgeon|doctor|physician|provider|nurse|oncologist|note|"
        r"chart|record|documentation|op note)\b.{0,60}\b(?:enough|document(?:ed)?|support|justif|record)",
        r"\bdid (?:dr|doctor)\.? \w+",
        r"\b(?:yesterday|today|last (?:week|night|month|monday|tuesday|wednesday|thursday|friday)|"
        r"this morning)['’]?s? (?:patient|infusion|visit|encounter|note|claim)\b",
        r"\b(?:i|we) (?:just )?(?:saw|treated|billed|infused|admitted|started|gave|have) (?:a|an|the) "
        r"(?:\w+ ){0,3}(?:patient|man|woman|gentleman|lady|infusion)\b",
        r"\b(?:should|can|could|may|do) (?:i|we) (?:bill|code|charge|appeal|submit) (?:for )?(?:her|him)\b",
        r"\b(?:what|which) codes? (?:should|do|can) (?:i|we) (?:bill|use|report) (?:for )?(?:her|him|them)\b",
    )
]
_ADVICE = [
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:right|best|safe|appropriate|correct) (?:treatment|drug|therapy|dose|dosage|regimen)\b"
        r".{0,40}\b(?:for|patient|cancer|tumou?r|me)\b",
        r"\bshould (?:i|we|he|she|they) (?:give|stop|start|switch|increase|lower|reduce|prescribe|take)\b",
        r"\b(?:what|which) (?:dose|dosage|drug|regimen) (?:should|do|would) (?:i|we|you)\b",
        r"\bwhat would you (?:prescribe|recommend)\b",
        r"¿?(?:debo|deber[ií]a|debemos) (?:administrar|dar|suspender|aumentar|recetar)",
        r"(?:应该|该)(?:给|用)(?:什么|哪种|多少)(?:药|剂量)|(?:最佳|合适)的(?:治疗|药物|剂量)",
        r"\b(?:какую дозу|какой препарат|следует ли (?:назначить|увеличить|отменить))",
        r"(?:ما الجرعة|هل يجب أن (?:أعطي|نعطي|أوقف))",
        r"(?:nên (?:cho|dùng|tăng|giảm|ngừng) (?:thuốc|liều))",
        r"\b(?:dois-je|devrais-je|devons-nous) (?:donner|arr[êe]ter|augmenter|prescrire)",
        r"\b(?:soll(?:te|en|ten)? (?:ich|wir)) .{0,30}(?:geben|absetzen|erh[öo]hen|verschreiben)",
        r"(?:용량을|약을) (?:얼마나|늘려야|줄여야)|투여해야 (?:할까요|하나요)",
        r"\bdapat ko bang (?:ibigay|itigil|dagdagan)",
    )
]


def triage(question: str) -> Reason | None:
    """Return why a question must be declined, or None for one that may be answered."""
    if find_personal(question):
        return "personal_data"
    if any(pattern.search(question) for pattern in _PATIENT):
        return "patient_specific"
    if any(pattern.search(question) for pattern in _ADVICE):
        return "clinical_advice"
    return None if asked(question) else "steering"
