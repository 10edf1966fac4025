"""Documents in French, Spanish, Chinese and Arabic: what is read in them value by value, and nothing else."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.documents.refusals import Refused
from orchestrator.documents.words import words
from orchestrator.languages import spoken
from orchestrator.values import Tool
from tests import existing_abroad as abroad
from tests.orchestrator.test_documents import assert_all_quoted, branches, reading, values
from tests.wild import comes_to_its_end

PROCEDURES = {
    "fr": (
        abroad.FRENCH_PROCEDURE,
        "Locatrem",
        [
            ("Demandez le numéro du contrat et le nom de l'élève",),
            (
                "Vérifiez l'état de l'instrument dans le logiciel Locatrem",
                "une corde est cassée",
                "facturez dix euros",
                "rendez la caution",
            ),
            (
                "Vérifiez l'état de l'instrument dans le logiciel Locatrem",
                "l'élève veut garder l'instrument",
                "proposez l'achat",
                None,
            ),
            ("Envoyez le reçu par courriel",),
        ],
        {
            "goals": ["Traiter les retours d'instruments loués"],
            "guardrails": [
                "Ne promettez jamais un remboursement immédiat",
                "Les conseillers ne doivent pas accepter d'espèces",
                "Demandez toujours une pièce d'identité",
            ],
            "escalation": [
                "l'élève conteste les frais → responsable de l'atelier",
                "Les réclamations → direction",
            ],
        },
    ),
    "es": (
        abroad.SPANISH_PROCEDURE,
        "Vecindata",
        [
            ("Pida el nombre y el número de apartamento",),
            (
                "Compruebe la identidad en el sistema Vecindata",
                "el residente no figura",
                "pida un documento",
                "anote la hora",
            ),
            ("Compruebe la identidad en el sistema Vecindata", "es de noche", "llame al cerrajero de guardia", None),
            ("Entregue la copia y cobre 15 euros",),
        ],
        {
            "goals": ["Atender a los residentes que pierden sus llaves"],
            "guardrails": [
                "Nunca entregue llaves a menores",
                "No deje copias en recepción",
                "El personal no debe abrir viviendas ajenas",
            ],
            "escalation": ["el residente se enfade → administradora", "Las quejas → presidente de la comunidad"],
        },
    ),
    "zh": (
        abroad.CHINESE_PROCEDURE,
        "Qinku",
        [
            ("询问合同编号、姓名和电话",),
            ("在Qinku系统中核对租期", "乐器有损坏", "收取维修费", "退还押金"),
            ("在Qinku系统中核对租期", "学员想买下乐器、并且租满一年", "给予九折优惠", None),
            ("发送收据",),
            ("请提醒学员保留合同",),
        ],
        {
            "goals": ["办理乐器退租"],
            "guardrails": ["不得承诺当天退款", "员工在任何情况下都不得索要银行卡密码", "务必核对身份证件"],
            "escalation": ["学员对费用有异议 → 门店经理", "投诉 → 客户关系部"],
        },
    ),
    "ar": (
        abroad.ARABIC_PROCEDURE,
        "Awtar",
        [
            ("اطلب رقم العقد واسم الطالب",),
            (
                "تحقق من مدة الإيجار في نظام Awtar",
                "كانت الآلة متضررة",
                "اطلب رسوم الإصلاح",
                "أعد مبلغ التأمين",
            ),
            ("تحقق من مدة الإيجار في نظام Awtar", "أراد الطالب شراء الآلة", "فاعرض عليه خصمًا", None),
            ("أرسل الإيصال بالبريد",),
        ],
        {
            "goals": ["معالجة طلبات إعادة الآلات"],
            "guardrails": [
                "لا تَعِد باسترداد المبلغ في اليوم نفسه",
                "لا يجوز للموظفين طلب كلمة مرور البطاقة",
                "تحقق دائمًا من الهوية",
            ],
            "escalation": ["اعترض الطالب على الرسوم → مدير الفرع", "الشكاوى → قسم علاقات العملاء"],
        },
    ),
}
FAQS = {
    "fr": (
        abroad.FRENCH_FAQ,
        ["Répondre aux questions sur : réservation", "Répondre aux questions sur : horaires"],
        [
            "Puis-je annuler sans frais ? Oui, jusqu'à quatorze jours avant l'arrivée.",
            "Acceptez-vous les chiens ? Un chien par emplacement, tenu en laisse.",
            "À quelle heure ouvre la piscine ? À neuf heures, de mai à septembre.",
        ],
    ),
    "es": (
        abroad.SPANISH_FAQ,
        ["Responder preguntas sobre: cursos", "Responder preguntas sobre: pagos"],
        [
            "¿Hace falta saber nadar? Sí, al menos cincuenta metros.",
            "¿A partir de qué edad? Desde los ocho años.",
            "¿Se puede pagar a plazos? Sí, en dos plazos sin intereses.",
        ],
    ),
    "zh": (
        abroad.CHINESE_FAQ,
        ["回答有关预订的问题", "回答有关泳池的问题"],
        [
            "可以免费取消吗？ 入住前十四天可以。",
            "能带狗吗？ 每个营位一只，须拴绳。",
            "泳池几点开放？ 每年五月到九月，上午九点开放。",
        ],
    ),
    "ar": (
        abroad.ARABIC_FAQ,
        ["الإجابة عن الأسئلة حول الحجز", "الإجابة عن الأسئلة حول المسبح"],
        [
            "هل يمكنني الإلغاء مجانًا؟ نعم، قبل الوصول بأربعة عشر يومًا.",
            "هل تقبلون الكلاب؟ كلب واحد لكل موقع، على أن يكون مربوطًا.",
            "متى يفتح المسبح؟ في التاسعة صباحًا، من مايو إلى سبتمبر.",
        ],
    ),
}
PROMPTS = {
    "fr": (
        abroad.FRENCH_PROMPT,
        Tool(name="stock_fromage", purpose="Indique ce qui reste en cave", inputs=("nom",)),
        {
            "agent_name": ["Élodie"],
            "agent_role": ["Conseillère virtuelle de la fromagerie Mont-Clair"],
            "goals": ["Conseiller les clients", "Prendre leurs commandes"],
            "tone": ["Chaleureuse", "Concise"],
            "guardrails": [
                "Ne donne jamais de conseils médicaux",
                "Ne parle que de nos fromages",
                "Ne jamais promettre une date de livraison",
                "Ne jamais accepter un paiement en ligne",
            ],
            "escalation": ["le client demande une personne → équipe de vente"],
            "greeting": ["Bonjour, ici Élodie, que puis-je vous proposer ?"],
            "languages": ["English", "French"],
        },
    ),
    "es": (
        abroad.SPANISH_PROMPT,
        Tool(name="buscar_libro", purpose="Busca en el catálogo", inputs=("titulo",)),
        {
            "agent_name": ["Marina"],
            "agent_role": ["Asistente de la biblioteca municipal"],
            "goals": ["Recomendar libros", "Renovar préstamos"],
            "tone": ["Amable", "Breve"],
            "guardrails": [
                "Nunca reveles los datos de otros lectores",
                "Solo responde sobre la biblioteca",
                "Nunca prestar sin carné",
                "Nunca perdonar multas",
            ],
            "escalation": ["alguien pide hablar con una persona → mostrador"],
            "greeting": ["Hola, soy Marina, ¿qué quieres leer hoy?"],
            "languages": ["Catalan", "Spanish"],
        },
    ),
    "zh": (
        abroad.CHINESE_PROMPT,
        Tool(name="stock_cheese", purpose="查询库存", inputs=("name",)),
        {
            "agent_name": ["小岚"],
            "agent_role": ["奶酪店的客服助手"],
            "goals": ["推荐奶酪", "查询订单", "处理退货"],
            "tone": ["亲切", "简洁"],
            "guardrails": ["绝不提供医疗建议", "只回答与本店奶酪有关的问题", "不得承诺送达日期", "不得接受线上付款"],
            "escalation": ["顾客要求人工服务 → 销售团队"],
            "greeting": ["您好，我是小岚，想尝点什么？"],
            "languages": ["Chinese", "English"],
        },
    ),
    "ar": (
        abroad.ARABIC_PROMPT,
        Tool(name="stock_perfume", purpose="يعرض ما تبقى في المخزن", inputs=("name",)),
        {
            "agent_name": ["ليلى"],
            "agent_role": ["مساعدة متجر العطور الشرقي"],
            "goals": ["ترشيح العطور", "تتبع الطلبات", "معالجة المرتجعات"],
            "tone": ["ودود", "موجز"],
            "guardrails": [
                "لا تقدّم أي نصائح طبية",
                "أجب فقط عن أسئلة متجرنا",
                "ممنوع: الوعد بموعد التسليم",
                "ممنوع: قبول الدفع عبر الإنترنت",
            ],
            "escalation": ["طلب العميل التحدث مع شخص → فريق المبيعات"],
            "greeting": ["مرحبًا، أنا ليلى، أي عطر تود أن تجرب؟"],
            "languages": ["Arabic", "English"],
        },
    ),
}
OTHERS = [
    (
        abroad.FRENCH_CLINIC,
        [
            ("Saluez l'appelant et demandez l'espèce et l'âge de l'animal",),
            (
                "Notez les symptômes",
                "l'animal respire mal",
                "passez l'appel immédiatement au vétérinaire de garde",
                "proposez un rendez-vous",
            ),
            ("Rappelez les documents à apporter",),
        ],
        {
            "knowledge": [
                "Êtes-vous ouverts le samedi ? Oui, de neuf heures à midi.",
                "Acceptez-vous la carte bancaire ? Oui.",
            ],
            "escalation": [
                "l'animal respire mal → vétérinaire de garde",
                "Appelant en colère → responsable de l'accueil",
                "litige → direction",
            ],
            "guardrails": [
                "Ne jamais poser un diagnostic par téléphone",
                "Ne jamais recommander un médicament sur ordonnance",
            ],
        },
    ),
    (
        abroad.FRENCH_FLORIST,
        [],
        {
            "agent_role": ["Assistante virtuelle de la fleuriste Orangine"],
            "goals": ["Aider à choisir un bouquet", "Suivre les livraisons"],
            "tone": ["Chaleureux", "Bref"],
            "guardrails": [
                "Il est interdit de promettre une heure de livraison",
                "N'indiquez aucun prix de gros",
                "Vous ne devez jamais communiquer les coordonnées d'un autre client",
            ],
            "escalation": ["le client demande un remboursement → gérant"],
            "greeting": ["Bonjour et bienvenue chez Orangine, à qui voulez-vous offrir des fleurs ?"],
            "languages": ["Arabic", "English", "French"],
        },
    ),
    (
        abroad.SPANISH_CLINIC,
        [
            ("Salude y pregunte la especie y la edad del animal",),
            (
                "Anote los síntomas",
                "el animal respire mal",
                "pase la llamada de inmediato al veterinario de guardia",
                "ofrezca una cita",
            ),
            ("Recuerde los documentos necesarios",),
        ],
        {
            "knowledge": ["¿Abren los sábados? Sí, de nueve a dos.", "¿Aceptan tarjeta? Sí."],
            "escalation": [
                "el animal respire mal → veterinario de guardia",
                "Persona enfadada → encargada de recepción",
                "hay una disputa → dirección",
            ],
            "guardrails": ["Nunca diagnosticar por teléfono", "Nunca recomendar medicamentos con receta"],
        },
    ),
    (
        abroad.SPANISH_FLORIST,
        [],
        {
            "agent_role": ["Asistente virtual de la floristería Naranja"],
            "goals": ["Ayudar a elegir un ramo", "Seguir las entregas"],
            "tone": ["Cálido", "Breve"],
            "guardrails": ["Está prohibido prometer una hora de entrega", "No debes dar precios al por mayor"],
            "escalation": ["el cliente pide un reembolso → gerente"],
            "greeting": ["Hola, bienvenido a Naranja, ¿a quién quieres regalar flores?"],
            "languages": ["English", "French", "Spanish"],
        },
    ),
    (
        abroad.CHINESE_CLINIC,
        [
            ("问候来电者，询问宠物的种类和年龄",),
            ("了解症状", "宠物呼吸困难或者大量出血", "立即转接值班兽医", "登记预约"),
            ("告知到院时间与所需证件", "需取消预约", "应在系统中注明原因", None),
        ],
        {
            "knowledge": ["周末营业吗？ 营业，上午九点至下午五点。", "可以刷医保卡吗？ 不可以。"],
            "escalation": [
                "宠物呼吸困难或者大量出血 → 值班兽医",
                "来电者情绪激动 → 前台主管",
                "涉及医疗纠纷 → 院长办公室",
            ],
            "guardrails": ["禁止通过电话诊断病情", "不要推荐处方药", "只有主治医生可以报价"],
        },
    ),
    (
        abroad.CHINESE_FLORIST,
        [],
        {
            "agent_name": ["阿橙"],
            "agent_role": ["花店“橙子花坊”的智能客服"],
            "goals": ["帮助顾客挑选花束", "查询配送进度"],
            "tone": ["热情", "简短"],
            "guardrails": [
                "不能承诺具体的送达时间",
                "如果顾客询问批发价格，请告诉他们联系批发部",
                "绝对不要透露其他顾客的信息",
            ],
            "escalation": ["顾客要求退款 → 店长", "顾客连续两次表示不满意 → 人工客服"],
            "greeting": ["您好！欢迎来到橙子花坊，请问想送花给谁？"],
        },
    ),
    (
        abroad.ARABIC_CLINIC,
        [
            ("رحّب بالمتصل واسأله عن نوع الحيوان وعمره",),
            (
                "اسأل عن الأعراض",
                "كان الحيوان يعاني من صعوبة في التنفس",
                "فحوّل المكالمة فوراً إلى الطبيب المناوب",
                "سجّل موعداً",
            ),
            ("أخبره بموعد الحضور",),
        ],
        {
            "knowledge": ["هل تعملون يوم الجمعة؟ لا، من السبت إلى الخميس.", "هل تقبلون البطاقات؟ نعم."],
            "escalation": [
                "كان الحيوان يعاني من صعوبة في التنفس → الطبيب المناوب",
                "المتصل غاضب → مشرف الاستقبال",
                "وجود نزاع → مدير العيادة",
            ],
            "guardrails": ["يُمنع تشخيص الحالة عبر الهاتف", "لا تصف أي دواء"],
        },
    ),
    (
        abroad.ARABIC_FLORIST,
        [],
        {
            "agent_role": ["مساعد افتراضي لمحل الزهور «برتقال»"],
            "goals": ["مساعدة العملاء على اختيار الباقات", "متابعة التوصيل"],
            "tone": ["ودودة", "مختصرة"],
            "guardrails": [
                "لا تعِد بوقت محدد للتوصيل",
                "إذا سأل العميل عن أسعار الجملة، فاطلب منه التواصل مع قسم الجملة",
            ],
            "greeting": ["أهلاً بك في برتقال، لمن تود إهداء الزهور؟"],
            "languages": ["Arabic", "English"],
        },
    ),
]


def by_slot(found):
    """The values of each slot, but of tools and steps, which are compared as they are."""
    slots = {offer.proposal.slot for offer in found.offers} - {"tools", "workflow"}
    return {slot: sorted(values(found, slot)) if slot == "languages" else values(found, slot) for slot in slots}


def test_every_language_of_the_interview_has_its_words_for_documents():
    assert set(words().texts) == set(spoken())


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_procedure_becomes_steps_branches_rules_and_handovers(code):
    text, system, steps, others = PROCEDURES[code]
    found = reading(text.encode(), "procedure.txt")
    assert (found.genre, found.language) == ("procedure", code)
    assert branches(found) == steps
    assert values(found, "tools") == [system]
    assert by_slot(found) == others
    assert_all_quoted(found)


@pytest.mark.parametrize("code", FAQS)
def test_an_faq_becomes_knowledge_and_topics(code):
    text, goals, knowledge = FAQS[code]
    found = reading(text.encode(), "faq.md")
    assert (found.genre, found.language) == ("faq", code)
    assert by_slot(found) == {"goals": goals, "knowledge": knowledge}
    assert_all_quoted(found)


@pytest.mark.parametrize("code", PROMPTS)
def test_a_prompt_becomes_who_the_agent_is_and_what_it_never_does(code):
    text, tool, others = PROMPTS[code]
    found = reading(text.encode(), "prompt.md")
    assert (found.genre, found.language) == ("prompt", code)
    assert [offer.proposal.value for offer in found.offers if offer.proposal.slot == "tools"] == [tool]
    assert by_slot(found) == others
    assert_all_quoted(found)


@pytest.mark.parametrize("text", [abroad.FRENCH_PROSE, abroad.SPANISH_PROSE, abroad.CHINESE_PROSE, abroad.ARABIC_PROSE])
def test_prose_about_no_agent_offers_nothing(text):
    assert reading(text.encode()).offers == ()


def test_words_of_other_languages_say_nothing_in_an_english_text():
    text = """You are Kim, the desk assistant of a hostel. Your job is to help guests and other visitors book beds.

Sea view rooms are simple and direct. No charge applies for lockers. Solo travellers pay less. No refunds after noon.
If the guest arrives late, car parking is free.
If the guest is angry, transfer a call to the night manager.

# Public holidays
Closed.
"""
    assert by_slot(reading(text.encode(), "hostel.md")) == {
        "agent_name": ["Kim"],
        "agent_role": ["Desk assistant of a hostel"],
        "goals": ["Help guests and other visitors book beds"],
        "escalation": ["the guest is angry → the night manager"],
    }


@pytest.mark.parametrize(("text", "steps", "others"), OTHERS)
def test_documents_of_other_wording_and_make_are_read_too(text, steps, others):
    found = reading(text.encode(), "other.md")
    assert branches(found) == steps
    assert by_slot(found) == others
    assert_all_quoted(found)


def test_a_chinese_prompt_in_sections_is_read_section_by_section():
    found = reading(abroad.CHINESE_SECTIONS.encode(), "library.md")
    assert by_slot(found) == {
        "agent_role": ["图书馆助手"],
        "tone": ["耐心", "专业"],
        "goals": ["解答读者的问题"],
        "escalation": ["读者对罚款有争议 → 流通台", "读者要求找工作人员 → 咨询台"],
    }
    assert branches(found)[1] == ("查询是否可以续借", "有人预约", "说明必须按时归还", "办理续借")
    assert_all_quoted(found)


@pytest.mark.parametrize(
    "marks",
    [
        ("一、", "二、", "三、"),
        ("（一）", "（二）", "（三）"),
        ("1、", "2、", "3、"),
        ("第一步：", "第二步：", "第三步："),
        "①②③",
    ],
)
def test_chinese_marks_of_lists_are_read(marks):
    acts = ("询问姓名。", "核对订单。", "发送收据。")
    text = "\n".join(mark + act for mark, act in zip(marks, acts, strict=True))
    assert branches(reading(text.encode(), "steps.txt")) == [("询问姓名",), ("核对订单",), ("发送收据",)]


@pytest.mark.parametrize(
    "marks", [("١.", "٢.", "٣."), ("أولاً:", "ثانياً:", "ثالثاً:"), ("الخطوة 1:", "الخطوة 2:", "الخطوة 3:")]
)
def test_arabic_marks_of_lists_are_read(marks):
    acts = ("اطلب الاسم.", "راجع الطلب.", "أرسل الإيصال.")
    text = "\n".join(f"{mark} {act}" for mark, act in zip(marks, acts, strict=True))
    assert branches(reading(text.encode(), "steps.txt")) == [("اطلب الاسم",), ("راجع الطلب",), ("أرسل الإيصال",)]


def test_lines_of_chinese_are_paragraphs_of_their_own_where_they_end_a_sentence():
    lines = (
        "本店每天上午十点开门，晚上九点关门，节假日照常营业，欢迎各位新老顾客随时光临选购，也可以提前打电话来预约时间与座位。",
        "绝不透露顾客的电话。",
    )
    found = reading("\n".join(lines).encode(), "a.txt")
    assert [paragraph.text for paragraph in found.paragraphs] == list(lines)
    assert values(found, "guardrails") == ["绝不透露顾客的电话"]


SIGNS = (
    "如果 ， 则 ； 否则 。 、 ： （一） 一、 问： 答： 你是 小岚 一家 绝不 转接 给 经理 时， 友好 用中文回答 "
    "إذا ، ؛ وإلا لا تقدم أنت ليلى تُحال إلى المدير مهمتك هي حجز وتعديل س: ج: ؟ « » 「 」 "
    "si sinon ne pas jamais transférez au tu es eres nunca transfiera al \n \n\n"
).split(" ")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=80))
def test_the_quotes_of_any_text_in_any_language_occur_in_it(pieces):
    for joint in ("", " "):
        with suppress(Refused):
            assert_all_quoted(reading(joint.join(pieces).encode("utf-8", "replace"), "a.md"))


@pytest.mark.parametrize(
    "text",
    [
        "如果a，" * 20_000,
        "转接给" * 30_000,
        "你是小、" * 20_000,
        "友好、" * 30_000,
        "顾客时，" * 20_000,
        "إذا، " * 20_000,
        "تُحال حجز و" * 8_000,
        "لا ت" * 30_000,
        "ne a a " * 15_000,
        "tu aides a a a " * 6_000,
        "transférez " * 9_000,
        "\n".join("（一）如果下雨，则改期；否则照常。" for _ in range(3_000)),
    ],
)
def test_no_text_in_any_language_takes_long(text):
    with comes_to_its_end(10), suppress(Refused):
        reading(text.encode(), "a.txt")
