"""Contradictions told in German, French, Spanish, Chinese and Arabic, and in two languages at once."""

import pytest

from orchestrator.contradictions import RULES, find, settle, still_open
from orchestrator.contradictions.vocabulary import vocabularies
from orchestrator.facts import apply
from orchestrator.languages import spoken
from orchestrator.undoing import differences, revert
from tests.orchestrator.test_contradictions import draft, step, tool

CLASHING = {
    "de": [
        ("forbidden", {"guardrails": "Nie Preise nennen", "goals": "Preise nennen"}),
        (
            "forbidden",
            {"guardrails": "Er darf keine Preise oder Rabatte nennen", "goals": "Fragen zu Preisen beantworten"},
        ),
        ("forbidden", {"guardrails": "Keine Rabatte", "goals": "Stammkunden Rabatte gewähren"}),
        (
            "forbidden",
            {"guardrails": "Nie nach Passwörtern fragen", "workflow": ["Begrüßen", "Nach dem Passwort fragen"]},
        ),
        (
            "forbidden",
            {
                "guardrails": "Nie nach Passwörtern fragen",
                "tools": tool("Konto", "POST", "anmelden", ("Kundennummer", "Passwort")),
            },
        ),
        (
            "forbidden",
            {
                "guardrails": "Bestellungen dürfen nie storniert werden",
                "tools": tool("Shop", "POST", "Bestellungen stornieren"),
            },
        ),
        ("forbidden", {"guardrails": "Keine medizinische Beratung geben", "goals": "Kunden medizinischen Rat geben"}),
        (
            "forbidden",
            {
                "guardrails": "Auf keinen Fall Liefertermine versprechen",
                "workflow": [step("Auftrag prüfen", "er steht fest", "den Liefertermin zusagen")],
            },
        ),
        ("approval", {"goals": "Tische direkt buchen", "guardrails": "Mitarbeiter bestätigen jede Buchung"}),
        (
            "approval",
            {
                "goals": "Termine sofort vereinbaren",
                "guardrails": "Jede Buchung muss vom Team bestätigt werden",
            },
        ),
        (
            "approval",
            {"goals": "Bestellungen stornieren", "guardrails": "Nur Mitarbeiter dürfen Bestellungen stornieren"},
        ),
        ("tone", {"tone": ["förmlich", "locker"]}),
        ("tone", {"tone": ["sehr knapp", "gesprächig"]}),
        ("languages", {"guardrails": "Nur auf Deutsch antworten", "languages": ["German", "English"]}),
        ("languages", {"guardrails": "Nie Englisch sprechen", "languages": ["German", "English"]}),
        ("voice_only", {"channels": "Phone", "goals": "Einen Link zum Formular schicken"}),
        ("hours", {"knowledge": ["Wir haben von 9 bis 17 Uhr geöffnet", "Wir haben von 8 bis 18 Uhr geöffnet"]}),
        ("limit", {"guardrails": ["Rückgabe innerhalb von 30 Tagen", "Rückgabe innerhalb von 14 Tagen"]}),
        ("handover", {"guardrails": "Nie an Mitarbeiter weiterleiten", "escalation": "verärgerte Anrufer"}),
        (
            "personal_data",
            {"guardrails": "Nie nach persönlichen Daten fragen", "workflow": "Nach der E-Mail-Adresse fragen"},
        ),
        (
            "read_only",
            {"guardrails": "Nichts in Shopify ändern", "tools": tool("Shopify", "PUT", "Bestellungen anpassen")},
        ),
        ("greeting", {"greeting": "Hallo, hier ist Ada.", "workflow": "Mit „Guten Tag, Praxis Weber“ beginnen"}),
    ],
    "fr": [
        ("forbidden", {"guardrails": "Ne jamais donner de prix", "goals": "Donner les prix des réparations"}),
        (
            "forbidden",
            {"guardrails": "Il ne doit pas annoncer de tarifs", "goals": "Répondre aux questions sur les prix"},
        ),
        ("forbidden", {"guardrails": "Aucun remboursement", "goals": "Rembourser les commandes abîmées"}),
        (
            "forbidden",
            {"guardrails": "Ne jamais demander le mot de passe", "workflow": ["Saluer", "Demander le mot de passe"]},
        ),
        (
            "forbidden",
            {"guardrails": "Ne jamais annuler de commande", "tools": tool("Boutique", "POST", "annuler les commandes")},
        ),
        ("forbidden", {"guardrails": "Interdit de recommander un médicament", "goals": "Recommander des médicaments"}),
        (
            "forbidden",
            {"guardrails": "Ne jamais accorder de remises ni de rabais", "goals": "Accorder une remise aux habitués"},
        ),
        ("approval", {"goals": "Réserver directement une table", "guardrails": "L'équipe confirme chaque réservation"}),
        ("approval", {"goals": "Annuler des commandes", "guardrails": "Seul le personnel peut annuler une commande"}),
        ("tone", {"tone": ["formel", "décontracté"]}),
        ("tone", {"tone": ["très chaleureux", "distant"]}),
        ("languages", {"guardrails": "Répondre uniquement en français", "languages": ["French", "English"]}),
        ("languages", {"guardrails": "Ne jamais parler anglais", "languages": ["French", "English"]}),
        ("voice_only", {"channels": "Phone", "goals": "Envoyer un lien vers le formulaire"}),
        ("hours", {"knowledge": ["Ouvert de 9h à 17h", "Ouvert de 8h à 18h"]}),
        ("limit", {"guardrails": ["Retours acceptés sous 30 jours", "Retours acceptés sous 14 jours"]}),
        ("handover", {"guardrails": "Ne jamais transférer à un humain", "escalation": "client en colère"}),
        (
            "personal_data",
            {"guardrails": "Ne jamais demander de données personnelles", "workflow": "Demander l'adresse e-mail"},
        ),
        ("read_only", {"guardrails": "Lecture seule", "tools": tool("CRM", "PUT", "modifier les fiches")}),
    ],
    "es": [
        ("forbidden", {"guardrails": "Nunca dar precios", "goals": "Dar precios de reparaciones"}),
        ("forbidden", {"guardrails": "No debe mencionar los precios", "goals": "Responder preguntas sobre precios"}),
        ("forbidden", {"guardrails": "Ningún descuento", "goals": "Ofrecer descuentos a clientes fieles"}),
        ("forbidden", {"guardrails": "No pedir la contraseña", "workflow": ["Saludar", "Pedir la contraseña"]}),
        ("forbidden", {"guardrails": "Nunca cancelar pedidos", "tools": tool("Tienda", "POST", "cancelar pedidos")}),
        ("forbidden", {"guardrails": "Prohibido recomendar medicamentos", "goals": "Recomendar medicamentos"}),
        ("forbidden", {"guardrails": "No prometer reembolsos ni descuentos", "goals": "Prometer un reembolso"}),
        ("approval", {"goals": "Reservar mesas directamente", "guardrails": "El equipo confirma cada reserva"}),
        ("approval", {"goals": "Cancelar pedidos", "guardrails": "Solo el personal puede cancelar pedidos"}),
        ("tone", {"tone": ["formal", "coloquial"]}),
        ("tone", {"tone": ["serio", "muy divertido"]}),
        ("languages", {"guardrails": "Responder solo en español", "languages": ["Spanish", "English"]}),
        ("languages", {"guardrails": "Nunca hablar inglés", "languages": ["Spanish", "English"]}),
        ("voice_only", {"channels": "Phone", "goals": "Enviar fotos de las habitaciones"}),
        ("hours", {"knowledge": ["Abierto de 9 a 17 h", "Abierto de 10 a 18 h"]}),
        ("limit", {"guardrails": ["Devoluciones dentro de 30 días", "Devoluciones dentro de 14 días"]}),
        ("handover", {"guardrails": "Nunca transferir a una persona", "escalation": "cliente enfadado"}),
        ("personal_data", {"guardrails": "No pedir datos personales", "workflow": "Pedir el correo electrónico"}),
        ("read_only", {"guardrails": "Solo lectura", "tools": tool("CRM", "DELETE", "borrar contactos")}),
    ],
    "zh": [
        ("forbidden", {"guardrails": "不要报价", "goals": "回答价格问题"}),
        ("forbidden", {"guardrails": "绝不向客户透露价格", "goals": "告诉客户价格"}),
        ("forbidden", {"guardrails": "禁止退款", "goals": "处理退款"}),
        ("forbidden", {"guardrails": "不得索要密码", "workflow": ["问候客户", "询问密码"]}),
        ("forbidden", {"guardrails": "不能取消订单", "tools": tool("商城", "POST", "取消订单")}),
        ("forbidden", {"guardrails": "不推荐药品", "goals": "给患者推荐药物"}),
        ("forbidden", {"guardrails": "不承诺退款或折扣", "goals": "承诺给客户折扣"}),
        ("approval", {"goals": "直接预订餐桌", "guardrails": "员工确认每一个预订"}),
        ("approval", {"goals": "取消订单", "guardrails": "只有员工可以取消订单"}),
        ("tone", {"tone": ["正式", "随意"]}),
        ("tone", {"tone": ["非常简洁", "健谈"]}),
        ("languages", {"guardrails": "只用中文回答", "languages": ["Chinese", "English"]}),
        ("languages", {"guardrails": "不要说英语", "languages": ["Chinese", "English"]}),
        ("voice_only", {"channels": "Phone", "goals": "给客户发送表格链接"}),
        ("hours", {"knowledge": ["营业时间上午9点到下午5点", "营业时间上午8点到下午6点"]}),
        ("limit", {"guardrails": ["收货30天内可以退货", "收货14天内可以退货"]}),
        ("handover", {"guardrails": "绝不转接人工", "escalation": "客户生气"}),
        ("personal_data", {"guardrails": "不要询问个人信息", "workflow": "询问电子邮箱"}),
        ("read_only", {"guardrails": "只读", "tools": tool("CRM", "PUT", "修改客户资料")}),
    ],
    "ar": [
        ("forbidden", {"guardrails": "لا تذكر الأسعار أبدا", "goals": "ذكر أسعار الإصلاح"}),
        ("forbidden", {"guardrails": "ممنوع ذكر الأسعار", "goals": "الإجابة عن أسئلة الأسعار"}),
        ("forbidden", {"guardrails": "لا خصومات", "goals": "تقديم خصومات للعملاء"}),
        ("forbidden", {"guardrails": "لا يطلب كلمة المرور أبدا", "workflow": ["الترحيب", "طلب كلمة المرور"]}),
        ("forbidden", {"guardrails": "يجب ألا يلغي الحجوزات", "tools": tool("Hotel", "POST", "إلغاء الحجوزات")}),
        ("forbidden", {"guardrails": "لا يوصي بأي دواء", "goals": "اقتراح دواء"}),
        ("forbidden", {"guardrails": "لا يعد بخصومات أو تعويضات", "goals": "الوعد بخصومات"}),
        ("approval", {"goals": "حجز الطاولات مباشرة", "guardrails": "الموظفون يؤكدون كل حجز"}),
        ("approval", {"goals": "إلغاء الحجوزات", "guardrails": "الموظفون فقط يمكنهم إلغاء الحجوزات"}),
        ("tone", {"tone": ["رسمي", "عفوي"]}),
        ("tone", {"tone": ["مختصر جدا", "مفصل"]}),
        ("languages", {"guardrails": "الرد بالعربية فقط", "languages": ["Arabic", "English"]}),
        ("languages", {"guardrails": "لا تتحدث بالإنجليزية", "languages": ["Arabic", "English"]}),
        ("voice_only", {"channels": "Phone", "goals": "إرسال رابط النموذج"}),
        ("hours", {"knowledge": ["ساعات العمل من 9 إلى 17", "ساعات العمل من 8 إلى 18"]}),
        ("limit", {"guardrails": ["الإرجاع خلال 30 يوما من الشراء", "الإرجاع خلال 14 يوما من الشراء"]}),
        ("handover", {"guardrails": "لا تحول المكالمات إلى موظف أبدا", "escalation": "عميل غاضب"}),
        ("personal_data", {"guardrails": "لا يطلب بيانات شخصية", "workflow": "طلب البريد الإلكتروني"}),
        ("read_only", {"guardrails": "للقراءة فقط", "tools": tool("CRM", "PUT", "تعديل السجلات")}),
    ],
    "two languages": [
        ("forbidden", {"guardrails": "Nie Preise nennen", "goals": "Quote prices"}),
        ("forbidden", {"guardrails": "Never cancel orders", "goals": "Bestellungen stornieren"}),
        ("forbidden", {"guardrails": "不要取消订单", "tools": tool("Shop", "POST", "cancel orders")}),
        ("forbidden", {"guardrails": "Nunca dar precios", "goals": "Donner les prix"}),
        ("tone", {"tone": ["formal", "locker"]}),
        ("approval", {"goals": "Book tables directly", "guardrails": "L'équipe confirme chaque réservation"}),
        ("languages", {"guardrails": "English only", "languages": ["Deutsch", "English"]}),
        ("voice_only", {"channels": "Telefon", "goals": "Send people a link"}),
    ],
}

FITTING = {
    "de": [
        {"guardrails": "Nie Preise für Gruppen nennen", "goals": "Preise nennen"},
        {"guardrails": "Nie Preise nennen, wenn das Maß fehlt", "goals": "Preise nennen"},
        {"guardrails": "Nie Preise nennen", "goals": "Preisfragen an den Vertrieb weiterleiten"},
        {"guardrails": "Nie Preise nennen", "goals": "Sagen, wo man die Preise findet"},
        {"guardrails": "Keine Rabatte", "goals": "Erklären, warum es keine Rabatte gibt"},
        {"guardrails": "Nie Rückerstattungen versprechen", "goals": "Rückerstattungen erklären"},
        {"guardrails": "Nie doppelt buchen", "goals": "Termine buchen"},
        {
            "guardrails": "Nie nach der ganzen Kartennummer fragen",
            "workflow": "Nach den letzten Ziffern der Kartennummer fragen",
        },
        {"guardrails": "Keine Bestellungen stornieren, die versandt sind", "goals": "Bestellungen stornieren"},
        {"goals": "Tische buchen", "guardrails": "Mitarbeiter bestätigen jede Buchung"},
        {"goals": "Tische direkt buchen", "guardrails": "Mitarbeiter bestätigen jede Buchung ab acht Gästen"},
        {"tone": ["förmlich", "freundlich"]},
        {"tone": ["förmlich in E-Mails", "locker im Chat"]},
        {"guardrails": "Auf Englisch antworten, wenn jemand Englisch schreibt", "languages": ["German", "English"]},
        {"guardrails": "Nie schlecht über andere sprechen", "languages": ["German", "English"]},
        {"channels": "Phone", "goals": "Einen Link per SMS schicken"},
        {"channels": "Phone", "goals": "Einen Techniker schicken"},
        {"knowledge": ["Küche offen von 12 bis 22 Uhr", "Bar offen von 17 bis 24 Uhr"]},
        {"guardrails": "Nie ohne Bestellnummer weiterleiten", "escalation": "Betrug"},
        {"guardrails": "Nie an den Chef durchstellen", "escalation": "Notfall"},
        {"guardrails": "Keine verbindlichen Preise nennen", "goals": "Preise nennen"},
        {"guardrails": "Nie persönliche Daten weitergeben", "workflow": "Nach der E-Mail-Adresse fragen"},
        {"guardrails": "Nichts in Shopify ändern", "tools": tool("Kalender", "POST", "Termine buchen")},
    ],
    "fr": [
        {"guardrails": "Ne jamais donner de prix pour les groupes", "goals": "Donner les prix"},
        {"guardrails": "Ne jamais donner de prix sans connaître la taille", "goals": "Donner les prix"},
        {"guardrails": "Ne jamais donner de prix", "goals": "Dire où trouver les prix"},
        {"guardrails": "Ne jamais promettre de remboursement", "goals": "Expliquer les remboursements"},
        {"guardrails": "Aucun remboursement", "goals": "Expliquer pourquoi il n'y a aucun remboursement"},
        {"guardrails": "Ne jamais annuler une commande expédiée", "goals": "Annuler des commandes"},
        {"goals": "Réserver une table", "guardrails": "L'équipe confirme chaque réservation"},
        {"goals": "Réserver directement une table", "guardrails": "L'équipe confirme chaque réservation de groupe"},
        {"tone": ["formel", "chaleureux"]},
        {"guardrails": "Répondre en anglais si on écrit en anglais", "languages": ["French", "English"]},
        {"channels": "Phone", "goals": "Envoyer un lien par SMS"},
        {"guardrails": "Ne jamais transférer un appel deux fois", "escalation": "fraude"},
        {"guardrails": "Ne jamais partager de données personnelles", "workflow": "Demander l'adresse e-mail"},
        {"knowledge": ["Cuisine ouverte de 12h à 22h", "Bar ouvert de 17h à 24h"]},
        {"guardrails": "Lecture seule", "tools": tool("CRM", "GET", "chercher des fiches")},
    ],
    "es": [
        {"guardrails": "Nunca dar precios para grupos", "goals": "Dar precios"},
        {"guardrails": "Nunca dar precios sin saber el tamaño", "goals": "Dar precios"},
        {"guardrails": "Nunca dar precios", "goals": "Decir dónde están los precios"},
        {"guardrails": "No prometer reembolsos", "goals": "Explicar los reembolsos"},
        {"guardrails": "Ningún descuento", "goals": "Explicar por qué no hay descuentos"},
        {"guardrails": "No cancelar pedidos enviados", "goals": "Cancelar pedidos"},
        {"goals": "Reservar mesas", "guardrails": "El equipo confirma cada reserva"},
        {"goals": "Reservar mesas directamente", "guardrails": "El equipo confirma cada reserva de grupos"},
        {"tone": ["formal", "cercano"]},
        {"guardrails": "Responder en inglés si escriben en inglés", "languages": ["Spanish", "English"]},
        {"channels": "Phone", "goals": "Enviar un enlace por SMS"},
        {"guardrails": "No transferir dos veces la llamada", "escalation": "fraude"},
        {"guardrails": "No compartir datos personales", "workflow": "Pedir el correo electrónico"},
        {"knowledge": ["Cocina abierta de 12 a 22 h", "Bar abierto de 17 a 24 h"]},
        {"guardrails": "Solo lectura", "tools": tool("CRM", "GET", "buscar contactos")},
    ],
    "zh": [
        {"guardrails": "不透露团体价格", "goals": "告诉客户价格"},
        {"guardrails": "没有尺寸不要报价", "goals": "报价"},
        {"guardrails": "不要报价", "goals": "告诉客户在哪里查价格"},
        {"guardrails": "不承诺退款", "goals": "解释退款政策"},
        {"guardrails": "不打折", "goals": "解释为什么没有折扣"},
        {"guardrails": "不能取消已发货的订单", "goals": "取消订单"},
        {"goals": "预订餐桌", "guardrails": "员工确认每一个预订"},
        {"goals": "直接预订餐桌", "guardrails": "员工确认每一个八人以上的预订"},
        {"tone": ["正式", "亲切"]},
        {"guardrails": "如果客户说英语就用英语回答", "languages": ["Chinese", "English"]},
        {"channels": "Phone", "goals": "用短信发送链接"},
        {"guardrails": "不要两次转接同一个电话", "escalation": "诈骗"},
        {"guardrails": "不要泄露个人信息", "workflow": "询问电子邮箱"},
        {"knowledge": ["厨房营业12点到22点", "酒吧营业17点到24点"]},
        {"guardrails": "只读", "tools": tool("CRM", "GET", "查询客户资料")},
    ],
    "ar": [
        {"guardrails": "لا تذكر أسعار المجموعات", "goals": "ذكر الأسعار"},
        {"guardrails": "لا تذكر الأسعار إذا كان المقاس غير معروف", "goals": "ذكر الأسعار"},
        {"guardrails": "لا تذكر الأسعار", "goals": "شرح أين توجد الأسعار"},
        {"guardrails": "لا يعد باسترداد المال", "goals": "شرح استرداد المال"},
        {"guardrails": "لا خصومات", "goals": "شرح لماذا لا توجد خصومات"},
        {"guardrails": "لا يلغي الحجوزات المدفوعة", "goals": "إلغاء الحجوزات"},
        {"goals": "حجز الطاولات", "guardrails": "الموظفون يؤكدون كل حجز"},
        {"goals": "حجز الطاولات مباشرة", "guardrails": "الموظفون يؤكدون كل حجز للمجموعات"},
        {"tone": ["رسمي", "ودود"]},
        {"guardrails": "الرد بالإنجليزية إذا كتب العميل بالإنجليزية", "languages": ["Arabic", "English"]},
        {"channels": "Phone", "goals": "إرسال رابط برسالة واتساب"},
        {"guardrails": "لا تحول المكالمة مرتين", "escalation": "احتيال"},
        {"guardrails": "لا يشارك بيانات شخصية", "workflow": "طلب البريد الإلكتروني"},
        {"guardrails": "للقراءة فقط", "tools": tool("CRM", "GET", "البحث عن العملاء")},
    ],
    "two languages": [
        {"guardrails": "Nie Preise für Gruppen nennen", "goals": "Quote prices"},
        {"guardrails": "Never promise refunds", "goals": "Rückerstattungen erklären"},
        {"guardrails": "English only", "languages": ["Englisch"]},
        {"tone": ["formal", "freundlich"]},
        {"channels": ["Telefon", "WhatsApp"], "goals": "Send people a link"},
        {"guardrails": "No discounts", "goals": "Kosten nennen"},
    ],
}


def each(told):
    return [
        pytest.param(*(pair if isinstance(pair, tuple) else (pair,)), id=f"{language}-{n}")
        for language, pairs in told.items()
        for n, pair in enumerate(pairs)
    ]


@pytest.mark.parametrize(("rule", "slots"), each(CLASHING))
def test_what_excludes_each_other_is_found(rule, slots):
    assert [found.rule for found in find(draft(**slots))] == [rule]


@pytest.mark.parametrize("slots", each(FITTING))
def test_what_goes_together_is_left_alone(slots):
    assert find(draft(**slots)) == ()


@pytest.mark.parametrize(("rule", "slots"), each(CLASHING))
@pytest.mark.parametrize("choice", ["one", "other", "both"])
def test_any_choice_settles_it_for_good_and_can_be_taken_back(rule, slots, choice):
    before = draft(**slots)
    after = apply(before, settle(find(before)[0], choice, "it depends")).draft
    assert still_open(after) == ()
    assert revert(after, differences(before, after)) == before


@pytest.mark.parametrize(
    ("goal", "rule", "left"),
    [
        ("Tische direkt buchen", "Mitarbeiter bestätigen jede Buchung", "Tische buchen"),
        ("Réserver une table immédiatement", "L'équipe confirme chaque réservation", "Réserver une table"),
        ("Reservar mesas directamente", "El equipo confirma cada reserva", "Reservar mesas"),
        ("直接预订餐桌", "员工确认每一个预订", "预订餐桌"),
        ("حجز الطاولات مباشرة", "الموظفون يؤكدون كل حجز", "حجز الطاولات"),
    ],
)
def test_what_is_done_directly_loses_only_that_it_is_direct(goal, rule, left):
    before = draft(goals=goal, guardrails=rule)
    after = apply(before, settle(find(before)[0], "one")).draft
    assert [fact.text for fact in after["goals"]] == [left]


def test_every_language_has_words_for_every_kind_of_contradiction():
    assert set(vocabularies()) == set(spoken())
    kinds = set(vocabularies()["de"].lists)
    assert all(
        kinds - set(vocabulary.lists) <= {"endings", "prefixes", "clock", "alone"}
        for code, vocabulary in vocabularies().items()
        if code != "en"
    )
    assert all({rule for rule, _ in CLASHING[code]} >= set(RULES) - {"greeting"} for code in spoken() if code != "en")
