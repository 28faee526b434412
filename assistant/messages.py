"""Say what guidecite itself tells a person, in each language it speaks."""

from typing import Literal, get_args

Language = Literal["en", "es", "zh", "ru", "ar", "vi", "fr", "de", "ko", "tl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: dict[str, dict[Language, str]] = {
    "disclaimer": {
        "en": (
            "guidecite repeats what the uploaded guidance says. It is not medical, legal, coding "
            "or billing advice; check the cited page and the current code set before you submit a "
            "claim."
        ),
        "es": (
            "guidecite repite lo que dicen las guías cargadas. No constituye asesoramiento médico, "
            "jurídico, de codificación ni de facturación; compruebe la página citada y el conjunto "
            "de códigos vigente antes de presentar una solicitud de pago."
        ),
        "zh": (
            "guidecite 只复述已上传指南的内容，不构成医疗、法律、编码或计费方面的建议；"
            "提交理赔申请前，请核对所引页面和现行代码集。"
        ),
        "ru": (
            "guidecite повторяет то, что сказано в загруженных руководствах. Это не медицинская и "
            "не юридическая консультация и не консультация по кодированию или выставлению счетов; "
            "прежде чем подавать требование об оплате, проверьте указанную страницу и действующий "
            "набор кодов."
        ),
        "ar": (
            "يكرّر guidecite ما تنص عليه الإرشادات المرفوعة. وليس ذلك مشورة طبية أو قانونية ولا "
            "مشورة في الترميز أو الفوترة؛ فتحقّق من الصفحة المستشهد بها ومن مجموعة الرموز السارية "
            "قبل تقديم أي مطالبة."
        ),
        "vi": (
            "guidecite nhắc lại những gì tài liệu hướng dẫn đã tải lên quy định. Đây không phải là "
            "tư vấn về y tế, pháp lý, mã hóa hay lập hóa đơn; hãy kiểm tra trang được trích dẫn và "
            "bộ mã hiện hành trước khi nộp yêu cầu thanh toán."
        ),
        "fr": (
            "guidecite répète ce que disent les directives téléversées. Il ne s'agit pas d'un avis "
            "médical ou juridique, ni d'un conseil en codage ou en facturation ; vérifiez la page "
            "citée et le jeu de codes en vigueur avant de soumettre une demande de remboursement."
        ),
        "de": (
            "guidecite gibt wieder, was in den hochgeladenen Richtlinien steht. Dies ist keine "
            "medizinische oder rechtliche Beratung und keine Beratung zu Kodierung oder "
            "Abrechnung; prüfen Sie die zitierte Seite und das aktuelle Codeverzeichnis, bevor Sie "
            "eine Abrechnung einreichen."
        ),
        "ko": (
            "guidecite는 업로드된 지침의 내용을 그대로 전달합니다. 이는 의료, 법률, 코딩 또는 "
            "청구에 관한 자문이 아니므로, 청구서를 제출하기 전에 인용된 페이지와 현행 코드 세트를 "
            "확인하십시오."
        ),
        "tl": (
            "Inuulit ng guidecite ang sinasabi ng mga na-upload na gabay. Hindi ito payong "
            "medikal, legal, o tungkol sa coding o pagsingil; suriin ang binanggit na pahina at "
            "ang kasalukuyang hanay ng mga code bago magsumite ng claim."
        ),
    },
    "not_in_library": {
        "en": "The guidance in this library does not answer this question.",
        "es": "Las guías de esta biblioteca no responden a esta pregunta.",
        "zh": "本资料库中的指南没有回答这个问题。",
        "ru": "Руководства в этой библиотеке не отвечают на этот вопрос.",
        "ar": "الإرشادات الموجودة في هذه المكتبة لا تجيب عن هذا السؤال.",
        "vi": "Tài liệu hướng dẫn trong thư viện này không trả lời câu hỏi này.",
        "fr": "Les directives de cette bibliothèque ne répondent pas à cette question.",
        "de": "Die Richtlinien in dieser Bibliothek beantworten diese Frage nicht.",
        "ko": "이 라이브러리의 지침에는 이 질문에 대한 답이 없습니다.",
        "tl": "Hindi sinasagot ng mga gabay sa aklatang ito ang tanong na ito.",
    },
    "code_not_in_library": {
        "en": "The guidance in this library does not speak of {codes}.",
        "es": "Las guías de esta biblioteca no mencionan {codes}.",
        "zh": "本资料库中的指南未提及 {codes}。",
        "ru": "В руководствах этой библиотеки нет упоминаний {codes}.",
        "ar": "لا تذكر الإرشادات الموجودة في هذه المكتبة {codes}.",
        "vi": "Tài liệu hướng dẫn trong thư viện này không đề cập đến {codes}.",
        "fr": "Les directives de cette bibliothèque ne mentionnent pas {codes}.",
        "de": "In den Richtlinien dieser Bibliothek wird {codes} nicht erwähnt.",
        "ko": "이 라이브러리의 지침에는 {codes}에 관한 내용이 없습니다.",
        "tl": "Walang binabanggit ang mga gabay sa aklatang ito tungkol sa {codes}.",
    },
    "amount_not_in_library": {
        "en": "The guidance in this library gives no payment amount for this.",
        "es": "Las guías de esta biblioteca no indican ningún importe de pago para esto.",
        "zh": "本资料库中的指南没有给出此项的支付金额。",
        "ru": "В руководствах этой библиотеки сумма оплаты для этого не указана.",
        "ar": "لا تذكر الإرشادات الموجودة في هذه المكتبة أي مبلغ يُدفع عن ذلك.",
        "vi": "Tài liệu hướng dẫn trong thư viện này không nêu số tiền thanh toán cho mục này.",
        "fr": (
            "Les directives de cette bibliothèque n'indiquent aucun montant de paiement à ce sujet."
        ),
        "de": "Die Richtlinien in dieser Bibliothek nennen hierfür keinen Zahlungsbetrag.",
        "ko": "이 라이브러리의 지침에는 이에 대한 지급 금액이 나와 있지 않습니다.",
        "tl": "Walang ibinibigay na halaga ng bayad para rito ang mga gabay sa aklatang ito.",
    },
    "name_not_in_library": {
        "en": "The guidance in this library does not speak of {names}.",
        "es": "Las guías de esta biblioteca no mencionan {names}.",
        "zh": "本资料库中的指南未提及 {names}。",
        "ru": "В руководствах этой библиотеки нет упоминаний {names}.",
        "ar": "لا تذكر الإرشادات الموجودة في هذه المكتبة {names}.",
        "vi": "Tài liệu hướng dẫn trong thư viện này không đề cập đến {names}.",
        "fr": "Les directives de cette bibliothèque ne mentionnent pas {names}.",
        "de": "In den Richtlinien dieser Bibliothek wird {names} nicht erwähnt.",
        "ko": "이 라이브러리의 지침에는 {names}에 관한 내용이 없습니다.",
        "tl": "Walang binabanggit ang mga gabay sa aklatang ito tungkol sa {names}.",
    },
    "not_in_force": {
        "en": "The library has guidance on this, but none that is in force in {when}.",
        "es": "La biblioteca tiene guías sobre este tema, pero ninguna vigente en {when}.",
        "zh": "资料库中有关于此问题的指南，但没有在 {when} 有效的。",
        "ru": (
            "В библиотеке есть руководства по этому вопросу, но ни одно из них не действует в "
            "указанный период ({when})."
        ),
        "ar": "توجد في المكتبة إرشادات حول هذا الموضوع، لكن لا شيء منها سارٍ في {when}.",
        "vi": (
            "Thư viện có tài liệu hướng dẫn về vấn đề này, nhưng không có tài liệu nào có hiệu lực "
            "trong {when}."
        ),
        "fr": (
            "La bibliothèque contient des directives à ce sujet, mais aucune qui soit en vigueur "
            "en {when}."
        ),
        "de": "Die Bibliothek enthält Richtlinien dazu, aber keine, die für {when} gültig ist.",
        "ko": "라이브러리에 이에 관한 지침이 있지만, {when}에 시행 중인 것은 없습니다.",
        "tl": "May mga gabay ang aklatan tungkol dito, ngunit walang may bisa sa {when}.",
    },
    "personal_data": {
        "en": (
            "This question seems to carry a patient's personal data, so it was not stored and is "
            "not answered. Ask again without names, dates of birth, record numbers or contact "
            "details."
        ),
        "es": (
            "Esta pregunta parece contener datos personales de un paciente, por lo que no se ha "
            "guardado ni se responde. Vuelva a preguntar sin nombres, fechas de nacimiento, "
            "números de historia clínica ni datos de contacto."
        ),
        "zh": (
            "这个问题似乎包含患者的个人数据，因此未予存储，也不予回答。"
            "请去掉姓名、出生日期、病历号和联系方式后重新提问。"
        ),
        "ru": (
            "Похоже, этот вопрос содержит персональные данные пациента, поэтому он не был сохранён "
            "и остаётся без ответа. Задайте его снова без имён, дат рождения, номеров медицинских "
            "карт и контактных данных."
        ),
        "ar": (
            "يبدو أن هذا السؤال يتضمن بيانات شخصية لأحد المرضى، لذلك لم يُخزَّن ولن يُجاب عنه. أعد "
            "طرحه دون أسماء أو تواريخ ميلاد أو أرقام سجلات أو بيانات اتصال."
        ),
        "vi": (
            "Câu hỏi này có vẻ chứa dữ liệu cá nhân của bệnh nhân nên không được lưu và không được "
            "trả lời. Hãy hỏi lại mà không kèm tên, ngày sinh, số hồ sơ hay thông tin liên hệ."
        ),
        "fr": (
            "Cette question semble contenir des données personnelles d'un patient ; elle n'a donc "
            "pas été enregistrée et ne reçoit pas de réponse. Reposez-la sans noms, dates de "
            "naissance, numéros de dossier ni coordonnées."
        ),
        "de": (
            "Diese Frage scheint personenbezogene Daten einer Patientin oder eines Patienten zu "
            "enthalten; sie wurde daher nicht gespeichert und wird nicht beantwortet. Fragen Sie "
            "bitte erneut, ohne Namen, Geburtsdaten, Aktennummern oder Kontaktdaten."
        ),
        "ko": (
            "이 질문에는 환자의 개인정보가 포함된 것으로 보여 저장하지 않았으며 답변하지 않습니다. "
            "이름, 생년월일, 기록 번호, 연락처 없이 다시 질문해 주십시오."
        ),
        "tl": (
            "Mukhang may personal na datos ng pasyente ang tanong na ito, kaya hindi ito inimbak "
            "at hindi sinasagot. Magtanong muli nang walang pangalan, petsa ng kapanganakan, "
            "numero ng rekord o detalye sa pakikipag-ugnayan."
        ),
    },
    "patient_specific": {
        "en": (
            "Only an enterprise user with an EHR connection gets case-specific answers. guidecite "
            "answers general questions about the guidance: ask what the rule is, without a "
            "particular patient or record."
        ),
        "es": (
            "Solo un usuario empresarial con conexión a un sistema EHR (historia clínica "
            "electrónica) recibe respuestas sobre casos concretos. guidecite responde preguntas "
            "generales sobre las guías: pregunte cuál es la regla, sin referirse a un paciente o "
            "historial en particular."
        ),
        "zh": (
            "只有已连接电子健康档案（EHR）的企业用户才能获得针对具体病例的回答。guidecite "
            "回答有关指南的一般性问题：请询问规则是什么，不要涉及特定患者或病历。"
        ),
        "ru": (
            "Ответы по конкретным случаям получает только корпоративный пользователь с "
            "подключением к системе электронных медицинских карт (EHR). guidecite отвечает на "
            "общие вопросы о руководствах: спросите, каково правило, не ссылаясь на конкретного "
            "пациента или запись."
        ),
        "ar": (
            "لا يحصل على إجابات خاصة بحالة بعينها إلا مستخدم مؤسسي لديه اتصال بنظام السجلات الصحية "
            "الإلكترونية (EHR). يجيب guidecite عن الأسئلة العامة حول الإرشادات: اسأل عن القاعدة "
            "نفسها، دون الإشارة إلى مريض أو سجل معيّن."
        ),
        "vi": (
            "Chỉ người dùng doanh nghiệp có kết nối với hồ sơ sức khỏe điện tử (EHR) mới nhận được "
            "câu trả lời cho từng trường hợp cụ thể. guidecite trả lời các câu hỏi chung về tài "
            "liệu hướng dẫn: hãy hỏi quy tắc là gì, không kèm theo một bệnh nhân hay hồ sơ cụ thể."
        ),
        "fr": (
            "Seul un utilisateur entreprise disposant d'une connexion à un dossier de santé "
            "électronique (EHR) obtient des réponses propres à un cas. guidecite répond aux "
            "questions générales sur les directives : demandez quelle est la règle, sans évoquer "
            "un patient ou un dossier particulier."
        ),
        "de": (
            "Nur Unternehmensnutzer mit einer Anbindung an eine elektronische Patientenakte (EHR) "
            "erhalten fallbezogene Antworten. guidecite beantwortet allgemeine Fragen zu den "
            "Richtlinien: Fragen Sie nach der Regel, ohne Bezug auf eine bestimmte Person oder "
            "Akte."
        ),
        "ko": (
            "사례별 답변은 전자건강기록(EHR)이 연결된 기업 사용자에게만 제공됩니다. guidecite는 "
            "지침에 관한 일반적인 질문에 답합니다. 특정 환자나 기록을 언급하지 말고 규칙이 "
            "무엇인지 질문해 주십시오."
        ),
        "tl": (
            "Tanging enterprise user na may koneksiyon sa EHR ang nakatatanggap ng mga sagot para "
            "sa partikular na kaso. Sinasagot ng guidecite ang mga pangkalahatang tanong tungkol "
            "sa mga gabay: itanong kung ano ang tuntunin, nang walang tinutukoy na pasyente o "
            "rekord."
        ),
    },
    "clinical_advice": {
        "en": (
            "guidecite does not give clinical advice. It answers what the uploaded guidance says "
            "about coding and billing."
        ),
        "es": (
            "guidecite no ofrece asesoramiento clínico. Responde con lo que dicen las guías "
            "cargadas sobre codificación y facturación."
        ),
        "zh": "guidecite 不提供临床建议，只回答已上传的指南对编码和计费的规定。",
        "ru": (
            "guidecite не даёт клинических рекомендаций. Он отвечает на вопросы о том, что "
            "говорится в загруженных руководствах о кодировании и выставлении счетов."
        ),
        "ar": (
            "لا يقدّم guidecite مشورة سريرية، بل يجيب بما تنص عليه الإرشادات المرفوعة بشأن الترميز "
            "والفوترة."
        ),
        "vi": (
            "guidecite không đưa ra tư vấn lâm sàng. Công cụ này trả lời theo những gì tài liệu "
            "hướng dẫn đã tải lên quy định về mã hóa và lập hóa đơn."
        ),
        "fr": (
            "guidecite ne donne pas d'avis clinique. Il répond sur ce que disent les directives "
            "téléversées en matière de codage et de facturation."
        ),
        "de": (
            "guidecite gibt keine klinischen Ratschläge. Es gibt Auskunft darüber, was die "
            "hochgeladenen Richtlinien zu Kodierung und Abrechnung sagen."
        ),
        "ko": (
            "guidecite는 임상적 조언을 제공하지 않습니다. 업로드된 지침이 코딩과 청구에 관해 "
            "규정한 내용을 답변합니다."
        ),
        "tl": (
            "Hindi nagbibigay ang guidecite ng payong klinikal. Sinasagot nito kung ano ang "
            "sinasabi ng mga na-upload na gabay tungkol sa coding at pagsingil."
        ),
    },
    "steering": {
        "en": (
            "This asks guidecite to change how it works rather than what the guidance says, so it "
            "is not answered."
        ),
        "es": (
            "Esto pide a guidecite que cambie su funcionamiento en lugar de preguntar qué dicen "
            "las guías, por lo que no se responde."
        ),
        "zh": "这是要求 guidecite 改变其工作方式，而不是询问指南的内容，因此不予回答。",
        "ru": (
            "Это просьба к guidecite изменить способ его работы, а не вопрос о том, что сказано в "
            "руководствах, поэтому ответа на неё нет."
        ),
        "ar": (
            "هذا طلب من guidecite أن يغيّر طريقة عمله وليس سؤالًا عمّا تنص عليه الإرشادات، لذلك لن "
            "يُجاب عنه."
        ),
        "vi": (
            "Nội dung này yêu cầu guidecite thay đổi cách hoạt động thay vì hỏi tài liệu hướng dẫn "
            "quy định gì, nên không được trả lời."
        ),
        "fr": (
            "Il est demandé ici à guidecite de changer son fonctionnement, et non ce que disent "
            "les directives ; il n'y est donc pas répondu."
        ),
        "de": (
            "Hier wird guidecite aufgefordert, seine Arbeitsweise zu ändern, statt gefragt, was in "
            "den Richtlinien steht; daher wird dies nicht beantwortet."
        ),
        "ko": (
            "이것은 지침의 내용을 묻는 것이 아니라 guidecite의 작동 방식을 바꾸라는 요청이므로 "
            "답변하지 않습니다."
        ),
        "tl": (
            "Hinihiling nito na baguhin ng guidecite ang paraan ng paggana nito sa halip na "
            "itanong kung ano ang sinasabi ng mga gabay, kaya hindi ito sinasagot."
        ),
    },
    "nearest": {
        "en": "The closest passages, for you to judge; they are not an answer:",
        "es": "Los pasajes más cercanos, para que usted los valore; no son una respuesta:",
        "zh": "以下是最接近的段落，供您自行判断；它们并不是答案：",
        "ru": "Наиболее близкие фрагменты, о которых судить вам; это не ответ:",
        "ar": "أقرب المقاطع، لتحكم عليها بنفسك؛ وهي ليست إجابة:",
        "vi": "Các đoạn gần nhất, để bạn tự đánh giá; đây không phải là câu trả lời:",
        "fr": (
            "Les passages les plus proches, dont vous jugerez ; ils ne constituent pas une réponse "
            ":"
        ),
        "de": (
            "Die am nächsten liegenden Passagen, zu Ihrer eigenen Beurteilung; sie sind keine "
            "Antwort:"
        ),
        "ko": "가장 가까운 구절입니다. 직접 판단하시기 바라며, 이는 답변이 아닙니다:",
        "tl": "Ang pinakamalapit na mga sipi, para kayo ang humusga; hindi sagot ang mga ito:",
    },
    "old_edition": {
        "en": "The newest edition in the library is {edition}; newer guidance may exist.",
        "es": (
            "La edición más reciente de la biblioteca es {edition}; puede que existan guías más "
            "recientes."
        ),
        "zh": "资料库中最新的版本是 {edition}；可能已有更新的指南。",
        "ru": (
            "Самое новое издание в библиотеке — {edition}; возможно, существуют более новые "
            "руководства."
        ),
        "ar": "أحدث إصدار في المكتبة هو {edition}؛ وقد توجد إرشادات أحدث منه.",
        "vi": (
            "Phiên bản mới nhất trong thư viện là {edition}; có thể đã có tài liệu hướng dẫn mới "
            "hơn."
        ),
        "fr": (
            "L'édition la plus récente de la bibliothèque est {edition} ; des directives plus "
            "récentes existent peut-être."
        ),
        "de": (
            "Die neueste Ausgabe in der Bibliothek ist {edition}; möglicherweise gibt es neuere "
            "Richtlinien."
        ),
        "ko": "라이브러리에 있는 최신 판: {edition}. 더 새로운 지침이 있을 수 있습니다.",
        "tl": (
            "Ang pinakabagong edisyon sa aklatan ay {edition}; maaaring may mas bagong mga gabay."
        ),
    },
    "partly": {
        "en": "The guidance does not speak of {codes}; the answer covers the rest of the question.",
        "es": "Las guías no mencionan {codes}; la respuesta abarca el resto de la pregunta.",
        "zh": "指南未提及 {codes}；本回答涵盖问题的其余部分。",
        "ru": "В руководствах нет упоминаний {codes}; ответ охватывает остальную часть вопроса.",
        "ar": "لا تذكر الإرشادات {codes}؛ وتشمل الإجابة بقية السؤال.",
        "vi": (
            "Tài liệu hướng dẫn không đề cập đến {codes}; câu trả lời bao quát phần còn lại của "
            "câu hỏi."
        ),
        "fr": (
            "Les directives ne mentionnent pas {codes} ; la réponse porte sur le reste de la "
            "question."
        ),
        "de": (
            "In den Richtlinien wird {codes} nicht erwähnt; die Antwort deckt den übrigen Teil der "
            "Frage ab."
        ),
        "ko": "지침에는 {codes}에 관한 내용이 없으며, 답변은 질문의 나머지 부분을 다룹니다.",
        "tl": (
            "Walang binabanggit ang mga gabay tungkol sa {codes}; saklaw ng sagot ang natitirang "
            "bahagi ng tanong."
        ),
    },
    "differ": {
        "en": "The guidance differs on {about}: {sources}. Check which of them applies.",
        "es": "Las guías discrepan sobre {about}: {sources}. Compruebe cuál se aplica.",
        "zh": "各指南对 {about} 的说法不一致：{sources}。请核实适用哪一份。",
        "ru": "Руководства расходятся по вопросу {about}: {sources}. Проверьте, какое из них применимо.",
        "ar": "تختلف الإرشادات بشأن {about}: {sources}. تحقّق أيها ينطبق.",
        "vi": "Các tài liệu hướng dẫn không thống nhất về {about}: {sources}. Hãy kiểm tra tài liệu nào được áp dụng.",
        "fr": "Les directives divergent sur {about} : {sources}. Vérifiez laquelle s'applique.",
        "de": "Die Richtlinien widersprechen sich zu {about}: {sources}. Prüfen Sie, welche gilt.",
        "ko": "{about}에 대해 지침들이 서로 다릅니다: {sources}. 어느 것이 적용되는지 확인하십시오.",
        "tl": "Magkakaiba ang mga gabay tungkol sa {about}: {sources}. Suriin kung alin ang nalalapat.",
    },
    "access": {
        "en": "To ask for case-specific access, fill in the form “Request access” in the chat.",
        "es": "Para solicitar acceso a respuestas sobre casos, rellene el formulario «Solicitar acceso» en el chat.",
        "zh": "如需申请个案解答权限，请在对话中填写“申请访问权限”表单。",
        "ru": "Чтобы запросить доступ к ответам по случаям, заполните форму «Запросить доступ» в чате.",
        "ar": "لطلب الوصول إلى إجابات الحالات، املأ نموذج «طلب الوصول» في المحادثة.",
        "vi": "Để yêu cầu quyền truy cập theo trường hợp, hãy điền biểu mẫu “Yêu cầu truy cập” trong phần trò chuyện.",
        "fr": "Pour demander l'accès aux réponses par cas, remplissez le formulaire « Demander l'accès » dans la discussion.",
        "de": "Um Zugang zu fallbezogenen Antworten zu erbitten, füllen Sie im Chat das Formular „Zugang anfragen“ aus.",
        "ko": "사례별 답변 이용을 신청하려면 대화 화면의 ‘이용 신청’ 양식을 작성하십시오.",
        "tl": "Para humiling ng access sa mga sagot sa partikular na kaso, punan ang form na “Humiling ng access” sa chat.",
    },
    "general_rule": {
        "en": "What the guidance says in general:",
        "es": "Lo que dicen las guías en general:",
        "zh": "指南的一般性规定：",
        "ru": "Что говорится в руководствах в общем:",
        "ar": "ما تنص عليه الإرشادات بوجه عام:",
        "vi": "Những gì tài liệu hướng dẫn quy định nói chung:",
        "fr": "Ce que disent les directives en général :",
        "de": "Was die Richtlinien allgemein sagen:",
        "ko": "지침의 일반적인 내용:",
        "tl": "Ang sinasabi ng mga gabay sa pangkalahatan:",
    },
    "chat_written": {
        "en": "{model} worded this answer; each sentence was checked against its quote.",
        "es": "{model} redactó esta respuesta; cada frase se comprobó con su cita.",
        "zh": "本回答由 {model} 措辞；每句话都已与其引文核对。",
        "ru": "Этот ответ сформулировала модель {model}; каждое предложение сверено со своей цитатой.",
        "ar": "صاغ {model} هذه الإجابة؛ وقد جرت مطابقة كل جملة مع اقتباسها.",
        "vi": "{model} đã diễn đạt câu trả lời này; từng câu đã được đối chiếu với trích dẫn của nó.",
        "fr": "{model} a formulé cette réponse ; chaque phrase a été vérifiée par rapport à sa citation.",
        "de": "{model} hat diese Antwort formuliert; jeder Satz wurde mit seinem Zitat abgeglichen.",
        "ko": "이 답변은 {model}이(가) 작성했으며, 각 문장을 인용문과 대조했습니다.",
        "tl": "Isinulat ng {model} ang sagot na ito; sinuri ang bawat pangungusap laban sa sipi nito.",
    },
    "chat_removed": {
        "en": "Sentences of the chat model that the guidance does not bear out were left out: {count}.",
        "es": "Frases del modelo de chat omitidas porque las guías no las respaldan: {count}.",
        "zh": "聊天模型所写、指南不支持而被删去的句子：{count}。",
        "ru": "Исключено предложений модели, которые не подтверждаются руководствами: {count}.",
        "ar": "جمل كتبها نموذج المحادثة وحُذفت لأن الإرشادات لا تؤيدها: {count}.",
        "vi": "Số câu của mô hình trò chuyện bị bỏ vì tài liệu hướng dẫn không xác nhận: {count}.",
        "fr": "Phrases du modèle de conversation omises, faute d'appui dans les directives : {count}.",
        "de": "Ausgelassene Sätze des Chatmodells, die die Richtlinien nicht stützen: {count}.",
        "ko": "지침이 뒷받침하지 않아 제외한 대화 모델의 문장: {count}개.",
        "tl": "Mga pangungusap ng chat model na inalis dahil hindi pinagtitibay ng gabay: {count}.",
    },
    "chat_unsupported": {
        "en": "The chat model wrote nothing that the guidance bears out; these are the guidance's own words.",
        "es": "El modelo de chat no escribió nada que las guías respalden; estas son las palabras de las propias guías.",
        "zh": "聊天模型所写的内容均得不到指南支持；以下为指南原文。",
        "ru": "Модель не написала ничего, что подтверждают руководства; здесь приведены слова самих руководств.",
        "ar": "لم يكتب نموذج المحادثة شيئًا تؤيده الإرشادات؛ وهذه كلمات الإرشادات نفسها.",
        "vi": "Mô hình trò chuyện không viết điều gì được tài liệu hướng dẫn xác nhận; đây là nguyên văn của tài liệu.",
        "fr": "Le modèle de conversation n'a rien écrit que les directives confirment ; voici les mots mêmes des directives.",
        "de": "Das Chatmodell hat nichts geschrieben, was die Richtlinien stützen; dies sind die Worte der Richtlinien selbst.",
        "ko": "대화 모델이 쓴 내용 중 지침이 뒷받침하는 것이 없어 지침의 원문을 보여 드립니다.",
        "tl": "Walang isinulat ang chat model na pinagtitibay ng gabay; ito ang mismong mga salita ng gabay.",
    },
    "chat_late": {
        "en": "The chat model did not answer in time; these are the guidance's own words.",
        "es": "El modelo de chat no respondió a tiempo; estas son las palabras de las propias guías.",
        "zh": "聊天模型未能及时回答；以下为指南原文。",
        "ru": "Модель не ответила вовремя; здесь приведены слова самих руководств.",
        "ar": "لم يجب نموذج المحادثة في الوقت المحدد؛ وهذه كلمات الإرشادات نفسها.",
        "vi": "Mô hình trò chuyện không trả lời kịp; đây là nguyên văn của tài liệu.",
        "fr": "Le modèle de conversation n'a pas répondu à temps ; voici les mots mêmes des directives.",
        "de": "Das Chatmodell hat nicht rechtzeitig geantwortet; dies sind die Worte der Richtlinien selbst.",
        "ko": "대화 모델이 제때 응답하지 않아 지침의 원문을 보여 드립니다.",
        "tl": "Hindi sumagot sa takdang oras ang chat model; ito ang mismong mga salita ng gabay.",
    },
    "chat_busy": {
        "en": "The chat model takes no more requests for now; these are the guidance's own words.",
        "es": "El modelo de chat no admite más solicitudes por ahora; estas son las palabras de las propias guías.",
        "zh": "聊天模型暂时不再接受请求；以下为指南原文。",
        "ru": "Модель пока не принимает новых запросов; здесь приведены слова самих руководств.",
        "ar": "لا يقبل نموذج المحادثة طلبات أخرى حاليًا؛ وهذه كلمات الإرشادات نفسها.",
        "vi": "Mô hình trò chuyện tạm thời không nhận thêm yêu cầu; đây là nguyên văn của tài liệu.",
        "fr": "Le modèle de conversation n'accepte plus de requêtes pour l'instant ; voici les mots mêmes des directives.",
        "de": "Das Chatmodell nimmt derzeit keine weiteren Anfragen an; dies sind die Worte der Richtlinien selbst.",
        "ko": "대화 모델이 지금은 요청을 더 받지 않아 지침의 원문을 보여 드립니다.",
        "tl": "Hindi muna tumatanggap ng kahilingan ang chat model; ito ang mismong mga salita ng gabay.",
    },
    "chat_failed": {
        "en": "The chat model could not be reached or broke off; these are the guidance's own words.",
        "es": "No se pudo contactar con el modelo de chat o se interrumpió; estas son las palabras de las propias guías.",
        "zh": "无法连接聊天模型或其中途中断；以下为指南原文。",
        "ru": "Модель недоступна или прервала ответ; здесь приведены слова самих руководств.",
        "ar": "تعذّر الوصول إلى نموذج المحادثة أو انقطع؛ وهذه كلمات الإرشادات نفسها.",
        "vi": "Không kết nối được với mô hình trò chuyện hoặc bị ngắt giữa chừng; đây là nguyên văn của tài liệu.",
        "fr": "Le modèle de conversation est injoignable ou s'est interrompu ; voici les mots mêmes des directives.",
        "de": "Das Chatmodell war nicht erreichbar oder brach ab; dies sind die Worte der Richtlinien selbst.",
        "ko": "대화 모델에 연결할 수 없거나 중단되어 지침의 원문을 보여 드립니다.",
        "tl": "Hindi maabot o naputol ang chat model; ito ang mismong mga salita ng gabay.",
    },
}


def message(key: str, language: Language, **values: object) -> str:
    """Fill the text of a key in a language; an unknown key is a KeyError."""
    return _TEXTS[key][language].format(**values)
