"""Hold the words of the web app in ten languages."""

from assistant.messages import Language

NAMES: dict[Language, str] = {
    "en": "English",
    "es": "Español",
    "zh": "中文",
    "ru": "Русский",
    "ar": "العربية",
    "vi": "Tiếng Việt",
    "fr": "Français",
    "de": "Deutsch",
    "ko": "한국어",
    "tl": "Tagalog",
}
_ORDER = tuple(NAMES)
# Each line: the words in the order of NAMES.
_TEXTS: dict[str, tuple[str, ...]] = {
    "chat": ("Chat", "Chat", "对话", "Чат", "محادثة", "Trò chuyện", "Discussion", "Chat", "대화",
             "Chat"),
    "library": ("Library", "Biblioteca", "资料库", "Библиотека", "المكتبة", "Thư viện",
                "Bibliothèque", "Bibliothek", "자료실", "Aklatan"),
    "language": ("Language", "Idioma", "语言", "Язык", "اللغة", "Ngôn ngữ", "Langue", "Sprache",
                 "언어", "Wika"),
    "start_new": ("Start new", "Empezar de nuevo", "新对话", "Начать заново", "بدء جديد",
                  "Bắt đầu mới", "Nouvelle discussion", "Neu beginnen", "새로 시작",
                  "Magsimula ng bago"),
    "recent": ("Recent", "Recientes", "最近", "Недавние", "الأخيرة", "Gần đây", "Récents",
               "Zuletzt", "최근", "Kamakailan"),
    "ask": ("Ask about your guidance", "Pregunte sobre sus guías", "就您的指南提问",
            "Спросите о ваших руководствах", "اسأل عن إرشاداتك", "Hỏi về tài liệu hướng dẫn của bạn",
            "Posez une question sur vos directives", "Fragen Sie zu Ihren Richtlinien",
            "지침에 대해 질문하세요", "Magtanong tungkol sa iyong gabay"),
    "welcome": (
        "Answers come from the library alone, sentence by sentence with their quotes. Do not enter "
        "patient data.",
        "Las respuestas salen solo de la biblioteca, frase por frase con sus citas. No introduzca "
        "datos de pacientes.",
        "答案只来自资料库，逐句附有引文。请勿输入患者资料。",
        "Ответы берутся только из библиотеки, каждое предложение с цитатой. Не вводите данные "
        "пациентов.",
        "تأتي الإجابات من المكتبة وحدها، جملةً جملة مع اقتباساتها. لا تُدخل بيانات المرضى.",
        "Câu trả lời chỉ lấy từ thư viện, từng câu kèm trích dẫn. Không nhập dữ liệu bệnh nhân.",
        "Les réponses viennent de la seule bibliothèque, phrase par phrase avec leurs citations. "
        "N'entrez pas de données de patients.",
        "Antworten kommen allein aus der Bibliothek, Satz für Satz mit Zitat. Geben Sie keine "
        "Patientendaten ein.",
        "답변은 자료실에서만 나오며 문장마다 인용문이 붙습니다. 환자 정보를 입력하지 마세요.",
        "Ang mga sagot ay galing lamang sa aklatan, bawat pangungusap ay may sipi. Huwag maglagay "
        "ng datos ng pasyente.",
    ),
    "page": ("page", "página", "页", "стр.", "صفحة", "trang", "page", "Seite", "쪽", "pahina"),
    "row": ("row", "fila", "行", "строка", "صف", "hàng", "ligne", "Zeile", "행", "hanay"),
    "edition": ("edition", "edición", "版本", "издание", "إصدار", "ấn bản", "édition", "Ausgabe",
                "판", "edisyon"),
    "withheld": (
        "{count} sentences are withheld: their source is no longer in the library.",
        "Se retienen {count} frases: su fuente ya no está en la biblioteca.",
        "已隐去 {count} 句：其来源已不在资料库中。",
        "Скрыто предложений: {count}; их источника больше нет в библиотеке.",
        "حُجبت {count} جمل: لم يعد مصدرها في المكتبة.",
        "{count} câu bị ẩn: nguồn không còn trong thư viện.",
        "{count} phrases sont retirées : leur source n'est plus dans la bibliothèque.",
        "{count} Sätze werden zurückgehalten: ihre Quelle ist nicht mehr in der Bibliothek.",
        "{count}개 문장을 숨겼습니다. 출처가 더 이상 자료실에 없습니다.",
        "{count} pangungusap ang itinago: wala na sa aklatan ang pinagmulan.",
    ),
    "upload": ("Add guidance documents", "Añadir documentos", "添加指南文件", "Добавить документы",
               "إضافة مستندات", "Thêm tài liệu", "Ajouter des documents", "Dokumente hinzufügen",
               "문서 추가", "Magdagdag ng dokumento"),
    "add": ("Add to the library", "Añadir a la biblioteca", "加入资料库", "Добавить в библиотеку",
            "إضافة إلى المكتبة", "Thêm vào thư viện", "Ajouter à la bibliothèque",
            "In die Bibliothek aufnehmen", "자료실에 추가", "Idagdag sa aklatan"),
    "remove": ("Remove", "Quitar", "移除", "Удалить", "إزالة", "Gỡ bỏ", "Retirer", "Entfernen",
               "삭제", "Alisin"),
    "confirm_remove": (
        "Remove it with all its text?", "¿Quitarlo con todo su texto?", "连同全部文本一起移除？",
        "Удалить вместе со всем текстом?", "إزالته مع كل نصه؟", "Gỡ bỏ cùng toàn bộ văn bản?",
        "Le retirer avec tout son texte ?", "Mit allem Text entfernen?",
        "전체 텍스트와 함께 삭제할까요?", "Alisin kasama ang lahat ng teksto nito?"),
    "empty": ("The library is empty. Add a document below.",
              "La biblioteca está vacía. Añada un documento abajo.", "资料库为空。请在下方添加文件。",
              "Библиотека пуста. Добавьте документ ниже.", "المكتبة فارغة. أضف مستندًا أدناه.",
              "Thư viện trống. Hãy thêm tài liệu bên dưới.",
              "La bibliothèque est vide. Ajoutez un document ci-dessous.",
              "Die Bibliothek ist leer. Fügen Sie unten ein Dokument hinzu.",
              "자료실이 비어 있습니다. 아래에서 문서를 추가하세요.",
              "Walang laman ang aklatan. Magdagdag ng dokumento sa ibaba."),
    "searching": ("Searching the guidance", "Buscando en las guías", "正在查找指南",
                  "Поиск в руководствах", "البحث في الإرشادات", "Đang tìm trong hướng dẫn",
                  "Recherche dans les directives", "Suche in den Richtlinien", "지침 검색 중",
                  "Hinahanap sa gabay"),
    "unexpected": (
        "Something went wrong inside guidecite; nothing was lost. Try again, and report it if it "
        "comes back.",
        "Algo falló dentro de guidecite; no se perdió nada. Inténtelo de nuevo y avise si se repite.",
        "guidecite 内部出错；没有丢失任何内容。请重试，若再次出现请报告。",
        "Внутренняя ошибка guidecite; ничего не потеряно. Повторите; если повторится, сообщите.",
        "حدث خطأ داخل guidecite ولم يُفقد شيء. حاول مجددًا وأبلغ إن تكرر.",
        "Đã có lỗi bên trong guidecite; không mất gì. Hãy thử lại và báo nếu lặp lại.",
        "Une erreur s'est produite dans guidecite ; rien n'est perdu. Réessayez et signalez-la si "
        "elle revient.",
        "In guidecite ist etwas schiefgegangen; nichts ging verloren. Versuchen Sie es erneut und "
        "melden Sie es, wenn es wiederkommt.",
        "guidecite 내부에 문제가 생겼습니다. 잃은 것은 없습니다. 다시 시도하고 반복되면 알려 주세요.",
        "May nagkamali sa loob ng guidecite; walang nawala. Subukan muli at iulat kung mauulit.",
    ),
}  # fmt: skip


def text(key: str, language: Language, **values: object) -> str:
    """Return the words for a key; KeyError where there is none."""
    return _TEXTS[key][_ORDER.index(language)].format(**values)
