"""Tell what force a statement has: what it denies, demands, allows, limits, in ten languages.

A chat model changes a rule by one small word: "may" for "must", a "not" too many, an exception
left out. The words that carry this are few and closed in every language, so they are listed here.
"""

import re
import unicodedata
from collections import Counter
from typing import Literal

Force = Literal["negation", "refusal", "optional", "never", "must", "should", "may", "only",
                "except", "always"]  # fmt: skip

# For each language: what only looks like a force, then each force. A match is taken out of the
# text, so that "must not" is one prohibition and not an obligation beside a negation.
_NEUTRAL: dict[str, str] = {
    "en": r"\bnot only\b|\b(?:no|not) (?:more|less|fewer|later|longer|earlier) than\b|\bwhether or not\b|\bnonetheless\b|\bif any\b|\bMay (?=\d)|(?<=\d )May\b|\bcan be found\b|\bno\. ?\d",
    "es": r"\bno (?:s[óo]lo|solamente)\b|\bno (?:más|menos|después|antes) (?:de|tarde)\b|\bsiempre (?:que|y cuando)\b|\bno obstante\b|\bcuando sea necesari\w+",
    "fr": r"\bpas (?:seulement|uniquement)\b|\bpas (?:plus|moins) (?:de|d['’]|tard)|\bnéanmoins\b|\bnon seulement\b",
    "de": r"\bnicht nur\b|\bnicht (?:mehr|weniger|später|länger) als\b|\bwenn möglich\b|\bnichtsdestotrotz\b|\bim nur\b",
    "ru": r"\bне (?:только|более|менее|позднее|позже|ранее|больше|меньше)\b|\bтем не менее\b|\bнезависимо\b",
    "zh": r"不同|不超过|不多于|不少于|不低于|不高于|不晚于|不迟于|不足|不仅|无论|不管|不论|未来|非常|不止|才能力|可能|功能|能力|需求|应用|适应|对应|相应|供应|反应|只要|无关|可用性|可靠|之一|否则|是否|识别|无菌",
    "ar": r"(?<!\w)(?:ليس فقط|لا يقل|لا تقل|لا يزيد|لا تزيد|لا يتجاوز|لا تتجاوز|في موعد لا|ما لا يقل|بغير|غيرها|غيره)(?!\w)",
    "vi": r"\bkhông chỉ\b|\bkhông (?:quá|ít hơn|nhiều hơn|muộn hơn|sớm hơn|dưới)\b|\bchỉ (?:định|dẫn|số|thị)\b|\bđịa chỉ\b|\byêu cầu (?:thanh toán|bồi thường|chi trả|hoàn trả)\b|\bbên phải\b|\btrở nên\b|\bcần thiết về mặt y tế\b",
    "ko": r"하지만|지만|만약|만료|만성|미만|뿐만 아니라|안내|안전|기능|가능성|필요한 경우|못지",
    "tl": r"\bhindi lang(?:ang)?\b|\bhindi (?:hihigit|bababa|lalampas|lumalampas|mas)\b|\bwalang anuman\b",
}
_FORCES: dict[str, tuple[tuple[Force, str], ...]] = {
    "en": (
        ("optional", r"\bneed(?:s|ed)? not\b|\b(?:not|n't|never) (?:be |been )?(?:required|necessary|needed|mandatory|obliged|obligatory|have to|need(?: to)?|require)\b|\bno (?:\w+ ){0,3}(?:need|requirement|is required|are required|is needed|is necessary)\b|\boptional\b|\bwithout having to\b"),
        ("never", r"\bnever\b|\bunder no circumstances?\b|\bat no time\b|\bin no case\b|\bnot under any\b"),
        ("negation", r"\b(?:must|shall|may|can|should|could|might|will|would|do|does|did|is|are|was|were|has|have)(?: not|n't)\b|\bcannot\b|\bprohibit\w*|\bforbid\w*|\bforbidden\b|\bnot (?:be )?(?:allowed|permitted|permissible)\b|\bdisallow\w*"),
        ("except", r"\bunless\b|\bexcept\w*|\bother than\b|\bapart from\b|\bsave for\b|\bexcluding\b"),
        ("only", r"\bonly\b|\bsolely\b|\bexclusively\b|\bnothing but\b|\b(?:limited|restricted|confined) to\b|\balone\b|\bsole\b"),
        ("always", r"\balways\b|\bin (?:every|all) cases?\b|\bevery time\b|\binvariably\b"),
        ("must", r"\bmust\b|\bshall\b|\brequire(?:s|d|ment|ments)?\b|\bmandatory\b|\bobligat\w+|\bobliged\b|\bha(?:s|ve) to\b|\bneed(?:s|ed)?\b|\bnecessary\b|\bhad to\b"),
        ("should", r"\bshould\b|\bought to\b|\brecommend\w*|\badvis(?:ed|able)\b"),
        ("may", r"\bmay\b|\bmight\b|\bcan\b|\bcould\b|\ballow(?:s|ed)?\b|\bpermit(?:s|ted)?\b|\bpermissible\b|\bpossible\b|\bentitled\b|\bfree to\b"),
        ("negation", r"\bnot\b|n't\b|\bno\b|\bnone\b|\bneither\b|\bnor\b|\bwithout\b|\bnothing\b|\bnobody\b|\bno one\b"),
        ("refusal", r"\bden(?:y|ies|ied|ial)\b|\bexclude[sd]?\b|\breject\w*|\brefus\w+|\bineligible\b|\bincorrect\w*|\bimproper\w*|\binvalid\b|\binappropriate\b|\binstead of\b|\brather than\b|\black(?:s|ing)?\b|\bnon-?(?:covered|payable|billable|reimbursable)\b|\bfail(?:s|ed)?\b|\bunpaid\b|\bwrong\w*|\bmissing\b|\babsen(?:t|ce)\b"),
    ),
    "es": (
        ("optional", r"\bno (?:es|son|será|serán|resulta) (?:necesari\w+|obligatori\w+|preciso|exigible\w*|requerid\w+)|\bno (?:se )?(?:necesita\w*|requier\w+|exig\w+)|\bno hace falta\b|\bno tiene\w* (?:por )?que\b|\bno está\w* obligad\w*|\bsin necesidad de\b|\bopcional\w*|\bno hay (?:necesidad|obligación)"),
        ("never", r"\bnunca\b|\bjamás\b|\ben ningún caso\b|\bbajo ninguna circunstancia\b"),
        ("negation", r"\bno (?:se )?(?:deb\w+|pued\w+|podr\w+|permit\w+|admit\w+)|\bno está\w* permitid\w+|\bprohib\w+|\bprohíb\w+"),
        ("except", r"\bsalvo\b|\bexcepto\b|\ba menos que\b|\b(?:a|con) excepción\b|\bexcepci\w+|\ba no ser que\b|\bexceptuando\b"),
        ("only", r"\bsol[oa]mente\b|\bs[óo]lo\b|\búnicamente\b|\bexclusiv\w+|\b[úu]nic[oa]s?\b|\bse limita\w* a\b"),
        ("always", r"\bsiempre\b|\ben todos los casos\b"),
        ("should", r"\bdeber[íi]a\w*|\brecomend\w+|\brecomiend\w+|\bconviene\b"),
        ("must", r"\bdeb(?:e|en|erá|erán)\b|\btiene\w* que\b|\bhay que\b|\bobligatori\w+|\bobligad\w+|\bexig\w+|\brequi\w+|\bnecesari\w+|\bnecesit\w+|\bpreciso\b|\bha(?:n)? de\b"),
        ("may", r"\bpued\w+|\bpodr\w+|\bpermit\w+|\bpermis\w+|\bcabe\b|\bautorizad\w+|\bposible\w*"),
        ("negation", r"\bno\b|\bni\b|\bsin\b|\bning[uú]n\w*|\btampoco\b|\bnada\b|\bnadie\b"),
        ("refusal", r"\bdeneg\w+|\bdenieg\w+|\brechaz\w+|\bexclu\w+|\bincorrect\w+|\ben (?:lugar|vez) de\b|\bcarec\w+|\binválid\w+|\bfalt[ae]\w*"),
    ),
    "fr": (
        ("optional", r"\b(?:n['’]est|ne sont|n['’]est) (?:pas|plus) (?:nécessaire\w*|obligatoire\w*|requis\w*|exigé\w*|tenu\w*|besoin)|\bpas besoin\b|\b(?:n['’]exig\w+|ne requi\w+|ne nécessit\w+|ne demand\w+) (?:pas|aucun\w*)|\baucun\w* \w+ n['’]est (?:requis\w*|exigé\w*|nécessaire\w*)|\bfacultati\w+|\bpas obligatoire\w*|\bpas (?:nécessaire|requis)\w*"),
        ("never", r"\b(?:n(?:e |['’])(?:[\w'’-]+ ){0,3})?jamais\b|\ben aucun cas\b"),
        ("only", r"\bn(?:e\s|['’])(?:(?!\b(?:pas|plus|jamais|aucun\w*|ni)\b)[^.;])*?\bqu(?:e\b|['’])"),
        ("negation", r"\bne (?:doi\w+|peu\w+|pourr\w+|devr\w+|saurai\w+)(?: \w+){0,2}? (?:pas|plus|aucun\w*)\b|\binterdi\w+|\b(?:n['’]est|ne sont) pas (?:autorisé\w*|permis\w*|admis\w*)|\bne (?:peu\w+|doi\w+) être\b"),
        ("except", r"\bsauf\b|\bexcepté\w*|\bà moins\b|\bexception\w*|\bhormis\b|\ben dehors d"),
        ("only", r"\bseulement\b|\buniquement\b|\bexclusi\w+|\bseul\w*\b|\bse limite\w*|\bréservé\w*"),
        ("always", r"\btoujours\b|\bsystématiquement\b|\bdans tous les cas\b"),
        ("should", r"\bdevrai\w+|\brecommand\w+|\bil convient\b"),
        ("must", r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\bfaut\b|\bobligatoire\w*|\bexig\w+|\brequi\w+|\bnécessa\w+|\bnécessit\w+|\btenu\w*\b|\bbesoin\b"),
        ("may", r"\bpeu(?:t|vent)\b|\bpourr\w+|\bperm\w+|\bautorisé\w*|\bpossible\w*"),
        ("negation", r"\bn(?:e\b|['’])(?:\s?[\w'’-]+){0,4}?\s(?:pas|plus|aucun\w*|ni|rien|point)\b|\bpas\b|\bnon\b|\bsans\b|\baucun\w*|\bni\b|\bne\b"),
        ("refusal", r"\brefus\w+|\brejet\w+|\bexclu\w*|\bau lieu d|\bplutôt que\b|\bincorrect\w*|\bdépourvu\w*|\binvalide\w*|\bmanqu\w+|\babsen(?:t|te|ce)\b"),
    ),
    "de": (
        ("optional", r"\b(?:muss|müssen|braucht|brauchen)\b(?: [\w-]+){0,6}? (?:nicht|kein\w*)\b|\bnicht (?:\w+ )?(?:erforderlich|notwendig|nötig|verpflichtend|vorgeschrieben|verlangt|zwingend)\b|\bkein\w* (?:[\w-]+ ){1,4}(?:erforderlich|notwendig|nötig|verlangt|vorgeschrieben)\b|\b(?:erfordert|verlangt|benötigt) kein\w*|\boptional\w*|\bfreiwillig\w*|\bkeine Pflicht\b"),
        ("never", r"\bnie(?:mals)?\b|\bunter keinen Umständen\b|\bkeinesfalls\b|\bin keinem Fall\b|\bauf keinen Fall\b"),
        ("except", r"\bes sei denn\b|\baußer\b|\bausgenommen\b|\bAusnahme\w*|\bsofern nicht\b|\bwenn nicht\b|\babgesehen von\b"),
        ("negation", r"\b(?:darf|dürfen|kann|können|soll|sollen|sollte|sollten)\b(?: [\w-]+){0,8}? (?:nicht|kein\w*)\b|\bverbot\w*|\buntersagt\b|\bunzulässig\b|\bnicht (?:zulässig|erlaubt|gestattet)\b"),
        ("only", r"\bnur\b|\bausschließlich\b|\blediglich\b|\ballein\w*|\beinzig\w*|\bbeschränk\w+"),
        ("always", r"\bimmer\b|\bstets\b|\bin jedem Fall\b"),
        ("must", r"\bmuss\b|\bmüssen\b|\bverpflicht\w+|\berforder\w+|\bvorgeschrieben\b|\bnotwendig\w*|\bnötig\w*|\bbenötig\w+|\bverlang\w+|\bzwingend\w*|\bPflicht\b|\bvoraus(?:gesetzt)?\b"),
        ("should", r"\bsoll(?:te|ten|en|)\b|\bempfohlen\b|\bempfiehlt\b"),
        ("may", r"\bdarf\b|\bdürf\w+|\bkann\b|\bkönn\w+|\berlaub\w+|\bzulässig\b|\bgestatte\w+|\bmöglich\b"),
        ("negation", r"\bnicht\b|\bkein\w*|\bohne\b|\bweder\b|\bnichts\b|\bniemand\b"),
        ("refusal", r"\babgelehnt\b|\bablehn\w+|\blehnt\b|\bausgeschlossen\b|\bausschließ(?!lich)\w+|\bstatt\b|\banstelle\b|\banstatt\b|\bfalsch\w*|\bfehl(?:t|en)\b|\bunzutreffend\b|\bschließt\b"),
    ),
    "ru": (
        ("optional", r"\bне (?:нужн\w+|надо|требу\w+|обязат\w+|обязан\w*|необходим\w*)|\bнеобязат\w+|\bнет (?:необходимости|нужды)|\bбез необходимости\b"),
        ("never", r"\bникогда(?: не)?\b|\bни при каких\b|\bни в коем случае(?: не)?\b"),
        ("except", r"\bкроме\b|\bза исключением\b|\bисключени\w+|\bесли (?:только )?не\b|\bесли только\b"),
        ("negation", r"\bнельзя\b|\bне (?:долж\w+|допуска\w+|разреш\w+|мо(?:жет|гут|жно)|следует|позвол\w+)|\bзапрещ\w+|\bнедопустим\w+|\bневозможн\w+"),
        ("only", r"\bтолько\b|\bлишь\b|\bисключительно\b|\bединственн\w+"),
        ("always", r"\bвсегда\b|\bво всех случаях\b"),
        ("must", r"\bдолж\w+|\bобяз\w+|\bнеобходим\w*|\bнужн\w+|\bнадо\b|\bтребу\w+|\bтребова\w+"),
        ("should", r"\bследует\b|\bрекоменд\w+"),
        ("may", r"\bмо(?:жет|гут|жно)\b|\bразреш(?!ени)\w+|\bдопуска\w+|\bпозвол\w+|\bвправе\b|\bдопустим\w+|\bвозможн\w+"),
        ("negation", r"\bне\b|\bнет\b|\bбез\b|\bни\b"),
        ("refusal", r"\bотказ\w*|\bотклон\w+|\bисключ\w+|\bвместо\b|\bневерн\w+|\bнеправильн\w+|\bотсутств\w+"),
    ),
    "zh": (
        ("optional", r"不必|无需|無需|无须|不需要?|不用|不要求|可选|非必需|不强制|没有必要|不是必须|并非必须"),
        ("never", r"绝不(?:能|得|可|应)?|从不|永不|决不(?:能|得|可)?|任何情况下(?:都|均)?不(?:得|能|可|应)?"),
        ("except", r"除非|除外|除了|除(?=[^以])|例外"),
        ("negation", r"不得|不能|不可以?|不应(?:该|当)?|不允许|禁止|不准|不许|请?勿|不要"),
        ("only", r"只有|仅仅?|只|唯一|唯有|才"),
        ("always", r"总是|始终|一律|一概|每次都"),
        ("should", r"应当|应该|应|建议|宜"),
        ("must", r"必须|必需|必要|须|需要|需|要求|务必"),
        ("may", r"可以|可|能够|能|允许|准许"),
        ("negation", r"不|没有?|无|未|非|否"),
        ("refusal", r"拒绝|拒付|排除|而非|代替|错误|缺乏|缺少|驳回"),
    ),
    "ar": (
        ("optional", r"لا (?:يلزم|تلزم|يشترط|تشترط|يحتاج|تحتاج|يتطلب|تتطلب|داعي|حاجة|ضرورة)|ليس\w* (?:من )?(?:ال)?(?:ضروري\w*|إلزامي\w*|مطلوب\w*|واجب\w*|لازم\w*|شرط\w*)|غير (?:مطلوب\w*|إلزامي\w*|ضروري\w*|لازم\w*)|اختياري\w*|دون الحاجة"),
        ("never", r"أبدا|مطلقا|بأي حال|تحت أي ظرف|إطلاقا|البتة"),
        ("except", r"إلا|ما لم|باستثناء|عدا|سوى|استثناء\w*|يستثنى"),
        ("negation", r"لا (?:يجوز|تجوز|يمكن|تمكن|ينبغي|يجب|تجب|يسمح|تسمح|يصح|يحق|يحظر)|(?:ي|ت)حظر|(?:ي|ت)منع|ممنوع\w*|محظور\w*|غير (?:مسموح|جائز)\w*"),
        ("only", r"فقط|حصرا|فحسب|وحده\w*|يقتصر|تقتصر|مقصور\w*|لا غير"),
        ("always", r"دائما|في جميع الأحوال|في كل مرة|في كل الحالات"),
        ("must", r"(?:ي|ت)جب|(?:ي|ت)لزم|لا ?بد|مطلوب\w*|(?:ي|ت)تطلب|(?:ي|ت)شترط|إلزامي\w*|ضروري\w*|(?:ي|ت)تعين|واجب\w*|(?:ي|ت)حتاج"),
        ("should", r"ينبغي|(?:ي|ت)ستحسن|(?:ي|ت)وصى|(?:ي|ت)فضل"),
        ("may", r"(?:ي|ت)جوز|(?:ي|ت)مكن\w*|(?:ي|ت)سمح|مسموح\w*|يحق|قد|جائز\w*|(?:ي|ت)ستطيع|بإمكان\w*"),
        ("negation", r"لا|ألا|لم|لن|ليس\w*|غير|بدون|دون|عدم|بلا"),
        ("refusal", r"(?:ي|ت)رفض|رفض\w*|مرفوض\w*|(?:ي|ت)ستبعد|مستبعد\w*|بدلا|خطأ|مفقود\w*|غياب"),
    ),
    "vi": (
        ("negation", r"\bmà không cần\b"),
        ("optional", r"\bkhông (?:cần|bắt buộc|yêu cầu|đòi hỏi|nhất thiết|phải (?=có|nộp|gửi|ghi|báo|kèm))\w*|\btùy chọn\b"),
        ("never", r"\bkhông bao giờ\b|\btuyệt đối không\b"),
        ("except", r"\btrừ\b|\bngoại (?:trừ|lệ)\b"),
        ("negation", r"\bkhông (?:được(?: phép)?|thể|nên)\b|\bcấm\b|\bđừng\b|\bchớ\b"),
        ("only", r"\bchỉ\b|\bduy nhất\b"),
        ("always", r"\bluôn\b|\btrong mọi trường hợp\b"),
        ("must", r"\bphải\b|\bbắt buộc\b|\bcần\b|\byêu cầu\b|\bđòi hỏi\b"),
        ("should", r"\bnên\b|\bkhuyến nghị\b"),
        ("may", r"\bcó thể\b|\bđược phép\b|\bcho phép\b|\bđược quyền\b"),
        ("negation", r"\bkhông\b|\bchưa\b|\bchẳng\b"),
        ("refusal", r"\btừ chối\b|\bbác bỏ\b|\bloại trừ\b|\bthay (?:vì|cho)\b|\bsai\b|\bthiếu\b"),
    ),
    "ko": (
        ("optional", r"필요(?:가|는|하지|로 하지|치)?\s?(?:없|않)|[가-힣]지 않아도|필수(?:가|는|사항이)? ?아니|의무(?:가|는)? ?아니|요구(?:되|하)지(?:는)? 않|선택 ?사항|불필요"),
        ("never", r"절대(?:로)?|결코|어떤 경우에도"),
        ("except", r"제외하고|제외한|제외하면|(?:이)?외에는|않는 한|예외|아닌 한|경우를 제외"),
        ("negation", r"안 ?(?:된|됩|되|돼)|수 ?(?:는 |도 )?없|금지|불가|마십시오|마세요|말아야|허용(?:되|하)지(?:는)? 않"),
        ("only", r"오직|뿐|한(?:하여|해서|정)|에 한해|유일|(?<=[가-힣0-9])만(?=[\s,.은을이]|$)"),
        ("always", r"항상|언제나"),
        ("may", r"수 ?(?:도 |가 )?있|가능|허용|[가-힣]도 (?:된|됩|돼)"),
        ("must", r"[가-힣]야 ?(?:만 )?(?:한|합|하|됩|된)|반드시|필수|필요|요구|의무"),
        ("should", r"권장|바람직"),
        ("negation", r"않|아니|아닌|아닙|없|못|(?<![가-힣])안(?=\s)"),
        ("refusal", r"거부|거절|제외|반려|대신|잘못|부적절"),
    ),
    "tl": (
        ("optional", r"\bhindi (?:na |naman )?(?:kailangan\w*|kinakailangan\w*|obligado|sapilitan|required|nangangailangan)\b|\bopsyonal\b"),
        ("never", r"\bhindi kailanman\b|\bkailanman(?: ay)?(?: hindi)?\b|\bhinding-hindi\b"),
        ("except", r"\bmaliban\b|\bliban\b|\bbukod (?:sa|kung)\b|\bhangga't hindi\b|\beksepsi?yon\b"),
        ("negation", r"\bhindi (?:ito |sila |siya |rin |din |na )?(?:maaari\w*|puwede\w*|pwede\w*|dapat|pinapayagan|pinahihintulutan)\b|\bbawal\b|\bipinagbabawal\b|\bhuwag\b"),
        ("only", r"\blamang\b|\blang\b|\btanging\b|\btangi\b|\beksklusibo\w*"),
        ("always", r"\bpalagi\w*|\blagi\w*|\bsa lahat ng (?:pagkakataon|kaso)\b"),
        ("must", r"\bdapat\b|\bkailangan\w*|\bkinakailangan\w*|\bobligado\b|\bsapilitan\b|\brequired\b|\bnangangailangan\b"),
        ("should", r"\binirerekomenda\w*|\bmainam\b|\bmas mabuti\b"),
        ("may", r"\bmaaari\w*|\bpuwede\w*|\bpwede\w*|\bpinapayagan\b|\bpinahihintulutan\b|\bposible\w*"),
        ("negation", r"\bhindi\b|\bwala\w*|\bdi\b"),
        ("refusal", r"\bt(?:in|ina|a)?tanggi\w*|\btinanggi\w*|\bsa halip\b|\bmali\b|\bkulang\b|\bnawawala\b|\bkawalan\b"),
    ),
}  # fmt: skip


def _compiled() -> dict[str, list[tuple[Force | None, re.Pattern[str]]]]:
    table: dict[str, list[tuple[Force | None, re.Pattern[str]]]] = {}
    for language, forces in _FORCES.items():
        pairs: list[tuple[Force | None, str]] = [(None, _NEUTRAL[language]), *forces]
        table[language] = []
        for force, pattern in pairs:
            if language == "ar" and force:
                pattern = rf"(?<!\w)[وف]?(?:{pattern})(?!\w)"
            # "May" with a capital beside a number is the month.
            flags = 0 if language == "en" and force is None else re.IGNORECASE
            table[language].append((force, re.compile(pattern, flags)))
    return table


_TABLE = _compiled()
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0640]")


def forces(text: str, language: str) -> list[tuple[Force, int]]:
    """Return the forces of a text with the offset just behind the word of each, in its order.

    The text is judged as `plain(text, language)`; a language not known as English.
    """
    rest = plain(text, language)
    found: list[tuple[Force, int]] = []
    for force, pattern in _TABLE.get(language, _TABLE["en"]):
        for match in list(pattern.finditer(rest)):
            if force:
                found.append((force, match.end()))
            rest = rest[: match.start()] + "\0" * len(match[0]) + rest[match.end() :]
    return sorted(found, key=lambda pair: pair[1])


def plain(text: str, language: str) -> str:
    """Return a text as forces are looked for in it: composed, without the marks of Arabic."""
    text = unicodedata.normalize("NFC", text)
    return _ARABIC_MARKS.sub("", text) if language == "ar" else text


def changed(claim: str, claim_language: str, quote: str, quote_language: str) -> str | None:
    """Return which force a claim has that its quote has not, or lacks that the quote has.

    Between two languages, what is counted is whether there is one: translations keep it, though
    not its place. "Not ... unless" and "only" say the same.
    """
    ours = Counter(f for f, _ in forces(claim, claim_language))
    theirs = Counter(f for f, _ in forces(quote, quote_language))
    same = claim_language == quote_language
    for count in (ours, theirs):
        if count["never"] and not count["negation"]:
            count["negation"] = 1  # many languages negate a second time, English does not
    only = {"only": bool(ours["only"]) or _not_unless(ours),
            "quote": bool(theirs["only"]) or _not_unless(theirs)}  # fmt: skip
    if only["only"] != only["quote"]:
        return "only"
    swapped = bool(ours["only"]) != bool(theirs["only"])  # "only" here is "not unless" there
    if not swapped:
        if bool(ours["except"]) != bool(theirs["except"]):
            return "except"
        ours_no, theirs_no = _denials(ours), _denials(theirs)
        if bool(ours_no) != bool(theirs_no) or (ours_no + theirs_no) % 2:
            # An odd difference turns the sense, save where one language refuses in one word
            # what the other negates ("is excluded", "is not included").
            return "negation"
        if ours["optional"] and not theirs["optional"]:
            return "optional"
        if theirs["optional"] and not ours["optional"] and ours["negation"]:
            return "optional"
    if ours["never"] and not theirs["never"]:
        return "never"
    if ours["always"] and not theirs["always"]:
        return "always"
    return _modality(ours, theirs, same)


def _not_unless(count: Counter[Force]) -> bool:
    return bool(count["negation"] and count["except"])


def _denials(count: Counter[Force]) -> int:
    return count["negation"] + count["optional"] + count["refusal"]


def _modality(ours: Counter[Force], theirs: Counter[Force], same: bool) -> str | None:
    """Compare what is demanded and what allowed; between languages "should" passes for "must"."""
    demands = {"must"} if same else {"must", "should"}
    we_demand, they_demand = (any(c[d] for d in demands) for c in (ours, theirs))  # type: ignore[index]
    we_allow, they_allow = bool(ours["may"]), bool(theirs["may"])
    if we_allow and not they_allow and (they_demand or theirs["should"]):
        return "may"
    if we_demand and not they_demand and they_allow:
        return "must"
    if same and we_demand and not they_demand and theirs["should"]:
        return "must"
    if they_allow and not they_demand and not we_allow and not _denials(ours):
        return "may"
    return None
