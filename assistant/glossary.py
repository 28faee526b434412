"""Name in English the terms of medical coding that a question in another language uses."""

import re
import unicodedata
from functools import cache

# English words → in each language the beginnings of words, or the phrases, that mean them:
# entries stand apart by spaces, "_" is a space within a phrase, "$" asks for the word's end.
# ruff: noqa: E501
# fmt: off
_GLOSSARY: dict[str, dict[str, str]] = {
    "refill": {"es": "recarg rellen reposicion", "zh": "补充 补药 重新填充 再填充 加药 重新灌注", "ru": "заправ повторн_заполн дозаправ пополн", "ar": "إعادة_تعبئة إعادة_ملء", "vi": "nạp_lại bơm_lại đổ_lại nạp_thuốc", "fr": "recharg rempli", "de": "nachfüll wiederbefüll auffüll neubefüll", "ko": "리필 재충전 다시_채우 재주입", "tl": "refill muling_pagpuno muling_paglalagay"},
    "fill": {"es": "llenad llenar relleno", "zh": "填充 充填 灌注", "ru": "заполнен заполня", "ar": "تعبئة ملء", "vi": "đổ_đầy bơm_đầy nạp", "fr": "rempliss", "de": "befüll füllung füllen", "ko": "충전 채우", "tl": "pagpuno punuin pinupuno"},
    "initial first": {"es": "inicial primer$ primera primero", "zh": "首次 初始 首个 第一 初次", "ru": "первоначальн начальн первич первы перво$ перва", "ar": "الأولي_ أولي_ الأولية الأول_ الأولى", "vi": "ban_đầu đầu_tiên lần_đầu khởi_đầu", "fr": "initial première premier", "de": "initial erste$ ersten$ erster$ erstes$ erstmal anfänglich", "ko": "초기 최초 첫_번째 첫번째 첫_시간 처음", "tl": "initial una$ unang pauna"},
    "maintenance": {"es": "mantenimiento", "zh": "维护 保养 维持", "ru": "обслужив поддерж уход$ ухода", "ar": "صيانة", "vi": "bảo_trì bảo_dưỡng duy_trì", "fr": "entretien maintenance", "de": "wartung instandhalt erhaltung", "ko": "유지관리 유지_관리 유지보수 유지", "tl": "maintenance pagpapanatili pagmamantine"},
    "pump": {"es": "bomba", "zh": "泵", "ru": "помп насос инфузомат", "ar": "مضخة مضخات المضخة", "vi": "bơm máy_bơm", "fr": "pompe", "de": "pumpe infusionspump medikamentenpump schmerzpump arzneimittelpump", "ko": "펌프", "tl": "pump bomba"},
    "portable": {"es": "portatil ambulatoria", "zh": "便携 携带式", "ru": "портатив переносн", "ar": "محمولة المحمول متنقلة", "vi": "di_động cầm_tay xách_tay mang_theo", "fr": "portable portatif ambulatoire", "de": "tragbar", "ko": "휴대용 휴대형", "tl": "portable nabibitbit"},
    "implantable implanted": {"es": "implant", "zh": "植入", "ru": "имплант", "ar": "مزروع قابلة_للزرع للزرع المغروس", "vi": "cấy_ghép cấy cấy_dưới_da", "fr": "implant", "de": "implant", "ko": "이식형 이식 삽입형 매립형", "tl": "implant itinanim"},
    "reservoir": {"es": "reservorio deposito", "zh": "储液 储药 储器", "ru": "резервуар", "ar": "خزان", "vi": "bình_chứa buồng_chứa khoang_chứa", "fr": "réservoir", "de": "reservoir", "ko": "저장소 저장조 저장고 리저버", "tl": "reservoir imbakan"},
    "programmable": {"es": "programable", "zh": "可编程 程控", "ru": "программир", "ar": "للبرمجة مبرمج", "vi": "lập_trình", "fr": "programmable", "de": "programmierbar", "ko": "프로그램_가능 프로그래머블 프로그램형", "tl": "programmable napoprograma"},
    "port": {"es": "puerto port$ port-a-cath portacath", "zh": "输液港 端口 港座 植入式港", "ru": "порт$ порта порту портом порты портов порт-систем", "ar": "منفذ بورت", "vi": "cổng buồng_tiêm", "fr": "port$ ports$ chambre_implantable chambre_à_cathéter port-a-cath", "de": "port$ ports$ portsystem portkatheter portspül portnadel", "ko": "포트", "tl": "port$ ports$"},
    "flush irrigation": {"es": "lavado irrigacion irrigar purga enjuag", "zh": "冲洗 冲管 灌洗", "ru": "промыв ирригац", "ar": "شطف غسل تنظيف_بالدفع", "vi": "xả_rửa tráng bơm_rửa súc_rửa dội_rửa thông_rửa", "fr": "rinçage rincer irrigation", "de": "spülung spülen spül portspül katheterspül", "ko": "세척 플러시 관류", "tl": "flush pagbabanlaw banlaw paghuhugas irigasyon"},
    "catheter": {"es": "cateter", "zh": "导管", "ru": "катетер", "ar": "قسطرة القسطر", "vi": "ống_thông catheter", "fr": "cathéter", "de": "katheter venenkatheter portkatheter", "ko": "카테터 도관", "tl": "catheter kateter"},
    "access": {"es": "acceso acceder", "zh": "通路 接入 访问 入路", "ru": "доступ", "ar": "وصول", "vi": "tiếp_cận đường_vào truy_cập", "fr": "accès", "de": "zugang zugäng", "ko": "접근 접속 액세스", "tl": "access pag-access daanan"},
    "line": {"es": "linea via$", "zh": "管路 线路 管线", "ru": "лини магистрал", "ar": "خط_وريدي خط_التسريب الخط_", "vi": "đường_truyền", "fr": "ligne voie$", "de": "leitung zugang infusionsleitung", "ko": "정맥_라인 중심_라인 주입_라인 관로", "tl": "line$ linya"},
    "lumen": {"es": "lumen luces", "zh": "管腔 双腔 单腔", "ru": "просвет люмен", "ar": "تجويف لومن", "vi": "nòng lumen", "fr": "lumière lumen", "de": "lumen einlumig zweilumig mehrlumig", "ko": "내강 루멘", "tl": "lumen"},
    "artery intra-arterial": {"es": "arteri intraarteri intra-arteri", "zh": "动脉", "ru": "артери внутриартери", "ar": "شريان شرايين", "vi": "động_mạch", "fr": "artère artérie intra-artérie intraartérie", "de": "arteri intraarteri intra-arteri", "ko": "동맥", "tl": "arterya arterial ugat_na_arterya intra-arterial"},
    "vein intravenous": {"es": "vena$ venas$ venos intravenos endovenos", "zh": "静脉", "ru": "вена$ вены вену вене внутривен венозн", "ar": "وريد", "vi": "tĩnh_mạch", "fr": "veine$ veines$ veineu intraveineu", "de": "vene$ venen venös intravenös i.v.", "ko": "정맥", "tl": "ugat$ intravenous intrabenos"},
    "infusion": {"es": "infusion", "zh": "输注 输液 滴注", "ru": "инфузи вливан капельниц", "ar": "تسريب حقن_وريدي_مستمر", "vi": "truyền truyền_dịch tiêm_truyền", "fr": "perfusion perfus", "de": "infusion", "ko": "주입 점적 수액", "tl": "infusion pagsasalin pagbubuhos"},
    "injection": {"es": "inyecci inyect", "zh": "注射", "ru": "инъекц укол$ укола уколы введен", "ar": "حقن", "vi": "tiêm", "fr": "injection inject", "de": "injektion injizier spritze", "ko": "주사", "tl": "iniksyon injection turok pagtuturok"},
    "push": {"es": "push empuje directa_intravenosa", "zh": "推注 静推", "ru": "струйн болюсн", "ar": "دفع_وريدي الدفع_الوريدي دفعة_وريدية حقن_مباشر", "vi": "tiêm_trực_tiếp đẩy tiêm_đẩy bơm_trực_tiếp", "fr": "push injection_directe poussée", "de": "push direktinjektion", "ko": "푸시 일시주사 정맥_푸시", "tl": "push$ pagtulak"},
    "bolus": {"es": "bolo$ bolos$ bolus", "zh": "团注 推注 弹丸", "ru": "болюс", "ar": "بلعة جرعة_دفعية بولس", "vi": "liều_nạp bolus", "fr": "bolus", "de": "bolus", "ko": "볼루스 일시_주입", "tl": "bolus"},
    "hydration fluid": {"es": "hidrata liquido fluido suero", "zh": "补液 水化 补水 液体", "ru": "гидратац регидратац жидкост", "ar": "ترطيب إماهة سوائل إرواء", "vi": "bù_dịch bù_nước truyền_nước dịch_truyền chất_lỏng", "fr": "hydrat liquide soluté", "de": "hydrier hydratation flüssigkeit", "ko": "수분_공급 수분공급 수화 수액", "tl": "hydration likido pagbibigay_ng_tubig"},
    "saline": {"es": "salin suero_fisiologico", "zh": "盐水 氯化钠", "ru": "физраствор физиологическ_раствор солев", "ar": "محلول_ملحي ملحي", "vi": "nước_muối", "fr": "sérum_physiologique salin", "de": "kochsalz nacl", "ko": "식염수 생리식염", "tl": "saline asin"},
    "drug medication": {"es": "medicament farmaco medicacion droga", "zh": "药物 药品 药剂 用药", "ru": "препарат лекарств медикамент", "ar": "دواء أدوية الدواء الأدوية عقار", "vi": "thuốc dược_phẩm", "fr": "médicament drogue", "de": "medikament arzneimittel wirkstoff arznei", "ko": "약물 약제 의약품 약품", "tl": "gamot medikasyon"},
    "chemotherapy": {"es": "quimio", "zh": "化疗 化学治疗 抗肿瘤药", "ru": "химиотерап химиопрепарат", "ar": "كيميائي كيماوي", "vi": "hóa_trị hoá_trị hóa_chất", "fr": "chimio", "de": "chemotherap chemo$ zytostatik", "ko": "항암 화학요법 화학_요법", "tl": "chemo kemoterap"},
    "antiemetic": {"es": "antiemetic", "zh": "止吐 镇吐", "ru": "противорвотн антиэметик", "ar": "مضاد_للقيء مضادات_القيء للغثيان مضاد_القيء", "vi": "chống_nôn", "fr": "antiémét antinausé", "de": "antiemetik", "ko": "항구토 구토_억제 진토제 제토제", "tl": "antiemetic laban_sa_pagsusuka kontra_pagsusuka"},
    "anemia": {"es": "anemia", "zh": "贫血", "ru": "анеми малокров", "ar": "فقر_دم أنيميا", "vi": "thiếu_máu", "fr": "anémi", "de": "anämi blutarmut", "ko": "빈혈", "tl": "anemia anemya"},
    "anesthesia": {"es": "anestesi", "zh": "麻醉", "ru": "анестез наркоз обезбол", "ar": "تخدير", "vi": "gây_mê gây_tê", "fr": "anesthés", "de": "anästhes narkose betäubung", "ko": "마취", "tl": "anesthesia anestesya pampamanhid"},
    "antibiotic": {"es": "antibiotic", "zh": "抗生素 抗菌", "ru": "антибиот", "ar": "مضاد_حيوي مضادات_حيوية", "vi": "kháng_sinh", "fr": "antibioti", "de": "antibioti", "ko": "항생제", "tl": "antibiotic antibiyotiko"},
    "dose": {"es": "dosis", "zh": "剂量 给药量", "ru": "доза$ дозы дозу дозе дозир дозой", "ar": "جرعة جرعات", "vi": "liều liều_lượng", "fr": "dose$ doses$ posologie", "de": "dosis dosier dosen$", "ko": "용량 투여량", "tl": "dosis dose$ doses$"},
    "vial": {"es": "vial$ viales frasco ampolla", "zh": "药瓶 小瓶 西林瓶 瓶", "ru": "флакон", "ar": "قارورة قنينة قوارير عبوة", "vi": "lọ$", "fr": "flacon fiole", "de": "durchstechflasch vial$ vials$ fläschchen", "ko": "바이알", "tl": "vial botelya"},
    "single-dose": {"es": "monodosis dosis_unica unidosis", "zh": "单剂量 单次剂量 单剂", "ru": "однодоз однократн_доз", "ar": "أحادية_الجرعة جرعة_واحدة وحيدة_الجرعة", "vi": "đơn_liều liều_đơn một_liều", "fr": "unidose dose_unique monodose", "de": "einzeldos", "ko": "1회용량 단회_용량 단회용량 일회_용량 일회용량 단일_용량", "tl": "single-dose isahang_dosis"},
    "waste discarded wasted": {"es": "desperdici desech descart residuo", "zh": "浪费 丢弃 废弃 剩余药", "ru": "отход неиспользован выброшен утилиз остат", "ar": "هدر مهدر متخلص_منه المهدور", "vi": "lãng_phí hao_hụt bỏ_đi thải_bỏ", "fr": "gaspill perte jeté déchet", "de": "verwurf verworfen verschwend abfall restmenge", "ko": "폐기 낭비 잔여량", "tl": "nasayang sayang itinapon tinapon"},
    "discard": {"es": "desech descart tirar$", "zh": "丢弃 弃用 废弃", "ru": "выбрас утилиз", "ar": "التخلص_من التخلص", "vi": "vứt_bỏ loại_bỏ bỏ_đi", "fr": "jeter élimin", "de": "verwerf entsorg", "ko": "폐기 버리", "tl": "itapon pagtatapon"},
    "unit units": {"es": "unidad", "zh": "单位 单元", "ru": "единиц", "ar": "وحدة وحدات", "vi": "đơn_vị", "fr": "unité", "de": "einheit", "ko": "단위 유닛", "tl": "unit$ units$ yunit"},
    "hour hours": {"es": "hora$ horas$", "zh": "小时 钟头", "ru": "час$ часа$ часов часы$ часу$", "ar": "ساعة ساعات ساعتين", "vi": "giờ tiếng", "fr": "heure", "de": "stunde", "ko": "시간", "tl": "oras"},
    "minutes": {"es": "minuto", "zh": "分钟", "ru": "минут", "ar": "دقيقة دقائق", "vi": "phút", "fr": "minute", "de": "minute", "ko": "분간 분_동안 분짜리 분을 분이 분의 분_이상 분_미만 분_이하 분_초과", "tl": "minuto"},
    "prolonged long": {"es": "prolongad largo$ larga$", "zh": "延长 长时间 长期", "ru": "продолж длительн пролонгир", "ar": "مطول ممتد طويل", "vi": "kéo_dài lâu_dài dài", "fr": "prolong longue$ long$", "de": "verlänger langdauernd prolong lange$ längere", "ko": "장시간 연장 장기간", "tl": "matagal pinahaba prolonged"},
    "duration time last": {"es": "duracion tiempo dura$ duro$ durar", "zh": "时长 持续 时间", "ru": "длительност продолжительност время$ времени длил длит$ длится", "ar": "مدة استغرق استمر الوقت", "vi": "thời_gian thời_lượng kéo_dài", "fr": "durée temps$ dure$ duré$", "de": "dauer zeit$ zeiten$ infusionsdauer", "ko": "지속 소요 기간 걸리", "tl": "tagal tumagal oras$"},
    "start": {"es": "inicio inici comienz", "zh": "开始 起始 启动", "ru": "начал", "ar": "بداية بدء", "vi": "bắt_đầu", "fr": "début commenc démarr", "de": "beginn start", "ko": "시작", "tl": "simula magsimula nagsimula umpisa"},
    "stop end": {"es": "final$ finaliz termin$ terminac detener parad", "zh": "结束 停止 终止", "ru": "окончан конец$ конца останов заверш прекращ", "ar": "نهاية انتهاء إيقاف توقف", "vi": "kết_thúc dừng ngừng", "fr": "fin$ termin$ arrêt", "de": "ende$ enden stopp beend", "ko": "종료 중단 끝나", "tl": "tapos natapos pagtatapos itigil"},
    "begin initiation": {"es": "iniciac iniciar empez comenz", "zh": "启动 起始 开始", "ru": "начат начина иниции", "ar": "بدء الشروع", "vi": "khởi_đầu bắt_đầu khởi_động", "fr": "commenc initiation débuter", "de": "beginn einleit", "ko": "개시 시작", "tl": "simula magsimula pagsisimula"},
    "subsequent later": {"es": "subsiguiente posterior sucesiv despues", "zh": "后续 随后 之后 其后", "ru": "последующ позже", "ar": "لاحق تالية التالي", "vi": "tiếp_theo sau_đó kế_tiếp", "fr": "ultérieur suivant subséquent", "de": "nachfolgend anschließend folgend später", "ko": "후속 이후 나중", "tl": "kasunod susunod sumunod"},
    "concurrent same time": {"es": "concurrent simultane mismo_tiempo", "zh": "同时 并行 同步", "ru": "одновремен параллельн", "ar": "متزامن بنفس_الوقت نفس_الوقت في_آن", "vi": "đồng_thời cùng_lúc song_song", "fr": "concomitant simultan même_temps", "de": "gleichzeitig simultan parallel", "ko": "동시", "tl": "sabay kasabay magkasabay"},
    "sequential": {"es": "secuencial consecutiv", "zh": "序贯 依次 顺序 连续", "ru": "последовательн", "ar": "متتابع متسلسل متتالي متعاقب", "vi": "tuần_tự nối_tiếp liên_tiếp", "fr": "séquenti consécuti", "de": "sequenti sequenzi aufeinanderfolg", "ko": "순차 연속", "tl": "sunod-sunod magkakasunod sequential"},
    "additional": {"es": "adicional", "zh": "额外 附加 追加 每增加", "ru": "дополнительн", "ar": "إضافي", "vi": "bổ_sung thêm", "fr": "supplémentaire additionnel", "de": "zusätzlich weitere$ zusatz", "ko": "추가 부가", "tl": "karagdagan dagdag"},
    "code codes": {"es": "codigo codific", "zh": "代码 编码 码", "ru": "код$ кода$ коды$ коде$ кодом кодов кодир", "ar": "رمز رموز كود أكواد ترميز", "vi": "mã$ mã_hóa", "fr": "code$ codes$ coder codage codé", "de": "code$ codes$ kodier kode", "ko": "코드 코딩", "tl": "code$ codes$ kodigo"},
    "report bill reported": {"es": "factur reporta inform$ cobrar", "zh": "计费 报告 开账单 上报 收费 申报", "ru": "выстав сообщ отчет отчит выставл биллинг", "ar": "فوترة فاتورة إبلاغ الإبلاغ تقرير يفوتر", "vi": "lập_hóa_đơn tính_phí báo_cáo thanh_toán_hóa_đơn hóa_đơn tính_tiền", "fr": "factur déclar rapport$ rapporter", "de": "abrechn abgerechn berechn melden gemeldet angegeben", "ko": "청구 보고 산정", "tl": "singil sisingil sinisingil maniningil i-bill i-report iulat bill$"},
    "claim": {"es": "reclamacion reclamo solicitud_de_pago", "zh": "索赔 理赔 报销申请 申报单", "ru": "требован заявк счет$ претенз", "ar": "مطالبة مطالبات", "vi": "yêu_cầu_bồi_thường yêu_cầu_thanh_toán hồ_sơ_thanh_toán", "fr": "réclamation demande_de_remboursement demande_de_paiement", "de": "antrag abrechnungsantrag leistungsantrag", "ko": "청구서 클레임 보험_청구", "tl": "claim$ claims$ paghahabol"},
    "separately separate": {"es": "separad aparte", "zh": "单独 分开 另行", "ru": "отдельн раздельн", "ar": "منفصل على_حدة", "vi": "riêng riêng_biệt tách_riêng", "fr": "séparé séparément à_part", "de": "separat gesondert getrennt einzeln", "ko": "별도 따로 개별", "tl": "hiwalay magkahiwalay"},
    "included bundled part": {"es": "incluid incluy agrupad forma_parte", "zh": "包含 包括 捆绑 打包 一部分", "ru": "включ входит входят пакет частью", "ar": "مشمول متضمن مضمن مدمج جزء_من يشمل تشمل", "vi": "bao_gồm gộp đi_kèm một_phần", "fr": "inclus inclu group faisant_partie fait_partie", "de": "inbegriffen enthalten gebündelt eingeschlossen bestandteil", "ko": "포함 묶음 번들 일부", "tl": "kasama kabilang nakapaloob bundled"},
    "modifier": {"es": "modificador", "zh": "修饰符 修饰码 修饰语", "ru": "модификатор", "ar": "معدل_الرمز المعدل معدّل مُعدِّل", "vi": "bổ_ngữ modifier mã_bổ_sung mã_sửa_đổi", "fr": "modificateur", "de": "modifikator modifier", "ko": "수정자 변경자 수식어 모디파이어 모디파이", "tl": "modifier"},
    "edit": {"es": "edicion_ncci edit$ edits$ edicion_de_codigo par_de_codigos", "zh": "编辑 审核规则", "ru": "редакт правк эдит", "ar": "تعديلات تحرير تدقيق", "vi": "chỉnh_sửa quy_tắc_kiểm_tra cặp_mã", "fr": "edit$ edits$ contrôle_de_codage", "de": "edit$ edits$ prüfregel", "ko": "편집 에디트 에딧", "tl": "edit$ edits$"},
    "bypass": {"es": "omitir eludir evitar$ anular saltar", "zh": "绕过 规避 越过", "ru": "обойти обход обхода", "ar": "تجاوز", "vi": "bỏ_qua vượt_qua", "fr": "contourn outrepass", "de": "umgeh außer_kraft", "ko": "우회 바이패스", "tl": "lampasan malampasan bypass"},
    "procedure": {"es": "procedimient", "zh": "手术 操作 程序", "ru": "процедур операц", "ar": "إجراء إجراءات", "vi": "thủ_thuật quy_trình phẫu_thuật", "fr": "procédure acte$ actes$ intervention", "de": "prozedur eingriff verfahren", "ko": "시술 절차 처치 수술", "tl": "pamamaraan procedure"},
    "service": {"es": "servicio prestacion", "zh": "服务", "ru": "услуг", "ar": "خدمة خدمات", "vi": "dịch_vụ", "fr": "service prestation", "de": "dienstleistung leistung$ leistungen$", "ko": "서비스", "tl": "serbisyo service"},
    "encounter visit": {"es": "consulta encuentro visita", "zh": "就诊 访视 诊次", "ru": "визит прием$ приема посещен обращен", "ar": "زيارة زيارات", "vi": "lần_khám buổi_khám thăm_khám lượt_khám", "fr": "visite consultation rencontre", "de": "besuch konsultation arztkontakt", "ko": "방문 진료 내원", "tl": "pagbisita bisita konsulta"},
    "same day": {"es": "mismo_dia", "zh": "同一天 当天 同日 当日", "ru": "тот_же_день том_же_день одн_день того_же_дня", "ar": "نفس_يوم اليوم_نفسه", "vi": "cùng_ngày", "fr": "même_jour le_jour_même même_journée", "de": "selben_tag gleichen_tag selben_tages gleicher_tag derselbe_tag", "ko": "같은_날 당일 동일_날짜 동일한_날", "tl": "parehong_araw araw_ding_iyon iisang_araw"},
    "next day": {"es": "dia_siguiente proximo_dia", "zh": "第二天 次日 翌日 隔天", "ru": "следующ_день следующ_дня", "ar": "يوم_تالي اليوم_التالي", "vi": "ngày_hôm_sau hôm_sau ngày_tiếp_theo", "fr": "lendemain jour_suivant", "de": "nächsten_tag folgetag nächster_tag", "ko": "다음_날 다음날 익일", "tl": "kinabukasan susunod_na_araw"},
    "emergency department": {"es": "urgencia emergencia", "zh": "急诊 急救", "ru": "неотложн экстренн скор_помощ приемн_отделен", "ar": "طوارئ", "vi": "cấp_cứu", "fr": "urgence", "de": "notaufnahme notfall", "ko": "응급", "tl": "emergency"},
    "hospital": {"es": "hospital", "zh": "医院 住院", "ru": "больниц госпитал стационар", "ar": "مستشفى مستشفيات", "vi": "bệnh_viện", "fr": "hôpital hospital hôpitaux", "de": "krankenhaus klinik hospital stationär", "ko": "병원", "tl": "ospital hospital"},
    "outpatient": {"es": "ambulatori paciente_externo", "zh": "门诊", "ru": "амбулатор", "ar": "عيادات_خارجية خارجي", "vi": "ngoại_trú", "fr": "ambulatoire externe$", "de": "ambulant", "ko": "외래", "tl": "outpatient"},
    "office": {"es": "consultorio oficina consulta_medica", "zh": "诊所 诊室 办公室", "ru": "кабинет офис", "ar": "عيادة مكتب", "vi": "phòng_khám văn_phòng phòng_mạch", "fr": "cabinet bureau", "de": "praxis arztpraxis büro", "ko": "진료실 의원 오피스", "tl": "klinika opisina"},
    "ambulatory surgical center": {"es": "centro_quirurgico cirugia_ambulatoria centro_de_cirugia", "zh": "门诊手术中心 日间手术", "ru": "амбулаторн_хирургич", "ar": "جراحة_نهارية مركز_جراحة جراحة_متنقلة مركز_الجراحة", "vi": "trung_tâm_phẫu_thuật phẫu_thuật_ngoại_trú", "fr": "centre_de_chirurgie chirurgie_ambulatoire", "de": "op-zentrum ambulant_operation chirurgiezentrum", "ko": "외래수술 외래_수술 수술센터 수술_센터", "tl": "surgical_center sentro_ng_operasyon"},
    "home": {"es": "domicili casa$ hogar", "zh": "家中 居家 家庭 在家", "ru": "домашн дома$ на_дому", "ar": "منزل البيت", "vi": "tại_nhà ở_nhà về_nhà", "fr": "domicile maison", "de": "zuhause zu_hause häuslich heim$ nach_hause", "ko": "가정 자택 집에서 재택", "tl": "bahay tahanan"},
    "facility": {"es": "centro_medico instalacion establecimiento", "zh": "机构 设施", "ru": "учрежден", "ar": "منشأة مرفق", "vi": "cơ_sở", "fr": "établissement", "de": "einrichtung", "ko": "시설 기관", "tl": "pasilidad"},
    "physician": {"es": "medico$ medicos$ doctor", "zh": "医生 医师", "ru": "врач доктор", "ar": "طبيب أطباء", "vi": "bác_sĩ", "fr": "médecin docteur", "de": "arzt$ arztes$ ärzte ärzt", "ko": "의사", "tl": "doktor manggagamot physician"},
    "practitioner provider": {"es": "proveedor profesional", "zh": "提供者 执业者 从业 供应方", "ru": "поставщик специалист провайдер", "ar": "مقدم_خدمة مقدم_رعاية ممارس مزود", "vi": "nhà_cung_cấp người_hành_nghề", "fr": "prestataire praticien fournisseur", "de": "leistungserbringer behandler anbieter", "ko": "제공자 임상의 의료인", "tl": "provider practitioner tagapagbigay"},
    "nurse staff": {"es": "enfermer personal$", "zh": "护士 护理人员 工作人员 员工", "ru": "медсестр сестр персонал", "ar": "ممرض تمريض طاقم موظف", "vi": "y_tá điều_dưỡng nhân_viên", "fr": "infirmi personnel$", "de": "pflegekraft pflege krankenschwester personal$", "ko": "간호사 간호 직원", "tl": "nars$ nurse kawani"},
    "trained training": {"es": "capacita entrena formacion", "zh": "培训 训练", "ru": "обучен обучал", "ar": "تدريب مدرب", "vi": "đào_tạo huấn_luyện tập_huấn", "fr": "formation$ formé$", "de": "geschult schulung ausbild", "ko": "훈련 교육", "tl": "sanay$ pagsasanay training"},
    "supervision supervise": {"es": "supervis", "zh": "监督 督导 监管", "ru": "надзор супервиз контрол", "ar": "إشراف", "vi": "giám_sát", "fr": "supervis surveillance_médicale", "de": "aufsicht beaufsichtig überwachung", "ko": "감독", "tl": "superbisyon supervis pangangasiwa"},
    "direct": {"es": "direct", "zh": "直接", "ru": "прям$ прямо непосредств", "ar": "مباشر", "vi": "trực_tiếp", "fr": "direct", "de": "direkt unmittelbar", "ko": "직접", "tl": "direkta direct tuwiran"},
    "audio video": {"es": "audio video", "zh": "音频 视频 影像通话", "ru": "аудио видео", "ar": "فيديو صوت_وصورة سمعي", "vi": "âm_thanh hình_ảnh video", "fr": "audio vidéo visio", "de": "audio video", "ko": "오디오 비디오 영상 화상", "tl": "audio video"},
    "phone": {"es": "telefon", "zh": "电话", "ru": "телефон", "ar": "هاتف", "vi": "điện_thoại", "fr": "téléphon", "de": "telefon", "ko": "전화", "tl": "telepono"},
    "documentation document record": {"es": "document registr", "zh": "记录 文档 文件 书面", "ru": "документ запис", "ar": "توثيق وثائق موثق سجل", "vi": "tài_liệu ghi_chép ghi_nhận lập_hồ_sơ hồ_sơ", "fr": "document consign", "de": "dokument aufzeichn", "ko": "문서 기록 서류", "tl": "dokument documentation itala nakatala"},
    "medical record": {"es": "historia_clinica expediente historial", "zh": "病历 医疗记录 病案", "ru": "медкарт медицинск_карт истори_болезни медицинск_документ", "ar": "سجل_طبي ملف_طبي ملف_المريض", "vi": "hồ_sơ_bệnh_án bệnh_án hồ_sơ_y_tế", "fr": "dossier_médical dossier_du_patient", "de": "krankenakte patientenakte", "ko": "의무기록 의무_기록 진료기록 진료_기록 차트", "tl": "medical_record rekord"},
    "must required": {"es": "debe$ deben requer requier obligat necesari", "zh": "必须 需要 要求 须", "ru": "обязат должн требуе необходим нужно", "ar": "يجب مطلوب يلزم يتطلب", "vi": "cần_phải bắt_buộc yêu_cầu cần", "fr": "doit$ doivent requis exig obligat faut$", "de": "muss$ müssen erforderlich verlangt notwendig", "ko": "필수 해야 요구 필요", "tl": "dapat kailangan kinakailangan"},
    "allowed may": {"es": "permit puede pueden autoriz", "zh": "允许 可以 可否 能否", "ru": "разреш можно допуск", "ar": "يسمح مسموح يجوز يمكن", "vi": "được_phép có_thể cho_phép", "fr": "permis autoris peut$ peuvent peut-on", "de": "erlaubt zulässig darf$ dürfen kann$ können", "ko": "허용 가능 할_수_있", "tl": "pinapayagan maaari pwede puwede"},
    "not prohibited": {"es": "prohib prohíb", "zh": "禁止 不得 不能 不可", "ru": "запрещ нельзя", "ar": "ممنوع محظور لا_يجوز", "vi": "cấm", "fr": "interdi prohib", "de": "verboten untersagt nicht_zulässig", "ko": "금지 할_수_없", "tl": "ipinagbabawal bawal hindi_pwede"},
    "consent": {"es": "consentim", "zh": "同意 知情同意", "ru": "согласи", "ar": "موافقة", "vi": "đồng_thuận đồng_ý chấp_thuận", "fr": "consentement", "de": "einwilligung einverständ", "ko": "동의서 동의를 동의가", "tl": "pahintulot pagpayag consent"},
    "patient": {"es": "pacient", "zh": "患者 病人", "ru": "пациент больной", "ar": "مريض مرضى", "vi": "bệnh_nhân người_bệnh", "fr": "patient", "de": "patient", "ko": "환자", "tl": "pasyente"},
    "monitoring": {"es": "monitor vigilancia", "zh": "监测 监护 监控", "ru": "мониторинг наблюден", "ar": "مراقبة رصد", "vi": "theo_dõi giám_sát", "fr": "surveillance monitor suivi$", "de": "überwach monitoring", "ko": "모니터링 감시 관찰", "tl": "pagsubaybay monitor pagmamanman"},
    "diagnosis": {"es": "diagnos", "zh": "诊断", "ru": "диагноз", "ar": "تشخيص", "vi": "chẩn_đoán chuẩn_đoán", "fr": "diagnosti", "de": "diagnos", "ko": "진단", "tl": "diagnos dyagnos"},
    "cancer tumor": {"es": "cancer tumor neoplas oncolog", "zh": "癌 肿瘤", "ru": "рак$ рака$ раке$ раком$ опухол онколог", "ar": "سرطان ورم أورام", "vi": "ung_thư khối_u", "fr": "cancer tumeur tumora", "de": "krebs tumor karzinom onkolog", "ko": "종양 암_ 암환자 암이 암을 암의", "tl": "kanser cancer tumor"},
    "liver": {"es": "higado hepati", "zh": "肝脏 肝癌 肝动脉 肝转移 肝内", "ru": "печен", "ar": "كبد", "vi": "gan$", "fr": "foie hépati", "de": "leber", "ko": "간암 간동맥 간_동맥 간으로 간에_", "tl": "atay$"},
    "colorectal": {"es": "colorrect", "zh": "结直肠 结肠直肠", "ru": "колоректал", "ar": "قولون_مستقيم القولون_والمستقيم قولوني", "vi": "đại_trực_tràng đại_tràng", "fr": "colorect", "de": "kolorekt darmkrebs", "ko": "대장 결장직장", "tl": "colorectal kolorektal"},
    "brain": {"es": "cerebr cerebro", "zh": "脑", "ru": "мозг мозга головн_мозг", "ar": "دماغ", "vi": "não$", "fr": "cerveau cérébr", "de": "gehirn hirn$ hirntumor", "ko": "뇌", "tl": "utak"},
    "toxicity": {"es": "toxic", "zh": "毒性", "ru": "токсич", "ar": "سمية سامة", "vi": "độc_tính", "fr": "toxic", "de": "toxiz", "ko": "독성", "tl": "toxic lason pagkalason"},
    "medical necessity necessary": {"es": "necesidad_medica medicamente_necesari", "zh": "医疗必要 医学必要 必要性", "ru": "медицинск_необходим необходимост", "ar": "ضرورة_طبية ضروري_طبيا", "vi": "cần_thiết_về_mặt_y_tế cần_thiết_y_tế sự_cần_thiết tính_cần_thiết", "fr": "nécessité_médicale médicalement_nécessaire", "de": "medizinisch_notwendig medizinisch_erforderlich", "ko": "의학적_필요 의료적_필요 필요성", "tl": "medikal_na_pangangailangan medical_necessity pangangailangang_medikal"},
    "coverage covered cover": {"es": "cobertura cubiert cubre$ cubrir", "zh": "承保 覆盖 保险范围 涵盖", "ru": "покрыт покрыв", "ar": "تغطية يغطي تغطي مغطى", "vi": "bảo_hiểm_chi_trả chi_trả phạm_vi_bảo_hiểm bao_trả đài_thọ", "fr": "couvert couvr", "de": "kostenübernahme abgedeckt deckung übernommen", "ko": "보장 급여 적용_범위 커버", "tl": "saklaw sakop sinasaklaw coverage"},
    "payment pay paid": {"es": "pago$ pagos$ pagar paga$ reembols", "zh": "付款 支付 报销 赔付", "ru": "оплат плат$ платит платеж возмещ", "ar": "دفع سداد مدفوع تعويض", "vi": "thanh_toán chi_trả trả_tiền hoàn_trả", "fr": "paiement payer payé rembours", "de": "zahlung bezahl vergüt erstatt", "ko": "지급 지불 상환 수가", "tl": "bayad babayaran binabayaran pagbabayad"},
    "fee rate": {"es": "tarifa honorario tasa$", "zh": "费率 费用 收费标准", "ru": "тариф ставк плата$ расценк", "ar": "رسوم أجر تعرفة", "vi": "phí$ mức_phí biểu_phí", "fr": "tarif honoraire taux$", "de": "gebühr honorar satz$ tarif", "ko": "수수료 요율 수가 요금", "tl": "bayarin rate$"},
    "price cost": {"es": "precio costo coste$", "zh": "价格 成本 多少钱", "ru": "цена$ цены$ цену$ стоимост сколько_сто", "ar": "سعر أسعار تكلفة", "vi": "giá$ giá_cả chi_phí", "fr": "prix coût", "de": "preis kosten$", "ko": "가격 비용", "tl": "presyo halaga gastos"},
    "deny denied": {"es": "deneg denieg rechaz", "zh": "拒绝 拒付 拒赔", "ru": "отказ отклон", "ar": "رفض مرفوض", "vi": "từ_chối bác_bỏ", "fr": "refus rejet", "de": "abgelehnt ablehn verweiger", "ko": "거부 거절 삭감", "tl": "tinanggihan tanggihan tinatanggihan pagtanggi denied"},
    "policy": {"es": "politica poliza", "zh": "政策 保单", "ru": "политик полис$", "ar": "سياسة سياسات", "vi": "chính_sách", "fr": "politique", "de": "richtlinie police$", "ko": "정책", "tl": "patakaran polisiya policy"},
    "rule": {"es": "regla$ reglas$ norma$ normas$", "zh": "规则 规定", "ru": "правил", "ar": "قاعدة قواعد", "vi": "quy_tắc quy_định", "fr": "règle$ règles$ règlement", "de": "regel$ regeln$ vorschrift", "ko": "규칙 규정", "tl": "tuntunin panuntunan"},
    "edition": {"es": "edicion version", "zh": "版本 版次 年版", "ru": "издани верси редакция", "ar": "إصدار طبعة نسخة", "vi": "phiên_bản ấn_bản", "fr": "édition version", "de": "ausgabe auflage version", "ko": "판본 버전 개정판 년판", "tl": "edisyon bersyon"},
    "year": {"es": "año$ años$ anual", "zh": "年", "ru": "год$ года$ году$ годов", "ar": "سنة عام_ سنوات العام_", "vi": "năm$", "fr": "année an$ ans$", "de": "jahr", "ko": "연도 년도 년_", "tl": "taon"},
    "date": {"es": "fecha", "zh": "日期", "ru": "дата$ даты$ дату$ датой", "ar": "تاريخ", "vi": "ngày_tháng", "fr": "date$ dates$", "de": "datum stichtag", "ko": "날짜 일자", "tl": "petsa"},
    "in force effective since": {"es": "vigent vigor$ vigencia desde$", "zh": "生效 有效 现行 起效", "ru": "действу вступ_в_сил вступил силу$", "ar": "ساري نافذ سريان اعتبارا", "vi": "hiệu_lực kể_từ", "fr": "vigueur depuis$ effet$", "de": "gültig in_kraft wirksam seit$ gilt$", "ko": "시행 발효 유효 부터", "tl": "epektibo may_bisa ipinatutupad umiiral simula_noong"},
    "replaced superseded old": {"es": "reemplaz sustitu antigu obsolet derogad", "zh": "取代 替代 旧版 旧的 废止", "ru": "замен устар старый старая старое старые", "ar": "استبدل استبدال محل_ قديم", "vi": "thay_thế cũ$ lỗi_thời", "fr": "remplac ancien obsol", "de": "ersetzt abgelöst veraltet alte$ alten$", "ko": "대체 폐지 이전_버전 오래된 구버전", "tl": "pinalitan luma$ lumang napalitan"},
    "supply supplies": {"es": "suministr insumo material", "zh": "耗材 用品 供应 物资", "ru": "расходник расходн_материал материал", "ar": "مستلزمات لوازم مواد_", "vi": "vật_tư vật_liệu", "fr": "fourniture matériel", "de": "verbrauchsmaterial material zubehör", "ko": "소모품 재료 용품", "tl": "suplay gamit$ kagamitan supplies"},
    "kit": {"es": "kit$ kits$ equipo$", "zh": "套件 工具包 试剂盒", "ru": "набор$ набора$ наборы комплект", "ar": "طقم مجموعة_أدوات عدة_", "vi": "bộ_dụng_cụ bộ_kit", "fr": "kit$ kits$ trousse nécessaire_de", "de": "set$ sets$ kit$ kits$ besteck", "ko": "키트 세트", "tl": "kit$ kits$"},
    "disposable": {"es": "desechable descartable", "zh": "一次性", "ru": "одноразов", "ar": "للاستعمال_مرة أحادي_الاستخدام الاستعمال_الواحد", "vi": "dùng_một_lần", "fr": "jetable usage_unique", "de": "einweg einmal$ einmalartikel", "ko": "일회용 1회용", "tl": "disposable isang_gamitan"},
    "battery": {"es": "bateria pila$ pilas$", "zh": "电池", "ru": "батаре аккумулятор", "ar": "بطارية", "vi": "pin$ ắc_quy", "fr": "batterie pile$ piles$", "de": "batterie akku", "ko": "배터리 건전지", "tl": "baterya battery"},
    "electric": {"es": "electric", "zh": "电动 电子 用电", "ru": "электр", "ar": "كهربا", "vi": "điện$ chạy_điện", "fr": "électri", "de": "elektri", "ko": "전기 전동", "tl": "de-kuryente kuryente electric"},
    "blood draw sample": {"es": "extraccion_de_sangre muestra sangre venopuncion", "zh": "抽血 采血 血样 血液标本", "ru": "забор_кров взят_кров анализ_кров кров$ крови образ", "ar": "سحب_دم عينة عينات", "vi": "lấy_máu rút_máu mẫu_máu", "fr": "prise_de_sang prélèvement prélev", "de": "blutentnahme blutabnahme blutprobe probe$", "ko": "채혈 혈액_채취 검체 혈액", "tl": "pagkuha_ng_dugo kuha_ng_dugo dugo"},
    "laboratory": {"es": "laborator", "zh": "化验 实验室 检验", "ru": "лаборатор", "ar": "مختبر مخبري معمل", "vi": "xét_nghiệm phòng_thí_nghiệm", "fr": "laboratoire", "de": "labor$ labore$ laborleist laborunter", "ko": "검사실 실험실 검사", "tl": "laboratoryo lab$"},
    "peripheral": {"es": "periferic", "zh": "外周 周围", "ru": "перифер", "ar": "طرفي محيطي", "vi": "ngoại_vi ngoại_biên", "fr": "périphéri", "de": "peripher", "ko": "말초", "tl": "peripheral periperal"},
    "central": {"es": "central$ centrales picc$", "zh": "中心静脉 中央 中心导管", "ru": "централь", "ar": "مركزي", "vi": "tĩnh_mạch_trung_tâm ống_thông_trung_tâm trung_ương", "fr": "central$ centrale centraux", "de": "zentral", "ko": "중심_정맥 중심정맥 중앙", "tl": "central sentral"},
    "needle": {"es": "aguja", "zh": "针头 穿刺针 无损伤针", "ru": "игла$ иглы$ иглу$ иглой$ huber", "ar": "إبرة", "vi": "kim$", "fr": "aiguille", "de": "nadel portnadel", "ko": "바늘 니들", "tl": "karayom"},
    "site": {"es": "sitio$ sitios$ lugar$", "zh": "部位 位点 穿刺点", "ru": "место$ места$ месте$ участок участк", "ar": "موقع مواقع موضع", "vi": "vị_trí", "fr": "site$ sites$", "de": "stelle$ stellen$ lokalisation", "ko": "부위", "tl": "lugar$ bahagi_ng"},
    "second": {"es": "segund", "zh": "第二 第二个", "ru": "второ втора второй", "ar": "الثاني ثانية ثاني", "vi": "thứ_hai thứ_2", "fr": "deuxième second", "de": "zweite", "ko": "두_번째 두번째 제2", "tl": "pangalawa ikalawa"},
    "anatomic site organ": {"es": "organo anatomic", "zh": "器官 解剖", "ru": "орган$ органа$ органы$ анатом", "ar": "عضو أعضاء تشريحي", "vi": "cơ_quan giải_phẫu tạng", "fr": "organe anatomi", "de": "organ$ organe$ organs$ anatomi", "ko": "장기_ 장기의 해부", "tl": "organo anatomi"},
    "distinct different": {"es": "distint diferent", "zh": "不同 独立 有别", "ru": "разные разных различ друго", "ar": "مختلف متميز مغاير", "vi": "khác_nhau khác$ riêng_biệt", "fr": "distinct différent", "de": "unterschiedlich verschieden eigenständig andere$", "ko": "다른 별개 구별", "tl": "iba$ ibang magkaiba naiiba"},
    "reason": {"es": "razon motiv causa$", "zh": "原因 理由 为什么", "ru": "причин почему", "ar": "سبب أسباب لماذا", "vi": "lý_do nguyên_nhân tại_sao vì_sao", "fr": "raison motif pourquoi", "de": "grund$ gründe warum$ weshalb anlass", "ko": "이유 사유 왜_", "tl": "dahilan bakit"},
    "hierarchy order rank": {"es": "jerarqui orden$", "zh": "层级 等级 优先顺序 顺序 层次", "ru": "иерарх порядок порядк", "ar": "تسلسل_هرمي تسلسل ترتيب هرمي", "vi": "thứ_bậc phân_cấp thứ_tự", "fr": "hiérarchi ordre$", "de": "hierarchi reihenfolge rangfolge", "ko": "계층 위계 순서 우선순위", "tl": "hirarki hierarchy pagkakasunod"},
    "priority": {"es": "prioridad priorita", "zh": "优先", "ru": "приорит", "ar": "أولوية أسبقية", "vi": "ưu_tiên", "fr": "priorit", "de": "priorit vorrang", "ko": "우선", "tl": "prayoridad priority"},
    "first hour": {"es": "primera_hora hora_inicial", "zh": "第一小时 首小时 第一个小时 首个小时", "ru": "перв_час", "ar": "ساعة_أولى الساعة_الأولى", "vi": "giờ_đầu", "fr": "première_heure", "de": "erste_stunde", "ko": "첫_시간 첫_1시간 최초_1시간 처음_1시간 첫_한_시간", "tl": "unang_oras"},
    "extra hour": {"es": "hora_adicional hora_extra horas_adicionales", "zh": "额外小时 每增加一小时 额外一小时 额外的小时 每增加1小时", "ru": "дополнительн_час", "ar": "ساعة_إضافية", "vi": "giờ_bổ_sung giờ_thêm thêm_giờ mỗi_giờ thêm_một_giờ", "fr": "heure_supplémentaire heure_additionnelle", "de": "weitere_stunde zusätzlich_stunde", "ko": "추가_시간 추가_1시간 추가시간", "tl": "karagdagang_oras dagdag_na_oras"},
    "midnight": {"es": "medianoche", "zh": "午夜 零点 半夜 跨夜", "ru": "полноч", "ar": "منتصف_ليل", "vi": "nửa_đêm", "fr": "minuit", "de": "mitternacht", "ko": "자정", "tl": "hatinggabi hating-gabi hating_gabi"},
    "example": {"es": "ejemplo", "zh": "例子 例如 举例 示例", "ru": "пример$ примера$ примеры", "ar": "مثال أمثلة", "vi": "ví_dụ", "fr": "exemple", "de": "beispiel", "ko": "예시 예를_들", "tl": "halimbawa"},
    "list": {"es": "lista$ listado", "zh": "列表 清单 名单", "ru": "список списк перечень перечн", "ar": "قائمة قوائم", "vi": "danh_sách danh_mục", "fr": "liste$ listes$", "de": "liste$ listen$ verzeichnis", "ko": "목록 리스트", "tl": "listahan talaan"},
    "what counts as chemotherapy": {"es": "cuenta_como_quimio considera_quimio", "zh": "算作化疗 算化疗 属于化疗 视为化疗", "ru": "счита_химио относ_к_химио", "ar": "يعتبر_علاجا_كيميائيا يعد_علاجا_كيميائيا تعتبر_كيميائي", "vi": "coi_là_hóa_trị tính_là_hóa_trị được_xem_là_hóa_trị", "fr": "considéré_comme_chimio compte_comme_chimio considéré_comme_une_chimio", "de": "gilt_als_chemo zählt_als_chemo", "ko": "항암화학요법으로_간주 화학요법으로_간주 항암으로_간주 항암제로_간주", "tl": "itinuturing_na_chemo itinuturing_na_kemo"},
    "preparation prepare mixing": {"es": "preparac preparar mezcl", "zh": "配制 准备 混合 配药", "ru": "приготов подготов смешив разведен", "ar": "تحضير إعداد خلط مزج", "vi": "chuẩn_bị pha_chế pha_thuốc trộn pha$", "fr": "prépar mélang reconstitu", "de": "zubereit vorbereit misch herstell", "ko": "조제 준비 혼합", "tl": "paghahanda ihanda paghalo"},
    "syringe tubing": {"es": "jeringa tubo$ tubos$ tubuladura", "zh": "注射器 输液管 管子 针筒", "ru": "шприц трубк", "ar": "محقنة سرنجة أنابيب أنبوب", "vi": "ống_tiêm bơm_tiêm dây_truyền", "fr": "seringue tubulure", "de": "spritze$ spritzen$ schlauch schläuche infusionsschlauch", "ko": "주사기 튜브 튜빙 수액세트", "tl": "hiringgilya syringe tubo"},
    "local": {"es": "local$ locales$", "zh": "局部 当地", "ru": "местн локальн", "ar": "موضعي محلي", "vi": "cục_bộ gây_tê_tại_chỗ tại_chỗ", "fr": "local$ locale locaux", "de": "lokal örtlich", "ko": "국소", "tl": "lokal local"},
    "standard": {"es": "estandar", "zh": "标准", "ru": "стандарт", "ar": "قياسي معياري معايير", "vi": "tiêu_chuẩn", "fr": "standard norme", "de": "standard", "ko": "표준", "tl": "pamantayan standard"},
    "keep open": {"es": "mantener_abiert mantener_permeable mantener_la_via permeabilidad", "zh": "保持通畅 保持开放 维持通路 保持静脉", "ru": "поддерж_проходим проходимост", "ar": "إبقاء_مفتوح إبقاء_الوريد بقاء_الوريد مفتوح", "vi": "giữ_ven giữ_thông giữ_mở duy_trì_đường_truyền", "fr": "garde-veine garde_veine maintien_ouvert maintenir_ouvert maintenir_la_veine", "de": "offenhalt offen_halten", "ko": "개방_유지 개방유지 열어_두", "tl": "panatilihing_bukas keep_open"},
    "kidney": {"es": "riñon renal", "zh": "肾", "ru": "почек почк почеч", "ar": "كلية كلى كلوي", "vi": "thận$", "fr": "rein$ reins$ rénal", "de": "niere", "ko": "신장 콩팥", "tl": "bato$ kidney"},
    "dehydration": {"es": "deshidrata", "zh": "脱水", "ru": "обезвожив дегидрат", "ar": "جفاف", "vi": "mất_nước", "fr": "déshydrat", "de": "dehydr austrocknung exsikkose", "ko": "탈수", "tl": "dehydration natuyuan pagkatuyo"},
    "evaluation management": {"es": "evaluacion manejo$ e/m$", "zh": "评估 评估与管理 管理", "ru": "оценк осмотр ведени", "ar": "تقييم إدارة", "vi": "đánh_giá quản_lý", "fr": "évaluation prise_en_charge gestion", "de": "evaluation untersuchung beurteilung management", "ko": "평가_및_관리 평가", "tl": "pagsusuri pamamahala e/m$"},
    "laboratory services": {"es": "servicio_de_laboratorio servicios_de_laboratorio analisis_de_laboratorio", "zh": "检验服务 实验室服务 化验服务", "ru": "лабораторн_услуг лабораторн_исслед", "ar": "خدمات_مختبر خدمات_مخبرية خدمات_المختبر", "vi": "dịch_vụ_xét_nghiệm", "fr": "services_de_laboratoire analyses_de_laboratoire", "de": "laborleistung labordienst", "ko": "검사실_서비스 검사_서비스 검사_업무", "tl": "serbisyo_sa_laboratoryo serbisyong_laboratoryo"},
    "catheterization selective": {"es": "cateteriz cateterism selectiv", "zh": "插管 导管插入 选择性", "ru": "катетериз селективн", "ar": "قسطرة انتقائي", "vi": "đặt_ống_thông chọn_lọc", "fr": "cathétéris sélecti", "de": "katheteris selektiv", "ko": "도관삽입 카테터_삽입 카테터삽입 선택적", "tl": "kateterisasyon catheterization selective"},
    "insertion": {"es": "insercion insertar colocacion colocar", "zh": "置入 插入 放置 置管", "ru": "установк введение_катет постановк имплантац", "ar": "إدخال تركيب إيلاج", "vi": "đặt$ chèn", "fr": "insertion insér pose$ mise_en_place", "de": "einlage einführ implantation anlage$ einsetzen", "ko": "삽입 거치", "tl": "pagpasok pagsisingit paglalagay insertion"},
    "removal": {"es": "retirada retirar retiro extraccion remocion", "zh": "移除 拔除 取出 拔管", "ru": "удален извлеч снят", "ar": "إزالة نزع", "vi": "tháo$ rút$ gỡ_bỏ tháo_bỏ", "fr": "retrait retir ablation", "de": "entfern explant", "ko": "제거", "tl": "pagtanggal pagtatanggal pag-alis alisin"},
    "disconnect": {"es": "desconex desconect", "zh": "断开 拆除 脱开 拆泵", "ru": "отсоедин отключ", "ar": "فصل_المضخة فصل_مضخة قطع_الاتصال فصل_الجهاز", "vi": "ngắt_kết_nối tháo_bơm tháo_máy ngắt$", "fr": "déconne débranch", "de": "abstöpsel diskonn abklemm trennung abnahme", "ko": "분리 연결_해제 해체", "tl": "pagdiskonekta idiskonekta disconnect"},
    "Medicare": {"es": "medicare", "zh": "医疗保险 联邦医疗保险 医保 medicare", "ru": "медикэр медикер medicare", "ar": "ميديكير medicare", "vi": "medicare", "fr": "medicare", "de": "medicare", "ko": "메디케어 medicare", "tl": "medicare"},
    "Medicaid": {"es": "medicaid", "zh": "医疗补助 medicaid", "ru": "медикейд медикэйд medicaid", "ar": "ميديكيد medicaid", "vi": "medicaid", "fr": "medicaid", "de": "medicaid", "ko": "메디케이드 medicaid", "tl": "medicaid"},
}
# fmt: on
# In these an entry may stand anywhere, for words join without a space or take prefixes.
_ANYWHERE = frozenset({"zh", "ko", "ar"})
# In these marks tell words or letters apart, so that only their spelling is made uniform.
_MARKED = frozenset({"zh", "ko", "vi", "ru"})
_GAPS = {"zh": r"\s*", "ko": r"\s*", "ar": r"\w*\s+(?:ال)?", "vi": r"\s+"}
_GAP = r"\w*[\s-]+"


def _fold(text: str, language: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    if language == "vi":
        # Either vowel may bear the tone: hoá and hóa are one word.
        text = text.replace("oá", "óa").replace("oà", "òa").replace("uý", "úy")
    if language in _MARKED:
        return text.replace("ё", "е")
    # Of Arabic this drops vowel signs and hamzas too, and the stretching of a line.
    split = unicodedata.normalize("NFKD", text).replace("\u0640", "")
    return "".join(sign for sign in split if unicodedata.category(sign) != "Mn")


def _pattern(entry: str, language: str) -> str:
    exact = entry.endswith("$") or language == "vi"
    # An entry that ends in "_" wants a space, a mark or the end of the text after it.
    ended = exact or entry.endswith("_")
    words = entry.rstrip("$_").split("_")
    escaped = [re.escape(word) for word in words]
    if language == "ar":
        # Before an ending the feminine letter becomes a plain t.
        escaped = [re.sub("ة$", "[ةت]", word) for word in escaped]
    joined = _GAPS.get(language, _GAP).join(escaped)
    return joined + (r"(?!\w)" if ended else "")


@cache
def _patterns(language: str) -> list[tuple[list[str], re.Pattern[str]]]:
    start = "" if language in _ANYWHERE else r"\b"
    rows = ((english, entries.get(language, "")) for english, entries in _GLOSSARY.items())
    return [
        (
            english.split(),
            re.compile(
                f"{start}(?:"
                + "|".join(_pattern(entry, language) for entry in _fold(row, language).split())
                + ")"
            ),
        )
        for english, row in rows
        if row
    ]


def gloss(question: str, language: str) -> list[str]:
    """Return the English words whose entries stand in a question, in the order of the glossary."""
    text = _fold(question, language)
    found = (english for english, pattern in _patterns(language) if pattern.search(text))
    return list(dict.fromkeys(word for english in found for word in english))
