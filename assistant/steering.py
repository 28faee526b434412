"""Find orders to the program in what should be a question or guidance, in ten languages.

Text is data: a sentence that gives such orders is never part of an answer, and of a question only
what is asked beside it is answered. The patterns name what rules on coding do not speak of:
prompts, roles, and what an assistant is to say.
"""

import re

from ingest.codes import find_codes

_LEAST = 8  # letters of a question that can be answered
_ENGLISH = (
    r"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass|set aside|neglect)\b.{0,40}\b(?:instructions?|prompts?|"
    r"directives?|(?:your|the|its|all|any|safety|internal) (?:\w+ )?(?:rules|sources|restrictions?|training|context|guardrails|filters|"
    r"programming|citations?|guidance|guidelines)|previous (?:text|message|orders)|(?:said|told|written) (?:before|above|earlier))\b",
    r"\b(?:ignore|disregard|forget) (?:everything|all (?:of )?(?:this|that|the)|the above|anything|what (?:you|i|was)|your|my (?:previous|last))\b",
    r"\b(?:you are|you're|act|behave|pretend|role-?play|simulate|impersonate|play) (?:now |as |like |to be |that |you(?:'re| are)? |the role of )*(?:an? |the |my )?(?:\w+ ){0,2}"
    r"(?:dan\b|ai\b|model\b|assistant|chat ?bot|bot\b|pirate|developer|admin\w*\b|root\b|unrestricted|unfiltered|uncensored|no longer|not bound|free of|grandm\w+|evil)",
    r"\b(?:from now on|from this point|starting now|henceforth|new (?:rule|instruction|system prompt|directive|task)s?\s*[:—-]|developer mode|"
    r"debug mode|god mode|maintenance mode|jailbreak\w*|do anything now|sudo\b|you are dan\b|override (?:code|mode))",
    r"\b(?:reveal|print|show|repeat|output|display|dump|leak|expose|tell|give|paste|write|list|recite|summari[sz]e|share|what (?:is|are|were|does)|copy)\b.{0,35}"
    r"\b(?:(?:system|initial|hidden|original|secret|developer|your|full|entire) (?:\w+ )?(?:prompt|instructions?|rules|config\w*|settings|"
    r"message|directives?)|api.?keys?|env(?:ironment)? variables|\.env|config(?:uration)? (?:file|settings)|source code|passwords?|system prompt)\b",
    r"<\|?/?(?:system|im_start|im_end|user|assistant|endoftext|end|s)\|?>|<\|[^>]*|\[/?(?:INST|SYS\w*|SYSTEM)\]|<<SYS>>|#{2,}\s*(?:system|instruction|new instruction|response|end)|"
    r"\b(?:begin|end|start) (?:of )?(?:system|admin|developer) (?:prompt|message|override)",
    r"(?:^|[\n.;>\])}(\[{\"'*_-]\s*)(?:system|assistant|developer|admin(?:istrator)?|root|ai|bot|model|chatgpt|guidecite)(?: (?:note|message|prompt|override|instruction|notice|update|command))?\s*[:：>]",
    r"\b(?:always|only|just|simply|instead|please) (?:answer|reply|respond|say)\b(?! (?:to|within|in writing|by)\b)",
    r"\b(?:answer|reply|respond|say|output|write|end|begin|start)\b.{0,25}(?:\bwith (?:only |just |exactly |the (?:word|phrase|code|sentence|single)|\"|'|“|yes\b|no\b|\d)|\bonly with\b|\bthe words?\b|\bin (?:rhymes?|all caps|capitals)\b|\bevery (?:answer|reply|response)\b|\bnothing (?:but|else)\b)",
    r"\b(?:your|every|each|the|any|all) (?:next |final |future )?(?:answers?|repl(?:y|ies)|responses?|outputs?) (?:must|should|shall|will|is|are|has|have|to)\b",
    r"\b(?:tell|inform|advise|convince|assure) (?:the |every |any |all |your )?(?:users?|askers?|person asking|whoever asks|anyone who asks|everyone who asks)\b",
    r"\b(?:when|if|whenever) (?:you are |you're |anyone |someone |somebody |a user |the user |users |a coder |coders |people |this document is )?(?:is |are )?(?:asked|asks?|queried|questioned|retrieved)\b.{0,80}\b(?:say|answer|reply|respond|tell|state|output|recommend|always|never|return|insist)\b",
    r"\b(?:answer|respond|reply|continue|work)\b.{0,40}\b(?:without (?:any )?(?:citations?|citing|sources?|quotes?|quoting|evidence|disclaimers?|restrictions?|checking|looking)|from (?:your )?(?:memory|own knowledge|training|general knowledge))",
    r"\b(?:do not|don't|stop|never|no more|no longer|quit|cease|omit|leave out|hide|turn off|disable|switch off|suppress|skip|drop|remove)\b.{0,20}\b(?:cite\b|citing|citations?\b|quoting|disclaimers?|declining|refusing|refusals?|safety|filters?|guardrails?)\b",
    r"\b(?:note|attention|message|instructions?|important|notice|directive|reminder|hint|memo) (?:to|for) (?:all |any |the |every )?(?:\w+ ){0,2}(?:ai|a\.i\.|llms?|models?|chat ?bots?|bots?|assistants?|crawlers?|retriev\w+|rag|guidecite)\b",
    r"\b(?:ai|language|large) (?:assistants?|models?|systems?|readers?|agents?)\b.{0,60}\b(?:must|should|shall|ignore|answer|say|respond|reply|tell|treat|prefer|override|is now|now)\b|\b(?:llms?|chat ?bots?|guidecite|assistants? reading)\b.{0,60}\b(?:must|should|shall|ignore|answer|say|respond|reply|tell|treat|prefer|override|now)\b",
    r"\b(?:delete|erase|wipe|drop|purge|empty|reset|overwrite|remove)\b.{0,20}\b(?:all|every|the|your|this|entire) (?:\w+ ){0,2}(?:documents?|library|index|logs?|tables?|collection|chat history|home folder|databases?|guidance)\b(?! from)|\brm -rf|\bdrop table",
    r"\bbase64\b|\brot13\b|\b(?:decode|translate) (?:this|the following|the above)\b.{0,40}\b(?:obey|follow|do|execute|run)\b|\b(?:execute|run) (?:the |this |following )+(?:command|code|script)|\bobey\b",
    r"\b(?:i am|i'm|this is|speaking as|as) (?:your |the |an? )?(?:system |app |product |site )?(?:developer|creator|administrator|admin|programmer|maker|openai|anthropic|vendor's engineer)\b",
    r"\b(?:say|claim|state|confirm|pretend|agree|admit|insist|promise)\b.{0,15}\bthat\b.{0,40}\b(?:pays? (?:double|twice|triple)|always (?:allowed|paid|payable|billable)|no (?:rules|limits))",
    r"\b(?:your (?:new )?(?:rules?|persona|role|instructions?|task|job|purpose|name) (?:is|are)|stop being|you (?:will|must|shall|should) (?:now|always|never|only|answer|say|reply|respond|obey|ignore|pretend|tell|act|comply))\b",
    r"\b(?:repeat after me|one word|in your (?:own|next) (?:words|answer|reply)|no citations?|stop citing|disclaimer)\b.{0,40}[.!]?$",
)  # fmt: skip
_OTHERS = (
    # Spanish
    r"\b(?:ignor(?:a|e|en|ar|ad|es)|olvid(?:a|e|en|ar|es|ate)|omit(?:e|a|ir)|pas(?:a|e) por alto|haz caso omiso|haga caso omiso|no (?:hagas|haga) caso|desobedece)\b.{0,50}\b(?:instrucci\w+|reglas|anteriores?|fuentes|indicaciones|restricciones|todo lo|sistema|prompt|gu[íi]as)\b",
    r"\b(?:comp[óo]rtate|act[úu]a (?:como|ahora)|finge|haz de cuenta|imagina que eres|ahora eres|eres ahora|hazte pasar|a partir de (?:ahora|este momento)|de ahora en adelante|desde ahora|modo (?:desarrollador|administrador|dios)|nueva (?:regla|instrucci[óo]n|orden)|juega el papel|interpreta el papel)\b",
    r"\b(?:rev[ée]la\w*|mu[ée]stra\w*|imprim\w+|repit\w+|d[ií]me|ens[ée][ñn]a\w*|escrib\w+|pega|copia)\b.{0,40}\b(?:prompt|instrucciones (?:internas|ocultas|iniciales|de(?:l)? sistema|secretas)|tus instrucciones|configuraci[óo]n|contrase[ñn]as?|reglas internas)\b",
    r"\b(?:responde|contesta|respondas|di|diga|responda|conteste|responder|contestar)\b.{0,30}(?:\bsiempre\b|\bsolamente\b|\bsin (?:citas?|citar|fuentes?)\b|\bque s[íi]\b|\bque (?:el|la|hay|se|\d)|[:\"«“])|\bsiempre (?:responde|contesta|di|diga|responda|conteste)|\bdiga[ns]? (?:siempre )?al usuario|\bdi(?:le|les)? a(?:l| los) usuarios?",
    r"(?:^|[.\n]\s*)(?:sistema|asistente)\s*:|\b(?:nota|aviso|mensaje|instrucci[óo]n(?:es)?) (?:para|a) (?:la |el |los |las |todos los )?(?:ia|asistentes?|modelos?|inteligencia)|\b(?:borra|elimina|suprime)\b.{0,20}\b(?:documentos?|biblioteca|base de datos|todo)\b|\bno (?:cites|muestres|pongas|incluyas)\b",
    r"\bignor(?:a|e|en) todo\b|\bdesactiv\w+ (?:las? )?(?:citas?|fuentes?|reglas?|l[íi]mites?)",
    # French
    r"\b(?:ignore[rzs]?|oublie[rzs]?|n[ée]glige[rzs]?|fai(?:s|tes) abstraction|ne (?:tiens|tenez) (?:pas|plus) compte|contourne[rzs]?)\b.{0,50}\b(?:instructions?|r[èe]gles|consignes|sources|pr[ée]c[ée]dente?s?|tout ce|directives|limites|prompt)\b",
    r"\b(?:comporte-toi|comportez-vous|agis comme|agissez comme|fais semblant|faites semblant|joue le r[ôo]le|tu es (?:maintenant|d[ée]sormais)|vous [êe]tes (?:maintenant|d[ée]sormais)|d[ée]sormais,? (?:tu|vous|r)|dor[ée]navant|[àa] partir de maintenant|imagine que tu|mode (?:d[ée]veloppeur|administrateur)|nouvelle (?:r[èe]gle|instruction|consigne))\b",
    r"\b(?:r[ée]v[èe]le\w*|affiche\w*|montre\w*|imprime\w*|r[ée]p[èe]te\w*|donne\w*|dis-moi|recopie\w*|communique\w*)\b.{0,40}\b(?:prompt|invite (?:syst[èe]me|initiale)|tes instructions|vos instructions|instructions (?:syst[èe]me|cach[ée]es|internes)|configuration|mots? de passe|consignes internes)\b",
    r"\b(?:r[ée]ponds|r[ée]pondez|r[ée]pondre|dis|dites)\b.{0,30}(?:\btoujours\b|\buniquement\b|\bseulement\b|\bsans (?:citations?|citer|sources?)\b|\bque (?:oui|le|la|les|\d)|[:\"«“])|\btoujours r[ée]pond|\bdites? (?:toujours )?(?:[àa] l['’]|aux )utilisateur|\bne (?:cite[zs]?|mets|mettez) (?:pas|plus|aucune?)",
    r"(?:^|[.\n]\s*)(?:syst[èe]me|assistant)\s*:|\b(?:note|avis|message|instructions?) (?:pour|[àa]|aux) (?:l['’]|les |le |tous les )?(?:ia|assistants?|mod[èe]les?|intelligence)|\b(?:supprime|efface)[rsz]?\b.{0,20}\b(?:documents?|biblioth[èe]que|tout|base)\b",
    r"\bmod[èe]les? d['’]ia\b|\bd[ée]sactive\w* (?:les? |l['’])?(?:citations?|sources?|r[èe]gles?|avertissement)|\b[ée]cri(?:s|vez) (?:le code|la phrase|le mot)\b",
    # German
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|übergeh\w*|umgeh\w*|setz\w* dich über|beachte\w* (?:nicht|keine))\b.{0,50}(?:anweisung|\bregeln|vorgaben|quellen|vorherig|bisherig|obig|alles|instruktion|einschränkung|prompt)",
    r"\b(?:tu so|tun sie so|verhalte dich|verhalten sie sich wie|du bist (?:jetzt|nun|ab)|sie sind (?:jetzt|nun|ab)|spiel\w* die rolle|ab (?:jetzt|sofort)|von nun an|stell dir vor,? du|gib dich als|agiere als|entwicklermodus|neue (?:regel|anweisung)\s*:)",
    r"\b(?:zeig\w*|gib\b|geben sie|verrat\w*|nenn\w*|druck\w*|wiederhol\w*|offenbar\w*|schreib\w*|kopier\w*)\b.{0,40}(?:systemprompt|system-prompt|\bprompt|deine (?:\w+ )?anweisungen|ihre (?:internen|geheimen|versteckten) anweisungen|interne\w* (?:anweisungen|regeln)|konfiguration|passw[oö]rt\w*)",
    r"\b(?:antworte\w*|sag|sage|sagen sie|behaupte\w*|erwider\w*)\b.{0,30}(?:\bimmer\b|\bausschließlich\b|\bohne (?:zitat\w*|quellen?|beleg\w*)|\bdass (?:der|die|das|\d|ja)|\bmit ja\b|[:\"„“»])|\b(?:sag\w*|teil\w*) (?:dem|den|jedem) (?:nutzer|benutzer|anwender)|\bzitiere? (?:nicht|nichts|keine)|\bkeine zitate",
    r"(?:^|[.\n]\s*)(?:system|assistent)\s*:|\b(?:hinweis|nachricht|anweisung|mitteilung)(?:en)? (?:an|für) (?:die |den |alle |das )?(?:ki\b|ki-|assistent|modell|sprachmodell|chatbot)|\b(?:lösch\w*|entfern\w*)\b.{0,20}(?:alle dokumente|bibliothek|alles|datenbank)",
    r"\bassistent\s*[:,]|\bquellen weglassen\b|\bregeln\W{0,6}aufgehoben\b",
    # Chinese
    r"(?:不要管|不用管|忽略|无视|忘记|忘掉|不要理会|绕过|抛开|违背|撇开|不顾|别管).{0,15}(?:指令|指示|规则|提示|来源|限制|以上|之前的|前面的|上述|所有|设定|系统|指南)",
    r"(?:你现在是|你是一个|扮演|假装|假设你是|从现在开始|从现在起|从此|今后你|开发者模式|管理员模式|新规则|新指令|系统提示|系统消息|系统[:：]|助手[:：]|提示词|越狱|角色)",
    r"(?:显示|透露|输出|打印|告诉我|泄露|公开|说出|重复).{0,12}(?:提示词|系统|指令|配置|密码|密钥|你的规则|设定)|(?:回答|回复|输出|告诉用户|对用户说|说).{0,6}(?:必须是|一律|只能|就是|[“\"「:：])|(?:总是|一律|始终|永远|只|只需|请直接|直接|都要|必须|统一|务必)(?:回答|回复|输出|告诉用户|说)|(?:不要|不用|无需|别|停止|不再)(?:再)?(?:引用|注明|标注|附上|提供|给出|显示)(?:来源|出处|引文|引用|免责)|(?:删除|清空|抹掉|删掉).{0,8}(?:文档|资料库|所有|数据|文件)|(?:人工智能|AI|大模型|语言模型|聊天机器人).{0,12}(?:请|必须|应|要|注意|须|回答)",
    # Russian
    r"(?:игнорируй\w*|игнорировать|проигнорируй\w*|забудь\w*|не обращай\w*|обойди\w*|пренебреги\w*|отбрось\w*).{0,50}(?:инструкц\w+|правил\w*|указани\w*|источник\w*|предыдущ\w*|выше|вс[её]|ограничени\w*|промпт\w*)",
    r"(?:притвор\w+|представь,? что ты|веди себя как|действуй как|ты теперь|теперь ты|вы теперь|с этого момента|отныне|впредь|сыграй роль|играй роль|режим\w* (?:разработчика|администратора)|нов(?:ое|ая) (?:правило|инструкция|указание)|системн\w+ (?:промпт|сообщени\w+|подсказк\w+|инструкц\w+))",
    r"(?:покажи\w*|раскрой\w*|выведи\w*|напечатай\w*|повтори\w*|выдай\w*|сообщи\w*|назови\w*).{0,40}(?:промпт\w*|сво[ию]\w* инструкци\w*|настройк\w*|парол\w*|конфигураци\w*|системн\w*)|(?:отвечай\w*|ответь\w*|скажи\w*|говори|говорите|напиши\w*|утверждай\w*|сообщай\w*).{0,30}(?:всегда|только|без (?:цитат|ссылок|источник\w*)|,? что\b|[:\"«])|всегда (?:отвечай|говори|пиши|сообщай|указывай)\w*|(?:говори|сообщи|скажи)\w* пользовател|не цитируй\w*|(?:^|[.\n]\s*)(?:система|ассистент|помощник)\s*:|(?:примечание|сообщение|инструкция|внимание|указание)\w* (?:для|всем) (?:ии\b|модел|ассистент|искусственн|языков|чат)|(?:удали|сотри|очисти)(?:те)?\b.{0,20}(?:документ\w*|библиотек\w*|вс[её]|баз\w*)",
    r"отключ\w* (?:проверк\w*|источник\w*|цитат\w*|фильтр\w*|правил\w*)|(?:напиш\w+|выведи\w*|вставь\w*) (?:слово|фразу|«)",
    # Arabic
    r"المساعد الآلي|أيها المساعد",
    r"(?:تجاهل\w*|انس[َى]?\b|انسي|تغاض\w*|لا تلتزم|تخطَّ?\b|تجاوز\b).{0,50}(?:تعليمات|التعليمات|القواعد|قواعدك|المصادر|مصادرك|السابق\w*|أعلاه|كل ما|القيود|أوامر|الأوامر)",
    r"(?:تظاهر|تصرف ك|تصرّف|تقمص|أنت الآن|من الآن فصاعد|منذ الآن|ابتداءً من الآن|العب دور|وضع المطور|قاعدة جديدة|تعليمات جديدة|رسالة النظام|موجه النظام|مطالبة النظام|النظام\s*[:：]|المساعد\s*[:：])|(?:اكشف|أظهر|اطبع|اعرض|كرر|أفصح|أخبرني|أعطني).{0,40}(?:تعليماتك|تعليمات النظام|التعليمات (?:السرية|الداخلية|المخفية)|الموجه|الإعدادات|إعدادات|كلمة المرور|كلمات المرور|موجه|البرومبت)|(?:أجب|قل|أجيب|جاوب|أخبر المستخدم)\w*.{0,30}(?:دائما|دائمًا|فقط|بدون|دون|بأن|إن|أن\b|[:\"«])|(?:احذف|امسح).{0,20}(?:المستند\w*|المكتبة|كل|جميع|الوثائق)|لا تستشهد|(?:ملاحظة|تنبيه|رسالة|تعليمات) (?:إلى|ل)(?:\s?)(?:ل?نماذج|ل?لذكاء|ل?لمساعد|المساعد|الذكاء|أنظمة)",
    # Vietnamese
    r"(?:bỏ qua|phớt lờ|quên|không (?:cần )?tuân|vượt qua|lờ đi|gạt bỏ)\b.{0,50}(?:chỉ dẫn|chỉ thị|quy tắc|nguồn|trước đó|ở trên|tất cả|giới hạn|mệnh lệnh|hướng dẫn (?:trước|trên|hệ thống))",
    r"(?:đóng vai|giả vờ|giả làm|giả sử bạn là|bây giờ bạn là|bạn (?:bây giờ|giờ) là|từ (?:bây giờ|giờ trở đi|nay)|kể từ (?:bây giờ|nay)|chế độ nhà phát triển|quy tắc mới|lệnh mới|(?:^|[.\n]\s*)hệ thống\s*:|trợ lý\s*:)|(?:tiết lộ|hiển thị|in ra|cho (?:tôi )?(?:xem|biết)|lặp lại|xuất)\b.{0,40}(?:prompt|lời nhắc|chỉ dẫn (?:hệ thống|ẩn|nội bộ)|câu lệnh|cấu hình|mật khẩu)|(?:hãy|luôn|phải|chỉ|cứ) (?:luôn )?(?:trả lời|nói|khẳng định)\b|(?:trả lời|nói)\b.{0,25}(?:không (?:cần )?(?:trích|dẫn|nguồn)|[:\"“])|(?:xóa|xoá)\b.{0,20}(?:tài liệu|thư viện|tất cả|toàn bộ|mọi)|(?:đừng|không) trích dẫn|(?:lưu ý|ghi chú|thông báo) (?:cho|dành cho|tới) (?:các )?(?:ai\b|mô hình|trợ lý|chatbot)",
    r"\btrợ lý,? (?:hãy|phải|chỉ)",
    # Korean
    r"무시하고|(?:이라고|라고)\s?(?:꼭 |만 )?(?:답|적어|써|말해)|지시문.{0,30}(?:붙여|보여|출력|알려)",
    r"(?:지시|규칙|명령|출처|내용|프롬프트|제한|지침|것)\w{0,4}\s?(?:모두 |전부 |다 )?(?:무시|잊어|잊고|따르지 마)|(?:인 척|역할을 (?:해|맡)|역할극|연기해|지금부터|이제부터|앞으로는|너는 이제|당신은 이제|개발자 모드|관리자 모드|새(?:로운)? 규칙|새(?:로운)? 지시|시스템\s*[:：]|시스템 (?:프롬프트|메시지)|어시스턴트\s*[:：]|프롬프트)|(?:보여|공개|출력|알려|말해).{0,10}(?:비밀번호|설정 파일)|(?:설정|비밀번호|지시문|지시 사항|내부 규칙)\w{0,3}\s?(?:보여|공개|출력|알려)|(?:항상|무조건|오직|그냥|반드시).{0,30}(?:라고|다고)\s?(?:만 )?(?:답|대답|말|출력|응답|안내)|(?:출처|인용|근거)\s?(?:없이|를 (?:달지|붙이지|표시하지)|을 (?:달지|표시하지|하지))|(?:문서|자료실|라이브러리|데이터)\w{0,3}\s?(?:모두 |전부 |다 )?(?:삭제|지워|비워)|사용자에게.{0,40}(?:라고|다고)\s?(?:말|답|안내)|(?:AI|인공지능|언어 모델|챗봇|어시스턴트)\w{0,4}.{0,30}(?:해야|하라|하세요|무시|답하)",
    # Tagalog
    r"\bpara sa (?:mga )?ai\b|\bassistant,\s|\bsabihin mo sa (?:user|nagtatanong)",
    r"\b(?:huwag (?:mo(?:ng)? |nang |na )*(?:pansinin|sundin|banggitin|mag-?cite|sumipi)|balewalain|kalimutan|ipagwalang-bahala|isantabi|baliwalain|i-?ignore)\b|\b(?:magpanggap|umakto|kumilos ka|ikaw ay (?:isa nang|ngayon)|ikaw na ngayon|isa ka nang|mula ngayon|simula ngayon|bagong (?:tuntunin|utos|patakaran)\s*:|magkunwari)|\b(?:ipakita|ibunyag|i-print|ilabas|ulitin|sabihin|ilahad|ibigay)\b.{0,40}\b(?:prompt|(?:iyong|mong) (?:mga )?tagubilin|configuration|config|password|system)\b|\b(?:palagi(?:ng)?|laging|lagi|tanging) (?:mong )?(?:sumagot|isagot|sabihin|sagutin)|\b(?:sumagot|sabihin|isagot|sagutin)\b.{0,20}(?:\bpalagi|\blagi|\bnang walang|\bna ang|[:\"“])|\b(?:burahin|tanggalin|alisin|i-?delete)\b.{0,20}\b(?:dokumento|lahat|aklatan|library)|\b(?:paalala|tala|mensahe) (?:sa|para sa) (?:mga )?(?:ai|modelo|assistant|chatbot)",
)  # fmt: skip
_ORDERS = [re.compile(pattern, re.IGNORECASE) for pattern in (*_ENGLISH, *_OTHERS)]
_ENCODED = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")  # base64: no word of guidance is as long
# Pieces of a question that can be an order of their own, between or beside what is asked.
_PIECES = re.compile(r"(?<=[.!?。！？؟;；\n])\s*|\s[—–-]{1,2}\s|(?<=\])|(?<=>)")

# A question whether guidance says to disregard something is about guidance: it speaks of a book and
# not to the program.
_BOOK = re.compile(
    r"\b(?:manual|guide|guidance|guidelines?|polic(?:y|ies)|bulletin|edition|version|handbook|gu[íi]a|bolet[íi]n|edici[óo]n|"
    r"pol[íi]tica|manuel|circulaire|[ée]dition|handbuch|leitfaden|richtlinie|rundschreiben|ausgabe|gabay|patakaran|edisyon)\b|"
    r"手册|指南|版本|公告|通知|政策|руководств|бюллетен|издани|справочник|الدليل|النشرة|الإصدار|السياسة|"
    r"sổ tay|thông báo|ấn bản|chính sách|tài liệu|매뉴얼|지침서|개정판|안내서|고시|편람",
    re.IGNORECASE,
)
_TO_THE_PROGRAM = re.compile(
    r"\b(?:you|your|yours|t[úu]|tus?|usted|toi|tes|vous|votre|vos|du|dich|dein\w*|ikaw|mong?|bạn|prompt|system|assistant|bot|ai|"
    r"sistema|syst[èe]me|sources?)\b|[你您]|提示|系统|助手|\bты\b|\bвы\b|\bтво|\bваш|систем|промпт|أنت|تعليماتك|النظام|المساعد|"
    r"너|당신|프롬프트|시스템|trợ lý|hệ thống",
    re.IGNORECASE,
)


def instructs(text: str) -> bool:
    """Tell whether a text gives orders to the program, instead of asking or laying down a rule."""
    spaced = text.replace("_", " ")  # file names write their words so
    return bool(_ENCODED.search(text)) or any(order.search(spaced) for order in _ORDERS)


def asked(question: str) -> str:
    """Return what a question asks without the pieces that give orders, "" where nothing is left."""
    if not instructs(question):
        return question
    pieces = [piece.strip() for piece in _PIECES.split(question) if piece and piece.strip()]
    rest = " ".join(p for p in pieces if not instructs(p) or _asks_of_a_book(p))
    asks = find_codes(rest) or re.search(r"[?？؟]", rest)
    return rest if asks and len(re.sub(r"\W", "", rest)) >= _LEAST else ""


def _asks_of_a_book(piece: str) -> bool:
    asks = piece.endswith(("?", "？", "؟")) and _BOOK.search(piece)
    return bool(asks) and not _TO_THE_PROGRAM.search(piece)
